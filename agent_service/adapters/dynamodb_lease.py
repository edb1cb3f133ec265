"""The request that makes somebody the only writer of a conversation, in the three forms it takes."""

from typing import Any

from agent_service.adapters.dynamodb_items import Value, carried_value, encode, millis, seconds
from agent_service.adapters.dynamodb_table import TTL_ATTRIBUTE
from agent_service.conversation.store import LeaseWish

_TAKE = "SET lease_until = :until, #run = :run, #prior = inbox, inbox = :key"
_COUNT = " ADD fence :one, last_seq :one"
_FREE = "#ttl > :ttl AND lease_until <= :now AND "


def lease_request(wish: LeaseWish) -> dict[str, Any]:
    """The arguments of UpdateItem, without the key.

    With the entry in the same request (nothing may have begun since ``fence``), over an entry that is set aside (it
    lies under its own key by then), or plainly.
    """
    values: dict[str, Value | None] = {
        ":now": millis(wish.now),
        ":until": millis(wish.until),
        ":ttl": seconds(wish.now),
        ":one": 1,
        ":run": wish.run,
        ":key": wish.key,
        ":none": "",
    }
    change, condition = _TAKE + _COUNT, _FREE + "inbox IN (:none, :key)"
    if wish.carried is not None:
        change, condition = _TAKE + ", carried = :carried" + _COUNT, _FREE + "inbox = :none AND fence = :fence"
        values |= {":carried": carried_value(wish.carried), ":fence": wish.fence}
    elif wish.over is not None:
        change, condition = _TAKE + " REMOVE carried" + _COUNT, _FREE + "inbox IN (:none, :key, :over)"
        values[":over"] = wish.over
    return {
        "UpdateExpression": change,
        "ConditionExpression": condition,
        "ExpressionAttributeNames": {"#run": "run", "#prior": "prior", "#ttl": TTL_ATTRIBUTE},
        "ExpressionAttributeValues": encode(values),
        "ReturnValues": "ALL_NEW",
        "ReturnValuesOnConditionCheckFailure": "ALL_OLD",
    }
