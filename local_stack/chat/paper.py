"""What replies look like in a terminal: lines of text for the words and every kind of part."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterator, Mapping
from typing import Any

Document = dict[str, Any]
WIDTH = 96


def wrapped(text: str, indent: str = "") -> str:
    """The text folded to the width of the paper, paragraph by paragraph."""
    return "\n".join(
        textwrap.fill(line, WIDTH, initial_indent=indent, subsequent_indent=indent) for line in text.splitlines()
    )


def money(amount: Mapping[str, Any]) -> str:
    """``$29.94``; other currencies by their code."""
    cents = int(amount["amount"])
    sign = "-" if cents < 0 else ""
    unit = "$" if amount["currency"] == "USD" else f"{amount['currency']} "
    return f"{sign}{unit}{abs(cents) // 100:,}.{abs(cents) % 100:02}"


def part_lines(part: Document) -> Iterator[str]:
    """The lines that show one part; none for parts shown otherwise (options and choices become numbers)."""
    show = PARTS.get(part["kind"])
    if show is not None:
        yield from show(part)


def order_lines(order: Document) -> Iterator[str]:
    yield f"Order {order['order_id']} · {order['status']} · arrives {order['delivery_date']}"
    for line in order["lines"]:
        artwork = line["artwork"]["name"] if line["artwork"] else "no artwork"
        size = "" if line["size"] == "ONE" else f" {line['size']}"
        name = f"{line['product_name']}, {line['color']}{size}, {artwork}"
        yield f"  {line['quantity']:>5} × {name:<60} {money(line['total']):>12}"
    for fee in order["fees"]:
        yield f"          {fee['label']:<60} {money(fee['amount']):>12}"
    for credit in order["credits"]:
        yield f"          {credit['label']:<60} {'-' + money(credit['amount']):>12}"
    yield f"          {'Total':<60} {money(order['totals']['total']):>12}"


def _order(part: Document) -> Iterator[str]:
    yield from order_lines(part["order"])


def _receipt(part: Document) -> Iterator[str]:
    receipt = part["receipt"]
    before, after, option = receipt["before"], receipt["after"], receipt["option"]
    yield f"Receipt {receipt['receipt_id']} · order {receipt['order_id']}"
    yield f"  What      {option['title']}"
    for fee in option["fees"]:
        yield f"  Fee       {fee['label']} {money(fee['amount'])}"
    yield f"  Total     {money(before['total'])} → {money(after['total'])}"
    yield f"  Arrives   {before['delivery_date']} → {after['delivery_date']}"
    yield f"  Confirmed by {receipt['confirmed_by']['name']} at {receipt['issued_at']}"
    yield f"  Audit     entry {receipt['audit']['sequence']}, {receipt['audit']['entry_hash'][:16]}…"


def _ticket(part: Document) -> Iterator[str]:
    number = f"Ticket {part['ticket_id']}" if part["ticket_id"] else "A ticket is being opened"
    when = part["expected_response_by"]
    yield f"{number}{f' · answer expected by {when}' if when else ''}"


def _tracking(part: Document) -> Iterator[str]:
    for shipment in part["tracking"]["shipments"]:
        eta = f" · expected {shipment['eta']}" if shipment["eta"] else ""
        yield f"{shipment['carrier'].upper()} {shipment['tracking_number']} · {shipment['status']}{eta}"
        for event in shipment["events"]:
            yield f"  {event['at']}  {event['description'] or event['status']}  {event['location'] or ''}".rstrip()


def _citations(part: Document) -> Iterator[str]:
    for item in part["items"]:
        yield f"[{item['title']} {item['version']}, {item['section']}]"


def _products(part: Document) -> Iterator[str]:
    for product in part["items"]:
        colors = ", ".join(product["colors"])
        yield f"{product['name']} · {money(product['base_price'])} · {colors}"


PARTS: Mapping[str, Callable[[Document], Iterator[str]]] = {
    "order": _order,
    "receipt": _receipt,
    "ticket": _ticket,
    "tracking": _tracking,
    "citations": _citations,
    "products": _products,
}
