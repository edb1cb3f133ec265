"""Which programs make up a stack, what each is told, and when each is ready: the composition of the local stack."""

from __future__ import annotations

import json
import os
import signal
import sys
from collections.abc import Mapping
from dataclasses import dataclass

from local_stack import postgres, readiness
from local_stack.data_dir import DataDir, Secrets
from local_stack.kept_process import Program
from local_stack.layout import HOST, Layout
from local_stack.postgres import Cluster
from local_stack.tokens import AGENT_CLIENT, CLIENT_IDS, PLATFORM_CLIENT

NAMES = ("postgres", "emulators", "platform", "worker", "agent", "gateway")
TABLE = "brightthread-conversations"
REGION = "us-east-1"
ODOO_DATABASE = "brightthread"
ZENDESK_EMAIL = "assistant@brightthread.example"
OPEN_QUOTES = 1000
ERP_POLL_S = 0.25
SERVICE_STOP_S = 6.0


@dataclass(frozen=True, slots=True)
class Stack:
    """One stack: where it listens, where it keeps things, and what may be chosen about it (seconds)."""

    layout: Layout
    folder: DataDir
    secrets: Secrets
    quote_ttl_s: int
    review_ttl_s: int

    @property
    def cluster(self) -> Cluster:
        return Cluster(self.folder.postgres, self.layout.port("postgres"), self.secrets.postgres)

    @property
    def token_url(self) -> str:
        return f"{self.layout.origin('local')}/local/oauth2/token"


def postgres_program(stack: Stack) -> Program:
    return Program(
        "postgres",
        (),
        readiness.database_answers(stack.cluster.dsn(postgres.ADMINISTRATOR, "postgres")),
        stop_signal=signal.SIGINT,
        prepared=stack.cluster.command_after_cleaning,
    )


def emulators_program(stack: Stack) -> Program:
    layout, secrets = stack.layout, stack.secrets
    webhooks = f"{layout.origin('platform')}/platform/v1/webhooks"
    environment = {
        "STATE_DIR": str(stack.folder.emulators),
        "SEED_FILE": str(stack.folder.seed),
        "TOKEN_KEY_FILE": str(stack.folder.token_key),
        "ISSUER": _issuer(layout),
        "PLATFORM_URL": layout.origin("platform"),
        "AGENT_CLIENT_SECRET": secrets.agent_client_secret,
        "PLATFORM_CLIENT_SECRET": secrets.platform_client_secret,
        **{f"PORTS__{name.upper()}": str(layout.port(name)) for name in ("local", *EMULATED)},
        "ODOO__DATABASE": ODOO_DATABASE,
        "ODOO__API_KEY": secrets.odoo_api_key,
        "ZENDESK__EMAIL": ZENDESK_EMAIL,
        "ZENDESK__API_TOKEN": secrets.zendesk_api_token,
        "ZENDESK__WEBHOOK_SECRET": secrets.zendesk_webhook_secret,
        "ZENDESK__WEBHOOK_URL": f"{webhooks}/zendesk",
        "SHIPPO__TOKEN": secrets.shippo_token,
        "SHIPPO__WEBHOOK_SECRET": secrets.shippo_webhook_secret,
        "SHIPPO__WEBHOOK_URL": f"{webhooks}/shippo",
    }
    return Program(
        "emulators",
        _module("local_stack.emulators"),
        readiness.all_of(
            readiness.http_says_ready(layout.port("local")),
            *(readiness.http_says_ready(layout.port(name), "/_emulator/requests") for name in EMULATED),
        ),
        _prefixed("EMULATORS_", environment),
    )


def migrate_command() -> tuple[str, ...]:
    """Brings the database to the newest schema; needs ``platform_environment``."""
    return _module("platform_service", "migrate")


