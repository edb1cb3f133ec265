// <case-queue>: reviews that wait, conversations handed over, and all others.

import { button, h } from "../shared/element.js";
import { at, money, words } from "../shared/format.js";
import { explain, get } from "../shared/http.js";

const EVERY_MS = 10000;

class CaseQueue extends HTMLElement {
  #reviews = section("Waiting for your decision", "Nothing waits for a decision.");
  #handed = section("Handed over to us", "Nobody waits for a human.");
  #others = section("Latest conversations", "There are no conversations yet.");
  #status = h("p", { role: "status", class: "note" });
  #timer = null;
  #current = null;

  connectedCallback() {
    this.replaceChildren(h("nav", { "aria-label": "Cases" }, this.#status, this.#reviews.box, this.#handed.box, this.#others.box));
    this.refresh();
    this.#timer = setInterval(() => document.hidden || this.refresh(), EVERY_MS);
  }

  disconnectedCallback() {
    clearInterval(this.#timer);
  }

  async refresh() {
    try {
      const [reviews, handed, others] = await Promise.all([
        get("/platform/v1/reviews?status=waiting&limit=100"),
        get("/agent/v1/conversations?escalated=true&limit=50"),
        get("/agent/v1/conversations?limit=20"),
      ]);
      this.#status.textContent = "";
      this.#reviews.fill(reviews.items.map((review) => this.#review(review)));
      this.#handed.fill(handed.items.map((talk) => this.#talk(talk)));
      this.#others.fill(others.items.map((talk) => this.#talk(talk)));
      this.#mark();
    } catch (error) {
      this.#status.textContent = `The list cannot be refreshed: ${explain(error)}`;
    }
  }

  #review(review) {
    const option = review.quote.options.find((each) => each.option_id === review.option_id);
    const amount = option.refund.amount > 0 ? `refund ${money(option.refund)}` : money(option.price_delta);
    return this.#row(review.conversation_id, [
      h("span", { class: "line" }, h("strong", {}, review.order_id), h("span", { class: "badge" }, amount)),
      h("span", { class: "what" }, option.title),
      h("span", { class: "note" }, `${review.company.name} · decide by ${at(review.decide_by)}`),
    ]);
  }

  #talk(talk) {
    return this.#row(talk.conversation_id, [
      h("span", { class: "line" }, h("strong", {}, talk.order_id ?? "No order"), h("span", { class: "status" }, words(talk.state))),
      h("span", { class: "what" }, talk.title || "New conversation"),
      h("span", { class: "note" }, at(talk.updated_at)),
    ]);
  }

  #row(conversationId, content) {
    const row = button(content, () => {
      this.#current = conversationId;
      this.#mark();
      this.dispatchEvent(new CustomEvent("picked", { detail: { conversationId } }));
    }, { class: "row", "data-conversation-id": conversationId });
    return h("li", {}, row);
  }

  #mark() {
    for (const row of this.querySelectorAll(".row")) {
      row.toggleAttribute("aria-current", row.dataset.conversationId === this.#current);
    }
  }
}

function section(title, nothing) {
  const number = h("span", { class: "count" });
  const list = h("ul", { class: "rows" });
  const empty = h("p", { class: "note" }, nothing);
  return {
    box: h("section", {}, h("h2", {}, title, " ", number), empty, list),
    fill(rows) {
      number.textContent = rows.length ? String(rows.length) : "";
      empty.hidden = rows.length > 0;
      list.replaceChildren(...rows);
    },
  };
}

customElements.define("case-queue", CaseQueue);
