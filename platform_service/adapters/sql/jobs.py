"""Jobs enqueued in the business transaction: procrastinate's own function, on the transaction's own connection."""

import json
from collections.abc import Mapping
from datetime import datetime

from platform_service.adapters.sql.session import SqlSession


class SqlJobs:
    """The Protocol ``Jobs``."""

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
