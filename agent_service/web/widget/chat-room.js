// <chat-room>: one conversation on the screen.

import { button, h } from "../shared/element.js";
import { explain } from "../shared/http.js";
import { messageElement, saidBy } from "../shared/message.js";
import { rating } from "./rating.js";
import { Talk } from "./talk.js";

const DOING = {
  CHECK_FEASIBILITY: "Checking price, stock and dates …",
  PRESENT_OPTIONS: "Putting the offer together …",
  EXECUTE_CHANGE: "Making the change …",
  ESCALATE: "Bringing in a colleague …",
};
const GAP_PX = 12;
/** What could not be sent because the session had ended, kept until the customer is back. */
const DRAFT = "brightthread.draft";
const HOPELESS = new Set([401, 403, 404, 413, 422]);
const LAYOUT = { role: "log", "aria-live": "polite", "aria-label": "Conversation", tabindex: "0", class: "log" };

class ChatRoom extends HTMLElement {
  #talk = null;
  #open = null;
  #busy = false;
  #rated = false;
  #title = h("h2", { tabindex: "-1" });
  #log = h("div", LAYOUT);
  #doing = h("p", { role: "status", class: "typing" });
  #draft = h("div", { class: "message assistant", "aria-hidden": "true", hidden: true }, h("div", { class: "bubble" }));
  #text = h("textarea", { id: "message", rows: "1", maxlength: "4000", placeholder: "What should change?" });
  #submit = h("button", { type: "submit", class: "primary" }, "Send");

