"""Keyed requests: the answer is stored in the transaction that has the effect, and replayed byte for byte (ADR 8)."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from brightthread.contract.canonical import digest
from platform_service.application.records import KeptAnswer
from platform_service.application.refusals import KeyReused
from platform_service.application.storage import Work

KEPT = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Answer:
    """A 2xx answer: its body as bytes, and whether it is a replay."""

    status: int
    body: bytes
    replayed: bool = False


def answer_of(status: int, document: Any) -> Answer:
    """``document`` as the body of an answer."""
    return Answer(status, json.dumps(document, separators=(",", ":"), ensure_ascii=False).encode())


@dataclass(frozen=True, slots=True)
class KeyedRequest:
    """A request with its Idempotency-Key; ``route`` is its template, the fingerprint covers path and canonical body."""

    route: str
    key: str
    fingerprint: str

    @classmethod
    def of(cls, route: str, key: str, path: str, body: Mapping[str, Any]) -> "KeyedRequest":
        return cls(route, key, digest({"path": path, "body": body}))

    def lock_name(self, company_id: str) -> str:
        """What is locked while the request is being served."""
        return f"key|{company_id}|{self.route}|{self.key}"

    async def replay(self, work: Work, now: datetime) -> Answer | None:
        """The stored answer, if there is one; KeyReused if it answered another request."""
        return self.answered(await work.keys.find(self.route, self.key, now))

    def answered(self, kept: KeptAnswer | None) -> Answer | None:
        """What is ``kept`` for the key as an answer to this request; KeyReused if it answered another one."""
        if kept is None:
            return None
        if kept.fingerprint != self.fingerprint:
            raise KeyReused
        return Answer(kept.status, kept.body.encode(), replayed=True)

    def keep(self, work: Work, answer: Answer, now: datetime) -> None:
        """Store the answer with the effect."""
        work.keys.keep(
            self.route, self.key, KeptAnswer(self.fingerprint, answer.status, answer.body.decode()), now, now + KEPT
        )
