"""What a question (or an unfinished request) leaves open: the frames that an answer can fill."""

import re
from dataclasses import replace
from itertools import pairwise

from agent_service.conversation.interpretation import Situation
from agent_service.interpret.asked_about import of_these_goods
from agent_service.interpret.catalogue import Catalogue
from agent_service.interpret.frames import Frame
from agent_service.interpret.items import Item, lex
from agent_service.interpret.message import read
from agent_service.interpret.named_before_asking import of_the_goods_that_come_in, told_apart
from agent_service.interpret.neighbours import target_of_move
from agent_service.interpret.noun_phrases import Ref
from agent_service.interpret.references import intersect
from agent_service.interpret.requests import deeds
from agent_service.interpret.resolve import Resolver
from agent_service.interpret.tokens import tokenise

_NOISE = re.compile(
    r",? ?(so |that is |making it )?\b\d+ (in all|in total|altogether)\b|"
    r"\([^)]*\)|;[^.?!]*|, so \d+ in all|,? ?\b(there (are|is)|currently|right now)\b[^.?!]*|[^.?!]*\b(comes? in"
    r"|are available in|is available in)\b[^.?!]*[.!]",
    re.IGNORECASE,
)


def _as_open(question: str) -> str:
    """ "Which size should they get" leaves open what "another size" leaves open."""
    return re.sub(r"^\W*(which|what) (size|colou?r)\b", r"a different \2", question, flags=re.IGNORECASE)


_AT_PRESENT = re.compile(r"(?:it is |they are |at present |currently )?now \d+\b", re.IGNORECASE)
_WHICH_REMOVED = re.compile(r"\bwhich (?!order).*\b(remove|drop|delete|take off|cancel)\b", re.IGNORECASE)


_HOW_MANY_DAYS = re.compile(
    r"\bhow many (day|week)s (earlier|sooner|before|later|longer|after)(?! or (?:earlier|sooner|later))", re.IGNORECASE
)
_WHICH_WAY = re.compile(r"\bhow many (day|week)s (?:earlier|sooner|later) or (?:earlier|sooner|later)\b", re.IGNORECASE)


_EXTRA = re.compile(r"\b(how many) extra (?=\w+s\b)", re.IGNORECASE)
""" "How many extra smalls do you need?" asks for no size XS."""


def pending(text: str, situation: Situation, catalogue: Catalogue) -> list[Frame]:
    """The frames of what was said before (by the customer, or by the assistant asking back) that an answer can fill."""
    text = _EXTRA.sub(r"\1 more ", text)
    days = _HOW_MANY_DAYS.search(text)
    if days:
        unit = 7 if days[1].lower() == "week" else 1
        key = "days_later" if days[2].lower() in ("later", "longer", "after") else "days_earlier"
        return [Frame("date", asks=("date",), date={key: unit})]
    either = _WHICH_WAY.search(text)
    if either:
        weeks = either[1].lower() == "week"
        return [Frame("date", asks=("date",), doubts=("date",) if weeks else ())]
    sentences = re.split(r"(?<=[.?!])\s+", _NOISE.sub("", text))
    statements = [s for s in sentences if not s.endswith("?") and not _AT_PRESENT.match(s)]
    questions = [s for s in sentences if s.endswith("?")]
    heads = [_as_open(_without_choices(s, catalogue).split(": ")[0].split(",")[0]) for s in questions]
    common = told_apart(text, situation, catalogue)
    asked = _asked_for(" ".join(heads), situation, catalogue) if common else []
    if common and asked:
        return [replace(frame, refs=[common]) for frame in asked]
    tails = [s.split(": ", 1)[1] for s in questions if ": " in s]
    settled = _settled(statements, situation, catalogue)
    goods: list[Ref] = []
    goods.extend(_to_be_changed(statements, situation, catalogue))
    for parts in (() if settled else statements, heads, tails):
        frames = _asked_for(" ".join(parts), situation, catalogue)
        goods.extend(ref for frame in frames if _says_where(frame) for ref in _of_that_value(frame))
        frames = [_of_those(frame, goods) for frame in frames if not _says_where(frame)]
        if frames:
            frames = _left_to_choose(frames, questions) if parts is not statements else frames
            frames = of_these_goods(frames, text)
            frames = [of_the_goods_that_come_in(frame, text, situation, catalogue) for frame in frames]
            return _about_what_was_said(frames, text, situation, catalogue)
    return _opened(text)


def _to_be_changed(statements: list[str], situation: Situation, catalogue: Catalogue) -> list[Ref]:
    """ "You'd like to change the mediums. How many should it be?": what the question after it is about."""
    text = " ".join(statements)
    said = read(text, situation, catalogue, all_requests=True).frames if text.strip() else []
    return [ref for frame in said if frame.act == "vague" for ref in frame.refs if ref.describes]


