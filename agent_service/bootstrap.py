"""The one composition root of the agent."""

from collections.abc import AsyncIterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

import boto3
import httpx
from botocore.config import Config
from fastapi import FastAPI

from agent_service.adapters.dynamodb import DynamoConversations, DynamoDbClient, create_table
from agent_service.adapters.dynamodb_spending import DynamoDayLedger
from agent_service.adapters.guarded_rules import GuardedRules
from agent_service.adapters.langsmith import LangSmithTraces
from agent_service.adapters.local_endpoint import await_endpoint
from agent_service.adapters.local_policy import LocalPolicyPassages
from agent_service.adapters.machine_token import MachineToken
from agent_service.adapters.platform_http import HttpPlatform, PlatformConnection
from agent_service.adapters.rules_reader import RulesReader
from agent_service.adapters.turn_log import TurnLog, TurnMetrics
from agent_service.api import static_pages
from agent_service.api.failures import install_failure_handlers
from agent_service.api.news import News
from agent_service.api.people import People
from agent_service.api.routes import ROUTERS
from agent_service.api.running_turns import RunningTurns
from agent_service.api.services import Services
from agent_service.api.spending import shared_spending
from agent_service.api.sweeper import sweeper
from agent_service.conversation.bell import Bell
from agent_service.conversation.conversations import Caller, Conversations, DepsFor
from agent_service.conversation.interpretation import Interpreter
from agent_service.conversation.model_budget import DayBudget, ModelBudget
from agent_service.conversation.observation import Observers
from agent_service.conversation.owed_escalations import OwedEscalations
from agent_service.conversation.performers import StaffWork
from agent_service.conversation.personal_data import PersonalData
from agent_service.conversation.ports import Explainer, PolicyPassages, Reader, TemplatesOnly, Transcript
from agent_service.conversation.single_writer import SingleWriter, Timing
from agent_service.conversation.store import ConversationStore, Json
from agent_service.conversation.texts import texts
from agent_service.conversation.turn import Deps, Dialogue, Listener
from agent_service.graph.dialogue import GraphDialogue
from agent_service.settings import (
    BedrockSettings,
    ConversationSettings,
    DynamoDbSettings,
    LangSmithSettings,
    MachineSettings,
    ModelSettings,
    Settings,
)
from brightthread.contract.ids import new_id
from brightthread.service.application import new_app
from brightthread.service.auth import TokenVerifier
from brightthread.service.draining import Draining
from brightthread.service.health import Check
from brightthread.service.metrics import Metrics
from brightthread.service.repeated import Repeated
from brightthread.service.resilience import Breaker, Timeouts


class SystemClock:
    """This machine's clock."""

    def now(self) -> datetime:
        return datetime.now(UTC)


class SystemIds:
    """Fresh ids."""

    def new(self, prefix: str) -> str:
        return new_id(prefix)  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True)
class Minds:
    """Who talks, reads, words, and knows the policies."""

    dialogue: Dialogue
    reader: Reader
    explainer: Explainer
    passages: PolicyPassages
    budget: DayBudget | None = None
    """Of the day, where there is a model."""


def minds(settings: Settings) -> Minds:
    """The minds the settings ask for; files with a model's client are only read where one is wanted. Raises
    ModelNotAvailable."""
    from agent_service.interpret.reader import RuleInterpreter

    rules, passages = GuardedRules(RuleInterpreter()), LocalPolicyPassages(settings.policies_dir)
    if settings.interpreter == "rules":
        return Minds(GraphDialogue(), RulesReader(rules), TemplatesOnly(), passages)
    budget = day_budget(settings.bedrock)
    return Minds(GraphDialogue(), *model_minds(settings, rules, budget), passages, budget)


