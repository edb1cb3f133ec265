"""What one clause leaves out is taken from its neighbours: ellipsis, corrections of oneself, negation and contrast."""

from dataclasses import replace
from typing import Any

from agent_service.interpret.frames import Frame
from agent_service.interpret.noun_phrases import Ref
from agent_service.interpret.references import complementary, intersect

_LISTED = frozenset({"move", "quantity", "art", "remove", "swap_counts"})
_DEEDS = frozenset({"quantity", "move", "art", "address", "date", "remove", "cancel", "split", "swap_counts"})


def combine(frames: list[Frame]) -> list[Frame]:
    """The frames of a message, completed by their neighbours; without the negated and the overruled ones."""
    joiner = _Joiner()
    for frame in frames:
        joiner.take(frame)
    return joiner.finished()


class _Joiner:
    def __init__(self) -> None:
        self.done: list[Frame] = []
        self.open: list[Frame] = []
        self.denied: Frame | None = None

    @property
    def last(self) -> Frame | None:
        return self.done[-1] if self.done else None

    def take(self, frame: Frame) -> None:
        if frame.negated:
            self._deny(frame)
        elif (specific := self._specific(frame)).act not in ("bare", "vague", "keep", "even"):
            self._complete(specific)
        elif frame.act in ("bare", "vague"):
            self._lean(frame)
        elif frame.act == "keep" and frame.excepted:
            self.open.append(replace(frame, act="bare", refs=frame.excepted, excepted=[]))
        elif frame.act == "keep":
            self.done.append(frame)
        elif frame.act == "even":
            self._share_out(frame)
        else:
            self._complete(frame)

    def finished(self) -> list[Frame]:
        deeds = [frame for frame in self.done if frame.act in _DEEDS]
        if any(frame.act == "keep" and (frame.amount or any(r.other for r in frame.refs)) for frame in self.done):
            for frame in deeds:
                frame.rest_kept = True
        if not deeds:
            self.done.extend(_turned(self.open))
        if len(deeds) > 1:
            self.done = [frame for frame in self.done if not _mere_mention(frame)]
        self.done.extend(f for f in self.open if not deeds or f.amount is not None or f.verb == "extend")
        return self.done

    def _share_out(self, frame: Frame) -> None:
        last = self.last
        if last is not None and last.act == "quantity":
            self.done[-1] = replace(last, even=True, refs=frame.refs or last.refs)
        else:
            self.done.append(frame)

    def _deny(self, frame: Frame) -> None:
        self.denied = frame
        if frame.correction and self.done:
            self.done.pop()

    def _lean(self, frame: Frame) -> None:
        last = self.last
        if self.denied is not None and frame.refs and frame.act == "bare":
            act = "remove" if self.denied.act in ("cancel", "remove") else self.denied.act
            self.done.append(replace(self.denied, act=act, refs=frame.refs, negated=False))
            self.denied = None
            return
        if frame.was is not None and not frame.refs and last is not None:
            last.was = frame.was
            return
        if last is not None and _said_again(last, frame):
            return
        shifted = _as_one(last, frame) if last is not None and last.act == "move" and last.shift else None
        if shifted is not None:
            self.done[-1] = shifted
            return
        if last is not None and _everything(frame) and last.act in ("art", "move"):
            self.done[-1] = replace(last, refs=[], arts_from=()) if last.arts else last
            return
        if last is None or last.act not in _DEEDS or self.open:
            self._keep_open(frame)
        elif frame.correction and frame.refs and _retargets(last, frame):
            value = frame.refs[0]
            size, colors = (value.sizes or (None,))[0], (value.colors or ((),))[0]
            self.done[-1] = replace(last, size=size, colors=colors, color_text=value.color_text)
        elif frame.correction and frame.refs:
            self.done[-1] = replace(last, refs=self._settle(frame.refs))
        elif frame.act == "bare" and frame.refs:
            self._add_to(last, frame)
        else:
            self._keep_open(frame)

    def _specific(self, frame: Frame) -> Frame:
        """ "the artwork is outdated, replace it": what "it" is."""
        earlier = self.open[-1] if self.open else None
        if frame.act != "vague" or earlier is None or not earlier.about or (frame.refs and not _pointing(frame.refs)):
            return frame
        asks = {"art": "artwork"}.get(earlier.about, earlier.about)
        act = {"color": "move", "size": "move"}.get(earlier.about, earlier.about)
        self.open.pop()
        return replace(frame, act=act, refs=earlier.refs, asks=(asks,), verb="change")  # type: ignore[arg-type]

    def _keep_open(self, frame: Frame) -> None:
        if frame.correction and self.open and self.open[-1].act == frame.act == "bare":
            self.open.pop()
        if frame.refs or frame.act == "vague" or frame.amount:
            self.open.append(frame)

    def _add_to(self, last: Frame, frame: Frame) -> None:
        if last.act == "swap_counts" or last.even:
            last.refs = [*last.refs, *frame.refs]
            return
        if _pointing(frame.refs):
            return
        if frame.joined in ("stop", "question") and not frame.same and not frame.only:
            self.open.append(replace(frame, verb="onward"))
            return
        told = frame.joined == "sep" and last.act in ("quantity", "remove") and not frame.same
        if told and frame.pure and all(r.attribute_only and complementary(o, r) for o in last.refs for r in frame.refs):
            last.refs = [intersect(o, r) for o in last.refs for r in frame.refs]
            return
        if frame.only or frame.joined == "colon":
            last.refs = frame.refs
        elif last.act in ("quantity", "move", "remove", "art", "keep") and (frame.pure or frame.same):
            self.open.append(replace(frame, verb="extend"))

    def _complete(self, frame: Frame) -> None:
        last = self.last
        if last is not None and (_repeats(last, frame) or _number_again(last, frame)):
            return
        joined = _as_one(last, frame) if last is not None else None
        if last is not None and joined is not None:
            self.done[-1:] = [last, joined] if _becomes_too(last, frame) else [joined]
            return
        if last is not None and _moves_as_well(last, frame):
            self.done[-1] = replace(frame, refs=last.refs, amount=last.amount, partitive=True)
        if last is not None and _superseded(last, frame):
            self.done.pop()
            last = self.last
        if frame.correction and last is not None and last.act in _DEEDS:
            self._overrule(last, frame)
            return
        if last is not None and last.act == frame.act and last.asks and self._answers(last, frame):
            self.done.pop()
            frame.refs = self._answering(last, frame)
            frame.arts_from = frame.arts_from or last.arts_from
        elif last is not None and last.act == frame.act == "move" and last.asks == ("change",) and frame.has_target:
            self.done[-1] = replace(last, size=frame.size, colors=frame.colors, color_text=frame.color_text, asks=())
        _pass_on(last, frame)
        self._borrow(self.last, frame)
        self._absorb(frame)
        if frame.act == "swap_counts" and last is not None and last.act == "swap_counts":
            return
        self.done.append(frame)
        self.denied = None

    @staticmethod
    def _answers(last: Frame, frame: Frame) -> bool:
        """ "wrong colour, it was meant to be navy": what was left open is said in the next clause."""
        if frame.asks:
            return False
        free = not frame.refs or _pointing(frame.refs) or not last.refs
        free |= all(complementary(one, two) for one in last.refs for two in frame.refs)
        return free and frame.act in ("move", "address", "art", "date", "quantity")

    @staticmethod
    def _answering(last: Frame, frame: Frame) -> list[Ref]:
        if not frame.refs or _pointing(frame.refs):
            return last.refs
        return [intersect(one, two) for one in last.refs for two in frame.refs] or frame.refs

    def _absorb(self, frame: Frame) -> None:
        """Open references before this clause: "the mediums and the larges to XL", "caps, 150"."""
        said = self.open
        if _pointing(frame.refs):
            starts = [at for at, earlier in enumerate(said) if earlier.joined in ("stop", "question")]
            said = said[starts[-1] :] if starts else said
        for earlier in said:
            if not earlier.refs or (_pointing(earlier.refs) and frame.refs):
                continue
            if earlier.verb == "extend":
                self._extend(earlier)
            elif earlier.refs and (not frame.refs or _pointing(frame.refs)):
                frame.refs = list(earlier.refs)
                frame.amount = frame.amount or earlier.amount
            elif earlier.refs and earlier.pure and frame.joined in ("and", "sep", "colon") and frame.act in _LISTED:
                self._list(earlier, frame)
        self.open.clear()

    @staticmethod
    def _list(earlier: Frame, frame: Frame) -> None:
        """ "the mediums and the larges" are both meant; "hoodies, the larges" is one thing described twice."""
        if frame.joined != "and" and all(_one_thing(a, b) for a in earlier.refs for b in frame.refs):
            frame.refs = [intersect(a, b) for a in earlier.refs for b in frame.refs]
        elif not frame.amount_first:
            frame.refs = [*earlier.refs, *frame.refs]
            frame.amount = frame.amount or earlier.amount

    def _extend(self, bare: Frame) -> None:
        """ "drop the caps and the polos", "same for the large": the deed before, once more."""
        last = self.last
        if last is not None:
            self.done.append(replace(last, refs=self._settle(bare.refs), was=None))

    def _borrow(self, last: Frame | None, frame: Frame) -> None:
        if last is None or last.act not in _DEEDS:
            return
        opened = any(ref.describes for earlier in self.open for ref in earlier.refs)
        if (
            not frame.refs
            and not opened
            and frame.act in ("move", "quantity", "art")
            and last.refs
            and frame.mode != "same"
        ):
            onward = last.act == "quantity" and frame.joined == "stop" and not frame.also
            if frame.act == "move" or (frame.amount is not None and (frame.joined in ("and", "sep") or onward)):
                frame.refs = list(last.refs)
        elif _pointing(frame.refs) and last.refs:
            frame.refs = self._settle(frame.refs)
        if (
            frame.act == "quantity"
            and frame.mode == ""
            and last.act == "quantity"
            and last.mode in ("inc", "dec", "set", "")
        ):
            frame.mode, frame.verb = last.mode, last.verb
            frame.also |= last.also and last.mode != "dec"
        elif frame.act == "quantity" and frame.mode == "" and last.act == "remove" and frame.joined in ("and", "sep"):
            frame.mode, frame.verb = "dec", last.verb

    def _settle(self, refs: list[Ref]) -> list[Ref]:
        last = self.last
        if last is None or not last.refs or not _pointing(refs):
            return refs
        if any(ref.other for ref in refs):
            return refs
        return list(last.refs)

    def _overrule(self, last: Frame, frame: Frame) -> None:
        """ "150 … no wait, 130": the later value wins, what it leaves out stays."""
        if frame.act == last.act == "quantity":
            same_goods = not frame.refs or frame.refs == last.refs or _pointing(frame.refs)
            mode = (
                frame.mode if frame.mode not in ("", "set") or last.mode in ("", "set", "mult", "same") else last.mode
            )
            if same_goods:
                self.done[-1] = replace(last, amount=frame.amount, mode=mode or last.mode, was=None)
            else:
                self.done[-1] = replace(frame, mode=frame.mode or last.mode, verb=frame.verb or last.verb)
        elif last.act == "move" and frame.act == "quantity" and not frame.refs:
            self.done[-1] = replace(last, amount=frame.amount)
        elif frame.act == last.act == "move":
            self.done[-1] = replace(
                frame, refs=frame.refs if frame.refs and not _pointing(frame.refs) else last.refs,
                amount=frame.amount or last.amount,
            )  # fmt: skip
        else:
            self.done[-1] = frame
        self.open.clear()


