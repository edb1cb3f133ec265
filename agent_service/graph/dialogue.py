"""The conversation as a whole: opening it, one turn, one event (implements ``Dialogue``)."""

from langsmith import tracing_context

from agent_service.conversation import events, reply
from agent_service.conversation.facts import Facts
from agent_service.conversation.interpretation import Intent, Interpretation, Json
from agent_service.conversation.ports import Clock, Ids, PlatformRefused, PlatformUnavailable
from agent_service.conversation.questions import changeable, order_choice
from agent_service.conversation.state import Conversation, load
from agent_service.conversation.texts import texts
from agent_service.conversation.turn import Deps, EventResult, Inbound, TurnResult, UnknownOrder
from agent_service.conversation.wording import day
from agent_service.graph.build import build
from agent_service.graph.closing import close
from agent_service.graph.understanding import understand
from agent_service.graph.work import Turn
from brightthread.contract.erasure import ERASED
from brightthread.contract.instants import render

OPENING = Inbound(client_message_id="", message_id="", seq=1, seen_seq=0)
OFFERED = 6
_GREETINGS = dict.fromkeys(("DELIVERED", "RETURNED", "CANCELLED"), "hello.order.final") | {
    "SHIPPED": "hello.order.shipped"
}
NAMELESS = "there"
"""How somebody is greeted whose name was erased."""


class GraphDialogue:
    """Runs the graph, once a message; holds nothing but the compiled graph."""

    def __init__(self) -> None:
        self._graph = build()

    async def run_turn(self, deps: Deps, conversation: Json, inbound: Inbound) -> TurnResult:
        """See ``Dialogue``."""
        turn = _begin(deps, load(conversation), inbound)
        await understand(turn, deps)
        with tracing_context(enabled=False):  # LangGraph's own would send the whole state away, unredacted
            await self._graph.ainvoke({"turn": turn, "goto": ""}, context=deps)
        return await close(turn, deps)

    async def open_conversation(self, deps: Deps, order_id: str | None, locale: str | None) -> TurnResult:
        """See ``Dialogue``."""
        turn = _begin(deps, Conversation(locale=locale or "en"), OPENING)
        try:
            await _greet(turn, deps, order_id)
        except PlatformUnavailable:
            turn.conversation.order_id = order_id
            turn.said.clear()
            turn.say("hello.plain")
        return await close(turn, deps, in_reply_to=None)

    def on_event(self, clock: Clock, ids: Ids, conversation: Json, event: Json, seq: int) -> EventResult:
        """See ``Dialogue``."""
        return events.take(load(conversation), event, events.Stamp(render(clock.now()), ids.new, seq))


def _begin(deps: Deps, conversation: Conversation, inbound: Inbound) -> Turn:
    return Turn(
        inbound=inbound,
        conversation=conversation,
        reply_id=deps.ids.new("msg"),
        now=render(deps.clock.now()),
        texts=texts(conversation.locale),
        reading=Interpretation(Intent.GREETING),
        facts=Facts(),
    )


async def _greet(turn: Turn, deps: Deps, order_id: str | None) -> None:
    me = await deps.platform.me()
    name = NAMELESS if me["name"] == ERASED else str(me["name"]).split(" ")[0]
    turn.facts.learn(me)
    turn.conversation.user_name = name
    if order_id is not None:
        await _greet_on_order(turn, deps, order_id, name)
        return
    listed = changeable(await deps.platform.orders())
    turn.say("hello" if listed else "hello.no_orders", name=name)
    orders = [await deps.platform.listed_order(item) for item in listed[:OFFERED]]
    if orders:
        turn.show(reply.choices_part([order_choice(order, turn.texts) for order in orders]))


async def _greet_on_order(turn: Turn, deps: Deps, order_id: str, name: str) -> None:
    try:
        order = await deps.platform.order(order_id)
    except PlatformRefused as problem:
        raise UnknownOrder(order_id) from problem
    stands = turn.texts.say(f"stands.{order['status']}")
    turn.conversation.order_id = order_id
    turn.show(reply.order_part(order))
    key = _GREETINGS.get(order["status"], "hello.order")
    turn.say(key, name=name, order=order_id, stands=stands, date=day(order["delivery_date"]))
