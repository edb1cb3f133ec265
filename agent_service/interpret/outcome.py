"""What comes of a frame: complete changes, and what has to be asked first."""

from dataclasses import dataclass, field

from agent_service.conversation.interpretation import Json, Missing
from agent_service.interpret.frames import Frame


@dataclass(slots=True)
class Outcome:
    """``changes`` are complete; ``missing`` is what must be asked; ``candidates`` are line ids a request fits."""

    changes: list[Json] = field(default_factory=list)
    missing: list[Missing] = field(default_factory=list)
    candidates: list[str] = field(default_factory=list)

    def ask(self, *what: Missing) -> None:
        self.missing.extend(w for w in what if w not in self.missing)

    def merge(self, other: "Outcome") -> None:
        self.changes.extend(change for change in other.changes if change not in self.changes)
        self.ask(*other.missing)
        self.candidates.extend(c for c in other.candidates if c not in self.candidates)


def contradictory(changes: list[Json]) -> bool:
    """Whether one change takes away what another one needs: goods removed and changed, more moved than are left."""
    removed = {change["line_id"] for change in changes if change["type"] == "remove_line"}
    left = {change["line_id"]: change["new_quantity"] for change in changes if change["type"] == "change_quantity"}
    for change in changes:
        if change["type"] in ("change_size", "change_color", "change_artwork", "change_quantity"):
            moved = int(change.get("quantity", 0))
            if change["line_id"] in removed or moved > left.get(change["line_id"], moved):
                return True
    return False


def orderless(frame: Frame) -> Outcome:
    """What of a frame is complete, or missing, whichever order it is about."""
    outcome = Outcome()
    reader = {"address": _address, "date": _date, "art": _art}.get(frame.act)
    if reader is not None:
        reader(frame, outcome)
    elif frame.act in _ALONE:
        outcome.changes.append({"type": _ALONE[frame.act]})
    elif frame.act == "vague":
        outcome.ask("change")
    for what in frame.asks:
        outcome.ask(what)  # type: ignore[arg-type]
    return outcome


_ALONE = {"cancel": "cancel_order", "split": "split_shipment"}


def _address(frame: Frame, outcome: Outcome) -> None:
    if len(frame.address_ids) == 1:
        outcome.changes.append({"type": "change_address", "address_id": frame.address_ids[0]})
        return
    if frame.address:
        outcome.changes.append({"type": "change_address", "address": frame.address})
    if not frame.address or ("street" in frame.address and "postal_code" not in frame.address):
        outcome.ask("address")


def _date(frame: Frame, outcome: Outcome) -> None:
    if frame.date and not frame.asks:
        outcome.changes.append({"type": "change_delivery_date", **frame.date})


def _art(frame: Frame, outcome: Outcome) -> None:
    if frame.arts and len(frame.arts) == 1 and not frame.refs and not frame.arts_from:
        outcome.changes.append({"type": "change_artwork", "line_id": None, "artwork_id": frame.arts[0]})