def model_minds(
    settings: ModelSettings, rules: Interpreter, budget: DayBudget | None = None
) -> tuple[Reader, Explainer]:
    """A reader and an explainer over the model of the settings, on one daily budget. Raises ModelNotAvailable."""
    from agent_service.adapters.bedrock import BedrockExplainer, BedrockReader
    from agent_service.adapters.chat_models import chat_model, streamed, structured
    from agent_service.adapters.model_caller import Caller, Model, Price
    from agent_service.prompts.interpretation_schema import INTERPRETATION

    bedrock = settings.bedrock
    day = budget or day_budget(bedrock)
    threads = ThreadPoolExecutor(bedrock.threads, thread_name_prefix="model")
    price = Price(bedrock.usd_per_million_input, bedrock.usd_per_million_output)

    def model(model_id: str) -> Model:
        name = model_id if settings.interpreter == "bedrock" else settings.interpreter
        return Model(name, threads, price, day, Breaker("model", failures=bedrock.failures, rest_s=bedrock.rest_s))

    wording_id = bedrock.explain_model or bedrock.model
    reading, reading_chat = model(bedrock.model), chat_model(settings.interpreter, bedrock.model, bedrock)
    wording, wording_chat = reading, reading_chat
    if wording_id != bedrock.model and settings.interpreter == "bedrock":
        wording, wording_chat = model(wording_id), chat_model("bedrock", wording_id, bedrock)
    reader = BedrockReader(
        rules, Caller(reading, structured(reading_chat, INTERPRETATION), bedrock.interpret_timeout_s)
    )
    return reader, BedrockExplainer(Caller(wording, streamed(wording_chat), bedrock.explain_timeout_s))


def day_budget(settings: BedrockSettings) -> DayBudget:
    """What all processes together may spend on models a day, as far as a ledger tells them of each other."""
    micro_usd = round(settings.daily_budget_usd * 1_000_000)
    limits = ModelBudget(micro_usd, settings.daily_budget_tokens, settings.daily_budget_calls)
    return DayBudget(limits, lambda: datetime.now(UTC).date())


def conversation_budget(settings: BedrockSettings) -> ModelBudget:
    """What a conversation may spend on models."""
    micro_usd = round(settings.conversation_budget_usd * 1_000_000)
    return ModelBudget(micro_usd, settings.conversation_budget_tokens, settings.conversation_budget_calls)


def dynamodb_client(settings: DynamoDbSettings) -> DynamoDbClient:
    """boto3's client, with as many connections as there are threads; retries are short, a turn waits for them."""
    config = Config(
        connect_timeout=settings.connect_timeout_s,
        read_timeout=settings.read_timeout_s,
        max_pool_connections=settings.threads,
        retries={"total_max_attempts": 3, "mode": "standard"},
    )
    # a local endpoint takes any credentials, and there may be none on the machine
    local = {"aws_access_key_id": "local", "aws_secret_access_key": "local"} if settings.url else {}
    client: DynamoDbClient = boto3.client(
        "dynamodb", region_name=settings.region, endpoint_url=settings.url, config=config, **local
    )
    return client


