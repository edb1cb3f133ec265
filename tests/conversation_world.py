"""A small world around the conversation store: a clock that is set by hand, numbered ids, records to keep."""

import itertools
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from agent_service.conversation.store import Entry, Head, Kind, Outcome, Summary

START = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)
METHODS = ("get_item", "batch_get_item", "put_item", "update_item", "delete_item", "query", "describe_table")


@dataclass(slots=True)
class SetClock:
    """Stands still until it is moved."""

    at: datetime = START

    def now(self) -> datetime:
        return self.at

    def move(self, **by: float) -> None:
        self.at += timedelta(**by)


class NumberedIds:
    """``conv_000…1`` and so on, in the form of real ids."""

    def __init__(self) -> None:
        self._numbers = itertools.count(1)

    def new(self, prefix: str) -> str:
        return f"{prefix}_{next(self._numbers):032x}"


class Killed(BaseException):
    """The replica is dead: nothing of it runs on, not even its ``except`` blocks for errors."""


@dataclass(slots=True)
class Wire:
    """A client whose requests are counted, one at a time, and which may die before or after any of them."""

    client: Any
    lock: threading.Lock = field(default_factory=threading.Lock)
    requests: list[str] = field(default_factory=list)
    before: Callable[[int], None] = lambda _: None
    after: Callable[[int], None] = lambda _: None

    def __getattr__(self, name: str) -> Any:
        method = getattr(self.client, name)
        if name not in METHODS:
            return method

        def ask(**request: Any) -> Any:
            # moto checks a condition and writes in two steps
            with self.lock:
                self.requests.append(name)
                number = len(self.requests)
                self.before(number)
                answer = method(**request)
                self.after(number)
                return answer

        return ask


def a_head(conversation_id: str = "conv_" + "0" * 32, owner: str = "u-ana", **changes: Any) -> Head:
    """A head; every field can be set."""
    known: dict[str, Any] = {
        "conversation_id": conversation_id,
        "owner": owner,
        "summary": Summary("GREETING", "BT-1003", "make it 60", escalated=False),
        "state": {"state": "GREETING"},
        "created_at": START,
        "updated_at": START,
        "expires_at": START + timedelta(days=90),
        "seq": 1,
        "recent": (("msg_0", 1),),
    }
    return Head(**{**known, **changes})


def an_outcome(*texts: str, state: str = "GREETING", **changes: Any) -> Outcome:
    """An outcome with a message for each text."""
    messages = tuple({"message_id": f"msg_{text}", "role": "assistant", "text": text} for text in texts)
    return Outcome({"state": state}, Summary(state, None, "", escalated=False), messages, **changes)


def an_entry(head: Head, name: str = "m1", kind: Kind = Kind.MESSAGE, **changes: Any) -> Entry:
    """An open entry of a conversation."""
    known: dict[str, Any] = {
        "conversation_id": head.conversation_id,
        "kind": kind,
        "name": name,
        "digest": "d",
        "cause": head.owner,
        "message_id": f"msg_in_{name}",
        "inbound": {"text": name},
        "received_at": START,
        "expires_at": head.expires_at,
        "seen_seq": head.seq,
        "seq": head.seq + 1,
    }
    return Entry(**{**known, **changes})
