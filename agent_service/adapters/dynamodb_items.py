"""How heads and entries lie in DynamoDB: plain attributes for what conditions look at, gzip of JSON for the rest.

Instants are whole milliseconds, but for ``ttl``, which DynamoDB wants in seconds.
"""

import gzip
import json
from datetime import UTC, datetime
from typing import Any

from agent_service.adapters.dynamodb_table import HEAD, SHARDS
from agent_service.conversation.store import Entry, Head, Json, Kind, Outcome, Summary, TakenOver
from brightthread.service import quick_json

FEEDBACK = ("csat", "label")
Item = dict[str, dict[str, Any]]
Value = str | int | bytes


def encode(values: dict[str, Value | None]) -> Item:
    """Attributes as DynamoDB takes them; ``None`` is left out."""
    return {name: _typed(value) for name, value in values.items() if value is not None}


def _typed(value: Value) -> dict[str, Any]:
    if isinstance(value, bytes):
        return {"B": value}
    return {"N": str(value)} if isinstance(value, int) else {"S": value}


def decode(item: Item) -> dict[str, Any]:
    """The attributes as Python values: text, whole numbers, bytes."""
    return {name: _plain(typed) for name, typed in item.items()}


def _plain(typed: dict[str, Any]) -> Any:
    ((kind, value),) = typed.items()
    return int(value) if kind == "N" else value


def pack(value: Any) -> bytes:
    """JSON, compressed; equal values give equal bytes."""
    return gzip.compress(quick_json.dumps(value), 5, mtime=0)


def unpack(data: bytes) -> Any:
    """What ``pack`` was given."""
    return quick_json.loads(gzip.decompress(data))


def millis(instant: datetime) -> int:
    """Milliseconds since the epoch."""
    return int(instant.timestamp() * 1000)


def seconds(instant: datetime) -> int:
    """Seconds since the epoch, as the TTL attribute wants them."""
    return int(instant.timestamp())


def _instant(value: int) -> datetime:
    return datetime.fromtimestamp(value / 1000, UTC)


def _shard(conversation_id: str) -> str:
    return str(sum(conversation_id.encode()) % SHARDS)


def summary_values(summary: Summary) -> dict[str, Value | None]:
    """What lists show; the flags exist only where they are set, so that their indexes stay small."""
    return {
        "state_name": summary.state,
        "order_id": summary.order_id or None,
        "title": summary.title,
        "escalated": "1" if summary.escalated else None,
        "owes": "1" if summary.owes else None,
    }


def state_values(
    state: Json, recent: tuple[tuple[str, int], ...], taken_over: TakenOver | None
) -> dict[str, Value | None]:
    """The part of a head that every finished entry writes anew."""
    return {
        "state": pack(state),
        "recent": pack(recent),
        "taken_over_by": json.dumps([taken_over.user_id, taken_over.name]) if taken_over else None,
    }


def head_item(head: Head) -> Item:
    """A new head as an item."""
    return encode(
        {
            "pk": head.conversation_id,
            "sk": HEAD,
            "owner": head.owner,
            "shard": _shard(head.conversation_id),
            "created_at": millis(head.created_at),
            "updated_at": millis(head.updated_at),
            "ttl": seconds(head.expires_at),
            "last_seq": head.seq,
            "fence": head.fence,
            "run": head.run,
            "inbox": head.inbox,
            "lease_until": 0,
            **summary_values(head.summary),
            **state_values(head.state, head.recent, head.taken_over_by),
        }
    )


def carried_value(entry: Entry) -> bytes:
    """An open entry as it travels in a head."""
    item = entry_item(entry)
    return pack({name: _told(value) for name, value in decode(item).items()})


def _told(value: Any) -> Any:
    return unpack(value) if isinstance(value, bytes) else value


def _carried_of(value: bytes) -> Entry:
    told = unpack(value)
    return entry_of(encode({**told, "inbound": pack(told["inbound"])}))


def head_of(item: Item) -> Head:
    """The head in an item; one from a list index comes without state."""
    value = decode(item)
    lease, taken = value.get("lease_until", 0), value.get("taken_over_by")
    return Head(
        conversation_id=value["pk"],
        owner=value["owner"],
        summary=Summary(
            value["state_name"], value.get("order_id"), value["title"], "escalated" in value, "owes" in value
        ),
        state=unpack(value["state"]) if "state" in value else {},
        created_at=_instant(value["created_at"]),
        updated_at=_instant(value["updated_at"]),
        expires_at=_instant(value["ttl"] * 1000),
        seq=value.get("last_seq", 0),
        fence=value.get("fence", 0),
        run=value.get("run", ""),
        inbox=value.get("inbox", ""),
        prior=value.get("prior", ""),
        latest=value.get("latest", ""),
        carried=_carried_of(value["carried"]) if "carried" in value else None,
        lease_until=_instant(lease) if lease else None,
        taken_over_by=TakenOver(*json.loads(taken)) if taken else None,
        recent=_recent_of(value.get("recent", "[]")),
        feedback={kind: unpack(value[f"feedback_{kind}"]) for kind in FEEDBACK if f"feedback_{kind}" in value},
    )


def _recent_of(value: bytes | str) -> tuple[tuple[str, int], ...]:
    """Messages with their numbers; heads of before 2026-12 hold them as plain JSON."""
    known = unpack(value) if isinstance(value, bytes) else json.loads(value)
    return tuple((message, seq) for message, seq in known)


def entry_item(entry: Entry) -> Item:
    """An entry as an item."""
    return encode(
        {
            "pk": entry.conversation_id,
            "sk": entry.key,
            "body_hash": entry.digest,
            "cause": entry.cause,
            "message_id": entry.message_id,
            "inbound": pack(entry.inbound),
            "received_at": millis(entry.received_at),
            "ttl": seconds(entry.expires_at),
            "seen_seq": entry.seen_seq,
            "seq": entry.seq,
            "status": entry.status,
            "run": entry.run,
            "last_seq": entry.last_seq,
            "outcome": pack(_outcome_json(entry.outcome)) if entry.outcome else None,
        }
    )


def entry_of(item: Item) -> Entry:
    """The entry in an item."""
    value = decode(item)
    kind, _, name = value["sk"].partition("#")
    return Entry(
        conversation_id=value["pk"],
        kind=Kind(kind),
        name=name,
        digest=value["body_hash"],
        cause=value["cause"],
        message_id=value["message_id"],
        inbound=unpack(value["inbound"]),
        received_at=_instant(value["received_at"]),
        expires_at=_instant(value["ttl"] * 1000),
        seen_seq=value["seen_seq"],
        seq=value["seq"],
        status=value["status"],
        run=value["run"],
        last_seq=value["last_seq"],
        outcome=_outcome_of(unpack(value["outcome"])) if "outcome" in value else None,
    )


def _outcome_json(outcome: Outcome) -> Json:
    summary, taken = outcome.summary, outcome.taken_over_by
    return {
        "state": outcome.state,
        "summary": [summary.state, summary.order_id, summary.title, summary.escalated, summary.owes],
        "messages": outcome.messages,
        "reply": outcome.reply,
        "trace": outcome.trace,
        "taken_over_by": [taken.user_id, taken.name] if taken else None,
    }


def _outcome_of(value: Json) -> Outcome:
    taken = value["taken_over_by"]
    return Outcome(
        state=value["state"],
        summary=Summary(*value["summary"]),
        messages=tuple(value["messages"]),
        reply=value["reply"],
        trace=value["trace"],
        taken_over_by=TakenOver(*taken) if taken else None,
    )
