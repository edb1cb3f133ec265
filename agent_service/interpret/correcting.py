"""Answering an offer by changing it: the request as it stands then, whole."""

import re
from dataclasses import replace

from agent_service.conversation.interpretation import Json, Situation
from agent_service.interpret.catalogue import Catalogue
from agent_service.interpret.colors import meant_color
from agent_service.interpret.counted_against import CountedAgainst
from agent_service.interpret.counting import after_offer, goes_on, part_of
from agent_service.interpret.frames import Frame
from agent_service.interpret.message import Message
from agent_service.interpret.neighbours import pointing
from agent_service.interpret.noun_phrases import Amount, Ref
from agent_service.interpret.outcome import Outcome
from agent_service.interpret.written_address import street_name

_SETTING_ASIDE = frozenset(
    {"without", "skip", "leave out", "forget", "drop", "lose", "omit", "do without", "leave off"}
)
_SAID_NO = re.compile(r"\b(no|not)\b (?:to )?(?:the |for the )?\w+|\w+ (?:,? ?)no\b")
_ONLY_NO = re.compile(r"\b(?:no|without)\b")
_REMOVING = re.compile(
    r"\b(?:remov|delet|drop|tak|cancel|skip|scrap|ditch|rid|los|leav|omit|eliminat|strik|cut|forget|kill|toss|pull|minus)\w*"
)
""" "no the black ones" of goods that nothing is asked of rules out an option, it does not take goods off the order."""
_LEFT_OUT = re.compile(r"\b(leave|keep|take)\b.*\bout\b")
_REFUSES = re.compile(r"^\W*(?:no|nope|nah|rather|actually)\b")
_FINE = re.compile(r"\b(is|are) (fine|ok|good|right|correct)\b(?! as (?:is|it is|they are|before|now)\b)")
_NUMBERED = ("new_quantity", "quantity", "days_later", "days_earlier")


