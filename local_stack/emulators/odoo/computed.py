"""Fields the emulated Odoo computes when they are read, by ``model.field``."""

import json
from typing import Any

from local_stack.emulators.odoo.records import Computation, Env, Row

OPEN_MOVES = "product_id = ? AND state NOT IN ('done', 'cancel') AND origin_returned_move_id IS NULL"


def _template(env: Env, product: Row) -> Row:
    return env.row("product.template", product["product_tmpl_id"])


def _product_name(env: Env, product: Row) -> str:
    name = _template(env, product)["name"]
    ids = json.loads(product["product_template_attribute_value_ids"] or "[]")
    values = [env.row("product.template.attribute.value", one)["name"] for one in ids]
    full = f"{name} ({', '.join(values)})" if values else name
    return f"[{product['default_code']}] {full}" if product["default_code"] else str(full)


def _partner_name(env: Env, partner: Row) -> str:
    name = partner["name"] or ""
    if partner["parent_id"] and not partner["is_company"]:
        company = env.row("res.partner", partner["parent_id"])["name"]
        return f"{company}, {name}" if name else str(company)
    return str(name)


def _stock(env: Env, product: int) -> tuple[float, float]:
    rows = env.rows("stock.quant", "product_id = ?", product)
    return sum(row["quantity"] for row in rows), sum(row["reserved_quantity"] for row in rows)


def _outgoing(env: Env, product: int) -> float:
    return float(sum(move["product_uom_qty"] for move in env.rows("stock.move", OPEN_MOVES, product)))


def _untaxed(env: Env, order: Row) -> float:
    lines = env.rows("sale.order.line", "order_id = ?", order["id"])
    return float(round(sum(_subtotal(env, line) for line in lines), 2))


def _subtotal(_: Env, line: Row) -> float:
    return float(round(line["product_uom_qty"] * line["price_unit"] * (1 - line["discount"] / 100), 2))


def _productions(env: Env, order: Row) -> list[int]:
    lines = "sale_line_id IN (SELECT id FROM sale_order_line WHERE order_id = ?)"
    return [production["id"] for production in env.rows("mrp.production", lines, order["id"])]


def _of_template(name: str) -> Computation:
    return lambda env, row: _template(env, row)[name]


def _short(env: Env, picking: Row) -> bool:
    moves = env.rows("stock.move", "picking_id = ? AND state != 'cancel'", picking["id"])
    return any(move["quantity"] < move["product_uom_qty"] for move in moves)


def _order(env: Env, line: Row) -> Row:
    return env.row("sale.order", line["order_id"])


def _forecast(env: Env, move: Row) -> Any:
    have, _ = _stock(env, move["product_id"])
    return min(move["product_uom_qty"], have - _outgoing(env, move["product_id"]))


COMPUTATIONS: dict[str, Computation] = {
    "res.partner.display_name": _partner_name,
    "product.product.display_name": _product_name,
    "stock.location.display_name": lambda _, row: row["complete_name"] or row["name"],
    "product.product.name": _of_template("name"),
    "product.product.type": _of_template("type"),
    "product.product.is_storable": _of_template("is_storable"),
    "product.product.uom_id": _of_template("uom_id"),
    "product.product.list_price": _of_template("list_price"),
    "product.product.lst_price": _of_template("list_price"),
    "product.product.qty_available": lambda env, row: _stock(env, row["id"])[0],
    "product.product.free_qty": lambda env, row: _stock(env, row["id"])[0] - _stock(env, row["id"])[1],
    "product.product.outgoing_qty": lambda env, row: _outgoing(env, row["id"]),
    "product.product.virtual_available": lambda env, row: _stock(env, row["id"])[0] - _outgoing(env, row["id"]),
    "product.template.product_variant_count": lambda env, row: len(
        env.rows("product.product", "product_tmpl_id = ?", row["id"])
    ),
    "sale.order.amount_untaxed": _untaxed,
    "sale.order.amount_total": _untaxed,
    "sale.order.invoice_status": lambda _, row: "to invoice" if row["state"] == "sale" else "no",
    "sale.order.expected_date": lambda _, row: row["commitment_date"] or row["date_order"],
    "sale.order.mrp_production_ids": lambda env, row: json.dumps(_productions(env, row)),
    "sale.order.mrp_production_count": lambda env, row: len(_productions(env, row)),
    "sale.order.delivery_count": lambda env, row: len(env.rows("stock.picking", "sale_id = ?", row["id"])),
    "sale.order.line.price_subtotal": _subtotal,
    "sale.order.line.price_total": _subtotal,
    "sale.order.line.state": lambda env, row: _order(env, row)["state"],
    "sale.order.line.free_qty_today": lambda env, row: sum(
        move["quantity"] for move in env.rows("stock.move", "sale_line_id = ?", row["id"])
    ),
    "stock.quant.available_quantity": lambda _, row: row["quantity"] - row["reserved_quantity"],
    "stock.picking.picking_type_code": lambda env, row: env.row("stock.picking.type", row["picking_type_id"])["code"],
    "stock.picking.products_availability": lambda env, row: "Not Available" if _short(env, row) else "Available",
    "stock.picking.products_availability_state": lambda env, row: "late" if _short(env, row) else "available",
    "stock.move.forecast_availability": _forecast,
    "mrp.production.product_uom_qty": lambda _, row: row["product_qty"],
    "mrp.production.qty_produced": lambda _, row: row["qty_producing"] if row["state"] == "done" else 0.0,
}
