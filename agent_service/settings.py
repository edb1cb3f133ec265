"""Settings of the agent: environment variables ``AGENT_<GROUP>__<NAME>`` (``.env.example`` lists them all)."""

from pathlib import Path

from pydantic import BaseModel, Field, SecretStr, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from brightthread.service.auth import AuthSettings
from brightthread.service.logging import LogSettings


class HttpSettings(BaseModel):
    """Where the service listens, and how long a stop may take (seconds)."""

    host: str = "127.0.0.1"
    port: int = 8082
    graceful_s: int = 25


class PlatformSettings(BaseModel):
    """Where the platform is; ``profile_ttl_s``, ``catalogue_ttl_s``: how long a user, once known, and the products
    are not asked for again. Prices and stock of an offer are always the platform's of that moment."""

    url: str
    profile_ttl_s: float = 300.0
    catalogue_ttl_s: float = 30.0


class DynamoDbSettings(BaseModel):
    """The table of conversations. ``url`` is set for local endpoints only, where the table is made if missing."""

    url: str | None = None
    table: str = "brightthread-conversations"
    region: str = "us-east-1"
    threads: int = 64
    connect_timeout_s: float = 1.0
    read_timeout_s: float = 3.0


class MachineSettings(BaseModel):
    """The agent's own identity, for escalations that were owed while the platform was down."""

    token_url: str | None = None
    client_id: str = ""
    client_secret: SecretStr = SecretStr("")
    sweep_interval_s: float = 5.0


class ConversationSettings(BaseModel):
    """How long conversations are kept, and how often a stream of events looks for news (seconds). How long a turn, its
    lease and the wait for it may last (seconds, each longer than the one before). How many turns a process works on at
    once."""

    ttl_days: int = Field(default=90, ge=1)
    poll_s: float = 1.0
    turn_s: float = Field(default=12.0, gt=0)
    lease_s: float = 15.0
    wait_s: float = 20.0
    turns_at_once: int = Field(default=32, ge=1)

    @model_validator(mode="after")
    def _each_longer_than_the_one_before(self) -> "ConversationSettings":
        if not self.turn_s < self.lease_s < self.wait_s:
            raise ValueError("turn_s must be less than lease_s, and lease_s less than wait_s")
        return self


class BedrockSettings(BaseModel):
    """The language model (Claude on Bedrock, unless `AGENT_INTERPRETER` names another); limits are in seconds, tokens,
    calls and US dollars. ``url`` is set for local endpoints only; ``api_key`` is for other providers. What is over a
    budget goes to rules and templates; the day's is one of all processes, which tell each other every ``share_s``. A
    model that failed ``failures`` times in a row is left alone for ``rest_s``."""

    url: str | None = None
    api_key: SecretStr | None = None
    region: str = "us-east-1"
    model: str = "us.anthropic.claude-haiku-4-5-20251001-v1:0"
    explain_model: str | None = None
    interpret_timeout_s: float = 3.0
    explain_timeout_s: float = 1.5
    usd_per_million_input: float = 1.0
    usd_per_million_output: float = 5.0
    daily_budget_usd: float = 20.0
    daily_budget_tokens: int = 20_000_000
    daily_budget_calls: int = 10_000
    share_s: float = Field(default=1.0, gt=0)
    conversation_budget_usd: float = 0.25
    conversation_budget_tokens: int = 250_000
    conversation_budget_calls: int = 60
    threads: int = 64
    failures: int = 5
    rest_s: float = 15.0


class LangSmithSettings(BaseModel):
    """Tracing to LangSmith, off without a key; ``sample`` is the share of turns that are traced."""

    api_key: SecretStr | None = None
    url: str = "https://api.smith.langchain.com"
    project: str = "brightthread"
    sample: float = Field(default=1.0, ge=0.0, le=1.0)


class ModelSettings(BaseSettings):
    """Who reads messages: ``rules``, ``bedrock`` (Claude, or the emulator), or ``<provider>:<model>`` of LangChain."""

    model_config = SettingsConfigDict(env_prefix="AGENT_", env_nested_delimiter="__", extra="ignore")

    interpreter: str = "rules"
    bedrock: BedrockSettings = BedrockSettings()


class Settings(ModelSettings):
    """All of them."""

    http: HttpSettings = HttpSettings()
    auth: AuthSettings
    platform: PlatformSettings
    dynamodb: DynamoDbSettings = DynamoDbSettings()
    machine: MachineSettings = MachineSettings()
    conversation: ConversationSettings = ConversationSettings()
    policies_dir: Path = Path(__file__).parent.parent / "docs" / "policies"
    langsmith: LangSmithSettings = LangSmithSettings()
    log: LogSettings = LogSettings()
