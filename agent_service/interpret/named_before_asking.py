"""The goods that the assistant names before it asks: "There are mediums in black and navy. Which should be 18?"."""

import re
from dataclasses import replace

from agent_service.conversation.interpretation import Json, Situation
from agent_service.interpret.catalogue import Catalogue
from agent_service.interpret.frames import Frame
from agent_service.interpret.items import Item, lex
from agent_service.interpret.noun_phrases import Ref
from agent_service.interpret.order_lines import OrderLines
from agent_service.interpret.tokens import tokenise

_WHICH = re.compile(
    r"\bwhich(?: ones?| lines?| of (?:them|those|these|the two))?"
    r" (?:should|shall|do|does|would|is|are|needs?)\b[^.?!]*\?",
    re.IGNORECASE,
)
_COMES_IN = re.compile(r"([^.?!]*?)\b(?:comes?|(?:are|is) available) in\b[^.?!]*[.!]", re.IGNORECASE)
_FEWEST = 2


def told_apart(text: str, situation: Situation, catalogue: Catalogue) -> Ref | None:
    """What the lines have in common that ``text`` sets against each other before it asks which of them is meant."""
    which = _WHICH.search(text)
    if which is None:
        return None
    said = lex(tokenise(re.sub(r"\([^)]*\)", "", text[: which.start()])), catalogue)
    sizes = {item.value for item in said if item.kind == "size"}
    colors = {item.value for item in said if item.kind == "color"}
    lines = _lines(situation, catalogue)
    listed = [line for line in lines.lines if _among(line, sizes, colors)]
    common = Ref(
        products=_product(said),
        sizes=tuple(sizes) if len(sizes) == 1 else (),
        colors=tuple(colors) if len(colors) == 1 else (),
    )
    return common if len(listed) >= _FEWEST and common.describes and lines.fitting(common) == listed else None


def _among(line: Json, sizes: set[str], colors: set[tuple[str, ...]]) -> bool:
    return (not sizes or line["size"] in sizes) and (not colors or any(line["color"] in names for names in colors))


def _product(said: list[Item]) -> frozenset[str] | None:
    goods = [item.value for item in said if item.kind == "product"]
    return frozenset.intersection(*goods) or None if goods else None


def of_the_goods_that_come_in(frame: Frame, text: str, situation: Situation, catalogue: Catalogue) -> Frame:
    """ "Caps come in black and red. Which colour should the 60 be?", is about caps: to be added, where there
    are none yet."""
    told = _COMES_IN.search(text)
    open_ = frame.act == "move" and frame.asks in (("color",), ("size",)) and frame.amount is not None
    if told is None or not open_ or any(ref.describes for ref in frame.refs):
        return frame
    products = _product(lex(tokenise(told[1]), catalogue))
    if not products:
        return frame
    if _lines(situation, catalogue).fitting(Ref(products=products)):
        return replace(frame, refs=[Ref(products=products)])
    return replace(frame, act="quantity", mode="inc", verb="add", refs=[Ref(products=products)])


def _lines(situation: Situation, catalogue: Catalogue) -> OrderLines:
    order = next((o for o in situation.data.orders if o["order_id"] == situation.order_id), None)
    return OrderLines(tuple(order["lines"]) if order else (), catalogue.products)
