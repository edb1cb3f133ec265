// A conversation as the widget holds it: what was said, what waits for an answer, what could not be sent.

import { get, post } from "../shared/http.js";
import { follow } from "../shared/live.js";
import { saidBy } from "../shared/message.js";
import { takeTurn } from "../shared/turn.js";

function newId() {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/**
 * Events: "said" (a message to show, `quote` with it), "state", "sentence", "waiting".
 * A message keeps its id however often it is sent, so that it counts once.
 */
export class Talk extends EventTarget {
  #last = null;
  #stop = new AbortController();

  static async open(orderId) {
    const turn = await post("/agent/v1/conversations", orderId ? { order_id: orderId } : {});
    const talk = new Talk(turn.conversation_id, orderId, turn.state);
    return { talk, messages: [saidBy(turn.reply)], pending: null };
  }

  static async resume(conversationId) {
    const kept = await get(`/agent/v1/conversations/${conversationId}`);
    const talk = new Talk(conversationId, kept.order_id, kept.state);
    return { talk, messages: kept.messages, pending: kept.pending, takenOverBy: kept.taken_over_by, title: kept.title };
  }

  constructor(id, orderId, state) {
    super();
    this.id = id;
    this.orderId = orderId;
    this.state = state;
  }

  /** What has been shown: a yes counts only for an offer that was. */
  saw(message) {
    this.#last = message.message_id;
  }

  follow() {
    follow(this.id, (message) => this.#news(message), this.#stop.signal);
  }

  leave() {
    this.#stop.abort();
  }

  async #news(message) {
    const offered = message.parts.some((part) => part.kind === "options");
    const pending = offered ? (await get(`/agent/v1/conversations/${this.id}`)).pending : null;
    this.#tell("said", { message, quote: pending?.quote ?? null, chosen: pending?.option_id ?? null });
  }

  /** The body of a message, to be sent as often as it takes. */
  compose(said) {
    const content = typeof said === "string" ? { text: said } : { action: said };
    return { client_message_id: newId(), ...content, ...(this.#last ? { after: this.#last } : {}) };
  }

  async send(body) {
    const turn = await takeTurn(this.id, body, {
      heard: ({ event, data }) => this.#tell(event === "delta" ? "sentence" : event, data),
      waiting: () => this.#tell("waiting", {}),
    });
    this.state = turn.state;
    return turn;
  }

  async rate(csat) {
    await post(`/agent/v1/conversations/${this.id}/feedback`, { csat });
  }

  #tell(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }
}
