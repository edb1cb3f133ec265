"""The queue of work that follows a commit, as the use cases see it."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Protocol

from platform_service.application.records import FailedJob


class JobQueue(Protocol):
    """Work to be done after the commit, enqueued in the transaction."""

    def enqueue(
        self, task: str, arguments: Mapping[str, str], *, lock: str | None = None, at: datetime | None = None
    ) -> None:
        """``lock``: jobs of one lock run one after the other. ``at``: not before that moment."""
        ...

    async def failed(self) -> Sequence[FailedJob]:
        """Those whose last run failed, oldest first; not those of a change that is set aside itself."""
        ...

    async def retry(self, job_id: int) -> bool:
        """Run a failed job again, as if for the first time; False if there is none of that number."""
        ...

    async def forget(self, job_id: int) -> bool:
        """Drop a failed job; False if there is none of that number."""
        ...

    def forget_failed(self, task: str, arguments: Mapping[str, str]) -> None:
        """Drop failed jobs of that task and those arguments."""
        ...
