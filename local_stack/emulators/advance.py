"""Moves an order as the real world would: through the ERP's hands and the carrier's, one step after the other."""

from collections.abc import Mapping

from local_stack.emulators.odoo import production, sales, stock
from local_stack.emulators.odoo.records import Env, Row
from local_stack.emulators.odoo.state import OdooState
from local_stack.emulators.parcels import DEFAULT_CARRIER, STAGES, Parcel, made_up
from local_stack.emulators.shippo import shipping
from local_stack.emulators.shippo.app import Mover

CANCELLED = "CANCELLED"
NOT_CANCELLED_FROM = STAGES[3:]


class CannotAdvance(Exception):
    """The order cannot go there; the message says why."""


class UnknownOrder(CannotAdvance):
    """The ERP has no such order."""


def advance(
    odoo: OdooState,
    shippo: Mover,
    order_ref: str,
    status: str | None,
    pieces_produced: Mapping[str, int] | None = None,
) -> str:
    """Bring an order to ``status`` through every status between and set the pieces made by line id; return its status.

    Pieces are set before a step forward out of IN_PRODUCTION and after a step into it. Needs a running event loop, for
    the carrier's webhook. Raises CannotAdvance for a way back, an unknown status or line, or too many pieces.
    """
    if status is not None and status not in (*STAGES, CANCELLED):
        raise CannotAdvance(f"{status} is not a status of an order")
    now_at = status_of(odoo, shippo, order_ref)
    pieces = dict(pieces_produced or {})
    if pieces and now_at == "IN_PRODUCTION":
        _set_pieces(odoo, order_ref, pieces)
        pieces = {}
    if status == CANCELLED:
        _cancel(odoo, order_ref, now_at)
        return CANCELLED
    for step in _steps(now_at, status):
        STEPS[step](odoo, shippo, order_ref)
        now_at = step
        if pieces and step == "IN_PRODUCTION":
            _set_pieces(odoo, order_ref, pieces)
            pieces = {}
    if pieces:
        raise CannotAdvance(f"pieces are produced while an order is IN_PRODUCTION, this one is {now_at}")
    return now_at


def _steps(now_at: str, status: str | None) -> tuple[str, ...]:
    if status is None or status == now_at:
        return ()
    if now_at == CANCELLED or STAGES.index(status) < STAGES.index(now_at):
        raise CannotAdvance(f"an order does not go from {now_at} to {status}")
    return STAGES[STAGES.index(now_at) + 1 : STAGES.index(status) + 1]


def status_of(odoo: OdooState, shippo: Mover, order_ref: str) -> str:
    """Return where the vendors say the order stands."""
    with odoo.transaction() as env:
        order = _order(env, order_ref)
        if order["state"] == "cancel":
            return CANCELLED
        if order["state"] != "sale":
            return "CREATED"
        pickings = env.rows("stock.picking", "sale_id = ? AND state != 'cancel'", order["id"])
        parcels = [_parcel(env, picking) for picking in pickings if picking["return_id"] is None]
        if any(picking["return_id"] for picking in pickings):
            return "RETURNED"
        if pickings and all(picking["state"] == "done" for picking in pickings):
            return _carried(shippo, parcels)
        states = {one["state"] for one in _productions(env, order)}
    if states and states <= {"done"}:
        return "READY_TO_SHIP"
    return "IN_PRODUCTION" if states & {"progress", "to_close", "done"} else "APPROVED"


def _carried(shippo: Mover, parcels: list[Parcel]) -> str:
    tracks = [shippo.state.track(parcel.carrier, parcel.number) or {} for parcel in parcels]
    states = {(track.get("tracking_status") or {}).get("status") for track in tracks}
    if "RETURNED" in states:
        return "RETURNED"
    return "DELIVERED" if states == {"DELIVERED"} else "SHIPPED"


def _order(env: Env, order_ref: str) -> Row:
    found = env.rows("sale.order", "client_order_ref = ?", order_ref)
    if not found:
        raise UnknownOrder(f"the ERP has no order {order_ref}")
    return found[-1]


def _productions(env: Env, order: Row) -> list[Row]:
    lines = "sale_line_id IN (SELECT id FROM sale_order_line WHERE order_id = ?) AND state != 'cancel'"
    return env.rows("mrp.production", lines, order["id"])


def _parcel(env: Env, picking: Row) -> Parcel:
    carrier = env.row("delivery.carrier", picking["carrier_id"])["name"] if picking["carrier_id"] else DEFAULT_CARRIER
    return Parcel(carrier, picking["carrier_tracking_ref"] or "")


def _set_pieces(odoo: OdooState, order_ref: str, pieces: Mapping[str, int]) -> None:
    with odoo.transaction() as env:
        order = _order(env, order_ref)
        for line_id, made in pieces.items():
            lines = [
                line for line in env.rows("sale.order.line", "order_id = ?", order["id"])
                if f"\nRef: {line_id}\n" in f"{line['name']}\n" and line["product_uom_qty"] > 0
            ]  # fmt: skip
            if not lines:
                raise CannotAdvance(f"order {order_ref} has no line {line_id}")
            _spread(env, lines, line_id, made)


