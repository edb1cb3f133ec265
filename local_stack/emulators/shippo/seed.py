"""Loads the parcels of orders of the seed format into the emulated Shippo: labels, and how far each parcel got."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from local_stack.emulators.parcels import moments, parcel_of, stage
from local_stack.emulators.shippo.state import WAREHOUSE, ShippoState, instant

SHIPPED, DELIVERED, RETURNED = 4, 5, 6


def load(shippo: ShippoState, seed: Mapping[str, Any], now: datetime) -> None:
    """Load a label and a track for every order that is ready to ship or further, in one transaction."""
    addresses = {address["id"]: address for address in seed["addresses"]}
    with shippo.store.transaction():
        for order in seed["orders"]:
            _load(shippo, order, addresses, now)


def _load(shippo: ShippoState, order: Mapping[str, Any], addresses: Mapping[str, Any], now: datetime) -> None:
    parcel, reached, when = parcel_of(order), stage(order["status"]), moments(order, now)
    if parcel is None:
        return
    to = addresses[order["address_id"]]
    place = {"city": to["city"], "state": to["region"], "zip": to["postal_code"], "country": to["country"]}
    eta = instant(when.delivered)
    label = shippo.put("transaction", {
        "status": "SUCCESS", "object_state": "VALID", "metadata": order["id"], "rate": "", "messages": [],
        "tracking_number": parcel.number, "tracking_status": None, "carrier": parcel.carrier, "eta": eta,
        "label_file_type": "PDF_4x6", "label_url": f"https://shippo-delivery.example/{parcel.number}.pdf",
        "tracking_url_provider": f"https://tracking.example/{parcel.carrier}/{parcel.number}",
        "commercial_invoice_url": None,
    })  # fmt: skip
    facts = {"address_to": place, "address_from": WAREHOUSE, "eta": eta, "original_eta": eta}
    facts |= {"metadata": order["id"], "transaction": label["object_id"]}
    shippo.put_track(parcel.carrier, parcel.number, facts)
    steps = [("PRE_TRANSIT", when.shipped if reached >= SHIPPED else now)]
    steps += [("TRANSIT", when.shipped)] if reached >= SHIPPED else []
    steps += [("DELIVERED", when.delivered)] if reached >= DELIVERED else []
    steps += [("RETURNED", when.returned)] if reached >= RETURNED else []
    for status, at in steps:
        shippo.move(parcel.carrier, parcel.number, status, at=at)