def _says_where(frame: Frame) -> bool:
    """ "Navy tees in M are on BT-1001 and on BT-1003.": what there is, and nothing that is wished for."""
    plain = frame.act == "move" and frame.loose and not frame.verb and frame.amount is None
    return plain and any(one.kind == "is" and two.kind == "on" for one, two in pairwise(frame.said))


def _of_that_value(frame: Frame) -> list[Ref]:
    return [intersect(target_of_move(frame), ref) for ref in frame.refs]


def _of_those(frame: Frame, goods: list[Ref]) -> Frame:
    """ "should they be 100": of the goods that were named before."""
    named = any(ref.describes for ref in frame.refs)
    return replace(frame, refs=list(goods)) if goods and not named else frame


def _left_to_choose(frames: list[Frame], questions: list[str]) -> list[Frame]:
    """ "Fewer M or fewer L?": which of the goods is what the answer has to say."""
    goods = [ref for frame in frames for ref in frame.refs if ref.describes]
    alike = len({frame.act for frame in frames}) == 1
    if len(goods) < 2 or not alike or not any(re.search(r"\bor\b", question) for question in questions):
        return frames
    return [replace(frames[0], refs=[])]


_WHEN = re.compile(r"\b(when|(what|which) (date|day)|by when)\b[^.?!]*\?", re.IGNORECASE)
_WHERE = re.compile(r"\b(where|(what|which) address)\b[^.?!]*\?", re.IGNORECASE)


def _opened(text: str) -> list[Frame]:
    """What a question leaves open by its question word alone."""
    if _WHICH_REMOVED.search(text):
        return [Frame("remove", verb="remove")]
    if _WHEN.search(text):
        return [Frame("date", asks=("date",))]
    return [Frame("address", asks=("address",))] if _WHERE.search(text) else []


_NOW = re.compile(
    r"\b(?:there (?:are|is)|you have|we have)\b ([^.?!;]*?)(?: (?:now|currently|right now|so far))?[.;]", re.IGNORECASE
)


def _about_what_was_said(frames: list[Frame], text: str, situation: Situation, catalogue: Catalogue) -> list[Frame]:
    """ "There are 48 red caps on it now. How many should it be?": the question is about the goods named before."""
    named = _NOW.search(text)
    if named is None or any(ref.describes for frame in frames for ref in frame.refs):
        return frames
    said = read(named[1], situation, catalogue, all_requests=True).frames
    refs = [ref for frame in said for ref in frame.refs if ref.describes]
    return [replace(frame, refs=refs) for frame in frames] if refs else frames


def _asked_for(text: str, situation: Situation, catalogue: Catalogue) -> list[Frame]:
    text = _without_choices(text.replace("?", ""), catalogue)
    frames = deeds(read(text, situation, catalogue, all_requests=True).frames) if text.strip() else []
    return [frame for frame in frames if frame.act != "vague"]


def _settled(statements: list[str], situation: Situation, catalogue: Catalogue) -> bool:
    """ "Caps to 90, got it.": what is part of the request already is not what is asked."""
    order = next((o for o in situation.data.orders if o["order_id"] == situation.order_id), None)
    frames = _asked_for(" ".join(statements), situation, catalogue) if order and situation.request else []
    outcomes = [Resolver(order, catalogue).resolve(frame) for frame in frames] if order else []
    return bool(outcomes) and all(
        not outcome.missing and all(change in situation.request for change in outcome.changes) for outcome in outcomes
    )


_CHOICES = frozenset({"size", "color", "product", "place", "art", "line"})

_LINKS = frozenset({"in", "to", "for"})


def _alternative(items: list[Item], sep: int, at: int) -> bool:
    """Whether what stands before a comma is one more of the alternatives: "S, M or L", not "… become navy, M or L"."""
    kinds = {item.kind for item in items[sep + 1 : at + 3]} & _CHOICES
    return sep > 0 and items[sep - 1].kind in kinds


def _without_choices(text: str, catalogue: Catalogue) -> str:
    """ "Should the ten extra hoodies be M or L": the alternatives that are put to the customer are no request."""
    items = lex(tokenise(text), catalogue)
    at = next((i for i, item in enumerate(items) if item.kind == "or"), None)
    if at is None:
        return text
    start, end = at, at + 1
    linked = end < len(items) and items[end].kind in _LINKS  # "in M or in L"
    while start > 0 and items[start - 1].kind in (*_CHOICES, "det", "sep", *(_LINKS if linked else ())):
        if items[start - 1].kind == "sep" and not _alternative(items, start - 1, at):
            break
        start -= 1
    while end < len(items) and items[end].kind in (*_CHOICES, "det", *(_LINKS if linked else ())):
        end += 1
    if end == at + 1:
        return text
    return " ".join(item.text for item in items[:start] + items[end:])
