"""An offer turned round: other targets, the other direction, the others instead of those that were counted."""

from agent_service.conversation.interpretation import Json
from agent_service.interpret.frames import Frame
from agent_service.interpret.offered_pieces import OfferedPieces
from agent_service.interpret.outcome import Outcome

_TARGETS = ("artwork_id", "new_size", "new_color", "new_quantity")
_BOTH = 2


class TurningRound(OfferedPieces):
    """What was to become of some is to become of the others."""

    def targets_swapped(self) -> bool:
        """ "the other way round" of two artworks, sizes, colours or numbers: each where the other was to go."""
        if len(self.request) != _BOTH and all(change["type"] == "change_quantity" for change in self.request):
            return False
        keys = [next((k for k in _TARGETS if k in c), "") for c in self.request]
        if len(self.request) == 1 and self._reversed(self.request[0]) is not None:
            self.request = [self._reversed(self.request[0]) or {}]
            self._touched = True
        elif len(keys) == _BOTH and keys[0] == keys[1] != "" and self._alike():
            one, two = self.request
            one[keys[0]], two[keys[0]] = two[keys[0]], one[keys[0]]
            self._touched = True
        else:
            self.missing.ask("change")
        return True

    def _alike(self) -> bool:
        """Numbers are swapped where the lines had the same one: otherwise the differences may be meant."""
        counted = [c for c in self.request if "new_quantity" in c]
        return len({self._lines[c["line_id"]]["quantity"] for c in counted}) < _BOTH

    def _reversed(self, change: Json) -> Json | None:
        """ "the other way round" of 10 M that were to become L: 10 L become M, where there are as many."""
        line = self._lines.get(str(change.get("line_id")))
        if line is None or change["type"] not in ("change_size", "change_color"):
            return None
        key, value = ("size", "new_size") if change["type"] == "change_size" else ("color", "new_color")
        same = {"product_id", "size", "color"} - {key}
        others = [li for li in self._lines.values()
                  if li[key] == change[value] and all(li[k] == line[k] for k in same)]  # fmt: skip
        if len(others) != 1 or change["quantity"] > others[0]["quantity"] or change["quantity"] == line["quantity"]:
            return None
        return {**change, "line_id": others[0]["line_id"], value: line[key]}

    def _replace(self, outcome: Outcome) -> None:
        """ "10 L to M", where 10 M were to become L: in place of that, and not beside it."""
        back = [self._way(change) for change in outcome.changes if change["type"] in ("change_size", "change_color")]
        if not any(frame.also for frame in self._message.frames):
            self.request = [c for c in self.request if c in outcome.changes or self._way(c)[::-1] not in back]
        outcome.changes = [self._as_many_back(change) for change in outcome.changes]
        super()._replace(outcome)

    def _as_many_back(self, change: Json) -> Json:
        """ "no, L to M", of ten that were to go the other way: ten, where no number is said."""
        back = next(
            (self._reversed(old) for old in self._situation.request if self._way(old)[::-1] == self._way(change)), None
        )
        counted = any(item.kind == "number" for item in self._message.items)
        return back if back is not None and not counted and self._way(change) != (None, None) else change

    def _way(self, change: Json) -> tuple[object, object]:
        """From what to what pieces go."""
        line = self._lines.get(str(change.get("line_id")), {})
        if change["type"] == "change_size":
            return line.get("size"), change["new_size"]
        return (line.get("color"), change["new_color"]) if change["type"] == "change_color" else (None, None)

    def the_whole(self, frame: Frame) -> bool:
        """ "all of them" of some pieces of a line that were to become another."""
        change = self.request[0] if len(self.request) == 1 else {}
        line = self._lines.get(str(change.get("line_id")))
        whole = any(ref.quantifier == "all" and ref.pronoun and not ref.describes for ref in frame.refs)
        alone = len(self._message.frames) == 1 and not frame.correction and not frame.negated
        if not (whole and alone) or line is None or change.get("quantity", line["quantity"]) >= line["quantity"]:
            return False
        change["quantity"], self._touched = line["quantity"], True
        return True

    def place_stays(self, frame: Frame) -> None:
        """ "HQ stays", "same address" of an offer that changes something else too: the order goes where it goes."""
        there = str(self._order["address"].get("address_id"))
        named = [item for item in frame.said if item.kind in ("place", "city", "address")]
        stays = any(item.kind == "address" or there in item.value for item in named)
        others = [change for change in self.request if change["type"] != "change_address"]
        if stays and others and len(others) < len(self.request) and not any(r.describes for r in frame.refs):
            self.request, self._touched = others, True

    def all_but(self, frame: Frame, lines: list[str]) -> None:
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
