"""The worker's use cases over the real database and fakes of the systems around; jobs are run one by one."""

from dataclasses import dataclass, field
from typing import Any

import psycopg
from psycopg.rows import dict_row

from platform_service.application.carry_out import CarryOut, Outside
from platform_service.application.follow_erp import FollowErp
from platform_service.application.follow_parcel import FollowParcel
from platform_service.application.jobs import Jobs
from platform_service.application.progress_order import ProgressOrder
from platform_service.application.reverse_change import ReverseChange
from platform_service.application.take_news import TicketNews
from platform_service.application.tell import Tell
from platform_service.application.tickets import TicketFields, Tickets
from platform_service.application.vendor_ports import ConversationGone
from platform_service.worker import Background, handlers
from tests.fakes.vendors import FakeCarrier, FakeCrm, FakeErp
from tests.integration.platform.conftest import Served

Json = dict[str, Any]


@dataclass
class Conversation:
    """Takes events in."""

    events: list[Json] = field(default_factory=list)
    gone: bool = False

    async def tell(self, event: Json) -> None:
        if self.gone:
            raise ConversationGone("conversation_gone", "erased")
        self.events.append(event)


class Following:
    """What the worker does, on demand."""

    def __init__(self, served: Served) -> None:
        platform, clock = served.platform, served.clock
        transactions, uses = platform.transactions, platform.use_cases
        self.dsn = served.dsns.administrator
        self.erp, self.crm, self.carrier, self.conversation = FakeErp(), FakeCrm(), FakeCarrier(), Conversation()
        count = iter(range(10**9))
        ids = lambda prefix: f"{prefix}_{next(count):032x}"  # noqa: E731
        salt = lambda: f"salt-{next(count)}"  # noqa: E731
        jobs, progress = Jobs(ids), ProgressOrder(salt)
        reverse = ReverseChange(transactions, uses.escalate, jobs, clock, salt)
        outside = Outside(erp=self.erp, carrier=self.carrier, crm=self.crm)
        self.carry_out = CarryOut(transactions, uses.directory, outside, reverse, jobs, clock)
        self.follow_erp = FollowErp(transactions, self.erp, progress, clock)
        self.follow_parcel = FollowParcel(transactions, self.carrier, progress, clock)
        self._transactions = transactions
        self._handlers = handlers(
            Background(
                platform=platform,
                carry_out=self.carry_out,
                tickets=Tickets(transactions, uses.directory, self.crm, jobs, TicketFields(1, 2, 3), "http://wb/"),
                tell=Tell(transactions, self.conversation, self.crm, clock),
                ticket_news=TicketNews(transactions, uses.directory, self.crm, uses.decide_review, jobs),
                follow_erp=self.follow_erp,
                follow_parcel=self.follow_parcel,
                erp=self.erp,  # type: ignore[arg-type]
                crm=self.crm,  # type: ignore[arg-type]
                conversations=self.conversation,  # type: ignore[arg-type]
            )
        )

    async def knows(self, *order_ids: str) -> None:
        """Let the ERP know orders as they stand."""
        async with self._transactions.system() as work:
            for order_id in order_ids:
                order = await work.orders.get(order_id)
                assert order is not None
                self.erp.put(order)

    async def run_jobs(self) -> list[str]:
        """Run every job that waits, and those they bring; a job that fails stays and its error passes through."""
        done = []
        while job := self._next():
            await self._handlers[job["task_name"]](job["args"])
            self._remove(job["id"])
            done.append(job["task_name"])
        return done

    def _next(self) -> Json | None:
        with psycopg.connect(self.dsn, row_factory=dict_row) as connection:
            sql = "SELECT id, task_name, args FROM procrastinate_jobs WHERE status = 'todo' ORDER BY id LIMIT 1"
            return connection.execute(sql).fetchone()

    def _remove(self, job_id: int) -> None:
        with psycopg.connect(self.dsn) as connection:
            connection.execute("DELETE FROM procrastinate_jobs WHERE id = %s", (job_id,))
