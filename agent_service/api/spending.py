"""Keeps the day's model budget one of all replicas, beside the turns: none of them waits for it."""

import structlog

from agent_service.conversation.model_budget import DayBudget, DayLedger
from agent_service.conversation.store import StoreUnavailable
from brightthread.service.repeated import Repeated

_log = structlog.get_logger("spending")


def shared_spending(budget: DayBudget, ledger: DayLedger, interval_s: float) -> Repeated:
    """Shares while the ``async with`` block around it lives, and once more at its end."""

    async def share() -> None:
        try:
            await budget.share(ledger)
        except StoreUnavailable:
            _log.warning("spending_not_shared")

    return Repeated("spending", share, interval_s, at_the_end=True)
