"""What all replicas spend on models a day: one item a day in the table of conversations, added to atomically."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, time, timedelta
from functools import partial
from typing import Any

from botocore.exceptions import BotoCoreError, ClientError

from agent_service.adapters.dynamodb import DynamoDbClient
from agent_service.adapters.dynamodb_items import encode, seconds
from agent_service.adapters.dynamodb_table import TTL_ATTRIBUTE
from agent_service.conversation.model_budget import Spent
from agent_service.conversation.store import StoreUnavailable

KEPT = timedelta(days=7)
_ADD = "ADD #micro_usd :micro_usd, #tokens :tokens, #calls :calls SET #ttl = :ttl"
_NAMES = {"#micro_usd": "micro_usd", "#tokens": "tokens", "#calls": "calls", "#ttl": TTL_ATTRIBUTE}


class DynamoDayLedger:
    """``DayLedger``: one update a call. If it fails here the caller counts on alone; one that was made although its
    answer was lost is made again, which errs on the side of spending less."""

    def __init__(self, client: DynamoDbClient, table: str, pool: ThreadPoolExecutor) -> None:
        self._client = client
        self._table = table
        self._pool = pool

    async def add(self, day: date, spent: Spent) -> Spent:
        """See ``DayLedger``."""
        request = partial(self._client.update_item, TableName=self._table, **_update(day, spent))
        try:
            answer = await asyncio.get_running_loop().run_in_executor(self._pool, request)
        except ClientError as error:
            raise StoreUnavailable(error.response["Error"]["Code"]) from error
        except BotoCoreError as error:
            raise StoreUnavailable(type(error).__name__) from error
        found = answer["Attributes"]
        return Spent(*(int(found[name]["N"]) for name in ("micro_usd", "tokens", "calls")))


def _update(day: date, spent: Spent) -> dict[str, Any]:
    gone = datetime.combine(day, time(), UTC) + KEPT
    sums = {":micro_usd": spent.micro_usd, ":tokens": spent.tokens, ":calls": spent.calls}
    return {
        "Key": encode({"pk": f"MODELS#{day.isoformat()}", "sk": "DAY"}),
        "UpdateExpression": _ADD,
        "ExpressionAttributeNames": _NAMES,
        "ExpressionAttributeValues": encode({**sums, ":ttl": seconds(gone)}),
        "ReturnValues": "ALL_NEW",
    }
