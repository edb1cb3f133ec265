// One message and its answer: streamed, and taken up again where a cut stream left off.

import { Problem, Unreachable, request } from "./http.js";
import { eventsOf } from "./server-events.js";

const PAUSES_MS = [300, 1000, 2500, 5000];
const WORTH_ANOTHER_TRY = new Set(["draining", "dependency_unavailable", "unreachable"]);

/**
 * Send a message (`body` carries its client_message_id, the same at every try) and return the Turn.
 * `heard` gets states and sentences as they come, `waiting` is told when the connection is being taken up again.
 */
export async function takeTurn(conversationId, body, { heard, waiting }) {
  let last = null;
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await attemptTurn(conversationId, body, last, (event) => {
        last = event.id ?? last;
        heard(event);
      });
    } catch (error) {
      if (!WORTH_ANOTHER_TRY.has(error.code) || attempt >= PAUSES_MS.length) throw error;
      waiting();
      await pause(PAUSES_MS[attempt]);
    }
  }
}

async function attemptTurn(conversationId, body, last, heard) {
  const headers = { Accept: "text/event-stream", ...(last === null ? {} : { "Last-Event-ID": last }) };
  const response = await request("POST", `/agent/v1/conversations/${conversationId}/messages`, { body, headers });
  try {
    for await (const event of eventsOf(response)) {
      if (event.event === "reply") return event.data;
      if (event.event === "error") throw new Problem(event.data.status, event.data);
      heard(event);
    }
  } catch (error) {
    if (error instanceof Problem) throw error;
  }
  throw new Unreachable();
}

function pause(ms) {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      window.removeEventListener("online", done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    window.addEventListener("online", done);
  });
}
