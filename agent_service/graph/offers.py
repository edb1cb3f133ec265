"""Offers that no longer wait are given back at once, so that nothing stays held for nobody."""

from agent_service.conversation.ports import PlatformRefused, PlatformUnavailable
from agent_service.conversation.turn import Deps
from agent_service.graph.work import Turn


async def release(turn: Turn, deps: Deps, *, but: str | None = None) -> None:
    """Release the waiting and the superseded offer (not ``but``); what cannot be released now is tried next turn."""
    conversation = turn.conversation
    if conversation.pending is not None:
        conversation.to_release.append(conversation.pending["quote"]["quote_id"])
    if conversation.superseded is not None:
        conversation.to_release.append(conversation.superseded)
    conversation.pending = conversation.superseded = None
    if turn.platform_down:
        return
    waiting = [quote_id for quote_id in dict.fromkeys(conversation.to_release) if quote_id != but]
    conversation.to_release = [quote_id for quote_id in waiting if not await _given_back(quote_id, deps)]


async def _given_back(quote_id: str, deps: Deps) -> bool:
    """Whether nothing is left to do; a used or unknown quote needs no release."""
    try:
        await deps.platform.release_quote(quote_id)
    except PlatformRefused:
        return True
    except PlatformUnavailable:
        return False
    return True
