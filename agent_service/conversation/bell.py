"""Wakes those who wait for news of a conversation within this process; other replicas notice by looking."""

import asyncio
from collections import defaultdict
from contextlib import suppress


class Bell:
    """Rung after every entry; who waits is woken at once."""

    def __init__(self) -> None:
        self._waiting: defaultdict[str, set[asyncio.Event]] = defaultdict(set)

    def ring(self, conversation_id: str) -> None:
        """Something happened in the conversation."""
        for event in self._waiting.get(conversation_id, ()):
            event.set()

    async def wait(self, conversation_id: str, most_s: float) -> None:
        """Return at the next ring, or after ``most_s`` seconds."""
        event = asyncio.Event()
        self._waiting[conversation_id].add(event)
        try:
            with suppress(TimeoutError):
                await asyncio.wait_for(event.wait(), most_s)
        finally:
            self._waiting[conversation_id].discard(event)
            if not self._waiting[conversation_id]:
                del self._waiting[conversation_id]
