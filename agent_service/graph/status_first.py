"""Status is judged before details (``domain.md``, Verdicts): what an order's status settles needs no question.

A shipped order is a human's, one that is over can't be changed: asking which pieces or how many would lead nowhere.
"""

import re

from agent_service.conversation import reply
from agent_service.conversation.interpretation import Intent, Json
from agent_service.conversation.questions import FINAL
from agent_service.conversation.states import State
from agent_service.conversation.turn import Deps
from agent_service.conversation.unknown_orders import names_an_order_only
from agent_service.graph.offers import release
from agent_service.graph.target import target
from agent_service.graph.work import Step, Turn

_WISH = re.compile(
    r"\b(?:do(?:n't| not)|must(?:n't| not)|chang\w*|stop|halt|hold|cancel\w*|alter|modif\w*|edit|amend|adjust|update|"
    r"swap|redirect|re-?route|intercept|recall|different|instead|wrong|add|remove|[aä]nder\w*|stopp\w*|storn\w*|cambiar|"
    r"modificar|parar|changer|modifier|arr[eê]te\w*|annule\w*)\b",
    re.IGNORECASE,
)
"""A message that names an order and says none of this is no wish yet, and is asked what it is."""
OVER = "order-changes#delivered-returned-or-cancelled"
"""What the written policy says of orders that are over."""


def settled_by_status(turn: Turn, order: Json) -> bool:
    """Whether an incomplete wish to change ``order`` needs no details; one that is complete is quoted like any."""
    reading = turn.reading
    if reading.intent not in (Intent.CHANGE_ORDER, Intent.CORRECT) or (reading.changes and not reading.missing):
        return False
    vague = not reading.changes and set(reading.missing) <= {"change", "order"}
    over = order["status"] in FINAL and turn.inbound.action is None and not names_an_order_only(turn.inbound.text or "")
    if vague and not over and not _WISH.search(turn.inbound.text or ""):
        return False
    settled = order["status"] == "SHIPPED" or order["status"] in FINAL
    turn.conversation.request = [] if settled else turn.conversation.request
    return settled


async def judge_by_status(turn: Turn, deps: Deps) -> Step:
    """A request without details: to a human if the order has shipped, else refused, with where that is written."""
    await release(turn, deps)
    order = target(turn)
    if order is None or order["status"] == "SHIPPED":
        turn.handoff = "order_shipped"
        return Step(State.ESCALATE)
    stands = turn.texts.say(f"stands.{order['status']}")
    turn.say("denied.final", order=order["order_id"], stands=stands)
    if passage := await deps.passages.by_reference(OVER):
        turn.show(reply.citations_part([passage]))
    turn.show(reply.choices_part([reply.act_choice(turn.texts.say("choice.human"), reply.HUMAN)]))
    turn.conversation.forget_request()
    turn.conversation.ended = {"order_id": order["order_id"], "changes": [], "references": [OVER]}
    turn.end("denied")
    return Step(State.COMPLETE)
