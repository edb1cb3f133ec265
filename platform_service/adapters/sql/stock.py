"""Stock in SQL. Rows are locked in SKU order, so that two transactions never wait for each other."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from platform_service.adapters.sql.session import SqlSession

LOCK_STOCK = "SELECT FROM stock WHERE sku = ANY (CAST(:skus AS text[])) ORDER BY sku FOR UPDATE"

_AVAILABLE = """
SELECT s.sku, s.on_hand - s.committed - coalesce((
           SELECT sum(h.quantity) FROM holds h
            WHERE h.sku = s.sku AND h.expires_at > :now AND h.quote_id <> ALL (CAST(:own AS text[]))), 0) AS available
  FROM stock s WHERE s.sku = ANY (CAST(:skus AS text[]))
"""


class SqlStock:
    """The Protocol ``Stock``."""

    def __init__(self, session: SqlSession) -> None:
        self._session = session

    async def lock(
        self, skus: Sequence[str], now: datetime, own: Sequence[str], *, tentatively: bool = False
    ) -> Mapping[str, int]:
        if not skus:
            return {}
        if tentatively:
            self._session.write("SAVEPOINT stock")
        # two statements: the second must see what those committed whom the first waited for
        self._session.write(LOCK_STOCK, skus=sorted(skus))
        rows = await self._session.rows(_AVAILABLE, skus=sorted(skus), now=now, own=list(own))
        return {row["sku"]: int(row["available"]) for row in rows}

    async def unlock(self) -> None:
        self._session.write("ROLLBACK TO SAVEPOINT stock")
        await self._session.flush()

    def move(self, committed: Mapping[str, int]) -> None:
        moved = {sku: pieces for sku, pieces in sorted(committed.items()) if pieces}
        if moved:
            self._session.write(
                """UPDATE stock s SET committed = s.committed + m.pieces
                     FROM unnest(CAST(:skus AS text[]), CAST(:pieces AS bigint[])) AS m (sku, pieces)
                    WHERE s.sku = m.sku""",
                skus=list(moved),
                pieces=list(moved.values()),
            )
