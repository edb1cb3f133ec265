"""Who may sign in: looked up before the company is known, and remembered for a little while."""

import time
from collections.abc import Callable

from platform_service.adapters.sql.transactions import SqlTransactions
from platform_service.application.ports import EVERY_COMPANY
from platform_service.application.records import Actor

_USER = """
SELECT u.user_id, u.name, u.email, u.groups, u.company_id, c.name AS company_name
  FROM users u LEFT JOIN companies c USING (company_id)
"""


class SqlDirectory:
    """The port ``Directory``; a user once found is taken as known for ``ttl_s`` (users hardly ever change company)."""

    def __init__(
        self, transactions: SqlTransactions, *, ttl_s: float = 30.0, now: Callable[[], float] = time.monotonic
    ) -> None:
        self._transactions = transactions
        self._ttl_s = ttl_s
        self._now = now
        self._known: dict[str, tuple[float, Actor]] = {}

    async def find(self, user_id: str) -> Actor | None:
        known = self._known.get(user_id)
        if known is not None and known[0] > self._now():
            return known[1]
        found = await self._look_up("WHERE u.user_id = :value", user_id)
        if found is not None:
            if len(self._known) > 10_000:
                self._known.clear()
            self._known[user_id] = (self._now() + self._ttl_s, found)
        return found

    def forget(self, user_id: str) -> None:
        """Take the user as known no longer."""
        self._known.pop(user_id, None)

    async def find_by_email(self, email: str) -> Actor | None:
        return await self._look_up("WHERE lower(u.email) = lower(:value)", email)

    async def _look_up(self, condition: str, value: str) -> Actor | None:
        async with self._transactions.session_for_reading(EVERY_COMPANY) as session:
            row = await session.row(_USER + condition, value=value)
        if row is None:
            return None
        return Actor(**{**row, "groups": frozenset(row["groups"])})
