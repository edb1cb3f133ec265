"""An address that is told part by part, in answer to the question where it should go."""

import re

from agent_service.conversation.interpretation import Json
from agent_service.interpret.message import Message
from agent_service.interpret.outcome import Outcome
from agent_service.interpret.wordlist import words
from agent_service.interpret.written_address import parts_alone


def take_part(message: Message, outcome: Outcome, known: list[str]) -> bool:
    """Adds the part of an address that ``message`` is to the one in ``outcome``; whether it is one."""
    begun = next((c for c in outcome.changes if c["type"] == "change_address" and "address" in c), None)
    said = _said(message, known)
    if begun is None and len(said) == 1 and message.spots and "street" not in said:
        outcome.changes.append({"type": "change_address", "address": said})
        return True
    if not said or (begun is None and "street" not in said and not {"city", "postal_code"} <= said.keys()):
        return False
    address = {**begun["address"], **said} if begun else said
    outcome.changes = [change for change in outcome.changes if change["type"] != "change_address"]
    outcome.changes.append({"type": "change_address", "address": address})
    outcome.missing = [what for what in outcome.missing if what != "address"]
    if not {"street", "postal_code"} <= address.keys():
        outcome.ask("address")
    return True


def _said(message: Message, known: list[str]) -> Json:
    whole: Json = {}
    for spot in message.spots:
        whole.update(spot)
    if list(whole) == ["street"]:
        _, _, after = message.text.lower().partition(whole["street"].lower())
        return {**whole, **(parts_alone(after, known) if after.strip(" .,!") else {})}
    alone = parts_alone(re.sub(r"^\W*(it is|it's|in|the)\s+", "", message.text, flags=re.IGNORECASE), known)
    return alone if len(alone) > len(whole) else whole


_AROUND = frozenset({"det", "please", "pass", "in", "at", "to", "sep", "stop", "dots", "dash", "only", "ones", "then"})
_AROUND_IN_WORDS = frozenset(
    words("i think guess it is would be let us say our sorry meant well hm hmm um uh oh ok send yes sure of course")
)


def only_place(message: Message) -> tuple[str, ...]:
    """ "Vancouver", "the warehouse in Vancouver": the one address that all the places named may be."""
    items = [item for item in message.items if item.kind not in _AROUND and item.text not in _AROUND_IN_WORDS]
    places = {tuple(item.value) for item in items if item.kind in ("place", "city")}
    alone = bool(items) and all(item.kind in ("place", "city") for item in items)
    return places.pop() if alone and len(places) == 1 else ()
