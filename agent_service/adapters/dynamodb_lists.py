"""Lists of conversations: which index answers which search, and how the answers of several are merged."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from agent_service.adapters.dynamodb_items import Item, encode, head_of, seconds
from agent_service.adapters.dynamodb_table import SHARDS, TTL_ATTRIBUTE
from agent_service.conversation.store import Head, Page, Search


@dataclass(frozen=True, slots=True)
class ListQuery:
    """One index, one value of its key, and the filters that remain."""

    index: str
    key: str
    value: str
    filters: dict[str, str | None] = field(default_factory=dict)

    def request(self, now: datetime, limit: int, after: str | None) -> dict[str, Any]:
        """The arguments of Query: newest first, behind ``after``, without what has expired."""
        names = {"#key": self.key, "#ttl": TTL_ATTRIBUTE}
        values: dict[str, str | int | bytes | None] = {":key": self.value, ":now": seconds(now)}
        condition, tests = "#key = :key", ["#ttl > :now"]
        if after is not None:
            condition += " AND pk < :after"
            values[":after"] = after
        for number, (name, value) in enumerate(self.filters.items()):
            names[f"#f{number}"] = name
            values[f":f{number}"] = value
            tests.append(f"#f{number} = :f{number}" if value is not None else f"attribute_not_exists(#f{number})")
        return {
            "IndexName": self.index,
            "KeyConditionExpression": condition,
            "FilterExpression": " AND ".join(tests),
            "ExpressionAttributeNames": names,
            "ExpressionAttributeValues": encode(values),
            "ScanIndexForward": False,
            "Limit": limit,
        }


def search_queries(search: Search) -> list[ListQuery]:
    """The queries that together answer a search; their results do not overlap."""
    wanted: dict[str, str | None] = {}
    if search.owner is not None:
        wanted["owner"] = search.owner
    if search.order_id is not None:
        wanted["order_id"] = search.order_id
    if search.escalated is not None:
        wanted["escalated"] = "1" if search.escalated else None
    if search.state is not None:
        wanted["state_name"] = search.state
    for index, key in (("by_owner", "owner"), ("by_order", "order_id"), ("by_escalated", "escalated")):
        value = wanted.get(key)
        if value is not None:
            return [ListQuery(index, key, value, {name: wanted[name] for name in wanted if name != key})]
    return [ListQuery("by_shard", "shard", str(shard), wanted) for shard in range(SHARDS)]


def merged(found: list[list[Item]], limit: int) -> Page:
    """The newest ``limit`` of several lists, and where to go on; each list must hold ``limit + 1`` where it can."""
    heads: list[Head] = [head_of(item) for items in found for item in items]
    heads.sort(key=lambda head: head.conversation_id, reverse=True)
    shown = tuple(heads[:limit])
    return Page(shown, shown[-1].conversation_id if len(heads) > limit else None)
