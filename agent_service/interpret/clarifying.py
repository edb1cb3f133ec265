"""Answers to a clarifying question: what was left open before is filled from the answer."""

import re
from dataclasses import replace
from itertools import pairwise

from agent_service.conversation.interpretation import Json
from agent_service.interpret.address_answers import only_place
from agent_service.interpret.answered_in_parts import choices, in_parts
from agent_service.interpret.answered_when import dated, shifted
from agent_service.interpret.asked_about import asks_for_a_value
from agent_service.interpret.catalogue import Catalogue
from agent_service.interpret.chosen_goods import WHICH_LINE
from agent_service.interpret.counted_from_now import way_from_now
from agent_service.interpret.counting import part_of
from agent_service.interpret.frames import Frame
from agent_service.interpret.message import Message
from agent_service.interpret.neighbours import in_both_ways, target_of_move
from agent_service.interpret.noun_phrases import Amount, Ref
from agent_service.interpret.outcome import Outcome
from agent_service.interpret.references import anew, intersect, same_kind
from agent_service.interpret.requests import deeds
from agent_service.interpret.resolve import Resolver

_WHICH_VALUE = re.compile(r"\b(which|what) (size|colou?r)\b")
_FROM = re.compile(r"^(?:just |only |all )?(?:from|out of)\b")


