"""What a transaction offers, made of one adapter a subject."""

from functools import cached_property

from platform_service.adapters.sql.book import SqlBook
from platform_service.adapters.sql.catalogue import SqlCatalogue
from platform_service.adapters.sql.changes import SqlChanges
from platform_service.adapters.sql.escalations import SqlEscalations
from platform_service.adapters.sql.fulfilment import SqlFulfilment
from platform_service.adapters.sql.jobs import SqlJobs
from platform_service.adapters.sql.keys import SqlKeys
from platform_service.adapters.sql.orders import SqlOrders
from platform_service.adapters.sql.people import SqlPeople
from platform_service.adapters.sql.quotes import SqlQuotes
from platform_service.adapters.sql.reviews import SqlReviews
from platform_service.adapters.sql.session import SqlSession
from platform_service.adapters.sql.stock import SqlStock
from platform_service.adapters.sql.surroundings import SqlSurroundings
from platform_service.adapters.sql.timeline import SqlTimeline
from platform_service.adapters.sql.trail import SqlTrail


class SqlReads:
    """The Protocol ``Reads``."""

    def __init__(self, session: SqlSession) -> None:
        self.session = session

    @cached_property
    def orders(self) -> SqlOrders:
        return SqlOrders(self.session)

    @cached_property
    def quotes(self) -> SqlQuotes:
        return SqlQuotes(self.session)

    @cached_property
    def changes(self) -> SqlChanges:
        return SqlChanges(self.session)

    @cached_property
    def reviews(self) -> SqlReviews:
        return SqlReviews(self.session)

    @cached_property
    def escalations(self) -> SqlEscalations:
        return SqlEscalations(self.session)

    @cached_property
    def book(self) -> SqlBook:
        return SqlBook(self.session)

    @cached_property
    def timeline(self) -> SqlTimeline:
        return SqlTimeline(self.session)

    @cached_property
    def catalogue(self) -> SqlCatalogue:
        return SqlCatalogue(self.session)


class SqlWork(SqlReads):
    """The Protocol ``Work``."""

    @property
    def company_id(self) -> str:
        return self.session.company_id

    @cached_property
    def stock(self) -> SqlStock:
        return SqlStock(self.session)

    @cached_property
    def surroundings(self) -> SqlSurroundings:
        return SqlSurroundings(self.session)

    @cached_property
    def fulfilment(self) -> SqlFulfilment:
        return SqlFulfilment(self.session)

    @cached_property
    def trail(self) -> SqlTrail:
        return SqlTrail(self.session)

    @cached_property
    def keys(self) -> SqlKeys:
        return SqlKeys(self.session)

    @cached_property
    def people(self) -> SqlPeople:
        return SqlPeople(self.session)

    @cached_property
    def jobs(self) -> SqlJobs:
        return SqlJobs(self.session)
