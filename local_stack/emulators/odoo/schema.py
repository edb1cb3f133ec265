"""The models the emulated Odoo 19 knows: a useful part of the real ones, with the real names and types of their fields.

Stored fields become columns of one SQLite table per model; the others are computed when read (``computed.py``) or, for
one2many, looked up from the other side.
"""

from dataclasses import dataclass, field
from typing import Any, Literal

Kind = Literal[
    "char", "text", "html", "integer", "float", "monetary", "boolean", "date", "datetime", "selection",
    "many2one", "one2many", "many2many",
]  # fmt: skip

COLUMN_TYPES = {
    "char": "TEXT", "text": "TEXT", "html": "TEXT", "date": "TEXT", "datetime": "TEXT", "selection": "TEXT",
    "integer": "INTEGER", "boolean": "INTEGER", "many2one": "INTEGER", "float": "REAL", "monetary": "REAL",
    "many2many": "TEXT",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Field:
    """One field; ``inverse`` is the many2one on the other side of a one2many, ``stored`` false for computed ones."""

    kind: Kind
    label: str
    relation: str = ""
    inverse: str = ""
    required: bool = False
    stored: bool = True
    default: Any = None
    selection: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Model:
    """One model: what it is called, its fields, and the columns an index is kept on."""

    name: str
    label: str
    fields: dict[str, Field]
    indexes: tuple[str, ...] = ()
    columns: tuple[str, ...] = field(init=False)

    def __post_init__(self) -> None:
        standard = {
            "id": Field("integer", "ID"),
            "display_name": Field("char", "Display Name", stored=False),
            "create_date": Field("datetime", "Created on"),
            "write_date": Field("datetime", "Last Updated on"),
        }
        for name, definition in standard.items():
            self.fields.setdefault(name, definition)
        stored = tuple(n for n, f in self.fields.items() if f.stored and f.kind != "one2many")
        object.__setattr__(self, "columns", stored)

    @property
    def table(self) -> str:
        return self.name.replace(".", "_")


def char(label: str, required: bool = False) -> Field:
    return Field("char", label, required=required)


def number(label: str, default: float = 0.0, stored: bool = True) -> Field:
    return Field("float", label, default=default, stored=stored)


def flag(label: str, default: bool = False, stored: bool = True) -> Field:
    return Field("boolean", label, default=int(default), stored=stored)


def moment(label: str, stored: bool = True) -> Field:
    return Field("datetime", label, stored=stored)


def one(label: str, relation: str, required: bool = False, default: Any = None, stored: bool = True) -> Field:
    return Field("many2one", label, relation, required=required, default=default, stored=stored)


def many(label: str, relation: str, inverse: str) -> Field:
    return Field("one2many", label, relation, inverse)


def links(label: str, relation: str, stored: bool = True) -> Field:
    return Field("many2many", label, relation, stored=stored, default="[]" if stored else None)


def choice(label: str, default: str | None, *options: tuple[str, str], stored: bool = True) -> Field:
    return Field("selection", label, default=default, selection=options, stored=stored)


def table_definitions(models: dict[str, Model]) -> str:
    """Return the SQL that creates every model's table and indexes."""
    return "\n".join(_definition(model) for model in models.values())


def _definition(model: Model) -> str:
    columns = ["id INTEGER PRIMARY KEY AUTOINCREMENT"]
    columns += [f'"{name}" {COLUMN_TYPES[model.fields[name].kind]}' for name in model.columns if name != "id"]
    indexes = [
        f'CREATE INDEX IF NOT EXISTS "{model.table}__{name}" ON "{model.table}" ("{name}");'
        for name in (*model.indexes, "write_date")
    ]
    return f'CREATE TABLE IF NOT EXISTS "{model.table}" ({", ".join(columns)});\n' + "\n".join(indexes)
