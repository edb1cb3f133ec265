"""What can be done at all, in general and with the order at hand; who answers; why the last request was refused."""

import re

from agent_service.conversation import reply
from agent_service.conversation.asks import wants_help
from agent_service.conversation.excerpt import excerpt
from agent_service.conversation.interpretation import Intent, Json
from agent_service.conversation.order_questions import about_the_assistant, leaves
from agent_service.conversation.turn import Deps
from agent_service.graph.about_policy import own_rules
from agent_service.graph.beside import come_back
from agent_service.graph.target import target
from agent_service.graph.work import Turn
from agent_service.interpret.languages import in_english

_ASKS = frozenset(
    {Intent.UNCLEAR, Intent.OFF_TOPIC, Intent.POLICY_QUESTION, Intent.GREETING, Intent.RECOMMENDATION, Intent.DECLINE}
)
_WHY = re.compile(
    r"\W*(?:(?:ok|and|but|hm+|so|sorry|oh|please|no|what|tell me)\W+)*(?:why|how come|why is that|why not"
    r"|why can't (?:i|you|we)|"
    r"why is (?:it|that) not possible|why is (?:it|that)(?: so)?|for what reason|says who|who says(?: so| that)?)\W*",
    re.IGNORECASE,
)


async def answer(turn: Turn, deps: Deps) -> bool:
    """Answer a question for help, or for the reason of the last refusal; False for everything else."""
    text = turn.inbound.text
    said = in_english(text or "")
    if about_the_assistant(said):
        return _introduce(turn)
    if leaves(said):
        return _part(turn)
    if text is None or turn.reading.intent not in _ASKS:
        return False
    ended = turn.conversation.ended or {}
    if _WHY.fullmatch(said.strip()) and ended.get("references"):
        return await _reason(turn, deps, ended["references"])
    if not wants_help(said):
        return False
    order = target(turn)
    rules = await own_rules(turn, deps, order) if order else None
    if order is None or rules is None:
        turn.say("help")
    else:
        turn.say("help.order", order=order["order_id"], stands=turn.texts.say(f"stands.{order['status']}"))
        _quote(turn, [rules], said)
    turn.end("answered")
    come_back(turn)
    return True


def _part(turn: Turn) -> bool:
    """A goodbye; what waits, waits."""
    turn.say("farewell")
    turn.conversation.unclear = []
    turn.end("answered")
    come_back(turn)
    return True


def _introduce(turn: Turn) -> bool:
    """Who answers here, and that a human can; asked for by name or not, nobody is handed over for it."""
    turn.say("identity")
    turn.show(reply.choices_part([reply.act_choice(turn.texts.say("choice.human"), reply.HUMAN)]))
    turn.end("answered")
    come_back(turn)
    return True


async def _reason(turn: Turn, deps: Deps, references: list[str]) -> bool:
    passages = [await deps.passages.by_reference(reference) for reference in references]
    found = [passage for passage in passages if passage is not None]
    if found:
        _quote(turn, found, "")
        turn.show(reply.choices_part([reply.act_choice(turn.texts.say("choice.human"), reply.HUMAN)]))
        turn.end("answered")
    return bool(found)


def _quote(turn: Turn, passages: list[Json], question: str) -> None:
    turn.facts.learn(passages)
    best = passages[0]
    words = excerpt(best["passage"], question)
    turn.say("policy.found", title=best["title"], section=best["section"], passage=words)
    turn.show(reply.citations_part(passages))
