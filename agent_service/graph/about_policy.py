"""What the written policies say, cited; and what a calm complaint gets."""

from agent_service.conversation import reply
from agent_service.conversation.catalogue_talk import topic
from agent_service.conversation.excerpt import excerpt
from agent_service.conversation.interpretation import Json
from agent_service.conversation.ports import Wording
from agent_service.conversation.turn import Deps, spoken
from agent_service.graph.about_order import total
from agent_service.graph.explaining import say_worded
from agent_service.graph.target import target
from agent_service.graph.work import Turn
from agent_service.interpret.languages import in_english

_BY_STATUS = ("CREATED", "APPROVED", "IN_PRODUCTION", "READY_TO_SHIP", "SHIPPED")
_OVER = "delivered, returned or cancelled"
RETURNS = "order-changes#delivered-returned-or-cancelled"


async def policy(turn: Turn, deps: Deps) -> None:
    """Quote the passage that fits, and say so when none does; passages explain, they never decide."""
    question = in_english(spoken(turn.inbound))
    if topic(question) == "price" and not await deps.passages.search(question, limit=1) and total(turn):
        return
    await explain(turn, deps, "policy.found", "policy.nothing")


async def explain(turn: Turn, deps: Deps, found: str, nothing: str) -> None:
    """Answer from the passages that fit the question, else with the text ``nothing`` and the way to a human."""
    question = spoken(turn.inbound)
    searched = in_english(question)
    passages = await _own_status_first(turn, deps, searched)
    if not passages:
        turn.say(nothing)
        turn.show(reply.choices_part([reply.act_choice(turn.texts.say("choice.human"), reply.HUMAN)]))
        return
    best = passages[0]
    turn.facts.learn(passages)
    template = turn.texts.say(
        found, title=best["title"], section=best["section"], passage=excerpt(best["passage"], searched)
    )
    sources = tuple(passage["passage"] for passage in passages)
    await say_worded(turn, deps, Wording("answer", question, template, sources))
    turn.show(reply.citations_part(passages))


async def _own_status_first(turn: Turn, deps: Deps, question: str) -> list[Json]:
    """What holds for an order depends on how far it is: where rules by status answer (one, or all at once), those of
    the order at hand come first, unless the question names a status itself."""
    passages, order = await deps.passages.search(question), target(turn)
    if not passages or order is None:
        return passages
    names = {status: turn.texts.say(f"status.{status}") for status in _BY_STATUS}
    best, asked = passages[0], question.lower()
    by_status = best["section"].lower() in (*names.values(), _OVER) or best["section"] == best["title"]
    if not by_status or any(name in asked for name in names.values()) or order["status"] not in names:
        return passages
    name = names[order["status"]]
    found = next((each for each in passages if each["section"].lower() == name), None)
    own = found or await deps.passages.by_reference(f"{best['document']}#{name.replace(' ', '-')}")
    return [own, *(each for each in passages if each != own)] if own is not None else passages


async def own_rules(turn: Turn, deps: Deps, order: Json) -> Json | None:
    """The passage on what may be changed in the status of ``order``."""
    if order["status"] not in _BY_STATUS:
        return await deps.passages.by_reference(RETURNS)
    section = turn.texts.say(f"status.{order['status']}").replace(" ", "-")
    return await deps.passages.by_reference(f"order-changes#{section}")


async def returns(turn: Turn, deps: Deps) -> None:
    """What the policy says of sending goods back; whether these may is a human's decision."""
    passage = await deps.passages.by_reference(RETURNS)
    if passage is None:
        return
    turn.facts.learn(passage)
    turn.say("policy.found", title=passage["title"], section=passage["section"], passage=passage["passage"])
    turn.show(reply.citations_part([passage]))


async def complaint(turn: Turn, deps: Deps) -> None:
    """A complaint stated calmly: regret, what can be done, and a human one press away."""
    question = in_english(spoken(turn.inbound))
    passages = await deps.passages.search(question, limit=1)
    order = target(turn)
    if order is None:
        turn.say("complaint")
    else:
        turn.say("complaint.order", order=order["order_id"])
    if passages:
        best = passages[0]
        turn.facts.learn(passages)
        turn.say("complaint.help", section=best["section"], passage=excerpt(best["passage"], question))
        turn.show(reply.citations_part(passages))
    turn.show(reply.choices_part([reply.act_choice(turn.texts.say("choice.human"), reply.HUMAN)]))
