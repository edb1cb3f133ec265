"""What a customer may ask for: one frozen type a change, in the words of ``api.md`` (section Change)."""

from dataclasses import dataclass
from datetime import date

from platform_service.domain.order import Address


@dataclass(frozen=True, slots=True)
class ChangeQuantity:
    line_id: str
    new_quantity: int


@dataclass(frozen=True, slots=True)
class ChangeSize:
    """``quantity`` pieces move to ``new_size``; None means the whole line."""

    line_id: str
    new_size: str
    quantity: int | None = None


@dataclass(frozen=True, slots=True)
class ChangeColor:
    """``quantity`` pieces move to ``new_color``; None means the whole line."""

    line_id: str
    new_color: str
    quantity: int | None = None


@dataclass(frozen=True, slots=True)
class ChangeArtwork:
    """``line_id`` None means every line that does not carry the artwork already."""

    artwork_id: str
    line_id: str | None = None


@dataclass(frozen=True, slots=True)
class ChangeAddress:
    """Exactly one of the two is set: a stored address, or one given in full."""

    address_id: str | None = None
    address: Address | None = None


@dataclass(frozen=True, slots=True)
class AddLine:
    sku: str
    quantity: int
    artwork_id: str | None = None


@dataclass(frozen=True, slots=True)
class RemoveLine:
    line_id: str


@dataclass(frozen=True, slots=True)
class CancelOrder:
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class ChangeDeliveryDate:
    delivery_date: date


@dataclass(frozen=True, slots=True)
class ShipmentLine:
    line_id: str
    quantity: int


@dataclass(frozen=True, slots=True)
class Shipment:
    lines: tuple[ShipmentLine, ...]
    delivery_date: date | None = None
    address_id: str | None = None


@dataclass(frozen=True, slots=True)
class SplitShipment:
    shipments: tuple[Shipment, ...] = ()


Change = (
    ChangeQuantity
    | ChangeSize
    | ChangeColor
    | ChangeArtwork
    | ChangeAddress
    | AddLine
    | RemoveLine
    | CancelOrder
    | ChangeDeliveryDate
    | SplitShipment
)
