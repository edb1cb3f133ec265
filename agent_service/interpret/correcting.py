"""Answering an offer by changing it: the request as it stands then, whole."""

import re

from agent_service.conversation.interpretation import Json, Situation
from agent_service.interpret.catalogue import Catalogue
from agent_service.interpret.colors import meant_color
from agent_service.interpret.frames import Frame
from agent_service.interpret.message import Message
from agent_service.interpret.noun_phrases import Ref
from agent_service.interpret.outcome import Outcome
from agent_service.interpret.resolve import Resolver
from agent_service.interpret.written_address import street_name

_SETTING_ASIDE = frozenset({"skip", "leave out", "forget about", "drop", "lose", "omit", "do without", "leave off"})
_SAID_NO = re.compile(r"\b(no|not)\b (?:to )?(?:the |for the )?\w+|\w+ (?:,? ?)no\b")
_LEFT_OUT = re.compile(r"\b(leave|keep|take)\b.*\bout\b")
_FINE = re.compile(r"\b(is|are) (fine|ok|good)\b")
_NUMBERED = ("new_quantity", "quantity", "days_later", "days_earlier")


class Correction:
    """Holds an offer's request against what the customer says next."""

    def __init__(self, message: Message, situation: Situation, order: Json, catalogue: Catalogue) -> None:
        self._message = message
        self._situation = situation
        self._order = order
        self._catalogue = catalogue
        self._lines = {line["line_id"]: line for line in order["lines"]}
        context = [self._lines[c["line_id"]] for c in situation.request if c.get("line_id") in self._lines]
        self._resolver = Resolver(order, catalogue, list({line["line_id"]: line for line in context}.values()))
        self.request: list[Json] = [dict(change) for change in situation.request]
        self.missing: Outcome = Outcome()
        self._touched = False

    def read(self) -> Outcome | None:
        """The corrected request, with what must be asked; None where the message changes nothing."""
        if self._narrowed_art() or self._same_again():
            return Outcome(self.request, self.missing.missing, self.missing.candidates)
        if self._shared_out():
            return Outcome(self.request, self.missing.missing, self.missing.candidates)
        frames = [frame for frame in self._message.frames if not frame.asked]
        clear = [frame for frame in frames if not frame.asks]
        for frame in clear or frames:
            self._take(frame)
        if not self._touched and not self.missing.missing:
            self._days()
        if not self._touched and not self.missing.missing:
            return None
        return Outcome(self.request, self.missing.missing, self.missing.candidates)

    def _days(self) -> None:
        """ "14 days rather than 10" of an offer to move the date."""
        items = [item for piece in self._message.told for item in piece.items if item not in piece.contrast_items]
        self._date([item.value for item in items if item.kind == "date" and item.value])
        said = [item for item in items if item.kind == "span"]
        for change in self.request:
            for key in ("days_later", "days_earlier"):
                if key in change and len(said) == 1 and said[0].value and change[key] != said[0].value:
                    change[key] = said[0].value
                    self._touched = True

    def _date(self, said: list[str]) -> None:
        """ "April 8, please": another date for the one offered."""
        for change in self.request:
            if "delivery_date" in change and len(said) == 1 and change["delivery_date"] != said[0]:
                change["delivery_date"] = said[0]
                self._touched = True

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
        elif frame.act in ("date", "split", "swap_counts"):
            self._replace(self._resolver.resolve(frame))

    def _requested(self, refs: list[Ref]) -> list[str]:
        """The lines of the request that ``refs`` describe."""
        asked = {change.get("line_id") for change in self.request}
        described = [ref for ref in refs if ref.describes]
        return [line["line_id"] for line in self._resolver.lines.fitting_any(described) if line["line_id"] in asked]

    def _without(self, frame: Frame) -> None:
        lines = self._requested(frame.refs)
        if _FINE.search(self._message.plain):
            return
        if frame.amount is not None and any(
            "new_quantity" not in c and c.get("line_id") in lines for c in self.request
        ):
            self._all_but(frame, lines)
            return
        if (lines and len(lines) < len(self.request)) or (
            lines and any(f.act in ("art", "move", "quantity") for f in self._message.frames)
        ):
            self.request = [change for change in self.request if change.get("line_id") not in lines]
            self._touched = True

    def _narrowed_art(self) -> bool:
        """ "only the larges" of an artwork for the whole order."""
        whole = [c for c in self.request if c["type"] == "change_artwork" and c.get("line_id") is None]
        only = [f for f in self._message.frames if f.only and any(ref.describes for ref in f.refs)]
        if len(self.request) != 1 or not whole or len(only) != 1 or only[0].act not in ("bare", "keep", "art"):
            return False
        lines = self._resolver.lines.fitting_any([ref for ref in only[0].refs if ref.describes])
        if not lines or len(lines) == len(self._order["lines"]):
            return False
        self.request = [{**whole[0], "line_id": line["line_id"]} for line in lines]
        return True

    def _same_again(self) -> bool:
        """ "same again for the XLs": what is asked for one line, for another one too."""
        said = [f for f in self._message.frames if f.same and f.act in ("bare", "keep") and f.amount is None]
        if len(self.request) != 1 or len(said) != 1 or "line_id" not in self.request[0]:
            return False
        done, was = self.request[0], self._lines.get(str(self.request[0]["line_id"]))
        lines = [
            li for li in self._resolver.lines.fitting_any([r for r in said[0].refs if r.describes]) if li is not was
        ]
        if len(lines) != 1 or was is None:
            return False
        again = {**done, "line_id": lines[0]["line_id"]}
        if "new_quantity" in done:
            again["new_quantity"] = lines[0]["quantity"] + done["new_quantity"] - was["quantity"]
        elif done.get("quantity") == was["quantity"]:
            again["quantity"] = lines[0]["quantity"]
        self.request.append(again)
        return again.get("new_quantity", 1) > 0

    def _all_but(self, frame: Frame, lines: list[str]) -> None:
        """ "50 stay green" of 150 that were to change: the others change."""
        moves = [c for c in self.request if c["type"] in ("change_size", "change_color")]
        moves = [c for c in moves if c.get("line_id") in lines] or moves
        count = frame.amount.count if frame.amount else None
        line = self._lines.get(str(moves[0].get("line_id"))) if len(moves) == 1 else None
        if line is None or count is None or not 0 < count < line["quantity"]:
            self.missing.ask("quantity")
        elif moves[0]["quantity"] != line["quantity"] - count:
            agreed = moves[0]["quantity"] == line["quantity"]
            self._touched = True
            moves[0]["quantity"] = line["quantity"] - count
            if not agreed:
                self.missing.ask("quantity")

    def _bare(self, frame: Frame) -> None:
        if frame.amount is not None:
            self._number(Frame("quantity", "set", frame.amount, only=frame.only))
            return
        lines = self._requested(frame.refs)
        if frame.only and lines:
            self._touched |= len(lines) < len({c.get("line_id") for c in self.request})
            self.request = [change for change in self.request if change.get("line_id") in lines]
        elif any(ref.attribute_only for ref in frame.refs) and not (lines and not frame.instead):
            self._retarget(frame.refs[0].sizes[:1], frame.refs[0].colors[:1], frame.refs[0].color_text)

    def _retarget(self, sizes: tuple[str, ...], colors: tuple[tuple[str, ...], ...], text: str) -> None:
        """ "XL instead": another target for what is asked already."""
        for change in self.request:
            if change["type"] == "change_size" and sizes:
                change["new_size"] = sizes[0]
                self._touched = True
            elif change["type"] == "change_color" and colors:
                line = self._lines[change["line_id"]]
                change["new_color"] = meant_color(colors[0], text, self._catalogue.products.get(line["product_id"]))
                self._touched = True
            elif change["type"] == "add_line":
                self._other_variant(change, sizes, colors)

    def _other_variant(self, change: Json, sizes: tuple[str, ...], colors: tuple[tuple[str, ...], ...]) -> None:
        for product in self._catalogue.products.values():
            now = next((v for v in product["variants"] if v["sku"] == change["sku"]), None)
            if now is None:
                continue
            size = sizes[0] if sizes else now["size"]
            names = colors[0] if colors else (now["color"],)
            fits = [v for v in product["variants"] if v["size"] == size and v["color"] in names]
            if len(fits) == 1 and fits[0]["sku"] != change["sku"]:
                change["sku"] = fits[0]["sku"]
                self._touched = True

    def _quantity(self, frame: Frame) -> None:
        described = [ref for ref in frame.refs if ref.describes]
        if not described and frame.amount is not None:
            self._number(frame)
            return
        added = self._added_lines(described)
        if (
            added
            and frame.amount is not None
            and frame.amount.count
            and not self._resolver.lines.fitting_any(described)
        ):
            added[0]["quantity"] = frame.amount.count
            self._touched = True
            return
        if self._part_of_move(frame, described) or self._variant_of_added(frame, described):
            return
        self._replace(self._resolver.resolve(frame))

    def _shared_out(self) -> bool:
        """ "12 in L, and 8 in M" of goods to be added: as many variants."""
        added = [change for change in self.request if change["type"] == "add_line"]
        parts = [
            f for f in self._message.frames if f.amount is not None and f.amount.count and _attribute(f) is not None
        ]
        if len(self.request) != 1 or not added or len(parts) < 2 or len(parts) < len(self._message.frames):
            return False
        variants: list[Json] = []
        for part in parts:
            change, ref = dict(added[0]), _attribute(part) or Ref()
            before = dict(change)
            self._other_variant(change, ref.sizes[:1], ref.colors[:1])
            variants.append({**change, "quantity": part.amount.count if part.amount else before["quantity"]})
        self.request = variants
        return len({change["sku"] for change in variants}) == len(variants)

    def _variant_of_added(self, frame: Frame, refs: list[Ref]) -> bool:
        """ "XL I meant, still 6": goods to be added in another size or colour."""
        added = [change for change in self.request if change["type"] == "add_line"]
        single = len(added) == len(refs) == 1 and refs[0].attribute_only
        if not single or frame.mode not in ("", "set") or frame.amount is None or self._resolver.lines.fitting(refs[0]):
            return False
        self._other_variant(added[0], refs[0].sizes[:1], refs[0].colors[:1])
        if self._touched and frame.amount.count:
            added[0]["quantity"] = frame.amount.count
        return self._touched

    def _added_lines(self, refs: list[Ref]) -> list[Json]:
        found = []
        for change in self.request:
            if change["type"] != "add_line":
                continue
            for product in self._catalogue.products.values():
                variant = next((v for v in product["variants"] if v["sku"] == change["sku"]), None)
                if variant and all(_describes(ref, product, variant) for ref in refs):
                    found.append(change)
        return found

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
        if (
            len(numbered) != 1
            and not (frame.each and numbered)
            and not (frame.amount and frame.amount.share and numbered)
        ):
            self.missing.ask("line" if numbered else "change")
            return
        for change in numbered:
            self._set(change, next(key for key in _NUMBERED if key in change), frame)

    def _kept_in_part(self, frame: Frame) -> bool:
        """ "don't remove them all, just bring it to 5" of an offer to remove a line."""
        removed = [change for change in self.request if change["type"] == "remove_line"]
        count = frame.amount.count if frame.amount else None
        if len(self.request) != 1 or not removed or not count or frame.mode not in ("set", ""):
            return False
        line = self._lines.get(str(removed[0]["line_id"]))
        if line is None or count >= line["quantity"]:
            return False
        self.request = [{"type": "change_quantity", "line_id": line["line_id"], "new_quantity": count}]
        self._touched = True
        return True

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
            value = _total(change[key], line, frame) if key == "new_quantity" and line else amount.count or 0
        if value <= 0:
            self.missing.ask("quantity")
        elif change[key] != value:
            change[key] = value
            self._touched = True

    def _move(self, frame: Frame) -> None:
        described = [ref for ref in frame.refs if ref.describes and self._resolver.lines.fitting(ref)]
        lines = self._requested(described)
        kinds = [k for k, on in (("change_size", frame.size), ("change_color", frame.colors)) if on]
        same = [c for c in self.request if c["type"] in kinds and (not described or c.get("line_id") in lines)]
        if (
            frame.has_target
            and not frame.shift
            and (same or not described)
            and (same or self._added_lines([]))
            and not frame.also
        ):
            targets = [c for c in same if frame.amount is None or c["quantity"] == frame.amount.count or len(same) == 1]
            for change in targets:
                if frame.amount is not None and frame.amount.count:
                    change["quantity"] = frame.amount.count
            self._retarget_only(targets, frame)
            return
        self._replace(self._resolver.resolve(frame))

    def _retarget_only(self, targets: list[Json], frame: Frame) -> None:
        whole, self.request = self.request, targets or self.request
        self._retarget((frame.size,) if frame.size else (), (frame.colors,) if frame.colors else (), frame.color_text)
        self.request = whole

    def _remove(self, frame: Frame) -> None:
        lines = self._requested(frame.refs)
        words = self._message.plain
        aside = any(word in words for word in _SETTING_ASIDE) or " part" in words or bool(_LEFT_OUT.search(words))
        aside |= bool(_SAID_NO.search(words))
        if lines and aside and len(lines) < len(self.request):
            self.request = [change for change in self.request if change.get("line_id") not in lines]
            self._touched = True
            return
        self._replace(self._resolver.resolve(frame))

    def _address(self, frame: Frame) -> None:
        present = next((c for c in self.request if c["type"] == "change_address"), None)
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
        if arts and frame.arts and len(frame.arts) == 1 and not described and not frame.arts_from:
            for change in arts:
                self._touched |= change["artwork_id"] != frame.arts[0]
                change["artwork_id"] = frame.arts[0]
            return
        self._replace(self._resolver.resolve(frame))

    def _offered_delay(self, change: Json) -> bool:
        """ "5 days later is fine": the delay of the offer, said again."""
        later = change.get("days_later")
        titles = " ".join(option.title for option in self._situation.options)
        return later is not None and re.search(rf"\+{later} days?\b", titles) is not None

    def _make_way(self, changes: list[Json]) -> None:
        """ "drop 20 of them instead": what was asked of the very lines goes."""
        lines = {change.get("line_id") for change in changes} - {None}
        self.request = [old for old in self.request if old.get("line_id") not in lines or old in changes]

    def _unrelated(self, changes: list[Json]) -> bool:
        """ "then add 8 navy XL instead": something else in place of the only thing asked for."""
        added = all(change["type"] in ("add_line", "remove_line", "change_quantity") for change in changes)
        return added and self.request[0]["type"] in ("change_quantity", "add_line") and self.request[0] not in changes

    def _replace(self, outcome: Outcome) -> None:
        self.missing.ask(*outcome.missing)
        self.missing.candidates.extend(outcome.candidates)
        if "instead" in self._message.words:
            if len(self.request) == 1 and outcome.changes and not outcome.missing and self._unrelated(outcome.changes):
                self.request = []
            self._make_way(outcome.changes)
        for change in outcome.changes:
            if change in self.request or self._offered_delay(change):
                continue
            self.request = [old for old in self.request if old["type"] != "cancel_order"]
            key = _key(change)
            at = next((i for i, old in enumerate(self.request) if _key(old) == key), None)
            if at is None:
                self.request.append(change)
            else:
                self.request[at] = change
            self._touched = True


