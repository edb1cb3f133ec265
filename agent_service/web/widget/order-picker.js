// <order-picker>: the company's orders and the latest conversations; says which one was picked.

import { button, h } from "../shared/element.js";
import { at, count, money, onDay } from "../shared/format.js";
import { explain, get } from "../shared/http.js";
import { statusBadge } from "../shared/parts.js";

const LATEST = 5;

class OrderPicker extends HTMLElement {
  #orders = h("ul", { class: "orders" });
  #earlier = h("ul", { class: "earlier" });
  #earlierBox = h("section", { hidden: true }, h("h2", {}, "Earlier conversations"), this.#earlier);
  #status = h("p", { role: "status", class: "note" });
  #more = button("Show more orders", () => this.#next(), { class: "secondary wide", hidden: true });
  #cursor = null;
  #search = h("input", { type: "search", id: "order-search", autocomplete: "off", placeholder: "Order number or product" });
  #asked = 0;
  #marked = null;

  connectedCallback() {
    if (this.childElementCount > 0) return;
    this.#search.addEventListener("input", () => this.refresh());
    this.append(
      h("nav", { "aria-label": "Your orders" },
        h("h2", {}, "Which order is it about?"),
        h("label", { class: "visually-hidden", for: "order-search" }, "Find an order"),
        this.#search,
        button("Something else, or not sure", () => this.#pick({ orderId: null }), { class: "secondary wide" }),
        this.#status,
        this.#orders,
        this.#more,
        this.#earlierBox,
      ),
    );
    this.refresh();
  }

  focusFirst() {
    this.#search.focus();
  }

  mark(orderId) {
    this.#marked = orderId;
    for (const row of this.#orders.querySelectorAll("button")) {
      row.toggleAttribute("aria-current", row.dataset.orderId === orderId && orderId !== null);
    }
  }

  async refresh() {
    const mine = ++this.#asked;
    const query = this.#search.value.trim();
    try {
      const [orders, talks] = await Promise.all([get(this.#path(query)), get(`/agent/v1/conversations?limit=${LATEST}`)]);
      if (mine !== this.#asked) return;
      this.#showOrders(orders, query);
      this.#showEarlier(talks.items);
    } catch (error) {
      if (mine === this.#asked) this.#status.textContent = `Your orders cannot be shown: ${explain(error)}`;
    }
  }

  #path(query) {
    return `/platform/v1/orders?limit=50${query ? `&q=${encodeURIComponent(query)}` : ""}`;
  }

  #showOrders({ items, next_cursor: cursor }, query) {
    this.#status.textContent = items.length ? "" : query ? "No order fits." : "There are no orders yet.";
    this.#orders.replaceChildren();
    this.#add(items, cursor);
  }

  #add(orders, cursor) {
    this.#orders.append(...orders.map((order) => h("li", {}, this.#row(order))));
    this.#cursor = cursor;
    this.#more.hidden = cursor === null;
    this.mark(this.#marked);
  }

  /** The next page of the list as it stands. */
  async #next() {
    const mine = this.#asked;
    const last = this.#orders.lastElementChild;
    try {
      const page = await get(`${this.#path(this.#search.value.trim())}&cursor=${encodeURIComponent(this.#cursor)}`);
      if (mine !== this.#asked) return;
      this.#add(page.items, page.next_cursor);
      last.nextElementSibling?.querySelector("button").focus();
    } catch (error) {
      this.#status.textContent = `More orders cannot be shown: ${explain(error)}`;
    }
  }

  #row(order) {
    return button(
      [
        h("span", { class: "line" }, h("strong", {}, order.order_id), statusBadge(order.status)),
        h("span", { class: "what" }, order.summary),
        h("span", { class: "note" }, `${count(order.pieces, "piece", "pieces")} · ${money(order.total)} · ${onDay(order.delivery_date)}`),
      ],
      () => this.#pick({ orderId: order.order_id }),
      { class: "row", "data-order-id": order.order_id },
    );
  }

  #showEarlier(talks) {
    this.#earlierBox.hidden = talks.length === 0;
    this.#earlier.replaceChildren(...talks.map((talk) => h("li", {}, button(
      [h("span", { class: "what" }, talk.title || talk.order_id || "New conversation"), h("span", { class: "note" }, at(talk.updated_at))],
      () => this.#pick({ conversationId: talk.conversation_id }),
      { class: "row" },
    ))));
  }

  #pick(detail) {
    this.dispatchEvent(new CustomEvent("picked", { detail }));
  }
}

customElements.define("order-picker", OrderPicker);
