"""Delivers what is owed, again and again, while the process lives."""

import structlog

from agent_service.conversation.owed_escalations import OwedEscalations
from agent_service.conversation.store import StoreUnavailable
from brightthread.service.repeated import Repeated

_log = structlog.get_logger("sweeper")


def sweeper(owed: OwedEscalations, interval_s: float) -> Repeated:
    """Sweeps while the ``async with`` block around it lives."""

    async def sweep() -> None:
        try:
            if arrived := await owed.sweep():
                _log.info("owed_escalations_delivered", number=arrived)
        except StoreUnavailable:
            _log.warning("sweep_failed")

    return Repeated("sweeper", sweep, interval_s)
