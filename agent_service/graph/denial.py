"""Saying no: why, where it is written, and the ways there still are."""

from collections.abc import Iterator

from agent_service.conversation import reply
from agent_service.conversation.interpretation import Json
from agent_service.conversation.ports import PlatformRefused, Wording
from agent_service.conversation.texts import Texts
from agent_service.conversation.turn import Deps, spoken
from agent_service.conversation.wording import either, together
from agent_service.graph.explaining import say_worded
from agent_service.graph.work import Turn

CANCELLABLE = frozenset({"CREATED", "APPROVED", "IN_PRODUCTION"})


async def deny(turn: Turn, deps: Deps, quote: Json) -> None:
    """A denied request without options: reasons with their source, the way to cancel and the way to a human."""
    await say_reasons(turn, deps, quote)
    passages = [await deps.passages.by_reference(ref) for ref in references(quote)]
    if found := [passage for passage in passages if passage is not None]:
        turn.show(reply.citations_part(found))
    turn.show(reply.choices_part(ways(turn, quote)))
    turn.conversation.give_up_request()
    if turn.conversation.ended is not None:
        turn.conversation.ended["references"] = references(quote)
    turn.end("denied")


def refuse(turn: Turn, problem: PlatformRefused) -> None:
    """The platform did not take the request at all: something in it is not there, or makes no sense to it."""
    key = "refused.not_found" if problem.code == "not_found" else "refused.other"
    turn.say(key)
    human = reply.act_choice(turn.texts.say("choice.human"), reply.HUMAN)
    turn.show(reply.choices_part([human]))
    turn.conversation.forget_request()
    turn.end("denied")


async def say_reasons(turn: Turn, deps: Deps, quote: Json) -> None:
    """Say why not, in a model's words where they hold; what is possible instead is what they may go on to name."""
    wording = Wording("denial", spoken(turn.inbound), reasons_words(quote, turn.texts), tuple(_instead_of(turn, quote)))
    await say_worded(turn, deps, wording)


def _instead_of(turn: Turn, quote: Json) -> Iterator[str]:
    """The ways out of a denial as sentences: what the reply offers by its cards and buttons."""
    if quote["options"]:
        titles = either(option["title"] for option in quote["options"])
        yield turn.texts.say("denied.way.options", options=titles)
        yield turn.texts.say("denied.way.pick")
    yield turn.texts.say("denied.way.human")
    if _may_cancel(turn, quote):
        yield turn.texts.say("denied.way.cancel")


def reasons_words(quote: Json, texts: Texts) -> str:
    """The platform's reasons, one sentence each, none twice; what a product does come in is said with it."""
    said = [sentence for reason in quote["reasons"] for sentence in (reason["message"], _instead(reason, texts))]
    return " ".join(dict.fromkeys(sentence for sentence in said if sentence))


def _instead(reason: Json, texts: Texts) -> str:
    there_are = reason["facts"].get("sizes") or reason["facts"].get("colors")
    if reason["code"] != "no_such_variant" or not isinstance(there_are, list):
        return ""
    return texts.say("denied.there_are", values=together(there_are))


def references(quote: Json) -> list[str]:
    """Where the reasons are written, in order, none twice."""
    return list(dict.fromkeys(reason["policy_ref"] for reason in quote["reasons"] if reason["policy_ref"]))


def ways(turn: Turn, quote: Json) -> list[Json]:
    """The ways out of a denial that are no options: a human, and cancelling where too few pieces would be left."""
    ways = [reply.act_choice(turn.texts.say("choice.human"), reply.HUMAN)]
    if _may_cancel(turn, quote):
        text = turn.texts.say("choice.cancel_order.text", order=quote["order_id"])
        ways.append(reply.say_choice(turn.texts.say("choice.cancel_order"), text))
    return ways


def _may_cancel(turn: Turn, quote: Json) -> bool:
    order = turn.order(quote["order_id"])
    too_few = any(reason["code"] == "below_minimum" for reason in quote["reasons"])
    return too_few and order is not None and order["status"] in CANCELLABLE
