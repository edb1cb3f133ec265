// An offer: each option as a card with its price, its refund, its days, and one button.

import { button, h } from "./element.js";
import { atTime, delta, lowered, money, onDay } from "./format.js";

/**
 * Cards for the options of a quote. `confirm` holds the confirm actions that came with them, by option id: an
 * option that has one is confirmed on its card, the others are chosen first. `act` sends an action; without it the
 * offer is shown, but can no longer be taken.
 */
export function offer(quote, optionIds, { chosen = null, confirm = new Map(), act = null } = {}) {
  const shown = quote.options.filter((option) => optionIds.includes(option.option_id));
  const picked = chosen ?? (confirm.size === 1 ? [...confirm.keys()][0] : null);
  const cards = shown.map((option, index) => card(option, { index, shown, chosen: picked, confirm, act }));
  const until = act ? h("p", { class: "held" }, `Price and stock are held for you until ${atTime(quote.expires_at)}.`) : null;
  return h("div", { class: "offer" }, h("ul", { class: "options", "aria-label": "Options" }, cards), until);
}

function card(option, { index, shown, chosen, confirm, act }) {
  const title = h("h3", { id: `option-${option.option_id}` }, option.title);
  return h(
    "li",
    { class: `option${shown.length > 1 && option.option_id === chosen ? " chosen" : ""}`, "aria-labelledby": title.id },
    shown.length > 1 ? h("span", { class: "number", "aria-hidden": "true" }, index + 1) : null,
    title,
    option.needs_review ? h("p", { class: "badge" }, "A colleague must approve this") : null,
    terms(option),
    act ? deed(option, confirm.get(option.option_id), act) : null,
  );
}

function terms(option) {
  const rows = [
    ["Price", option.price_delta.amount === 0 ? "No extra cost" : delta(option.price_delta), "price"],
    ...option.fees.map((fee) => [`Including ${lowered(fee.label)}`, money(fee.amount), "fee"]),
    option.refund.amount > 0 ? ["Refund", money(option.refund), "refund"] : null,
    ["New total", money(option.order_after.totals.total), "total"],
    option.order_after.status === "CANCELLED" ? null : ["Delivery", arrival(option), "date"],
  ].filter(Boolean);
  return h("dl", {}, rows.map(([label, value, kind]) => [h("dt", {}, label), h("dd", { class: kind }, value)]));
}

function arrival(option) {
  const date = onDay(option.new_delivery_date);
  if (option.days_added === 0) return date;
  return [`${date} `, h("span", { class: "added" }, `(+${option.days_added} ${option.days_added === 1 ? "day" : "days"})`)];
}

function deed(option, confirm, act) {
  const title = { "aria-describedby": `option-${option.option_id}` };
  if (confirm) {
    const label = option.needs_review ? "Confirm and send for approval" : `Confirm ${price(option)}`;
    return button(label, () => act(confirm, `${label}: ${option.title}`), { class: "primary", ...title });
  }
  const choose = { type: "choose_option", option_id: option.option_id };
  return button("Choose this", () => act(choose, `Choose: ${option.title}`), { class: "secondary", ...title });
}

function price(option) {
  return option.price_delta.amount === 0 ? "at no extra cost" : delta(option.price_delta);
}