  connectedCallback() {
    if (this.childElementCount > 0) return;
    const form = h("form", {}, h("div", {}, h("label", { class: "visually-hidden", for: "message" }, "Your message"), this.#text), this.#submit);
    form.addEventListener("submit", (event) => this.#submitted(event));
    this.#text.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && !event.shiftKey && !event.isComposing) this.#submitted(event);
    });
    const back = button("‹ Orders", () => this.#leave(), { class: "secondary back", "aria-label": "Back to orders" });
    const human = button("Talk to a person", () => this.#say({ type: "talk_to_human" }, "Talk to a person"), { class: "chip" });
    this.append(h("div", { class: "room-bar" }, back, this.#title, human), this.#log, h("div", { class: "composer" }, this.#doing, form));
  }

  /** Open a conversation on `orderId` (or on none), or take `conversationId` up again. */
  async enter({ conversationId, orderId }) {
    this.#talk?.leave();
    this.#talk = null;
    this.#open = null;
    this.#rated = false;
    this.#log.replaceChildren();
    this.#title.textContent = orderId ?? "Order help";
    this.#setBusy(true, "Opening the conversation …");
    try {
      this.#show(await (conversationId ? Talk.resume(conversationId) : Talk.open(orderId)));
    } catch (error) {
      const again = button("Try again", () => this.enter({ conversationId, orderId }), { class: "secondary" });
      this.#log.replaceChildren(h("div", { class: "problem", role: "alert" }, h("p", {}, explain(error)), error.status === 404 ? null : again));
    } finally {
      this.#setBusy(false, "");
    }
  }

  #show({ talk, messages, pending, takenOverBy }) {
    this.#talk = talk;
    this.#title.textContent = talk.orderId ? `Order ${talk.orderId}` : "Order help";
    const open = openMessage(messages, pending);
    for (const message of messages) {
      this.#append(message, { quote: pending?.quote ?? null, chosen: pending?.option_id ?? null, opens: message === open });
    }
    if (takenOverBy) this.#doing.textContent = `${takenOverBy} is answering you.`;
    talk.addEventListener("said", ({ detail }) => this.#append(detail.message, { ...detail, opens: asks(detail.message) }));
    talk.addEventListener("state", ({ detail }) => this.#tell(DOING[detail.state] ?? "Reading your message …"));
    talk.addEventListener("sentence", ({ detail }) => this.#sentence(detail.text));
    talk.addEventListener("waiting", () => this.#tell("The connection was lost. Trying again …"));
    talk.follow();
    this.dispatchEvent(new CustomEvent("entered", { detail: { conversationId: talk.id, orderId: talk.orderId } }));
    this.#text.value = sessionStorage.getItem(DRAFT) ?? this.#text.value;
    sessionStorage.removeItem(DRAFT);
    this.#text.focus();
  }

  #leave() {
    this.#talk?.leave();
    this.#talk = null;
    this.dispatchEvent(new CustomEvent("left"));
  }

  #submitted(event) {
    event.preventDefault();
    const text = this.#text.value.trim();
    if (text === "" || this.#busy || !this.#talk) return;
    this.#text.value = "";
    this.#say(text, text);
  }

  /** Say it, in words or by a button; `label` is what the customer sees of it. */
  #say(said, label) {
    if (this.#busy || !this.#talk) return;
    this.#close();
    const mine = { message_id: "", role: "customer", text: label, parts: [], author: null, created_at: new Date().toISOString() };
    const element = messageElement(mine);
    this.#put(element);
    this.#send(this.#talk, this.#talk.compose(said), element);
  }

  async #send(talk, body, element) {
    this.#setBusy(true, "Reading your message …");
    try {
      const turn = await talk.send(body);
      if (talk === this.#talk) this.#answered(turn);
    } catch (error) {
      if (talk === this.#talk) this.#unsent(talk, body, element, error);
    }
  }

  #answered({ reply, state }) {
    this.#forgetDraft();
    this.#setBusy(false, reply === null ? "A colleague is answering you here." : "");
    if (reply === null) return;
    this.#append(saidBy(reply), { quote: reply.quote, opens: true });
    if (reply.outcome?.kind === "applied") this.dispatchEvent(new CustomEvent("changed"));
    if ((state === "COMPLETE" || state === "ESCALATE") && !this.#rated) this.#askForRating();
  }

  #unsent(talk, body, element, error) {
    if (error.status === 401 && body.text) sessionStorage.setItem(DRAFT, body.text);
    this.#forgetDraft();
    this.#setBusy(false, "");
    const note = h("div", { class: "problem unsent", role: "alert" }, h("span", {}, explain(error)));
    if (error.reference) note.append(h("small", {}, `Reference ${error.reference.slice(0, 12)}`));
    if (!HOPELESS.has(error.status)) {
      const again = () => {
        if (!note.isConnected || this.#busy) return;
        window.removeEventListener("online", again);
        note.remove();
        this.#send(talk, body, element);
      };
      note.append(button("Send again", again, { class: "secondary" }));
      window.addEventListener("online", again);
    }
    element.append(note);
    this.#scroll();
  }

  #append(message, { quote = null, chosen = null, opens = false }) {
    this.#talk.saw(message);
    if (opens) this.#close();
    const act = opens && message.role !== "customer" ? (said, label) => this.#say(said, label) : null;
    const element = messageElement(message, { quote, chosen, act });
    if (act) this.#open = { message, quote, chosen, element };
    this.#put(element);
  }

  /** What was offered can no longer be pressed once the conversation has gone on. */
  #close() {
    if (this.#open === null) return;
    const { message, quote, chosen, element } = this.#open;
    const hadFocus = element.contains(document.activeElement);
    element.replaceWith(messageElement(message, { quote, chosen }));
    if (hadFocus) this.#text.focus();
    this.#open = null;
  }

  #sentence(text) {
    const bubble = this.#draft.firstElementChild;
    bubble.append(h("p", {}, text));
    if (this.#draft.hidden) {
      this.#draft.hidden = false;
      this.#log.append(this.#draft);
    }
    this.#scroll();
  }

  #forgetDraft() {
    this.#draft.remove();
    this.#draft.hidden = true;
    this.#draft.firstElementChild.replaceChildren();
  }

  #askForRating() {
    this.#rated = true;
    const talk = this.#talk;
    this.#put(rating((csat) => talk.rate(csat)));
  }

  #put(element) {
    this.#log.append(element);
    this.#scroll(element);
  }

  /** To the end; what is longer than the screen is read from its beginning. */
  #scroll(element = this.#log.lastElementChild) {
    const start = element.getBoundingClientRect().top - this.#log.getBoundingClientRect().top + this.#log.scrollTop;
    this.#log.scrollTop = Math.min(this.#log.scrollHeight - this.#log.clientHeight, start - GAP_PX);
  }

  #setBusy(busy, words) {
    this.#busy = busy;
    this.#submit.setAttribute("aria-disabled", String(busy));
    this.#tell(words);
  }

  #tell(words) {
    this.#doing.textContent = words;
  }
}

/** Whether a message brings buttons of its own; a mere notice leaves those of the offer above it. */
function asks(message) {
  return message.parts.some((part) => part.kind === "options" || part.kind === "choices");
}

/** The message whose buttons count: that of the offer that waits, else the last one. */
function openMessage(messages, pending) {
  const offered = (message) => message.parts.some((part) => part.kind === "options" && part.quote_id === pending?.quote.quote_id);
  return messages.findLast(offered) ?? messages.at(-1);
}

customElements.define("chat-room", ChatRoom);
