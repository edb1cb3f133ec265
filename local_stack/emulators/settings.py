"""What the process that hosts the emulators is told from outside: environment variables ``EMULATORS_…``."""

from pathlib import Path

from pydantic import BaseModel
from pydantic_settings import BaseSettings, SettingsConfigDict


class Ports(BaseModel):
    """Where each of them listens, on loopback."""

    local: int
    dynamodb: int
    odoo: int
    zendesk: int
    shippo: int
    bedrock: int


class OdooAccount(BaseModel):
    database: str
    api_key: str


class ZendeskAccount(BaseModel):
    email: str
    api_token: str
    webhook_secret: str
    webhook_url: str


class ShippoAccount(BaseModel):
    token: str
    webhook_secret: str
    webhook_url: str


class EmulatorSettings(BaseSettings):
    """All of them; ``state_dir`` is where the emulators keep what they know."""

    model_config = SettingsConfigDict(env_prefix="EMULATORS_", env_nested_delimiter="__")

    state_dir: Path
    seed_file: Path
    token_key_file: Path
    issuer: str
    platform_url: str
    agent_client_secret: str
    platform_client_secret: str
    ports: Ports
    odoo: OdooAccount
    zendesk: ZendeskAccount
    shippo: ShippoAccount
