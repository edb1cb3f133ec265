// The parts of a message, each kind as people read it.

import { button, h } from "./element.js";
import { at, atThere, count, money, onDay, words } from "./format.js";
import { offer } from "./offer.js";
import { receiptCard } from "./receipt.js";

const ONE_SIZE = "ONE";
const MOST_LINES = 10;
const SHOWN_LINES = 8;
const RENDERERS = {
  order: ({ order }) => orderCard(order),
  receipt: ({ receipt }) => receiptCard(receipt),
  citations: ({ items }) => citations(items),
  ticket: (part) => ticket(part),
  tracking: ({ tracking }) => trackingCard(tracking),
  products: ({ items }) => products(items),
};

/**
 * Elements for the parts of a message. `quote` is the offer that waits (if it is this message's), `act` sends an
 * action or words; without `act` nothing can be pressed any more.
 */
export function partElements(parts, { quote = null, chosen = null, act = null } = {}) {
  const items = parts.filter((part) => part.kind === "choices").flatMap((part) => part.items);
  const options = parts.find((part) => part.kind === "options" && part.quote_id === quote?.quote_id);
  const elements = parts.filter((part) => part.kind in RENDERERS).map((part) => RENDERERS[part.kind](part));
  if (options) elements.push(offer(quote, options.option_ids, { chosen, confirm: confirmations(items), act }));
  if (act) elements.push(choices(items.filter((item) => !(options && onCard(item))), act));
  return elements.filter(Boolean);
}

/** Confirming and choosing are done on the cards themselves. */
function onCard({ action }) {
  return action?.type === "confirm" || action?.type === "choose_option";
}

function confirmations(items) {
  const actions = items.map((item) => item.action).filter((action) => action?.type === "confirm");
  return new Map(actions.map((action) => [action.option_id, action]));
}

function choices(items, act) {
  if (items.length === 0) return null;
  const buttons = items.map((item) => button(item.label, () => act(item.action ?? item.text, item.label), { class: "chip" }));
  return h("div", { class: "choices", role: "group", "aria-label": "Answers" }, buttons);
}

export function orderCard(order) {
  return h(
    "div",
    { class: "card order", role: "group", "aria-label": `Order ${order.order_id}` },
    h("h3", {}, order.order_id, " ", statusBadge(order.status)),
    linesOf(order),
    h("p", { class: "sum" }, `${money(order.totals.total)} · arrives ${onDay(order.delivery_date)} · ${order.address.label ?? order.address.city}`),
  );
}

/** A long order shows its first lines; the others can be opened. */
function linesOf({ lines }) {
  const list = (some) => h("ul", { class: "lines" }, some.map(line));
  if (lines.length <= MOST_LINES) return list(lines);
  const rest = lines.slice(SHOWN_LINES);
  return [list(lines.slice(0, SHOWN_LINES)), h("details", {}, h("summary", {}, `${rest.length} more lines`), list(rest))];
}

function line(each) {
  const made = each.pieces_produced > 0 ? ` · ${each.pieces_produced} made already` : "";
  const art = each.artwork ? ` · ${each.artwork.name}` : "";
  return h("li", {}, h("strong", {}, `${each.quantity} ×`), ` ${goods(each)}${art}${made}`);
}

/** Product, color and size; that a product comes in one size only goes without saying. */
function goods({ product_name: product, color, size }) {
  return [product, color, size === ONE_SIZE ? null : size].filter(Boolean).join(", ");
}

export function statusBadge(status) {
  return h("span", { class: `status status-${status.toLowerCase()}` }, words(status));
}

function citations(items) {
  return h("ul", { class: "citations", "aria-label": "From our policies" }, items.map((item) =>
    h("li", {}, h("details", {},
      h("summary", {}, `${item.title} ${item.version}, “${item.section}”`),
      h("blockquote", {}, item.passage),
    ))));
}

function ticket(part) {
  const number = part.ticket_id === null ? "Your ticket number follows." : `Ticket ${part.ticket_id}.`;
  const when = part.expected_response_by === null ? "" : ` Expect an answer by ${atThere(part.expected_response_by)}.`;
  return h("p", { class: "card ticket" }, h("strong", {}, "A colleague has this. "), number + when);
}

function trackingCard({ order_id: orderId, shipments }) {
  const cards = shipments.map((shipment) => h(
    "div",
    { class: "shipment" },
    h("p", {}, h("strong", {}, `${shipment.carrier} ${shipment.tracking_number}`), ` · ${words(shipment.status)}`,
      shipment.eta ? ` · expected ${onDay(shipment.eta.slice(0, 10))}` : ""),
    h("ol", {}, shipment.events.map((event) =>
      h("li", {}, `${at(event.at)}: ${event.description}${event.location ? `, ${event.location}` : ""}`))),
  ));
  const content = cards.length ? cards : h("p", {}, "Nothing has been shipped yet.");
  return h("div", { class: "card tracking", role: "group", "aria-label": `Tracking of ${orderId}` }, h("h3", {}, `Tracking ${orderId}`), content);
}

function sizes(all) {
  return all.length === 1 && all[0] === ONE_SIZE ? "One size · " : `Sizes ${all.join(", ")} · `;
}

function products(items) {
  return h("ul", { class: "products", "aria-label": "Products" }, items.map((item) => {
    const left = (item.variants ?? []).reduce((sum, variant) => sum + variant.available, 0);
    return h("li", { class: "card" },
      h("h3", {}, item.name),
      h("p", {}, `${money(item.base_price)} · ${item.colors.join(", ")}`),
      h("p", {}, `${sizes(item.sizes)}${count(left, "piece", "pieces")} in stock`));
  }));
}
