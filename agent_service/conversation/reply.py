"""What a reply is made of: parts, choices and the outcome, in the shapes of ``api.md``."""

from collections.abc import Iterable, Sequence

from agent_service.conversation.interpretation import Json

HUMAN: Json = {"type": "talk_to_human"}
DECLINE: Json = {"type": "decline"}


def order_part(order: Json) -> Json:
    return {"kind": "order", "order": order}


def options_part(quote: Json) -> Json:
    ids = [option["option_id"] for option in quote["options"]]
    return {"kind": "options", "quote_id": quote["quote_id"], "option_ids": ids, "expires_at": quote["expires_at"]}


def choices_part(items: Iterable[Json]) -> Json:
    return {"kind": "choices", "items": list(items)}


def receipt_part(receipt: Json) -> Json:
    return {"kind": "receipt", "receipt": receipt}


def citations_part(passages: Iterable[Json]) -> Json:
    return {"kind": "citations", "items": list(passages)}


def tracking_part(tracking: Json) -> Json:
    return {"kind": "tracking", "tracking": tracking}


def products_part(products: Iterable[Json]) -> Json:
    return {"kind": "products", "items": list(products)}


def ticket_part(escalation_id: str | None, ticket_id: str | None, expected_response_by: str | None) -> Json:
    return {
        "kind": "ticket",
        "escalation_id": escalation_id,
        "ticket_id": ticket_id,
        "expected_response_by": expected_response_by,
    }


def say_choice(label: str, text: str) -> Json:
    """A button that says ``text`` as if typed."""
    return {"label": label, "text": text}


def act_choice(label: str, action: Json) -> Json:
    """A button that acts without a reader."""
    return {"label": label, "action": action}


def confirm_action(quote: Json, option_id: str) -> Json:
    return {"type": "confirm", "quote_id": quote["quote_id"], "option_id": option_id, "digest": quote["digest"]}


def outcome(kind: str, **known: str | None) -> Json:
    """An outcome of ``kind``; what is not ``known`` is null."""
    names = ("reason", "change_id", "review_id", "escalation_id", "ticket_id")
    return {"kind": kind} | {name: known.get(name) for name in names}


def choices_together(parts: Sequence[Json]) -> list[Json]:
    """``parts`` with one choices part at most, none twice: the last one's buttons first, they are what waits."""
    shown = [part["items"] for part in parts if part["kind"] == "choices" and part["items"]]
    items: list[Json] = []
    for item in (item for group in reversed(shown) for item in group):
        if item not in items:
            items.append(item)
    kept = [part for part in parts if part["kind"] != "choices"]
    return [*kept, choices_part(items)] if items else kept


def human_first(parts: Sequence[Json], label: str) -> list[Json]:
    """``parts`` with the way to a human as the first of the choices (frustration, ``domain.md``)."""
    human = act_choice(label, HUMAN)
    kept = [part for part in parts if part["kind"] != "choices"]
    items = [item for part in parts if part["kind"] == "choices" for item in part["items"]]
    return [*kept, choices_part([human, *(item for item in items if item.get("action") != HUMAN)])]
