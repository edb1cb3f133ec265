// A message of a conversation: who said it, the words, the parts.

import { h, paragraphs } from "./element.js";
import { atTime } from "./format.js";
import { partElements } from "./parts.js";

const NAMES = { customer: "You", assistant: "BrightThread assistant", cx_agent: "BrightThread team", system: "" };

/** A pressed button is kept by its name; people read what stood on it. */
const PRESSED = {
  confirm: "Confirm",
  decline: "Keep it as it is",
  talk_to_human: "Talk to a person",
  choose_option: "Choose this option",
  choose_order: "Choose this order",
};

function textOf({ role, text }) {
  return role === "customer" ? PRESSED[text] ?? text : text;
}

/** `context` as for partElements; `names` tells how each side is called on this page. */
export function messageElement(message, context = {}, names = NAMES) {
  const name = message.role === "cx_agent" || !names[message.role] ? message.author ?? names[message.role] : names[message.role];
  const when = h("time", { datetime: message.created_at }, atTime(message.created_at));
  return h(
    "article",
    { class: `message ${message.role}`, "data-message-id": message.message_id, "aria-label": name || "Notice" },
    message.text ? h("div", { class: "bubble" }, paragraphs(textOf(message))) : null,
    partElements(message.parts, context),
    h("footer", {}, name ? `${name} · ` : "", when),
  );
}

/** A reply in the shape of a message. */
export function saidBy(reply) {
  return { ...reply, role: "assistant", author: null };
}
