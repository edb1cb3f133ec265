"""The work that follows a commit, by name; the worker runs it, the use cases only enqueue it (in their transaction).

Every job may run more than once and finds out itself what is still to be done. Arguments are ids only: what a job tells
or writes is read when it runs.
"""

from collections.abc import Mapping
from enum import StrEnum

from platform_service.application.ports import IdSource
from platform_service.application.records import Escalation, Review, StoredChange
from platform_service.application.storage import Work


class Task(StrEnum):
    """Names of tasks, with their arguments."""

    CARRY_OUT = "carry_out"
    """``change_id``: bring ERP, carrier and CRM along."""
    OPEN_TICKET = "open_ticket"
    """``review_id`` or ``escalation_id``."""
    SOLVE_TICKET = "solve_ticket"
    """``review_id`` or ``escalation_id``: the matter is settled."""
    FORGET_TICKET = "forget_ticket"
    """``review_id`` or ``escalation_id``: its customer was erased."""
    FOLLOW_PARCEL = "follow_parcel"
    """``carrier, tracking_number``: look where the parcel is."""
    TICKET_NEWS = "ticket_news"
    """What a human did in a ticket, as ``take_news.news_of`` keeps it."""
    TELL = "tell"
    """``event_id, kind, conversation_id`` and the id of what is told: ``POST /agent/v1/events``."""


class Jobs:
    """Enqueues jobs in the order and with the locks they need."""

    def __init__(self, ids: IdSource) -> None:
        self._ids = ids

    def carry_out(self, work: Work, change: StoredChange) -> None:
        """Changes of one order are carried out one after the other."""
        work.jobs.enqueue(Task.CARRY_OUT, {"change_id": change.change_id}, lock=f"order:{change.order_id}")

    def open_ticket(self, work: Work, matter: Review | Escalation) -> None:
        name, ident = matter_of(matter)
        work.jobs.enqueue(Task.OPEN_TICKET, {name: ident}, lock=f"ticket:{ident}")

    def solve_ticket(self, work: Work, matter: Review | Escalation) -> None:
        name, ident = matter_of(matter)
        work.jobs.enqueue(Task.SOLVE_TICKET, {name: ident}, lock=f"ticket:{ident}")

    def forget_ticket(self, work: Work, kind: str, ident: str) -> None:
        """After whatever else is to be done with the ticket: what opens it later finds nothing to tell any more."""
        work.jobs.enqueue(Task.FORGET_TICKET, {kind: ident}, lock=f"ticket:{ident}")

    def follow_parcel(self, work: Work, carrier: str, tracking_number: str) -> None:
        arguments = {"carrier": carrier, "tracking_number": tracking_number}
        work.jobs.enqueue(Task.FOLLOW_PARCEL, arguments, lock=f"parcel:{carrier}:{tracking_number}")

    def ticket_news(self, work: Work, news: Mapping[str, str]) -> None:
        """What humans do in a ticket is acted on in the order in which it came."""
        work.jobs.enqueue(Task.TICKET_NEWS, news, lock=f"news:{news['ticket_id']}")

    def tell(self, work: Work, kind: str, conversation_id: str, **ids: str) -> None:
        """Tell a conversation; events of one conversation go out one after the other."""
        arguments = {"event_id": self._ids("evt"), "kind": kind, "conversation_id": conversation_id, **ids}
        work.jobs.enqueue(Task.TELL, arguments, lock=f"conversation:{conversation_id}")


def matter_of(matter: Review | Escalation) -> tuple[str, str]:
    """(name of the argument, id)"""
    if isinstance(matter, Review):
        return "review_id", matter.review_id
    return "escalation_id", matter.escalation_id