def _superseded(last: Frame, frame: Frame) -> bool:
    """ "we don't need it, cancel", "the old print is worn out, put the new one on": the second says it all."""
    if last.act == "swap_counts" and not last.refs and frame.act == "move" and frame.refs:
        return True
    cancelled = last.act == "remove" and frame.act == "cancel" and _pointing(last.refs)
    return cancelled or (_stated(last) and frame.act == "art" and not frame.stated and not frame.correction)


def _stated(last: Frame) -> bool:
    return last.act == "art" and last.stated and not last.refs and not last.arts_from


def _as_one(last: Frame, frame: Frame) -> Frame | None:
    """Two clauses that say one thing: what goods and how many of them, and what becomes of them."""
    if _counts_moved(last, frame):
        return replace(last, amount=frame.amount, partitive=True)
    if _becomes_too(last, frame):
        return replace(frame, act="move", refs=last.refs, partitive=True, **_value(frame.refs[0]))
    if last.act == "move" and last.shift and frame.act == "bare" and _single_value(frame) and frame.refs[0].sizes:
        return replace(last, size=frame.refs[0].sizes[0], shift=0)
    if _picked(last, frame):
        return replace(frame, refs=last.refs, amount=last.amount, partitive=True)
    if _details(last, frame):
        return replace(last, amount=frame.amount, refs=[*last.refs, *frame.refs])
    return None


