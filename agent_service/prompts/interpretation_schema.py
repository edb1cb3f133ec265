"""The JSON schema of a model's reading: ``evals/README.md`` as structured output.

Claude takes few optional and hardly any nullable properties, and wants every object closed; what was not said is left
out.
"""

from typing import Any

from agent_service.conversation.interpretation import Intent

Json = dict[str, Any]


def _each(kind: str, *names: str) -> Json:
    return {name: {"type": kind} for name in names}


_ADDRESS: Json = {
    "type": "object",
    "properties": _each("string", "street", "city", "region", "postal_code", "country"),
    "additionalProperties": False,
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
        **_each("string", "line_id", "new_size", "new_color", "artwork_id", "address_id", "sku", "delivery_date"),
        **_each("integer", "new_quantity", "quantity", "days_later", "days_earlier"),
        "address": _ADDRESS,
    },
    "additionalProperties": False,
}
INTERPRETATION: Json = {
    "title": "Interpretation",
    "description": "What one message of a customer asks for.",
    "type": "object",
    "required": ["intent", "order_id", "changes", "option", "missing", "frustrated"],
    "properties": {
        "intent": {"type": "string", "enum": [intent.value for intent in Intent]},
        "order_id": {"type": ["string", "null"]},
        "changes": {"type": "array", "items": _CHANGE},
        "option": {"type": ["integer", "null"]},
        "missing": {
            "type": "array",
            "items": {
                "type": "string",
                "enum": ["order", "line", "quantity", "size", "color", "artwork", "address", "date", "change"],
            },
        },
        "frustrated": {"type": "boolean"},
    },
    "additionalProperties": False,
}
