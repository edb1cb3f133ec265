"""The one composition root of the platform."""

import secrets
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from zoneinfo import ZoneInfo

from fastapi import FastAPI
from sqlalchemy import create_engine

from brightthread.contract.ids import new_id
from brightthread.service.application import new_app
from brightthread.service.auth import AuthSettings, TokenVerifier
from brightthread.service.logging import LogSettings, configure_logging
from brightthread.service.metrics import Metrics
from brightthread.service.serving import run
from platform_service.adapters.artwork.inspection import ArtworkInspection
from platform_service.adapters.artwork_bucket import ArtworkBucket
from platform_service.adapters.artwork_folder import ArtworkFolder
from platform_service.adapters.policy_file import read_policy
from platform_service.adapters.receipts import load_signer
from platform_service.adapters.shippo import ShippoCarrier
from platform_service.adapters.shippo_webhook import ShippoWebhook
from platform_service.adapters.sql.directory import SqlDirectory
from platform_service.adapters.sql.transactions import SqlTransactions, engine
from platform_service.adapters.system_clock import SystemClock
from platform_service.adapters.zendesk_webhook import ZendeskWebhook
from platform_service.api.refusals import install_refusals
from platform_service.api.routes import ROUTERS
from platform_service.api.use_cases import UseCases
from platform_service.application.address_book import AddressBook
from platform_service.application.apply_change import ApplyChange, Recheck
from platform_service.application.artwork_shelf import ArtworkFiles, ArtworkShelf
from platform_service.application.browse_catalogue import BrowseCatalogue
from platform_service.application.browse_orders import BrowseOrders
from platform_service.application.decide_review import DecideReview
from platform_service.application.drift import Refresh
from platform_service.application.escalate import Escalate, Escalations
from platform_service.application.follow_order import FollowOrder
from platform_service.application.jobs import Jobs
from platform_service.application.look_up_changes import LookUpChanges
from platform_service.application.personal_data import PersonalData
from platform_service.application.ports import Clock
from platform_service.application.pricing import Pricing
from platform_service.application.quote_change import QuoteChange, QuoteLimits, Quotes
from platform_service.application.receipts import Receipts
from platform_service.application.record_change import RecordChange
from platform_service.application.redirects import Redirects
from platform_service.application.request_review import RequestReview
from platform_service.application.review_documents import Reviews
from platform_service.application.take_news import TakeNews
from platform_service.application.vendor_ports import Carrier
from platform_service.settings import ArtworkSettings, DatabaseSettings, MigrationSettings, Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class Platform:
    """What runs: the use cases over their adapters."""

    settings: Settings
    transactions: SqlTransactions
    carrier: ShippoCarrier
    use_cases: UseCases

    async def close(self) -> None:
        """Give connections back."""
        await self.transactions.close()
        await self.carrier.close()


def build(settings: Settings, clock: Clock | None = None) -> Platform:
    """Put the platform together; nothing is connected yet."""
    transactions = _transactions(settings.database)
    carrier = ShippoCarrier(settings.shippo.url, settings.shippo.token.get_secret_value())
    return Platform(
        settings=settings,
        transactions=transactions,
        carrier=carrier,
        use_cases=_use_cases(settings, transactions, carrier, clock or SystemClock()),
    )


def _use_cases(settings: Settings, transactions: SqlTransactions, carrier: Carrier, clock: Clock) -> UseCases:
    policy = read_policy(settings.policy_file)
    signer = load_signer(settings.receipt.key_file)
    pricing = Pricing(policy, clock, new_id, timedelta(seconds=settings.quote.ttl_s))
    jobs = Jobs(new_id)
    record = RecordChange(Receipts(signer, new_id), new_id, jobs, lambda: secrets.token_hex(16))
    directory = SqlDirectory(transactions)
    review_life, zone = timedelta(seconds=settings.review.ttl_s), ZoneInfo(settings.support_time_zone)
    limits = QuoteLimits(settings.quote.open_limit, settings.quote.rate_per_minute)
    recheck, refresh = Recheck(policy), Refresh(pricing)
    escalate = Escalate(transactions, directory, policy, clock, new_id, jobs, zone)
    return UseCases(
        directory=directory,
        signer=signer,
        escalate=escalate,
        escalations=Escalations(transactions),
        reviews=Reviews(transactions),
        take_news=TakeNews(
            transactions,
            ZendeskWebhook(settings.zendesk.webhook_secret.get_secret_value()),
            ShippoWebhook(settings.shippo.webhook_secret.get_secret_value()),
            jobs,
            clock,
        ),
        decide_review=DecideReview(transactions, recheck, refresh, record, escalate, jobs, clock),
        policy=policy,
        browse_catalogue=BrowseCatalogue(transactions, clock),
        address_book=AddressBook(transactions, clock, new_id),
        artwork_shelf=ArtworkShelf(
            transactions, ArtworkInspection(), _artwork_files(settings.artwork), policy, clock, new_id
        ),
        follow_order=FollowOrder(transactions, carrier),
        personal_data=PersonalData(transactions, signer, jobs, directory.forget),
        browse_orders=BrowseOrders(transactions),
        look_up_changes=LookUpChanges(transactions),
        quotes=Quotes(transactions, clock),
        quote_change=QuoteChange(transactions, pricing, Redirects(transactions, carrier), clock, limits),
        apply_change=ApplyChange(
            transactions,
            recheck,
            refresh,
            record,
            RequestReview(policy, new_id, jobs, review_life, zone),
            clock,
            new_id,
        ),
    )


def _artwork_files(settings: ArtworkSettings) -> ArtworkFiles:
    if not settings.bucket:
        return ArtworkFolder(settings.dir)
    import boto3  # takes long to import, and one machine needs none of it

    return ArtworkBucket(boto3.client("s3"), settings.bucket)


def _transactions(settings: DatabaseSettings) -> SqlTransactions:
    pools = [
        engine(
            dsn.get_secret_value(),
            pool_size=settings.pool_size,
            wait_s=settings.pool_wait_s,
            statement_timeout_s=settings.statement_timeout_s,
        )
        for dsn in (settings.customer_dsn, settings.system_dsn)
    ]
    return SqlTransactions(*pools)


def build_app(platform: Platform, verifier: TokenVerifier | None = None) -> FastAPI:
    """The HTTP service over ``platform``."""
    verifier = verifier or TokenVerifier(AuthSettings(**platform.settings.auth.model_dump()))

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        yield
        await verifier.aclose()
        await platform.close()

    app = new_app(
        "BrightThread platform",
        "/platform",
        routers=ROUTERS,
        verifier=verifier,
        metrics=Metrics("platform"),
        checks={"database": platform.transactions.check},
        lifespan=lifespan,
    )
    app.state.use_cases = platform.use_cases
    install_refusals(app)
    return app


def serve() -> int:
    """Serve HTTP until told to stop."""
    settings = Settings()
    configure_logging("platform", LogSettings(**settings.log.model_dump()))
    http = settings.http
    run(build_app(build(settings)), host=http.host, port=http.port, drain_s=http.drain_s)
    return 0


def migrate() -> int:
    """Bring the database to the newest schema, as its owner."""
    from platform_service.migrations.upgrade import upgrade  # serving needs none of it

    dsn = MigrationSettings().owner_dsn.get_secret_value()
    owner = create_engine(dsn.replace("postgresql://", "postgresql+psycopg://", 1))
    with owner.begin() as connection:
        upgrade(connection)
    owner.dispose()
    return 0
