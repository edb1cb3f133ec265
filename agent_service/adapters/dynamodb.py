"""The conversation store in DynamoDB (or anything that speaks its protocol): single-item requests only."""

import asyncio
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import Any, Protocol, cast

from botocore.exceptions import BotoCoreError, ClientError

from agent_service.adapters.dynamodb_items import (
    Item,
    Value,
    encode,
    entry_item,
    entry_of,
    head_item,
    head_of,
    millis,
    pack,
    seconds,
    state_values,
    summary_values,
)
from agent_service.adapters.dynamodb_lease import lease_request
from agent_service.adapters.dynamodb_lists import ListQuery, merged, search_queries
from agent_service.adapters.dynamodb_table import HEAD, TTL_ATTRIBUTE, definition
from agent_service.conversation import request_tally
from agent_service.conversation.ports import Clock
from agent_service.conversation.store import (
    ConversationNotFound,
    Entry,
    Feedback,
    Head,
    Lease,
    LeaseWish,
    Page,
    Search,
    StoreUnavailable,
)

RECENT = 8
"""So many messages a head knows by number; an older one, named as seen, costs a read of the transcript."""
_BUGS = {"ValidationException", "AccessDeniedException", "UnrecognizedClientException"}

_STATUS = {
    "ExpressionAttributeNames": {"#status": "status"},
    "ExpressionAttributeValues": encode({":done": "done"}),
}
_TRIES = 3

Answer = dict[str, Any]


class DynamoDbClient(Protocol):
    """The part of boto3's DynamoDB client that the store uses."""

    def get_item(self, **request: Any) -> Answer: ...
    def batch_get_item(self, **request: Any) -> Answer: ...
    def put_item(self, **request: Any) -> Answer: ...
    def update_item(self, **request: Any) -> Answer: ...
    def delete_item(self, **request: Any) -> Answer: ...
    def query(self, **request: Any) -> Answer: ...
    def create_table(self, **request: Any) -> Answer: ...
    def describe_table(self, **request: Any) -> Answer: ...
    def update_time_to_live(self, **request: Any) -> Answer: ...


class _Refused(Exception):
    """A condition did not hold; ``item`` is what is there, if anything."""

    def __init__(self, item: Item | None) -> None:
        super().__init__("condition not met")
        self.item = item