class Correction(CountedAgainst):
    """Holds an offer's request against what the customer says next."""

    def read(self) -> Outcome | None:
        """The corrected request, with what must be asked; None where the message changes nothing."""
        ways = (self.narrowed_art, self.same_number, self.same_again, self.other_line, self.shared_out,
                self.moved_in_parts, self.from_other_line, self.only_some_cancelled,
                self.rest_becomes_another)  # fmt: skip
        if any(way() for way in ways):
            return Outcome(self.request, self.missing.missing, self.missing.candidates)
        frames = [self._counted(frame) for frame in self._message.frames if not self.asks_only(frame)]
        frames = [frame for frame in frames if not (self._agreed(frame) or self.rest_of_what_stays(frame))]
        frames = self.without_what_it_comes_to(self.not_those(frames))
        self.drop_what_is_skipped()
        clear = [frame for frame in frames if not frame.asks or (frame.act == "address" and frame.verb != "there")]
        for frame in clear or frames:
            if not (self.of_other_goods(frame) or self.counted_against(frame)):
                self._take(frame)
        if not self._touched and not self.missing.missing:
            self.days()
        if not self.missing.missing and not (self._touched and self.request):
            return None
        if any(self._to_itself(change) for change in self.request):
            self.missing.ask("change")
        self.without_the_refused()
        return Outcome(self.request, self.missing.missing, self.missing.candidates)

    def _to_itself(self, change: Json) -> bool:
        """ "from L to M", where M was to become L: pieces would become what they are."""
        line = self._lines.get(str(change.get("line_id")), {})
        return bool(line) and bool(line.get("size") == change.get("new_size"))

    def _counted(self, frame: Frame) -> Frame:
        """ "all but ten of them": as a number, where it is said of one line."""
        lines = self._requested([ref for ref in frame.refs if ref.describes]) or list(
            {str(change["line_id"]) for change in self.request if change.get("line_id")}
        )
        if frame.amount is None or not frame.amount.rest:
            return frame
        count = part_of(frame.amount, self._lines[lines[0]]["quantity"]) if len(lines) == 1 else None
        return replace(frame, amount=Amount(count=count, vague=count is None or count <= 0))

    def _agreed(self, frame: Frame) -> bool:
        """ "18 is right, but …": a number of the offer, accepted."""
        count = frame.amount.count if frame.amount else None
        offered = {change[key] for change in self.request for key in _NUMBERED if key in change}
        plain = self._message.plain
        return count in offered and bool(re.search(rf"\b{count} (\w+ )?is (fine|ok|good|right|correct)\b", plain))

    def _take(self, frame: Frame) -> None:
        handlers = {
            "keep": self._without,
            "bare": self._bare,
            "quantity": self._quantity,
            "move": self._move,
            "remove": self._remove,
            "address": self._address,
            "art": self._art,
        }
        if frame.act in handlers:
            handlers[frame.act](frame)
        elif frame.act == "swap_counts" and self.targets_swapped():
            return
        elif frame.act in ("date", "split", "swap_counts"):
            self._replace(self._resolver.resolve(frame))

    def _without(self, frame: Frame) -> None:
        parts = any(f.act == "move" and f.amount is not None and f.rest_kept for f in self._message.frames)
        if (parts and any(ref.other for ref in frame.refs)) or self.rest_stays(frame):
            return  # "15 to XL, rest stays as L": of thirty that were to become XL
        self.place_stays(frame)
        lines = self._requested(frame.refs)
        if self.stays_as_offered(frame, lines):
            return
        if _FINE.search(" ".join(item.text for item in frame.said)) or self._kept_to(frame):
            return
        if pointing(frame.refs) and len(self._message.frames) > 1:
            self._left_alone()
            return
        if (lines or not any(ref.describes for ref in frame.refs)) and self._kept_in_part(frame):
            return
        if frame.amount is not None and any(
            "new_quantity" not in c and c.get("line_id") in lines for c in self.request
        ):
            self.all_but(frame, lines)
            return
        if (lines and len(lines) < len(self.request)) or (
            lines and any(f.act in ("art", "move", "quantity") for f in self._message.frames)
        ):
            self.leave_out(lines)

    def _left_alone(self) -> None:
        """ "no, leave them and add 10 L": nothing of the offer; without a no it may be the offer that is kept."""
        if _REFUSES.search(self._message.plain):
            self.request, self._touched = [], True
        else:
            self.missing.ask("change")

    def _kept_to(self, frame: Frame) -> bool:
        """ "let us keep to 70", where there are 60 and 80 are offered."""
        only = self.request[0] if len(self.request) == 1 else {}
        count = frame.amount.count if frame.amount else None
        line = self._lines.get(str(only.get("line_id")))
        if only.get("type") != "change_quantity" or line is None or not count or frame.refs:
            return False
        if count in (line["quantity"], only["new_quantity"]):
            return False
        self._set(only, "new_quantity", Frame("quantity", "set", frame.amount, verb="set"))
        return True

    def _bare(self, frame: Frame) -> None:
        if frame.amount is not None:
            self._number(Frame("quantity", "set", frame.amount, only=frame.only))
            return
        lines = self._requested(frame.refs)
        if frame.only and lines:
            self._touched |= len(lines) < len({c.get("line_id") for c in self.request})
            self.request = [change for change in self.request if change.get("line_id") in lines]
        elif self.the_whole(frame):
            return
        elif any(ref.attribute_only for ref in frame.refs) and not (lines and not frame.instead):
            self._retarget(frame.refs[0].sizes[:1], frame.refs[0].colors[:1], frame.refs[0].color_text)

    def _retarget(self, sizes: tuple[str, ...], colors: tuple[tuple[str, ...], ...], text: str) -> None:
        """ "XL instead": another target for what is asked already."""
        for change in self.request:
            if change["type"] == "change_size" and sizes:
                change["new_size"] = sizes[0]
                self._touched = True
            elif change["type"] == "change_color" and colors:
                self._recolor(change, colors[0], text)
            elif change["type"] == "add_line":
                self.other_variant(change, sizes, colors)

    def _recolor(self, change: Json, names: tuple[str, ...], text: str) -> None:
        """ "18 of them blue", where royal blue is offered: what of several may be meant, is as it was offered."""
        line = self._lines[change["line_id"]]
        meant = meant_color(names, text, self._catalogue.products.get(line["product_id"]))
        if meant is None and change["new_color"] not in names:
            self.missing.ask("color")
        self._touched = True
        change["new_color"] = meant or change["new_color"]

    def _quantity(self, frame: Frame) -> None:
        described = [ref for ref in frame.refs if ref.describes]
        if not described and frame.amount is not None:
            self._number(frame)
            return
        if self._moved_otherwise(frame, described):
            return
        added = self.added_lines(described)
        if (
            added
            and frame.amount is not None
            and frame.amount.count
            and (frame.was == added[0]["quantity"] or not self._resolver.lines.fitting_any(described))
        ):
            added[0]["quantity"] = frame.amount.count
            self._touched = True
            return
        if self._offered_number(frame, described):
            return
        if self._part_of_move(frame, described) or self.variant_of_added(frame, described):
            return
        if self.for_another_line(frame, described):
            return
        self._replace(self._resolver.resolve(frame))

    def _moved_otherwise(self, frame: Frame, refs: list[Ref]) -> bool:
        """ "thirty of them, and XL", where twenty are to become L: both the number and what they become."""
        moved = [c for c in self.request if c["type"] in ("change_size", "change_color")]
        only_values = all(ref.attribute_only for ref in refs) and not self._resolver.lines.fitting_any(refs)
        if len(self.request) != 1 or not moved or not only_values or not refs:
            return False
        if frame.amount is None or not frame.amount.count:
            return False
        if not frame.partitive and frame.amount.count != moved[0]["quantity"]:
            return False
        moved[0]["quantity"] = frame.amount.count
        self._retarget(refs[0].sizes[:1], refs[0].colors[:1], refs[0].color_text)
        return self._touched

    def _offered_number(self, frame: Frame, refs: list[Ref]) -> bool:
        """ "go ahead with the 12 caps", where 12 more are offered: said again, or asked about."""
        lines = self._requested(refs)
        asked = [c for c in self.request if c["type"] == "change_quantity" and c["line_id"] in lines]
        if len(asked) != 1 or frame.amount is None or not frame.amount.count or frame.mode not in ("set", ""):
            return False
        line = self._lines[asked[0]["line_id"]]
        if frame.amount.count != abs(asked[0]["new_quantity"] - line["quantity"]) or frame.onto:
            return False
        if frame.verb in ("set", "change"):
            self.missing.ask("quantity")
        return True

    def _part_of_move(self, frame: Frame, refs: list[Ref]) -> bool:
        """ "only 10 of the mediums": fewer pieces of a move that is asked for."""
        lines = self._requested(refs)
        moves = [c for c in self.request if c["type"] in ("change_size", "change_color") and c.get("line_id") in lines]
        if not moves or frame.amount is None or frame.mode not in ("set", ""):
            return False
        for change in moves:
            self._set(change, "quantity", frame)
        return True

    def _number(self, frame: Frame) -> None:
        if self._kept_in_part(frame):
            return
        numbered = [change for change in self.request if any(key in change for key in _NUMBERED)]
        count = frame.amount.count if frame.amount else None
        if count is not None and count <= len(self._situation.options) > 1 and frame.verb != "set":
            return
        if frame.was is not None and len(numbered) > 1:
            numbered = [c for c in numbered if frame.was in (c.get("new_quantity"), c.get("quantity"))] or numbered
        of_each = bool(numbered) and (frame.each or bool(frame.amount and frame.amount.share))
        if len(numbered) != 1 and not of_each:
            self.missing.ask("line" if numbered else "change")
            return
        for change in numbered:
            self._set(change, next(key for key in _NUMBERED if key in change), frame)

    def _set(self, change: Json, key: str, frame: Frame) -> None:
        amount = frame.amount
        line = self._lines.get(str(change.get("line_id")))
        if amount is None or amount.vague:
            self.missing.ask("quantity")
            return
        if key == "new_quantity" and line is not None and (amount.share is not None or frame.mode in ("inc", "dec")):
            if amount.share is not None or frame.verb != "set":
                self.missing.ask("quantity")
                return
            value = line["quantity"] + (amount.count or 0) * (1 if frame.mode == "inc" else -1)
        elif amount.share is not None:
            whole = change[key] * amount.share
            if abs(whole - round(whole)) > 1e-6:
                self.missing.ask("quantity")
                return
            value = round(whole)
        else:
            value = (
                after_offer(change[key], line, frame, self._told)
                if key == "new_quantity" and line
                else amount.count or 0
            )
        if value <= 0:
            self.missing.ask("quantity")
        elif change[key] != value:
            change[key] = value
            self._touched = True

    def _move(self, frame: Frame) -> None:
        described = [ref for ref in frame.refs if ref.describes and self._resolver.lines.fitting(ref)]
        described = [] if self._rules_out_the_target(frame) else described
        lines = self._requested(described)
        kinds = [k for k, on in (("change_size", frame.size), ("change_color", frame.colors)) if on]
        same = [c for c in self.request if c["type"] in kinds and (not described or c.get("line_id") in lines)]
        if self.still_more(frame, same):
            return
        if (
            frame.has_target
            and not frame.shift
            and (same or not described)
            and (same or self.added_lines([]))
            and not goes_on(frame, self._message.plain)
        ):
            targets = [c for c in same if frame.amount is None or c["quantity"] == frame.amount.count or len(same) == 1]
            for change in targets:
                if frame.amount is not None and frame.amount.count:
                    change["quantity"] = frame.amount.count
            self._retarget_only(targets, frame)
            return
        self._replace(self._resolver.resolve(frame))

    def _rules_out_the_target(self, frame: Frame) -> bool:
        """ "XL, not L" of an offer to move to L."""
        ruled_out = [c.ref for piece in self._message.pieces for c in piece.contrast if c.ref.attribute_only]
        sizes = {size for ref in ruled_out for size in ref.sizes}
        colors = {name for ref in ruled_out for names in ref.colors for name in names}
        asked_sizes = {change.get("new_size") for change in self.request} - {None}
        asked_colors = {change.get("new_color") for change in self.request} - {None}
        for variant in self.added_variants():
            asked_sizes.add(variant["size"])
            asked_colors.add(variant["color"])
        return bool(frame.size and sizes & asked_sizes) or bool(frame.colors and colors & asked_colors)

    def _retarget_only(self, targets: list[Json], frame: Frame) -> None:
        whole, self.request = self.request, targets or self.request
        colors: tuple[tuple[str, ...], ...] = (frame.colors,) if frame.colors else ()
        text = frame.color_text
        for ref in frame.refs if not targets and not colors else ():
            colors, text = ref.colors[:1], ref.color_text  # "6 navy in L" of goods to be added
        self._retarget((frame.size,) if frame.size else (), colors, text)
        self.request = whole

    def _remove(self, frame: Frame) -> None:
        lines = self._requested(frame.refs)
        words = self._message.plain
        described = [ref for ref in frame.refs if ref.describes]
        added = self.added_lines(described) if described else []
        if added and not self._resolver.lines.fitting_any(described):
            self.request = [change for change in self.request if change not in added]
            self._touched = True
            return
        if lines and frame.only and any(c["type"] == "remove_line" and c["line_id"] in lines for c in self.request):
            self._touched |= len(lines) < len(self.request)
            self.request = [change for change in self.request if change.get("line_id") in lines]
            return
        aside = any(word in words for word in _SETTING_ASIDE) or " part" in words or bool(_LEFT_OUT.search(words))
        aside |= bool(_SAID_NO.search(words))
        forgotten = any(item.text in ("forget", "forget about") for item in frame.said)
        if lines and forgotten and len(self._message.frames) == len(self.request) == 1:
            self.missing.ask("change")  # the request for them, or all of them?
        elif lines and (forgotten or (aside and len(lines) < len(self.request))):
            self.leave_out(lines)
        elif not self._only_denied(frame, described, lines):
            self._replace(self._resolver.resolve(frame))

    def _only_denied(self, frame: Frame, described: list[Ref], lines: list[str]) -> bool:
        """ "no larges": nothing is taken off; what it is about may have to be asked."""
        words = self._message.plain
        other = any(ref.other for ref in frame.refs)
        if not _ONLY_NO.search(words) or _REMOVING.search(words) or not (described or other):
            return False
        if not described:
            self.missing.ask("change")
        elif lines and not self.names_several():
            return False
        elif lines:
            self.missing.ask("line")
        return True

    def _address(self, frame: Frame) -> None:
        present = next((c for c in self.request if c["type"] == "change_address"), None)
        if present is not None and frame.asks:
            self.request.remove(present)
        if frame.address and present is not None and self._same_street(frame.address, present):
            completed = {**self._offered(present), **frame.address}
            self._replace(Outcome([{"type": "change_address", "address": completed}]))
            return
        self._replace(self._resolver.resolve(frame))

    def _same_street(self, said: Json, present: Json) -> bool:
        """No street said, or the offered one with another number."""
        offered = self._offered(present).get("street", "")
        return "street" not in said or ("city" not in said and street_name(said["street"]) == street_name(offered))

    def _offered(self, change: Json) -> Json:
        if "address" in change:
            return dict(change["address"])
        saved = next(a for a in self._situation.data.addresses if a["address_id"] == change["address_id"])
        return {key: saved[key] for key in ("street", "city", "region", "postal_code", "country")}

    def _art(self, frame: Frame) -> None:
        arts = [c for c in self.request if c["type"] == "change_artwork"]
        described = [ref for ref in frame.refs if ref.describes]
        if arts and frame.arts and len(frame.arts) == 1 and not described and self.none_but_these(frame, arts):
            for change in arts:
                self._touched |= change["artwork_id"] != frame.arts[0]
                change["artwork_id"] = frame.arts[0]
            return
        self._replace(self._resolver.resolve(frame))


def corrected(message: Message, situation: Situation, order: Json, catalogue: Catalogue) -> Outcome | None:
    """See ``Correction.read``."""
    if not message.frames and not any(item.kind in ("span", "date") for item in message.items):
        return None
    return Correction(message, situation, order, catalogue).read()
