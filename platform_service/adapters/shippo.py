"""The carrier: Shippo's API of version 2018-02-08, spoken directly (its own SDK fails on real answers).

Nulls come where the specification has none, and a 201 may say that there is no label.
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, get_args
from urllib.parse import quote

import httpx

from brightthread.service.resilience import Breaker, Timeouts
from platform_service.adapters.vendor_http import Errors, VendorHttp, first_line, new_client
from platform_service.application.vendor_ports import (
    CarrierMisused,
    CarrierRefused,
    CarrierUnavailable,
    Label,
    Redirect,
    Tracking,
    TrackingEvent,
    TrackingStatus,
)
from platform_service.domain.order import Address

ERRORS = Errors(CarrierUnavailable, CarrierRefused, CarrierMisused)
VERSION = "2018-02-08"
LONGEST_METADATA = 100
PAGES_LOOKED_THROUGH, PER_PAGE = 3, 100
NOT_MOVED = ("UNKNOWN", "PRE_TRANSIT")
Body = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Sender:
    """Where parcels leave from, and the size of one (Shippo wants numbers as text)."""

    name: str = "BrightThread"
    street: str = "2300 NW Front Avenue"
    city: str = "Portland"
    region: str = "OR"
    postal_code: str = "97209"
    country: str = "US"
    length_in: str = "20"
    width_in: str = "16"
    height_in: str = "12"
    weight_lb: str = "25"


class ShippoCarrier:
    """The ``Carrier`` port."""

    def __init__(
        self, url: str, token: str, *, sender: Sender | None = None,
        transport: httpx.AsyncBaseTransport | None = None, timeouts: Timeouts | None = None,
    ) -> None:  # fmt: skip
        headers = {"Authorization": f"ShippoToken {token}", "SHIPPO-API-VERSION": VERSION}
        self._client = new_client(url, headers, transport=transport, timeouts=timeouts)
        self._http = VendorHttp(self._client, ERRORS, Breaker("shippo"))
        self._sender = sender or Sender()

    async def close(self) -> None:
        """Close the connections."""
        await self._client.aclose()

    async def track(self, carrier: str, tracking_number: str) -> Tracking:
        """See ``Carrier.track``."""
        return _tracking(await self._track(carrier, tracking_number), carrier, tracking_number)

    async def address_problems(self, address: Address) -> Sequence[str]:
        """See ``Carrier.address_problems``."""
        body = await self._post("/addresses", {**_address(address, address.label), "validate": True})
        judged = body.get("validation_results") or {}
        if judged.get("is_valid", True):
            return ()
        return tuple(first_line(one.get("text", "")) for one in judged.get("messages") or ()) or ("not valid",)

    async def redirect(self, request: Redirect) -> Label:
        """See ``Carrier.redirect``: the label's metadata carry order and key, by which it is found again."""
        metadata = _metadata(request)
        bought = await self._bought(metadata)
        old = await self._track(request.carrier, request.tracking_number)
        if bought is None:
            if _tracking(old, request.carrier, request.tracking_number).status not in NOT_MOVED:
                raise CarrierRefused("in_transit", f"parcel {request.tracking_number} is on its way")
            bought = await self._buy(request, metadata)
        given_up = old.get("transaction")
        if given_up and given_up != bought.get("object_id"):  # asked again, the parcel may be the new one already
            await self._give_back(str(given_up))
        return _label(bought, request.carrier)

    # --------------------------------------------------------------------------------------------------------- requests

    async def _track(self, carrier: str, number: str) -> Body:
        answer = await self._http.read("GET", f"/tracks/{quote(carrier, safe='')}/{quote(number, safe='')}")
        if answer.status_code == 404:
            return {}
        if answer.status_code == 400:
            raise CarrierRefused("tracking_unknown", _words(answer))
        return _expected(answer, 200)

    async def _bought(self, metadata: str) -> Body | None:
        for page in range(1, PAGES_LOOKED_THROUGH + 1):
            answer = await self._http.read("GET", "/transactions", params={"page": page, "results": PER_PAGE})
            body = _expected(answer, 200)
            for label in _objects(body.get("results")):
                if label.get("metadata") == metadata and label.get("status") in ("SUCCESS", "QUEUED", "WAITING"):
                    return _finished(label)
            if not body.get("next"):
                break
        return None

    async def _buy(self, request: Redirect, metadata: str) -> Body:
        rate = await self._rate(request)
        wanted = {"rate": rate, "label_file_type": "PDF_4x6", "async": False, "metadata": metadata}
        label = await self._post("/transactions", wanted)
        if label.get("status") == "ERROR":
            raise CarrierRefused("label_refused", _texts(label))
        return _finished(label)

    async def _rate(self, request: Redirect) -> str:
        shipment = await self._post("/shipments", {
            "address_from": _sender(self._sender), "address_to": _address(request.address, request.recipient),
            "parcels": [_parcel(self._sender)], "async": False, "metadata": request.order_ref[:LONGEST_METADATA],
        })  # fmt: skip
        rates = _objects(shipment.get("rates"))
        if not rates:
            raise CarrierRefused("address_invalid", _texts(shipment))
        ours = [one for one in rates if _carrier_code(one.get("provider", "")) == request.carrier.lower()]
        if not ours:
            raise CarrierRefused("no_rate", f"{request.carrier} does not go there")
        try:
            return str(min(ours, key=lambda one: float(one["amount"]))["object_id"])
        except (KeyError, TypeError, ValueError) as error:
            raise CarrierUnavailable("wrong_shape", "a rate without amount or id") from error

    async def _give_back(self, transaction: str) -> None:
        # A label that was given back before is answered 400: what is wanted is so.
        answer = await self._http.write("POST", "/refunds/", json={"transaction": transaction, "async": False})
        if answer.status_code != 400:
            _expected(answer, 201)

    async def _post(self, path: str, body: Body) -> Body:
        return _expected(await self._http.write("POST", path, json=body), 201)


