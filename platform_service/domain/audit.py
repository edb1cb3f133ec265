"""The hash-chained audit trail of an order (ADR 10, invariant I12): what an entry holds, and how it is chained.

The hash of an entry covers the RFC 8785 form of the entry and its predecessor's hash. Names and texts of people are in
it only as salted commitments; their plain text lies beside the entry and can be erased without breaking the chain.
"""

import hashlib
import hmac
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from brightthread.contract.canonical import digest
from brightthread.contract.instants import render
from platform_service.domain.audit_state import Commit, difference, order_state
from platform_service.domain.order import Order

Json = dict[str, Any]
GENESIS = "0" * 64
"""What the first entry of a trail names as its predecessor's hash."""


@dataclass(frozen=True, slots=True)
class TrailHead:
    """Where an order's audit trail ends: entries so far, and the hash of the last (None: none yet)."""

    sequence: int
    entry_hash: str | None


@dataclass(frozen=True, slots=True)
class Personal:
    """A name or text that the trail only commits to; this row can be erased."""

    field: str
    salt: str
    plain: str
    user_id: str | None = None


@dataclass(frozen=True, slots=True)
class TrailEntry:
    """One entry of an order's trail as kept; ``entry`` is what was hashed."""

    order_id: str
    sequence: int
    kind: str
    at: datetime
    entry: Json
    previous_hash: str
    entry_hash: str
    personal: tuple[Personal, ...] = field(default=())

    @property
    def head(self) -> TrailHead:
        """The trail's end once this entry is its last."""
        return TrailHead(self.sequence, self.entry_hash)


@dataclass(frozen=True, slots=True)
class Author:
    """Who did it: ``type`` customer, cx_agent or system; ``user_id`` None for the system."""

    type: str
    name: str
    user_id: str | None = None


@dataclass(frozen=True, slots=True)
class Event:
    """What an entry is to tell: the order before (None: it is new to us) and after, by whom, and why.

    ``facts`` is plain JSON without anything personal (ids, amounts, digests); ``texts`` are people's words by name.
    """

    kind: str
    at: datetime
    by: Author
    before: Order | None
    after: Order
    facts: Mapping[str, Any] = field(default_factory=dict)
    texts: Mapping[str, str] = field(default_factory=dict)


def entry_after(head: TrailHead, event: Event, new_salt: Callable[[], str]) -> TrailEntry:
    """The entry that continues the trail at ``head``; ``new_salt`` gives unguessable text."""
    kept: list[Personal] = []

    def commit(name: str, plain: str, owner: str | None) -> Json:
        personal = Personal(name, new_salt(), plain, owner)
        kept.append(personal)
        return {"field": name, "commitment": commitment(personal)}

    sequence = head.sequence + 1
    previous = head.entry_hash or GENESIS
    entry = _told(event, sequence, commit)
    return TrailEntry(
        order_id=event.after.order_id,
        sequence=sequence,
        kind=event.kind,
        at=event.at,
        entry=entry,
        previous_hash=previous,
        entry_hash=hash_of(entry, previous),
        personal=tuple(kept),
    )


def _told(event: Event, sequence: int, commit: Commit) -> Json:
    by = event.by
    return {
        "order_id": event.after.order_id,
        "company_id": event.after.company_id,
        "sequence": sequence,
        "kind": event.kind,
        "at": render(event.at),
        "by": {"type": by.type, "user_id": by.user_id, "name": commit("by", by.name, by.user_id)},
        "facts": dict(event.facts),
        "texts": {name: commit(f"text.{name}", text, by.user_id) for name, text in event.texts.items()},
        "order": difference(
            None if event.before is None else order_state(event.before), order_state(event.after), commit
        ),
    }


def commitment(personal: Personal) -> str:
    """What stands in the chain for a personal text: hex HMAC-SHA-256 of it under its salt."""
    return hmac.new(personal.salt.encode(), personal.plain.encode(), hashlib.sha256).hexdigest()


def hash_of(entry: Json, previous_hash: str) -> str:
    """Hex SHA-256 over the canonical form of the entry and its predecessor's hash."""
    return digest({"entry": entry, "previous_hash": previous_hash})


def first_fault(entries: Iterable[TrailEntry], head: TrailHead | None = None) -> str | None:
    """What is wrong with a whole trail, in order, or None: a changed, missing, swapped or foreign entry.

    Entries cut off at the end are only seen where ``head`` says where the trail should end.
    """
    last, order_id = TrailHead(0, None), None
    for entry in entries:
        expected = last.sequence + 1
        fault = _fault(entry, last.entry_hash or GENESIS, expected, order_id or entry.order_id)
        if fault is not None:
            return f"entry {expected}: {fault}"
        last, order_id = entry.head, entry.order_id
    return None if head in (None, last) else f"entry {last.sequence + 1}: missing, as are all after it"


def _fault(entry: TrailEntry, previous: str, expected: int, order_id: str) -> str | None:
    told = entry.entry
    named = (told.get("order_id"), told.get("sequence"), told.get("kind"), told.get("at"))
    if (entry.sequence, entry.order_id) != (expected, order_id):
        return "not the next one of this order"
    if named != (order_id, expected, entry.kind, render(entry.at)):
        return "what is kept beside the entry differs from it"
    if entry.previous_hash != previous:
        return "does not follow its predecessor"
    if hash_of(told, previous) != entry.entry_hash:
        return "its content was changed"
    if not all(_is_committed(personal, told) for personal in entry.personal):
        return "a personal text was changed"
    return None


def _is_committed(personal: Personal, told: Any) -> bool:
    """Whether the entry holds the commitment to this text under this name."""
    if isinstance(told, dict):
        if told.get("field") == personal.field and "commitment" in told:
            return bool(told["commitment"] == commitment(personal))
        return any(_is_committed(personal, member) for member in told.values())
    return False