class Answer:
    """An answer held against what is pending on one order."""

    def __init__(self, message: Message, order: Json, catalogue: Catalogue, assistant: str) -> None:
        self._message = message
        self._said = list(message.frames)
        self._resolver = Resolver(order, catalogue)
        self._catalogue = catalogue
        self._assistant = assistant.lower()
        self.in_parts = False
        """Whether the answer shares the pieces out, and says nothing else."""

    def complete(self, frames: list[Frame]) -> Outcome:
        """The pending frames with what the answer adds, resolved."""
        outcome = Outcome()
        for part in self.filled(frames):
            outcome.merge(self._resolver.resolve(part))
        told = self._message.mentions.ids or any(f.refs or f.each for f in self._message.frames)
        unanswered = WHICH_LINE.search(self._assistant) and not told and not asks_for_a_value(self._assistant)
        return Outcome(missing=["line"]) if unanswered and "line" not in outcome.missing else outcome

    def filled(self, frames: list[Frame]) -> list[Frame]:
        """The pending frames with what the answer adds, still to be resolved."""
        return [part for frame in frames for part in self._parts(frame)]

    def _parts(self, frame: Frame) -> list[Frame]:
        if parts := in_parts(frame, self._message, self._assistant, self._resolver, self._catalogue):
            self.in_parts = True
            return parts
        frame = self._taken_from(frame)
        frame = self._with_artwork(frame)
        frame = self._denied(self._worn(dated(self._described(frame), self._message)))
        frame = self._amended(frame)
        open_before = self._resolver.resolve(frame)
        open_before.merge(self._which_of_several(frame, open_before))
        if not open_before.missing:
            return [next((self._picked(frame, said) for said in self._said if self._picks_out(frame, said)), frame)]
        shares = self._shared_out(frame) or self._in_order(frame, open_before)
        return shares or [self._fill(frame, open_before)]

    def _with_artwork(self, frame: Frame) -> Frame:
        """ "the hops", "trip", where it was asked which artwork: the part of its name by which it is called."""
        said = [item for item in self._message.items if item.kind not in ("det", "please", "pass", "ones", "stop")]
        named = said[0].value if len(said) == 1 and said[0].kind == "art_part" else ()
        open_ = frame.act == "art" and bool(frame.asks) and len(named) == 1
        return replace(frame, arts=named, asks=()) if open_ else frame

    def _which_of_several(self, frame: Frame, before: Outcome) -> Outcome:
        """ "Which hoodies should become XL?": settled by itself, if all of them were meant; but it was asked which."""
        lines = [change.get("line_id") for change in before.changes]
        goods = [ref for ref in frame.refs if ref.describes]
        asked = WHICH_LINE.search(self._assistant) and not before.missing and not frame.each
        if not asked or frame.act not in ("move", "remove", "quantity") or len(lines) <= max(1, len(goods)):
            return Outcome()
        return Outcome(missing=["line"], candidates=[str(line) for line in lines])

    def _amended(self, frame: Frame) -> Frame:
        """ "sorry, the larges", "no, 50": what was settled before is said anew."""
        corrects = corrects_something(self._message)
        for said in list(self._said):
            goods = [ref for ref in said.refs if ref.describes]
            restates = said.act == "move" and said.has_target and not said.turns
            amends = restates or (corrects and not self._is_the_value_asked_for(frame, said))
            if goods and amends and self._settled_otherwise(frame, goods):
                frame = replace(frame, refs=[anew(old, new) for old in frame.refs for new in goods])
                self._said = [each for each in self._said if each is not said or restates]
            if fewer := self._fewer_of_them(frame, said):
                frame = replace(frame, amount=Amount(count=fewer), partitive=True)
            if corrects and said.amount is not None and frame.amount is not None and not frame.amount.vague:
                frame = replace(frame, amount=said.amount)
        return frame

    def _is_the_value_asked_for(self, frame: Frame, said: Frame) -> bool:
        """ "well, L", where it was asked which size; "sorry, larges" may be of which goods."""
        asked = frame.act == "move" and frame.asks in (("size",), ("color",)) and said.act == "bare"
        kinds = {item.kind for item in said.said}
        plain = not kinds & {"det", "product", "ones"} and frame.asks[:1] and frame.asks[0] in kinds
        return asked and bool(plain) and bool(_MUSING.search(self._message.plain))

    @staticmethod
    def _fewer_of_them(frame: Frame, said: Frame) -> int:
        """ "only four navy", "half of them", where it was asked whether all ten should be navy."""
        whole = (frame.amount.count if frame.amount else None) or 0
        fewer = part_of(said.amount, whole) if said.amount and said.mode in ("", "set") else 0
        told = said.only or said.partitive or (said.amount is not None and said.amount.share is not None)
        colors = [names for ref in said.refs for names in ref.colors]
        sizes = [size for ref in said.refs for size in ref.sizes]
        same = all(names == frame.colors for names in colors) and all(size == frame.size for size in sizes)
        meant = frame.act == "move" and frame.has_target and told and same
        return fewer if fewer and meant and 0 < fewer < whole else 0

    def _taken_from(self, frame: Frame) -> Frame:
        """ "from the larges", of pieces that are to become another: what they are, and not what they become."""
        goods = [ref for said in self._said for ref in said.refs if ref.describes]
        refs = [intersect(old, new) for old in frame.refs or [Ref()] for new in goods]
        bare = len(self._said) == 1 and self._said[0].act == "bare" and _FROM.match(self._message.plain)
        if frame.act != "move" or frame.has_target or not bare or not self._resolver.lines.fitting_any(refs):
            return frame
        self._said = []
        return replace(frame, refs=refs)

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
        counts = [amount.count or 0 for amount in amounts]
        if frame.act == "move" and frame.amount and len(counts) == 1 and 0 < counts[0] < (frame.amount.count or 0):
            return replace(frame, amount=amounts[0], partitive=True)  # "all ten?" "no, four"
        if frame.act != "quantity" or len(amounts) != 1 or frame.mode != "set":
            return replace(frame, doubts=("quantity",) if frame.act == "quantity" else ("change",))
        return replace(frame, amount=amounts[0])

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
        asked = any(word in self._assistant for word in ("size", "color", "colour"))
        said = [ref for f in self._message.frames for ref in f.refs if ref.attribute_only]
        whole = [f for f in self._message.frames if f.act == "move" and not any(ref.describes for ref in f.refs)]
        said += [target_of_move(f) for f in whole if f.has_target and not f.shift]  # "navy for all"
        said = in_both_ways(self._message.frames) or said
        asked = asked or bool(choices(self._assistant, self._catalogue))
        if frame.verb != "add" or not said or not frame.refs or not asked:
            return frame
        asks = tuple(ask for ask in frame.asks if ask not in ("size", "color"))
        return replace(frame, refs=[intersect(ref, said[0]) for ref in frame.refs], asks=asks)

    def _fill(self, frame: Frame, before: Outcome) -> Frame:
        told = _side_by_side([self._as_goods(said) for said in self._said]) if "line" in before.missing else self._said
        if "line" in before.missing and WHICH_LINE.search(self._assistant) and _rules_out(self._message):
            return replace(frame, doubts=("line",))
        if frame.act == "address" and (parted := [f for f in deeds(self._message.frames) if f.act == "split"]):
            return parted[0]  # "hoodies to HQ, caps to the warehouse"
        if frame.act == "address" and frame.asks and (place := only_place(self._message)):
            return replace(frame, asks=(), address_ids=place)
        for said in told:
            frame = self._fill_one(frame, self._counting_lines(said, before), before)
        return frame

    def _as_goods(self, said: Frame) -> Frame:
        """ "the hoodies, mediums", "all in L", where it was asked which: they describe the goods, if there are such."""
        value = Ref(sizes=(said.size,) if said.size else (), colors=(said.colors,) if said.colors else ())
        goods = [intersect(ref, value) for ref in said.refs if ref.describes]
        if said.refs and not goods and value.describes and all(ref.quantifier or ref.pronoun for ref in said.refs):
            goods = [value]
        if not (said.turns or (said.loose and not said.verb)) or not self._resolver.lines.fitting_any(goods):
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
        if "line" in before.missing and (said.refs or said.each) and not self._sums_up(said):
            frame = self._narrowed(frame, said, before)
        elif self._picks_out(frame, said):
            return self._picked(frame, said)
        if said.even or self._shares_of_all(frame, said, before):
            return replace(frame, even=True)
        if frame.act == "move" and said.mode in ("inc", "dec") and "quantity" in before.missing:
            return frame  # "30 less" of pieces that are to become another: of how many is not said
        if frame.act == "date" and frame.asks and frame.date:
            return shifted(frame, said)
        amount = said.amount or (_everything(said) if "quantity" in before.missing else None)
        if amount is not None and (frame.amount is None or frame.amount.vague or said.each):
            frame = replace(frame, amount=amount, mode=self._mode(frame, said), asks=_less(frame.asks, "quantity"))
        return self._valued(frame, said, before)

    def _counting_lines(self, said: Frame, before: Outcome) -> Frame:
        """ "all three", where it was asked which of three: each of them, and not three pieces."""
        lines = len(before.candidates or self._resolver.order["lines"])
        counted = said.amount is not None and said.amount.count == lines and said.act in ("bare", "quantity")
        if "line" not in before.missing or not counted or not said.each or any(ref.describes for ref in said.refs):
            return said
        return replace(said, act="bare", amount=None, refs=[Ref(quantifier="all")])

    def _sums_up(self, said: Frame) -> bool:
        """ "M, all of them": as many as there are of the goods named before, and not all the others too."""
        before = [each for each in self._said if each is not said and any(ref.describes for ref in each.refs)]
        whole = bool(said.refs) and all(ref.pronoun and ref.quantifier == "all" for ref in said.refs)
        return whole and bool(before) and not corrects_something(self._message)

    @staticmethod
    def _shares_of_all(frame: Frame, said: Frame, before: Outcome) -> bool:
        """ "half from each" of ten, and two lines that they may come from: five of each."""
        share = said.amount.share if said.amount else None
        counted = frame.act == "quantity" and frame.amount is not None and bool(frame.amount.count)
        return counted and share is not None and said.each and round(share * len(before.candidates), 2) == 1

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
        if way := way_from_now(self._message.plain):
            return way
        total = re.search(
            r"(?<!by )how many should|how many .*in all|in total|should it be|should there be(?! (fewer|more|less))",
            self._assistant,
        )
        return "set" if total or not frame.mode else frame.mode

    def _narrowed(self, frame: Frame, said: Frame, before: Outcome) -> Frame:
        if said.each and not any(ref.describes for ref in said.refs):
            refs = [replace(ref, quantifier="each") for ref in frame.refs] or [Ref(quantifier="each")]
            shared = frame.mode == "inc" and said.amount is None and not said.even and _SO_MANY.search(self._assistant)
            return replace(frame, refs=refs, doubts=("quantity",) if shared else frame.doubts)
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