def _key(change: Json) -> tuple[object, ...]:
    kind = change["type"]
    if kind in ("change_quantity", "remove_line"):
        return ("pieces", change["line_id"])
    if kind in ("change_address", "change_delivery_date", "split_shipment"):
        return (kind,)
    if kind == "add_line":
        return (kind, change["sku"])
    return (
        kind,
        change.get("line_id"),
        change.get("new_size"),
        change.get("new_color"),
        change.get("artwork_id") and "",
    )


def _total(offered: int, line: Json, frame: Frame) -> int:
    """What a number makes of an offered quantity; 0 where two readings are as likely.

    "20 more", "yes but only 10" are ten more, not ten in all; "make it 10" may be either.
    """
    count = (frame.amount.count if frame.amount else None) or 0
    was = int(line["quantity"])
    if offered > was and count <= min(offered - was, was - 1):
        return 0 if frame.verb == "set" else was + count
    fewer = frame.only and frame.verb != "set" and offered < was and count <= was - offered
    return was - count if fewer else count


def _attribute(frame: Frame) -> Ref | None:
    """The size or colour that a frame names, whatever else it names nothing."""
    if frame.act == "move" and frame.has_target and not frame.shift and not any(ref.describes for ref in frame.refs):
        return Ref(sizes=(frame.size,) if frame.size else (), colors=(frame.colors,) if frame.colors else ())
    refs = [ref for ref in frame.refs if ref.describes]
    return refs[0] if frame.act == "quantity" and len(refs) == 1 and refs[0].attribute_only else None


def _describes(ref: Ref, product: Json, variant: Json) -> bool:
    if ref.products is not None and product["product_id"] not in ref.products:
        return False
    if ref.sizes and variant["size"] not in ref.sizes:
        return False
    return not ref.colors or any(variant["color"] in names for names in ref.colors)


def corrected(message: Message, situation: Situation, order: Json, catalogue: Catalogue) -> Outcome | None:
    """See ``Correction.read``."""
    if not message.frames and not any(item.kind in ("span", "date") for item in message.items):
        return None
    return Correction(message, situation, order, catalogue).read()
