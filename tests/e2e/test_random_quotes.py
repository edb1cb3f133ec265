"""Random requests through the public API, held to an independent reading of ``domain.md`` to the cent.

``BRIGHTTHREAD_QUOTES`` is how many (200); ``BRIGHTTHREAD_QUOTES_SEED`` starts another walk.
"""

import hashlib
import json
import os
import random
import subprocess
import sys
from collections import Counter
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import httpx
import pytest
import rfc8785

from tests import api_shapes, oracle, scenarios
from tests.e2e.running_stack import RunningStack
from tests.e2e.seed import RANDOM_COMPANIES
from tests.invariants import violations

Json = dict[str, Any]
QUOTES = int(os.environ.get("BRIGHTTHREAD_QUOTES", "200"))
WALK = int(os.environ.get("BRIGHTTHREAD_QUOTES_SEED", "1"))
RANDOM_PRODUCTS = 6
UNUSABLE = ("-2", "-3", "-5")
pytestmark = pytest.mark.timeout(max(300, QUOTES))


class Shopper:
    """A user of a random company with what the API says about it."""

    def __init__(self, stack: RunningStack, company: str) -> None:
        self.company = company
        self.client: httpx.Client = stack.client(f"u-{company}")
        self.orders = self.get("/orders?limit=100")["items"]
        known = {each["product_id"]: each for each in self.get("/products?limit=100")["items"]}
        self.products = [known[f"p-{n}"] for n in range(RANDOM_PRODUCTS) if f"p-{n}" in known]
        self.addresses = {each["address_id"]: each for each in self.get("/addresses?limit=100")["items"]}

    def get(self, path: str) -> Json:
        document: Json = self.client.get(f"/platform/v1{path}").raise_for_status().json()
        return document

    def available(self, skus: list[str]) -> dict[str, int]:
        if not skus:
            return {}
        query = "&".join(f"sku={sku}" for sku in skus)
        return {each["sku"]: each["available"] for each in self.get(f"/inventory?{query}")["items"]}

    def quote(self, order: Json, changes: list[Json]) -> Json:
        answer = self.client.post(f"/platform/v1/orders/{order['order_id']}/quotes", json={"changes": changes})
        assert answer.status_code == 201, (changes, answer.text)
        quote: Json = answer.json()
        assert api_shapes.check(api_shapes.QUOTE, quote) == []
        assert recomputed(quote) == quote["digest"]
        return quote

    def apply(self, quote: Json, option: Json) -> Json:
        said = {"conversation_id": "conv_random", "message_id": "msg_random", "text": "yes, do it"}
        body = {"option_id": option["option_id"], "digest": quote["digest"], "confirmation": said}
        headers = {"Idempotency-Key": f"random-{quote['quote_id']}"}
        answer = self.client.post(f"/platform/v1/quotes/{quote['quote_id']}/apply", json=body, headers=headers)
        assert answer.status_code == 200, answer.text
        change: Json = answer.json()
        return change


def recomputed(quote: Json) -> str:
    """The digest as a client computes it, with a library of its own."""
    shown = {key: value for key, value in quote.items() if key not in ("digest", "status")}
    return hashlib.sha256(rfc8785.dumps(shown)).hexdigest()


def _pieces(lines: list[Json]) -> Counter[tuple[str, int, str | None]]:
    found: Counter[tuple[str, int, str | None]] = Counter()
    for line in lines:
        art = line["artwork"]["artwork_id"] if line["artwork"] else None
        found[line["sku"], line["unit_price"]["amount"], art] += line["quantity"]
    return found


def _read(shopper: Shopper, order: Json, changes: list[Json]) -> oracle.Reading:
    return oracle.read(order, changes, shopper.products, shopper.addresses, datetime.now(UTC).date())


def _option_is_right(shopper: Shopper, order: Json, option: Json) -> None:
    after = option["order_after"]
    totals = {key: value["amount"] for key, value in after["totals"].items()}
    assert totals["goods"] == sum(line["total"]["amount"] for line in after["lines"])
    assert totals["total"] == totals["goods"] + totals["fees"] - totals["credits"]
    assert option["price_delta"]["amount"] == totals["total"] - order["totals"]["total"]["amount"]
    assert after["version"] == order["version"] + 1
    assert after["delivery_date"] == option["new_delivery_date"]
    told = _read(shopper, order, option["changes"]).outcome()
    fees = Counter((fee["code"], fee["amount"]["amount"]) for fee in option["fees"])
    assert fees == Counter(told.fees)
    assert option["price_delta"]["amount"] == told.delta
    assert option["refund"]["amount"] == told.refund
    assert date.fromisoformat(option["new_delivery_date"]) == told.delivery
    assert (option["days_added"], after["status"]) == (told.days, told.status)
    assert option["needs_review"] == (told.refund > 50_000)
    expected: Counter[tuple[str, int, str | None]] = Counter()
    for piece in told.lines:
        expected[piece.sku, piece.price, piece.artwork] += piece.quantity
    assert _pieces(after["lines"]) == expected
    assert not oracle.limits(order, told)


