"""Changes as the plain JSON of ``api.md`` (section Change), both ways; ``null`` means absent and is not written."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from platform_service.domain.changes import (
    AddLine,
    CancelOrder,
    Change,
    ChangeAddress,
    ChangeArtwork,
    ChangeColor,
    ChangeDeliveryDate,
    ChangeQuantity,
    ChangeSize,
    RemoveLine,
    Shipment,
    ShipmentLine,
    SplitShipment,
)
from platform_service.domain.order import Address

Json = dict[str, Any]

_TYPES: Mapping[str, type] = {
    "change_quantity": ChangeQuantity,
    "change_size": ChangeSize,
    "change_color": ChangeColor,
    "change_artwork": ChangeArtwork,
    "change_address": ChangeAddress,
    "add_line": AddLine,
    "remove_line": RemoveLine,
    "cancel_order": CancelOrder,
    "change_delivery_date": ChangeDeliveryDate,
    "split_shipment": SplitShipment,
}
_NAMES = {kind: name for name, kind in _TYPES.items()}
_POSTAL = ("street", "city", "region", "postal_code", "country")


def change_to_json(change: Change) -> Json:
    """A change as a client would ask for it."""
    fields = {name: _written(getattr(change, name)) for name in change.__dataclass_fields__}
    return {"type": _NAMES[type(change)], **{name: value for name, value in fields.items() if value not in (None, [])}}


def change_from_json(document: Mapping[str, Any]) -> Change:
    """The change of a JSON object that the wire model accepted; KeyError or TypeError for anything else."""
    kind = _TYPES[document["type"]]
    fields = {name: value for name, value in document.items() if name != "type" and value is not None}
    for name, read in _READERS.items():
        if name in fields:
            fields[name] = read(fields[name])
    change: Change = kind(**fields)
    return change


def changes_to_json(changes: Sequence[Change]) -> list[Json]:
    """A request as a list of JSON objects."""
    return [change_to_json(change) for change in changes]


def changes_from_json(documents: Sequence[Mapping[str, Any]]) -> tuple[Change, ...]:
    """A request from a list of JSON objects that the wire model accepted."""
    return tuple(change_from_json(document) for document in documents)


def _written(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Address):
        return _address(value)
    if isinstance(value, Shipment):
        return _shipment(value)
    if isinstance(value, tuple):
        return [_written(item) for item in value]
    return value


def _shipment(shipment: Shipment) -> Json:
    lines = [{"line_id": line.line_id, "quantity": line.quantity} for line in shipment.lines]
    named = {"delivery_date": _written(shipment.delivery_date), "address_id": shipment.address_id, "lines": lines}
    return {name: value for name, value in named.items() if value is not None}


def _address(address: Address) -> Json:
    postal = {name: getattr(address, name) for name in _POSTAL}
    return {"label": address.label, **postal} if address.label else postal


def _read_address(document: Mapping[str, Any]) -> Address:
    return Address(None, document.get("label") or "", *(document[name] for name in _POSTAL))


def _read_date(text: str | date) -> date:
    return text if isinstance(text, date) else date.fromisoformat(text)


def _read_shipments(documents: Sequence[Mapping[str, Any]]) -> tuple[Shipment, ...]:
    return tuple(
        Shipment(
            lines=tuple(ShipmentLine(line["line_id"], line["quantity"]) for line in document["lines"]),
            delivery_date=_read_date(document["delivery_date"]) if document.get("delivery_date") else None,
            address_id=document.get("address_id"),
        )
        for document in documents
    )


_READERS: Mapping[str, Callable[[Any], Any]] = {
    "address": _read_address,
    "delivery_date": _read_date,
    "shipments": _read_shipments,
}