class DynamoConversations:
    """``ConversationStore`` on one table; boto3 runs on a pool of its own, never on the loop."""

    def __init__(self, client: DynamoDbClient, table: str, clock: Clock, pool: ThreadPoolExecutor) -> None:
        self._client = client
        self._table = table
        self._clock = clock
        self._pool = pool

    async def _ask(self, method: Callable[..., Answer], **request: Any) -> Answer:
        return await self._call(partial(method, TableName=self._table, **request))

    async def _call(self, call: Callable[[], Answer]) -> Answer:
        request_tally.note()
        try:
            return await asyncio.get_running_loop().run_in_executor(self._pool, call)
        except ClientError as error:
            code = error.response["Error"]["Code"]
            if code == "ConditionalCheckFailedException":
                raise _Refused(cast(Answer, error.response).get("Item")) from None
            if code in _BUGS:
                raise
            raise StoreUnavailable(code) from error
        except BotoCoreError as error:
            raise StoreUnavailable(type(error).__name__) from error

    def _live(self, item: Item | None) -> Item | None:
        """DynamoDB removes what has expired days later: here it is gone at once."""
        if item is None or int(item[TTL_ATTRIBUTE]["N"]) <= seconds(self._clock.now()):
            return None
        return item

    async def _get(self, conversation_id: str, key: str) -> Item | None:
        answer = await self._ask(self._client.get_item, Key=_key(conversation_id, key), ConsistentRead=True)
        return self._live(answer.get("Item"))

    async def create(self, head: Head, opening: Entry) -> None:
        await self._ask(self._client.put_item, Item=entry_item(opening))
        await self._ask(self._client.put_item, Item=head_item(head), ConditionExpression="attribute_not_exists(pk)")

    async def head(self, conversation_id: str) -> Head | None:
        item = await self._get(conversation_id, HEAD)
        return head_of(item) if item else None

    async def entry(self, conversation_id: str, key: str) -> Entry | None:
        item = await self._get(conversation_id, key)
        return entry_of(item) if item else None

    async def look(self, conversation_id: str, key: str) -> tuple[Head | None, Entry | None]:
        items = await self._both(_key(conversation_id, HEAD), _key(conversation_id, key))
        found = {item["sk"]["S"]: item for item in items}
        head, entry = self._live(found.get(HEAD)), self._live(found.get(key))
        return head_of(_without(head, "state")) if head else None, entry_of(entry) if entry else None

    async def _both(self, *keys: Item) -> list[Item]:
        """Items by their keys; what a busy server leaves out is asked for again."""
        items: list[Item] = []
        wanted: dict[str, Any] = {self._table: {"Keys": list(keys), "ConsistentRead": True}}
        for _ in range(_TRIES):
            answer = await self._call(partial(self._client.batch_get_item, RequestItems=wanted))
            items += answer["Responses"].get(self._table, [])
            if not (wanted := answer.get("UnprocessedKeys", {})):
                return items
        raise StoreUnavailable("unprocessed keys")

    async def admit(self, entry: Entry) -> Entry | None:
        try:
            await self._ask(
                self._client.put_item,
                Item=entry_item(entry),
                ConditionExpression="attribute_not_exists(pk)",
                ReturnValuesOnConditionCheckFailure="ALL_OLD",
            )
        except _Refused as refused:
            return entry_of(refused.item) if refused.item else None
        return None

    async def lease(self, wish: LeaseWish) -> Lease:
        try:
            answer = await self._ask(
                self._client.update_item, Key=_key(wish.conversation_id, HEAD), **lease_request(wish)
            )
        except _Refused as refused:
            if (item := self._live(refused.item)) is None:
                raise ConversationNotFound(wish.conversation_id) from None
            head = head_of(item)
            return Lease(head.run == wish.run and head.inbox == wish.key, head)
        item = answer["Attributes"]
        if wish.carried is None:
            return Lease(True, head_of(item))
        return Lease(True, replace(head_of(_without(item, "carried")), carried=wish.carried))

    async def finish(self, entry: Entry) -> Entry:
        return await self._unless_done(entry) or entry

    async def _unless_done(self, entry: Entry) -> Entry | None:
        """Keep the entry as it is, but for one that is done, which is returned."""
        try:
            await self._ask(
                self._client.put_item,
                Item=entry_item(entry),
                ConditionExpression="attribute_not_exists(pk) OR #status <> :done",
                ReturnValuesOnConditionCheckFailure="ALL_OLD",
                **_STATUS,
            )
        except _Refused as refused:
            return entry_of(refused.item) if refused.item else None
        return None

    async def keep(self, entry: Entry) -> None:
        await self._unless_done(entry)

    async def release(self, head: Head, done: Entry | None, now: datetime) -> bool:
        changes = {"lease_until": 0, "inbox": "", "carried": None, "updated_at": millis(now), **_after(head, done)}
        return await self._update_head(head.conversation_id, changes, head.fence)

    async def _update_head(self, conversation_id: str, changes: dict[str, Value | None], fence: int) -> bool:
        kept = {name: value for name, value in changes.items() if value is not None}
        gone = [f"#{name}" for name in changes if name not in kept]
        expression = "SET " + ", ".join(f"#{name} = :{name}" for name in kept)
        try:
            await self._ask(
                self._client.update_item,
                Key=_key(conversation_id, HEAD),
                UpdateExpression=expression + (" REMOVE " + ", ".join(gone) if gone else ""),
                ConditionExpression="#fence = :fence",
                ExpressionAttributeNames={f"#{name}": name for name in (*changes, "fence")},
                ExpressionAttributeValues=encode({**{f":{name}": kept[name] for name in kept}, ":fence": fence}),
                ReturnValuesOnConditionCheckFailure="ALL_OLD",
            )
        except _Refused as refused:
            if refused.item is None:
                raise ConversationNotFound(conversation_id) from None
            return False
        return True

    async def fail(self, entry: Entry) -> None:
        await self._unless_done(replace(entry, status="failed"))

    async def drop(self, entry: Entry) -> None:
        with suppress(_Refused):
            await self._ask(
                self._client.delete_item,
                Key=_key(entry.conversation_id, entry.key),
                ConditionExpression="#status <> :done AND attribute_exists(pk)",
                **_STATUS,
            )

    async def transcript(self, conversation_id: str, after: int = 0) -> tuple[Entry, ...]:
        items = await self._all(
            IndexName="by_seq",
            KeyConditionExpression="pk = :pk AND seq > :after",
            ExpressionAttributeValues=encode({":pk": conversation_id, ":after": after}),
            ConsistentRead=True,
        )
        entries = [entry_of(item) for item in items if self._live(item)]
        return tuple(sorted(entries, key=lambda entry: (entry.seq, entry.received_at)))

    async def _all(self, enough: int | None = None, **request: Any) -> list[Item]:
        """All items of a query, or the first ``enough``, over as many pages as it takes."""
        items: list[Item] = []
        while True:
            answer = await self._ask(self._client.query, **request)
            items += answer["Items"]
            if "LastEvaluatedKey" not in answer or (enough is not None and len(items) >= enough):
                return items[:enough]
            request["ExclusiveStartKey"] = answer["LastEvaluatedKey"]

    async def _list(self, query: ListQuery, limit: int, after: str | None) -> list[Item]:
        return await self._all(enough=limit, **query.request(self._clock.now(), limit, after))

    async def search(self, search: Search, limit: int, after: str | None) -> Page:
        queries = search_queries(search)
        found = await asyncio.gather(*(self._list(query, limit + 1, after) for query in queries))
        return merged(found, limit)

    async def owing(self, limit: int) -> Sequence[Head]:
        return merged([await self._list(ListQuery("by_owing", "owes", "1"), limit, None)], limit).items

    async def rate(self, conversation_id: str, feedback: Feedback) -> None:
        name = f"feedback_{feedback.kind}"
        try:
            await self._ask(
                self._client.update_item,
                Key=_key(conversation_id, HEAD),
                UpdateExpression="SET #kind = :content",
                ConditionExpression="attribute_exists(pk)",
                ExpressionAttributeNames={"#kind": name},
                ExpressionAttributeValues=encode({":content": pack(feedback.content)}),
            )
        except _Refused:
            raise ConversationNotFound(conversation_id) from None

    async def erase(self, conversation_id: str) -> int:
        removed = 0
        while keys := await self._keys(conversation_id):
            for key in sorted(keys, key=lambda key: key["sk"]["S"] == HEAD):
                await self._ask(self._client.delete_item, Key=key)
            removed += len(keys)
        return removed

    async def _keys(self, conversation_id: str) -> list[Item]:
        return await self._all(
            KeyConditionExpression="pk = :pk",
            ExpressionAttributeValues=encode({":pk": conversation_id}),
            ProjectionExpression="pk, sk",
            ConsistentRead=True,
        )

    async def ready(self) -> None:
        answer = await self._ask(self._client.describe_table)
        if answer["Table"]["TableStatus"] not in ("ACTIVE", "UPDATING"):
            raise StoreUnavailable(answer["Table"]["TableStatus"])


