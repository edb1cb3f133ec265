"""The small rules a conversation rests on: consent, hours, state, texts, tickets, requests in the platform's terms."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent_service.conversation import asked_changes, consent, excerpt, reply, state, support_hours, tickets
from agent_service.conversation.asks import after_change
from agent_service.conversation.catalogue_talk import products_meant, recommended, topic, variants_meant
from agent_service.conversation.difference_words import difference_words
from agent_service.conversation.texts import UnknownText, texts
from agent_service.conversation.turn import Inbound
from tests.fakes.world import World


@pytest.mark.parametrize(
    "text", ["yes", "Yes please!", "ok, go ahead", "sure", "let's do it", "sí", "ja", "oui", "Sounds good."]
)
def test_a_bare_yes_is_nothing_but_agreement(text: str) -> None:
    assert consent.is_bare_yes(text)


@pytest.mark.parametrize(
    "text", ["yes?", "yes but only 10", "ok if it's free", "yes, the second", "no", "", "yesterday"]
)
def test_anything_more_is_no_bare_yes(text: str) -> None:
    assert not consent.is_bare_yes(text)


@given(st.integers(0, 50), st.integers(0, 50))
def test_an_offer_counts_as_shown_only_to_messages_written_after_it(offer: int, seen: int) -> None:
    pending = {"seq": offer, "message_id": "msg_1"}
    assert consent.was_shown(pending, Inbound("c", "msg_2", seq=99, seen_seq=seen)) == (offer <= seen)


@pytest.mark.parametrize(
    ("reason", "now", "by"),
    [
        ("frustrated", "2026-11-23T09:30", "2026-11-23T10:30"),
        ("order_shipped", "2026-11-23T16:00", "2026-11-24T10:00"),
        ("customer_requested", "2026-11-20T17:00", "2026-11-23T15:00"),
        ("needs_review", "2026-11-21T11:00", "2026-11-23T12:00"),
        ("change_failed", "2026-11-23T06:00", "2026-11-23T09:00"),
    ],
)
def test_response_targets_count_support_hours(reason: str, now: str, by: str) -> None:
    moment = datetime.fromisoformat(now).replace(tzinfo=UTC)
    assert support_hours.expected_response(reason, moment) == datetime.fromisoformat(by).replace(tzinfo=UTC)


def test_a_state_goes_through_json_and_back() -> None:
    talk = state.Conversation(order_id="BT-1", request=[{"type": "cancel_order"}])
    assert state.load(talk.dump()) == talk


OPEN = {"escalation_id": "esc_1", "reason": "customer_requested"}


@pytest.mark.parametrize("stored", [{"version": 99, "state": "COMPLETE"}, {"version": 1, "state": "CHECK_STOCK"}])
def test_a_state_of_another_shape_is_restarted_gently(stored: dict[str, object]) -> None:
    known = {"order_id": "BT-1", "escalation": OPEN, "pending": {"quote": {"quote_id": "q_1"}}}
    talk = state.load({**stored, **known, "request": [{"type": "cancel_order"}], "unknown_key": 1})
    assert talk.state == "GREETING"
    assert talk.escalation == OPEN
    assert talk.to_release == ["q_1"]
    assert talk.request == []


def test_only_the_latest_tickets_are_remembered() -> None:
    talk = state.Conversation()
    for number in range(50):
        talk.remember_ticket(f"esc_{number}", str(number), None)
    assert len(talk.tickets) == state.KEPT
    assert "esc_49" in talk.tickets


def test_an_unknown_text_is_a_bug_and_an_unknown_language_is_english() -> None:
    with pytest.raises(UnknownText):
        texts().say("nobody.says.this")
    assert texts("xx-YY").say("thanks") == texts("en").say("thanks")


def test_a_ticket_number_is_put_into_the_message_that_promised_it() -> None:
    escalated = {
        "parts": [reply.ticket_part("esc_1", None, "2026-11-23T10:00:00.000Z")],
        "outcome": reply.outcome("escalated", escalation_id="esc_1"),
    }
    waiting = {
        "parts": [reply.ticket_part(None, None, None)],
        "outcome": reply.outcome("pending_review", review_id="rev_1"),
    }
    known = {
        "esc_1": {"ticket_id": "7", "expected_response_by": None},
        "rev_1": {"ticket_id": "8", "expected_response_by": "2026-11-24T10:00:00.000Z"},
    }
    first, second = tickets.with_tickets([escalated, waiting], known)
    assert (first["parts"][0]["ticket_id"], first["outcome"]["ticket_id"]) == ("7", "7")
    assert first["parts"][0]["expected_response_by"] == "2026-11-23T10:00:00.000Z"
    assert (second["parts"][0]["ticket_id"], second["outcome"]["ticket_id"]) == ("8", "8")


ORDER = {
    "delivery_date": "2026-12-07",
    "address": {"street": "1 A St", "city": "B", "region": "C", "postal_code": "1", "country": "US"},
    "lines": [
        {"line_id": "l1", "artwork": {"artwork_id": "a"}},
        {"line_id": "l2", "artwork": None},
        {"line_id": "l3", "artwork": {"artwork_id": "b"}},
    ],
}


def test_days_later_and_parts_of_an_address_are_completed_from_the_order() -> None:
    date, place = asked_changes.asked_of_platform(
        [
            {"type": "change_delivery_date", "days_later": 7},
            {"type": "change_address", "address": {"street": "2 Z St", "postal_code": "9"}},
        ],
        ORDER,
    )
    assert date == {"type": "change_delivery_date", "delivery_date": "2026-12-14"}
    assert place["address"] == {"street": "2 Z St", "city": "B", "region": "C", "postal_code": "9", "country": "US"}


def test_one_artwork_on_every_line_that_lacks_it_is_one_change() -> None:
    def art(line_id: str) -> dict[str, str]:
        return {"type": "change_artwork", "line_id": line_id, "artwork_id": "b"}

    whole = asked_changes.asked_of_platform([art("l1"), art("l2")], ORDER)
    assert whole == [{"type": "change_artwork", "artwork_id": "b"}]
    assert asked_changes.asked_of_platform([art("l1")], ORDER) == [art("l1")]


@pytest.mark.parametrize(
    ("text", "ask"),
    [
        ("undo that", "undo"),
        ("please put everything back", "undo"),
        ("withdraw the request", "withdraw"),
        ("can you send me the receipt again", "receipt"),
        ("what did I change?", "history"),
        ("what was changed on it", "history"),
        ("What changed?", "history"),
        ("what did you change just now", "history"),
        ("show me the changes", "history"),
        ("what can be changed?", None),
        ("what changes can I make", None),
        ("change 20 to large", None),
        ("put the logo on the back", None),
    ],
)
def test_asks_about_changes_made(text: str, ask: str | None) -> None:
    assert after_change(text) == ask


def test_products_and_variants_are_found_by_their_words() -> None:
    products = World().product_documents()
    (jacket,) = products_meant("are navy softshell jackets in M left?", products)
    assert jacket["name"] == "Softshell Jacket"
    assert [item["sku"] for item in variants_meant("navy in M", jacket)] == ["SSJ-NAV-M"]
    assert topic("is it available") == "stock"
    assert topic("how do I wash it") == "care"


def test_a_budget_limits_what_is_recommended() -> None:
    products = World().product_documents()
    found = recommended("we've got $400 for 40 kids", products, [])
    assert found
    assert all(item["base_price"]["amount"] <= 1000 for item in found)


def test_a_long_passage_is_cut_to_what_the_question_is_about() -> None:
    passage = (
        "We make goods, so changes cost money:\n- More pieces cost 25 %.\n- Another size costs 30 %.\n" + "x " * 200
    )
    assert excerpt.excerpt(passage, "what does another size cost?") == "Another size costs 30 %."
    assert excerpt.excerpt("Short.", "anything") == "Short."


def test_differences_are_told_in_words_and_versions_are_not() -> None:
    def usd(cents: int) -> dict[str, object]:
        return {"amount": cents, "currency": "USD"}

    told = difference_words(
        [
            {"field": "order_version", "was": 1, "is": 2},
            {"field": "order_after.status", "was": "CREATED", "is": "APPROVED"},
            {"field": "price_delta", "was": usd(0), "is": usd(1500)},
        ],
        texts(),
    )
    assert told == (
        "Different now: the order went from created to approved and the price difference is $15.00 instead of $0.00."
    )
    assert difference_words([{"field": "order_version", "was": 1, "is": 2}], texts()) == ""
