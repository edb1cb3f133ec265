"""Ticket numbers come after the message that promised them; they are put in when the message is read."""

from collections.abc import Mapping

from agent_service.conversation.interpretation import Json


def with_tickets(messages: list[Json], tickets: Mapping[str, Json]) -> list[Json]:
    """The messages with the tickets known by now; ``tickets`` as in the state, by escalation or review id."""
    return [_filled(message, tickets) for message in messages] if tickets else messages


def _filled(message: Json, tickets: Mapping[str, Json]) -> Json:
    outcome = message["outcome"]
    parts = [_part(part, outcome or {}, tickets) for part in message["parts"]]
    if outcome is not None:
        known = tickets.get(outcome["escalation_id"] or outcome["review_id"] or "")
        outcome = outcome | {"ticket_id": outcome["ticket_id"] or known["ticket_id"]} if known else outcome
    return message | {"parts": parts, "outcome": outcome}


def _part(part: Json, outcome: Json, tickets: Mapping[str, Json]) -> Json:
    """A ticket part names its escalation; that of a waiting review is found by the outcome beside it."""
    if part["kind"] != "ticket":
        return part
    known = tickets.get(part["escalation_id"] or outcome.get("review_id") or "")
    if known is None or known["ticket_id"] is None:
        return part
    by = known["expected_response_by"] or part["expected_response_by"]
    return part | {"ticket_id": known["ticket_id"], "expected_response_by": by}