def create_table(client: DynamoDbClient, table: str) -> None:
    """Create the table with its expiry, unless it is there; for local endpoints."""
    try:
        client.create_table(**definition(table))
    except ClientError as error:
        if error.response["Error"]["Code"] != "ResourceInUseException":
            raise
        return
    client.update_time_to_live(
        TableName=table, TimeToLiveSpecification={"Enabled": True, "AttributeName": TTL_ATTRIBUTE}
    )


def _key(conversation_id: str, key: str) -> Item:
    return encode({"pk": conversation_id, "sk": key})


def _without(item: Item, name: str) -> Item:
    """An item but for one attribute that need not be read."""
    return {other: value for other, value in item.items() if other != name}


def _after(head: Head, done: Entry | None) -> dict[str, Value | None]:
    """What a head becomes by a finished entry; nothing without one."""
    if done is None or (outcome := done.outcome) is None:
        return {}
    numbered = enumerate((message["message_id"] for message in outcome.messages), done.seq)
    recent = (*head.recent, *((message_id, seq) for seq, message_id in numbered))[-RECENT:]
    return {
        "last_seq": max(head.seq, done.last_seq),
        "latest": done.key,
        **summary_values(outcome.summary),
        **state_values(outcome.state, recent, outcome.taken_over_by),
    }
