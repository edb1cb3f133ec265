"""Manufacturing in the emulated Odoo: printing the pieces of a sale order's line."""

import json
from typing import Any

from local_stack.emulators.odoo.errors import UserError, ValidationError
from local_stack.emulators.odoo.records import Env, Row, Values

MADE_TO_ORDER = 1
ENDED = ("done", "cancel")


def launch(env: Env, order: Row, line: Row, pieces: float) -> None:
    """Procure more pieces of a line: a not yet started order grows, else there is another one (made to order only)."""
    if pieces <= 0 or not _made_to_order(env, line["product_id"]):
        return
    for waiting in env.rows("mrp.production", "sale_line_id = ? AND state IN ('draft', 'confirmed')", line["id"]):
        env.update("mrp.production", [waiting["id"]], {"product_qty": waiting["product_qty"] + pieces})
        return
    values = {
        "product_id": line["product_id"], "product_qty": pieces, "sale_line_id": line["id"],
        "origin": order["client_order_ref"] or order["name"], "state": "confirmed", "reservation_state": "assigned",
    }  # fmt: skip
    create(env, values)


def _made_to_order(env: Env, product: int | None) -> bool:
    if product is None:
        return False
    template = env.row("product.template", env.row("product.product", product)["product_tmpl_id"])
    return MADE_TO_ORDER in json.loads(template["route_ids"] or "[]")


def create(env: Env, values: Values) -> int:
    if values.get("product_qty", 1.0) <= 0:
        raise ValidationError("The operation cannot be completed: The quantity to produce must be positive!")
    record = env.insert("mrp.production", {"date_start": env.second, "date_finished": env.second} | values)
    env.update("mrp.production", [record], {"name": f"WH/MO/{record:05d}"})
    for part in env.rows("mrp.bom.line", "bom_id = ?", values.get("bom_id")):
        component = {
            "product_id": part["product_id"], "state": "confirmed", "origin": values.get("origin"),
            "product_uom_qty": part["product_qty"] * values.get("product_qty", 1.0),
            "raw_material_production_id": record,
        }  # fmt: skip
        env.insert("stock.move", component)
    return record


def confirm(env: Env, ids: list[int]) -> bool:
    for production in env.browse("mrp.production", ids):
        if production["state"] == "draft":
            state = {"state": "confirmed", "reservation_state": "confirmed"}
            env.update("mrp.production", [production["id"]], state)
    return True


def start(env: Env, ids: list[int]) -> bool:
    for production in env.browse("mrp.production", ids):
        if production["state"] == "confirmed":
            env.update("mrp.production", [production["id"]], {"state": "progress"})
    return True


def write(env: Env, ids: list[int], values: Values) -> None:
    """Write plain values; pieces being produced move the order on, as Odoo computes its state."""
    env.update("mrp.production", ids, values)
    if "qty_producing" not in values:
        return
    for production in env.browse("mrp.production", ids):
        if production["state"] not in ("confirmed", "progress", "to_close"):
            continue
        made = production["qty_producing"]
        state = "to_close" if made >= production["product_qty"] else "progress" if made > 0 else production["state"]
        env.update("mrp.production", [production["id"]], {"state": state})


def mark_done(env: Env, ids: list[int], *, skip_backorder: bool) -> Any:
    for production in env.browse("mrp.production", ids):
        if production["state"] in ENDED:
            continue
        made = production["qty_producing"] or production["product_qty"]
        if made < production["product_qty"] and not skip_backorder:
            return {
                "name": "You produced less than initial demand", "type": "ir.actions.act_window",
                "res_model": "mrp.production.backorder", "view_mode": "form", "target": "new", "context": {},
            }  # fmt: skip
        done = {"state": "done", "qty_producing": made, "date_finished": env.second}
        env.update("mrp.production", [production["id"]], done)
    return True


def cancel(env: Env, ids: list[int]) -> bool:
    for production in env.browse("mrp.production", ids):
        if production["state"] == "done":
            raise UserError("You cannot cancel a manufacturing order that is already done.")
    env.update("mrp.production", ids, {"state": "cancel"})
    return True


def change_quantity(env: Env, wizards: list[int]) -> dict[str, Any]:
    """Carry out ``change.production.qty``: never below what has been produced."""
    for wizard in env.browse("change.production.qty", wizards):
        production = env.row("mrp.production", wizard["mo_id"])
        made = production["qty_producing"]
        if production["state"] in ENDED:
            raise UserError("You cannot change the quantity of a manufacturing order that is done or cancelled.")
        if wizard["product_qty"] < made:
            raise UserError(f"You have already processed {made:g}. Please input a quantity higher than {made:g}.")
        if wizard["product_qty"] <= 0:
            raise ValidationError("The operation cannot be completed: The quantity to produce must be positive!")
        env.update("mrp.production", [production["id"]], {"product_qty": wizard["product_qty"]})
    return {}