def _spread(env: Env, lines: list[Row], line_id: str, made: int) -> None:
    left = float(made)
    open_ones = [
        one for line in lines
        for one in env.rows("mrp.production", "sale_line_id = ? AND state NOT IN ('cancel', 'done')", line["id"])
    ]  # fmt: skip
    for one in open_ones:
        part = min(left, one["product_qty"])
        production.write(env, [one["id"]], {"qty_producing": part})
        left -= part
    if left > 0:
        raise CannotAdvance(f"line {line_id} has fewer than {made} pieces to produce")


# -------------------------------------------------------------------------------------------------- one step each


def _approve(odoo: OdooState, _: Mover, order_ref: str) -> None:
    with odoo.transaction() as env:
        sales.confirm(env, [_order(env, order_ref)["id"]])


def _start(odoo: OdooState, _: Mover, order_ref: str) -> None:
    with odoo.transaction() as env:
        production.start(env, [one["id"] for one in _productions(env, _order(env, order_ref))])


def _finish(odoo: OdooState, shippo: Mover, order_ref: str) -> None:
    """Print what is left, reserve what is there, and stick a label on the parcel."""
    with odoo.transaction() as env:
        order = _order(env, order_ref)
        for one in _productions(env, order):
            if one["state"] != "done":
                production.write(env, [one["id"]], {"qty_producing": one["product_qty"]})
                production.mark_done(env, [one["id"]], skip_backorder=True)
        stock.assign(env, [picking["id"] for picking in _open_pickings(env, order)])
        address = env.row("res.partner", order["partner_shipping_id"])
        place = {
            "city": address["city"], "zip": address["zip"],
            "state": env.row("res.country.state", address["state_id"])["code"] if address["state_id"] else "",
            "country": env.row("res.country", address["country_id"])["code"] if address["country_id"] else "",
        }  # fmt: skip
        parcel = made_up(order_ref)
        if shippo.state.label_of(order_ref) is None:
            shipping.sell(shippo.state, parcel.carrier, parcel.number, {"metadata": order_ref}, place)
        _stick_label(env, shippo, order, order_ref)


def _open_pickings(env: Env, order: Row) -> list[Row]:
    return env.rows("stock.picking", "sale_id = ? AND state NOT IN ('done', 'cancel')", order["id"])


def _stick_label(env: Env, shippo: Mover, order: Row, order_ref: str) -> None:
    """Write the newest label's number on the delivery: it may have been bought again for another address."""
    label = shippo.state.label_of(order_ref)
    if label is None:
        return
    carriers = env.rows("delivery.carrier", "name = ?", label["carrier"])
    carrier = carriers[0]["id"] if carriers else env.insert("delivery.carrier", {"name": label["carrier"]})
    ids = [picking["id"] for picking in _open_pickings(env, order)]
    env.update("stock.picking", ids, {"carrier_id": carrier, "carrier_tracking_ref": label["tracking_number"]})


def _ship(odoo: OdooState, shippo: Mover, order_ref: str) -> None:
    with odoo.transaction() as env:
        order = _order(env, order_ref)
        _stick_label(env, shippo, order, order_ref)
        for picking in _open_pickings(env, order):
            for move in env.rows("stock.move", "picking_id = ? AND state NOT IN ('done', 'cancel')", picking["id"]):
                # What is printed exists, whatever the counted stock says: the parcel leaves whole.
                env.update("stock.move", [move["id"]], {"quantity": move["product_uom_qty"], "state": "assigned"})
            stock.validate(env, [picking["id"]], skip_backorder=True)
    _move(odoo, shippo, order_ref, "TRANSIT")


def _deliver(odoo: OdooState, shippo: Mover, order_ref: str) -> None:
    _move(odoo, shippo, order_ref, "DELIVERED")


def _return(odoo: OdooState, shippo: Mover, order_ref: str) -> None:
    _move(odoo, shippo, order_ref, "RETURNED")
    with odoo.transaction() as env:
        for picking in _done_deliveries(env, _order(env, order_ref)):
            stock.bring_back(env, picking)


def _done_deliveries(env: Env, order: Row) -> list[Row]:
    return env.rows("stock.picking", "sale_id = ? AND state = 'done' AND return_id IS NULL", order["id"])


def _move(odoo: OdooState, shippo: Mover, order_ref: str, status: str) -> None:
    with odoo.transaction() as env:
        parcels = [_parcel(env, picking) for picking in _done_deliveries(env, _order(env, order_ref))]
    for parcel in parcels:
        shippo.move(parcel.carrier, parcel.number, status)


def _cancel(odoo: OdooState, order_ref: str, now_at: str) -> None:
    if now_at in NOT_CANCELLED_FROM:
        raise CannotAdvance(f"an order does not go from {now_at} to CANCELLED")
    with odoo.transaction() as env:
        order = _order(env, order_ref)
        production.cancel(env, [one["id"] for one in _productions(env, order)])
        sales.cancel(env, [order["id"]])


STEPS = {
    "APPROVED": _approve, "IN_PRODUCTION": _start, "READY_TO_SHIP": _finish, "SHIPPED": _ship, "DELIVERED": _deliver,
    "RETURNED": _return,
}  # fmt: skip