def _value(ref: Ref) -> dict[str, Any]:
    """A size or colour as the target of a move."""
    return {
        "size": ref.sizes[0] if ref.sizes else None,
        "colors": ref.colors[0] if ref.colors else (),
        "color_text": ref.color_text,
    }


def _mere_mention(frame: Frame) -> bool:
    """An artwork's name without any deed ("Harbor Charity Run" under a letter)."""
    return frame.act == "art" and frame.stated and not frame.refs and frame.joined == "stop" and not frame.asks


def _becomes_too(last: Frame, frame: Frame) -> bool:
    """ "25 of the caps royal blue, 25 red": other pieces of the same goods that become something else."""
    if last.act != "move" or not last.partitive or frame.act != "quantity" or len(frame.refs) != 1:
        return False
    value, counted = frame.refs[0], frame.amount is not None and frame.amount.count is not None
    kind = bool(value.sizes) == bool(last.size) and bool(value.colors) == bool(last.colors)
    verbless = (
        frame.amount_first and frame.verb == "" and frame.mode in ("", "set") and not frame.onto and not frame.also
    )
    return verbless and counted and kind and value.attribute_only and frame.joined in ("sep", "and")


def _counts_moved(last: Frame, frame: Frame) -> bool:
    """ "polos need a different size, 10 of them": how many of what was just spoken of."""
    whole = not any(ref.describes or ref.other for ref in frame.refs) and frame.definite
    pointed = (frame.partitive and _pointing(frame.refs)) or whole
    plain = frame.act == "quantity" and pointed and frame.mode in ("", "set")
    return plain and last.act == "move" and last.amount is None and frame.verb in ("", "need") and not frame.onto


