"""Sale orders in the emulated Odoo, with the refusals the real one was recorded to give."""

from typing import Any

from local_stack.emulators.odoo import production, stock
from local_stack.emulators.odoo.errors import UserError
from local_stack.emulators.odoo.records import Env, Row, Values

PROTECTED = ("product_id", "name", "price_unit", "product_uom_id", "product_uom_qty", "discount")
PRODUCT_FIXED = "You cannot modify the product of this order line."
BELOW_DELIVERED = (
    "The ordered quantity of a sale order line cannot be decreased below the amount already delivered. "
    "Instead, create a return in your inventory."
)
LINE_NEEDED = (
    "Once a sales order is confirmed, you can't remove one of its lines (we need to track if something gets invoiced "
    "or delivered).\n                Set the quantity to 0 instead."
)
ORDER_NEEDED = (
    "You can not delete a sent quotation or a confirmed sales order. You must first cancel it."
)  # fmt: skip


def create(env: Env, values: Values) -> int:
    model = env.model("sale.order")
    row = env.columns(model, values, creating=True)
    row = {
        "date_order": env.second, "partner_shipping_id": row["partner_id"], "partner_invoice_id": row["partner_id"],
    } | row  # fmt: skip
    order = env.insert("sale.order", row)
    if not row.get("name"):
        env.update("sale.order", [order], {"name": f"S{order:05d}"})
    line_commands(env, order, values.get("order_line") or [])
    return order


def write(env: Env, ids: list[int], values: Values) -> None:
    row = env.columns(env.model("sale.order"), values, creating=False)
    for order in env.browse("sale.order", ids):
        env.update("sale.order", [order["id"]], row)
        if "commitment_date" in row:
            for picking in env.rows("stock.picking", "sale_id = ?", order["id"]):
                if picking["state"] not in stock.FINISHED:
                    deadline = {"date_deadline": row["commitment_date"]}
                    env.update("stock.picking", [picking["id"]], deadline)
        line_commands(env, order["id"], values.get("order_line") or [])


def line_commands(env: Env, order: int, commands: list[Any]) -> None:
    """Carry out one2many commands: create, update, delete."""
    for command in commands:
        if command[0] == 0:
            create_line(env, {**command[2], "order_id": order})
        elif command[0] == 1:
            write_lines(env, [command[1]], command[2])
        elif command[0] == 2:
            unlink_lines(env, [command[1]])
        else:
            raise UserError(f"Unsupported command {command!r}")


def create_line(env: Env, values: Values) -> int:
    row = env.columns(env.model("sale.order.line"), values, creating=True)
    order = env.row("sale.order", row["order_id"])
    if order["locked"]:
        raise UserError("It is forbidden to add a line to a locked order.")
    if row.get("product_id"):
        product = env.row("product.product", row["product_id"])
        template = env.row("product.template", product["product_tmpl_id"])
        row = {"name": env.display_name("product.product", product), "price_unit": template["list_price"]} | row
    line = env.row("sale.order.line", env.insert("sale.order.line", row))
    env.update("sale.order", [order["id"]], {})
    if order["state"] == "sale":
        _launch(env, order, line, line["product_uom_qty"])
    return int(line["id"])


def _launch(env: Env, order: Row, line: Row, more: float) -> None:
    stock.demand_line(env, order, line)
    production.launch(env, order, line, more)
    stock.refresh_delivery_status(env, order["id"])


def write_lines(env: Env, ids: list[int], values: Values) -> None:
    model = env.model("sale.order.line")
    row = env.columns(model, values, creating=False)
    for line in env.browse("sale.order.line", ids):
        order = env.row("sale.order", line["order_id"])
        changed = [name for name in row if row[name] != line[name]]
        _refuse(env, order, line, row, changed)
        env.update("sale.order.line", [line["id"]], row)
        env.update("sale.order", [order["id"]], {})
        if order["state"] == "sale" and "product_uom_qty" in changed:
            more = row["product_uom_qty"] - line["product_uom_qty"]
            _launch(env, order, env.row("sale.order.line", line["id"]), more)


def _refuse(env: Env, order: Row, line: Row, row: Values, changed: list[str]) -> None:
    if order["locked"] and any(name in PROTECTED for name in row):
        fields = env.model("sale.order.line").fields
        labels = "\n".join(fields[name].label for name in row if name in PROTECTED)
        raise UserError(f"It is forbidden to modify the following fields in a locked order:\n{labels}")
    if order["state"] != "sale":
        return
    if "product_id" in changed:
        raise UserError(PRODUCT_FIXED)
    if "product_uom_qty" in changed and row["product_uom_qty"] < line["qty_delivered"]:
        raise UserError(BELOW_DELIVERED)


def unlink_lines(env: Env, ids: list[int]) -> None:
    for line in env.browse("sale.order.line", ids):
        if env.row("sale.order", line["order_id"])["state"] == "sale":
            raise UserError(LINE_NEEDED)
    env.delete("sale.order.line", ids)


def unlink(env: Env, ids: list[int]) -> None:
    for order in env.browse("sale.order", ids):
        if order["state"] not in ("draft", "cancel"):
            raise UserError(ORDER_NEEDED)
        lines = [line["id"] for line in env.rows("sale.order.line", "order_id = ?", order["id"])]
        env.delete("sale.order.line", lines)
    env.delete("sale.order", ids)


def confirm(env: Env, ids: list[int]) -> bool:
    for order in env.browse("sale.order", ids):
        if order["state"] not in ("draft", "sent"):
            names = f"The following orders are not in a state requiring confirmation: {order['name']}"
            raise UserError(names)
        env.update("sale.order", [order["id"]], {"state": "sale", "date_order": env.second})
        confirmed = env.row("sale.order", order["id"])
        for line in env.rows("sale.order.line", "order_id = ?", order["id"]):
            _launch(env, confirmed, line, line["product_uom_qty"])
    return True


def cancel(env: Env, ids: list[int]) -> bool:
    """Cancel, even what is fully delivered; manufacturing goes on unless it is cancelled itself. So does Odoo."""
    for order in env.browse("sale.order", ids):
        if order["locked"]:
            raise UserError("You cannot cancel a locked order. Please unlock it first.")
        pickings = env.rows("stock.picking", "sale_id = ?", order["id"])
        stock.cancel_pickings(env, [p["id"] for p in pickings if p["state"] not in stock.FINISHED])
        env.update("sale.order", [order["id"]], {"state": "cancel"})
        stock.refresh_delivery_status(env, order["id"])
    return True


def draft(env: Env, ids: list[int]) -> bool:
    for order in env.browse("sale.order", ids):
        if order["state"] in ("cancel", "sent"):
            env.update("sale.order", [order["id"]], {"state": "draft"})
    return True


def set_locked(env: Env, ids: list[int], locked: bool) -> None:
    env.browse("sale.order", ids)
    env.update("sale.order", ids, {"locked": int(locked)})
