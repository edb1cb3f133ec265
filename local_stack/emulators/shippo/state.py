"""The emulated Shippo's memory: addresses, shipments, rates, labels, refunds as objects, and tracks by number."""

import json
import uuid
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from local_stack.emulators import webhooks
from local_stack.emulators.storage import Store

Object = dict[str, Any]
OWNER = "shippo@brightthread.example"
SCHEMA = """
CREATE TABLE IF NOT EXISTS objects (
    seq INTEGER PRIMARY KEY AUTOINCREMENT, kind TEXT NOT NULL, id TEXT NOT NULL UNIQUE, metadata TEXT,
    body TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS objects_kind ON objects (kind, metadata);
CREATE TABLE IF NOT EXISTS tracks (
    carrier TEXT NOT NULL, number TEXT NOT NULL, body TEXT NOT NULL, PRIMARY KEY (carrier, number)
);
"""
WORDS = {
    "UNKNOWN": "The package has not been found via the carrier's tracking system.",
    "PRE_TRANSIT": "The label was created, the parcel is not with the carrier yet.",
    "TRANSIT": "The parcel is on its way.",
    "DELIVERED": "The parcel was delivered.",
    "RETURNED": "The parcel is on its way back, or was returned to the sender.",
    "FAILURE": "The carrier could not deliver the parcel.",
}


def instant(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%f")[:-3] + "Z"


class ShippoState:
    """Everything one Shippo account holds, in one file below ``directory``."""

    def __init__(self, directory: Path) -> None:
        self.store = Store(directory / "shippo.sqlite3", SCHEMA + webhooks.SCHEMA)

    def put(self, kind: str, body: Mapping[str, Any], now: datetime | None = None) -> Object:
        """Store a new object with an id and dates of its own and return it."""
        moment = instant(now or datetime.now(UTC))
        whole = {
            **body, "object_id": uuid.uuid4().hex, "object_owner": OWNER, "object_created": moment,
            "object_updated": moment, "test": True,
        }  # fmt: skip
        with self.store.transaction() as connection:
            connection.execute(
                "INSERT INTO objects (kind, id, metadata, body) VALUES (?, ?, ?, ?)",
                (kind, whole["object_id"], whole.get("metadata"), json.dumps(whole)),
            )
        return whole

    def get(self, kind: str, identifier: str) -> Object | None:
        row = self.store.connection.execute(
            "SELECT body FROM objects WHERE kind = ? AND id = ?", (kind, identifier)
        ).fetchone()
        return json.loads(row["body"]) if row else None

    def change(self, body: Object, values: Mapping[str, Any]) -> Object:
        changed = {**body, **values, "object_updated": instant(datetime.now(UTC))}
        with self.store.transaction() as connection:
            connection.execute(
                "UPDATE objects SET body = ? WHERE id = ?", (json.dumps(changed), changed["object_id"])
            )  # fmt: skip
        return changed

    def newest(self, kind: str, page: int, results: int) -> tuple[list[Object], bool]:
        """Return one page of a kind, newest first, and whether there are more."""
        rows = self.store.connection.execute(
            "SELECT body FROM objects WHERE kind = ? ORDER BY seq DESC LIMIT ? OFFSET ?",
            (kind, results + 1, (page - 1) * results),
        ).fetchall()
        return [json.loads(row["body"]) for row in rows[:results]], len(rows) > results

    def label_of(self, order_ref: str) -> Object | None:
        """Return the order's newest label that was not given back."""
        rows = self.store.connection.execute(
            "SELECT body FROM objects WHERE kind = 'transaction' AND (metadata = ? OR substr(metadata, 1, ?) = ?) "
            "ORDER BY seq DESC",
            (order_ref, len(order_ref) + 1, f"{order_ref} "),
        )
        labels = (json.loads(row["body"]) for row in rows)
        return next((label for label in labels if label["status"] == "SUCCESS"), None)

    # ---------------------------------------------------------------------------------------------------------- tracks

    def track(self, carrier: str, number: str) -> Object | None:
        row = self.store.connection.execute(
            "SELECT body FROM tracks WHERE carrier = ? AND number = ?", (carrier.lower(), number)
        ).fetchone()
        return json.loads(row["body"]) if row else None

    def put_track(self, carrier: str, number: str, values: Mapping[str, Any]) -> Object:
        """Make or change a track; ``values`` replace what it says (metadata, eta, address_to …)."""
        known = self.track(carrier, number) or empty_track(carrier, number)
        whole = {**known, **values}
        with self.store.transaction() as connection:
            connection.execute(
                "INSERT INTO tracks (carrier, number, body) VALUES (?, ?, ?) "
                "ON CONFLICT (carrier, number) DO UPDATE SET body = excluded.body",
                (carrier.lower(), number, json.dumps(whole)),
            )
        return whole

    def move(
        self, carrier: str, number: str, status: str, *,
        at: datetime | None = None, details: str | None = None, location: Mapping[str, str] | None = None,
    ) -> Object:  # fmt: skip
        """Add one step to a parcel's history and return its track."""
        moment = at or datetime.now(UTC)
        known = self.track(carrier, number) or empty_track(carrier, number)
        here = known["address_to"] if status == "DELIVERED" else known["address_from"]
        step = {
            "object_created": instant(moment), "object_updated": instant(moment), "object_id": uuid.uuid4().hex,
            "status": status, "status_details": details or WORDS[status], "status_date": instant(moment),
            "substatus": None, "location": dict(location or here),
        }  # fmt: skip
        history = [*known["tracking_history"], step]
        return self.put_track(carrier, number, {"tracking_history": history, "tracking_status": step})

    def close(self) -> None:
        self.store.close()


WAREHOUSE = {"city": "Portland", "state": "OR", "zip": "97209", "country": "US"}


def empty_track(carrier: str, number: str) -> Object:
    name = carrier.upper()
    return {
        "carrier": carrier.lower(), "tracking_number": number, "address_from": WAREHOUSE, "address_to": {}, "eta": None,
        "original_eta": None, "servicelevel": {"token": f"{carrier.lower()}_ground", "name": f"{name} Ground"},
        "metadata": None, "tracking_status": None, "tracking_history": [], "messages": [], "transaction": None,
        "test": True,
    }  # fmt: skip


def expected_arrival(now: datetime, days: int = 3) -> str:
    return instant(now + timedelta(days=days))