def deps_builder(minds: Minds, connection: PlatformConnection, budget: ModelBudget) -> DepsFor:
    """What a turn may touch: the platform with the caller's own token, and the minds of this process."""

    def deps_for(caller: Caller, conversation_id: str, transcript: Transcript, listener: Listener) -> Deps:
        return Deps(
            conversation_id=conversation_id,
            user_id=caller.user_id,
            platform=HttpPlatform(connection, caller.token),
            reader=minds.reader,
            explainer=minds.explainer,
            passages=minds.passages,
            transcript=transcript,
            clock=SystemClock(),
            ids=SystemIds(),
            listener=listener,
            budget=budget,
        )

    return deps_for


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts of a running agent that are made before its app."""

    store: ConversationStore
    connection: PlatformConnection
    draining: Draining
    services: Services
    metrics: Metrics
    background: tuple[AbstractAsyncContextManager[None], ...]
    """Tasks that live as long as the app."""


def assemble(settings: Settings, minds: Minds, store: ConversationStore, connection: PlatformConnection) -> Parts:
    """Everything behind the routes, over this store and this platform."""
    draining, bell, timing, metrics = Draining(), Bell(), _timing(settings.conversation), Metrics("agent")
    traces = _traces(settings.langsmith)
    observer = Observers((TurnLog(), TurnMetrics(metrics), *traces))
    staff = StaffWork(minds.dialogue, SystemClock(), SystemIds(), texts(), observer)
    talks = Conversations(
        store,
        staff,
        deps_builder(minds, connection, conversation_budget(settings.bedrock)),
        ttl=timedelta(days=settings.conversation.ttl_days),
        timing=timing,
        writer=SingleWriter(store, staff.clock, staff.ids, timing, bell),
    )
    services = Services(
        conversations=talks,
        personal_data=PersonalData(store, lambda operator: HttpPlatform(connection, operator.token)),
        people=People(lambda token: HttpPlatform(connection, token), settings.platform.profile_ttl_s),
        news=News(talks, bell, draining, settings.conversation.poll_s),
        running=RunningTurns(),
    )
    sweepers = _sweepers(settings.machine, store, talks, connection)
    return Parts(store, connection, draining, services, metrics, (*sweepers, *traces))


def _timing(settings: ConversationSettings) -> Timing:
    return Timing(settings.turn_s, settings.lease_s, settings.wait_s, at_once=settings.turns_at_once)


def _traces(settings: LangSmithSettings) -> tuple[LangSmithTraces, ...]:
    """The way to LangSmith, where there is a key to it."""
    if settings.api_key is None:
        return ()
    headers = {"x-api-key": settings.api_key.get_secret_value()}
    client = httpx.AsyncClient(base_url=settings.url, headers=headers, timeout=Timeouts().httpx())
    return (LangSmithTraces(client, settings.project, settings.sample),)


def _sweepers(
    settings: MachineSettings, store: ConversationStore, talks: Conversations, connection: PlatformConnection
) -> tuple[Repeated, ...]:
    """Delivers what is owed, where there is an identity to do it with."""
    if settings.token_url is None:
        return ()
    secret = settings.client_secret.get_secret_value()
    machine = MachineToken(connection.client(), settings.token_url, settings.client_id, secret)

    async def deliver(body: Json, key: str) -> object:
        return await HttpPlatform(connection, await machine.get()).create_escalation(body, key=key)

    return (sweeper(OwedEscalations(store, talks, deliver), settings.sweep_interval_s),)


def application(settings: Settings, parts: Parts, stack: AsyncExitStack) -> FastAPI:
    """The app over its parts; ``stack`` is closed when it stops."""
    verifier = TokenVerifier(settings.auth)

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        stack.push_async_callback(verifier.aclose)
        stack.push_async_callback(parts.connection.transport.aclose)
        async with stack:
            for task in parts.background:
                await stack.enter_async_context(task)
            yield
            await parts.services.running.drain()

    checks: dict[str, Check] = {"dynamodb": parts.store.ready}
    app = new_app(
        "BrightThread agent",
        "/agent",
        routers=ROUTERS,
        verifier=verifier,
        metrics=parts.metrics,
        checks=checks,
        draining=parts.draining,
        lifespan=lifespan,
    )
    app.state.services = parts.services
    install_failure_handlers(app)
    static_pages.mount(app)
    return app


def build(settings: Settings, minds: Minds) -> FastAPI:
    """The whole agent, as its settings say."""
    stack = AsyncExitStack()
    pool = ThreadPoolExecutor(settings.dynamodb.threads, thread_name_prefix="dynamodb")
    stack.callback(pool.shutdown, wait=False)
    client = dynamodb_client(settings.dynamodb)
    if settings.dynamodb.url is not None:
        await_endpoint(settings.dynamodb.url)
        create_table(client, settings.dynamodb.table)
    store = DynamoConversations(client, settings.dynamodb.table, SystemClock(), pool)
    connection = PlatformConnection.to(settings.platform.url, settings.platform.catalogue_ttl_s)
    parts = assemble(settings, minds, store, connection)
    if minds.budget is not None:
        ledger = DynamoDayLedger(client, settings.dynamodb.table, pool)
        spending = shared_spending(minds.budget, ledger, settings.bedrock.share_s)
        parts = replace(parts, background=(*parts.background, spending))
    return application(settings, parts, stack)
