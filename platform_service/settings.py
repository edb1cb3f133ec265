"""What the platform is told from outside: environment variables ``PLATFORM_…``, nested by ``__``."""

from pathlib import Path

from pydantic import BaseModel, Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict


class HttpSettings(BaseModel):
    """Where ``serve`` listens; a drain lasts at most ``drain_s``."""

    host: str = "127.0.0.1"
    port: int = 8081
    drain_s: int = 25


class WorkerSettings(BaseModel):
    """Health port of ``worker``, how many jobs run at once, the longest wait between tries and the sweeper's beat.

    A job whose worker gave no sign of life for ``stalled_after_s`` is taken up by another.
    """

    health_port: int = 8091
    concurrency: int = 8
    longest_wait_s: float = 15.0
    stalled_after_s: float = 5.0
    sweep_interval_s: float = 1.0


class DatabaseSettings(BaseModel):
    """One connection string a role; ``owner_dsn`` only for ``migrate``. Waiting for a connection is bounded."""

    owner_dsn: SecretStr = SecretStr("")
    customer_dsn: SecretStr
    system_dsn: SecretStr
    pool_size: int = 20
    pool_wait_s: float = 10.0
    statement_timeout_s: float = 10.0


class AuthSettings(BaseModel):
    """Whose access tokens count; the issuer need not be where the keys lie."""

    issuer: str
    jwks_url: str
    client_ids: list[str]


class OdooSettings(BaseModel):
    """The ERP; polled by ``write_date``."""

    url: str = ""
    database: str = ""
    api_key: SecretStr = SecretStr("")
    poll_interval_s: float = 2.0


class ZendeskSettings(BaseModel):
    """The ticket system."""

    url: str = ""
    email: str = ""
    api_token: SecretStr = SecretStr("")
    webhook_secret: SecretStr = SecretStr("")
    order_field: int = 360001
    conversation_field: int = 360002
    reason_field: int = 360003


class ShippoSettings(BaseModel):
    """The shipping broker."""

    url: str = ""
    token: SecretStr = SecretStr("")
    webhook_secret: SecretStr = SecretStr("")


class AgentSettings(BaseModel):
    """Where outcomes are told to conversations, and the machine client that may do so."""

    url: str = ""
    token_url: str = ""
    client_id: str = ""
    client_secret: SecretStr = SecretStr("")


class QuoteSettings(BaseModel):
    """Life of a quote, how many a user may have open, and how many a minute (0: any number)."""

    ttl_s: int = Field(default=900, ge=1)
    open_limit: int = Field(default=20, ge=1)
    rate_per_minute: int = Field(default=0, ge=0)


class ReviewSettings(BaseModel):
    """How long a review waits for a decision."""

    ttl_s: int = Field(default=172_800, ge=1)


class ReceiptSettings(BaseModel):
    """The ES256 key that signs receipts (PEM; older public keys beside it stay valid)."""

    key_file: Path = Path("receipt-key.pem")


class ArtworkSettings(BaseModel):
    """Where uploaded files lie: in ``bucket`` (S3) where one is named, else in the folder ``dir``."""

    dir: Path = Path("artworks")
    bucket: str = ""


class LogSettings(BaseModel):
    """Level, and a file beside standard output."""

    level: str = "INFO"
    file: Path | None = None


class Settings(BaseSettings):
    """All of it; a missing one without a default stops the start."""

    model_config = SettingsConfigDict(env_prefix="PLATFORM_", env_nested_delimiter="__", extra="ignore")

    http: HttpSettings = HttpSettings()
    worker: WorkerSettings = WorkerSettings()
    database: DatabaseSettings
    auth: AuthSettings
    odoo: OdooSettings = OdooSettings()
    zendesk: ZendeskSettings = ZendeskSettings()
    shippo: ShippoSettings = ShippoSettings()
    agent: AgentSettings = AgentSettings()
    quote: QuoteSettings = QuoteSettings()
    review: ReviewSettings = ReviewSettings()
    receipt: ReceiptSettings = ReceiptSettings()
    artwork: ArtworkSettings = ArtworkSettings()
    policy_file: Path | None = None
    workbench_url: str = ""
    support_time_zone: str = "UTC"
    log: LogSettings = LogSettings()


class MigrationSettings(BaseSettings):
    """All that ``migrate`` needs: the owner's connection string."""

    model_config = SettingsConfigDict(env_prefix="PLATFORM_DATABASE__", extra="ignore")

    owner_dsn: SecretStr
