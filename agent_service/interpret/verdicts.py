"""An offer of several parts answered part by part: "the XL bit yes, the warehouse no", "nothing but the caps".

Only whole parts are dropped here, and only where every clause is a verdict on parts of the offer; whatever says
something new (a number, a size, another place) is a correction and is read as one.
"""

import re
from dataclasses import dataclass, field

from agent_service.conversation.interpretation import Json, Situation
from agent_service.interpret.catalogue import Catalogue
from agent_service.interpret.clauses import Piece
from agent_service.interpret.items import Item
from agent_service.interpret.message import Message
from agent_service.interpret.noun_phrases import Ref
from agent_service.interpret.order_lines import OrderLines
from agent_service.interpret.wordlist import words

_NO = re.compile(
    r"\b(no|not|nope|without|undo|drop|scrap|skip|forget|leave out|strike|lose|minus|omit|never ?mind|too (many|much)"
    r"|unwanted|except|except for)\b"
)
_YES = re.compile(
    r"\b(yes|yep|yeah|ok|fine|good|great|sure|go ahead|do it|go for it|as you say|as offered|right|correct|agreed"
    r"|only|just|perfect|happy|approved)\b"
)
_STAYS = re.compile(r"\b(stay|stays|keep|leave|remain|remains|as is|unchanged|as it is|as they are|as before)\b")
_WEIGHTY = frozenset(words("number signed percent size color product place city art spot date span"))
_REST = frozenset({"rest", "other"})
_KINDS = {
    "change_delivery_date": re.compile(r"\b(date|day|delivery|delay|timing|deadline)\b"),
    "change_address": re.compile(r"\b(address|destination|location|redirect)\b"),
    "change_artwork": re.compile(r"\b(artwork|art|logo|design|print|motif)\b"),
    "split_shipment": re.compile(r"\b(split|splitting|two shipments|separate shipments?)\b"),
}


@dataclass(slots=True)
class _Verdicts:
    accepted: set[int] = field(default_factory=set)
    refused: set[int] = field(default_factory=set)
    others: str = ""
    """What is said of "the rest": yes, no, or nothing."""
    last: str = ""
    """What the clause before said, where it goes on: "yes to the XL and the caps"."""


def left_of(message: Message, situation: Situation, order: Json, catalogue: Catalogue) -> list[Json] | None:
    """The parts of the request that stand; None where the message is no such answer."""
    request = list(situation.request)
    if len(request) < _SEVERAL or "?" in message.text or any(item.kind in ("if", "or") for item in message.items):
        return None
    reader = _Reader(request, order, catalogue)
    found = _Verdicts()
    for piece in message.pieces:
        if not reader.judge(piece, found):
            return None
    everything = set(range(len(request)))
    rest = everything - found.accepted - found.refused
    refused = found.refused | (rest if found.others == "no" else set())
    left = everything - refused
    if not refused or not left or found.accepted & refused:
        return None
    return [request[at] for at in sorted(left)]


_SEVERAL = 2


class _Reader:
    def __init__(self, request: list[Json], order: Json, catalogue: Catalogue) -> None:
        self._request = request
        self._order = order
        self._lines = OrderLines(tuple(order["lines"]), catalogue.products)
        self._by_id = {line["line_id"]: line for line in order["lines"]}

    def judge(self, piece: Piece, found: _Verdicts) -> bool:
        """Takes down what a clause says of parts; False where it says anything else of weight."""
        text = " ".join(item.text for item in piece.items)
        verdict = "no" if _NO.search(text) else "yes" if _YES.search(text) else "stay" if _STAYS.search(text) else ""
        verdict = verdict or (found.last if piece.joined in ("and", "sep") else "")
        found.last = verdict
        spared = self._named([phrase.ref for phrase in piece.excepted], []) if piece.excepted else set()
        new = any(item.kind in _WEIGHTY and not self._known(item) for item in piece.items)
        if spared and piece.has("all", "except"):
            return not new and self._all_but(text, verdict, spared, found)
        named = self._named([p.phrase.ref for p in piece.placed], piece.items) or self._called(text)
        if piece.has(*_REST):
            found.others = {"no": "no", "yes": "yes"}.get(verdict, found.others)
            return bool(verdict) and not named
        if not named and verdict == "yes":
            named = self._of_number([item.value for item in piece.items if item.kind == "number"])
        if not named:
            return not any(item.kind in _WEIGHTY and not self._as_now(item) for item in piece.items)
        if not verdict or new:
            return False
        (found.accepted if verdict == "yes" else found.refused).update(named)
        return verdict != "stay" or not piece.has("number")

    def _all_but(self, text: str, verdict: str, spared: set[int], found: _Verdicts) -> bool:
        """ "strike everything but the caps", "all fine except the date"."""
        others = set(range(len(self._request))) - spared
        negative = bool(_NO.search(re.sub(r"\b(except( for)?|everything but|all but|but not)\b", "", text)))
        (found.accepted if negative else found.refused).update(spared)
        (found.refused if negative else found.accepted).update(others)
        return verdict != "stay"

    def _named(self, refs: list[Ref], items: list[Item]) -> set[int]:
        """The parts that goods, sizes, colours, places or artworks in a clause belong to."""
        described = [ref for ref in refs if ref.describes]
        lines = {line["line_id"] for ref in described for line in self._lines.fitting(ref)}
        found = {at for at, change in enumerate(self._request) if change.get("line_id") in lines}
        for at, change in enumerate(self._request):
            aims = {change.get("new_size"), change.get("new_color"), change.get("address_id"), change.get("artwork_id")}
            if (aims - {None}) & {value for item in items for value in _values(item)}:
                found.add(at)
        return found

    def _of_number(self, numbers: list[int]) -> set[int]:
        """ "12 is good": the parts that are for so many."""
        parts = enumerate(self._request)
        return {at for at, change in parts if {change.get("new_quantity"), change.get("quantity")} & set(numbers)}

    def _called(self, text: str) -> set[int]:
        return {
            at
            for at, change in enumerate(self._request)
            if change["type"] in _KINDS and _KINDS[change["type"]].search(text)
        }

    def _known(self, item: Item) -> bool:
        """Whether a value is of the request or of its goods as they are."""
        if item.kind in ("number", "signed"):
            return abs(item.value) in self._numbers()
        aims = {v for c in self._request for k, v in c.items() if k.startswith("new_") or k.endswith("_id")}
        return item.kind == "product" or bool(set(_values(item)) & (aims | self._present()))

    def _as_now(self, item: Item) -> bool:
        """Whether a value says what is so already ("leave it at HQ", "they can stay at the hundred")."""
        if item.kind in ("number", "signed"):
            return abs(item.value) in {line["quantity"] for line in self._order["lines"]}
        return bool(set(_values(item)) & self._present())

    def _numbers(self) -> set[int]:
        said = {
            c[k] for c in self._request for k in ("new_quantity", "quantity", "days_later", "days_earlier") if k in c
        }
        return said | {line["quantity"] for line in self._order["lines"]}

    def _present(self) -> set[object]:
        touched = [self._by_id[c["line_id"]] for c in self._request if c.get("line_id") in self._by_id]
        now: set[object] = {line[key] for line in touched for key in ("size", "color")}
        return now | {self._order["address"].get("address_id")}


def _values(item: Item) -> tuple[object, ...]:
    if item.kind in ("size", "color", "place", "city", "art"):
        return item.value if isinstance(item.value, tuple) else (item.value,)
    return ()
