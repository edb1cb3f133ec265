// A receipt: what was changed, what it cost, when it arrives, who confirmed it; and the file that proves it.

import { button, h } from "./element.js";
import { at, delta, money, onDay } from "./format.js";

export function receiptCard(receipt) {
  const { option, before, after, confirmed_by: by } = receipt;
  const rows = [
    ["Order", receipt.order_id],
    ["Price", option.price_delta.amount === 0 ? "No extra cost" : delta(option.price_delta)],
    option.refund.amount > 0 ? ["Refund", money(option.refund)] : null,
    ["Order total", changed(money(before.total), money(after.total))],
    ["Delivery", changed(onDay(before.delivery_date), onDay(after.delivery_date))],
    ["Confirmed", `${by.name}, ${at(receipt.confirmation?.at ?? receipt.issued_at)}`],
  ].filter(Boolean);
  return h(
    "div",
    { class: "card receipt", role: "group", "aria-label": `Receipt ${receipt.receipt_id}` },
    h("h3", {}, h("span", { class: "tick", "aria-hidden": "true" }, "✓"), " Done: ", option.title),
    h("dl", {}, rows.map(([label, value]) => [h("dt", {}, label), h("dd", {}, value)])),
    button("Download receipt", () => download(receipt), { class: "secondary" }),
  );
}

function changed(before, after) {
  return before === after ? after : `${before} → ${after}`;
}

function download(receipt) {
  const file = new Blob([JSON.stringify(receipt, null, 2)], { type: "application/json" });
  const link = h("a", { href: URL.createObjectURL(file), download: `receipt-${receipt.receipt_id}.json` });
  document.body.append(link);
  link.click();
  link.remove();
  URL.revokeObjectURL(link.href);
}
