"""The platform's rules and an independent reading of ``domain.md`` agree on random orders and requests."""

import random
from collections import Counter
from datetime import UTC, date, datetime, timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from platform_service.domain.change_documents import change_from_json, changes_to_json
from platform_service.domain.documents import address_to_json, order_to_json
from platform_service.domain.order import Address, ArtworkRef, Line, Order, Person, Status
from platform_service.domain.quote import OptionDraft, QuoteDraft
from platform_service.domain.request import validate_request
from platform_service.domain.rules import evaluate
from platform_service.domain.surroundings import Artwork, Parcel, Surroundings, Variant
from tests import oracle, scenarios
from tests.unit.domain.world import policy

TODAY = date(2026, 11, 20)
Json = dict[str, Any]


class Case:
    """One random company's world as the platform's domain sees it, and as plain documents."""

    def __init__(self, number: int) -> None:
        self.rng = random.Random(number)
        self.seed = scenarios.seed_file(self.rng, companies=1, orders=1)
        raw = self.seed["orders"][0]
        self.company = raw["company_id"]
        self.order = self._order(raw)
        self.surroundings = self._surroundings(raw)
        self.document = order_to_json(self.order)
        self.products = [p | {"product_id": p["id"]} for p in self.seed["products"]]
        self.addresses = {k: address_to_json(a) for k, a in self.surroundings.addresses.items()}
        self.request = scenarios.some_request(self.rng, self.document, self.seed["products"], self.company, TODAY)

    def _order(self, raw: Json) -> Order:
        variants = {v["sku"]: (p, v) for p in self.seed["products"] for v in p["variants"]}
        names = {a["id"]: a["name"] for a in self.seed["artworks"]}
        lines = []
        for x in raw["lines"]:
            product, variant = variants[x["sku"]]
            art = ArtworkRef(x["artwork_id"], names[x["artwork_id"]]) if x["artwork_id"] else None
            price, quantity = x["unit_price"]["amount"], x["quantity"]
            look = (product["id"], product["name"], variant["color"], variant["size"])
            lines.append(Line(x["id"], x["sku"], *look, quantity, price, art))
        return Order(
            raw["id"],
            self.company,
            Person(raw["user_id"], "User"),
            Status(raw["status"]),
            1,
            datetime(2026, 11, 1, tzinfo=UTC),
            TODAY + timedelta(days=raw["delivery_in_days"]),
            self._addresses()[raw["address_id"]],
            tuple(lines),
            len(lines) + 1,
        )

    def _addresses(self) -> dict[str, Address]:
        parts = ("id", "label", "street", "city", "region", "postal_code", "country")
        return {a["id"]: Address(*(a[k] for k in parts)) for a in self.seed["addresses"]}

    def _surroundings(self, raw: Json) -> Surroundings:
        taken: Counter[str] = Counter()
        if raw["status"] in scenarios.RESERVING:
            for line in raw["lines"]:
                taken[line["sku"]] += line["quantity"]
        variants = {}
        for p in self.seed["products"]:
            for v in p["variants"]:
                base, free = p["base_price"]["amount"], v["on_hand"] - taken[v["sku"]]
                look = (v["sku"], p["id"], p["name"], v["color"], v["size"])
                variants[v["sku"]] = Variant(*look, base, free, len(variants))
        keys = ("id", "name", "file_type", "dpi", "size_bytes", "active")
        artworks = {a["id"]: Artwork(*(a[k] for k in keys)) for a in self.seed["artworks"]}
        tracking = raw.get("tracking")
        parcel = Parcel(tracking["carrier"], self.rng.choice(["PRE_TRANSIT", "TRANSIT"])) if tracking else None
        return Surroundings(TODAY, policy(), variants, artworks, self._addresses(), parcel)

    def judge(self, changes: list[Json]) -> QuoteDraft:
        parsed = [change_from_json(c) for c in changes]
        assert not validate_request(parsed)
        draft = evaluate(self.order, parsed, self.surroundings)
        assert isinstance(draft, QuoteDraft)
        return draft

    def read(self, changes: list[Json]) -> oracle.Reading:
        return oracle.read(self.document, changes, self.products, self.addresses, TODAY)


cases = st.integers(0, 10**9).map(Case)


def _pieces(lines: list[Json]) -> Counter[tuple[str, int, str | None]]:
    found: Counter[tuple[str, int, str | None]] = Counter()
    for line in lines:
        art = line["artwork"]["artwork_id"] if line["artwork"] else None
        found[line["sku"], line["unit_price"]["amount"], art] += line["quantity"]
    return found


def _agrees(case: Case, option: OptionDraft) -> None:
    told = case.read(changes_to_json(option.changes)).outcome()
    after = order_to_json(option.order_after)
    assert Counter((f.code, f.amount) for f in option.fees) == Counter(told.fees)
    assert (option.price_delta, option.refund) == (told.delta, told.refund)
    assert (option.new_delivery_date, option.days_added) == (told.delivery, told.days)
    assert after["status"] == told.status
    assert option.needs_review == (told.refund > 50_000)
    expected: Counter[tuple[str, int, str | None]] = Counter()
    for piece in told.lines:
        expected[piece.sku, piece.price, piece.artwork] += piece.quantity
    assert _pieces(after["lines"]) == expected
    assert not oracle.limits(case.document, told)
    if told.status != "CANCELLED":
        free = case.surroundings.variants
        assert all(free[sku].available >= pieces for sku, pieces in told.needs.items())


@settings(max_examples=400, deadline=None)
@given(cases)
def test_every_option_is_what_its_changes_say(case: Case) -> None:
    for option in case.judge(case.request).options:
        _agrees(case, option)


@settings(max_examples=600, deadline=None)
@given(cases)
def test_the_verdict_on_an_open_order_is_the_second_reading_s(case: Case) -> None:
    if case.order.status.value not in oracle.OPEN:
        return
    draft = case.judge(case.request)
    codes = {reason.code for reason in draft.reasons}
    unusable = {f"art-{case.company}-{n}" for n in (2, 3, 5)}
    if any(c.get("artwork_id") in unusable for c in case.request):
        assert draft.verdict in ("denied", "conditional", "allowed", "needs_review")
        return
    try:
        reading: oracle.Reading | None = case.read(case.request)
    except oracle.Refused as refused:
        reading, impossible = None, refused.code
    if reading:
        _compare(case, draft, codes, reading)
    else:
        assert impossible in codes
        assert draft.verdict == ("needs_review" if codes == {"rush"} else "denied")


def _compare(case: Case, draft: QuoteDraft, codes: set[str], reading: oracle.Reading) -> None:
    told = reading.outcome()
    broken = oracle.limits(case.document, told)
    short = {s for s, n in told.needs.items() if n > max(0, case.surroundings.variants[s].available)}
    if broken or short:
        assert draft.verdict == "denied"
        assert codes >= broken
        assert not short or "insufficient_stock" in codes
        return
    if reading.nothing_changed():
        assert (draft.verdict, codes, draft.options) == ("denied", {"no_change"}, ())
        return
    assert draft.options[0].kind == "as_requested"
    _agrees(case, draft.options[0])
    if told.refund > 50_000:
        assert draft.verdict == "needs_review"
        assert draft.escalation_reason == "refund_above_threshold"
    else:
        assert draft.verdict == ("conditional" if told.fees or told.refund or told.days else "allowed")
    assert codes - {"free_of_charge", "refund_above_threshold"} == told.reasons
