"""How many true denials of a model's are sent, and how many false ones (``docs/evaluation.md``).

They were written in two rounds, the second against the check as it was after the first.
"""

import json
from pathlib import Path
from typing import Any

from agent_service.conversation.interpretation import Intent
from tests.fakes.readings import reader
from tests.fakes.talk import Explains, Talk
from tests.fakes.world import World

WORDS: dict[str, dict[str, list[str]]] = json.loads((Path(__file__).parent / "denial_words.json").read_text())
Asked = tuple[str, str, str, dict[str, Any]]
ASKED: dict[str, Asked] = {
    "TOO_FEW": ("u-mei", "BT-4004", "we only need 4 pieces now, please reduce it",
                {"type": "change_quantity", "line_id": "BT-4004-1", "new_quantity": 4}),
    "TOO_MANY": ("u-ana", "BT-1003", "raise the navy mediums to 600 pieces",
                 {"type": "change_quantity", "line_id": "BT-1003-1", "new_quantity": 600}),
    "CANCELLED": ("u-ana", "BT-1007", "please cancel this order", {"type": "cancel_order"}),
    "NO_CHANGE": ("u-ana", "BT-1001", "make it 60 pieces",
                  {"type": "change_quantity", "line_id": "BT-1001-1", "new_quantity": 60}),
    "SHORT": ("u-mei", "BT-4001", "we need 25 of the softshell jackets in navy M",
              {"type": "change_quantity", "line_id": "BT-4001-3", "new_quantity": 25}),
    "IN_THE_PAST": ("u-ana", "BT-1001", "deliver it on November 1st please",
                    {"type": "change_delivery_date", "delivery_date": "2026-11-01"}),
    "NOT_MADE": ("u-ana", "BT-1003", "change the color of the tees to pink",
                 {"type": "change_color", "line_id": "BT-1003-1", "new_color": "Pink", "quantity": 80}),
}  # fmt: skip


async def sent(words: dict[str, list[str]]) -> list[str]:
    """Those that reach the customer."""
    found = []
    for asked, texts in words.items():
        user, order_id, question, change = ASKED[asked]
        known = reader()
        known.on(question, Intent.CHANGE_ORDER, order_id=order_id, changes=(change,))
        for text in texts:
            talk = Talk(World(), user, known, explainer=Explains(text))
            await talk.open(order_id)
            if (await talk.say(question))["text"].startswith(text):
                found.append(text)
    return found


async def test_most_true_denials_are_sent() -> None:
    assert len(await sent(WORDS["true"])) >= 0.6 * sum(map(len, WORDS["true"].values()))


async def test_hardly_a_false_one_is() -> None:
    assert len(await sent(WORDS["false"])) <= 1
