"""The JSON schema of a model's reading: ``evals/README.md`` as structured output."""

from typing import Any

from agent_service.conversation.interpretation import Intent

Json = dict[str, Any]


def _nullable(kind: str) -> Json:
    return {"type": [kind, "null"]}


_ADDRESS: Json = {
    "type": ["object", "null"],
    "properties": {part: _nullable("string") for part in ("street", "city", "region", "postal_code", "country")},
}
_CHANGE: Json = {
    "type": "object",
    "required": ["type"],
    "properties": {
        "type": {
            "type": "string",
            "enum": [
                "change_quantity",
                "change_size",
                "change_color",
                "change_artwork",
                "change_address",
                "add_line",
                "remove_line",
                "cancel_order",
                "change_delivery_date",
                "split_shipment",
            ],
        },
        **{
            name: _nullable("string")
            for name in ("line_id", "new_size", "new_color", "artwork_id", "address_id", "sku", "delivery_date")
        },
        **{name: _nullable("integer") for name in ("new_quantity", "quantity", "days_later", "days_earlier")},
        "address": _ADDRESS,
    },
}
INTERPRETATION: Json = {
    "title": "Interpretation",
    "description": "What one message of a customer asks for.",
    "type": "object",
    "required": ["intent", "order_id", "changes", "option", "missing", "frustrated"],
    "properties": {
        "intent": {"type": "string", "enum": [intent.value for intent in Intent]},
        "order_id": _nullable("string"),
        "changes": {"type": "array", "items": _CHANGE},
        "option": _nullable("integer"),
        "missing": {
            "type": "array",
            "items": {
                "type": "string",
                "enum": ["order", "line", "quantity", "size", "color", "artwork", "address", "date", "change"],
            },
        },
        "frustrated": {"type": "boolean"},
    },
}