def _expected(answer: httpx.Response, status: int) -> Body:
    if answer.status_code == status:
        try:
            body = answer.json()
        except ValueError:
            body = None
        if not isinstance(body, dict):
            raise CarrierUnavailable("wrong_shape", "an answer that is no object")
        return body
    if answer.status_code == 401:
        raise CarrierUnavailable("unauthenticated", _words(answer))
    if answer.status_code in (400, 404, 422):
        raise CarrierRefused("refused", _words(answer))
    if answer.status_code < 300:
        raise CarrierUnavailable(f"http_{answer.status_code}", "another success than expected")
    raise CarrierMisused(f"http_{answer.status_code}", _words(answer))


def _objects(given: Any) -> list[Body]:
    if given is not None and not (isinstance(given, list) and all(isinstance(one, dict) for one in given)):
        raise CarrierUnavailable("wrong_shape", "a list that is none")
    return given or []


def _words(answer: httpx.Response) -> str:
    """Return the words of an error: Shippo has four shapes for one, from an object of lists to a bare string."""
    try:
        body = answer.json()
    except ValueError:
        return first_line(answer.text)
    if isinstance(body, dict):
        return first_line(body.get("detail") or body.get("message") or "; ".join(f"{k}: {v}" for k, v in body.items()))
    return first_line(body)


def _texts(body: Mapping[str, Any]) -> str:
    return first_line(
        "; ".join(str(one.get("text", one)) for one in _objects(body.get("messages"))) or "no reason given"
    )


def _finished(label: Body) -> Body:
    if label.get("status") != "SUCCESS":
        raise CarrierUnavailable("label_pending", "the label is being made")
    return label


def _label(label: Body, carrier: str) -> Label:
    if not label.get("tracking_number") or not label.get("object_id"):
        raise CarrierUnavailable("wrong_shape", "a label without a number")
    return Label(str(label["object_id"]), carrier.lower(), str(label["tracking_number"]), label.get("label_url"))


def _metadata(request: Redirect) -> str:
    whole = f"{request.order_ref} {request.key}"
    if len(whole) <= LONGEST_METADATA:
        return whole
    return f"{request.order_ref[:32]} {hashlib.sha256(whole.encode()).hexdigest()}"


def _carrier_code(provider: str) -> str:
    return provider.lower().replace(" ", "_")


def _address(address: Address, name: str) -> Body:
    return {
        "name": name or address.street, "street1": address.street, "city": address.city, "state": address.region,
        "zip": address.postal_code, "country": address.country,
    }  # fmt: skip


def _sender(sender: Sender) -> Body:
    return {
        "name": sender.name, "street1": sender.street, "city": sender.city, "state": sender.region,
        "zip": sender.postal_code, "country": sender.country,
    }  # fmt: skip


def _parcel(sender: Sender) -> Body:
    return {
        "length": sender.length_in, "width": sender.width_in, "height": sender.height_in, "distance_unit": "in",
        "weight": sender.weight_lb, "mass_unit": "lb",
    }  # fmt: skip


# ------------------------------------------------------------------------------------------------------------- tracking


def tracking_status(word: Any) -> TrackingStatus:
    """Read Shippo's word; what it does not say, or says in a new way, is UNKNOWN."""
    known: tuple[TrackingStatus, ...] = get_args(TrackingStatus)
    return next((one for one in known if one == word), "UNKNOWN")


def _tracking(track: Body, carrier: str, number: str) -> Tracking:
    try:
        present = track.get("tracking_status") or {}
        return Tracking(
            carrier=carrier.lower(),
            tracking_number=number,
            status=tracking_status(present.get("status")),
            eta=_moment(track.get("eta")),
            url=track.get("tracking_url_provider"),
            events=tuple(_step(one) for one in track.get("tracking_history") or ()),
        )
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise CarrierUnavailable("wrong_shape", f"a track that makes no sense: {type(error).__name__}") from error


def _step(step: Mapping[str, Any]) -> TrackingEvent:
    place = step.get("location") or {}
    at = _moment(step.get("status_date") or step.get("object_created"))
    if at is None:
        raise ValueError("a step without a time")
    return TrackingEvent(
        at=at,
        status=tracking_status(step.get("status")),
        location=", ".join(str(place[name]) for name in ("city", "state", "country") if place.get(name)),
        description=str(step.get("status_details") or ""),
    )


def _moment(text: Any) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
