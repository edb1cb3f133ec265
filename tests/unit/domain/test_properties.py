"""What holds of every quote, whatever is asked (domain.md, invariants and rulings; api.md, Quote and Option)."""

from collections import Counter
from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from platform_service.domain.change_documents import change_from_json, change_to_json
from platform_service.domain.changes import (
    AddLine,
    Change,
    ChangeArtwork,
    ChangeColor,
    ChangeDeliveryDate,
    ChangeQuantity,
    ChangeSize,
)
from platform_service.domain.effects import stock_moves
from platform_service.domain.order import Order, Status
from platform_service.domain.quote import OptionDraft, OptionKind, QuoteDraft, Verdict
from platform_service.domain.replay import contents, replay
from platform_service.domain.rules import evaluate
from platform_service.domain.surroundings import Surroundings
from tests.unit.domain.requests import orders, situations
from tests.unit.domain.world import around

Situation = tuple[Order, tuple[Change, ...], Surroundings]
changing = st.sampled_from([Status.CREATED, Status.APPROVED, Status.IN_PRODUCTION])
ORDER_OF_KINDS = list(OptionKind)
MAKES_GOODS = AddLine | ChangeArtwork | ChangeColor | ChangeSize | ChangeDeliveryDate


def judged(situation: Situation) -> QuoteDraft:
    draft = evaluate(*situation)
    assert isinstance(draft, QuoteDraft)
    return draft


def options(situation: Situation) -> tuple[OptionDraft, ...]:
    return judged(situation).options


@given(situations())
def test_the_same_question_has_the_same_answer(situation: Situation) -> None:
    assert judged(situation) == judged(situation)


@given(situations(changing))
def test_an_options_changes_alone_give_its_order_after_when_asked_for(situation: Situation) -> None:
    an_order, _, surroundings = situation
    for option in options(situation):
        again = judged((an_order, option.changes, surroundings))
        [same] = again.options
        assert same.kind is OptionKind.AS_REQUESTED
        assert (same.order_after, same.fees, same.price_delta) == (option.order_after, option.fees, option.price_delta)
        assert replay(an_order, option.changes, surroundings).order_after == option.order_after


@given(situations(changing))
def test_the_totals_add_up(situation: Situation) -> None:
    before = situation[0]
    for option in options(situation):
        after = option.order_after
        fees, credits = sum(fee.amount for fee in after.fees), sum(credit.amount for credit in after.credits)
        assert after.total == sum(line.quantity * line.unit_price for line in after.lines) + fees - credits
        assert option.price_delta == after.total - before.total
        assert option.refund == max(0, -option.price_delta)
        assert after.fees == (*before.fees, *option.fees)
        assert all(posting.amount > 0 for posting in (*after.fees, *after.credits))
        assert option.needs_review == (option.refund > 50_000)


@given(situations(changing))
def test_dates_add_up_and_keep_the_lead_time(situation: Situation) -> None:
    before, _, surroundings = situation
    for option in options(situation):
        moved = (option.new_delivery_date - before.delivery_date).days
        assert option.new_delivery_date == option.order_after.delivery_date
        assert option.days_added == moved >= 0
        growing = [c for c in option.changes if isinstance(c, MAKES_GOODS)]
        if growing and option.order_after.status is not Status.CANCELLED and contents_moved(before, option):
            earliest = surroundings.today + timedelta(days=surroundings.policy.lead_days(before.status))
            assert option.new_delivery_date >= earliest


def contents_moved(before: Order, option: OptionDraft) -> bool:
    """New looks on the order: something was made, not only taken away."""
    return bool(contents(option.order_after) - contents(before))


@given(situations())
def test_limits_hold_on_every_result(situation: Situation) -> None:
    before = situation[0]
    for option in options(situation):
        after = option.order_after
        assert all(1 <= line.quantity <= 500 for line in after.lines)
        assert all(0 <= line.pieces_produced <= line.quantity for line in after.lines)
        assert after.pieces >= 10 or after.pieces >= before.pieces
        assert after.version == before.version + 1
        assert len({line.line_id for line in after.lines}) == len(after.lines)


