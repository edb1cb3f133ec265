"""The order a message is about: the one it names, else the one in focus, else the only one that everything fits."""

import re
from dataclasses import dataclass

from agent_service.conversation.interpretation import Json, Situation
from agent_service.interpret.catalogue import Catalogue
from agent_service.interpret.message import Message
from agent_service.interpret.noun_phrases import Ref
from agent_service.interpret.order_lines import OrderLines
from agent_service.interpret.order_mentions import candidates

_CORRECTING = re.compile(r"\b(not|no|sorry|meant|mean|instead|wrong|actually|rather|oops|wait|forget|same|like)\b")
"""With one of these, of several orders that are named the last is meant."""


@dataclass(frozen=True, slots=True)
class Choice:
    """``order`` if there is exactly one; ``unknown`` a number not of this company; ``candidates`` order ids."""

    order: Json | None = None
    unknown: str | None = None
    candidates: tuple[str, ...] = ()
    inferred: bool = False


def choose(message: Message, situation: Situation, catalogue: Catalogue) -> Choice:
    """See the module: naming beats describing beats focus beats inference."""
    orders = {str(order["order_id"]): order for order in situation.data.orders}
    mentions = message.mentions
    if mentions.unknown or mentions.ids:
        return _numbered(message, orders)
    focus = orders.get(situation.order_id or "")
    if mentions.descriptive:
        described = _described(message, situation, catalogue)
        if len(described) == 1:
            return Choice(order=described[0])
        if focus is None or focus not in described:
            return Choice(candidates=tuple(str(order["order_id"]) for order in described))
    if focus is not None:
        return Choice(order=focus)
    if situation.order_id is not None:
        return Choice()
    return _inferred(message, situation, catalogue)


def _numbered(message: Message, orders: dict[str, Json]) -> Choice:
    """The order whose number is named; where several are, and none takes another back, that is open."""
    mentions = message.mentions
    if not mentions.ids:
        return Choice(unknown=mentions.unknown)
    if len(mentions.ids) > 1 and message.frames and not _CORRECTING.search(message.plain):
        return Choice(candidates=tuple(mentions.ids))
    return Choice(order=orders[mentions.ids[-1]])


def _described(message: Message, situation: Situation, catalogue: Catalogue) -> list[Json]:
    found = candidates(message.mentions, situation, situation.data.orders)
    fitting = [order for order in found if fits(order, message.mentions.refs, catalogue)]
    if len(fitting) > 1:
        narrowed = [order for order in fitting if fits(order, goods_meant(message), catalogue)]
        return narrowed or fitting
    return fitting


def _inferred(message: Message, situation: Situation, catalogue: Catalogue) -> Choice:
    orders = situation.data.orders
    refs = goods_meant(message)
    refs = refs and [*refs, *_named_at_the_head(message)]
    if not refs:
        refs = _topped_up(message)
        fitting = [order for order in orders if fits(order, refs, catalogue)] if refs else []
        if len(fitting) == 1:
            return Choice(order=fitting[0], inferred=True)
    elif refs:
        fitting = [order for order in orders if fits(order, refs, catalogue)]
        if len(fitting) == 1:
            return Choice(order=fitting[0], inferred=True)
        return Choice(candidates=tuple(str(order["order_id"]) for order in fitting))
    if len(orders) == 1:
        return Choice(order=orders[0], inferred=True)
    return Choice()


def goods_meant(message: Message) -> list[Ref]:
    """The goods a message says are on the order: not those to be added, nor target sizes and colours."""
    refs: list[Ref] = []
    for frame in message.frames:
        if frame.verb == "add" and frame.mode in ("inc", ""):
            continue
        refs.extend(ref for ref in frame.refs if ref.products or ref.colors or ref.sizes)
    refs.extend(ref for ref in message.asides if ref.products or ref.colors)
    return refs


def _named_at_the_head(message: Message) -> list[Ref]:
    """ "the red ones. M to 140": goods that are only named, before anything is asked of others."""
    first = message.spoken[0] if message.spoken else None
    if first is None or first.act != "bare" or not first.pure or first.amount is not None or first.negated:
        return []
    return [ref for ref in first.refs if ref.products or ref.colors]


def _topped_up(message: Message) -> list[Ref]:
    """ "10 more navy softshells in M": goods to be added that may be on an order already."""
    return [ref for f in message.frames if f.verb == "add" and f.mode == "inc" for ref in f.refs if ref.products]


def fits(order: Json, refs: list[Ref], catalogue: Catalogue) -> bool:
    """Whether everything that ``refs`` describe is on ``order``."""
    lines = OrderLines(tuple(order["lines"]), catalogue.products)
    return all(lines.fitting(ref) for ref in refs)
