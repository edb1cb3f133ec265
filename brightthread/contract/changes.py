"""What a customer may ask of an order: a closed union on ``type``. Numbers are JSON integers, never 60.0 or "60"."""

from typing import Annotated, Any, Literal, Self

from pydantic import Field, TypeAdapter, model_validator
from pydantic_core import PydanticCustomError

from brightthread.contract.addresses import PostalAddressRequest
from brightthread.contract.wire import ABSENT, Date, Id, Line, Note, Quantity, Request


class ChangeQuantity(Request):
    type: Literal["change_quantity"]
    line_id: Id
    new_quantity: Quantity


class ChangeSize(Request):
    """The whole line when ``quantity`` is absent."""

    type: Literal["change_size"]
    line_id: Id
    new_size: Line
    quantity: Quantity | None = ABSENT


class ChangeColor(Request):
    """The whole line when ``quantity`` is absent."""

    type: Literal["change_color"]
    line_id: Id
    new_color: Line
    quantity: Quantity | None = ABSENT


class ChangeArtwork(Request):
    """Every line that does not carry the artwork yet when ``line_id`` is absent."""

    type: Literal["change_artwork"]
    artwork_id: Id
    line_id: Id | None = ABSENT


class ChangeAddress(Request):
    """Exactly one of ``address_id`` (of the company's book) and ``address`` (one-off)."""

    type: Literal["change_address"]
    address_id: Id | None = ABSENT
    address: PostalAddressRequest | None = ABSENT

    @model_validator(mode="after")
    def _names_one_address(self) -> Self:
        if (self.address_id is None) == (self.address is None):
            raise PydanticCustomError("one_of_address", "Give exactly one of address_id and address")
        return self


class AddLine(Request):
    type: Literal["add_line"]
    sku: Id
    quantity: Quantity
    artwork_id: Id | None = ABSENT


class RemoveLine(Request):
    type: Literal["remove_line"]
    line_id: Id


class CancelOrder(Request):
    type: Literal["cancel_order"]
    reason: Note | None = ABSENT


class ChangeDeliveryDate(Request):
    type: Literal["change_delivery_date"]
    delivery_date: Date


class ShipmentLine(Request):
    line_id: Id
    quantity: Quantity


class Shipment(Request):
    delivery_date: Date | None = ABSENT
    address_id: Id | None = ABSENT
    lines: Annotated[list[ShipmentLine], Field(min_length=1, max_length=500)]


class SplitShipment(Request):
    type: Literal["split_shipment"]
    shipments: Annotated[list[Shipment], Field(max_length=20)] | None = ABSENT


Change = Annotated[
    ChangeQuantity
    | ChangeSize
    | ChangeColor
    | ChangeArtwork
    | ChangeAddress
    | AddLine
    | RemoveLine
    | CancelOrder
    | ChangeDeliveryDate
    | SplitShipment,
    Field(discriminator="type"),
]

CHANGE: TypeAdapter[Any] = TypeAdapter(Change)
"""Reads one Change from plain JSON, and writes it (``dump_python(change, mode="json")``) without absent fields."""