def platform_environment(stack: Stack) -> dict[str, str]:
    layout, secrets, cluster = stack.layout, stack.secrets, stack.cluster
    return _prefixed(
        "PLATFORM_",
        {
            "HTTP__HOST": HOST,
            "HTTP__PORT": str(layout.port("platform")),
            "WORKER__HEALTH_PORT": str(layout.port("worker")),
            "DATABASE__OWNER_DSN": cluster.dsn(postgres.OWNER),
            "DATABASE__CUSTOMER_DSN": cluster.dsn(postgres.CUSTOMER),
            "DATABASE__SYSTEM_DSN": cluster.dsn(postgres.SYSTEM),
            **_auth(layout),
            "ODOO__URL": layout.origin("odoo"),
            "ODOO__DATABASE": ODOO_DATABASE,
            "ODOO__API_KEY": secrets.odoo_api_key,
            "ODOO__POLL_INTERVAL_S": str(ERP_POLL_S),
            "ZENDESK__URL": layout.origin("zendesk"),
            "ZENDESK__EMAIL": ZENDESK_EMAIL,
            "ZENDESK__API_TOKEN": secrets.zendesk_api_token,
            "ZENDESK__WEBHOOK_SECRET": secrets.zendesk_webhook_secret,
            "SHIPPO__URL": layout.origin("shippo"),
            "SHIPPO__TOKEN": secrets.shippo_token,
            "SHIPPO__WEBHOOK_SECRET": secrets.shippo_webhook_secret,
            "AGENT__URL": layout.origin("agent"),
            "AGENT__TOKEN_URL": stack.token_url,
            "AGENT__CLIENT_ID": PLATFORM_CLIENT,
            "AGENT__CLIENT_SECRET": secrets.platform_client_secret,
            "QUOTE__TTL_S": str(stack.quote_ttl_s),
            "QUOTE__OPEN_LIMIT": str(OPEN_QUOTES),
            "REVIEW__TTL_S": str(stack.review_ttl_s),
            "RECEIPT__KEY_FILE": str(stack.folder.receipt_key),
            "ARTWORK__DIR": str(stack.folder.artwork),
            "WORKBENCH_URL": f"{layout.base}/agent/workbench/",
        },
    )


def platform_program(stack: Stack) -> Program:
    return _service("platform", _module("platform_service", "serve"), stack.layout, platform_environment(stack))


def worker_program(stack: Stack) -> Program:
    return _service("worker", _module("platform_service", "worker"), stack.layout, platform_environment(stack))


def agent_program(stack: Stack) -> Program:
    layout = stack.layout
    environment = _prefixed(
        "AGENT_",
        {
            "HTTP__HOST": HOST,
            "HTTP__PORT": str(layout.port("agent")),
            **_auth(layout),
            "PLATFORM__URL": layout.origin("platform"),
            "DYNAMODB__URL": layout.origin("dynamodb"),
            "DYNAMODB__TABLE": TABLE,
            "DYNAMODB__REGION": REGION,
            "MACHINE__TOKEN_URL": stack.token_url,
            "MACHINE__CLIENT_ID": AGENT_CLIENT,
            "MACHINE__CLIENT_SECRET": stack.secrets.agent_client_secret,
        },
    )
    return _service("agent", _module("agent_service", "serve"), layout, {**environment, **_model(layout)})


def gateway_program(stack: Stack) -> Program:
    layout = stack.layout
    environment = {
        "GATEWAY_PORT": str(layout.port("gateway")),
        "GATEWAY_UPSTREAMS": json.dumps({name: layout.port(name) for name in ("agent", "platform", "local")}),
    }
    ready = readiness.http_answers(layout.port("gateway"), "/local/users")
    return Program("gateway", _module("local_stack.gateway"), ready, environment)


EMULATED = ("dynamodb", "odoo", "zendesk", "shippo", "bedrock")


def _service(name: str, command: tuple[str, ...], layout: Layout, environment: Mapping[str, str]) -> Program:
    ready = readiness.http_says_ready(layout.port(name))
    return Program(name, command, ready, environment, stop_within_s=SERVICE_STOP_S)


def _model(layout: Layout) -> dict[str, str]:
    """The emulated Bedrock, unless the environment of the stack names another (or, empty, the real one)."""
    url = os.environ.get("AGENT_BEDROCK__URL", layout.origin("bedrock"))
    keys = {} if not url else {"AWS_ACCESS_KEY_ID": "local", "AWS_SECRET_ACCESS_KEY": "local"}
    return {"AGENT_BEDROCK__URL": url, "AWS_DEFAULT_REGION": os.environ.get("AWS_DEFAULT_REGION", REGION), **keys}


def _issuer(layout: Layout) -> str:
    return f"{layout.base}/local"


def _auth(layout: Layout) -> dict[str, str]:
    return {
        "AUTH__ISSUER": _issuer(layout),
        "AUTH__JWKS_URL": f"{layout.origin('local')}/local/.well-known/jwks.json",
        "AUTH__CLIENT_IDS": json.dumps(CLIENT_IDS),
    }


def _module(*words: str) -> tuple[str, ...]:
    return (sys.executable, "-m", *words)


def _prefixed(prefix: str, environment: Mapping[str, str]) -> dict[str, str]:
    return {prefix + name: value for name, value in environment.items()}
