"""What differs between an offer the customer saw and the same request judged today (api.md, drift answers)."""

from collections.abc import Iterator, Mapping
from typing import Any

Json = dict[str, Any]

_OF_THE_QUOTE = ("order_version", "policy_version", "verdict")
_OF_THE_OPTION = ("price_delta", "fees", "refund", "days_added", "new_delivery_date", "needs_review")
_OF_THE_ORDER = ("status", "address", "lines", "fees", "credits", "totals")


def differences(shown: Mapping[str, Any], option_id: str, fresh: Mapping[str, Any] | None) -> list[Json]:
    """``[{"field", "was", "is"}]`` between the chosen option of a Quote as shown and a fresh Quote for its changes.

    The fresh quote's ``as_requested`` option is compared; where there is none, ``is`` is null. ``verdict`` counts only
    when the option was the request as asked. Both quotes are plain JSON as of ``documents``; ``fresh`` None: no quote.
    """
    chosen = next(option for option in shown["options"] if option["option_id"] == option_id)
    now = next((option for option in (fresh or {}).get("options", []) if option["kind"] == "as_requested"), None)
    return [
        {"field": field, "was": was, "is": is_}
        for field, was, is_ in [*_quote_fields(shown, chosen, fresh), *_option_fields(chosen, now)]
        if was != is_
    ]


def _quote_fields(
    shown: Mapping[str, Any], chosen: Mapping[str, Any], fresh: Mapping[str, Any] | None
) -> Iterator[tuple[str, Any, Any]]:
    if fresh is None:
        return
    for field in _OF_THE_QUOTE:
        if field != "verdict" or chosen["kind"] == "as_requested":
            yield field, shown[field], fresh[field]


def _option_fields(chosen: Mapping[str, Any], now: Mapping[str, Any] | None) -> Iterator[tuple[str, Any, Any]]:
    for field in _OF_THE_OPTION:
        yield field, chosen[field], now[field] if now else None
    for field in _OF_THE_ORDER:
        yield f"order_after.{field}", chosen["order_after"][field], now["order_after"][field] if now else None
