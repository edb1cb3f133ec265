"""Products in the emulated Odoo: a template has variants, one for each combination of attribute values."""

import itertools
import json
from typing import Any

from local_stack.emulators.odoo.records import Env, Values

OF_TEMPLATE = ("name", "type", "is_storable", "list_price", "lst_price", "uom_id", "route_ids")


def create_template(env: Env, values: Values) -> int:
    """Create a template and its variants: a single one where it has no attributes."""
    row = env.columns(env.model("product.template"), values, creating=True)
    template = env.insert("product.template", row)
    choices = [_attribute_line(env, template, command[2]) for command in values.get("attribute_line_ids") or []]
    for combination in itertools.product(*choices):
        code = {"default_code": row.get("default_code")} if not choices else {}
        variant = {
            "product_tmpl_id": template, "product_template_attribute_value_ids": json.dumps(list(combination)),
        } | code  # fmt: skip
        env.insert("product.product", variant)
    return template


def _attribute_line(env: Env, template: int, values: Values) -> list[int]:
    model = env.model("product.template.attribute.line")
    row = env.columns(model, values, creating=True) | {"product_tmpl_id": template}
    env.insert(model.name, row)
    offered = []
    for value in json.loads(row["value_ids"]):
        name = env.row("product.attribute.value", value)["name"]
        link = {"product_tmpl_id": template, "product_attribute_value_id": value, "name": name}
        offered.append(env.insert("product.template.attribute.value", link))
    return offered


def _delegated(values: Values) -> Values:
    own = {name: values[name] for name in OF_TEMPLATE if name in values}
    if "lst_price" in own:
        own["list_price"] = own.pop("lst_price")
    return own


def create_variant(env: Env, values: Values) -> int:
    """Create a product; without a template it gets one of its own, as Odoo does by delegation."""
    own = {name: value for name, value in values.items() if name not in OF_TEMPLATE}
    if not own.get("product_tmpl_id"):
        template = env.columns(env.model("product.template"), _delegated(values), creating=True)
        own["product_tmpl_id"] = env.insert("product.template", template)
    return env.insert("product.product", env.columns(env.model("product.product"), own, creating=True))


def write_variants(env: Env, ids: list[int], values: Values) -> None:
    own = {name: value for name, value in values.items() if name not in OF_TEMPLATE}
    env.update("product.product", ids, env.columns(env.model("product.product"), own, creating=False))
    shared = _delegated(values)
    if shared:
        templates = [row["product_tmpl_id"] for row in env.browse("product.product", ids)]
        row = env.columns(env.model("product.template"), shared, creating=False)
        env.update("product.template", templates, row)


def create_bom(env: Env, values: Values) -> int:
    model = env.model("mrp.bom")
    bom = env.insert(model.name, env.columns(model, values, creating=True))
    for command in values.get("bom_line_ids") or []:
        line = env.columns(env.model("mrp.bom.line"), command[2], creating=True)
        env.insert("mrp.bom.line", line | {"bom_id": bom})
    return bom


def create_quant(env: Env, values: Values) -> int:
    """Create or find the quant of a product at a place; a counted quantity waits to be applied."""
    row: Values = env.columns(env.model("stock.quant"), values, creating=True)
    place = row.get("location_id", env.model("stock.quant").fields["location_id"].default)
    counted: dict[str, Any] = {"inventory_quantity_set": 1} if "inventory_quantity" in row else {}
    known = env.rows("stock.quant", "product_id = ? AND location_id = ?", row["product_id"], place)
    if known:
        env.update("stock.quant", [known[0]["id"]], row | counted)
        return int(known[0]["id"])
    return env.insert("stock.quant", row | counted | {"in_date": env.second})
