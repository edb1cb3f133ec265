"""The table of the conversation store: its keys and indexes, and how it comes to be where nobody else creates it.

``pk`` is the conversation, ``sk`` is ``HEAD`` or the key of an entry. Indexes: ``by_seq`` (local) is the transcript;
``by_owner``, ``by_order``, ``by_shard`` list conversations newest first (ids grow with time); ``by_escalated`` and
``by_owing`` hold only heads that carry the attribute. On AWS the data stack creates the same table.
"""

from typing import Any

SHARDS = 4
HEAD = "HEAD"
TTL_ATTRIBUTE = "ttl"

_LISTED = ["owner", "order_id", "state_name", "title", "escalated", "created_at", "updated_at", "ttl"]
_GLOBAL_INDEXES = {
    "by_owner": "owner",
    "by_order": "order_id",
    "by_shard": "shard",
    "by_escalated": "escalated",
    "by_owing": "owes",
}


def _key(hash_name: str, range_name: str) -> list[dict[str, str]]:
    return [
        {"AttributeName": hash_name, "KeyType": "HASH"},
        {"AttributeName": range_name, "KeyType": "RANGE"},
    ]


def _global_index(name: str, hash_name: str) -> dict[str, Any]:
    shown = [attribute for attribute in _LISTED if attribute != hash_name]
    return {
        "IndexName": name,
        "KeySchema": _key(hash_name, "pk"),
        "Projection": {"ProjectionType": "INCLUDE", "NonKeyAttributes": shown},
    }


def definition(table: str) -> dict[str, Any]:
    """The arguments of CreateTable."""
    strings = ["pk", "sk", *_GLOBAL_INDEXES.values()]
    return {
        "TableName": table,
        "BillingMode": "PAY_PER_REQUEST",
        "KeySchema": _key("pk", "sk"),
        "AttributeDefinitions": [{"AttributeName": name, "AttributeType": "S"} for name in strings]
        + [{"AttributeName": "seq", "AttributeType": "N"}],
        "LocalSecondaryIndexes": [
            {"IndexName": "by_seq", "KeySchema": _key("pk", "seq"), "Projection": {"ProjectionType": "ALL"}}
        ],
        "GlobalSecondaryIndexes": [_global_index(name, key) for name, key in _GLOBAL_INDEXES.items()],
    }
