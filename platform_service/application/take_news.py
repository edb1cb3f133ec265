"""News from the CRM and the carrier: taken in once, whatever order and however often they come; worked on by jobs."""

from collections.abc import Mapping
from dataclasses import replace

import structlog

from platform_service.application.decide_review import DecideReview, Decision
from platform_service.application.jobs import Jobs
from platform_service.application.ports import Clock, Transactions
from platform_service.application.records import Actor, Escalation, Review
from platform_service.application.refusals import AlreadyDecided
from platform_service.application.storage import Directory
from platform_service.application.vendor_ports import (
    Crm,
    TicketEvent,
    TicketWebhook,
    TrackingWebhook,
    WebhookStale,
    WebhookUnreadable,
)

APPROVE = frozenset({"bt_approve", "approve", "approved"})
REJECT = frozenset({"bt_reject", "reject", "rejected"})
_log = structlog.get_logger(__name__)


class TakeNews:
    """What webhooks bring: checked, noted as seen and handed to a job, in one transaction."""

    def __init__(
        self,
        transactions: Transactions,
        tickets: TicketWebhook,
        tracking: TrackingWebhook,
        jobs: Jobs,
        clock: Clock,
    ) -> None:
        self._transactions = transactions
        self._tickets = tickets
        self._tracking = tracking
        self._jobs = jobs
        self._clock = clock

    async def of_ticket(self, headers: Mapping[str, str], query: Mapping[str, str], body: bytes) -> None:
        """Take a message of the CRM in; WebhookForged passes through, a replay has no effect."""
        now = self._clock.now()
        try:
            event = self._tickets.read(headers, query, body, now)
        except (WebhookStale, WebhookUnreadable) as error:
            _log.info("webhook_ignored", source="zendesk", why=type(error).__name__)
            return
        async with self._transactions.system() as work:
            if await work.fulfilment.first_seen("zendesk", event.event_id, now):
                self._jobs.ticket_news(work, news_of(event))

    async def of_parcel(self, headers: Mapping[str, str], query: Mapping[str, str], body: bytes) -> None:
        """Take a message of the carrier in; WebhookForged passes through, a replay has no effect."""
        now = self._clock.now()
        try:
            update = self._tracking.read(headers, query, body, now)
        except (WebhookStale, WebhookUnreadable) as error:
            _log.info("webhook_ignored", source="shippo", why=type(error).__name__)
            return
        async with self._transactions.system() as work:
            if await work.fulfilment.first_seen("shippo", update.event_id, now):
                self._jobs.follow_parcel(work, update.carrier, update.tracking_number)


class TicketNews:
    """What a human did in a ticket: a decision by tag, words for the customer, the matter solved."""

    def __init__(
        self, transactions: Transactions, directory: Directory, crm: Crm, decide: DecideReview, jobs: Jobs
    ) -> None:
        self._transactions = transactions
        self._directory = directory
        self._crm = crm
        self._decide = decide
        self._jobs = jobs

    async def __call__(self, news: Mapping[str, str]) -> None:
        """Act on an event as ``news_of`` keeps it; safe to run again."""
        async with self._transactions.system() as work:
            review = await work.reviews.of_ticket(news["ticket_id"])
            matter: Review | Escalation | None = review or await work.escalations.of_ticket(news["ticket_id"])
        if matter is None:
            return
        if review is not None and news["tags_added"]:
            await self._decided_by_tag(review, news)
        if news["said"] and not await self._by_customer(news):
            await self._pass_on(matter, news)
        if news["status"] in ("solved", "closed"):
            await self._solved(matter, news["ticket_id"])

    async def _decided_by_tag(self, review: Review, news: Mapping[str, str]) -> None:
        """Only a CX agent of ours decides, known by the e-mail; whatever else the tag says is not for us."""
        tags = set(news["tags_added"].split(" "))
        approve, reject = bool(tags & APPROVE), bool(tags & REJECT)
        if approve == reject:
            return
        actor = await self._actor(news)
        if actor is None or "cx_agents" not in actor.groups:
            _log.warning("decision_by_stranger", review_id=review.review_id)
            return
        decision = Decision("approve" if approve else "reject", "decided in the ticket")
        try:
            await self._decide.decide(actor, review.review_id, decision)
        except AlreadyDecided:
            _log.info("decided_before", review_id=review.review_id)

    async def _actor(self, news: Mapping[str, str]) -> Actor | None:
        email = news["actor_email"] or (await self._crm.email_of(news["actor_id"]) if news["actor_id"] else None)
        return await self._directory.find_by_email(email) if email else None

    async def _by_customer(self, news: Mapping[str, str]) -> bool:
        """Whether the words are the customer's own, who need not be told them."""
        actor = await self._actor(news)
        return actor is not None and not actor.is_staff

    async def _pass_on(self, matter: Review | Escalation, news: Mapping[str, str]) -> None:
        async with self._transactions.system() as work:
            ids = {"ticket_id": news["ticket_id"], "comment_id": news["comment_id"]}
            self._jobs.tell(work, "ticket_replied", matter.conversation_id, **ids)

    async def _solved(self, matter: Review | Escalation, ticket_id: str) -> None:
        if not isinstance(matter, Escalation):
            return
        async with self._transactions.system() as work:
            locked = await work.escalations.lock(matter.escalation_id)
            if locked is None or locked.status == "solved":
                return
            work.escalations.update(replace(locked, status="solved", ticket_status="solved"))
            self._jobs.tell(work, "ticket_solved", matter.conversation_id, ticket_id=ticket_id)


def news_of(event: TicketEvent) -> dict[str, str]:
    """An event as a job's arguments: ids and flags, none of the words (the ticket is read when they are needed)."""
    comment = event.comment
    return {
        "ticket_id": event.ticket_id,
        "actor_id": event.actor_id or "",
        "actor_email": event.actor_email or "",
        "tags_added": " ".join(event.tags_added if event.kind != "other" else event.tags),
        "status": (event.status or "") if event.kind in ("status_changed", "other") else "",
        "comment_id": comment.comment_id if comment else "",
        "said": "yes" if comment and comment.public else "",
    }
