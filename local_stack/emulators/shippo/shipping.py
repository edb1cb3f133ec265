"""What the emulated Shippo does with what it is asked for: addresses are judged, rates offered, labels sold."""

import re
import secrets
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from local_stack.emulators.shippo.state import Object, ShippoState, expected_arrival

CARRIERS = ("ups", "usps", "fedex", "dhl_express", "ontrac", "canada_post", "gls_deutschland", "shippo")
OFFERED = (
    ("ups", "ups_ground", "12.40", 3),
    ("usps", "usps_priority", "9.85", 2),
    ("fedex", "fedex_ground", "13.10", 3),
)
PREFIXES = {"ups": "1Z", "usps": "9205", "fedex": "7946"}
ADDRESS_FIELDS = (
    "name", "company", "street1", "street2", "street3", "street_no", "city", "state", "zip", "country", "phone",
    "email", "is_residential", "metadata",
)  # fmt: skip


class BadRequest(Exception):
    """A 400; ``body`` is one of the shapes Shippo answers with."""

    def __init__(self, body: Any) -> None:
        super().__init__(str(body))
        self.body = body


def required(body: Mapping[str, Any], *names: str) -> None:
    missing = {name: ["This field is required."] for name in names if body.get(name) in (None, "", [])}
    if missing:
        raise BadRequest(missing)


def problems(address: Mapping[str, Any]) -> list[dict[str, str]]:
    """Judge an address as the validator would: something in every part, and a postal code its country knows."""
    found = []
    if not address.get("street1"):
        found.append(("street_detail_missing", "The street is missing."))
    if not address.get("city"):
        found.append(("city_partial", "The city is missing."))
    code = str(address.get("zip") or "")
    wrong = address.get("country") == "US" and not re.fullmatch(r"\d{5}(-\d{4})?", code)
    if wrong or not code or code == "00000":
        found.append(("postal_code_not_found", "The postal code does not exist."))
    return [{"source": "Shippo Address Validator", "type": "address_error", "code": c, "text": t} for c, t in found]


def make_address(state: ShippoState, body: Mapping[str, Any], *, validate: bool) -> Object:
    required(body, "country")
    wanted: Object = {name: body.get(name) for name in ADDRESS_FIELDS}
    wrong = problems(wanted)
    wanted["is_complete"] = not wrong
    wanted["validation_results"] = {"is_valid": not wrong, "messages": wrong} if validate else {}
    return state.put("address", wanted)


def _address(state: ShippoState, given: Any, field: str) -> Object:
    if isinstance(given, Mapping):
        return make_address(state, given, validate=bool(given.get("validate")))
    known = state.get("address", str(given))
    if known is None:
        raise BadRequest({field: [f"Address with supplied object_id {given} not found."]})
    return known


def make_shipment(state: ShippoState, body: Mapping[str, Any]) -> Object:
    """Store a shipment with the rates of every carrier; an address that cannot be served has none, and says why."""
    required(body, "address_from", "address_to", "parcels")
    sender, receiver = _address(state, body["address_from"], "address_from"), _address(
        state, body["address_to"], "address_to"
    )  # fmt: skip
    wrong = problems(receiver)
    parcels = [p if isinstance(p, Mapping) else {"object_id": p} for p in body["parcels"]]
    shipment = state.put("shipment", {
        "address_from": sender, "address_to": receiver, "address_return": sender, "parcels": parcels,
        "status": "SUCCESS", "carrier_accounts": [], "metadata": body.get("metadata") or "", "rates": [],
        "messages": [{"source": "Shippo", "code": one["code"], "text": one["text"]} for one in wrong],
    })  # fmt: skip
    rates = [] if wrong else [_rate(state, shipment, *offer) for offer in OFFERED]
    return state.change(shipment, {"rates": rates})


def _rate(state: ShippoState, shipment: Object, carrier: str, service: str, amount: str, days: int) -> Object:
    return state.put("rate", {
        "shipment": shipment["object_id"], "provider": carrier.upper(), "amount": amount, "currency": "USD",
        "amount_local": amount, "currency_local": "USD", "attributes": [], "estimated_days": days,
        "servicelevel": {"token": service, "name": service.replace("_", " ").title()}, "carrier_account": carrier,
        "messages": [], "zone": "4", "duration_terms": "", "arrives_by": None,
    })  # fmt: skip


def buy_label(state: ShippoState, body: Mapping[str, Any]) -> Object:
    """Sell the label of a rate: a 201 even where there is none, then with status ERROR."""
    required(body, "rate")
    rate = state.get("rate", str(body["rate"]))
    if rate is None:
        raise BadRequest({"rate": [f"Rate with supplied object_id {body['rate']} not found."]})
    shipment = state.get("shipment", rate["shipment"]) or {}
    wrong = problems(shipment["address_to"])
    carrier = rate["provider"].lower()
    common = {
        "rate": rate["object_id"], "metadata": body.get("metadata") or "", "object_state": "VALID",
        "label_file_type": body.get("label_file_type") or "PDF_4x6", "parcel": None, "commercial_invoice_url": None,
    }  # fmt: skip
    if wrong:
        return state.put("transaction", common | {
            "status": "ERROR", "messages": wrong, "tracking_number": "", "tracking_status": None, "label_url": None,
            "tracking_url_provider": "", "eta": None,
        })  # fmt: skip
    number = PREFIXES.get(carrier, "") + secrets.token_hex(8).upper()
    return sell(state, carrier, number, common, shipment["address_to"])


def sell(state: ShippoState, carrier: str, number: str, values: Mapping[str, Any], to: Mapping[str, Any]) -> Object:
    """Store a sold label and the track of its parcel, which is not with the carrier yet."""
    eta = expected_arrival(datetime.now(UTC))
    label = state.put("transaction", {
        "rate": "", "object_state": "VALID", "label_file_type": "PDF_4x6", "commercial_invoice_url": None, **values,
        "status": "SUCCESS", "messages": [], "tracking_number": number, "tracking_status": "PRE_TRANSIT", "eta": eta,
        "label_url": f"https://shippo-delivery.example/{number}.pdf",
        "tracking_url_provider": f"https://tracking.example/{carrier}/{number}", "carrier": carrier,
    })  # fmt: skip
    place = {name: str(to.get(name) or "") for name in ("city", "state", "zip", "country")}
    facts = {"address_to": place, "eta": eta, "original_eta": eta, "transaction": label["object_id"]}
    state.put_track(carrier, number, facts | {"metadata": values.get("metadata")})
    state.move(carrier, number, "PRE_TRANSIT")
    return label


def give_back(state: ShippoState, body: Mapping[str, Any]) -> Object:
    """Refund a label, once; not one whose parcel has moved."""
    required(body, "transaction")
    label = state.get("transaction", str(body["transaction"]))
    if label is None:
        raise BadRequest({"transaction": ["Transaction not found."]})
    if label["status"] != "SUCCESS":
        raise BadRequest({"transaction": ["A refund was already requested, or the label was never sold."]})
    track = state.track(label["carrier"], label["tracking_number"]) or {}
    moved = (track.get("tracking_status") or {}).get("status") not in (None, "UNKNOWN", "PRE_TRANSIT")
    if not moved:
        state.change(label, {"status": "REFUNDPENDING"})
    return state.put("refund", {"transaction": label["object_id"], "status": "ERROR" if moved else "PENDING"})
