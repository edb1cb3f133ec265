"""The ten conversations the product is made for, at every door, with what they leave in database, ERP and CRM."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from tests import api_shapes
from tests.e2e.browser import chromium
from tests.e2e.doors import ApiDoor, Customer, Door, TerminalDoor, WidgetDoor
from tests.e2e.running_stack import RunningStack, eventually

Json = dict[str, Any]
Enter = Callable[[RunningStack, str, str | None], Door]
Meet = Callable[..., Customer]
pytestmark = pytest.mark.timeout(300)


@pytest.fixture(scope="module", params=["api", "terminal", pytest.param("widget", marks=pytest.mark.browser)])
def door(request: pytest.FixtureRequest) -> Iterator[Enter]:
    """How customers come in; every door is tried on all ten."""
    if request.param == "widget":
        with chromium() as browser:
            yield lambda stack, user_id, order_id: WidgetDoor(stack, user_id, order_id, browser)
    else:
        yield {"api": ApiDoor, "terminal": TerminalDoor}[request.param]


@pytest.fixture(scope="module")
def shop(door: Enter, tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningStack]:
    """A stack with the demo data for each door: the conversations change orders for good."""
    stack = RunningStack(tmp_path_factory.mktemp("shop"))
    stack.start()
    yield stack
    stack.end()


@pytest.fixture
def meet(door: Enter, shop: RunningStack) -> Iterator[Meet]:
    """Lets a user come in, with an order in focus or without."""
    inside: list[Door] = []

    def come(user_id: str, order_id: str | None = None) -> Customer:
        inside.append(door(shop, user_id, order_id))
        return Customer(shop, user_id, inside[-1])

    yield come
    for each in inside:
        each.close()


def _pieces(stack: RunningStack, order_id: str) -> dict[str, int]:
    rows = stack.sql("SELECT sku, quantity FROM order_lines WHERE order_id = %s", order_id)
    return {sku: quantity for sku, quantity in rows}


def _erp_pieces(stack: RunningStack, order_id: str) -> dict[str, int]:
    """Ordered pieces in the ERP by SKU; the order must be there once."""
    found = stack.odoo("sale.order", "search_read", domain=[["client_order_ref", "=", order_id]], fields=["order_line"])
    assert len(found) == 1, found
    lines = stack.odoo(
        "sale.order.line",
        "search_read",
        domain=[["order_id", "=", found[0]["id"]]],
        fields=["product_id", "product_uom_qty"],
    )
    skus = {
        row["id"]: row["default_code"]
        for row in stack.odoo("product.product", "search_read", domain=[], fields=["default_code"])
    }
    pieces: dict[str, int] = {}
    for line in lines:
        sku = skus[line["product_id"][0]]
        pieces[sku] = pieces.get(sku, 0) + int(line["product_uom_qty"])
    return {sku: quantity for sku, quantity in pieces.items() if quantity}


def _synced(stack: RunningStack, user_id: str, change_id: str) -> Json:
    def done() -> Json | None:
        change = stack.get(user_id, f"/platform/v1/changes/{change_id}")
        return change if change["sync_state"] == "synced" else None

    change: Json = eventually(done, 60)
    return change


def _reserved(stack: RunningStack, sku: str) -> int:
    return int(stack.get("u-raj", f"/platform/v1/inventory?sku={sku}")["items"][0]["reserved"])


def _ticket(stack: RunningStack, external_id: str) -> Json:
    tickets = eventually(lambda: stack.tickets_of(external_id))
    assert len(tickets) == 1
    ticket: Json = tickets[0]
    return ticket


def _what_was_written(stack: RunningStack, ticket: Json) -> str:
    answer = stack.zendesk(f"/api/v2/tickets/{ticket['id']}/comments.json")
    return "\n".join(comment["body"] for comment in answer["comments"])


def _told(stack: RunningStack, user_id: str, conversation_id: str, word: str) -> Json:
    """The message with that word that nobody asked for, once it has come."""

    def found() -> Json | None:
        messages = stack.get(user_id, f"/agent/v1/conversations/{conversation_id}")["messages"]
        return next((each for each in messages[3:] if word in (each["text"] or "").lower()), None)

    message: Json = eventually(found)
    return message


def test_1_twenty_mediums_become_large_in_production(meet: Meet, shop: RunningStack) -> None:
    ana = meet("u-ana", "BT-1003")
    offer = ana.say("change 20 of the medium navy tees to large")
    assert (offer["state"], offer["outcome"]) == ("AWAIT_CONFIRMATION", None)
    option = ana.quote["options"][0]
    assert option["price_delta"]["amount"] == 2994
    assert [(fee["code"], fee["amount"]["amount"]) for fee in option["fees"]] == [("size_color_change", 2994)]
    assert option["days_added"] == 5
    assert "$29.94" in ana.door.shown()
    done = ana.confirm()
    assert (done["state"], done["outcome"]["kind"]) == ("COMPLETE", "applied")
    receipt = ana.part("receipt")["receipt"]
    assert api_shapes.check(api_shapes.RECEIPT, receipt) == []
    assert receipt["option"]["price_delta"]["amount"] == 2994
    wanted = {"HCT-NAV-M": 60, "HCT-NAV-L": 20, "DBP-NAV-M": 30}
    assert _pieces(shop, "BT-1003") == wanted
    change = _synced(shop, "u-ana", done["outcome"]["change_id"])
    assert api_shapes.check(api_shapes.ORDER_CHANGE, change) == []
    assert _erp_pieces(shop, "BT-1003") == wanted


def test_2_more_pieces_and_another_address_are_one_confirmation(meet: Meet, shop: RunningStack) -> None:
    ana = meet("u-ana", "BT-1001")
    ana.say("make it 80 mediums and ship it to the warehouse instead")
    option = ana.quote["options"][0]
    assert (option["price_delta"]["amount"], option["fees"], option["days_added"]) == (9980, [], 0)
    done = ana.say("yes")
    assert done["outcome"]["kind"] == "applied"
    assert _pieces(shop, "BT-1001") == {"HCT-NAV-M": 80, "HCT-NAV-L": 40}
    order = shop.get("u-ana", "/platform/v1/orders/BT-1001")
    assert (order["address"]["address_id"], order["version"]) == ("a-nw-wh", 2)
    assert order["totals"]["total"]["amount"] == 120 * 499
    _synced(shop, "u-ana", done["outcome"]["change_id"])


def test_3_another_artwork_on_an_approved_order(meet: Meet, shop: RunningStack) -> None:
    lena = meet("u-lena", "BT-2002")
    lena.say("can we use the Oktoberfest art → hop emblem")
    option = lena.quote["options"][0]
    assert [(fee["code"], fee["amount"]["amount"]) for fee in option["fees"]] == [("artwork_change", 11394)]
    assert option["days_added"] == 2
    assert lena.confirm()["outcome"]["kind"] == "applied"
    order = shop.get("u-lena", "/platform/v1/orders/BT-2002")
    assert {line["artwork"]["artwork_id"] for line in order["lines"]} == {"art-lk-hop"}


def test_4_a_large_refund_waits_for_a_human_and_comes_back(meet: Meet, shop: RunningStack) -> None:
    before = _reserved(shop, "HCT-WHI-M")
    raj = meet("u-raj", "BT-3001")
    raj.say("cancel the order")
    assert raj.quote["verdict"] == "needs_review"
    assert raj.quote["options"][0]["refund"]["amount"] == 496_500
    waiting = raj.confirm()
    assert (waiting["state"], waiting["outcome"]["kind"]) == ("COMPLETE", "pending_review")
    part = raj.part("ticket")
    assert part["expected_response_by"]
    review_id = waiting["outcome"]["review_id"]
    ticket = _ticket(shop, review_id)
    assert "cancel the order" in _what_was_written(shop, ticket)
    assert shop.get("u-raj", "/platform/v1/orders/BT-3001")["status"] == "APPROVED"

    with shop.client("u-cx-dana") as dana:
        said = {"decision": "approve", "comment": "Sorry to see it go."}
        answer = dana.post(f"/platform/v1/reviews/{review_id}/decision", json=said)
        assert answer.status_code == 200, answer.text
        assert api_shapes.check(api_shapes.DECIDED, answer.json()) == []
        again = dana.post(f"/platform/v1/reviews/{review_id}/decision", json=said)
        assert (again.status_code, again.json()["code"]) == (409, "already_decided")
    order = shop.get("u-raj", "/platform/v1/orders/BT-3001")
    assert order["status"] == "CANCELLED"
    assert [(each["code"], each["amount"]["amount"]) for each in order["credits"]] == [("cancellation_refund", 496_500)]
    assert _reserved(shop, "HCT-WHI-M") == before - 400
    _told(shop, "u-raj", raj.conversation_id, "approved")
    _synced(shop, "u-raj", waiting["outcome"]["change_id"])
    assert raj.read()["state"] == "COMPLETE"


def test_5_a_shipped_order_goes_to_a_human_at_once(meet: Meet, shop: RunningStack) -> None:
    tom = meet("u-tom", "BT-1005")
    reply = tom.say("make it 80")
    assert (reply["state"], reply["outcome"]["kind"]) == ("ESCALATE", "escalated")
    assert reply["outcome"]["reason"] == "order_shipped"
    shipment = tom.part("tracking")["tracking"]["shipments"][0]
    assert shipment["tracking_number"] == "1ZBT10050000"
    ticket = _ticket(shop, reply["outcome"]["escalation_id"])
    assert "make it 80" in _what_was_written(shop, ticket)
    eventually(lambda: _ticket_of(shop, "u-tom", reply["outcome"]["escalation_id"]) == str(ticket["id"]))


def _ticket_of(stack: RunningStack, user_id: str, escalation_id: str) -> str | None:
    found: str | None = stack.get(user_id, f"/platform/v1/escalations/{escalation_id}")["ticket_id"]
    return found


def test_6_too_little_stock_offers_the_part_or_another_color(meet: Meet, shop: RunningStack) -> None:
    mei = meet("u-mei", "BT-4001")
    mei.say("add 10 more softshells in navy, size M")
    assert mei.quote["verdict"] == "denied"
    reason = mei.quote["reasons"][0]
    assert (reason["code"], reason["facts"]["available"]) == ("insufficient_stock", 5)
    assert "Only 5 more" in mei.door.shown()
    kinds = [option["kind"] for option in mei.quote["options"]]
    assert kinds[0] == "in_stock"
    assert "other_color" in kinds
    part = mei.quote["options"][0]["changes"]
    assert part == [{"type": "change_quantity", "line_id": "BT-4001-3", "new_quantity": 20}]
    mei.choose(1)
    assert mei.confirm()["outcome"]["kind"] == "applied"
    assert _pieces(shop, "BT-4001")["SSJ-NAV-M"] == 20


@pytest.mark.parametrize("first", [None, "make it 60 of the medium hoodies", "hm", "thanks, that is all"])
def test_7_a_person_is_called_from_any_state_at_once(meet: Meet, shop: RunningStack, first: str | None) -> None:
    ana = meet("u-ana", "BT-1002")
    if first:
        ana.say(first)
    quote = ana.reply["quote"]
    reply = ana.say("talk to a person")
    assert (reply["state"], reply["outcome"]["kind"]) == ("ESCALATE", "escalated")
    assert reply["outcome"]["reason"] == "customer_requested"
    _ticket(shop, reply["outcome"]["escalation_id"])
    if quote:
        assert shop.get("u-ana", f"/platform/v1/quotes/{quote['quote_id']}")["status"] == "released"


def test_7_a_yes_to_nothing_does_nothing_and_yes_but_is_a_new_quote(meet: Meet, shop: RunningStack) -> None:
    ana = meet("u-ana", "BT-1002")
    stray = ana.say("yes")
    assert (stray["state"], stray["outcome"]["kind"]) == ("GREETING", "answered")
    ana.say("add 20 more black trucker caps")
    old = ana.quote
    ana.say("yes but only 10")
    assert ana.quote["quote_id"] != old["quote_id"]
    assert ana.quote["options"][0]["price_delta"]["amount"] == 10 * 899
    assert shop.get("u-ana", f"/platform/v1/quotes/{old['quote_id']}")["status"] == "released"
    assert _pieces(shop, "BT-1002")["TRC-BLA-ONE"] == 100
    ana.decline()


def test_8_another_company_s_order_is_as_if_it_were_not_there(meet: Meet, shop: RunningStack) -> None:
    replies = []
    for order_id in ("BT-2001", "BT-2999"):
        ana = meet("u-ana")
        reply = ana.say(f"change {order_id} to 160 pieces")
        texts = [reply["text"].replace(order_id, "…"), reply["state"], reply["outcome"], reply["quote"]]
        replies.append([*texts, [part["kind"] for part in reply["parts"]]])
    assert replies[0] == replies[1]
    with shop.client("u-ana") as client:
        bodies = []
        for order_id in ("BT-2001", "BT-2999"):
            answer = client.get(f"/platform/v1/orders/{order_id}", headers={"X-Correlation-Id": "same"})
            assert answer.status_code == 404
            bodies.append(answer.content.replace(order_id.encode(), b"id"))
    assert bodies[0] == bodies[1]


def test_9_an_order_that_ships_before_the_yes_is_handed_over_unchanged(meet: Meet, shop: RunningStack) -> None:
    lena = meet("u-lena", "BT-2003")
    lena.say("change 10 of the heather grey mediums to large")
    assert lena.quote["options"][0]["price_delta"]["amount"] == 1947
    before = _pieces(shop, "BT-2003")
    shop.advance("BT-2003", status="READY_TO_SHIP")
    shop.advance("BT-2003", status="SHIPPED")
    reply = lena.confirm()
    assert (reply["state"], reply["outcome"]["kind"]) == ("ESCALATE", "escalated")
    assert reply["outcome"]["reason"] == "order_shipped"
    order = shop.get("u-lena", "/platform/v1/orders/BT-2003")
    assert (order["status"], order["fees"]) == ("SHIPPED", [])
    assert _pieces(shop, "BT-2003") == before
    assert shop.sql("SELECT count(*) FROM changes WHERE order_id = 'BT-2003'") == [(0,)]
    _ticket(shop, reply["outcome"]["escalation_id"])


def test_10_a_killed_platform_finishes_in_the_erp_once(meet: Meet, shop: RunningStack) -> None:
    raj = meet("u-raj", "BT-3002")
    raj.say("change 20 of the red mediums to small")
    shop.fault("odoo", "POST /json/2/.*", times=1000, status=503)
    done = raj.confirm()
    assert done["outcome"]["kind"] == "applied"
    for name in ("platform", "worker"):
        shop.kill_service(name)
    assert shop.sql("SELECT sync_state FROM changes WHERE order_id = 'BT-3002'") == [("pending",)]
    wanted = {"HCT-RED-M": 80, "HCT-RED-S": 70}
    assert _pieces(shop, "BT-3002") == wanted
    shop.no_faults("odoo")
    eventually(lambda: shop.answers("platform"), 30)
    change = _synced(shop, "u-raj", done["outcome"]["change_id"])
    assert {step["system"]: step["status"] for step in change["steps"]}["erp"] == "done"
    assert _erp_pieces(shop, "BT-3002") == wanted
    assert shop.sql("SELECT count(*) FROM changes WHERE order_id = 'BT-3002'") == [(1,)]