def _moves_as_well(last: Frame, frame: Frame) -> bool:
    """ "20 from the mediums and 20 from the larges in white": what the second clause says of both."""
    counted = last.act == "quantity" and last.verb == "" and last.mode in ("", "set") and not last.onto
    first = last.amount_first and last.amount is not None and last.amount.count is not None and not last.also
    listed = frame.joined in ("and", "sep") and frame.act == "move" and frame.has_target and not frame.shift
    return counted and first and listed and frame.amount is not None and not frame.verb and bool(frame.refs)


def _picked(last: Frame, frame: Frame) -> bool:
    """ "take 20 of the M and make those XL": first which pieces, then what becomes of them."""
    picked = last.act == "quantity" and last.partitive and last.mode in ("", "set") and last.verb in ("", "need")
    return picked and frame.act == "move" and frame.has_target and _pointing(frame.refs) and frame.amount is None


def _retargets(last: Frame, frame: Frame) -> bool:
    """ "S jackets should be M... no sorry, L": another value of the kind that came last."""
    value = frame.refs[0]
    alone = len(frame.refs) == 1 and value.attribute_only and frame.amount is None
    return (
        last.act == "move"
        and alone
        and bool(value.sizes) == bool(last.size)
        and bool(value.colors) == bool(last.colors)
    )


def _details(last: Frame, frame: Frame) -> bool:
    """ "take 10 off the hoodies, 5 each": the part of each line, of what was said before as a whole."""
    both = last.act == frame.act == "quantity" and frame.joined in ("sep", "and", "dash", "colon")
    counts = [f.amount.count if f.amount else None for f in (last, frame)]
    whole = last.mode in ("inc", "dec") and any(ref.describes for ref in last.refs) and not last.each
    part = frame.each and not any(ref.describes for ref in frame.refs) and frame.mode in ("", "set", last.mode)
    return bool(both and whole and part and counts[0] and counts[1]) and (counts[0] or 0) % (counts[1] or 1) == 0


