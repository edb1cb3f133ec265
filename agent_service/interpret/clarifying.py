"""Answers to a clarifying question: what was left open before is filled from the answer."""

import re
from dataclasses import replace

from agent_service.conversation.interpretation import Json, Situation
from agent_service.interpret.catalogue import Catalogue
from agent_service.interpret.frames import Frame
from agent_service.interpret.items import lex
from agent_service.interpret.message import Message, read
from agent_service.interpret.noun_phrases import Amount, Ref
from agent_service.interpret.outcome import Outcome
from agent_service.interpret.references import anew, intersect, same_kind
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


_WHICH_LINE = re.compile(
    r"\bwhich (?!size|colou?r|artwork|order|address|date|delivery|day|option|design|logo)\w+\b"
    r"(?! (quantity|size|colou?r|count|number))"
)
_AT_PRESENT = re.compile(r"(?:it is |they are |at present |currently )?now \d+\b", re.IGNORECASE)
_WHICH_VALUE = re.compile(r"\b(which|what) (size|colou?r)\b")
_WHICH_REMOVED = re.compile(r"\bwhich (?!order).*\b(remove|drop|delete|take off|cancel)\b", re.IGNORECASE)


_HOW_MANY_DAYS = re.compile(r"\bhow many (day|week)s (earlier|sooner|before|later|longer|after)", re.IGNORECASE)


def pending(text: str, situation: Situation, catalogue: Catalogue) -> list[Frame]:
    """The frames of what was said before (by the customer, or by the assistant asking back) that an answer can fill."""
    days = _HOW_MANY_DAYS.search(text)
    if days:
        unit = 7 if days[1].lower() == "week" else 1
        key = "days_later" if days[2].lower() in ("later", "longer", "after") else "days_earlier"
        return [Frame("date", asks=("date",), date={key: unit})]
    sentences = re.split(r"(?<=[.?!])\s+", _NOISE.sub("", text))
    statements = [s for s in sentences if not s.endswith("?") and not _AT_PRESENT.match(s)]
    questions = [s for s in sentences if s.endswith("?")]
    heads = [_as_open(_without_choices(s, catalogue).split(": ")[0].split(",")[0]) for s in questions]
    tails = [s.split(": ", 1)[1] for s in questions if ": " in s]
    settled = _settled(statements, situation, catalogue)
    for parts in (() if settled else statements, heads, tails):
        frames = _asked_for(" ".join(parts), situation, catalogue)
        if frames:
            frames = _left_to_choose(frames, questions) if parts is not statements else frames
            return _about_what_was_said(frames, text, situation, catalogue)
    return _opened(text)


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


def _without_choices(text: str, catalogue: Catalogue) -> str:
    """ "Should the ten extra hoodies be M or L": the alternatives that are put to the customer are no request."""
    items = lex(tokenise(text), catalogue)
    at = next((i for i, item in enumerate(items) if item.kind == "or"), None)
    if at is None:
        return text
    start, end = at, at + 1
    while start > 0 and items[start - 1].kind in (*_CHOICES, "det", "sep"):
        start -= 1
    while end < len(items) and items[end].kind in (*_CHOICES, "det"):
        end += 1
    if end == at + 1:
        return text
    return " ".join(item.text for item in items[:start] + items[end:])


