// News of a conversation: what humans wrote, reviews that were decided, changes that were carried out.

import { request } from "./http.js";
import { eventsOf } from "./server-events.js";

const FIRST_PAUSE_MS = 1000;
const LONGEST_PAUSE_MS = 15000;

/** Call `onMessage` for every message nobody here asked for, until `signal` says stop. */
export async function follow(conversationId, onMessage, signal) {
  let last = null;
  let pause = FIRST_PAUSE_MS;
  while (!signal.aborted) {
    try {
      const headers = { Accept: "text/event-stream", ...(last === null ? {} : { "Last-Event-ID": last }) };
      const path = `/agent/v1/conversations/${conversationId}/events`;
      const response = await request("GET", path, { headers, signal });
      pause = FIRST_PAUSE_MS;
      for await (const event of eventsOf(response)) {
        last = event.id ?? last;
        onMessage(event.data);
      }
    } catch (error) {
      if (signal.aborted || error.status === 401 || error.status === 403 || error.status === 404) return;
      pause = Math.min(pause * 2, LONGEST_PAUSE_MS);
    }
    await new Promise((resolve) => setTimeout(resolve, pause));
  }
}
