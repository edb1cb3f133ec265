"""What a reader may look at when it reads a message: the conversation's state, the offer that waits, the data."""

from agent_service.conversation.interpretation import Json, OfferedOption, Situation
from agent_service.conversation.turn import Deps
from agent_service.graph.work import Turn


def situation(turn: Turn, deps: Deps, options: tuple[OfferedOption, ...]) -> Situation:
    """What a reader may look at, with ``options`` as the offer that waits."""
    conversation = turn.conversation
    return Situation(
        user_id=deps.user_id,
        order_id=conversation.order_id,
        state=conversation.state,
        assistant=conversation.assistant,
        options=options,
        request=tuple(conversation.request),
        data=turn.data,
        today=turn.today,
        asked=(conversation.pending or {}).get("asked"),
    )


def waiting(pending: Json | None) -> tuple[OfferedOption, ...]:
    """What a yes would be about: the chosen option, else all of them."""
    if pending is None:
        return ()
    ids = [option["option_id"] for option in pending["quote"]["options"]]
    chosen = ids.index(pending["option_id"]) + 1 if pending["option_id"] else None
    return tuple(option for option in offered(pending) if chosen in (None, option.number))


def offered(pending: Json) -> tuple[OfferedOption, ...]:
    """All options of an offer, as the customer sees them."""
    return tuple(
        OfferedOption(number, pending["words"][option["option_id"]]["title"], tuple(option["changes"]))
        for number, option in enumerate(pending["quote"]["options"], 1)
    )
