"""Loads a seed into the platform's database: everything in one transaction, in bulk, as the administrator."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from typing import Any

import psycopg
from psycopg import sql

from brightthread.contract.instants import render
from local_stack.emulators.parcels import STAGES, moments, parcel_of, stage
from local_stack.seed import RESERVING, Order, Seed
from local_stack.stored_seed import StoredSeed

Rows = Iterable[tuple[Any, ...]]
LOADER = "BrightThread"
ERP_NEWS_AFTER = timedelta(seconds=4)
PARCEL_STATUS = {"READY_TO_SHIP": "PRE_TRANSIT", "SHIPPED": "TRANSIT", "DELIVERED": "DELIVERED", "RETURNED": "RETURNED"}


def load_database(dsn: str, stored: StoredSeed) -> None:
    """Fill the empty, migrated database at ``dsn`` (an administrator's) with the seed; all of it or nothing."""
    seed, now = stored.seed, stored.loaded_at
    with psycopg.connect(dsn) as connection:
        # The file was judged whole before; checking every row once more takes minutes for a large one.
        connection.execute("SET LOCAL session_replication_role = replica")
        for table, columns, rows in _tables(seed, now):
            _copy(connection, table, columns, rows)
    with psycopg.connect(dsn, autocommit=True) as connection:
        connection.execute("ANALYZE")


def _copy(connection: psycopg.Connection[Any], table: str, columns: str, rows: Rows) -> None:
    names = [sql.Identifier(column) for column in columns.split()]
    statement = sql.SQL("COPY {} ({}) FROM STDIN").format(sql.Identifier(table), sql.SQL(", ").join(names))
    with connection.cursor().copy(statement) as copy:
        for row in rows:
            copy.write_row(row)


def _tables(seed: Seed, now: datetime) -> Iterator[tuple[str, str, Rows]]:
    yield "companies", "company_id name", ((each.id, each.name) for each in seed.companies)
    yield (
        "users",
        "user_id company_id name email groups",
        ((each.id, each.company_id, each.name, each.email, each.groups) for each in seed.users),
    )
    yield (
        "addresses",
        "address_id company_id label street city region postal_code country is_default created_at",
        (
            (a.id, a.company_id, a.label, a.street, a.city, a.region, a.postal_code, a.country, a.is_default, now)
            for a in seed.addresses
        ),
    )
    yield (
        "artworks",
        "artwork_id company_id name file_type width_px height_px dpi size_bytes active created_at",
        (
            (a.id, a.company_id, a.name, a.file_type, a.width_px, a.height_px, a.dpi, a.size_bytes, a.active, now)
            for a in seed.artworks
        ),
    )
    yield from _catalogue(seed)
    yield from _orders(seed, now)
    # The ERP was loaded from the same file: only what is written there afterwards is news.
    yield "watermarks", "name value", [("erp", render(now + ERP_NEWS_AFTER))]


def _catalogue(seed: Seed) -> Iterator[tuple[str, str, Rows]]:
    yield (
        "products",
        "product_id name category base_price currency position",
        (
            (p.id, p.name, p.category, p.base_price.amount, p.base_price.currency, at)
            for at, p in enumerate(seed.products)
        ),
    )
    yield (
        "variants",
        "sku product_id color size position",
        ((v.sku, p.id, v.color, v.size, at) for p in seed.products for at, v in enumerate(p.variants)),
    )
    committed: Counter[str] = Counter()
    for order in seed.orders:
        for line in order.lines if order.status in RESERVING else ():
            committed[line.sku] += line.quantity
    yield (
        "stock",
        "sku on_hand committed",
        ((v.sku, v.on_hand, committed[v.sku]) for p in seed.products for v in p.variants),
    )


def _orders(seed: Seed, now: datetime) -> Iterator[tuple[str, str, Rows]]:
    addresses = {address.id: _address(address.model_dump()) for address in seed.addresses}
    yield (
        "orders",
        "order_id company_id user_id status created_at delivery_date address currency next_line pieces goods",
        (_order(order, addresses[order.address_id], now) for order in seed.orders),
    )
    yield (
        "order_lines",
        "order_id line_id company_id position sku quantity unit_price artwork_id pieces_produced",
        (
            (o.id, x.id, o.company_id, at, x.sku, x.quantity, x.unit_price.amount, x.artwork_id, x.pieces_produced)
            for o in seed.orders
            for at, x in enumerate(o.lines)
        ),
    )
    yield (
        "order_statuses",
        "order_id company_id status at actor_type actor_name",
        (
            (order.id, order.company_id, status, at, "system", LOADER)
            for order in seed.orders
            for status, at in _history(order, now)
        ),
    )
    yield (
        "shipments",
        "order_id carrier tracking_number company_id status",
        (row for order in seed.orders for row in _shipment(order)),
    )


def _order(order: Order, address: str, now: datetime) -> tuple[Any, ...]:
    created = now - timedelta(days=order.created_days_ago)
    delivery = (now + timedelta(days=order.delivery_in_days)).date()
    pieces = sum(line.quantity for line in order.lines)
    goods = sum(line.quantity * line.unit_price.amount for line in order.lines)
    facts = (order.id, order.company_id, order.user_id, order.status, created, delivery, address)
    return (*facts, order.lines[0].unit_price.currency, _next_line(order), pieces, goods)


def _address(facts: dict[str, Any]) -> str:
    address = {"address_id": facts["id"]}
    address |= {name: facts[name] for name in ("label", "street", "city", "region", "postal_code", "country")}
    return json.dumps(address)


def _next_line(order: Order) -> int:
    """The first number for a new line ``<order>-<number>`` that no line of the order has, now or later."""
    numbered = (re.fullmatch(rf"{re.escape(order.id)}-(\d{{1,9}})", line.id) for line in order.lines)
    return max([len(order.lines), *(int(match[1]) for match in numbered if match)]) + 1


def _history(order: Order, now: datetime) -> Iterator[tuple[str, datetime]]:
    """Every status the order took, spread over its life as in the vendors' systems."""
    created = now - timedelta(days=order.created_days_ago)
    when = moments(order.model_dump(), now)
    reached = stage(order.status)
    yield "CREATED", created
    if reached < 0:
        yield order.status, created + (now - created) / 2
        return
    known = {"SHIPPED": when.shipped, "DELIVERED": when.delivered, "RETURNED": when.returned}
    end = when.shipped if reached >= stage("SHIPPED") else now
    for number, status in enumerate(STAGES[1 : reached + 1], start=1):
        yield status, known.get(status) or created + (end - created) * number / (len(STAGES) - 3)


def _shipment(order: Order) -> Iterator[tuple[Any, ...]]:
    parcel = parcel_of(order.model_dump())
    if parcel is not None:
        yield order.id, parcel.carrier, parcel.number, order.company_id, PARCEL_STATUS[order.status]
