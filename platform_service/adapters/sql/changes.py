"""Confirmed changes in SQL: the change, its steps outside, what is owed, its receipt."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from brightthread.contract.instants import parse
from platform_service.adapters.sql.session import Row, SqlSession, json_text
from platform_service.application.records import Step, StoredChange

_CHANGES = """
SELECT c.change_id, c.company_id, c.order_id, c.quote_id, c.option_id, c.user_id, c.conversation_id, c.status,
       c.sync_state, c.review_id, c.confirmation, c.option, c.summary, c.before, c.version_after,
       c.created_at, c.applied_at, c.finished_at,
       (SELECT document FROM receipts r WHERE r.change_id = c.change_id) AS receipt,
       (SELECT json_agg(json_build_array(s.system, s.status, s.attempts, s.reference, s.error_code, s.done_at)
                        ORDER BY array_position(ARRAY['erp', 'shipping', 'crm'], s.system))
          FROM change_steps s WHERE s.change_id = c.change_id) AS steps
  FROM changes c
 WHERE (:company_id = '*' OR c.company_id = :company_id)
"""
_CHANGE = _CHANGES + "AND c.change_id = :change_id"
_SET_ASIDE = _CHANGES + "AND c.sync_state = 'failed' ORDER BY c.finished_at, c.change_id"

_SYNCED_SINCE = """
SELECT max(version_after) AS version
  FROM changes
 WHERE order_id = :order_id AND version_after > :version AND sync_state = 'synced'
   AND (:company_id = '*' OR company_id = :company_id)
"""


class SqlChanges:
    """The Protocols ``Changes`` and ``ChangeReads``."""

    def __init__(self, session: SqlSession) -> None:
        self._session = session

    async def get(self, change_id: str) -> StoredChange | None:
        row = await self._session.row(_CHANGE, change_id=change_id, company_id=self._session.company_id)
        return None if row is None else change_of(row)

    async def lock(self, change_id: str) -> StoredChange | None:
        self._session.write("SELECT FROM changes WHERE change_id = :change_id FOR UPDATE", change_id=change_id)
        return await self.get(change_id)

    async def set_aside(self) -> Sequence[StoredChange]:
        return [change_of(row) for row in await self._session.rows(_SET_ASIDE, company_id=self._session.company_id)]

    async def synced_version(self, change: StoredChange) -> int | None:
        names = {"order_id": change.order_id, "version": change.version_after, "company_id": self._session.company_id}
        row = await self._session.row(_SYNCED_SINCE, **names)
        return change.version_after if row is None or row["version"] is None else row["version"]

    def add(self, change: StoredChange) -> None:
        self._session.write(
            """INSERT INTO changes (change_id, company_id, order_id, quote_id, option_id, user_id, conversation_id,
                                    status, sync_state, review_id, confirmation, option, summary, before, version_after,
                                    created_at, applied_at, finished_at)
               VALUES (:change_id, :company_id, :order_id, :quote_id, :option_id, :user_id, :conversation_id, :status,
                       :sync_state, :review_id, :confirmation, :option, :summary, :before, :version_after,
                       :created_at, :applied_at, :finished_at)""",
            change_id=change.change_id,
            company_id=change.company_id,
            order_id=change.order_id,
            quote_id=change.quote_id,
            option_id=change.option_id,
            user_id=change.user_id,
            conversation_id=change.conversation_id,
            confirmation=json_text(change.confirmation),
            option=json_text(change.option),
            summary=change.summary,
            created_at=change.created_at,
            **_standing(change),
        )
        self._session.insert("change_steps", [_step(change, step) for step in change.steps])

    def update(self, change: StoredChange) -> None:
        self._session.write(
            """UPDATE changes SET status = :status, sync_state = :sync_state, review_id = :review_id, before = :before,
                                  version_after = :version_after, applied_at = :applied_at, finished_at = :finished_at
                WHERE change_id = :change_id""",
            change_id=change.change_id,
            **_standing(change),
        )

    def update_step(self, change: StoredChange, step: Step) -> None:
        self._session.write(
            """UPDATE change_steps SET status = :status, attempts = :attempts, reference = :reference,
                                       error_code = :error_code, done_at = :done_at
                WHERE change_id = :change_id AND system = :system AND company_id = :company_id""",
            **_step(change, step),
        )

    def owe(self, change: StoredChange, kind: str, amount: int, currency: str, at: datetime) -> None:
        self._session.write(
            """INSERT INTO ledger (company_id, order_id, change_id, kind, amount, currency, at)
               VALUES (:company_id, :order_id, :change_id, :kind, :amount, :currency, :at)""",
            company_id=change.company_id,
            order_id=change.order_id,
            change_id=change.change_id,
            kind=kind,
            amount=amount,
            currency=currency,
            at=at,
        )

    def keep_receipt(self, change: StoredChange, receipt: Mapping[str, object], at: datetime) -> None:
        self._session.write(
            """INSERT INTO receipts (receipt_id, change_id, company_id, issued_at, document)
               VALUES (:receipt_id, :change_id, :company_id, :issued_at, :document)""",
            receipt_id=receipt["receipt_id"],
            change_id=change.change_id,
            company_id=change.company_id,
            issued_at=at,
            document=json_text(receipt),
        )


def _standing(change: StoredChange) -> dict[str, object]:
    return {
        "status": change.status,
        "sync_state": change.sync_state,
        "review_id": change.review_id,
        "before": None if change.before is None else json_text(change.before),
        "version_after": change.version_after,
        "applied_at": change.applied_at,
        "finished_at": change.finished_at,
    }


def _step(change: StoredChange, step: Step) -> dict[str, object]:
    return {
        "change_id": change.change_id,
        "company_id": change.company_id,
        "system": step.system,
        "status": step.status,
        "attempts": step.attempts,
        "reference": step.reference,
        "error_code": step.error_code,
        "done_at": step.done_at,
    }


def change_of(row: Row) -> StoredChange:
    """A change out of a row of ``_CHANGES``."""
    return StoredChange(**{**row, "steps": tuple(_step_of(*part) for part in row["steps"] or ())})


def _step_of(
    system: str, status: str, attempts: int, reference: str | None, error_code: str | None, done_at: str | None
) -> Step:
    return Step(system, status, attempts, reference, error_code, parse(done_at) if done_at else None)
