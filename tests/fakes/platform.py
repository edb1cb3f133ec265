"""The platform's port over a ``World``: quotes by the real rules, applies once, drifts like the real one."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from agent_service.conversation.ports import PlatformRefused, PlatformUnavailable
from brightthread.contract.instants import render
from platform_service.domain.change_documents import changes_from_json
from platform_service.domain.changes import Change
from platform_service.domain.differences import differences
from platform_service.domain.documents import order_to_json
from platform_service.domain.order import Order
from platform_service.domain.quote import QuoteDraft
from platform_service.domain.request import validate_request
from platform_service.domain.rules import evaluate
from tests.fakes.world import Json, World, quoted


def refused(status: int, code: str, **extra: Any) -> PlatformRefused:
    return PlatformRefused(status, code, {"code": code, "status": status, **extra})


class FakePlatform:
    """What one user sees. ``calls`` lists the calls made; ``down`` makes calls fail (all of them, or those named)."""

    def __init__(self, world: World, user_id: str) -> None:
        self.world, self.user = world, next(user for user in world.seed["users"] if user["id"] == user_id)
        self.calls: list[Json] = []
        self.down: set[str] = set()
        self.lost: set[str] = set()
        self.keys: dict[str, Json] = {}
        self.transcripts: list[list[Json]] = []

    async def _called(self, name: str) -> None:
        await asyncio.sleep(0)
        self.calls.append({"name": name})
        if name in self.down or "*" in self.down:
            raise PlatformUnavailable(name)

    def named(self) -> list[str]:
        """The names of the calls made."""
        return [call["name"] for call in self.calls]

    @property
    def company(self) -> str:
        return str(self.user["company_id"])

    def _own(self, order_id: str) -> Order:
        order = self.world.orders.get(order_id)
        if order is None or order.company_id != self.company:
            raise refused(404, "not_found")
        return order

    def _quote(self, quote_id: str) -> Json:
        quote = self.world.quotes.get(quote_id)
        if quote is None or self.world.orders[quote["order_id"]].company_id != self.company:
            raise refused(404, "not_found")
        return quote

    async def me(self) -> Json:
        await self._called("me")
        return {"user_id": self.user["id"], "name": self.user["name"], "email": self.user["email"]}

    async def orders(self) -> list[Json]:
        await self._called("orders")
        own = [order for order in self.world.orders.values() if order.company_id == self.company]
        return [
            {"order_id": order.order_id, "status": str(order.status), "version": order.version}
            for order in sorted(own, key=lambda order: order.created_at, reverse=True)[:100]
        ]

    async def order(self, order_id: str) -> Json:
        await self._called("order")
        return order_to_json(self._own(order_id))

    async def listed_order(self, item: Json) -> Json:
        return await self.order(item["order_id"])

    async def products(self) -> list[Json]:
        await self._called("products")
        return self.world.product_documents()

    async def inventory(self, skus: Sequence[str]) -> list[Json]:
        await self._called("inventory")
        return [{"sku": sku, "available": self.world.available(sku)} for sku in skus]

    async def addresses(self) -> list[Json]:
        await self._called("addresses")
        rows = [row for row in self.world.seed["addresses"] if row["company_id"] == self.company]
        return [{"address_id": row["id"], **{key: row[key] for key in row if key != "id"}} for row in rows]

    async def artworks(self) -> list[Json]:
        await self._called("artworks")
        return self.world.artwork_documents(self.company)

    async def create_quote(self, order_id: str, changes: list[Json], *, replaces: str | None, key: str) -> Json:
        await self._called("create_quote")
        if key in self.keys:
            return self.keys[key]
        order = self._own(order_id)
        asked = list(changes_from_json(changes))
        if validate_request(asked):
            raise refused(422, "validation_failed")
        if replaces is not None:
            self._quote(replaces)["status"] = "released"
        self.keys[key] = self._evaluated(order, changes, asked)
        return self.keys[key]

    def _evaluated(self, order: Order, changes: list[Json], asked: list[Change]) -> Json:
        draft = evaluate(order, asked, self.world.surroundings(order))
        if not isinstance(draft, QuoteDraft):
            raise refused(404, "not_found")
        quote = quoted(self.world, order, changes, draft)
        self.world.quotes[quote["quote_id"]] = quote
        return quote

    async def quote(self, quote_id: str) -> Json:
        await self._called("quote")
        return self._quote(quote_id)

    async def release_quote(self, quote_id: str) -> None:
        await self._called("release_quote")
        quote = self._quote(quote_id)
        if quote["status"] == "used":
            raise refused(409, "quote_used")
        quote["status"] = "released"

    async def apply(self, quote_id: str, body: Json, *, key: str) -> Json:
        await self._called("apply")
        if key in self.keys:
            return self.keys[key]
        quote = self._quote(quote_id)
        option = next((item for item in quote["options"] if item["option_id"] == body["option_id"]), None)
        if option is None:
            raise refused(404, "not_found")
        self._check(quote, option, body)
        quote["status"] = "used"
        self.keys[key] = self._carry_out(quote, option, body)
        if "apply" in self.lost:
            raise PlatformUnavailable("apply: the answer was lost")
        return self.keys[key]

    def _check(self, quote: Json, option: Json, body: Json) -> None:
        if quote["status"] == "used":
            raise refused(409, "quote_used", change_id=quote["change_id"])
        if quote["status"] == "released":
            raise refused(409, "quote_released")
        if body["digest"] != quote["digest"]:
            raise refused(409, "digest_mismatch")
        expired = datetime.fromisoformat(quote["expires_at"]) <= self.world.now
        order = self.world.orders[quote["order_id"]]
        if expired or order.version != quote["order_version"]:
            asked = list(changes_from_json(option["changes"]))
            quote["status"] = "expired"
            fresh = self._evaluated(order, option["changes"], asked)
            differs = differences(quote, option["option_id"], fresh)
            raise refused(409, "quote_expired" if expired else "order_changed", differences=differs, fresh_quote=fresh)

    def _carry_out(self, quote: Json, option: Json, body: Json) -> Json:
        world = self.world
        order = world.orders[quote["order_id"]]
        change_id = world.new_id("chg")
        review = option["needs_review"]
        if not review:
            draft = evaluate(order, changes_from_json(option["changes"]), world.surroundings(order))
            assert isinstance(draft, QuoteDraft)
            world.orders[order.order_id] = replace(draft.options[0].order_after, version=order.version + 1)
        review_id = world.new_id("rev") if review else None
        change = {
            "change_id": change_id,
            "order_id": order.order_id,
            "quote_id": quote["quote_id"],
            "option_id": option["option_id"],
            "status": "pending_review" if review else "applied",
            "review_id": review_id,
            "order": order_to_json(world.orders[order.order_id]),
            "receipt": None if review else self._receipt(change_id, order.order_id, body),
        }
        quote["change_id"] = change_id
        world.changes[change_id] = change
        if review_id is not None:
            world.reviews[review_id] = {"review_id": review_id, "status": "waiting"}
            self.transcripts.append(body["transcript"])
        return change

    def _receipt(self, change_id: str, order_id: str, body: Json) -> Json:
        return {
            "receipt_id": self.world.new_id("rcp"),
            "change_id": change_id,
            "order_id": order_id,
            "confirmation": body["confirmation"],
        }

    async def change(self, change_id: str) -> Json:
        await self._called("change")
        return self.world.changes[change_id]

    async def receipt(self, change_id: str) -> Json:
        await self._called("receipt")
        receipt: Json = self.world.changes[change_id]["receipt"]
        return receipt

    async def create_escalation(self, body: Json, *, key: str) -> Json:
        await self._called("create_escalation")
        if key not in self.keys:
            escalation_id = self.world.new_id("esc")
            by = render(self.world.now + timedelta(hours=4))
            escalation = {"escalation_id": escalation_id, "reason": body["reason"], "priority": "high"}
            escalation |= {"status": "open", "ticket_id": None, "expected_response_by": by}
            self.world.escalations[escalation_id] = body | escalation
            self.keys[key] = escalation
        return self.keys[key]

    async def withdraw_review(self, review_id: str) -> Json:
        await self._called("withdraw_review")
        review = self.world.reviews[review_id]
        if review["status"] != "waiting":
            raise refused(409, "already_decided")
        review["status"] = "withdrawn"
        return review

    async def tracking(self, order_id: str) -> Json:
        await self._called("tracking")
        row = next(row for row in self.world.seed["orders"] if row["id"] == self._own(order_id).order_id)
        parcel = row.get("tracking")
        shipments = []
        if parcel:
            known = {"status": "TRANSIT", "eta": None, "url": None, "events": []}
            shipments.append({"carrier": parcel["carrier"], "tracking_number": parcel["number"], **known})
        return {"order_id": order_id, "shipments": shipments}

    async def timeline(self, order_id: str) -> list[Json]:
        await self._called("timeline")
        self._own(order_id)
        by = {"type": "customer", "name": self.user["name"]}
        return [
            {"at": render(self.world.now), "kind": "change", "summary": "Changed.", "change_id": change_id, "by": by}
            for change_id, change in self.world.changes.items()
            if change["order_id"] == order_id and change["status"] == "applied"
        ]

    async def policy(self) -> Json:
        await self._called("policy")
        return dict(self.world.policy.document)
