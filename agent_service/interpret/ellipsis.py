"""What one clause leaves out is taken from its neighbours: ellipsis, corrections of oneself, negation and contrast."""

from dataclasses import replace

from agent_service.interpret.extending import all_of_them
from agent_service.interpret.frames import Frame
from agent_service.interpret.items import Item
from agent_service.interpret.neighbours import (
    as_one,
    becomes_too,
    both_become,
    counts_each,
    described,
    everything,
    leave_some,
    listed_alike,
    mere_mention,
    moves_as_well,
    named_by_value,
    none_left,
    number_again,
    one_thing,
    only_goods,
    pass_on,
    passed_on,
    pointing,
    repeats,
    retargets,
    said_again,
    superseded,
    target_of,
    told_otherwise,
    turned,
)
from agent_service.interpret.noun_phrases import Ref
from agent_service.interpret.references import complementary, intersect, same_kind
from agent_service.interpret.said_anew import as_goods, kept_after_all, swapped_with
from agent_service.interpret.withdrawal import take_back

_LISTED = frozenset({"move", "quantity", "art", "remove", "swap_counts"})
_DEEDS = frozenset({"quantity", "move", "art", "address", "date", "remove", "cancel", "split", "swap_counts"})


def combine(frames: list[Frame], overruled: list[tuple[Item, ...]] | None = None) -> list[Frame]:
    """The frames of a message, completed by their neighbours; without the negated and the overruled ones.

    The clauses that corrected something are added to ``overruled``.
    """
    joiner = _Joiner([] if overruled is None else overruled)
    for frame in frames:
        joiner.take(frame)
    return joiner.finished()


