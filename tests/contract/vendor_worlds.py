"""Two worlds a vendor port can live in: a fake in memory, and the real adapter before its emulator, in process.

A world has the port and the few things the outside can do: put an order, print, lock, move a parcel.
"""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any, Protocol

import httpx

from local_stack.emulators import odoo, shippo, zendesk
from local_stack.emulators.odoo import seed as odoo_seed
from local_stack.emulators.shippo import seed as shippo_seed
from platform_service.adapters.odoo import OdooErp
from platform_service.adapters.shippo import ShippoCarrier
from platform_service.adapters.zendesk import ZendeskCrm
from platform_service.application.vendor_ports import Carrier, Crm, Erp, ErpShipment, TrackingStatus
from platform_service.domain.order import Address, ArtworkRef, Line, Order, Person, Status
from tests.fakes.vendors import FakeCarrier, FakeCrm, FakeErp

DATABASE, API_KEY = "bt", "odoo-key"
EMAIL, API_TOKEN, HOOK_SECRET = "assistant@brightthread.example", "zendesk-token", "hook-secret"
SHIPPO_TOKEN = "shippo-token"
NOW = datetime.now(UTC)
DEPOT = Address("a-depot", "Depot", "1 Dock Road", "Portland", "OR", "97201", "US")
OFFICE = Address("a-office", "Office", "22 Main Street", "Salem", "OR", "97301", "US")
LABELLED = (Status.READY_TO_SHIP, Status.SHIPPED, Status.DELIVERED, Status.RETURNED)
COLORS = {"NAV": "Navy", "RED": "Red"}


def line(number: int, color: str, size: str, quantity: int, *, price: int = 499, artwork: str | None = "art-1") -> Line:
    """Return a line of the one tee there is."""
    art = ArtworkRef(artwork, artwork) if artwork else None
    sku = f"TEE-{color}-{size}"
    return Line(f"T-1-{number}", sku, "p-tee", "Tee", COLORS[color], size, quantity, price, art)


def order(status: Status = Status.APPROVED, *lines: Line, order_id: str = "T-1", address: Address = DEPOT) -> Order:
    """Return an order of two lines, 60 M and 40 L in navy, unless told otherwise."""
    return Order(
        order_id=order_id,
        company_id="acme",
        placed_by=Person("u-1", "Ada"),
        status=status,
        version=1,
        created_at=NOW - timedelta(days=9),
        delivery_date=(NOW + timedelta(days=14)).date(),
        address=address,
        lines=lines or (line(1, "NAV", "M", 60), line(2, "NAV", "L", 40)),
        next_line=9,
    )


def later(when: date, days: int) -> date:
    return when + timedelta(days=days)


def as_seed(*orders: Order) -> dict[str, Any]:
    """Return orders as a file of the seed format."""
    variants = [
        {"sku": f"TEE-{code}-{size}", "color": color, "size": size, "on_hand": 10_000}
        for code, color in COLORS.items()
        for size in ("S", "M", "L")
    ]
    product = {"id": "p-tee", "name": "Tee", "base_price": {"amount": 499, "currency": "USD"}, "variants": variants}
    addresses = [
        {
            "id": one.address_id, "company_id": "acme", "label": one.label, "street": one.street, "city": one.city,
            "region": one.region, "postal_code": one.postal_code, "country": one.country,
        }
        for one in (DEPOT, OFFICE)
    ]  # fmt: skip
    return {
        "companies": [{"id": "acme", "name": "Acme"}], "users": [], "addresses": addresses, "products": [product],
        "orders": [_order_as_seed(one) for one in orders],
    }  # fmt: skip


def _order_as_seed(one: Order) -> dict[str, Any]:
    return {
        "id": one.order_id, "company_id": one.company_id, "status": one.status.value, "created_days_ago": 9,
        "delivery_in_days": (one.delivery_date - NOW.date()).days, "address_id": one.address.address_id,
        "lines": [
            {
                "id": each.line_id, "sku": each.sku, "quantity": each.quantity,
                "unit_price": {"amount": each.unit_price, "currency": "USD"},
                "artwork_id": each.artwork.artwork_id if each.artwork else None,
                "pieces_produced": each.pieces_produced,
            }
            for each in one.lines
        ],
    }  # fmt: skip


