"""Runs jobs off the queue in PostgreSQL (procrastinate): tries again with backoff, takes up stalled ones, sets aside.

At least once: a job that was killed half-way runs again, and finds out itself what is left to do.
"""

import asyncio
import random
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any

import structlog
from procrastinate import App, BaseRetryStrategy, JobContext, PsycopgConnector, RetryDecision
from procrastinate.jobs import Job

from platform_service.application.vendor_ports import Misused, Refused, Unavailable

Handler = Callable[[Mapping[str, str]], Awaitable[None]]
GiveUp = Callable[[Mapping[str, str], Exception], Awaitable[None]]
_log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """How often and how long a job is tried: an outage is waited for, a defect is not (seconds)."""

    outage_tries: int = 2000
    defect_tries: int = 6
    longest_wait_s: float = 15.0
    heartbeat_s: float = 1.0
    stalled_after_s: float = 5.0
    look_every_s: float = 0.5


class Backoff(BaseRetryStrategy):
    """Exponential waits with jitter, capped; as long as the vendor says where it says so."""

    def __init__(self, pace: Pace) -> None:
        self._pace = pace

    def tries(self, error: BaseException) -> int:
        """How many runs an error of that kind is worth."""
        if isinstance(error, Refused):
            return 1
        return self._pace.defect_tries if isinstance(error, Misused | AssertionError) else self._pace.outage_tries

    def get_retry_decision(self, *, exception: BaseException, job: Job) -> RetryDecision | None:
        """See procrastinate; ``job.attempts`` counts the runs before this one."""
        if job.attempts + 1 >= self.tries(exception):
            return None
        wait = min(self._pace.longest_wait_s, 0.25 * 2 ** min(job.attempts, 10))
        if isinstance(exception, Unavailable) and exception.retry_after:
            wait = max(wait, min(exception.retry_after, 60.0))
        return RetryDecision(retry_in={"milliseconds": int(1000 * wait * random.uniform(0.75, 1.25))})  # noqa: S311


class JobWorker:
    """A worker over the queue; ``handlers`` by task name, ``give_up`` for tasks whose last run failed."""

    def __init__(
        self, dsn: str, handlers: Mapping[str, Handler], give_up: Mapping[str, GiveUp], concurrency: int, pace: Pace
    ) -> None:
        self._app = App(connector=PsycopgConnector(conninfo=dsn, min_size=1, max_size=concurrency + 4))
        self._backoff = Backoff(pace)
        self._concurrency = concurrency
        self._pace = pace
        for name, handler in handlers.items():
            self._register(name, handler, give_up.get(name))

    async def run(self) -> None:
        """Work until cancelled; raises when the database is lost, so that the process is started anew."""
        async with self._app.open_async(), asyncio.TaskGroup() as together:
            together.create_task(self._take_up_stalled())
            together.create_task(
                self._app.run_worker_async(
                    concurrency=self._concurrency,
                    fetch_job_polling_interval=self._pace.look_every_s,
                    delete_jobs="successful",
                    install_signal_handlers=False,
                    update_heartbeat_interval=self._pace.heartbeat_s,
                    stalled_worker_timeout=self._pace.stalled_after_s,
                    shutdown_graceful_timeout=10,
                )
            )

    def _register(self, name: str, handler: Handler, give_up: GiveUp | None) -> None:
        async def run(context: JobContext, /, **arguments: str) -> None:
            try:
                await handler(arguments)
            except Exception as error:
                if context.job.attempts + 1 >= self._backoff.tries(error):
                    _log.error("job_set_aside", task=name, job_id=context.job.id, exc_info=error)
                    if give_up is not None:
                        await give_up(arguments, error)
                raise

        self._app.task(name=name, pass_context=True, retry=self._backoff)(run)

    async def _take_up_stalled(self) -> None:
        """Give jobs of workers that died back to the queue."""
        manager = self._app.job_manager
        while True:
            await asyncio.sleep(self._pace.stalled_after_s)
            for job in await manager.get_stalled_jobs(seconds_since_heartbeat=self._pace.stalled_after_s):
                _log.warning("job_taken_up", task=job.task_name, job_id=job.id)
                await manager.retry_job(job)


async def poll(name: str, every_s: float, run: Callable[[], Awaitable[Any]]) -> None:
    """Run something again and again; a failure is logged and tried again at the next beat."""
    while True:
        try:
            await run()
        except Exception as error:  # noqa: BLE001 - whatever it was, the next beat looks again
            _log.warning("poll_failed", poller=name, exc_info=error)
        await asyncio.sleep(every_s)
