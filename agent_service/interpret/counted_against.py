"""Numbers said against an offer: "one more than that", "half that many", "take off 5, not 10", "only ten more"."""

import re

from agent_service.conversation.interpretation import Json
from agent_service.interpret.frames import Frame
from agent_service.interpret.turning_round import TurningRound
from agent_service.interpret.wordlist import words

_THAN_THAT = re.compile(r"\b(?:than|on top of) (?:that|this|what you offer|offered)\b")
_OF_THAT = re.compile(r"\b(?:(half)|(twice|double)) (?:that|this|as)(?: many| much| number| amount)?\b")
_NUMBERED = ("new_quantity", "quantity")


_OF_FACTS = frozenset(words("why what when how who did do does is are was were has have had will which and so"))


class CountedAgainst(TurningRound):
    """What such a number makes of the one that is offered."""

    @staticmethod
    def asks_only(frame: Frame) -> bool:
        """Whether a clause is a question; "could you make it 100 rather than 120?" wishes for what it puts first."""
        first = next((item.text.split()[0] for item in frame.said if item.kind not in ("please", "pass")), "")
        wishes = frame.ruled_out and frame.amount is not None and first not in _OF_FACTS
        return frame.asked and not wishes

    def counted_against(self, frame: Frame) -> bool:
        """Whether ``frame`` is such a number; the offer has the new one then."""
        change = self.request[0] if len(self.request) == 1 and not self._touched else {}
        key = next((key for key in _NUMBERED if key in change), "")
        if frame.act != "quantity" or not key or any(ref.describes for ref in frame.refs):
            return False
        value = self._part_of_the_offer(key, change) or self._than_the_offer(frame, change[key])
        value = value or (self._of_the_difference(frame, change) if key == "new_quantity" else 0)
        if value <= 0 or value == change[key]:
            return False
        self.request, self._touched = [{**change, key: value}], True
        return True

    def rest_becomes_another(self) -> bool:
        """ "55, the rest to L" of eighty that were to become XL: so many as offered, and the others something else."""
        change = self.request[0] if len(self.request) == 1 else {}
        target = {"change_size": "new_size", "change_color": "new_color"}.get(str(change.get("type")), "")
        frames = [frame for frame in self._message.frames if frame.act != "bare"]
        if not target or [frame.act for frame in frames] != ["quantity", "move"]:
            return False
        some, rest = frames
        count = (some.amount.count if some.amount else None) or 0
        others = bool(rest.refs) and all(ref.other and not ref.describes for ref in rest.refs) and rest.amount is None
        value = rest.size if target == "new_size" else (rest.colors[0] if len(rest.colors) == 1 else None)
        if not (others and value) or some.refs or not 0 < count < int(change["quantity"]):
            return False
        remaining = int(change["quantity"]) - count
        self.request = [{**change, "quantity": count}, {**change, "quantity": remaining, target: value}]
        self._touched = True
        return True

    def rest_stays(self, frame: Frame) -> bool:
        """ "only 55, the rest can stay small": of pieces that were to become something else."""
        kinds = {change["type"] for change in self.request}
        parts = any(f.act == "quantity" and f.amount is not None and f.rest_kept for f in self._message.frames)
        moved = len(self.request) == 1 and kinds <= {"change_size", "change_color"}
        return parts and moved and any(ref.other for ref in frame.refs)

    def _part_of_the_offer(self, key: str, change: Json) -> int:
        """ "half that many": of pieces that are added or moved; of how many there are to be it may mean two things."""
        found = _OF_THAT.search(self._message.plain)
        if found is None or key != "quantity":
            return 0
        whole = int(change[key])
        return 2 * whole if found[2] else whole // 2 * (1 - whole % 2)

    def _than_the_offer(self, frame: Frame, offered: int) -> int:
        """ "two fewer than that": of what is offered."""
        count = (frame.amount.count if frame.amount else None) or 0
        if not count or frame.mode not in ("inc", "dec") or not _THAN_THAT.search(self._message.plain):
            return 0
        return offered + count if frame.mode == "inc" else offered - count

    def _of_the_difference(self, frame: Frame, change: Json) -> int:
        """ "take off 5, not 10", "only ten more": a smaller difference of the kind that is offered."""
        line = self._lines.get(str(change.get("line_id")))
        count = (frame.amount.count if frame.amount else None) or 0
        if line is None or not count or frame.mode not in ("inc", "dec"):
            return 0
        was, offered = int(line["quantity"]), change["new_quantity"]
        same_way = (offered > was) == (frame.mode == "inc")
        instead = frame.was is not None and frame.was == abs(offered - was)
        if not same_way or not (instead or (frame.only and count < abs(offered - was))):
            return 0
        return was + count if frame.mode == "inc" else was - count

    def without_what_it_comes_to(self, frames: list[Frame]) -> list[Frame]:
        """ "only ten more, so 210": the difference and what it comes to, once."""
        change = self.request[0] if len(self.request) == 1 else {}
        line = self._lines.get(str(change.get("line_id")))
        counts = [frame.amount.count if frame.amount else None for frame in frames]
        plain = all(f.act == "quantity" and not any(ref.describes for ref in f.refs) for f in frames)
        if line is None or "new_quantity" not in change or len(frames) != len(("difference", "total")) or not plain:
            return frames
        difference = (counts[0] or 0) * (1 if frames[0].mode == "inc" else -1)
        told = frames[0].mode in ("inc", "dec") and frames[1].mode in ("", "set")
        comes_to = {line["quantity"] + difference, change["new_quantity"] + difference}
        return frames[1:] if told and counts[1] in comes_to else frames

    def still_more(self, frame: Frame, moves: list[Json]) -> bool:
        """ "10 more of the L to 2XL", where 20 of them are to become 2XL: thirty."""
        more = frame.also and frame.partitive and any(item.kind == "more" for item in frame.said)
        alike = [c for c in moves if c.get("new_size", frame.size) == frame.size]
        alike = [c for c in alike if "new_color" not in c or c["new_color"] in frame.colors]
        count = frame.amount.count if frame.amount else None
        if not (more and count and len(alike) == 1):
            return False
        alike[0]["quantity"] += count
        self._touched = True
        return True

    def stays_as_offered(self, frame: Frame, lines: list[str]) -> bool:
        """ "L stays 50", where 50 is what is offered."""
        count = frame.amount.count if frame.amount else None
        offered = {change.get("new_quantity") for change in self.request if change.get("line_id") in lines}
        return count is not None and offered == {count}

    def rest_of_what_stays(self, frame: Frame) -> bool:
        """ "keep 20 and remove the rest": of the line that was to go, and of no other."""
        others = frame.act == "remove" and frame.refs != [] and all(r.other and not r.describes for r in frame.refs)
        return others and any(f.act == "keep" and f.amount is not None for f in self._message.frames)
