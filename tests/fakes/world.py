"""A small world to talk about: the demo data as the platform holds it, priced by the platform's own rules."""

import json
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import yaml

from platform_service.domain import artwork as artwork_rules
from platform_service.domain.change_documents import changes_from_json
from platform_service.domain.documents import QuoteIdentity, quote_to_json
from platform_service.domain.order import Address, ArtworkRef, Line, Order, Person, Status
from platform_service.domain.policy import Policy, parse
from platform_service.domain.quote import QuoteDraft
from platform_service.domain.surroundings import Artwork, Parcel, Surroundings, Variant

Json = dict[str, Any]
ROOT = Path(__file__).parents[2]
NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
RESERVING = {"CREATED", "APPROVED", "IN_PRODUCTION", "READY_TO_SHIP"}


@dataclass
class World:
    """Orders, stock, quotes and changes of everybody; ``now`` is moved by tests."""

    seed: Json = field(default_factory=lambda: json.loads((ROOT / "local_stack/demo/demo.json").read_text()))
    now: datetime = NOW
    orders: dict[str, Order] = field(default_factory=dict)
    quotes: dict[str, Json] = field(default_factory=dict)
    changes: dict[str, Json] = field(default_factory=dict)
    escalations: dict[str, Json] = field(default_factory=dict)
    reviews: dict[str, Json] = field(default_factory=dict)
    counter: int = 0
    policy: Policy = field(
        default_factory=lambda: parse(yaml.safe_load((ROOT / "platform_service/policy.yaml").read_text()))
    )

    def __post_init__(self) -> None:
        self.variants = self._variants()
        for row in self.seed["orders"]:
            order = self._order(row)
            self.orders[order.order_id] = order

    def new_id(self, prefix: str) -> str:
        self.counter += 1
        return f"{prefix}_{self.counter:032x}"

    # -- what there is
    def _variants(self) -> dict[str, Variant]:
        found = {}
        for product in self.seed["products"]:
            for position, row in enumerate(product["variants"]):
                price = product["base_price"]["amount"]
                found[row["sku"]] = Variant(
                    row["sku"],
                    product["id"],
                    product["name"],
                    row["color"],
                    row["size"],
                    price,
                    row["on_hand"],
                    position,
                )
        return found

    def available(self, sku: str) -> int:
        reserved = sum(
            line.quantity
            for order in self.orders.values()
            if order.status in RESERVING
            for line in order.lines
            if line.sku == sku
        )
        return self.variants[sku].available - reserved

    def addresses(self, company: str) -> dict[str, Address]:
        keys = ("label", "street", "city", "region", "postal_code", "country")
        rows = [row for row in self.seed["addresses"] if row["company_id"] == company]
        return {row["id"]: Address(row["id"], *(row[key] for key in keys)) for row in rows}

    def artworks(self, company: str) -> dict[str, Artwork]:
        keys = ("name", "file_type", "dpi", "size_bytes", "active")
        rows = [row for row in self.seed["artworks"] if row["company_id"] == company]
        return {row["id"]: Artwork(row["id"], *(row[key] for key in keys)) for row in rows}

    def _order(self, row: Json) -> Order:
        user = next(user for user in self.seed["users"] if user["id"] == row["user_id"])
        names = {item["id"]: item["name"] for item in self.seed["artworks"]}
        lines = []
        for item in row["lines"]:
            variant = self.variants[item["sku"]]
            art = item.get("artwork_id")
            lines.append(
                Line(
                    item["id"],
                    item["sku"],
                    variant.product_id,
                    variant.product_name,
                    variant.color,
                    variant.size,
                    item["quantity"],
                    item["unit_price"]["amount"],
                    ArtworkRef(art, names[art]) if art else None,
                    item.get("pieces_produced", 0),
                )
            )
        return Order(
            row["id"],
            row["company_id"],
            Person(user["id"], user["name"]),
            Status(row["status"]),
            1,
            self.now - timedelta(days=row["created_days_ago"]),
            (self.now + timedelta(days=row["delivery_in_days"])).date(),
            self.addresses(row["company_id"])[row["address_id"]],
            tuple(lines),
            len(lines) + 1,
        )

    # -- what tests do to it
    def move(self, order_id: str, **values: Any) -> None:
        """The order moves on by other hands."""
        order = self.orders[order_id]
        self.orders[order_id] = replace(order, version=order.version + 1, **values)

    def surroundings(self, order: Order) -> Surroundings:
        row = next(row for row in self.seed["orders"] if row["id"] == order.order_id)
        tracking = row.get("tracking")
        return Surroundings(
            self.now.date(),
            self.policy,
            {sku: replace(variant, available=self.available(sku)) for sku, variant in self.variants.items()},
            self.artworks(order.company_id),
            self.addresses(order.company_id),
            Parcel(tracking["carrier"], "TRANSIT") if tracking else None,
        )

    def artwork_documents(self, company: str) -> list[Json]:
        documents = []
        for item in self.artworks(company).values():
            problems = artwork_rules.problems(item, self.policy.artwork)
            documents.append(
                {
                    "artwork_id": item.artwork_id,
                    "name": item.name,
                    "file_type": item.file_type.upper(),
                    "active": item.active,
                    "usable": not problems,
                    "problems": list(problems),
                }
            )
        return documents

    def product_documents(self) -> list[Json]:
        documents = []
        for product in self.seed["products"]:
            variants = [
                {"sku": row["sku"], "color": row["color"], "size": row["size"], "available": self.available(row["sku"])}
                for row in product["variants"]
            ]
            documents.append(
                {
                    "product_id": product["id"],
                    "name": product["name"],
                    "category": product["category"],
                    "base_price": product["base_price"],
                    "colors": list(dict.fromkeys(row["color"] for row in variants)),
                    "sizes": list(dict.fromkeys(row["size"] for row in variants)),
                    "variants": variants,
                }
            )
        return documents


def quoted(world: World, order: Order, requested: list[Json], draft: QuoteDraft, ttl_s: int = 900) -> Json:
    """A stored Quote, with its digest."""
    identity = QuoteIdentity(
        quote_id=world.new_id("q"),
        option_ids=[world.new_id("opt") for _ in draft.options],
        created_at=world.now,
        expires_at=world.now + timedelta(seconds=ttl_s),
    )
    asked = changes_from_json(requested)
    document = quote_to_json(draft, identity, order=order, policy_version=world.policy.version, requested=asked)
    quote: Json = json.loads(json.dumps(document))
    return quote
