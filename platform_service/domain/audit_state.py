"""An order as its audit trail keeps it: plain JSON, step by step, and back again (invariant I12)."""

import json
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from brightthread.contract.canonical import canonical
from brightthread.contract.erasure import ERASED
from brightthread.contract.instants import parse, render
from platform_service.domain.order import Address, ArtworkRef, Line, Order, Person, Posting, Status

Json = dict[str, Any]
Commit = Callable[[str, str, str | None], Json]
"""(name, plain text, user it belongs to) → what stands in the chain for it"""

_PERSONAL = ("placed_by_name", "address_text")


def order_state(order: Order) -> Json:
    """Everything of an order, flat; ``lines`` by id, ``line_order`` their order."""
    return {
        "order_id": order.order_id,
        "company_id": order.company_id,
        "placed_by": order.placed_by.user_id,
        "placed_by_name": order.placed_by.name,
        "status": str(order.status),
        "version": order.version,
        "created_at": render(order.created_at),
        "delivery_date": order.delivery_date.isoformat(),
        "address_id": order.address.address_id,
        "address_text": _address_text(order.address),
        "lines": {line.line_id: _line(line) for line in order.lines},
        "line_order": [line.line_id for line in order.lines],
        "next_line": order.next_line,
        "currency": order.currency,
        "fees": [_posting(fee) for fee in order.fees],
        "credits": [_posting(credit) for credit in order.credits],
    }


def difference(before: Json | None, after: Json, commit: Commit) -> Json:
    """What an entry says of the order: the members that differ, of ``lines`` the lines that differ (null: gone)."""
    known = before or {}
    told = {name: value for name, value in after.items() if name != "lines" and known.get(name, ...) != value}
    lines = _line_difference(known.get("lines", {}), after["lines"])
    if lines:
        told["lines"] = lines
    for name in _PERSONAL:
        if name in told:
            told[name] = commit(name, told[name], after["placed_by"] if name == "placed_by_name" else None)
    return told


def continued(state: Json, told: Json, plain: Mapping[str, str]) -> Json:
    """The state after an entry that says ``told``; ``plain``: its personal texts by name, as far as they are left."""
    after = {**state, **told, "lines": dict(state.get("lines", {}))}
    for line_id, line in told.get("lines", {}).items():
        if line is None:
            del after["lines"][line_id]
        else:
            after["lines"][line_id] = line
    for name in _PERSONAL:
        if name in told:
            after[name] = plain.get(name, ERASED)
    return after


def order_of(state: Json) -> Order:
    """The order that a state speaks of; erased names and addresses read ``[erased]``."""
    return Order(
        order_id=state["order_id"],
        company_id=state["company_id"],
        placed_by=Person(state["placed_by"], state["placed_by_name"]),
        status=Status(state["status"]),
        version=state["version"],
        created_at=parse(state["created_at"]),
        delivery_date=date.fromisoformat(state["delivery_date"]),
        address=_address(state["address_id"], state["address_text"]),
        lines=tuple(_line_of(line_id, state["lines"][line_id]) for line_id in state["line_order"]),
        next_line=state["next_line"],
        currency=state["currency"],
        fees=tuple(Posting(**fee) for fee in state["fees"]),
        credits=tuple(Posting(**credit) for credit in state["credits"]),
    )


def _line_difference(before: Json, after: Json) -> Json:
    gone = dict.fromkeys(before.keys() - after.keys())
    return gone | {line_id: line for line_id, line in after.items() if before.get(line_id) != line}


# written out, because ``asdict`` copies every value deeply: a third of what an entry costs


def _line(line: Line) -> Json:
    artwork = line.artwork
    return {
        "sku": line.sku,
        "product_id": line.product_id,
        "product_name": line.product_name,
        "color": line.color,
        "size": line.size,
        "quantity": line.quantity,
        "unit_price": line.unit_price,
        "artwork": None if artwork is None else {"artwork_id": artwork.artwork_id, "name": artwork.name},
        "pieces_produced": line.pieces_produced,
    }


def _posting(posting: Posting) -> Json:
    return {
        "code": posting.code,
        "label": posting.label,
        "amount": posting.amount,
        "change_id": posting.change_id,
    }


def _line_of(line_id: str, members: Json) -> Line:
    artwork = members["artwork"]
    return Line(line_id=line_id, **{**members, "artwork": None if artwork is None else ArtworkRef(**artwork)})


def _address_text(address: Address) -> str:
    members = {
        "label": address.label,
        "street": address.street,
        "city": address.city,
        "region": address.region,
        "postal_code": address.postal_code,
        "country": address.country,
    }
    return canonical(members).decode()


def _address(address_id: str | None, text: str) -> Address:
    if text == ERASED:
        return Address(address_id, *[ERASED] * 6)
    return Address(address_id=address_id, **json.loads(text))
