// A review: what the customer agreed to, approved or rejected with a word of why.

import { button, h } from "../shared/element.js";
import { at, words } from "../shared/format.js";
import { explain, post } from "../shared/http.js";
import { offer } from "../shared/offer.js";

export function reviewPanel(review, decided) {
  const comment = h("textarea", { id: `comment-${review.review_id}`, rows: "2", maxlength: "4000" });
  const problem = h("div", { role: "alert" });
  const buttons = [
    button("Approve", () => decide("approve"), { class: "primary" }),
    button("Reject", () => decide("reject"), { class: "secondary" }),
  ];
  async function decide(decision) {
    buttons.forEach((each) => each.setAttribute("aria-disabled", "true"));
    try {
      const text = comment.value.trim();
      await post(`/platform/v1/reviews/${review.review_id}/decision`, { decision, ...(text ? { comment: text } : {}) });
      decided();
    } catch (error) {
      problem.replaceChildren(h("p", { class: "problem" }, error.code === "already_decided" ? "A colleague has decided this already." : explain(error)));
      if (error.code === "already_decided") decided();
      else buttons.forEach((each) => each.removeAttribute("aria-disabled"));
    }
  }
  return h("section", { class: "review" },
    h("h2", {}, "Approve this change?"),
    h("p", { class: "note" }, `${review.company.name} · ${review.requested_by.name} · ${words(review.reason)} · decide by ${at(review.decide_by)}`),
    offer(review.quote, [review.option_id]),
    h("ul", { class: "reasons" }, review.quote.reasons.map((reason) => h("li", {}, reason.message))),
    h("label", { for: comment.id }, "Comment (the customer sees it)"), comment, problem,
    h("div", { class: "choices" }, buttons),
    review.ticket_id ? h("p", { class: "note" }, `Ticket ${review.ticket_id}`) : null);
}
