"""The request of a waiting offer, rewritten by a message as a whole: fewer lines, other variants, other days."""

import re
from itertools import pairwise

from agent_service.conversation.interpretation import Json, Situation
from agent_service.interpret.catalogue import Catalogue
from agent_service.interpret.clauses import Piece
from agent_service.interpret.colors import meant_color
from agent_service.interpret.frames import Frame
from agent_service.interpret.judgements import degree, too_much
from agent_service.interpret.message import Message
from agent_service.interpret.noun_phrases import Ref
from agent_service.interpret.outcome import Outcome
from agent_service.interpret.references import anew, narrow
from agent_service.interpret.resolve import Resolver


class Rewriting:
    """Holds the request; every method says whether it changed it."""

    def __init__(self, message: Message, situation: Situation, order: Json, catalogue: Catalogue) -> None:
        self._message = message
        self._situation = situation
        self._order = order
        self._catalogue = catalogue
        self._lines = {line["line_id"]: line for line in order["lines"]}
        context = [self._lines[c["line_id"]] for c in situation.request if c.get("line_id") in self._lines]
        self._resolver = Resolver(order, catalogue, list({line["line_id"]: line for line in context}.values()))
        self._told = " ".join([situation.assistant or "", situation.asked or "", *(o.title for o in situation.options)])
        self.request: list[Json] = [dict(change) for change in situation.request]
        self.missing: Outcome = Outcome()
        self._touched = False

    def _requested(self, refs: list[Ref]) -> list[str]:
        """The lines of the request that ``refs`` describe."""
        asked = {change.get("line_id") for change in self.request}
        described = [ref for ref in refs if ref.describes]
        return [line["line_id"] for line in self._resolver.lines.fitting_any(described) if line["line_id"] in asked]

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

    def not_those(self, frames: list[Frame]) -> list[Frame]:
        """ "polos no, …", "XL is too small": goods that were not meant; nothing is to become of them."""
        frames = [f for f in frames if f.act != "bare" or not any(degree(f.said, at) for at in range(len(f.said)))]
        named = [ref for piece in self._turned_down() for ref in _told(piece)]
        lines = self._requested(named) if named else []
        if not lines:
            return frames
        self.leave_out(lines)
        return [f for f in frames if f.act != "remove" or not f.refs or not all(ref in named for ref in f.refs)]

    def leave_out(self, lines: list[str]) -> None:
        """What is asked for these lines is asked no more."""
        self.request = [change for change in self.request if change.get("line_id") not in lines]
        self._touched = True

    def names_several(self) -> bool:
        """ "no larges, mediums": goods ruled out, and others beside them."""
        refs = [ref for piece in self._message.pieces for ref in _told(piece)]
        return len(self._resolver.lines.fitting_any(refs)) > 1 and len(refs) > 1

    def _turned_down(self) -> list[Piece]:
        pieces = self._message.pieces
        said = [piece for piece in pieces if piece.items[-1].text == "no" and _told(piece) and not piece.has("remove")]
        parted = [
            one
            for one, two in pairwise(pieces)
            if [item.text for item in two.items] == ["no"] and one.sentence == two.sentence and not one.deeds
        ]
        return said + [piece for piece in parted if _told(piece) and not any(p.phrase.amount for p in piece.placed)]

    @staticmethod
    def none_but_these(frame: Frame, offered: list[Json]) -> bool:
        """ "the banner, not RoboExpo", where RoboExpo is what is offered."""
        return set(frame.arts_from) <= {change["artwork_id"] for change in offered}

    def days(self) -> None:
        """ "14 days rather than 10" of an offer to move the date."""
        told = [piece for piece in self._message.told if not too_much(piece)]
        items = [item for piece in told for item in piece.items if item not in piece.contrast_items]
        self.date([item.value for item in items if item.kind == "date" and item.value])
        said = [item for item in items if item.kind == "span"]
        for change in self.request:
            for key in ("days_later", "days_earlier"):
                if key in change and len(said) == 1 and said[0].value and change[key] != said[0].value:
                    change[key] = said[0].value
                    self._touched = True

    def date(self, said: list[str]) -> None:
        """ "April 8, please": another date for the one offered."""
        for change in self.request:
            if "delivery_date" in change and len(said) == 1 and change["delivery_date"] != said[0]:
                change["delivery_date"] = said[0]
                self._touched = True

    def narrowed_art(self) -> bool:
        """ "only the larges", "that logo on the larges" of an artwork for the whole order."""
        whole = [c for c in self.request if c["type"] == "change_artwork" and c.get("line_id") is None]
        same = [(c["artwork_id"],) for c in whole]
        told = [f for f in self._message.frames if any(ref.describes for ref in f.refs)]
        worn = [f for f in told if f.act == "art" and f.arts in same and not f.also and not f.arts_from]
        only = [f for f in told if f.only and f.act in ("bare", "keep", "art")]
        if len(self.request) != 1 or not whole or not (only or worn):
            return False
        meant = [f for f in told if f in only or f in worn or f.act == "bare"]
        lines = self._resolver.lines.fitting_any([ref for frame in meant for ref in frame.refs if ref.describes])
        items = [item for piece in self._message.pieces if not piece.has("keep") for item in piece.items]
        named = [art for item in items if item.kind in ("art", "art_part") for art in item.value]
        if not lines or not {whole[0]["artwork_id"]} >= set(named):
            return False
        if len(lines) < len(self._order["lines"]):
            self.request = [{**whole[0], "line_id": line["line_id"]} for line in lines]
        return True

    def _again(self, frame: Frame) -> bool:
        """ "same again for the XLs"; "put it on the medium tees too" of an artwork."""
        said = r"\b(put|have|want) (it|that|this)\b|\bsame (logo|print|artwork|design|art)\b"
        put = bool(re.search(said, self._message.plain)) and frame.also
        art = put and all(change["type"] == "change_artwork" for change in self.request)
        return (frame.same or art) and frame.act in ("bare", "keep", "quantity") and frame.amount is None

    def same_again(self) -> bool:
        """ "same again for the XLs": what is asked for one line, for another one too."""
        said = [f for f in self._message.frames if self._again(f)]
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
        return int(again.get("new_quantity", 1)) > 0

    def same_number(self) -> bool:
        """ "plus the same number of navy M, so 14 and 14": the number of the offer, for another line too."""
        said = [piece for piece in self._message.told if _as_many(piece)]
        if len(self.request) != 1 or len(said) != 1 or self.request[0]["type"] != "change_quantity":
            return False
        goods = Frame("bare")
        for placed in said[0].placed:
            if placed.phrase.ref.describes:
                narrow(goods, placed.phrase.ref, placed.relation)
        count = self.request[0]["new_quantity"]
        told = {item.value for item in self._message.items if item.kind == "number"}
        lines = [li for li in self._resolver.lines.fitting_any(goods.refs)
                 if li["line_id"] != self.request[0]["line_id"]]  # fmt: skip
        if len(lines) == 1 and told == {count}:
            self.request.append({"type": "change_quantity", "line_id": lines[0]["line_id"], "new_quantity": count})
        else:
            self.missing.ask("line" if len(lines) != 1 else "quantity")  # "the same number": more, or in all?
        return True

    def other_line(self) -> bool:
        """ "the larges, not the mediums": the same for another line of the order."""
        if len(self.request) != 1 or self.request[0].get("line_id") not in self._lines:
            return False
        was = self._lines[str(self.request[0]["line_id"])]
        ruled_out = [c.ref for piece in self._message.pieces for c in piece.contrast if c.ref.describes]
        named = [ref for frame in self._message.frames if not frame.has_target or frame.refs for ref in frame.refs]
        named += [Ref(sizes=(f.size,)) for f in self._message.frames if f.size]
        named += [anew(ref, Ref(colors=(f.colors,))) for f in self._message.frames for ref in f.refs if f.colors]
        lines = [li for li in self._resolver.lines.fitting_any([r for r in named if r.describes]) if li is not was]
        meant = self._resolver.lines.fitting_any(ruled_out) == [was] if ruled_out else False
        if not meant or len(lines) != 1 or "line_id" not in self.request[0]:
            return False
        change = {**self.request[0], "line_id": lines[0]["line_id"]}
        if "quantity" in change:
            return self._same_move(change, was, lines[0])
        counts = [item.value for item in self._message.items if item.kind == "number"]
        counts = [count for count in counts if count != was["quantity"]]
        if "new_quantity" in change:
            moved = lines[0]["quantity"] + change["new_quantity"] - was["quantity"]
            change["new_quantity"] = counts[0] if len(counts) == 1 else moved
        self.request = [change]
        return int(change.get("new_quantity", 1)) > 0 and len(counts) < 2

    def _same_move(self, change: Json, was: Json, line: Json) -> bool:
        """ "the larges, not the mediums" of pieces that are to become another: as many of the others."""
        if any(item.kind == "number" for item in self._message.items) or change.get("new_size") == line["size"]:
            return False
        change["quantity"] = line["quantity"] if change["quantity"] == was["quantity"] else change["quantity"]
        self.request = [change]
        return bool(change["quantity"] <= line["quantity"])

    def for_another_line(self, frame: Frame, refs: list[Ref]) -> bool:
        """ "130, but of the M", "20 of the L": the number of the offer, said of other goods, is meant of those."""
        lines = [line["line_id"] for line in self._resolver.lines.fitting_any(refs)]
        if frame.amount is None or frame.mode not in ("", "set") or self._requested(refs) or len(lines) != 1:
            return False
        aside = frame.also or frame.joined in ("and", "too")
        counts = [c for c in self.request if frame.amount.count in (c.get("new_quantity"), c.get("quantity"))]
        if aside or len(counts) != 1 or (frame.verb and not frame.partitive):
            return False
        moved = {**counts[0], "line_id": lines[0]} if counts[0].get("line_id") else None
        if moved is None or moved.get("quantity", 0) > self._lines[lines[0]]["quantity"]:
            self.missing.ask("line")
            return True
        self.request = [moved if change is counts[0] else change for change in self.request]
        self._touched = True
        return True

    def other_variant(self, change: Json, sizes: tuple[str, ...], colors: tuple[tuple[str, ...], ...]) -> None:
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

    def shared_out(self) -> bool:
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
            self.other_variant(change, ref.sizes[:1], ref.colors[:1])
            variants.append({**change, "quantity": part.amount.count if part.amount else before["quantity"]})
        self.request = variants
        return len({change["sku"] for change in variants}) == len(variants)

    def moved_in_parts(self) -> bool:
        """ "20 to L and 30 to XL" of fifty that were to become L; "10 red, 10 royal blue" of twenty."""
        parts = self._message.frames
        values = [_attribute(part) or Ref() for part in parts]
        move = self.request[0] if len(self.request) == 1 else {}
        line = self._lines.get(str(move.get("line_id")))
        counts = [part.amount.count if part.amount else None for part in parts]
        sizes = move.get("type") == "change_size" and all(ref.sizes and not ref.colors for ref in values)
        colors = move.get("type") == "change_color" and all(ref.colors and not ref.sizes for ref in values)
        if not (sizes or colors) or line is None or len(parts) < 2 or not all(counts):
            return False
        total = sum(count or 0 for count in counts)
        if total > line["quantity"] or (total != move["quantity"] and any(part.act != "move" for part in parts)):
            return False
        product = self._catalogue.products.get(line["product_id"])
        colored = {ref.color_text: meant_color(ref.colors[0], ref.color_text, product) for ref in values if ref.colors}
        new = [{"new_size": ref.sizes[0]} if sizes else {"new_color": colored[ref.color_text]} for ref in values]
        if None in [value for each in new for value in each.values()]:
            return False
        self.request = [{**move, "quantity": count, **each} for count, each in zip(counts, new, strict=True)]
        return True

    def variant_of_added(self, frame: Frame, refs: list[Ref]) -> bool:
        """ "XL I meant, still 6": goods to be added in another size or colour."""
        added = [change for change in self.request if change["type"] == "add_line"]
        single = len(added) == len(refs) == 1 and refs[0].attribute_only
        if not single or frame.mode not in ("", "set") or frame.amount is None:
            return False
        if self._resolver.lines.fitting(refs[0]) and frame.amount.count != added[0]["quantity"]:
            return False
        change = dict(added[0]) if frame.also else added[0]
        self.other_variant(change, refs[0].sizes[:1], refs[0].colors[:1])
        if self._touched and frame.amount.count:
            change["quantity"] = frame.amount.count
        if self._touched and frame.also:
            self.request.append(change)
        return self._touched

    def added_lines(self, refs: list[Ref]) -> list[Json]:
        found = []
        for change in self.request:
            if change["type"] != "add_line":
                continue
            for product in self._catalogue.products.values():
                variant = next((v for v in product["variants"] if v["sku"] == change["sku"]), None)
                if variant and all(_describes(ref, product, variant) for ref in refs):
                    found.append(change)
        return found

    def added_variants(self) -> list[Json]:
        """The variants of the goods that are to be added."""
        skus = {change["sku"] for change in self.request if change["type"] == "add_line"}
        return [v for product in self._catalogue.products.values() for v in product["variants"] if v["sku"] in skus]

    def _offered_delay(self, change: Json) -> bool:
        """ "5 days later is fine": the delay of the offer, said again."""
        later = change.get("days_later")
        titles = " ".join(option.title for option in self._situation.options)
        return later is not None and re.search(rf"\+{later} days?\b", titles) is not None

    def _make_way(self, changes: list[Json]) -> None:
        """ "drop 20 of them instead": what was asked of the very lines goes."""
        lines = {change.get("line_id") for change in changes} - {None}
        self.request = [old for old in self.request if old.get("line_id") not in lines or old in changes]

    def _give_way(self, outcome: Outcome) -> None:
        if len(self.request) == 1 and outcome.changes and not outcome.missing and self._unrelated(outcome.changes):
            self.request = []

    def _unrelated(self, changes: list[Json]) -> bool:
        """ "then add 8 navy XL instead": something else in place of the only thing asked for."""
        added = all(change["type"] in ("add_line", "remove_line", "change_quantity") for change in changes)
        return added and self.request[0]["type"] in ("change_quantity", "add_line") and self.request[0] not in changes

    def _replace(self, outcome: Outcome) -> None:
        self.missing.ask(*outcome.missing)
        self.missing.candidates.extend(outcome.candidates)
        if "instead" in self._message.words:
            self._give_way(outcome)
            self._make_way(outcome.changes)
        elif any(text in self._message.plain for text in ("i meant", "i mean", "wrong item", "wrong one")):
            self._give_way(outcome)
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


def _as_many(piece: Piece) -> bool:
    """ "the same number of black M", compared with nothing that is named."""
    same = any(one.text == "same" and two.kind == "quantity_word" for one, two in pairwise(piece.items))
    return same and not piece.has("as", "keep", "is", "not", "same_as") and bool(_told(piece))


def _told(piece: Piece) -> list[Ref]:
    return [placed.phrase.ref for placed in piece.placed if placed.phrase.ref.describes]


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
