"""The conversations of the demonstration, said in sentences and read by the rules."""

from platform_service.domain.order import Status
from tests.fakes.talk import Talk
from tests.unit.graph.conversing import talk_to


def pieces(talk: Talk, order_id: str) -> dict[str, int]:
    return {line.sku: line.quantity for line in talk.world.orders[order_id].lines}


async def test_twenty_mediums_become_larges_for_a_fee_and_five_days() -> None:
    ana = await talk_to("u-ana", "BT-1003")
    offer = await ana.say("change 20 of the medium navy tees to large")
    assert "$29.94" in offer["text"]
    assert "5 days" in offer["text"]
    done = await ana.say("yes")
    assert done["outcome"]["kind"] == "applied"
    assert pieces(ana, "BT-1003") == {"HCT-NAV-M": 60, "HCT-NAV-L": 20, "DBP-NAV-M": 30}


async def test_two_changes_at_once_take_one_confirmation() -> None:
    ana = await talk_to("u-ana", "BT-1001")
    offer = await ana.say("make it 80 mediums and ship it to the warehouse instead")
    assert offer["quote"]["options"][0]["price_delta"]["amount"] == 9980
    assert offer["quote"]["options"][0]["fees"] == []
    await ana.say("yes")
    order = ana.world.orders["BT-1001"]
    assert pieces(ana, "BT-1001")["HCT-NAV-M"] == 80
    assert order.address.address_id == "a-nw-wh"


async def test_new_artwork_on_an_approved_order_costs_fifteen_percent() -> None:
    lena = await talk_to("u-lena", "BT-2002")
    offer = await lena.say("can we use the Oktoberfest art → hop emblem")
    assert "$113.94" in offer["text"]
    assert "2 days" in offer["text"]
    await lena.confirm()
    assert {line.artwork.name for line in lena.world.orders["BT-2002"].lines if line.artwork} == {"Hop emblem"}


async def test_a_big_cancellation_waits_for_a_human() -> None:
    raj = await talk_to("u-raj", "BT-3001")
    offer = await raj.say("cancel the order")
    assert "$4,965.00" in offer["text"]
    waiting = await raj.say("yes")
    assert waiting["outcome"]["kind"] == "pending_review"
    assert raj.world.orders["BT-3001"].status is Status.APPROVED


async def test_any_change_of_a_shipped_order_goes_to_a_human_with_tracking() -> None:
    tom = await talk_to("u-tom", "BT-1005")
    told = await tom.say("make it 80 pieces")
    assert told["outcome"]["reason"] == "order_shipped"
    assert tom.part("tracking")


async def test_too_few_softshells_are_counted_and_offered_in_part() -> None:
    mei = await talk_to("u-mei", "BT-4001")
    offer = await mei.say("add 10 more softshells in navy, size M")
    assert "Only 5" in offer["text"]
    kinds = {option["kind"] for option in offer["quote"]["options"]}
    assert kinds >= {"in_stock", "other_color"}
    await mei.say("the first one")
    assert (await mei.say("yes please"))["outcome"]["kind"] == "applied"
    assert pieces(mei, "BT-4001")["SSJ-NAV-M"] == 20


async def test_a_person_at_once_and_a_stray_yes_and_a_corrected_yes() -> None:
    ana = await talk_to("u-ana", "BT-1003")
    assert (await ana.say("yes"))["outcome"]["kind"] == "answered"
    await ana.say("change 20 of the medium navy tees to large")
    offer = await ana.say("yes but only 10")
    assert offer["outcome"] is None
    assert offer["quote"]["options"][0]["price_delta"]["amount"] == 1497
    assert (await ana.say("talk to a person"))["outcome"]["reason"] == "customer_requested"
    assert pieces(ana, "BT-1003")["HCT-NAV-M"] == 80


async def test_another_company_s_order_number_is_like_one_that_does_not_exist() -> None:
    answers = []
    for number in ("BT-2001", "BT-7777"):
        ana = await talk_to("u-ana", None)
        reply = await ana.say(f"I want to change {number}, make it 100")
        answers.append((reply["text"].replace(number, "…"), reply["state"], reply["parts"]))
    assert answers[0] == answers[1]


async def test_an_order_that_ships_before_the_yes_is_not_changed() -> None:
    ana = await talk_to("u-ana", "BT-1003")
    await ana.say("change 20 of the medium navy tees to large")
    ana.world.move("BT-1003", status=Status.SHIPPED)
    told = await ana.say("yes")
    assert told["outcome"]["kind"] == "escalated"
    assert pieces(ana, "BT-1003")["HCT-NAV-M"] == 80


async def test_a_chosen_order_finishes_the_request_that_fitted_several() -> None:
    ana = await talk_to("u-ana", None)
    await ana.say("change 20 to large")
    choice = next(item["action"] for item in ana.choices() if item["action"].get("order_id") == "BT-1001")
    await ana.press(**choice)
    offer = await ana.say("the mediums")
    assert offer["state"] == "AWAIT_CONFIRMATION"


async def test_questions_are_answered_with_citations_and_the_offer_stays() -> None:
    ana = await talk_to("u-ana", "BT-1003")
    offer = await ana.say("change 20 of the medium navy tees to large")
    answer = await ana.say("can sizes still be changed once something is in production?")
    assert "30 %" in answer["text"]
    assert ana.part("citations")["items"][0]["version"] == "1.2"
    assert answer["quote"] == offer["quote"]
    care = await ana.say("how do you wash the softshells?")
    assert ana.part("citations")["items"][0]["document"] == "faq"
    assert care["outcome"]["kind"] == "answered"