class ErpWorld(Protocol):
    """An ERP and what production does to it."""

    erp: Erp

    def put(self, one: Order) -> None: ...
    def produce(self, order_ref: str, line_id: str, pieces: int) -> None: ...
    def lock(self, order_ref: str) -> None: ...


class FakeErpWorld:
    """An ERP in memory."""

    def __init__(self) -> None:
        self.erp = FakeErp()

    def put(self, one: Order) -> None:
        shipments = (ErpShipment("ups", "1ZT10000"),) if one.status in LABELLED else ()
        self.erp.put(one, shipments)

    def produce(self, order_ref: str, line_id: str, pieces: int) -> None:
        self.erp.produce(order_ref, line_id, pieces)

    def lock(self, order_ref: str) -> None:
        self.erp.lock(order_ref)


class OdooWorld:
    """An emulated Odoo with the real adapter before it; ``http`` is a client with the right key."""

    def __init__(self, folder: Path) -> None:
        self.app = odoo.create_app(folder, odoo.OdooSettings(DATABASE, API_KEY))
        transport = httpx.ASGITransport(self.app)
        self.erp = OdooErp("http://odoo", DATABASE, API_KEY, transport=transport)

    @property
    def state(self) -> odoo.OdooState:
        found: odoo.OdooState = self.app.state.odoo
        return found

    def put(self, one: Order) -> None:
        odoo_seed.load(self.state, as_seed(one), NOW)

    def produce(self, order_ref: str, line_id: str, pieces: int) -> None:
        lines = self.records("sale.order.line", ["order_id.client_order_ref", "=", order_ref], ["name"])
        number = next(one["id"] for one in lines if f"Ref: {line_id}\n" in one["name"])
        made = self.state.call("mrp.production", "search", {"domain": [["sale_line_id", "=", number]]})
        self.state.call("mrp.production", "write", {"ids": made[:1], "vals": {"qty_producing": pieces}})

    def lock(self, order_ref: str) -> None:
        found = self.state.call("sale.order", "search", {"domain": [["client_order_ref", "=", order_ref]]})
        self.state.call("sale.order", "action_lock", {"ids": found})

    def records(self, model: str, term: list[Any], fields: list[str]) -> list[dict[str, Any]]:
        """Ask the emulated Odoo itself, past the adapter."""
        found: list[dict[str, Any]] = self.state.call(model, "search_read", {"domain": [term], "fields": fields})
        return found

    def requests(self, path: str = "/json/2/") -> list[dict[str, Any]]:
        return [one for one in self.app.requests if one["path"].startswith(path)]


class CrmWorld:
    """A CRM; ``tickets`` counts what it holds."""

    def __init__(self, crm: Crm) -> None:
        self.crm = crm


class ZendeskWorld(CrmWorld):
    """An emulated Zendesk with the real adapter before it."""

    def __init__(self, folder: Path) -> None:
        settings = zendesk.ZendeskSettings(EMAIL, API_TOKEN, HOOK_SECRET)
        self.app = zendesk.create_app(folder, settings)
        super().__init__(ZendeskCrm("http://zendesk", EMAIL, API_TOKEN, transport=httpx.ASGITransport(self.app)))


class CarrierWorld(Protocol):
    """A carrier and what it does with parcels."""

    carrier: Carrier

    def move(self, carrier: str, number: str, status: TrackingStatus) -> None: ...


@dataclass
class FakeCarrierWorld:
    """A carrier in memory."""

    carrier: FakeCarrier

    def move(self, carrier: str, number: str, status: TrackingStatus) -> None:
        self.carrier.move(carrier, number, status)


class ShippoWorld:
    """An emulated Shippo with the real adapter before it."""

    def __init__(self, folder: Path) -> None:
        self.app = shippo.create_app(folder, shippo.ShippoSettings(SHIPPO_TOKEN, HOOK_SECRET))
        self.carrier = ShippoCarrier("http://shippo", SHIPPO_TOKEN, transport=httpx.ASGITransport(self.app))

    def put(self, one: Order) -> None:
        shippo_seed.load(self.app.state.shippo, as_seed(one), NOW)

    def move(self, carrier: str, number: str, status: TrackingStatus) -> None:
        self.app.state.shippo.move(carrier, number, status)


def fake_crm_world() -> CrmWorld:
    return CrmWorld(FakeCrm())


def cancelled(one: Order) -> Order:
    return replace(one, status=Status.CANCELLED)