class Answer:
    """An answer held against what is pending on one order."""

    def __init__(self, message: Message, order: Json, catalogue: Catalogue, assistant: str) -> None:
        self._message = message
        self._said = list(message.frames)
        self._resolver = Resolver(order, catalogue)
        self._assistant = assistant.lower()

    def complete(self, frames: list[Frame]) -> Outcome:
        """The pending frames with what the answer adds, resolved."""
        outcome = Outcome()
        for part in self.filled(frames):
            outcome.merge(self._resolver.resolve(part))
        unanswered = _WHICH_LINE.search(self._assistant) and not any(f.refs or f.each for f in self._message.frames)
        return Outcome(missing=["line"]) if unanswered and "line" not in outcome.missing else outcome

    def filled(self, frames: list[Frame]) -> list[Frame]:
        """The pending frames with what the answer adds, still to be resolved."""
        return [part for frame in frames for part in self._parts(frame)]

    def _parts(self, frame: Frame) -> list[Frame]:
        frame = self._denied(self._worn(self._dated(self._described(frame))))
        frame = self._amended(frame)
        open_before = self._resolver.resolve(frame)
        if not open_before.missing:
            return [next((self._picked(frame, said) for said in self._said if self._picks_out(frame, said)), frame)]
        shares = self._shared_out(frame) or self._in_order(frame, open_before)
        return shares or [self._fill(frame, open_before)]

    def _amended(self, frame: Frame) -> Frame:
        """ "sorry, the larges", "no, 50": what was settled before is said anew."""
        corrects = corrects_something(self._message)
        for said in list(self._said):
            goods = [ref for ref in said.refs if ref.describes]
            restates = said.act == "move" and said.has_target and not said.turns
            if goods and (corrects or restates) and self._settled_otherwise(frame, goods):
                frame = replace(frame, refs=[anew(old, new) for old in frame.refs for new in goods])
                self._said = [each for each in self._said if each is not said or restates]
            if corrects and said.amount is not None and frame.amount is not None and not frame.amount.vague:
                frame = replace(frame, amount=said.amount)
        return frame

    def _settled_otherwise(self, frame: Frame, goods: list[Ref]) -> bool:
        """Whether the frame speaks of other goods than these, which are on the order too."""
        now = self._resolver.lines.fitting_any([ref for ref in frame.refs if ref.describes])
        then = self._resolver.lines.fitting_any([anew(old, new) for old in frame.refs for new in goods])
        if not now or not then or {line["line_id"] for line in then} == {line["line_id"] for line in now}:
            return False
        return all(same_kind(old, new) for old in frame.refs for new in goods)

    def _worn(self, frame: Frame) -> Frame:
        """ "On the tees or on the polos?": an artwork that was settled goes where the answer says."""
        said = [ref for f in self._message.frames for ref in f.refs if ref.describes]
        return replace(frame, refs=said) if frame.act == "art" and not frame.refs and said else frame

    def _denied(self, frame: Frame) -> Frame:
        """ "no, 14", to a request that was only to be affirmed: the number in it was wrong."""
        if not re.match(r"(no|nope|not quite|almost)\b", self._message.plain) or self._resolver.resolve(frame).missing:
            return frame
        amounts = [f.amount for f in self._message.frames if f.amount is not None and not f.refs]
        if frame.act != "quantity" or len(amounts) != 1 or frame.mode != "set":
            return replace(frame, doubts=("quantity",) if frame.act == "quantity" else ("change",))
        return replace(frame, amount=amounts[0])

    def _dated(self, frame: Frame) -> Frame:
        """ "2027-01-29 would be ideal": a date alone answers when."""
        dates = [item.value for item in self._message.items if item.kind == "date" and item.value]
        spans = [item.value for item in self._message.items if item.kind == "span" and item.value]
        if frame.act == "date" and frame.asks and frame.date and len(spans) == 1 and not self._message.frames:
            return replace(frame, asks=(), date={key: spans[0] for key in frame.date})
        if frame.act != "date" or not frame.asks or len(dates) != 1:
            return frame
        return replace(frame, asks=(), date={"delivery_date": dates[0]})

    def _shared_out(self, frame: Frame) -> list[Frame]:
        """ "25 M and 25 L" of fifty: each part as was asked for the whole; "white for the M, navy for the L" too."""
        parts = [f for f in self._message.frames if any(ref.describes for ref in f.refs)]
        if frame.act == "move" and len(parts) > 1 and all(part.act == "move" and part.has_target for part in parts):
            return [replace(part, refs=self._narrow_refs(frame, part)) for part in parts]
        counted = [f for f in parts if f.amount is not None and f.mode in ("", "set")]
        if frame.act != "quantity" or len(counted) < 2 or len(counted) < len(parts):
            return []
        return [replace(frame, amount=part.amount, refs=self._narrow_refs(frame, part)) for part in counted]

    def _in_order(self, frame: Frame, before: Outcome) -> list[Frame]:
        """ "six and six" of twelve, where two lines were named: in their order, if they add up."""
        counts = [item.value for item in self._message.items if item.kind == "number"]
        lines = [li for li in self._resolver.order["lines"] if li["line_id"] in before.candidates]
        whole = frame.amount.count if frame.amount else None
        if frame.act != "quantity" or len(counts) < 2 or len(counts) != len(lines) or sum(counts) != whole:
            return []
        places = [1 + self._resolver.order["lines"].index(line) for line in lines]
        return [
            replace(frame, amount=Amount(count=count), refs=[Ref(lines=(place,))])
            for count, place in zip(counts, places, strict=True)
        ]

    def _narrow_refs(self, frame: Frame, said: Frame) -> list[Ref]:
        return [intersect(old, new) for old in frame.refs or [Ref()] for new in said.refs if new.describes]

    def _described(self, frame: Frame) -> Frame:
        """Goods to be added, asked about by size or colour: the answer belongs to their description."""
        asked = [a for a in ("size", "color", "colour") if a in self._assistant]
        said = [ref for f in self._message.frames for ref in f.refs if ref.attribute_only]
        if frame.verb != "add" or not said or not frame.refs or not asked:
            return frame
        asks = tuple(ask for ask in frame.asks if ask not in ("size", "color"))
        return replace(frame, refs=[intersect(ref, said[0]) for ref in frame.refs], asks=asks)

    def _fill(self, frame: Frame, before: Outcome) -> Frame:
        for said in self._said:
            frame = self._fill_one(frame, self._as_goods(said) if "line" in before.missing else said, before)
        return frame

    def _as_goods(self, said: Frame) -> Frame:
        """ "the hoodies, mediums", where it was asked which: both describe the goods, if there are such."""
        value = Ref(sizes=(said.size,) if said.size else (), colors=(said.colors,) if said.colors else ())
        goods = [intersect(ref, value) for ref in said.refs if ref.describes]
        if not said.turns or not self._resolver.lines.fitting_any(goods):
            return said
        return replace(said, act="bare", refs=goods, size=None, colors=())

    @staticmethod
    def _picked(frame: Frame, said: Frame) -> Frame:
        return replace(frame, refs=[intersect(old, new) for old in frame.refs for new in said.refs])

    def _picks_out(self, frame: Frame, said: Frame) -> bool:
        """ "the M ones", of jackets in several sizes that are to become another: those, not what they become."""
        now = self._resolver.lines.fitting_any([ref for ref in frame.refs if ref.describes])
        goods = [intersect(old, new) for old in frame.refs for new in said.refs if new.describes]
        picked = self._resolver.lines.fitting_any(goods)
        ones = any(item.kind in ("ones", "rank") for item in self._message.items) or _PLURAL.search(self._message.plain)
        return frame.act == "move" and said.act == "bare" and bool(ones) and 0 < len(picked) < len(now)

    def _points(self, said: Frame, before: Outcome) -> bool:
        """Whether the goods in the answer say which line is meant, rather than what they should become."""
        if "line" not in before.missing or _WHICH_VALUE.search(self._assistant):
            return False
        fitting = self._resolver.lines.fitting_any([ref for ref in said.refs if ref.describes])
        return 0 < len(fitting) < len(self._resolver.order["lines"])

    def _fill_one(self, frame: Frame, said: Frame, before: Outcome) -> Frame:
        if "line" in before.missing and (said.refs or said.each):
            frame = self._narrowed(frame, said, before)
        elif self._picks_out(frame, said):
            return self._picked(frame, said)
        if said.even:
            return replace(frame, even=True)
        if frame.act == "move" and said.mode in ("inc", "dec") and "quantity" in before.missing:
            return frame  # "30 less" of pieces that are to become another: of how many is not said
        if frame.act == "date" and frame.asks and frame.date:
            return self._shifted(frame, said)
        amount = said.amount or (_everything(said) if "quantity" in before.missing else None)
        if amount is not None and (frame.amount is None or frame.amount.vague or said.each):
            frame = replace(frame, amount=amount, mode=self._mode(frame, said), asks=_less(frame.asks, "quantity"))
        return self._valued(frame, said, before)

    def _shifted(self, frame: Frame, said: Frame) -> Frame:
        """ "How many days earlier?" answered with a number (of days) or a whole date."""
        if said.act == "date" and said.date:
            return replace(said)
        if said.amount is None or not said.amount.count:
            return frame
        return replace(frame, asks=(), date={key: unit * said.amount.count for key, unit in (frame.date or {}).items()})

    def _valued(self, frame: Frame, said: Frame, before: Outcome) -> Frame:
        if said.mode == "same" and said.same_as is not None:
            frame = replace(frame, mode="same", same_as=said.same_as, asks=())
        if frame.act == "quantity" and frame.refs and {"size", "color"} & set(before.missing):
            frame = replace(frame, refs=[intersect(ref, new) for ref in frame.refs for new in said.refs[:1] or [Ref()]])
        if frame.act == "move":
            frame = self._targeted(frame, replace(said, refs=[]) if self._points(said, before) else said)
        if frame.act == "art" and said.arts:
            frame = replace(frame, arts=said.arts, asks=())
        if frame.act in ("address", "date") and said.act == frame.act and not said.asks:
            frame = replace(said)
        return frame

    def _mode(self, frame: Frame, said: Frame) -> str:
        if said.mode in ("inc", "dec", "mult"):
            return said.mode
        if way := _than_now(self._message.plain):
            return way
        total = re.search(
            r"how many should|how many .*in all|in total|should it be|should there be(?! (fewer|more|less))",
            self._assistant,
        )
        return "set" if total or not frame.mode else frame.mode

    def _narrowed(self, frame: Frame, said: Frame, before: Outcome) -> Frame:
        if said.each and not any(ref.describes for ref in said.refs):
            refs = [replace(ref, quantifier="each") for ref in frame.refs] or [Ref(quantifier="each")]
            return replace(frame, refs=refs)
        lines = [line for line in self._resolver.order["lines"] if line["line_id"] in before.candidates]
        ordinals = [n for ref in said.refs for n in ref.lines]
        if ordinals and lines and not frame.each:
            picked = [lines[n - 1 if n > 0 else n]["line_id"] for n in ordinals if 0 < abs(n) <= len(lines)]
            numbers = tuple(1 + i for i, line in enumerate(self._resolver.order["lines"]) if line["line_id"] in picked)
            return replace(frame, refs=[Ref(lines=(n,)) for n in numbers])
        described = [ref for ref in said.refs if ref.describes]
        refs = [self._closer(old, new) for old in frame.refs or [Ref()] for new in described]
        return replace(frame, refs=refs or frame.refs)

    def _closer(self, old: Ref, new: Ref) -> Ref:
        """Both descriptions; the answer alone where nothing on the order fits both."""
        both = intersect(old, new)
        fits = self._resolver.lines.fitting(both) and self._resolver.lines.fitting(replace(both, products=new.products))
        common = old.products is None or new.products is None or bool(old.products & new.products)
        return both if common and fits else new

    def _targeted(self, frame: Frame, said: Frame) -> Frame:
        size, colors, text = said.size, said.colors, said.color_text
        for ref in said.refs:
            size = size or (ref.sizes[0] if ref.sizes and "size" in frame.asks else None)
            if not colors and ref.colors and "color" in frame.asks:
                colors, text = ref.colors[0], ref.color_text
        asks = frame.asks
        if size:
            asks = _less(asks, "size")
        if colors:
            asks = _less(asks, "color")
        return replace(
            frame,
            size=size or frame.size,
            colors=colors or frame.colors,
            color_text=text or frame.color_text,
            asks=asks,
            shift=0 if size else frame.shift,
        )


