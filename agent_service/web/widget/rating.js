// How it went: one to five, once a conversation.

import { button, h } from "../shared/element.js";
import { explain } from "../shared/http.js";

const MEANINGS = ["very bad", "bad", "all right", "good", "very good"];

export function rating(send) {
  const box = h("fieldset", { class: "rating" }, h("legend", {}, "How did that go?"));
  MEANINGS.forEach((meaning, index) => {
    box.append(button(String(index + 1), () => sent(index + 1), { class: "chip", "aria-label": `${index + 1}, ${meaning}` }));
  });
  async function sent(csat) {
    try {
      await send(csat);
      box.replaceWith(h("p", { class: "note", role: "status" }, "Thank you, that helps us."));
    } catch (error) {
      box.append(h("span", { class: "note", role: "alert" }, explain(error)));
    }
  }
  return box;
}
