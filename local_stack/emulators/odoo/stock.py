"""Stock in the emulated Odoo: moves reserve from quants, pickings carry moves, deliveries reduce what is there."""

from typing import Any

from local_stack.emulators.odoo.errors import UserError
from local_stack.emulators.odoo.models import INCOMING, STOCK_LOCATION
from local_stack.emulators.odoo.records import Env, Row

FINISHED = ("done", "cancel")
BACKORDER_QUESTION = "stock.backorder.confirmation"


def quants(env: Env, product: int) -> list[Row]:
    return env.rows("stock.quant", "product_id = ? AND location_id = ?", product, STOCK_LOCATION)


def _take(env: Env, product: int, pieces: float) -> float:
    taken = 0.0
    for quant in quants(env, product):
        part = min(pieces - taken, max(0.0, quant["quantity"] - quant["reserved_quantity"]))
        if part > 0:
            env.update("stock.quant", [quant["id"]], {"reserved_quantity": quant["reserved_quantity"] + part})
            taken += part
    return taken


def _give_back(env: Env, product: int, pieces: float, *, gone: bool = False) -> None:
    for quant in quants(env, product):
        part = min(pieces, quant["reserved_quantity"])
        if part > 0:
            left = {"reserved_quantity": quant["reserved_quantity"] - part}
            env.update("stock.quant", [quant["id"]], left | ({"quantity": quant["quantity"] - part} if gone else {}))
            pieces -= part


def set_demand(env: Env, move: Row, demand: float) -> None:
    """Change what a move is to bring, giving back or reserving the difference."""
    have = move["quantity"]
    if demand < have:
        _give_back(env, move["product_id"], have - demand)
        have = demand
    else:
        have += _take(env, move["product_id"], demand - have)
    state = (
        "cancel" if demand <= 0 else "assigned" if have >= demand else "partially_available" if have else "confirmed"
    )
    env.update("stock.move", [move["id"]], {"product_uom_qty": demand, "quantity": have, "state": state})
    settle(env, move["picking_id"])


def settle(env: Env, picking: int) -> None:
    """Recompute a picking's state. One reserved piece makes it 'assigned', however short it is: so does Odoo."""
    states = {move["state"] for move in env.rows("stock.move", "picking_id = ?", picking)}
    live = states - {"cancel"}
    if not live:
        state = "cancel" if states else "draft"
    elif live == {"done"}:
        state = "done"
    else:
        state = "assigned" if live & {"assigned", "partially_available"} else "confirmed"
    env.update("stock.picking", [picking], {"state": state})


def open_picking(env: Env, order: Row) -> int:
    """Return the order's delivery that is still open, making one if there is none."""
    for picking in env.rows("stock.picking", "sale_id = ? AND return_id IS NULL", order["id"]):
        if picking["state"] not in FINISHED:
            return int(picking["id"])
    made = env.insert(
        "stock.picking",
        {
            "sale_id": order["id"], "origin": order["name"], "state": "confirmed", "scheduled_date": env.second,
            "partner_id": order["partner_shipping_id"], "carrier_id": order["carrier_id"],
            "date_deadline": order["commitment_date"],
        },
    )  # fmt: skip
    env.update("stock.picking", [made], {"name": f"WH/OUT/{made:05d}"})
    return made


def demand_line(env: Env, order: Row, line: Row) -> None:
    """Make the open move of a confirmed order's line ask for what is ordered and not yet delivered."""
    if line["product_id"] is None or not is_goods(env, line["product_id"]):
        return
    wanted = max(0.0, line["product_uom_qty"] - line["qty_delivered"])
    for move in env.rows("stock.move", "sale_line_id = ? AND origin_returned_move_id IS NULL", line["id"]):
        if move["state"] not in FINISHED:
            set_demand(env, move, wanted)
            return
    if wanted > 0:
        made = env.insert(
            "stock.move",
            {
                "picking_id": open_picking(env, order), "sale_line_id": line["id"], "origin": order["name"],
                "product_id": line["product_id"], "product_uom_qty": wanted, "quantity": 0.0, "state": "confirmed",
            },
        )  # fmt: skip
        set_demand(env, env.row("stock.move", made), wanted)


def is_goods(env: Env, product: int) -> bool:
    template = env.row("product.template", env.row("product.product", product)["product_tmpl_id"])
    return bool(template["type"] == "consu")


def cancel_pickings(env: Env, ids: list[int]) -> bool:
    for picking in env.browse("stock.picking", ids):
        if picking["state"] == "done":
            raise UserError("You cannot cancel a stock move that has been set to 'Done'. Create a return instead.")
        for move in env.rows("stock.move", "picking_id = ?", picking["id"]):
            if move["state"] not in FINISHED:
                set_demand(env, move, 0.0)
        env.update("stock.picking", [picking["id"]], {"state": "cancel"})
    return True