def _everything(said: Frame) -> Amount | None:
    """ "all of them" as a number of pieces."""
    whole = any(ref.quantifier == "all" and not ref.describes for ref in said.refs)
    return Amount(share=1.0) if whole else None


def _less(asks: tuple[str, ...], what: str) -> tuple[str, ...]:
    return tuple(ask for ask in asks if ask != what)


_FROM_NOW = re.compile(
    r"\b(?:(below|under|less than|fewer than|short of)|(plus|above|more than|on top of)) (?:that|this|now|what|it)\b"
    r"|\b(?:what|as) (?:we|i|there)[^,.]* (?:(minus|less)|(plus|and)) \d|\bon (top)\b"
)


def _than_now(plain: str) -> str | None:
    """ "75 below that", "what we have plus 15": counted from what there is; "120 in total" is not."""
    found = _FROM_NOW.search(plain)
    if found is None:
        return "set" if re.search(r"\b(in all|in total|altogether|all told|overall|up to \d+)\b", plain) else None
    return "dec" if found[1] or found[3] else "inc"


_PLURAL = re.compile(r"^(just |only )?the [a-z]+s\b")
_AMENDS = re.compile(r"^\W*(no|nope|not|sorry|actually|wait|oops|hold on|i mean|i meant|rather|correction|hm+|well)\b")


def corrects_something(message: Message) -> bool:
    """Whether the message takes back something that was said before it."""
    marked = any(frame.correction or frame.instead for frame in message.frames)
    return marked or bool(_AMENDS.search(message.plain)) or any(item.kind == "correction" for item in message.items)