def _verdict_is_right(shopper: Shopper, order: Json, changes: list[Json], quote: Json, stock: dict[str, int]) -> None:
    codes = {reason["code"] for reason in quote["reasons"]}
    try:
        told = (reading := _read(shopper, order, changes)).outcome()
    except oracle.Refused as refused:
        impossible: str | None = refused.code
    else:
        impossible = None
    if impossible:
        assert impossible in codes
        assert quote["verdict"] == ("needs_review" if codes == {"rush"} else "denied")
        return
    broken = oracle.limits(order, told)
    short = {sku for sku, pieces in told.needs.items() if pieces > max(0, stock[sku])}
    if broken or short:
        assert quote["verdict"] == "denied"
        assert codes >= broken
        assert not short or "insufficient_stock" in codes
    elif reading.nothing_changed():
        assert (quote["verdict"], codes, quote["options"]) == ("denied", {"no_change"}, [])
    elif told.refund > 50_000:
        assert (quote["verdict"], quote["escalation_reason"]) == ("needs_review", "refund_above_threshold")
    else:
        assert quote["verdict"] == ("conditional" if told.fees or told.refund or told.days else "allowed")
        assert quote["options"][0]["kind"] == "as_requested"
        assert codes - {"free_of_charge"} == told.reasons


def _status_is_right(order: Json, quote: Json) -> None:
    expected = ("needs_review", "order_shipped") if order["status"] == "SHIPPED" else ("denied", "order_final")
    assert (quote["verdict"], quote["reasons"][0]["code"], quote["options"]) == (*expected, [])


def _quote_is_right(shopper: Shopper, order: Json, changes: list[Json]) -> Json:
    stock = shopper.available(sorted({v["sku"] for p in shopper.products for v in p["variants"]}))
    quote = shopper.quote(order, changes)
    for option in quote["options"]:
        _option_is_right(shopper, order, option)
    results = [json.dumps({**o["order_after"], "fees": o["fees"]}, sort_keys=True) for o in quote["options"]]
    assert len(set(results)) == len(results) <= 5
    if order["status"] in ("SHIPPED", "DELIVERED", "RETURNED", "CANCELLED"):
        _status_is_right(order, quote)
    usable = not any(str(c.get("artwork_id")).endswith(UNUSABLE) for c in changes)
    if order["status"] in oracle.OPEN and usable:
        _verdict_is_right(shopper, order, changes, quote, stock)
    return quote


def _applied_is_right(shopper: Shopper, quote: Json, option: Json) -> Json:
    change = shopper.apply(quote, option)
    assert api_shapes.check(api_shapes.ORDER_CHANGE, change) == []
    now = shopper.get(f"/orders/{quote['order_id']}")
    assert _as_offered(now, change["change_id"]) == _as_offered(option["order_after"], change["change_id"])
    assert change["order"] == now
    receipt: Json = change["receipt"]
    assert (receipt["quote_digest"], receipt["after"]["total"]) == (quote["digest"], now["totals"]["total"])
    assert receipt["option"] == {key: value for key, value in option.items() if key != "order_after"}
    assert shopper.get(f"/changes/{change['change_id']}/receipt") == receipt
    return receipt


def _as_offered(order: Json, change_id: str) -> Json:
    """An order without what only the application can know."""
    posted = [each | {"change_id": None} if each["change_id"] == change_id else each for each in order["fees"]]
    credit = [each | {"change_id": None} if each["change_id"] == change_id else each for each in order["credits"]]
    return order | {"fees": posted, "credits": credit}


def _verified(stack: RunningStack, receipts: list[Json], folder: Path) -> None:
    """By the command, with nothing but the published keys; a changed cent is noticed."""
    keys = folder / "keys.json"
    with stack.client() as client:
        keys.write_text(client.get("/platform/v1/receipt-keys").raise_for_status().text)
    for number, receipt in enumerate(receipts[:2]):
        file = folder / f"receipt-{number}.json"
        forged = json.loads(json.dumps(receipt))
        forged["after"]["total"]["amount"] += 1
        for document, code in ((receipt, 0), (forged, 1)):
            file.write_text(json.dumps(document))
            command = [sys.executable, "-m", "local_stack", "verify-receipt", str(file), "--keys", str(keys)]
            answer = subprocess.run(command, capture_output=True, text=True, timeout=60)
            assert answer.returncode == code, answer.stdout + answer.stderr


def test_random_requests_are_judged_and_applied_as_the_domain_says(stack: RunningStack, tmp_path: Path) -> None:
    shoppers = [Shopper(stack, f"co{n}") for n in range(RANDOM_COMPANIES)]
    receipts: list[Json] = []
    verdicts: Counter[str] = Counter()
    for number in range(QUOTES):
        rng = random.Random(f"{WALK}-{number}")
        shopper = rng.choice(shoppers)
        likely = [o for o in shopper.orders if o["status"] in oracle.OPEN or rng.random() < 0.1]
        order = shopper.get(f"/orders/{rng.choice(likely)['order_id']}")
        today = datetime.now(UTC).date()
        changes = scenarios.some_request(rng, order, shopper.products, shopper.company, today)
        quote = _quote_is_right(shopper, order, changes)
        verdicts[quote["verdict"]] += 1
        choices = [option for option in quote["options"] if not option["needs_review"]]
        if choices and rng.random() < 0.3 and order["status"] != "READY_TO_SHIP":
            receipts.append(_applied_is_right(shopper, quote, rng.choice(choices)))
        else:
            shopper.client.delete(f"/platform/v1/quotes/{quote['quote_id']}").raise_for_status()
    assert set(verdicts) == {"allowed", "conditional", "denied", "needs_review"}
    _verified(stack, receipts, tmp_path)
    assert violations(stack.ready["postgres"]) == []
