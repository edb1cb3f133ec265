"""Words around a request that ask for nothing: closings, reasons, hurry, one's own mistake, how the goods are told."""

import pytest

CAPS, MEDIUMS = "BT-1002-3", "BT-1002-1"
CLOSINGS = ["that's all", "that is all for now", "thats everything", "that will be all",
            "this would be all from our side", "that's all we need right now thanks"]  # fmt: skip


def quantities(found):
    assert found.missing == ()
    return {change["line_id"]: change.get("new_quantity", change["type"]) for change in found.changes}


@pytest.mark.parametrize("closing", CLOSINGS)
@pytest.mark.parametrize("joint", [", ", ". ", " - ", " and ", "; "])
@pytest.mark.parametrize(
    ("text", "asked"), [("drop the caps", "remove_line"), ("caps to 120", 120), ("5 fewer caps", 95)]
)
def test_words_that_close_a_message_speak_of_no_goods(hear, text, joint, closing, asked):
    assert quantities(hear(text + joint + closing)) == {CAPS: asked}


@pytest.mark.parametrize("why", ["because", "since", "as", "given that", "now that", "seeing that"])
@pytest.mark.parametrize("joint", [" ", ", "])
def test_a_reason_counts_no_pieces(hear, why, joint):
    assert quantities(hear(f"make the caps 165{joint}{why} 10 more volunteers signed up")) == {CAPS: 165}
    assert quantities(hear(f"take 5 off the caps{joint}{why} 5 kids left")) == {CAPS: 95}


@pytest.mark.parametrize(("text", "asked"), [
    ("20 more caps asap", 120),
    ("we need 20 more caps, asap please", 120),
    ("20 caps off as soon as possible", 80),
    ("drop the caps as quickly as you can", "remove_line"),
    ("add 20 caps before it goes to print", 120),
    ("we got the numbers wrong, 12 more caps", 112),
    ("about my order from last week: 12 more caps", 112),
])  # fmt: skip
def test_hurry_and_mistakes_leave_a_request_what_it_is(hear, text, asked):
    assert quantities(hear(text)) == {CAPS: asked}


@pytest.mark.parametrize(
    "text", ["we need it asap", "ship everything as soon as possible", "can I have the hoodies asap"]
)
def test_hurry_alone_is_of_the_delivery(hear, text):
    assert hear(text).missing == ("date",)


def test_an_order_is_cancelled_in_a_hurry(hear):
    assert [change["type"] for change in hear("cancel it asap").changes] == ["cancel_order"]


@pytest.mark.parametrize(("text", "line", "pieces", "size"), [
    ("make the hoodies in L M", "BT-1002-2", 50, "M"),
    ("all hoodies in M in XL instead", MEDIUMS, 50, "XL"),
    ("10 of the hoodies in L in XL please", "BT-1002-2", 10, "XL"),
    ("about my order from last week: 15 of the M should be XL", MEDIUMS, 15, "XL"),
])  # fmt: skip
def test_of_two_sizes_the_first_tells_the_goods(hear, text, line, pieces, size):
    assert hear(text).changes == ({"type": "change_size", "line_id": line, "quantity": pieces, "new_size": size},)


@pytest.mark.parametrize(
    "text", ["we need 65 of the hoodies in M in total", "make the hoodies in M 65", "put the hoodies in M at 65"]
)
def test_a_number_of_goods_in_a_size_is_how_many(hear, text):
    assert quantities(hear(text)) == {MEDIUMS: 65}


EVENT_ON_CAPS = {"type": "change_artwork", "line_id": CAPS, "artwork_id": "art-nw-event"}


@pytest.mark.parametrize("text", [
    "15 more of the caps, and the RoboExpo art on them",
    "15 more caps and put the RoboExpo art on them",
    "15 more caps. RoboExpo logo on those please",
])  # fmt: skip
def test_them_are_the_goods_named_before(hear, text):
    found = hear(text)
    assert found.changes == ({"type": "change_quantity", "line_id": CAPS, "new_quantity": 115}, EVENT_ON_CAPS)
    assert found.missing == ()


@pytest.mark.parametrize("text", ["put the RoboExpo art on them", "RoboExpo print on these please"])
def test_with_no_goods_named_they_are_all(hear, text):
    assert hear(text).changes == ({**EVENT_ON_CAPS, "line_id": None},)


@pytest.mark.parametrize(
    "text", ["caps to 120, and the sponsor's logo on them", "20 of the M to L and use the new logo for those"]
)
def test_a_print_that_nobody_knows_is_asked_about(hear, text):
    assert hear(text).missing == ("artwork",)


def test_goods_may_be_told_by_their_print(hear):
    assert quantities(hear("the caps with the logo on them to 120")) == {CAPS: 120}


@pytest.mark.parametrize(
    "around", ["after talking to the team: {}", "I spoke with your colleague, {}", "we talked to HR and {}"]
)
def test_a_talk_that_is_over_is_no_wish_for_one(hear, around):
    assert quantities(hear(around.format("caps to 120"))) == {CAPS: 120}


@pytest.mark.parametrize("text", [
    "if we'd cancel would we get everything back?",
    "would we get it all back if we cancel",
    "suppose we cancel. refund?",
    "if I decided to cancel the order, do you keep anything",
    "if we were to cancel, what would we get back",
])  # fmt: skip
def test_supposing_to_cancel_cancels_nothing(hear, text):
    found = hear(text)
    assert (found.intent, found.changes) == ("policy_question", ())


@pytest.mark.parametrize("text", ["if possible cancel the order", "please cancel it if you can", "we want to cancel"])
def test_a_wish_to_cancel_is_one(hear, text):
    assert [change["type"] for change in hear(text).changes] == ["cancel_order"]


def test_what_somebody_had_to_do_without_stays_on_the_order(hear):
    found = hear("1002 should have been here on monday, we stood at our booth without caps. thanks for nothing")
    assert found.changes == ()
    assert quantities(hear("send it without the caps")) == {CAPS: "remove_line"}
