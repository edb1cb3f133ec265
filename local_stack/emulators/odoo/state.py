"""The emulated Odoo's memory: its database, and calls that each run as one transaction."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from babel import Locale

from local_stack.emulators.odoo import methods
from local_stack.emulators.odoo.computed import COMPUTATIONS
from local_stack.emulators.odoo.models import CUSTOMER_LOCATION, INCOMING, MODELS, OUTGOING, STOCK_LOCATION, UNITS, USD
from local_stack.emulators.odoo.production import MADE_TO_ORDER
from local_stack.emulators.odoo.records import Env
from local_stack.emulators.odoo.schema import table_definitions
from local_stack.emulators.storage import Store

MESSAGES = """
CREATE TABLE IF NOT EXISTS messages
    (id INTEGER PRIMARY KEY AUTOINCREMENT, model TEXT, record INTEGER, body TEXT, at TEXT);
"""
NO_COUNTRY = ("US", "EU", "EZ", "UN", "QO", "XA", "XB", "XK", "ZZ")
US_STATES = (
    "AL AK AZ AR CA CO CT DE DC FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH OK OR "
    "PA RI SC SD TN TX UT VT VA WA WV WI WY"
)
# What a fresh Odoo database holds before anybody enters anything.
FIRST_RECORDS: dict[str, list[dict[str, Any]]] = {
    "res.currency": [{"id": USD, "name": "USD"}],
    "uom.uom": [{"id": UNITS, "name": "Units"}],
    "stock.location": [
        {"id": STOCK_LOCATION, "name": "Stock", "complete_name": "WH/Stock", "usage": "internal"},
        {"id": CUSTOMER_LOCATION, "name": "Customers", "complete_name": "Partners/Customers", "usage": "customer"},
    ],
    "stock.warehouse": [{"id": 1, "name": "BrightThread", "code": "WH", "lot_stock_id": STOCK_LOCATION}],
    "stock.picking.type": [
        {"id": INCOMING, "name": "Receipts", "code": "incoming"},
        {"id": OUTGOING, "name": "Delivery Orders", "code": "outgoing"},
    ],
    "stock.route": [{"id": MADE_TO_ORDER, "name": "Replenish on Order (MTO)"}],
    "res.users": [{"id": 2, "name": "Administrator", "login": "admin"}],
    "delivery.carrier": [
        {"id": number, "name": name}
        for number, name in enumerate(("ups", "usps", "fedex", "dhl_express"), start=1)
    ],
    "res.country": [{"id": 233, "name": "United States", "code": "US"}],
    "res.country.state": [{"name": code, "code": code, "country_id": 233} for code in US_STATES.split()],
}  # fmt: skip


def _other_countries() -> list[dict[str, Any]]:
    names = Locale("en").territories
    return [{"name": names[code], "code": code} for code in sorted(names) if len(code) == 2 and code not in NO_COUNTRY]


class OdooState:
    """One Odoo database in one file below ``directory``."""

    def __init__(self, directory: Path) -> None:
        self._store = Store(directory / "odoo.sqlite3", table_definitions(MODELS) + MESSAGES)
        with self.transaction() as env:
            for model, records in FIRST_RECORDS.items():
                if not env.rows(model):
                    for record in records + (_other_countries() if model == "res.country" else []):
                        env.insert(model, record)

    @contextmanager
    def transaction(self) -> Iterator[Env]:
        """Open one transaction; what the block raises undoes all of it."""
        with self._store.transaction() as connection:
            yield Env(connection, datetime.now(UTC), COMPUTATIONS)

    def call(self, model: str, method: str, arguments: dict[str, Any]) -> Any:
        """Carry out one call of the API. Raises OdooError."""
        with self.transaction() as env:
            return methods.call(env, model, method, arguments)

    def close(self) -> None:
        self._store.close()
