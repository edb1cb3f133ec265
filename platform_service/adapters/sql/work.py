"""What a transaction offers, made of one adapter a subject."""

from functools import cached_property

from platform_service.adapters.sql.orders import SqlOrders
from platform_service.adapters.sql.session import SqlSession


class SqlReads:
    """The Protocol ``Reads``."""

    def __init__(self, session: SqlSession) -> None:
        self.session = session

    @cached_property
    def orders(self) -> SqlOrders:
        return SqlOrders(self.session)


class SqlWork(SqlReads):
    """The Protocol ``Work``."""