def _side_by_side(told: list[Frame]) -> list[Frame]:
    """ "S and M", where it was asked which: one answer that names both."""
    plain = [f for f in told if f.act == "bare" and f.refs and f.amount is None and all(r.describes for r in f.refs)]
    goods = [ref for frame in plain for ref in frame.refs]
    if len(plain) < _SEVERAL or not all(same_kind(one, two) for one, two in pairwise(goods)):
        return told
    both = replace(plain[0], refs=list(dict.fromkeys(goods)))
    return [both, *(frame for frame in told if frame not in plain)]


_SEVERAL = 2
_SO_MANY = re.compile(r"\bthe (extra |additional |other )?\d+\b")
""" "Should the 10 extra tees be M or L?" – "both": five of each, or ten?"""


def _rules_out(message: Message) -> bool:
    """ "not the 3XL, the others", "M, no, all of them": which ones, said by which ones not."""
    refs = [ref for frame in message.frames for ref in frame.refs if not ref.describes]
    others = any(ref.other or ref.quantifier == "all" for ref in refs) and not _NOT_OTHERS.search(message.plain)
    return others and any(item.kind in ("not", "except") for item in message.items)


_NOT_OTHERS = re.compile(r"\w\W+not the others?(?: ones?| size| two)?\W*(?:please|thanks)?\W*$")
""" "the smalls, not the others"."""


def _everything(said: Frame) -> Amount | None:
    """ "all of them" as a number of pieces."""
    whole = any(ref.quantifier == "all" and not ref.describes for ref in said.refs)
    return Amount(share=1.0) if whole else None


def _less(asks: tuple[str, ...], what: str) -> tuple[str, ...]:
    return tuple(ask for ask in asks if ask != what)


_PLURAL = re.compile(r"^(just |only )?the [a-z]+s\b")
_MUSING = re.compile(r"^\W*(?:(?:oh|so|ok|ah|yes) )*(?:well|hm+)\b")
_AMENDS = re.compile(r"^\W*(no|nope|not|sorry|actually|wait|oops|hold on|i mean|i meant|rather|correction|hm+|well)\b")


def corrects_something(message: Message) -> bool:
    """Whether the message takes back something that was said before it."""
    marked = any(frame.correction or frame.instead for frame in message.frames)
    return marked or bool(_AMENDS.search(message.plain)) or any(item.kind == "correction" for item in message.items)
