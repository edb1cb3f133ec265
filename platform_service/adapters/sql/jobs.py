"""Jobs enqueued in the business transaction: procrastinate's own function, on the transaction's own connection."""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime

from platform_service.adapters.sql.session import SqlSession
from platform_service.application.records import FailedJob


class SqlJobs:
    """The Protocol ``JobQueue``."""

    def __init__(self, session: SqlSession) -> None:
        self._session = session

    def enqueue(
        self, task: str, arguments: Mapping[str, str], *, lock: str | None = None, at: datetime | None = None
    ) -> None:
        self._session.write(
            """SELECT procrastinate_defer_jobs_v1(ARRAY[
                  ROW('default', :task, 0, :lock, NULL, CAST(:arguments AS jsonb), :at)
               ]::procrastinate_job_to_defer_v1[])""",
            task=task,
            lock=lock,
            arguments=json.dumps(dict(arguments)),
            at=at,
        )

    async def failed(self) -> Sequence[FailedJob]:
        rows = await self._session.rows(
            """SELECT j.id AS job_id, j.task_name AS task, j.args AS arguments, j.attempts FROM procrastinate_jobs j
                WHERE j.status = 'failed'
                  AND NOT EXISTS (SELECT FROM changes c WHERE j.task_name = 'carry_out' AND c.sync_state = 'failed'
                                     AND c.change_id = j.args ->> 'change_id')
                ORDER BY j.id"""
        )
        return [FailedJob(**row) for row in rows]

    async def retry(self, job_id: int) -> bool:
        row = await self._session.row(
            """UPDATE procrastinate_jobs SET status = 'todo', attempts = 0, scheduled_at = NULL
                WHERE id = :job_id AND status = 'failed' RETURNING id""",
            job_id=job_id,
        )
        return row is not None

    async def forget(self, job_id: int) -> bool:
        row = await self._session.row(
            "DELETE FROM procrastinate_jobs WHERE id = :job_id AND status = 'failed' RETURNING id", job_id=job_id
        )
        return row is not None

    def forget_failed(self, task: str, arguments: Mapping[str, str]) -> None:
        self._session.write(
            """DELETE FROM procrastinate_jobs
                WHERE status = 'failed' AND task_name = :task AND args = CAST(:arguments AS jsonb)""",
            task=task,
            arguments=json.dumps(dict(arguments)),
        )