class _Joiner:
    def __init__(self, overruled: list[tuple[Item, ...]]) -> None:
        self.overruled = overruled
        self.done: list[Frame] = []
        self.open: list[Frame] = []
        self.denied: Frame | None = None

    @property
    def last(self) -> Frame | None:
        return self.done[-1] if self.done else None

    def take(self, frame: Frame) -> None:
        if frame.act == "withdraw":
            self._withdraw(frame)
        elif frame.negated:
            self._deny(frame)
        elif (specific := self._specific(frame)).act not in ("bare", "vague", "keep", "even"):
            self._complete(specific)
        elif frame.act in ("bare", "vague"):
            self._lean(frame)
        elif frame.act == "keep" and frame.excepted:
            self.open.append(replace(frame, act="bare", refs=frame.excepted, excepted=[]))
        elif frame.act == "keep":
            self._keep(frame)
        elif frame.act == "even":
            self._share_out(frame)
        else:
            self._complete(frame)

    def finished(self) -> list[Frame]:
        deeds = [frame for frame in self.done if frame.act in _DEEDS]
        if any(frame.act == "keep" and (frame.amount or any(r.other for r in frame.refs)) for frame in self.done):
            for frame in deeds:
                frame.rest_kept = True
        leave_some(self.done)
        if not deeds:
            self.done.extend(turned(self.open))
        if len(deeds) > 1:
            self.done = [frame for frame in self.done if not mere_mention(frame)]
        self.done.extend(f for f in self.open if not deeds or f.amount is not None or f.verb == "extend")
        return self.done

    def _share_out(self, frame: Frame) -> None:
        last = self.last
        if last is not None and last.act == "quantity":
            self.done[-1] = replace(last, even=True, refs=frame.refs or last.refs)
        else:
            self.done.append(frame)

    def _keep(self, frame: Frame) -> None:
        """What stays; "no, keep them" takes back what was just said of them."""
        if left := kept_after_all(self.last, frame):
            self.overruled.extend((self.done.pop().said, frame.said))
            self.done.append(left)
            return
        if frame.correction and pointing(frame.refs) and self.last is not None and self.last.act in _DEEDS:
            self.overruled.append(self.done.pop().said)
        named = [ref for earlier in self.open for ref in earlier.refs if ref.describes]
        if named and pointing(frame.refs):  # "the M fits well, keep it"
            frame.refs = named
            self.open.clear()
        self.overruled.append(frame.said)
        self.done.append(frame)

    def _withdraw(self, frame: Frame) -> None:
        named = any(ref.describes for earlier in self.open for ref in earlier.refs)
        withdrawn = None if named else take_back(self.done, frame, _DEEDS)
        if withdrawn is not None:
            self.overruled.extend((frame.said, withdrawn.said))
            self.open.clear()

    def _deny(self, frame: Frame) -> None:
        self.denied = frame
        if frame.correction and self.done:
            self.done.pop()
            self.overruled.append(frame.said)

    def _lean(self, frame: Frame) -> None:
        last = self.last
        if self.denied is not None and frame.refs and frame.act == "bare":
            act = "remove" if self.denied.act in ("cancel", "remove") else self.denied.act
            self.done.append(replace(self.denied, act=act, refs=frame.refs, negated=False))
            self.denied = None
            return
        if last is not None and self._restated(last, frame):
            self.overruled.append(frame.said)
            return
        if last is None or last.act not in _DEEDS or (self.open and self.open[-1].verb != "extend"):
            self._keep_open(frame)
        elif frame.correction and frame.refs:
            self.overruled.append(frame.said)
            again = retargets(last, frame)
            self.done[-1] = (
                replace(last, **target_of(frame.refs[0])) if again else replace(last, refs=self._settle(frame.refs))
            )
        elif last.act == "remove" and frame.only and any(same_kind(a, b) for a in last.refs for b in frame.refs):
            self.done.append(replace(frame, act="keep"))  # "no polos, tees only": what stays
        elif frame.act == "bare" and frame.refs:
            self._add_to(last, frame)
        else:
            self._keep_open(frame)

    def _restated(self, last: Frame, frame: Frame) -> bool:
        """Whether a clause without a deed only says once more, or closer, what the deed before it says."""
        if frame.was is not None and not frame.refs:
            last.was = frame.was
            return True
        passed = passed_on(last, frame)
        if passed is not None:
            self.done.append(passed)
            return True
        shifted = as_one(last, frame) if last.act == "move" and last.shift else None
        if shifted is not None:
            self.done[-1] = shifted
        elif everything(frame) and last.act in ("art", "move"):
            self.done[-1] = replace(last, refs=[], arts_from=()) if last.arts else last
        else:
            return said_again(last, frame)
        return True

    def _specific(self, frame: Frame) -> Frame:
        """ "the artwork is outdated, replace it": what "it" is."""
        earlier = self.open[-1] if self.open else None
        if frame.act != "vague" or earlier is None or not earlier.about or (frame.refs and not pointing(frame.refs)):
            return frame
        asks = {"art": "artwork"}.get(earlier.about, earlier.about)
        act = {"color": "move", "size": "move"}.get(earlier.about, earlier.about)
        self.open.pop()
        return replace(frame, act=act, refs=earlier.refs, asks=(asks,), verb="change")  # type: ignore[arg-type]

    def _keep_open(self, frame: Frame) -> None:
        if frame.correction and self.open and self.open[-1].act == frame.act == "bare":
            self.open.pop()
            self.overruled.append(frame.said)
        if frame.refs or frame.act == "vague" or frame.amount or frame.about:
            self.open.append(frame)

    def _add_to(self, last: Frame, frame: Frame) -> None:
        if last.act == "swap_counts" or last.even:
            last.refs = [*last.refs, *frame.refs]
            return
        if pointing(frame.refs):
            return
        gone = (last.verb == "goes" or none_left(last)) and not (frame.same or frame.also)
        if gone or (frame.joined in ("stop", "question") and not frame.same and not frame.only):
            self.open.append(frame if gone else replace(frame, verb="onward"))
            return
        told = frame.joined == "sep" and last.act in ("quantity", "remove") and not frame.same
        if told and frame.pure and all(r.attribute_only and complementary(o, r) for o in last.refs for r in frame.refs):
            last.refs = [intersect(o, r) for o in last.refs for r in frame.refs]
            return
        if frame.only and frame.joined == "and" and any(ref.describes for ref in last.refs):
            last.refs = [*last.refs, *frame.refs]
        elif frame.only or frame.joined == "colon":
            last.refs = frame.refs
        elif last.act in ("quantity", "move", "remove", "art", "keep") and (frame.pure or frame.same):
            self.open.append(replace(frame, verb="extend"))

    def _complete(self, frame: Frame) -> None:
        if self.last is not None and self._joined_to(self.last, frame):
            self.overruled.append(frame.said)
            return
        if both := both_become(self.done, frame):
            self.done[-2:] = both
            return
        if self.last is not None and named_by_value(self.last, frame):
            named = self.done.pop()
            value = Ref(sizes=(named.size,) if named.size else (), colors=(named.colors,) if named.colors else ())
            frame.refs = [intersect(value, ref) for ref in named.refs]
        last = self.last
        if frame.correction and last is not None and last.act in _DEEDS:
            self._overrule(last, as_goods(last, frame))
            return
        if last is not None and last.act == frame.act and last.asks and self._answers(last, frame):
            self.done.pop()
            frame.refs = [*self._answering(last, frame), *self._listed_with(last)]
            frame.arts_from = frame.arts_from or last.arts_from
        elif last is not None and last.act == frame.act == "move" and last.asks == ("change",) and frame.has_target:
            self.done[-1] = replace(last, size=frame.size, colors=frame.colors, color_text=frame.color_text, asks=())
        pass_on(last, frame)
        self._borrow(self.last, frame)
        self._absorb(frame)
        if frame.act == "swap_counts" and last is not None and last.act == "swap_counts":
            return
        self.done.append(frame)
        self.denied = None

    def _joined_to(self, last: Frame, frame: Frame) -> bool:
        """Whether a clause is one with the clause before it; what it makes of that one is done here."""
        if repeats(last, frame) or number_again(last, frame):
            return True
        if swapped := swapped_with(last, frame):
            last.refs = [*last.refs, *swapped]
            return True
        joined = as_one(last, frame) or passed_on(last, frame)
        if joined is not None and joined.mode == "inc":
            self.done.append(joined)
        elif joined is not None:
            self.done[-1:] = [last, joined] if becomes_too(last, frame) else [joined]
        elif moves_as_well(last, frame):
            self.done[-1] = replace(frame, refs=last.refs, amount=last.amount, partitive=True)
        elif goods := described(last, frame):
            self.done.pop()
            frame.refs, frame.partitive = goods, False
        elif superseded(last, frame):
            self.done.pop()
        return joined is not None

    def _listed_with(self, last: Frame) -> list[Ref]:
        """ "the print is wrong on S and M, …": the further goods of what was left open."""
        more = [frame for frame in self.open if frame.verb == "extend"] if last.act == "art" and last.refs else []
        self.open = [frame for frame in self.open if frame not in more]
        return [ref for frame in more for ref in frame.refs]

    @staticmethod
    def _answers(last: Frame, frame: Frame) -> bool:
        """ "wrong colour, it was meant to be navy": what was left open is said in the next clause."""
        if frame.asks:
            return False
        free = not frame.refs or pointing(frame.refs) or not last.refs
        free |= all(complementary(one, two) for one in last.refs for two in frame.refs)
        return free and frame.act in ("move", "address", "art", "date", "quantity")

    @staticmethod
    def _answering(last: Frame, frame: Frame) -> list[Ref]:
        if not frame.refs or pointing(frame.refs):
            return last.refs
        return [intersect(one, two) for one in last.refs for two in frame.refs] or frame.refs

    def _absorb(self, frame: Frame) -> None:
        """Open references before this clause: "the mediums and the larges to XL", "caps, 150"."""
        said = self.open
        if pointing(frame.refs):
            starts = [at for at, earlier in enumerate(said) if earlier.joined in ("stop", "question")]
            said = said[starts[-1] :] if starts else said
        for earlier in said:
            wanted = frame.act == "remove" and (earlier.verb == "need" or earlier.only)
            if wanted or not earlier.refs or (pointing(earlier.refs) and frame.refs):
                continue
            if earlier.told and any(ref.describes for ref in frame.refs) | frame.has_target:
                continue
            if earlier.verb == "extend" and (earlier is not said[-1] or not counts_each(frame)):
                self._extend(earlier)
            elif not frame.refs or pointing(frame.refs):
                frame.refs = list(earlier.refs)
                frame.amount = frame.amount or earlier.amount
                frame.partitive |= earlier.partitive
            elif earlier.pure and frame.joined in ("and", "sep", "colon") and frame.act in _LISTED:
                self._list(earlier, frame)
        self.open.clear()

    @staticmethod
    def _list(earlier: Frame, frame: Frame) -> None:
        """ "the mediums and the larges" are both meant; "hoodies, the larges" is one thing described twice."""
        if frame.joined != "and" and all(one_thing(a, b) for a in earlier.refs for b in frame.refs):
            frame.refs = [intersect(a, b) for a in earlier.refs for b in frame.refs]
        elif not frame.amount_first:
            frame.refs = [*earlier.refs, *frame.refs]
            frame.amount = frame.amount or earlier.amount

    def _extend(self, bare: Frame) -> None:
        """ "drop the caps and the polos", "same for the large": the deed before, once more."""
        last = self.last
        if last is not None and not all_of_them(last, bare):
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
            borrowed = frame.act == "art" and frame.stated and frame.joined == "and" and last.act == "quantity"
            if (
                borrowed
                or frame.act == "move"
                or (frame.amount is not None and (frame.joined in ("and", "sep") or onward))
            ):
                frame.refs = list(last.refs)
        elif pointing(frame.refs) and last.refs and not (opened and self.open[-1].joined == "stop"):
            frame.refs = self._settle(frame.refs)
        if frame.act == "quantity" and (frame.only or frame.was is not None) and last.mode in ("inc", "dec", ""):
            return  # "10 more L, just 50 M", "drop the L, 50 M instead of 60"
        if frame.act == "quantity" == last.act and (frame.mode == "" or listed_alike(last, frame)):
            frame.doubts = (*frame.doubts, *told_otherwise(last, frame))
            frame.mode, frame.verb = last.mode, last.verb
            frame.also |= last.also and last.mode != "dec"
        elif _fewer_too(last, frame):
            frame.mode, frame.verb = "dec", last.verb

    def _settle(self, refs: list[Ref]) -> list[Ref]:
        last = self.last
        if last is None or not last.refs or not pointing(refs):
            return refs
        if any(ref.other for ref in refs):
            return refs
        return list(last.refs)

    def _overrule(self, last: Frame, frame: Frame) -> None:
        """ "150 … no wait, 130": the later value wins, what it leaves out stays."""
        self.overruled.append(frame.said)
        if frame.act == last.act == "quantity":
            same_goods = not frame.refs or frame.refs == last.refs or pointing(frame.refs)
            mode = (
                frame.mode if frame.mode not in ("", "set") or last.mode in ("", "set", "mult", "same") else last.mode
            )
            if same_goods:
                self.done[-1] = replace(last, amount=frame.amount, mode=mode or last.mode, was=None)
            else:
                self.done[-1] = replace(frame, mode=frame.mode or last.mode, verb=frame.verb or last.verb)
        elif last.act == "quantity" and last.mode in ("inc", "dec") and only_goods(frame):
            self.done[-1] = replace(last, refs=only_goods(frame))
        elif last.act == "move" and frame.act == "quantity" and (not frame.refs or frame.only or frame.partitive):
            self.done[-1] = replace(last, amount=frame.amount, refs=frame.refs or last.refs, partitive=True)
        elif frame.act == last.act == "move":
            self.done[-1] = replace(
                frame, refs=frame.refs if frame.refs and not pointing(frame.refs) else last.refs,
                amount=frame.amount or last.amount,
            )  # fmt: skip
        else:
            self.done[-1] = frame
        self.open.clear()


def _fewer_too(last: Frame, frame: Frame) -> bool:
    """ "drop the caps and 5 hoodies"; not "the caps can go, 20 hoodies"."""
    plain = frame.act == "quantity" and frame.mode == "" and frame.joined in ("and", "sep")
    return plain and last.act == "remove" and last.verb != "goes"
