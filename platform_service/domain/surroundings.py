"""What a rule may look at beside the order: catalogue, stock, artworks, addresses, carrier, the day and the policy."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from platform_service.domain.order import Address
from platform_service.domain.policy import Policy


@dataclass(frozen=True, slots=True)
class Variant:
    """One SKU of a product; ``available`` = on hand − committed − unexpired holds of others (pieces).

    ``position`` is its place in the product's list (sizes and colours keep the catalogue's order).
    """

    sku: str
    product_id: str
    product_name: str
    color: str
    size: str
    base_price: int
    available: int
    position: int = 0


@dataclass(frozen=True, slots=True)
class Artwork:
    """A company's artwork and whether it may be printed (``problems`` says why not)."""

    artwork_id: str
    name: str
    file_type: str
    dpi: int | None
    size_bytes: int
    active: bool


@dataclass(frozen=True, slots=True)
class Parcel:
    """A shipment already labelled: carrier code (``ups``) and Shippo's tracking status."""

    carrier: str
    tracking_status: str


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Everything of this company that the request names (or may need), loaded before the rules run.

    ``variants``: all SKUs of every product on the order or named in the request, by SKU. ``artworks``: those named and
    those the order's lines carry (added pieces in another size or color are to carry the line's).
    """

    today: date
    policy: Policy
    variants: Mapping[str, Variant]
    artworks: Mapping[str, Artwork]
    addresses: Mapping[str, Address]
    parcel: Parcel | None = None
