"""What only an operator can set going again, and the two ways to do it: try again, or leave out."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from platform_service.application.carry_out import CarryOut
from platform_service.application.ports import Clock, Transactions
from platform_service.application.records import FailedJob, Review, StoredChange

_PATIENCE = timedelta(minutes=5)
_LISTED = 100


@dataclass(frozen=True, slots=True)
class Stuck:
    """One thing that does not go on by itself: what it is, why, since when, and the commands that help."""

    ident: str
    what: str
    why: str
    since: datetime | None
    commands: tuple[str, ...]


class StuckWork:
    """Lists, retries and skips what is stuck (docs/runbooks)."""

    def __init__(self, transactions: Transactions, carry_out: CarryOut, clock: Clock) -> None:
        self._transactions = transactions
        self._carry_out = carry_out
        self._clock = clock

    async def list(self) -> Sequence[Stuck]:
        """Return changes set aside, failed jobs, and reviews that nobody was asked about or that are overdue."""
        async with self._transactions.system() as work:
            changes = await work.changes.set_aside()
            jobs = await work.jobs.failed()
            reviews = await work.reviews.page("waiting", _LISTED, None)
        now = self._clock.now()
        return [*map(_change, changes), *map(_job, jobs), *_overdue(reviews, now)]

    async def retry(self, ident: str) -> bool:
        """Try a change that is set aside, or a failed job by its number, again; False if it is not stuck."""
        if ident.isdigit():
            async with self._transactions.system() as work:
                return await work.jobs.retry(int(ident))
        return await self._carry_out.resume(ident)

    async def skip(self, ident: str, system: str | None) -> bool:
        """Leave a system's step of a change out, or drop a failed job by its number; False if it is not stuck."""
        if ident.isdigit() and system is None:
            async with self._transactions.system() as work:
                return await work.jobs.forget(int(ident))
        return await self._carry_out.skip(ident, system or "")


def _change(change: StoredChange) -> Stuck:
    steps = [step for step in change.steps if step.status in ("failed", "compensating")]
    return Stuck(
        ident=change.change_id,
        what=f"change of order {change.order_id} ({change.status}): {change.summary}",
        why=", ".join(f"{step.system} {step.error_code} after {step.attempts} tries" for step in steps),
        since=change.finished_at,
        commands=(f"retry {change.change_id}", *(f"skip {change.change_id} {step.system}" for step in steps)),
    )


def _job(job: FailedJob) -> Stuck:
    arguments = " ".join(f"{name}={value}" for name, value in job.arguments.items() if name.endswith("_id"))
    return Stuck(
        ident=str(job.job_id),
        what=f"job {job.task} {arguments}".rstrip(),
        why=f"failed after {job.attempts} tries; its error is in the worker's log (job_set_aside)",
        since=None,
        commands=(f"retry {job.job_id}", f"skip {job.job_id}"),
    )


def _overdue(reviews: Sequence[Review], now: datetime) -> Iterator[Stuck]:
    for review in reviews:
        late = now - review.decide_by > _PATIENCE
        if late or (review.ticket_id is None and now - review.created_at > _PATIENCE):
            why = "is past its time and was not expired" if late else "has no ticket in the CRM"
            what = f"review of order {review.order_id} {why}"
            yield Stuck(review.review_id, what, "is the worker running? (docs/runbooks)", review.created_at, ())
