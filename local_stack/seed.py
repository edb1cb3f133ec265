"""The data a stack starts with, in the format ``brightthread-seed/1``.

Ids are opaque and kept. Days count from the moment of loading, money is integer cents, ``on_hand`` is physical stock.
"""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

FORMAT = "brightthread-seed/1"
RESERVING = frozenset({"CREATED", "APPROVED", "IN_PRODUCTION", "READY_TO_SHIP"})

Id = Annotated[str, Field(min_length=1, max_length=128, pattern=r"^[^/?#\x00-\x1f]+$")]
Text = Annotated[str, Field(min_length=1, max_length=300, pattern=r"^[^\x00-\x1f]+$")]
Count = Annotated[int, Field(ge=0, le=1_000_000_000)]
Days = Annotated[int, Field(ge=-36_500, le=36_500)]
Status = Literal[
    "CREATED", "APPROVED", "IN_PRODUCTION", "READY_TO_SHIP", "SHIPPED", "DELIVERED", "RETURNED", "CANCELLED"
]
Size = Literal["XS", "S", "M", "L", "XL", "2XL", "3XL", "ONE"]


class SeedPart(BaseModel):
    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)


class Money(SeedPart):
    amount: Count
    currency: Annotated[str, Field(pattern="^[A-Z]{3}$")]


class Company(SeedPart):
    id: Id
    name: Text


class User(SeedPart):
    """Without a company: staff."""

    id: Id
    company_id: Id | None = None
    name: Text
    email: Annotated[str, Field(pattern=r"^[^@\s]+@[^@\s]+$", max_length=254)]
    groups: Annotated[list[Literal["customers", "cx_agents", "ops"]], Field(min_length=1)]


class Address(SeedPart):
    id: Id
    company_id: Id
    label: Text
    street: Text
    city: Text
    region: Annotated[str, Field(max_length=300, pattern=r"^[^\x00-\x1f]*$")]
    postal_code: Text
    country: Text
    is_default: bool = False


class Artwork(SeedPart):
    """A vector file (svg, pdf) has neither pixels nor dpi."""

    id: Id
    company_id: Id
    name: Text
    file_type: Literal["png", "jpg", "svg", "pdf"]
    width_px: Annotated[int, Field(gt=0, le=1_000_000)] | None = None
    height_px: Annotated[int, Field(gt=0, le=1_000_000)] | None = None
    dpi: Annotated[int, Field(gt=0, le=100_000)] | None = None
    size_bytes: Count
    active: bool = True


class Variant(SeedPart):
    sku: Id
    color: Text
    size: Size
    on_hand: Count


class Product(SeedPart):
    id: Id
    name: Text
    category: Text
    base_price: Money
    variants: Annotated[list[Variant], Field(min_length=1)]


class Line(SeedPart):
    """``unit_price`` is the price at the time of order."""

    id: Id
    sku: Id
    quantity: Annotated[int, Field(gt=0, le=1_000_000)]
    unit_price: Money
    artwork_id: Id | None = None
    pieces_produced: Count = 0


class Tracking(SeedPart):
    carrier: Text
    number: Id


class Order(SeedPart):
    id: Id
    company_id: Id
    user_id: Id
    status: Status
    created_days_ago: Annotated[int, Field(ge=0, le=36_500)]
    delivery_in_days: Days
    address_id: Id
    lines: Annotated[list[Line], Field(min_length=1, max_length=500)]
    tracking: Tracking | None = None


class Seed(SeedPart):
    """A whole seed file; what refers to something refers to something that is there."""

    format: Literal["brightthread-seed/1"]
    companies: list[Company]
    users: list[User]
    addresses: list[Address]
    artworks: list[Artwork]
    products: list[Product]
    orders: list[Order]