@given(situations())
def test_what_is_held_is_there_and_is_the_largest_need(situation: Situation) -> None:
    before, _, surroundings = situation
    draft = judged(situation)
    largest: Counter[str] = Counter()
    for option in draft.options:
        for sku, pieces in stock_moves(before, option.order_after).items():
            assert pieces <= max(0, surroundings.variants[sku].available) or pieces <= 0
            largest[sku] = max(largest[sku], pieces)
    assert draft.holds == {sku: pieces for sku, pieces in largest.items() if pieces > 0}


@given(situations())
def test_options_come_in_order_at_most_five_and_none_is_a_copy_of_another(situation: Situation) -> None:
    found = options(situation)
    assert len(found) <= 5
    ranks = [ORDER_OF_KINDS.index(option.kind) for option in found]
    order_of_design = [0, 2, 1, 3, 4]  # as asked, in stock, part, other sizes, other colors
    assert sorted(ranks, key=order_of_design.index) == ranks
    assert sum(rank > 2 for rank in ranks) <= 3
    for index, one in enumerate(found):
        assert contents(one.order_after) != contents(situation[0]) or one.order_after != situation[0]
        for other in found[index + 1 :]:
            same = contents(one.order_after) == contents(other.order_after)
            same = same and one.order_after.address == other.order_after.address
            assert (
                not same
                or (one.price_delta - other.price_delta) * (one.new_delivery_date - other.new_delivery_date).days < 0
            )


@given(situations())
def test_verdict_reasons_and_options_agree(situation: Situation) -> None:
    draft = judged(situation)
    codes = {reason.code for reason in draft.reasons}
    first = draft.options[0] if draft.options else None
    if draft.verdict in (Verdict.ALLOWED, Verdict.CONDITIONAL):
        assert first
        assert first.kind is OptionKind.AS_REQUESTED
        assert first.changes == situation[1]
        free = not first.fees and not first.refund and not first.days_added
        assert (draft.verdict is Verdict.ALLOWED) == free
        assert not first.needs_review
        assert ("free_of_charge" in codes) == (free and not first.price_delta and "no_refund" not in codes)
    if draft.verdict is Verdict.DENIED:
        assert draft.reasons
        assert all(reason.policy_ref for reason in draft.reasons)
        assert all(option.kind is not OptionKind.AS_REQUESTED for option in draft.options)
    if draft.verdict is Verdict.NEEDS_REVIEW:
        assert [option.needs_review for option in draft.options] in ([], [True])
        assert ("refund_above_threshold" in codes) == bool(draft.options)
    assert (draft.escalation_reason is not None) == (draft.verdict is Verdict.NEEDS_REVIEW)


@given(situations())
def test_a_request_survives_its_wire_form(situation: Situation) -> None:
    assert tuple(change_from_json(change_to_json(change)) for change in situation[1]) == situation[1]


@given(orders(changing), st.data())
def test_changes_of_different_lines_cost_the_same_in_any_order(an_order: Order, data: st.DataObject) -> None:
    each: list[Change] = [
        ChangeQuantity(line.line_id, data.draw(st.integers(10, 200), label=line.line_id)) for line in an_order.lines
    ]
    surroundings = around()
    one, other = judged((an_order, tuple(each), surroundings)), judged((an_order, tuple(reversed(each)), surroundings))
    assert one.verdict == other.verdict
    assert [option.price_delta for option in one.options] == [option.price_delta for option in other.options]
    assert [contents(o.order_after) for o in one.options] == [contents(o.order_after) for o in other.options]


@settings(max_examples=40)
@given(orders(changing))
def test_pieces_that_stay_keep_their_line_id(an_order: Order) -> None:
    first = an_order.lines[0]
    [option, *_] = options((an_order, (ChangeQuantity(first.line_id, first.quantity + 1),), around()))
    assert [line.line_id for line in option.order_after.lines] == [line.line_id for line in an_order.lines]


@settings(max_examples=400)
@given(situations(changing))
def test_of_too_little_stock_all_there_is_is_offered_first(situation: Situation) -> None:
    an_order, request, surroundings = situation
    for change in request:
        draft = judged((an_order, (change,), surroundings))
        if [reason.code for reason in draft.reasons] != ["insufficient_stock"]:
            continue
        facts = draft.reasons[0].facts
        if facts["available"]:
            assert draft.options[0].kind is OptionKind.IN_STOCK
            assert stock_moves(an_order, draft.options[0].order_after)[facts["sku"]] == facts["available"]
        else:
            assert OptionKind.IN_STOCK not in {option.kind for option in draft.options}
