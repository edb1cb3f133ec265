// <case-view>: one conversation with what is asked for, and what a human can do about it.

import { button, h } from "../shared/element.js";
import { explain, get, post } from "../shared/http.js";
import { follow } from "../shared/live.js";
import { messageElement } from "../shared/message.js";
import { orderCard } from "../shared/parts.js";
import { reviewPanel } from "./review-panel.js";
import { tracePanel } from "./trace-panel.js";

const NAMES = { customer: "", assistant: "Assistant", cx_agent: "", system: "" };
const LOG = { role: "log", "aria-live": "polite", "aria-label": "Transcript", tabindex: "0", class: "log" };

class CaseView extends HTMLElement {
  me = null;
  #id = null;
  #stop = null;
  #log = h("div", LOG);
  #bar = h("div", { class: "bar" });
  #side = h("aside", { "aria-label": "Context" });
  #error = h("div", { role: "alert" });
  #reply = h("textarea", { id: "reply", rows: "2", maxlength: "4000" });

  connectedCallback() {
    if (this.childElementCount > 0) return;
    this.append(h("p", { class: "nothing" }, "Pick a case on the left."));
  }

  /** Show a conversation, from the start. */
  async show(conversationId) {
    this.#stop?.abort();
    this.#stop = new AbortController();
    this.#id = conversationId;
    this.#error.replaceChildren();
    const form = h("form", { class: "answer" },
      h("label", { for: "reply" }, "Write to the customer"), this.#reply, h("button", { type: "submit", class: "primary" }, "Send"));
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#write();
    });
    this.replaceChildren(h("div", { class: "talk" }, this.#bar, this.#error, this.#log, form), this.#side);
    await this.#try(() => this.#load());
    follow(conversationId, () => this.#try(() => this.#load()), this.#stop.signal);
  }

  async #load() {
    const conversation = await get(`/agent/v1/conversations/${this.#id}`);
    this.#render(conversation);
    const orderId = conversation.order_id;
    const [reviews, order, trace] = await Promise.all([
      get("/platform/v1/reviews?status=waiting&limit=100"),
      orderId ? get(`/platform/v1/orders/${encodeURIComponent(orderId)}`) : null,
      get(`/agent/v1/conversations/${this.#id}/trace`),
    ]);
    if (conversation.conversation_id !== this.#id) return;
    const waiting = reviews.items.filter((review) => review.conversation_id === this.#id);
    this.#side.replaceChildren(
      ...waiting.map((review) => reviewPanel(review, () => this.#decided())),
      ...(order ? [h("section", {}, h("h2", {}, "The order today"), orderCard(order))] : []),
      this.#label(),
      tracePanel(trace),
    );
  }

  #render(conversation) {
    if (conversation.conversation_id !== this.#id) return;
    const pending = conversation.pending;
    const context = { quote: pending?.quote ?? null, chosen: pending?.option_id ?? null };
    this.#log.replaceChildren(...conversation.messages.map((message) => messageElement(message, context, NAMES)));
    this.#log.scrollTop = this.#log.scrollHeight;
    this.#bar.replaceChildren(h("h2", {}, conversation.title || "Conversation"), this.#hand(conversation.taken_over_by));
  }

  #hand(takenOverBy) {
    if (takenOverBy === null) return button("Take over", () => this.#do("takeover", {}), { class: "secondary" });
    if (takenOverBy !== this.me.name) return h("span", { class: "badge" }, `${takenOverBy} has taken over`);
    return button("Hand back to the assistant", () => this.#do("release", {}), { class: "secondary" });
  }

  #write() {
    const text = this.#reply.value.trim();
    if (text !== "") this.#do("reply", { text }).then((sent) => { if (sent) this.#reply.value = ""; });
  }

  #do(deed, body) {
    return this.#try(async () => {
      this.#render(await post(`/agent/v1/conversations/${this.#id}/${deed}`, body));
      this.dispatchEvent(new CustomEvent("decided"));
    });
  }

  #decided() {
    this.dispatchEvent(new CustomEvent("decided"));
    this.#try(() => this.#load());
  }

  #label() {
    const done = h("p", { role: "status", class: "note" });
    const send = (label) => this.#try(async () => {
      await post(`/agent/v1/conversations/${this.#id}/feedback`, { label });
      done.textContent = "Noted, thank you.";
    });
    return h("section", {}, h("h2", {}, "Should this have come to you?"), h("div", { class: "choices" },
      button("The assistant could have handled it", () => send("could_have_handled"), { class: "chip" }),
      button("Rightly escalated", () => send("rightly_escalated"), { class: "chip" })), done);
  }

  async #try(work) {
    try {
      await work();
      this.#error.replaceChildren();
      return true;
    } catch (error) {
      this.#error.replaceChildren(h("p", { class: "problem" }, explain(error)));
      return false;
    }
  }
}

customElements.define("case-view", CaseView);
