"""Loads companies, products, stock and orders of the seed format (``demo/README.md``) into the emulated Odoo, in bulk.

An order is found by ``client_order_ref`` = order id, a product by ``default_code`` = SKU, a company and an address by
``ref``. A line's ``name`` carries our line id and artwork in its last lines (``Ref:``, ``Artwork:``): the printers read
it, and it is how a line is recognised. How far an order is, Odoo says in its own words:
CREATED a quotation; APPROVED confirmed, printing waits; IN_PRODUCTION printing in progress; READY_TO_SHIP printed, the
delivery waits with its tracking number; SHIPPED and DELIVERED the delivery done; RETURNED a return done; CANCELLED.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any

from local_stack.emulators.odoo import stock
from local_stack.emulators.odoo.models import STOCK_LOCATION
from local_stack.emulators.odoo.production import MADE_TO_ORDER
from local_stack.emulators.odoo.records import Env
from local_stack.emulators.odoo.state import OdooState
from local_stack.emulators.parcels import Moments, moments, parcel_of, stage

Seed = Mapping[str, Any]
APPROVED, IN_PRODUCTION, READY, SHIPPED, RETURNED = 1, 2, 3, 4, 6


def load(odoo: OdooState, seed: Seed, now: datetime) -> None:
    """Load a whole seed file in one transaction; ``now`` (UTC) is what its days count from."""
    with odoo.transaction() as env:
        Loader(env, now).load(seed)


class Loader:
    """One loading; remembers which record became what."""

    def __init__(self, env: Env, now: datetime) -> None:
        self._env = env
        self._now = now
        self._partners: dict[str, int] = {}
        self._products: dict[str, int] = {}
        self._names: dict[str, str] = {}
        self._states: dict[tuple[str, str], int] = {}
        self._countries: dict[str, int] = {row["code"]: row["id"] for row in env.rows("res.country")}
        self._carriers: dict[str, int] = {row["name"]: row["id"] for row in env.rows("delivery.carrier")}

    def load(self, seed: Seed) -> None:
        for company in seed["companies"]:
            facts = {"name": company["name"], "ref": company["id"], "is_company": 1, "type": "contact"}
            self._partners[company["id"]] = self._env.insert("res.partner", facts)
        for address in seed["addresses"]:
            self._address(address)
        for product in seed["products"]:
            self._product(product)
        reserved: dict[str, float] = {}
        for order in seed["orders"]:
            self._order(order, reserved)
        self._env.now = self._now
        self._stock(seed["products"], reserved)

    def _address(self, address: Seed) -> None:
        facts = {
            "name": address["label"], "ref": address["id"], "parent_id": self._partners[address["company_id"]],
            "type": "delivery", "street": address["street"], "city": address["city"], "zip": address["postal_code"],
            "country_id": self._country(address["country"]),
            "state_id": self._state(address["region"], address["country"]),
        }  # fmt: skip
        self._partners[address["id"]] = self._env.insert("res.partner", facts)

    def _country(self, code: str) -> int:
        if code not in self._countries:
            self._countries[code] = self._env.insert("res.country", {"name": code, "code": code})
        return self._countries[code]

    def _state(self, region: str, country: str) -> int | None:
        if not region:
            return None
        key = (region, country)
        if key not in self._states:
            place = self._country(country)
            known = self._env.rows("res.country.state", "code = ? AND country_id = ?", region, place)
            facts = {"name": region, "code": region, "country_id": place}
            self._states[key] = known[0]["id"] if known else self._env.insert("res.country.state", facts)
        return self._states[key]

    def _product(self, product: Seed) -> None:
        template = self._env.insert("product.template", {
            "name": product["name"], "list_price": product["base_price"]["amount"] / 100, "is_storable": 1,
            "route_ids": f"[{MADE_TO_ORDER}]",
        })  # fmt: skip
        for variant in product["variants"]:
            look = f"{variant['color']}, {variant['size']}"
            value = self._env.insert("product.template.attribute.value", {"product_tmpl_id": template, "name": look})
            sku = variant["sku"]
            self._products[sku] = self._env.insert("product.product", {
                "product_tmpl_id": template, "default_code": sku, "product_template_attribute_value_ids": f"[{value}]",
            })  # fmt: skip
            self._names[sku] = f"[{sku}] {product['name']} ({look})"

    def _stock(self, products: Iterable[Seed], reserved: Mapping[str, float]) -> None:
        for product in products:
            for variant in product["variants"]:
                self._env.insert("stock.quant", {
                    "product_id": self._products[variant["sku"]], "location_id": STOCK_LOCATION,
                    "quantity": float(variant["on_hand"]), "in_date": self._env.second,
                    "reserved_quantity": reserved.get(variant["sku"], 0.0),
                })  # fmt: skip

    # ---------------------------------------------------------------------------------------------------------- orders

    def _order(self, order: Seed, reserved: dict[str, float]) -> None:
        reached, when = stage(order["status"]), moments(order, self._now)
        # Records are as old as what they tell of, so that asking for recent changes does not bring the whole past.
        self._env.now = when.created
        facts = {
            "client_order_ref": order["id"], "partner_id": self._partners[order["company_id"]],
            "partner_invoice_id": self._partners[order["company_id"]],
            "partner_shipping_id": self._partners[order["address_id"]], "date_order": self._env.second,
            "commitment_date": _noon(self._now + timedelta(days=order["delivery_in_days"])),
            "state": "cancel" if reached < 0 else "sale" if reached >= APPROVED else "draft",
        }  # fmt: skip
        sale = self._env.insert("sale.order", facts)
        self._env.update("sale.order", [sale], {"name": f"S{sale:05d}"})
        lines = [self._line(sale, line, reached) for line in order["lines"]]
        if reached >= APPROVED:
            self._print(order, lines, reached)
            self._deliver(order, sale, lines, when, reserved)

    def _line(self, sale: int, line: Seed, reached: int) -> int:
        return self._env.insert("sale.order.line", {
            "order_id": sale, "product_id": self._products[line["sku"]], "product_uom_qty": float(line["quantity"]),
            "price_unit": line["unit_price"]["amount"] / 100,
            "qty_delivered": float(line["quantity"]) if reached >= SHIPPED else 0.0,
            "name": line_text(self._names[line["sku"]], line["id"], line.get("artwork_id")),
        })  # fmt: skip

    def _print(self, order: Seed, lines: list[int], reached: int) -> None:
        state = "confirmed" if reached < IN_PRODUCTION else "progress" if reached == IN_PRODUCTION else "done"
        for line, record in zip(order["lines"], lines, strict=True):
            made = line["quantity"] if state == "done" else line.get("pieces_produced") or 0
            state_of_line = "to_close" if state == "progress" and made >= line["quantity"] else state
            production = self._env.insert("mrp.production", {
                "product_id": self._products[line["sku"]], "product_qty": float(line["quantity"]),
                "qty_producing": float(made), "sale_line_id": record, "origin": order["id"], "state": state_of_line,
                "reservation_state": "assigned", "date_start": self._env.second, "date_finished": self._env.second,
            })  # fmt: skip
            self._env.update("mrp.production", [production], {"name": f"WH/MO/{production:05d}"})

    def _deliver(
        self, order: Seed, sale: int, lines: list[int], when: Moments, reserved: dict[str, float]
    ) -> None:  # fmt: skip
        reached, parcel = stage(order["status"]), parcel_of(order)
        shipped = reached >= SHIPPED
        picking = self._env.insert("stock.picking", {
            "sale_id": sale, "origin": f"S{sale:05d}", "partner_id": self._partners[order["address_id"]],
            "state": "done" if shipped else "assigned", "scheduled_date": self._env.second,
            "carrier_tracking_ref": parcel.number if parcel else None,
            "carrier_id": self._carrier(parcel.carrier) if parcel else None,
            "date_done": when.shipped.strftime("%Y-%m-%d %H:%M:%S") if shipped else None,
        })  # fmt: skip
        self._env.update("stock.picking", [picking], {"name": f"WH/OUT/{picking:05d}"})
        for line, record in zip(order["lines"], lines, strict=True):
            pieces = float(line["quantity"])
            self._env.insert("stock.move", {
                "picking_id": picking, "sale_line_id": record, "product_id": self._products[line["sku"]],
                "product_uom_qty": pieces, "quantity": pieces, "state": "done" if shipped else "assigned",
                "picked": int(shipped),
            })  # fmt: skip
            if not shipped:
                reserved[line["sku"]] = reserved.get(line["sku"], 0.0) + pieces
        self._env.update("sale.order", [sale], {"delivery_status": "full" if shipped else "pending"})
        if reached >= RETURNED:
            stock.bring_back(self._env, self._env.row("stock.picking", picking))

    def _carrier(self, name: str) -> int:
        if name not in self._carriers:
            self._carriers[name] = self._env.insert("delivery.carrier", {"name": name})
        return self._carriers[name]


def line_text(product: str, line_id: str, artwork_id: str | None) -> str:
    """Return a line's description: the product, then our line id and the artwork to print."""
    return f"{product}\nRef: {line_id}\nArtwork: {artwork_id or 'none'}"


def _noon(day: datetime) -> str:
    return day.strftime("%Y-%m-%d 12:00:00")
