"""The worker process: carries out jobs, follows ERP and carriers, expires reviews, tidies; health on its own port."""

import asyncio
import contextlib
import secrets
import signal
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass
from typing import Any

import uvicorn
from fastapi import FastAPI

from brightthread.contract.ids import new_id
from brightthread.service.draining import Draining
from brightthread.service.health import health_router
from brightthread.service.logging import LogSettings, configure_logging
from brightthread.service.metrics import Metrics
from platform_service.adapters.agent_http import AgentConversations
from platform_service.adapters.job_worker import GiveUp, Handler, JobWorker, Pace, poll
from platform_service.adapters.odoo import OdooErp
from platform_service.adapters.system_clock import SystemClock
from platform_service.adapters.zendesk import ZendeskCrm
from platform_service.application.carry_out import CarryOut, Outside
from platform_service.application.follow_erp import FollowErp
from platform_service.application.follow_parcel import FollowParcel
from platform_service.application.jobs import Jobs, Task
from platform_service.application.progress_order import ProgressOrder
from platform_service.application.reverse_change import ReverseChange
from platform_service.application.stuck_work import StuckWork
from platform_service.application.take_news import TicketNews
from platform_service.application.tell import Tell
from platform_service.application.tickets import MatterKind, TicketFields, Tickets
from platform_service.bootstrap import Platform, build
from platform_service.settings import Settings, WorkerSettings


@dataclass(frozen=True, slots=True, kw_only=True)
class Background:
    """The use cases that follow a commit, over their adapters."""

    platform: Platform
    carry_out: CarryOut
    tickets: Tickets
    tell: Tell
    ticket_news: TicketNews
    follow_erp: FollowErp
    follow_parcel: FollowParcel
    erp: OdooErp
    crm: ZendeskCrm
    conversations: AgentConversations

    @property
    def stuck_work(self) -> StuckWork:
        """What operators look after."""
        return StuckWork(self.platform.transactions, self.carry_out, SystemClock())

    async def close(self) -> None:
        """Give connections back."""
        await self.erp.close()
        await self.crm.close()
        await self.conversations.close()
        await self.platform.close()


def build_background(platform: Platform) -> Background:
    """Put the background together around the platform."""
    settings, clock, jobs = platform.settings, SystemClock(), Jobs(new_id)
    zendesk, agent, uses = settings.zendesk, settings.agent, platform.use_cases
    erp = OdooErp(settings.odoo.url, settings.odoo.database, settings.odoo.api_key.get_secret_value())
    crm = ZendeskCrm(zendesk.url, zendesk.email, zendesk.api_token.get_secret_value())
    conversations = AgentConversations(
        agent.url, agent.token_url, agent.client_id, agent.client_secret.get_secret_value()
    )
    transactions, directory = platform.transactions, uses.directory
    reverse = ReverseChange(transactions, uses.escalate, jobs, clock, _new_salt)
    progress = ProgressOrder(_new_salt)
    fields = TicketFields(zendesk.order_field, zendesk.conversation_field, zendesk.reason_field)
    outside = Outside(erp=erp, carrier=platform.carrier, crm=crm)
    return Background(
        platform=platform,
        carry_out=CarryOut(transactions, directory, outside, reverse, jobs, clock),
        tickets=Tickets(transactions, directory, crm, jobs, fields, settings.workbench_url),
        tell=Tell(transactions, conversations, crm, clock),
        ticket_news=TicketNews(transactions, directory, crm, uses.decide_review, jobs),
        follow_erp=FollowErp(transactions, erp, progress, clock),
        follow_parcel=FollowParcel(transactions, platform.carrier, progress, clock),
        erp=erp,
        crm=crm,
        conversations=conversations,
    )


def _new_salt() -> str:
    return secrets.token_hex(16)


def handlers(background: Background) -> dict[str, Handler]:
    """What each task of ``application/jobs.py`` does."""
    return {
        Task.CARRY_OUT: lambda a: background.carry_out(a["change_id"]),
        Task.OPEN_TICKET: lambda a: background.tickets.open(*_matter(a)),
        Task.SOLVE_TICKET: lambda a: background.tickets.solve(*_matter(a)),
        Task.FORGET_TICKET: lambda a: background.tickets.forget(_matter(a)[1]),
        Task.FOLLOW_PARCEL: lambda a: background.follow_parcel(a["carrier"], a["tracking_number"]),
        Task.TICKET_NEWS: lambda a: background.ticket_news(a),
        Task.TELL: lambda a: background.tell(a["event_id"], a["kind"], a["conversation_id"], _told(a)),
    }


def give_ups(background: Background) -> dict[str, GiveUp]:
    """What is done about a task whose last run failed."""
    return {Task.CARRY_OUT: lambda a, error: background.carry_out.give_up(a["change_id"], error)}


def _matter(arguments: Mapping[str, str]) -> tuple[MatterKind, str]:
    kind: MatterKind = "review_id" if "review_id" in arguments else "escalation_id"
    return kind, arguments[kind]


def _told(arguments: Mapping[str, str]) -> dict[str, str]:
    return {name: value for name, value in arguments.items() if name not in ("event_id", "kind", "conversation_id")}


async def sweep(background: Background) -> None:
    """Expire what is over and tidy what nobody counts any more."""
    decide = background.platform.use_cases.decide_review
    for review_id in await decide.due():
        await decide.expire(review_id)
    async with background.platform.transactions.system() as work:
        work.fulfilment.tidy(SystemClock().now())


def work() -> int:
    """Work until told to stop."""
    settings = Settings()
    configure_logging("worker", LogSettings(**settings.log.model_dump()))
    asyncio.run(_work(settings))
    return 0


def _pace(settings: WorkerSettings) -> Pace:
    return Pace(
        longest_wait_s=settings.longest_wait_s,
        stalled_after_s=settings.stalled_after_s,
        heartbeat_s=settings.stalled_after_s / 5,
    )


async def _work(settings: Settings) -> None:
    background = build_background(build(settings))
    jobs = JobWorker(
        settings.database.system_dsn.get_secret_value(),
        handlers(background),
        give_ups(background),
        settings.worker.concurrency,
        _pace(settings.worker),
    )
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    async with _health(settings, background), asyncio.TaskGroup() as together:
        running = [
            together.create_task(jobs.run()),
            together.create_task(poll("erp", settings.odoo.poll_interval_s, background.follow_erp)),
            together.create_task(poll("parcels", 5.0, background.follow_parcel.look)),
            together.create_task(poll("sweep", settings.worker.sweep_interval_s, lambda: sweep(background))),
        ]
        await stop.wait()
        for task in running:
            task.cancel()
    await background.close()


@contextlib.asynccontextmanager
async def _health(settings: Settings, background: Background) -> AsyncIterator[None]:
    app = FastAPI(openapi_url=None)
    checks: dict[str, Any] = {"database": background.platform.transactions.check}
    app.include_router(health_router(checks, Metrics("worker"), Draining()))
    config = uvicorn.Config(
        app, host=settings.http.host, port=settings.worker.health_port, log_config=None, access_log=False
    )
    server = uvicorn.Server(config)
    server.install_signal_handlers = lambda: None  # type: ignore[attr-defined]  # the worker stops it
    serving = asyncio.create_task(server._serve())
    try:
        yield
    finally:
        server.should_exit = True
        await serving
