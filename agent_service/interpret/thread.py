"""What a customer has said so far, message by message, in answer to questions: one request that gets narrower.

"Change the size" → "the hoodies, mediums" → "to XL": each message fills what the ones before left open, in any order;
what says something settled anew ("sorry, the larges") takes its place, and another request takes the place of all.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from agent_service.conversation.interpretation import Json, Situation
from agent_service.interpret.catalogue import Catalogue
from agent_service.interpret.chosen_goods import choosing
from agent_service.interpret.clarifying import Answer
from agent_service.interpret.frames import Frame
from agent_service.interpret.left_open import pending
from agent_service.interpret.message import Message, read
from agent_service.interpret.noun_phrases import Ref
from agent_service.interpret.order_lines import OrderLines
from agent_service.interpret.requests import deeds, resolve

_LATER = {"later": "days_later", "earlier": "days_earlier"}


@dataclass(slots=True)
class Thread:
    """The frames that are open, and goods that were named before anything was asked to happen to them."""

    frames: list[Frame] = field(default_factory=list)
    goods: list[Ref] = field(default_factory=list)


def thread(texts: Sequence[str], situation: Situation, order: Json | None, catalogue: Catalogue) -> Thread:
    """What ``texts`` (the customer's, oldest first; or the assistant's question alone) leave to be filled."""
    if not texts:
        return Thread()
    found = Thread(pending(texts[0], situation, catalogue))
    first = read(texts[0], situation, catalogue)
    if not found.frames:
        found.goods = _named(first) or [ref for ref in first.asides if ref.describes]
    if all(frame.asks == ("change",) for frame in found.frames):  # "what should change about the caps?"
        found.goods.extend(ref for frame in found.frames for ref in _named_in(frame))
    found.frames = [_directed(frame, first) for frame in found.frames]
    for text in texts[1:] if order is not None else ():
        found = _narrowed(found, text, situation, order or {}, catalogue)
    if order is not None and len(texts) > 1:
        found.frames = [frame for frame in found.frames if not _settled(frame, order, situation, catalogue)]
    return found


def _settled(frame: Frame, order: Json, situation: Situation, catalogue: Catalogue) -> bool:
    """Whether the request so far holds what the frame asks for, perhaps with another value said later."""
    asked = resolve([frame], order, catalogue)
    before = {(change["type"], change.get("line_id")) for change in situation.request}
    return not asked.missing and {(change["type"], change.get("line_id")) for change in asked.changes} <= before


def _narrowed(before: Thread, text: str, situation: Situation, order: Json, catalogue: Catalogue) -> Thread:
    message = read(text, situation, catalogue)
    if not before.frames or replaces(before.frames, message):
        own = wished(message, text, situation, catalogue)
        goods = before.goods + _named(message)
        return Thread([_directed(about(frame, before.goods), message) for frame in own], [] if own else goods)
    others = _elsewhere(message.frames, before.frames, order, catalogue)
    message.frames = [frame for frame in message.frames if frame not in others]
    filled = Answer(choosing(message), order, catalogue, "").filled(before.frames)
    return Thread([_directed(frame, message) for frame in filled])


def beside_the_answer(said: list[Frame], open_: list[Frame], order: Json, catalogue: Catalogue) -> list[Frame]:
    """ "thirty, and btw make the caps 40": whole requests beside the answer."""
    own = deeds(said)
    others = _elsewhere(said, open_, order, catalogue)
    later = [f for f in own if f is not said[0] and _named_in(f) and (f.verb in _VERBS or f in others)]
    complete = [frame for frame in later if not resolve([frame], order, catalogue).missing]
    return complete if len(own) > len(complete) else []


def _elsewhere(said: list[Frame], open_: list[Frame], order: Json, catalogue: Catalogue) -> list[Frame]:
    """The whole requests that are of other goods than those asked about."""
    unsettled = [frame for frame in open_ if resolve([frame], order, catalogue).missing]
    asked = _lines(unsettled, order, catalogue)
    found = [frame for frame in deeds(said) if _named_in(frame) and not resolve([frame], order, catalogue).missing]
    return [frame for frame in found if asked and not _lines([frame], order, catalogue) & asked]


_VERBS = frozenset({"set", "add", "change", "remove"})


def _named_in(frame: Frame) -> list[Ref]:
    return [ref for ref in frame.refs if ref.describes]


def _lines(frames: list[Frame], order: Json, catalogue: Catalogue) -> set[str]:
    lines = OrderLines(tuple(order["lines"]), catalogue.products)
    return {line["line_id"] for frame in frames for line in lines.fitting_any(_named_in(frame))}


def wished(message: Message, text: str, situation: Situation, catalogue: Catalogue) -> list[Frame]:
    """The frames a message asks for; a bare "the size" asks to change it."""
    own = [frame for frame in deeds(message.frames) if frame.act != "vague"]
    if own or len(message.words) > _SHORT:
        return own
    named = read(f"change {text}", situation, catalogue)
    return [frame for frame in deeds(named.frames) if frame.act != "vague" and frame.asks]


_SHORT = 6


def about(frame: Frame, goods: list[Ref]) -> Frame:
    """``frame``, of the goods named before it if it names none."""
    if not goods or any(ref.describes for ref in frame.refs) or frame.act not in ("quantity", "move", "art", "remove"):
        return frame
    return replace(frame, refs=list(goods))


def replaces(frames: list[Frame], message: Message) -> bool:
    """Whether the message asks for something of another kind: "actually, change the color instead"."""
    own = [frame for frame in deeds(message.frames) if frame.act != "vague" and frame.verb and not frame.also]
    return bool(own) and not {_kind(frame) for frame in own} & {_kind(frame) for frame in frames}


def _kind(frame: Frame) -> str:
    if frame.act != "move":
        return frame.act
    return "color" if frame.colors or "color" in frame.asks else "size"


def _named(message: Message) -> list[Ref]:
    return [ref for frame in message.frames for ref in _named_in(frame)]


def _directed(frame: Frame, message: Message) -> Frame:
    """ "later", and not yet by how much."""
    ways = {_LATER[item.kind] for item in message.items if item.kind in _LATER}
    if frame.act != "date" or not frame.asks or frame.date or len(ways) != 1:
        return frame
    return replace(frame, date=dict.fromkeys(ways, 1))
