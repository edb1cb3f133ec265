"""What a reader understood, as the changes that the platform takes (``api.md``, Change)."""

from datetime import date, timedelta

from agent_service.conversation.interpretation import Interpretation, Json

_PARTS = ("street", "city", "region", "postal_code", "country")


def to_platform_changes(interpretation: Interpretation, order: Json) -> tuple[Json, ...]:
    """The changes with days as a date, a part of an address completed, and without keys that say nothing.

    ``order`` is the order as the platform shows it: days count from its delivery date, and what was not said of an
    address stays as it is (``evals/README.md``, ruling 8).
    """
    return tuple(_converted(change, order) for change in interpretation.changes)


def _converted(change: Json, order: Json) -> Json:
    said = {key: value for key, value in change.items() if value is not None}
    if said["type"] == "change_delivery_date":
        return _dated(said, order)
    if said["type"] == "change_address" and "address" in said:
        return {"type": "change_address", "address": _completed(said["address"], order)}
    return said


def _dated(change: Json, order: Json) -> Json:
    if "delivery_date" in change:
        return change
    days = int(change.get("days_later", 0)) - int(change.get("days_earlier", 0))
    moved = date.fromisoformat(str(order["delivery_date"])) + timedelta(days=days)
    return {"type": "change_delivery_date", "delivery_date": moved.isoformat()}


def _completed(said: Json, order: Json) -> Json:
    present = order.get("address") or {}
    parts = {key: said.get(key) or present.get(key) for key in _PARTS}
    return {key: value for key, value in parts.items() if value is not None}
