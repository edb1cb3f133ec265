"""A small company's world for the domain tests: orders, catalogue, artworks, addresses, and the real policy file."""

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from pathlib import Path

import yaml

from platform_service.domain.changes import Change
from platform_service.domain.order import Address, ArtworkRef, Line, Order, Person, Posting, Status
from platform_service.domain.policy import Policy, parse
from platform_service.domain.quote import QuoteDraft
from platform_service.domain.rules import evaluate
from platform_service.domain.surroundings import Artwork, Parcel, Surroundings, Variant

ROOT = Path(__file__).parents[3]
TODAY = date(2026, 11, 20)
FAR = TODAY + timedelta(days=60)
SIZES = ("XS", "S", "M", "L", "XL", "2XL", "3XL")
COLORS = ("White", "Black", "Navy", "Red")

HQ = Address("a-hq", "HQ", "1200 Market Street", "Portland", "OR", "97201", "US")
DOCK = Address("a-dock", "Warehouse", "88 Dock Road", "Vancouver", "WA", "98660", "US")
LOGO = ArtworkRef("art-logo", "Primary logo")
EVENT = ArtworkRef("art-event", "RoboExpo")


@lru_cache
def policy() -> Policy:
    """The policy the product ships with."""
    return parse(yaml.safe_load((ROOT / "platform_service" / "policy.yaml").read_text(encoding="utf-8")))


def sku(color: str, size: str, product: str = "tee") -> str:
    return f"{product}-{color}-{size}"


def line(
    number: int,
    color: str = "Navy",
    size: str = "M",
    *,
    quantity: int = 80,
    price: int = 1000,
    artwork: ArtworkRef | None = LOGO,
    produced: int = 0,
    product: str = "tee",
) -> Line:
    return Line(
        f"BT-1-{number}",
        sku(color, size, product),
        product,
        product.title(),
        color,
        size,
        quantity,
        price,
        artwork,
        produced,
    )


def order(status: Status, *lines: Line, delivery: date = FAR, fees: Iterable[Posting] = ()) -> Order:
    lines = lines or (line(1),)
    return Order(
        order_id="BT-1",
        company_id="c-1",
        placed_by=Person("u-1", "Ana Ruiz"),
        status=status,
        version=1,
        created_at=datetime(2026, 11, 1, tzinfo=UTC),
        delivery_date=delivery,
        address=HQ,
        lines=lines,
        next_line=len(lines) + 1,
        fees=tuple(fees),
    )


def variants(stock: Mapping[str, int] | None = None, default: int = 100_000) -> dict[str, Variant]:
    """Tees (7 sizes, 4 colors; no Red/3XL), and caps in one size; ``stock`` overrides what is available."""
    made = {}
    for product, sizes, price in (("tee", SIZES, 1100), ("cap", ("ONE",), 899)):
        for color in COLORS:
            for size in sizes:
                if (color, size) != ("Red", "3XL"):
                    key = sku(color, size, product)
                    available = (stock or {}).get(key, default)
                    made[key] = Variant(key, product, product.title(), color, size, price, available, len(made))
    return made


def artworks() -> dict[str, Artwork]:
    known = (
        Artwork("art-logo", "Primary logo", "svg", None, 84_000, active=True),
        Artwork("art-event", "RoboExpo", "png", 300, 5_200_000, active=True),
        Artwork("art-old", "Logo 2022", "png", 300, 900_000, active=False),
        Artwork("art-web", "Web banner", "png", 72, 120_000, active=True),
        Artwork("art-big", "Poster", "pdf", None, 50 * 1024 * 1024 + 1, active=True),
        Artwork("art-full", "Full size", "jpg", 300, 50 * 1024 * 1024, active=True),
    )
    return {artwork.artwork_id: artwork for artwork in known}


def around(
    stock: Mapping[str, int] | None = None, *, parcel: Parcel | None = None, today: date = TODAY, default: int = 100_000
) -> Surroundings:
    addresses = {address.address_id or "": address for address in (HQ, DOCK)}
    return Surroundings(today, policy(), variants(stock, default), artworks(), addresses, parcel)


def quote(an_order: Order, *changes: Change, stock: Mapping[str, int] | None = None, **around_: object) -> QuoteDraft:
    draft = evaluate(an_order, changes, around(stock, **around_))  # type: ignore[arg-type]
    assert isinstance(draft, QuoteDraft), draft
    return draft


def codes(draft: QuoteDraft) -> list[str]:
    return [reason.code for reason in draft.reasons]
