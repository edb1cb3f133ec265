"""The pieces that an offer adds or moves, said again with other goods: "those 15 extra go on the large"."""

import re
from itertools import pairwise

from agent_service.conversation.interpretation import Json
from agent_service.interpret.frames import Frame
from agent_service.interpret.noun_phrases import Ref
from agent_service.interpret.rewriting import Rewriting

_ADDING = re.compile(r"\b(?:too|also|as well|plus|additionally|another|on top|besides|both)\b|^(?:\w+ )?and\b")
_SAID = re.compile(r"\b(?:said|asked|meant|mean|told you|wanted|ordered|wrong|no|not|instead)\b")
_SOURCE = frozenset({"out of", "from", "from the"})
_GOODS = frozenset({"size", "color", "product"})


class OfferedPieces(Rewriting):
    """Whether what is said of the offered pieces is meant of other goods; then nothing of the offer stays."""

    def of_other_goods(self, frame: Frame) -> bool:
        """Whether ``frame`` says the offered pieces again, of other goods; it is dealt with here then."""
        if self._moved_of_others(frame):
            return True
        added = self._added_pieces()
        if added is None or frame.negated:
            return False
        if frame.act == "quantity" and frame.mode == "inc" and self._of_others(frame):
            return self._again_of_others(frame, added)
        if frame.act == "quantity" and frame.also and self._of_others(frame):
            return self._also_so_many(frame)
        counted = frame.amount is not None and frame.amount.count == added
        if frame.act == "move" and counted and self._the_offered(frame) and not frame.shift and not frame.also:
            self.request, line = [], self._lines[str(self.request[0]["line_id"])]
            self._replace(self._resolver.resolve(_more_of_variant(frame, line)))
            return True
        return False

    def drop_what_is_skipped(self) -> None:
        """ "skip this, do 20 red caps": what follows takes the place of the request."""
        if _SKIPPED.match(self._message.plain) and any(f.act in ("quantity", "move") for f in self._message.frames):
            self._touched |= bool(self.request)
            self.request = []

    def only_some_cancelled(self) -> bool:
        """ "not the whole order, only the caps" of an offer to cancel it: those are taken off."""
        only = [piece for piece in self._message.told if piece.has("only") and not piece.has("number", "keep", "if")]
        refs = [p.phrase.ref for piece in only for p in piece.placed if p.phrase.ref.describes]
        lines = self._resolver.lines.fitting_any(refs)
        denied = any(piece.has("not") and piece.has("order_word", "all") for piece in self._message.told)
        if [c["type"] for c in self.request] != ["cancel_order"] or len(only) != 1 or not denied or not lines:
            return False
        if len(lines) == len(self._resolver.lines.lines) or len(lines) > len(refs):
            return False
        self.request = [{"type": "remove_line", "line_id": line["line_id"]} for line in lines]
        return True

    def without_the_refused(self) -> None:
        """ "not white, some other color", "no, less": what was offered is not wanted, and what is has to be asked."""
        values = {"new_size": "size", "new_color": "color", "new_quantity": "quantity"}
        asked = [key for key, what in values.items() if what in self.missing.missing]
        if len(self.request) == 1 and not self._touched and any(key in self.request[0] for key in asked):
            self.request = []

    def _added_pieces(self) -> int | None:
        """How many pieces more the offer has, where it is about nothing else."""
        change = self.request[0] if len(self.request) == 1 and not self._touched else {}
        line = self._lines.get(str(change.get("line_id")))
        more = change["new_quantity"] - line["quantity"] if line is not None and "new_quantity" in change else 0
        return more if more > 0 else None

    def _of_others(self, frame: Frame) -> bool:
        described = [ref for ref in frame.refs if ref.describes]
        return bool(described) and not self._requested(described)

    def _again_of_others(self, frame: Frame, added: int) -> bool:
        if frame.amount is None or frame.amount.count != added or _ADDING.search(self._message.plain):
            return False
        if any(self._requested(other.refs) for other in self._message.frames if other is not frame):
            return False
        if frame.definite or _SAID.search(self._message.plain) or len(self._resolver.lines.lines) == 1:
            self.request = []
        else:
            self.missing.ask("change")  # "15 more larges": beside the 15 mediums, or in their place?
        self._replace(self._resolver.resolve(frame))
        return True

    def _moved_of_others(self, frame: Frame) -> bool:
        """ "no, 8 black M to L", "8 of the black M, not the navy" of an offer to move others: those in their place."""
        change = self.request[0] if len(self.request) == 1 and not self._touched else {}
        if frame.act != "move" or change.get("type") not in _MOVES or not self._of_others(frame):
            return False
        offered = change.get("new_size")  # "XL, not L" speaks of no others
        if frame.negated or frame.also or any(offered in ref.sizes for ref in frame.refs if offered):
            return False
        if _ADDING.search(self._message.plain):
            return False
        same = change.get("new_size") == frame.size or change.get("new_color") in frame.colors
        if not _SAID.search(self._message.plain):
            if not same:
                return False
            self.missing.ask("change")  # beside those that are offered, or in their place?
        self.request = []
        self._replace(self._resolver.resolve(frame))
        return True

    def _also_so_many(self, frame: Frame) -> bool:
        """ "and 50 on the L line too", of 40: how many there are to be; "50 L too" may be as many more."""
        lines = self._resolver.lines.fitting_any([ref for ref in frame.refs if ref.describes])
        count = frame.amount.count if frame.amount else None
        plain = frame.mode in ("", "set") and frame.verb == "" and not frame.onto
        if len(lines) != 1 or count is None or count <= lines[0]["quantity"] or not plain:
            return False
        if any(one.kind == "number" and two.kind == "on" for one, two in pairwise(frame.said)):
            frame.also, frame.mode = False, "set"
            return False
        self.missing.ask("quantity")
        return True

    @staticmethod
    def _the_offered(frame: Frame) -> bool:
        """ "the 15 extra", "those 40": the pieces of the offer, and no others of the line."""
        extra = any(item.kind == "more" for item in frame.said)
        extra |= any(one.kind == "det" and two.kind == "number" for one, two in pairwise(frame.said))
        pointed = frame.definite or extra or any(ref.pronoun for ref in frame.refs)
        return pointed and frame.has_target and not any(ref.describes for ref in frame.refs)

    def from_other_line(self) -> bool:
        """ "take those 5 out of the XL instead" of pieces that were to come from another line."""
        change = self.request[0] if len(self.request) == 1 else {}
        was = self._lines.get(str(change.get("line_id")))
        if was is None or "quantity" not in change or _ADDING.search(self._message.plain):
            return False
        items = [item for piece in self._message.told for item in piece.items if item.kind != "det"]
        source = [two for one, two in pairwise(items) if one.text in _SOURCE and two.kind in _GOODS]
        others = {item.value for item in items if item.kind == "number"} - {change["quantity"]}
        lines = self._resolver.lines.fitting(_ref(source[0].kind, source[0].value)) if len(source) == 1 else []
        goods = [item for item in items if item.kind in _GOODS]
        if len(lines) != 1 or lines[0] is was or others or len(goods) != 1 or lines[0]["quantity"] < change["quantity"]:
            return False
        self.request = [{**change, "line_id": lines[0]["line_id"]}]
        return not {change.get("new_size"), change.get("new_color")} & {lines[0]["size"], lines[0]["color"]}


_MOVES = frozenset({"change_size", "change_color"})
_SKIPPED = re.compile(
    r"^(?:no|nope|ah|oh|hm+|ok|well|actually|please|,| )*(?:skip|forget|scrap|drop|leave|scratch|never ?mind|cancel)"
    r"(?: about)? (?:it|this|that|all that|the request|all of (?:it|this|that))\b"
)


def _more_of_variant(frame: Frame, line: Json) -> Frame:
    """As many more of the goods of ``line``, in the size or colour that the frame names."""
    ref = Ref(
        products=frozenset({line["product_id"]}),
        sizes=(frame.size or line["size"],),
        colors=(frame.colors or (line["color"],),),
        color_text=frame.color_text,
    )
    return Frame("quantity", "inc", frame.amount, refs=[ref], verb="add", said=frame.said)


def _ref(kind: str, value: object) -> Ref:
    if kind == "size":
        return Ref(sizes=(str(value),))
    return Ref(colors=(value,)) if kind == "color" else Ref(products=value)  # type: ignore[arg-type]