def _number_again(last: Frame, frame: Frame) -> bool:
    bare = frame.act == "quantity" and not frame.refs and not frame.verb and frame.mode in ("", "set")
    return bare and _said_again(last, frame)


def _said_again(last: Frame, frame: Frame) -> bool:
    """ "XL = 12. TWELVE.": the same number, and nothing else."""
    told = last.act in ("quantity", "move") and last.amount is not None and not frame.refs
    return told and frame.amount == last.amount


def _pass_on(last: Frame | None, frame: Frame) -> None:
    """ "take 50 from the mediums and add them to the larges": as many."""
    if last is None or not last.act == frame.act == "quantity" or (last.mode, frame.mode) != ("dec", "inc"):
        return
    pointed = any(ref.pronoun for ref in frame.refs) and any(ref.describes for ref in frame.refs)
    if pointed and frame.amount is None and last.amount is not None:
        frame.amount, frame.asks = last.amount, ()
        frame.refs = [replace(ref, pronoun=False) for ref in frame.refs if ref.describes]


def _repeats(last: Frame, frame: Frame) -> bool:
    """ "we are 4 caps short, please add them", "cancel, we do not need it": the same deed, pointed at."""
    if last.act == "cancel" and frame.act == "remove":
        return _pointing(frame.refs)
    same = last.act == frame.act == "quantity" and last.mode == frame.mode == "inc"
    return same and last.amount is not None and frame.amount is None and _pointing(frame.refs)


def _turned(bare: list[Frame]) -> list[Frame]:
    """ "all polos, both sizes, navy": goods, and after them a size or colour alone, make a wish without a verb."""
    starts = [at for at, frame in enumerate(bare) if frame.joined == "stop"]
    said = bare[starts[-1] if starts else 0 :]
    if len(bare) > 1 and _everything(bare[-1]) and _single_value(bare[-2]):
        said = [replace(bare[-1], joined="stop"), replace(bare[-2], joined="sep")]
    if len(said) < 2 or any(f.amount is not None or not f.refs or f.asked or f.act != "bare" for f in said):
        return []
    value = said[-1].refs[0]
    goods = [ref for frame in said[:-1] for ref in frame.refs]
    alone = said[-1].pure and said[-1].joined in ("sep", "dash", "colon") and len(said[-1].refs) == 1
    single = len(value.sizes) + len(value.colors) == 1 and value.attribute_only
    named = any(ref.products or ref.lines or ref.quantifier == "all" for ref in goods)
    if not (alone and single and named):
        return []
    size, colors = (value.sizes or (None,))[0], (value.colors or ((),))[0]
    refs = [ref for ref in goods if ref.describes] or goods
    quantifier = next((ref.quantifier for ref in goods if ref.quantifier), "")
    refs = [replace(ref, quantifier=ref.quantifier or quantifier) for ref in refs]
    return [Frame("move", refs=refs, size=size, colors=colors, color_text=value.color_text, verb="set", turns=True)]


def _single_value(frame: Frame) -> bool:
    ref = frame.refs[0] if len(frame.refs) == 1 else None
    return ref is not None and ref.attribute_only and len(ref.sizes) + len(ref.colors) == 1 and frame.amount is None


def _everything(frame: Frame) -> bool:
    """ "…, for everything"."""
    return frame.act == "bare" and any(ref.quantifier == "all" and not ref.describes for ref in frame.refs)


def _one_thing(one: Ref, two: Ref) -> bool:
    """ "hoodies, the larges"; "line 1 (navy, size S)": one thing described twice."""
    line = one if one.lines else two
    other = two if one.lines else one
    return complementary(one, two) or bool(line.lines and other.attribute_only)


def _pointing(refs: list[Ref]) -> bool:
    return bool(refs) and all(ref.pronoun and not ref.describes for ref in refs)


def extended(frames: list[Frame]) -> list[Frame]:
    """Bare references left open at the end repeat the deed before them; the rest of the open ones stay as they are."""
    out: list[Frame] = []
    for frame in frames:
        deed = next((f for f in reversed(out) if f.act in _DEEDS), None)
        if frame.act == "bare" and frame.verb == "extend" and deed is not None:
            out.append(replace(deed, refs=frame.refs, was=None, same=frame.same))
        else:
            out.append(frame)
    return out
