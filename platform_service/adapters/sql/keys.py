"""Answers to keyed requests in SQL."""

from datetime import datetime

from platform_service.adapters.sql.session import SqlSession
from platform_service.application.records import KeptAnswer

FIND_KEY = """
SELECT fingerprint, status, body FROM idempotency_keys
 WHERE company_id = :company_id AND route = :route AND key = :key AND expires_at > :now
"""


class SqlKeys:
    """The Protocol ``Keys``; keys are per company and route."""

    def __init__(self, session: SqlSession) -> None:
        self._session = session

    async def find(self, route: str, key: str, now: datetime) -> KeptAnswer | None:
        row = await self._session.row(FIND_KEY, company_id=self._session.company_id, route=route, key=key, now=now)
        return None if row is None else KeptAnswer(**row)

    def keep(self, route: str, key: str, answer: KeptAnswer, now: datetime, until: datetime) -> None:
        # only one past its time can be in the way: the lock on the key is held
        self._session.write(
            """INSERT INTO idempotency_keys (company_id, route, key, fingerprint, status, body, created_at, expires_at)
               VALUES (:company_id, :route, :key, :fingerprint, :status, :body, :now, :until)
               ON CONFLICT (company_id, route, key) DO UPDATE
                  SET fingerprint = excluded.fingerprint, status = excluded.status, body = excluded.body,
                      created_at = excluded.created_at, expires_at = excluded.expires_at""",
            company_id=self._session.company_id,
            route=route,
            key=key,
            fingerprint=answer.fingerprint,
            status=answer.status,
            body=answer.body,
            now=now,
            until=until,
        )