def assign(env: Env, ids: list[int]) -> bool:
    for picking in env.browse("stock.picking", ids):
        for move in env.rows("stock.move", "picking_id = ?", picking["id"]):
            if move["state"] not in FINISHED:
                set_demand(env, move, move["product_uom_qty"])
    return True


def validate(env: Env, ids: list[int], *, skip_backorder: bool) -> Any:
    """Deliver what is reserved; where that is short, ask about a backorder first, as Odoo's wizard does."""
    for picking in env.browse("stock.picking", ids):
        moves = [m for m in env.rows("stock.move", "picking_id = ?", picking["id"]) if m["state"] not in FINISHED]
        if not any(move["quantity"] > 0 for move in moves):
            raise UserError("You cannot validate a transfer if no quantities are reserved. Check availability first.")
        if not skip_backorder and any(move["quantity"] < move["product_uom_qty"] for move in moves):
            return _backorder_question(ids)
    for picking in env.browse("stock.picking", ids):
        _deliver(env, picking)
    return True


def _backorder_question(ids: list[int]) -> dict[str, Any]:
    return {
        "name": "Create Backorder?", "type": "ir.actions.act_window", "res_model": BACKORDER_QUESTION,
        "view_mode": "form", "view_id": 938, "views": [[938, "form"]], "target": "new",
        "context": {"button_validate_picking_ids": ids, "default_pick_ids": [[4, one] for one in ids],
                    "default_show_transfers": False},
    }  # fmt: skip


def _deliver(env: Env, picking: Row) -> None:
    coming_back = picking["return_id"] is not None
    for move in env.rows("stock.move", "picking_id = ?", picking["id"]):
        if move["state"] in FINISHED:
            continue
        moved = move["quantity"]
        if not coming_back:
            _give_back(env, move["product_id"], moved, gone=True)
        env.update(
            "stock.move", [move["id"]],
            {"state": "done" if moved else "cancel", "product_uom_qty": moved, "picked": 1},
        )  # fmt: skip
        if move["sale_line_id"]:
            line = env.row("sale.order.line", move["sale_line_id"])
            delivered = line["qty_delivered"] + (-moved if coming_back else moved)
            env.update("sale.order.line", [line["id"]], {"qty_delivered": delivered})
    env.update("stock.picking", [picking["id"]], {"state": "done", "date_done": env.second})
    if picking["sale_id"]:
        refresh_delivery_status(env, picking["sale_id"])


def refresh_delivery_status(env: Env, order: int) -> None:
    """Pending, started, partial, full; nothing where no delivery ever was or all were cancelled."""
    pickings = env.rows("stock.picking", "sale_id = ? AND return_id IS NULL AND state != 'cancel'", order)
    done = [picking for picking in pickings if picking["state"] == "done"]
    status: str | None
    if not pickings:
        status = None
    elif len(done) == len(pickings):
        status = "full"
    elif done:
        status = "partial"
    else:
        status = "pending"
    env.update("sale.order", [order], {"delivery_status": status})


def bring_back(env: Env, picking: Row) -> int:
    """Make and finish the return of a done delivery; the goods do not go back to stock (they are printed)."""
    back = env.insert(
        "stock.picking",
        {
            "sale_id": picking["sale_id"], "origin": f"Return of {picking['name']}", "return_id": picking["id"],
            "partner_id": picking["partner_id"], "picking_type_id": INCOMING, "state": "assigned",
            "scheduled_date": env.second,
        },
    )  # fmt: skip
    env.update("stock.picking", [back], {"name": f"WH/IN/{back:05d}"})
    for move in env.rows("stock.move", "picking_id = ? AND state = 'done'", picking["id"]):
        env.insert(
            "stock.move",
            {
                "picking_id": back, "product_id": move["product_id"], "sale_line_id": move["sale_line_id"],
                "product_uom_qty": move["quantity"], "quantity": move["quantity"], "state": "assigned",
                "origin_returned_move_id": move["id"],
            },
        )  # fmt: skip
    _deliver(env, env.row("stock.picking", back))
    return back


def count(env: Env, ids: list[int]) -> None:
    """Apply an inventory count to quants."""
    for quant in env.browse("stock.quant", ids):
        env.update(
            "stock.quant", [quant["id"]],
            {"quantity": quant["inventory_quantity"], "inventory_quantity": 0.0, "inventory_quantity_set": 0},
        )  # fmt: skip
