"""A yes with the deed as a noun, with joy and reports beside it, and what only looks like one."""

import pytest

from agent_service.conversation.interpretation import Intent, Json
from tests.unit.interpret.conftest import Hear

SIZE: Json = {
    "order": "BT-1003",
    "request": [{"type": "change_size", "line_id": "BT-1003-1", "quantity": 10, "new_size": "XL"}],
    "options": ["10 tees M → XL: +$14.97, +5 days"],
    "assistant": "10 of the navy tees from M to XL: +$14.97, 5 days later. Would you like that?",
}
CREST: Json = {
    "order": "BT-4002",
    "user": "u-mei",
    "request": [{"type": "change_artwork", "line_id": None, "artwork_id": "art-sm-crest"}],
    "options": ["School crest on all polos: free, no delay"],
}
CANCELLED: Json = {
    "order": "BT-1003",
    "request": [{"type": "cancel_order"}],
    "options": ["Cancel BT-1003: refund $394.45"],
}


@pytest.mark.parametrize(
    ("text", "offer"),
    [
        ("sounds right, please make the swap", SIZE),
        ("we accept both the price and the wait", SIZE),
        ("manager has signed off, go ahead", SIZE),
        ("ok as per the quotation", SIZE),
        ("Purchase order has been updated. Go ahead.", SIZE),
        ("go 4 it", SIZE),
        ("we would love that", SIZE),
        ("Agreed. Warm regards from rainy Portland", SIZE),
        ("yay, at last the crest! go ahead", CREST),
        ("go ahead with the school crest", CREST),
        ("can't complain about free, do it", CREST),
        ("cancel it please, we'll take the $394.45", CANCELLED),
    ],
)
def test_every_word_agrees(hear: Hear, text: str, offer: Json) -> None:
    assert hear(text, **offer).intent is Intent.CONFIRM


@pytest.mark.parametrize(
    ("text", "offer"),
    [
        ("please make the reduction", SIZE),
        ("we accept both the price and the color", SIZE),
        ("manager has signed off", SIZE),
        ("as per the quotation", SIZE),
        ("once the purchase order has been updated go ahead", SIZE),
        ("go for 4", SIZE),
        ("we would love that for 8", SIZE),
        ("Warm regards from rainy Portland", SIZE),
        ("yay, at last the crest!", CREST),
        ("go ahead with the summer trip", CREST),
        ("go ahead without the crest", CREST),
        ("we'll take the $394.45", CANCELLED),
        ("cancel it please, we'll take the $788.90", CANCELLED),
    ],
)
def test_not_all_of_it_does(hear: Hear, text: str, offer: Json) -> None:
    assert hear(text, **offer).intent is not Intent.CONFIRM
