"""Runs jobs off the queue in PostgreSQL (procrastinate): tries again with backoff, takes up stalled ones, sets aside.

At least once: a job that was killed half-way runs again, and finds out itself what is left to do.
"""

import asyncio
import contextlib
import random
from collections.abc import Awaitable, Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import psycopg
import structlog
from procrastinate import App, BaseRetryStrategy, JobContext, PsycopgConnector, RetryDecision
from procrastinate.exceptions import ConnectorException
from procrastinate.jobs import Job
from procrastinate.manager import JobManager

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


class QueueLost(Exception):
    """The worker inside stopped by itself: something it needs of the database failed."""


class JobWorker:
    """A worker over the queue; ``handlers`` by task name, ``give_up`` for tasks whose last run failed."""

    def __init__(
        self, dsn: str, handlers: Mapping[str, Handler], give_up: Mapping[str, GiveUp], concurrency: int, pace: Pace
    ) -> None:
        self._dsn = dsn
        self._handlers = handlers
        self._give_up = give_up
        self._backoff = Backoff(pace)
        self._concurrency = concurrency
        self._pace = pace
        self._running: set[int] = set()
        self._own_ids: set[int] = set()

    async def run(self) -> None:
        """Work until cancelled; a database that is lost is waited for."""
        while True:
            await self._database_answers()
            try:
                await self._work_off(self._new_app())
            except* (ConnectorException, psycopg.Error, QueueLost) as lost:
                _log.warning("queue_lost", exc_info=lost)

    async def _work_off(self, app: App) -> None:
        async with app.open_async(), asyncio.TaskGroup() as together:
            together.create_task(self._take_up(app.job_manager))
            await app.run_worker_async(
                concurrency=self._concurrency,
                fetch_job_polling_interval=self._pace.look_every_s,
                delete_jobs="successful",
                install_signal_handlers=False,
                update_heartbeat_interval=self._pace.heartbeat_s,
                stalled_worker_timeout=self._pace.stalled_after_s,
                shutdown_graceful_timeout=10,
            )
            raise QueueLost

    async def _database_answers(self) -> None:
        while True:
            with contextlib.suppress(psycopg.OperationalError):
                async with await psycopg.AsyncConnection.connect(self._dsn, connect_timeout=3):
                    return
            await asyncio.sleep(self._pace.look_every_s)

    def _new_app(self) -> App:
        connector = PsycopgConnector(conninfo=self._dsn, min_size=1, max_size=self._concurrency + 4)
        app = App(connector=connector)
        for name, handler in self._handlers.items():
            app.task(name=name, pass_context=True, retry=self._backoff)(self._runner(name, handler))
        return app

    def _runner(self, name: str, handler: Handler) -> Callable[..., Awaitable[None]]:
        async def run(context: JobContext, /, **arguments: str) -> None:
            with self._noted(context.job):
                try:
                    await handler(arguments)
                except Exception as error:
                    if context.job.attempts + 1 >= self._backoff.tries(error):
                        await self._set_aside(name, context.job, arguments, error)
                    raise

        return run

    async def _set_aside(self, name: str, job: Job, arguments: Mapping[str, str], error: Exception) -> None:
        _log.error("job_set_aside", task=name, job_id=job.id, exc_info=error)
        if name in self._give_up:
            await self._give_up[name](arguments, error)

    @contextlib.contextmanager
    def _noted(self, job: Job) -> Iterator[None]:
        """Remember what runs here."""
        assert job.id is not None and job.worker_id is not None  # noqa: PT018 - a job that runs has both
        self._own_ids.add(job.worker_id)
        self._running.add(job.id)
        try:
            yield
        finally:
            self._running.discard(job.id)

    async def _take_up(self, manager: JobManager) -> None:
        """Give jobs back to the queue that are marked as running and are not."""
        unclaimed: set[int] = set()
        while True:
            await asyncio.sleep(self._pace.stalled_after_s)
            stalled = list(await manager.get_stalled_jobs(seconds_since_heartbeat=self._pace.stalled_after_s))
            lost = await self._lost(manager)
            # one look is not enough: a job that has just ended may not be marked yet
            stalled += [job for job in lost if job.id in unclaimed]
            for job in stalled:
                _log.warning("job_taken_up", task=job.task_name, job_id=job.id)
                await manager.retry_job(job)
            unclaimed = {job.id for job in lost if job.id is not None}

    async def _lost(self, manager: JobManager) -> list[Job]:
        """Jobs of this worker that nobody runs: their end could not be written down."""
        doing = await manager.list_jobs_async(status="doing")
        return [job for job in doing if job.worker_id in self._own_ids and job.id not in self._running]


async def poll(name: str, every_s: float, run: Callable[[], Awaitable[Any]]) -> None:
    """Run something again and again; a failure is logged and tried again at the next beat."""
    while True:
        try:
            await run()
        except Exception as error:  # noqa: BLE001 - whatever it was, the next beat looks again
            _log.warning("poll_failed", poller=name, exc_info=error)
        await asyncio.sleep(every_s)
