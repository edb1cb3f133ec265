"""Audit trails in SQL: entries only grow; what is personal lies in rows of its own, which can be erased."""

from collections.abc import Sequence

from platform_service.adapters.sql.session import Params, SqlSession, json_text
from platform_service.domain.audit import Personal, TrailEntry


class SqlTrail:
    """The Protocol ``Trail``."""

    def __init__(self, session: SqlSession) -> None:
        self._session = session

    def append(self, company_id: str, entries: Sequence[TrailEntry]) -> None:
        self._session.insert("audit_entries", [_entry(company_id, entry) for entry in entries])
        self._session.insert(
            "audit_personal",
            [_personal(company_id, entry, personal) for entry in entries for personal in entry.personal],
        )
        last = entries[-1]
        self._session.write(
            "UPDATE orders SET audit_sequence = :sequence, audit_hash = :entry_hash WHERE order_id = :order_id",
            order_id=last.order_id,
            sequence=last.sequence,
            entry_hash=last.entry_hash,
        )

    async def entries(self, order_id: str) -> Sequence[TrailEntry]:
        rows = await self._session.rows(
            """SELECT e.order_id, e.sequence, e.kind, e.at, e.entry, e.previous_hash, e.entry_hash,
                      (SELECT json_agg(json_build_array(p.field, p.salt, p.plain, p.user_id))
                         FROM audit_personal p WHERE (p.order_id, p.sequence) = (e.order_id, e.sequence)) AS personal
                 FROM audit_entries e WHERE e.order_id = :order_id ORDER BY e.sequence""",
            order_id=order_id,
        )
        return [
            TrailEntry(**{**row, "personal": tuple(Personal(*part) for part in row["personal"] or ())}) for row in rows
        ]


def _entry(company_id: str, entry: TrailEntry) -> Params:
    return {
        "order_id": entry.order_id,
        "sequence": entry.sequence,
        "company_id": company_id,
        "kind": entry.kind,
        "at": entry.at,
        "entry": json_text(entry.entry),
        "previous_hash": entry.previous_hash,
        "entry_hash": entry.entry_hash,
    }


def _personal(company_id: str, entry: TrailEntry, personal: Personal) -> Params:
    return {
        "order_id": entry.order_id,
        "sequence": entry.sequence,
        "field": personal.field,
        "company_id": company_id,
        "user_id": personal.user_id,
        "salt": personal.salt,
        "plain": personal.plain,
    }
