"""The tables as SQLAlchemy knows them, for inserts; the migrations are the truth (tested equal)."""

from sqlalchemy import (
    ARRAY,
    JSON,
    BigInteger,
    Boolean,
    Column,
    Computed,
    Date,
    DateTime,
    Integer,
    MetaData,
    Table,
    Text,
)
from sqlalchemy.dialects.postgresql import JSONB

metadata = MetaData()
INSTANT = DateTime(timezone=True)


def _text(*names: str) -> list[Column[str]]:
    return [Column(name, Text) for name in names]


companies = Table("companies", metadata, *_text("company_id", "name"))
users = Table("users", metadata, *_text("user_id", "company_id", "name", "email"), Column("groups", ARRAY(Text)))
addresses = Table(
    "addresses",
    metadata,
    *_text("address_id", "company_id", "label", "street", "city", "region", "postal_code", "country"),
    Column("is_default", Boolean),
    Column("one_off", Boolean),
    Column("created_at", INSTANT),
)
artworks = Table(
    "artworks",
    metadata,
    *_text("artwork_id", "company_id", "name", "file_type"),
    Column("width_px", Integer),
    Column("height_px", Integer),
    Column("dpi", Integer),
    Column("size_bytes", BigInteger),
    Column("active", Boolean),
    Column("problems", JSONB),
    *_text("storage_key", "thumbnail_key"),
    Column("created_at", INSTANT),
)
products = Table(
    "products",
    metadata,
    *_text("product_id", "name", "category"),
    Column("base_price", BigInteger),
    *_text("currency"),
    Column("position", Integer),
)
variants = Table("variants", metadata, *_text("sku", "product_id", "color", "size"), Column("position", Integer))
stock = Table("stock", metadata, *_text("sku"), Column("on_hand", BigInteger), Column("committed", BigInteger))
orders = Table(
    "orders",
    metadata,
    *_text("order_id", "company_id", "user_id", "status"),
    Column("version", Integer),
    Column("created_at", INSTANT),
    Column("delivery_date", Date),
    Column("address", JSONB),
    *_text("currency"),
    Column("next_line", Integer),
    Column("pieces", BigInteger),
    Column("goods", BigInteger),
    Column("fees", BigInteger),
    Column("credits", BigInteger),
    Column("total", BigInteger, Computed("goods + fees - credits", persisted=True)),
    Column("audit_sequence", Integer),
    *_text("audit_hash"),
)
order_lines = Table(
    "order_lines",
    metadata,
    *_text("order_id", "line_id", "company_id"),
    Column("position", Integer),
    *_text("sku"),
    Column("quantity", Integer),
    Column("unit_price", BigInteger),
    *_text("artwork_id"),
    Column("pieces_produced", Integer),
    Column("ordered_at", INSTANT),
)
order_statuses = Table(
    "order_statuses",
    metadata,
    Column("entry_id", BigInteger),
    *_text("order_id", "company_id", "status"),
    Column("at", INSTANT),
    *_text("actor_type", "actor_name"),
)
shipments = Table(
    "shipments",
    metadata,
    *_text("order_id", "carrier", "tracking_number", "company_id", "status"),
    Column("eta", INSTANT),
    *_text("url"),
    Column("events", JSONB),
    Column("seen_at", INSTANT),
    Column("active", Boolean),
)
audit_entries = Table(
    "audit_entries",
    metadata,
    *_text("order_id"),
    Column("sequence", Integer),
    *_text("company_id", "kind"),
    Column("at", INSTANT),
    Column("entry", JSON),
    *_text("previous_hash", "entry_hash"),
)
audit_personal = Table(
    "audit_personal",
    metadata,
    *_text("order_id"),
    Column("sequence", Integer),
    *_text("field", "company_id", "user_id", "salt", "plain"),
)
