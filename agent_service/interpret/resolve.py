"""Frames against an order: complete changes in the shapes of api.md, and what has to be asked first."""

from dataclasses import replace

from agent_service.conversation.interpretation import Json
from agent_service.interpret.catalogue import Catalogue
from agent_service.interpret.colors import meant_color
from agent_service.interpret.counting import new_quantity, of_pieces, part_of
from agent_service.interpret.frames import Frame
from agent_service.interpret.garments import ONE_SIZE, SIZE_ORDER
from agent_service.interpret.new_lines import NewLine, told_in_full
from agent_service.interpret.noun_phrases import Amount, Ref
from agent_service.interpret.order_lines import OrderLines
from agent_service.interpret.outcome import Outcome, orderless
from agent_service.interpret.references import aimed, intersect, of_that_size


class Resolver:
    """Resolves frames against one order; ``context`` are the lines that "it" or "them" may stand for."""

    def __init__(self, order: Json, catalogue: Catalogue, context: list[Json] | None = None) -> None:
        self.order = order
        self.lines = OrderLines(tuple(order["lines"]), catalogue.products)
        self._catalogue = catalogue
        self._context = context or []
        self.recent: list[Json] = []
        self.listing = False
        """Whether a list of numbers is read, of which some are of lines that are there: "12 in M, 6 in L"."""

    def resolve(self, frame: Frame) -> Outcome:
        """The outcome of one frame; nothing for frames that ask for no change (keep, bare)."""
        handler = getattr(self, f"_{frame.act}", None)
        outcome: Outcome = handler(frame) if handler is not None else Outcome()
        if (frame.doubts or frame.unsaid) and outcome.changes and not outcome.missing:
            outcome = Outcome()
            outcome.ask(*frame.doubts, *frame.unsaid)
        if outcome.changes and self._passes_over(frame):
            outcome = Outcome()
            outcome.ask("line")
        if {"size", "color"} & set(outcome.missing) and not outcome.candidates:
            outcome.candidates = [line["line_id"] for line in self.meant(frame)]
        return outcome

    def _passes_over(self, frame: Frame) -> bool:
        """Whether some of the goods that a frame names are on the order and others are not."""
        refs = [ref for ref in frame.refs if ref.describes and not ref.other]
        there = [bool(self.lines.fitting(ref)) for ref in refs]
        counted = frame.act == "quantity" and frame.amount is not None
        return (frame.act in ("remove", "move") or counted) and not frame.shift and any(there) and not all(there)

    def meant(self, frame: Frame) -> list[Json]:
        """The lines a frame speaks of: named, or pointed at, or the only one there is."""
        refs = [ref for ref in frame.refs if ref.describes]
        if refs:
            found = self.lines.fitting_any(refs)
        elif frame.each:
            found = list(self._context or self.order["lines"]) if _both(frame) else list(self.order["lines"])
        elif any(ref.other for ref in frame.refs):
            found = [line for line in self.order["lines"] if line not in self._context] if self._context else []
            found = found or (list(self.order["lines"]) if len(self.order["lines"]) == 1 else [])
        elif self._context:
            found = list(self._context)
        else:
            found = list(self.order["lines"]) if len(self.order["lines"]) == 1 else []
        dropped = self.lines.fitting_any(frame.excepted) if frame.excepted else []
        if frame.excepted and not found:
            found = list(self.order["lines"])
        found = [line for line in found if line not in dropped]
        if frame.was is not None and len(found) > 1:
            found = [line for line in found if line["quantity"] == frame.was] or found
        return found

    def _unsettled(self, frame: Frame, lines: list[Json], several: bool) -> Outcome | None:
        """An outcome that asks which line, where that is open; None where ``lines`` may stand as they are."""
        if not lines:
            outcome = Outcome()
            outcome.ask("line")
            return outcome
        if len(lines) == 1 or frame.each or len({id(r) for r in frame.refs}) >= len(lines) or frame.excepted:
            return None
        if several and self.lines.one_product(lines):
            return None
        outcome = Outcome(candidates=[line["line_id"] for line in lines])
        outcome.ask("line")
        return outcome

    def _cancel(self, frame: Frame) -> Outcome:
        return Outcome(changes=[{"type": "cancel_order"}])

    def _split(self, frame: Frame) -> Outcome:
        return Outcome(changes=[{"type": "split_shipment"}])

    def _vague(self, frame: Frame) -> Outcome:
        outcome = Outcome()
        outcome.ask("change")
        return outcome

    def _remove(self, frame: Frame) -> Outcome:
        named = any(ref.describes or ref.quantifier for ref in frame.refs) or frame.excepted
        lines = self.meant(frame) if named or self._context else []
        unsettled = self._unsettled(frame, lines, several=True)
        if unsettled:
            return unsettled
        return Outcome(changes=[{"type": "remove_line", "line_id": line["line_id"]} for line in lines])

    def _swap_counts(self, frame: Frame) -> Outcome:
        lines = self.meant(frame) if frame.refs else list(self.order["lines"])
        if len(lines) != 2:
            outcome = Outcome()
            outcome.ask("line")
            return outcome
        one, two = lines
        return Outcome([of_pieces(one, two["quantity"]), of_pieces(two, one["quantity"])])

    def _quantity(self, frame: Frame) -> Outcome:
        lines = self.meant(frame)
        becoming = self._becoming(frame) if not lines else None
        if becoming is not None:
            return becoming
        if open_values := [what for what in frame.asks if what in ("size", "color")]:
            return Outcome(missing=open_values)  # type: ignore[arg-type]
        if not lines and any(ref.describes for ref in frame.refs) and self._grows(frame):
            return self._added(frame)
        shared = self._all_there_are(frame, lines) or self._evenly(frame, lines)
        if shared is not None:
            return shared
        several = frame.mode == "mult" or (frame.amount is not None and frame.amount.share is not None)
        unsettled = self._unsettled(frame, lines, several)
        outcome = unsettled or Outcome()
        vague = frame.amount is None or frame.amount.vague
        if vague and frame.mode != "same":
            outcome.ask("quantity")
        if outcome.missing:
            return outcome
        for line in lines:
            outcome.merge(self._counted(frame, line))
        return outcome

    def _all_there_are(self, frame: Frame, lines: list[Json]) -> Outcome | None:
        """ "…, all 100": says how many there are, and nothing of how many there should be."""
        if frame.amount is None or not frame.amount.whole or frame.verb or frame.mode not in ("", "set"):
            return None
        count = frame.amount.count or 0
        told = {line["quantity"] for line in self.order["lines"]} | {sum(line["quantity"] for line in lines)}
        outcome = Outcome()
        if count not in told:
            outcome.ask("quantity")
        return outcome

    def _becoming(self, frame: Frame) -> Outcome | None:
        """ "15 tees black", where they are navy; "5 polos S, the rest stays M": pieces that are to become another."""
        ref = frame.refs[0] if len(frame.refs) == 1 else None
        if ref is None or frame.amount is None or frame.mode not in ("", "set") or frame.verb not in ("", "need"):
            return None
        size = bool(ref.sizes) and frame.rest_kept
        color = bool(ref.colors) and ("color" in frame.trailing or frame.rest_kept) and not frame.also
        if not (size or color):
            return None
        plain = replace(ref, other=False, sizes=() if size else ref.sizes, colors=() if color else ref.colors)
        lines = self.lines.fitting(plain)
        if len(lines) != 1 or (frame.amount.count or 0) >= lines[0]["quantity"]:
            return None
        move = replace(frame, act="move", refs=[Ref(lines=(1 + self.order["lines"].index(lines[0]),))])
        return self._moved(
            replace(move, size=ref.sizes[0] if size else None, colors=ref.colors[0] if color else (),
                    color_text=ref.color_text), lines[0],
        )  # fmt: skip

    def _evenly(self, frame: Frame, lines: list[Json]) -> Outcome | None:
        """ "ten more, half and half": the same part for every line, where it comes out even."""
        if not frame.even or (len(lines) < _SEVERAL and len(frame.refs) < _SEVERAL):
            return None
        outcome = Outcome()
        count = frame.amount.count if frame.amount else None
        if count is None or len(lines) < len(frame.refs) or count % len(lines):
            outcome.ask("quantity")
            return outcome
        for line in lines:
            outcome.merge(self._counted(replace(frame, amount=Amount(count=count // len(lines))), line))
        return outcome

    def _grows(self, frame: Frame) -> bool:
        if frame.mode == "inc" or told_in_full(frame, self.lines, self._catalogue):
            return True
        return (
            (frame.also or frame.verb in ("add", "need", "set")) and frame.mode in ("set", "") and not frame.partitive
        )

    def _added(self, frame: Frame) -> Outcome:
        outcome = Outcome()
        for ref in frame.refs:
            new = NewLine(self.lines, self._catalogue, ref)
            sku, asks = new.sku()
            outcome.ask(*asks)
            if frame.amount is None or frame.amount.count is None:
                outcome.ask("quantity")
            elif sku:
                outcome.changes.append({"type": "add_line", "sku": sku, "quantity": frame.amount.count})
        return outcome

    def _counted(self, frame: Frame, line: Json) -> Outcome:
        if frame.mode == "same" and frame.same_as is not None:
            return self._same(frame.same_as, line, frame.offset)
        new = new_quantity(frame, line["quantity"])
        outcome = Outcome()
        if new is None or new < 0:
            outcome.ask("quantity")
        elif new == 0:
            outcome.changes.append({"type": "remove_line", "line_id": line["line_id"]})
        else:
            outcome.changes.append(of_pieces(line, new))
        return outcome

    def _same(self, ref: Ref, line: Json, offset: int) -> Outcome:
        others = [other for other in self.lines.fitting(ref) if other is not line]
        if len(others) == 1 and others[0]["quantity"] + offset > 0:
            return Outcome([of_pieces(line, others[0]["quantity"] + offset)])
        outcome = Outcome()
        outcome.ask("quantity")
        return outcome

    def _move(self, frame: Frame) -> Outcome:
        if self._listed(frame):
            wanted = Ref(sizes=(frame.size,) if frame.size else (), colors=(frame.colors,) if frame.colors else ())
            return self._quantity(Frame("quantity", "set", frame.amount, refs=[wanted], verb="need"))
        frame = of_that_size(aimed(frame, self.lines), self.meant(frame))
        lines = self.meant(frame)
        if frame.loose:
            refined = self._refined(frame, lines)
            if refined is not None:
                return refined
        if frame.turns and any(self._already(frame, line) for line in lines):
            return self._vague(frame)
        lines = self._not_already(frame, lines)
        frame = self._as_whole(frame, lines)
        counted = frame.amount is not None and frame.amount.share != 1
        unsettled = self._unsettled(frame, lines, several=not counted)
        outcome = unsettled or Outcome()
        for what in frame.asks:
            outcome.ask(what)  # type: ignore[arg-type]
        if frame.amount is not None and frame.amount.vague:
            outcome.ask("quantity")
        if outcome.missing:
            return outcome
        return self._all_moved(frame, lines)

    def _listed(self, frame: Frame) -> bool:
        """ "make it 250 S, 350 M and 400 L": it is the order, and a size of it is to have so many."""
        pointing = bool(frame.refs) and all(ref.pronoun and not ref.describes for ref in frame.refs)
        counted = frame.amount is not None and frame.amount.count is not None and not frame.partitive
        several = len(self.order["lines"]) > 1 and not self._context
        return pointing and counted and several and any(self._already(frame, line) for line in self.order["lines"])

    def _all_moved(self, frame: Frame, lines: list[Json]) -> Outcome:
        outcome = Outcome()
        for line in lines:
            outcome.merge(self._moved(frame, line))
        counts = {line["quantity"] for line in lines}
        if frame.amount is not None and frame.amount.count and frame.amount.count not in counts and not outcome.changes:
            outcome.ask("quantity")  # "one size, 115 of them", where they are all of that size
        if not outcome.changes and not outcome.missing:
            outcome.changes.extend(change for line in lines for change in self._as_it_is(frame, line))
        return outcome

    @staticmethod
    def _as_it_is(frame: Frame, line: Json) -> list[Json]:
        """ "make everything M", where everything is M: asked for all the same, to be told that nothing would change."""
        asked = {"line_id": line["line_id"], "quantity": line["quantity"]}
        if frame.size:
            return [{"type": "change_size", **asked, "new_size": line["size"]}]
        return [{"type": "change_color", **asked, "new_color": line["color"]}] if frame.colors else []

    def _refined(self, frame: Frame, lines: list[Json]) -> Outcome | None:
        """ "10 polos in L" where there are polos in L, or where pieces are wanted and not moved: no move at all."""
        have = [line for line in lines if self._already(frame, line)]
        if frame.only and not frame.refs:
            have = [line for line in self.order["lines"] if self._already(frame, line)]
        if frame.partitive or frame.amount is None or frame.amount.count is None or frame.definite or frame.recasts:
            return None
        wished = self.listing or frame.verb == "need" or frame.also or self._too_many(frame, lines)
        if not have and not wished:
            return None
        if frame.also and frame.verb == "" and not have and self._stock_of(frame, lines):
            return self._vague(frame)
        wanted = Ref(sizes=(frame.size,) if frame.size else (), colors=(frame.colors,) if frame.colors else ())
        refs = [intersect(wanted, ref) for ref in frame.refs] or [wanted]
        return self._quantity(Frame("quantity", "set", frame.amount, refs=refs, verb="need", also=frame.also))

    def lists(self, frames: list[Frame]) -> bool:
        """Whether ``frames`` are such a list, one after the other."""
        loose = [frame for frame in frames if frame.act == "move" and frame.loose and frame.verb == ""]
        loose = [frame for frame in loose if not frame.partitive and not frame.recasts]
        there = [f for f in loose if any(self._already(f, line) for line in self.order["lines"])]
        return 0 < len(there) < len(loose) == len(frames)

    def _not_already(self, frame: Frame, lines: list[Json]) -> list[Json]:
        """ "all hoodies in navy" does not mean those that are navy, "10 of each to XL" nothing that has no sizes."""
        if len(lines) < 2 or not frame.has_target:
            return lines
        if frame.size or frame.shift:
            lines = [line for line in lines if line["size"] != ONE_SIZE] or lines
        return [line for line in lines if not self._already(frame, line)] or lines

    def _as_whole(self, frame: Frame, lines: list[Json]) -> Frame:
        """ "the 40 charcoal hoodies in black", where there are 40 in two lines: all of them."""
        count = frame.amount.count if frame.amount else None
        whole = len(lines) > 1 and count == sum(int(line["quantity"]) for line in lines)
        return replace(frame, amount=None) if whole and self.lines.one_product(lines) else frame

    @staticmethod
    def _stock_of(frame: Frame, lines: list[Json]) -> bool:
        """ "and 10 tees in L", where there are tees in another size: to be added, or ten of those?"""
        count = frame.amount.count if frame.amount else None
        return count is not None and any(count < line["quantity"] for line in lines)

    @staticmethod
    def _too_many(frame: Frame, lines: list[Json]) -> bool:
        """ "100 in medium" of 60: more than could be moved, so it is wanted."""
        wanted = (frame.amount.count if frame.amount else None) or 0
        return wanted > sum(int(line["quantity"]) for line in lines)

    def _already(self, frame: Frame, line: Json) -> bool:
        size = frame.size is None or line["size"] == frame.size
        color = not frame.colors or line["color"] in frame.colors
        return bool(frame.size or frame.colors) and size and color

    def _moved(self, frame: Frame, line: Json) -> Outcome:
        outcome = Outcome()
        quantity = part_of(frame.amount, line["quantity"])
        all_of_them = frame.amount is not None and frame.amount.whole and quantity != line["quantity"]
        if quantity is None or quantity <= 0 or all_of_them:
            outcome.ask("quantity")
            return outcome
        size = frame.size or self._shifted(frame, line)
        if size and size != line["size"]:
            outcome.changes.append(
                {"type": "change_size", "line_id": line["line_id"], "quantity": quantity, "new_size": size}
            )
        color = self._color(frame, line)
        if frame.colors and color is None:
            outcome.ask("color")
        elif color and color != line["color"]:
            outcome.changes.append(
                {"type": "change_color", "line_id": line["line_id"], "quantity": quantity, "new_color": color}
            )
        if frame.shift and not size:
            outcome.ask("size")
        return outcome

    def _shifted(self, frame: Frame, line: Json) -> str | None:
        product = self.lines.product(line)
        if not frame.shift or product is None or line["size"] not in SIZE_ORDER:
            return None
        at = SIZE_ORDER.index(line["size"]) + frame.shift
        return SIZE_ORDER[at] if 0 <= at < len(SIZE_ORDER) else None

    def _color(self, frame: Frame, line: Json) -> str | None:
        return meant_color(frame.colors, frame.color_text, self.lines.product(line))

    def _art(self, frame: Frame) -> Outcome:
        outcome = Outcome()
        if frame.arts is None or len(frame.arts) != 1:
            outcome.ask("artwork")
            return outcome
        described = [ref for ref in frame.refs if ref.describes]
        if frame.arts_from:
            described = [replace(ref, arts=frame.arts_from) for ref in described] or [Ref(arts=frame.arts_from)]
        if any(ref.other for ref in frame.refs) and self.recent:
            others = [line for line in self.order["lines"] if line not in self.recent]
            described = [Ref(lines=(1 + self.order["lines"].index(line),)) for line in others]
        if not described and not frame.excepted:
            return Outcome([{"type": "change_artwork", "line_id": None, "artwork_id": frame.arts[0]}])
        lines = self.meant(replace(frame, refs=described))
        several = replace(frame, refs=described) if any(ref.other for ref in frame.refs) else frame
        unsettled = self._unsettled(several, lines, several=True)
        if unsettled and not frame.arts_from:
            return unsettled
        if len(lines) == len(self.order["lines"]) > 1 and any(ref.quantifier in ("all", "each") for ref in frame.refs):
            lines = [{"line_id": None}]  # "on all of the polos", where there is nothing else
        return Outcome(
            [{"type": "change_artwork", "line_id": line["line_id"], "artwork_id": frame.arts[0]} for line in lines]
        )

    def _date(self, frame: Frame) -> Outcome:
        return orderless(frame)

    def _address(self, frame: Frame) -> Outcome:
        """ "only the caps to the warehouse": goods for two places, which is no other address of the order."""
        meant = [ref for ref in frame.refs if ref.describes]
        apart = frame.only and meant and 0 < len(self.lines.fitting_any(meant)) < len(self.order["lines"])
        return Outcome([{"type": "split_shipment"}]) if apart else orderless(frame)


_SEVERAL = 2


def _both(frame: Frame) -> bool:
    return any(ref.quantifier == "both" or ref.pronoun for ref in frame.refs)
