"""A small world in a migrated database: two companies, one product, orders in the statuses a test asks for."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Connection, create_engine, insert, text

from platform_service.adapters.sql import tables
from tests.postgres import Dsns

NOW = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
COMPANIES = ("north", "lake")
SIZES = ("S", "M", "L", "XL")
COLORS = ("Navy", "Red")


def sku(color: str, size: str) -> str:
    return f"TEE-{color[:3].upper()}-{size}"


@dataclass(frozen=True)
class OrderSeed:
    """An order: its lines as (colour, size, pieces)."""

    order_id: str
    company: str
    status: str
    lines: tuple[tuple[str, str, int], ...]
    price: int = 1000
    age: int = 1
    delivery_in: int = 30


ORDERS = (
    OrderSeed("N-1", "north", "CREATED", (("Navy", "M", 60), ("Navy", "L", 40))),
    OrderSeed("N-2", "north", "APPROVED", (("Navy", "M", 50),), age=2),
    OrderSeed("N-3", "north", "IN_PRODUCTION", (("Navy", "M", 80), ("Red", "S", 30)), age=3),
    OrderSeed("N-4", "north", "READY_TO_SHIP", (("Red", "M", 20),), age=4),
    OrderSeed("N-5", "north", "SHIPPED", (("Red", "M", 20),), age=5),
    OrderSeed("N-6", "north", "APPROVED", (("Red", "L", 499),), age=6),
    OrderSeed("L-1", "lake", "CREATED", (("Red", "S", 20),)),
)


def load(dsns: Dsns, now: datetime | None = None, on_hand: int = 1000) -> None:
    """Fill the database; dates count from ``now`` (this moment by default)."""
    engine = create_engine(dsns.owner.replace("postgresql://", "postgresql+psycopg://", 1))
    with engine.begin() as connection:
        connection.execute(text("SELECT set_config('app.company_id', '*', true)"))
        _people(connection)
        _catalogue(connection, on_hand)
        for order in ORDERS:
            add_order(connection, order, now or datetime.now(UTC))
    engine.dispose()


def _people(connection: Connection) -> None:
    for company in COMPANIES:
        connection.execute(insert(tables.companies).values(company_id=company, name=company.title()))
        _user(connection, f"u-{company}", company, ["customers"])
        connection.execute(insert(tables.addresses), [_address(company, "hq", True), _address(company, "dock", False)])
        for artwork, active in (("logo", True), ("emblem", True), ("old", False)):
            connection.execute(
                insert(tables.artworks).values(
                    artwork_id=f"art-{company}-{artwork}",
                    company_id=company,
                    name=artwork,
                    file_type="svg",
                    size_bytes=1000,
                    active=active,
                )
            )
    _user(connection, "u-north-2", "north", ["customers"])
    _user(connection, "u-cx", None, ["cx_agents"])
    _user(connection, "u-cx-2", None, ["cx_agents"])
    _user(connection, "u-ops", None, ["ops"])


def _user(connection: Connection, user_id: str, company: str | None, groups: list[str]) -> None:
    connection.execute(
        insert(tables.users).values(
            user_id=user_id, company_id=company, name=user_id.upper(), email=f"{user_id}@example.com", groups=groups
        )
    )


def _address(company: str, name: str, default: bool) -> dict[str, Any]:
    return {
        "address_id": f"a-{company}-{name}",
        "company_id": company,
        "label": name,
        "street": f"1 {name} street",
        "city": "Portland",
        "region": "OR",
        "postal_code": "97201",
        "country": "US",
        "is_default": default,
    }


def _catalogue(connection: Connection, on_hand: int) -> None:
    connection.execute(
        insert(tables.products).values(product_id="tee", name="Tee", category="t-shirt", base_price=1200, position=0)
    )
    position = 0
    for color in COLORS:
        for size in SIZES:
            connection.execute(
                insert(tables.variants).values(
                    sku=sku(color, size), product_id="tee", color=color, size=size, position=position
                )
            )
            connection.execute(insert(tables.stock).values(sku=sku(color, size), on_hand=on_hand, committed=0))
            position += 1


def add_order(connection: Connection, order: OrderSeed, now: datetime) -> None:
    """Put an order down as it came to us; its pieces are committed where its status reserves them."""
    address = _address(order.company, "hq", True)
    connection.execute(
        insert(tables.orders).values(
            order_id=order.order_id,
            company_id=order.company,
            user_id=f"u-{order.company}",
            status=order.status,
            version=1,
            created_at=now - timedelta(days=order.age),
            delivery_date=(now + timedelta(days=order.delivery_in)).date(),
            address={k: v for k, v in address.items() if k not in ("company_id", "is_default")},
            currency="USD",
            next_line=len(order.lines) + 1,
            pieces=sum(pieces for *_, pieces in order.lines),
            goods=sum(pieces * order.price for *_, pieces in order.lines),
            fees=0,
            credits=0,
        )
    )
    for number, (color, size, pieces) in enumerate(order.lines, 1):
        connection.execute(
            insert(tables.order_lines).values(
                order_id=order.order_id,
                line_id=f"{order.order_id}-{number}",
                company_id=order.company,
                position=number - 1,
                sku=sku(color, size),
                quantity=pieces,
                unit_price=order.price,
                artwork_id=f"art-{order.company}-logo",
                pieces_produced=0,
            )
        )
        if order.status in ("CREATED", "APPROVED", "IN_PRODUCTION", "READY_TO_SHIP"):
            connection.execute(
                tables.stock.update()
                .where(tables.stock.c.sku == sku(color, size))
                .values(committed=tables.stock.c.committed + pieces)
            )
    connection.execute(
        insert(tables.order_statuses).values(
            order_id=order.order_id,
            company_id=order.company,
            status=order.status,
            at=now - timedelta(days=order.age),
            actor_type="system",
            actor_name="BrightThread",
        )
    )
