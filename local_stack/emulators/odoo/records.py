"""Records of the emulated Odoo: search, read, insert and update inside one transaction, in Odoo's own value formats."""

# ruff: noqa: S608 — names come from the schema, values are always bound

import json
import sqlite3
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import Any

from local_stack.emulators.odoo import domains
from local_stack.emulators.odoo.errors import HttpError, MissingError, UnknownField, UserError, required_missing
from local_stack.emulators.odoo.models import MODELS
from local_stack.emulators.odoo.schema import Field, Model

Values = dict[str, Any]
Row = sqlite3.Row
Computation = Callable[["Env", Row], Any]


class Env:
    """One call's view of the database: a connection inside a transaction, and the time of that transaction (UTC)."""

    def __init__(self, connection: sqlite3.Connection, now: datetime, computations: dict[str, Computation]) -> None:
        self.sql = connection
        self.now = now
        self._computations = computations
        self._names: dict[tuple[str, int], str] = {}

    @property
    def stamp(self) -> str:
        """The time of the transaction, with the microseconds Odoo keeps but does not show."""
        return self.now.strftime("%Y-%m-%d %H:%M:%S.%f")

    @property
    def second(self) -> str:
        return self.stamp[:19]

    @staticmethod
    def model(name: str) -> Model:
        if name not in MODELS:
            raise HttpError(404, "NotFound", f"the model {name!r} does not exist")
        return MODELS[name]

    # ------------------------------------------------------------------------------------------------ plain access

    def rows(self, model: str, where: str = "1", *values: Any) -> list[Row]:
        return self.sql.execute(
            f'SELECT * FROM "{self.model(model).table}" WHERE {where} ORDER BY id', values
        ).fetchall()  # fmt: skip

    def row(self, model: str, record: int) -> Row:
        found = self.rows(model, "id = ?", record)
        if not found:
            raise MissingError(model, record)
        return found[0]

    def browse(self, model: str, ids: Iterable[int]) -> list[Row]:
        return [self.row(model, record) for record in ids]

    def insert(self, model: str, values: Values) -> int:
        """Write one row of column values; dates of creation and change are filled in."""
        self._names.clear()
        definition = self.model(model)
        row = {n: definition.fields[n].default for n in definition.columns if n != "id"}
        row |= values | {"create_date": self.stamp, "write_date": self.stamp}
        names = ", ".join(f'"{n}"' for n in row)
        cursor = self.sql.execute(
            f'INSERT INTO "{definition.table}" ({names}) VALUES ({", ".join("?" * len(row))})',
            tuple(row.values()),
        )
        return int(cursor.lastrowid or 0)

    def update(self, model: str, ids: Sequence[int], values: Values) -> None:
        """Write column values to existing rows."""
        self._names.clear()
        row = values | {"write_date": self.stamp}
        names = ", ".join(f'"{n}" = ?' for n in row)
        marks = ", ".join("?" * len(ids))
        self.sql.execute(
            f'UPDATE "{self.model(model).table}" SET {names} WHERE id IN ({marks})',
            (*row.values(), *ids),
        )

    def delete(self, model: str, ids: Sequence[int]) -> None:
        self._names.clear()
        marks = ", ".join("?" * len(ids))
        self.sql.execute(f'DELETE FROM "{self.model(model).table}" WHERE id IN ({marks})', tuple(ids))

    # ------------------------------------------------------------------------------------------------ Odoo's verbs

    def search(self, model: str, domain: Any, order: str | None, limit: int | None, offset: int = 0) -> list[int]:
        definition = self.model(model)
        wanted = domains.condition(MODELS, definition, domain or [])
        sql = f'SELECT id FROM "{definition.table}" WHERE {wanted.sql} ORDER BY {self._order(definition, order)}'
        found = self.sql.execute(f"{sql} LIMIT ? OFFSET ?", (*wanted.values, limit or -1, offset or 0))
        return [row["id"] for row in found]

    def count(self, model: str, domain: Any) -> int:
        return len(self.search(model, domain, None, None))

    @staticmethod
    def _order(definition: Model, order: str | None) -> str:
        terms = []
        for term in (order or "").split(","):
            name, _, direction = term.strip().partition(" ")
            if not name:
                continue
            if name not in definition.columns or direction.strip().lower() not in ("", "asc", "desc"):
                raise UnknownField(f"Invalid field {name!r} on {definition.name!r}")
            terms.append(f'"{name}" {direction}')
        default = '"write_date" DESC, ' if definition.name == "product.template" and not terms else ""
        return default + ", ".join([*terms, '"id"'])

    def read(
        self, model: str, ids: Sequence[int], names: Sequence[str] | None, load: Any = "_classic_read"
    ) -> list[Any]:
        """Return the records that exist, in the order asked, as dictionaries of Odoo values."""
        definition = self.model(model)
        for name in names or ():
            if name not in definition.fields:
                raise UnknownField(f"Invalid field {name!r} on {model!r}")
        wanted = list(dict.fromkeys(["id", *(names or definition.fields)]))
        marks = ", ".join("?" * len(ids))
        rows = {row["id"]: row for row in self.rows(model, f"id IN ({marks})", *ids)}
        return [
            {name: self.value(definition, rows[record], name, load) for name in wanted}
            for record in ids
            if record in rows
        ]

    def value(self, model: Model, row: Row, name: str, load: Any = "_classic_read") -> Any:
        """Return one field of one record as Odoo shows it: ``[id, name]`` for many2one, false for nothing."""
        definition = model.fields[name]
        if definition.kind == "one2many":
            found = self.rows(definition.relation, f'"{definition.inverse}" = ?', row["id"])
            return [other["id"] for other in found]
        if name == "display_name":
            return self.display_name(model.name, row)
        raw = row[name] if definition.stored else self._computed(model, row, name)
        return self._shown(definition, raw, load)

    def _computed(self, model: Model, row: Row, name: str) -> Any:
        computation = self._computations.get(f"{model.name}.{name}")
        return computation(self, row) if computation else None

    def _shown(self, definition: Field, raw: Any, load: Any) -> Any:
        kind = definition.kind
        if kind == "many2many":
            return json.loads(raw or "[]")
        if kind in ("float", "monetary"):
            return float(raw or 0)
        if kind == "integer":
            return raw or 0
        if kind == "boolean":
            return bool(raw)
        if raw is None:
            return False
        if kind == "many2one":
            return [raw, self.name_of(definition.relation, raw)] if load == "_classic_read" else raw
        return raw[:19] if kind == "datetime" else raw

    def name_of(self, model: str, record: int) -> str:
        if model not in MODELS:
            return str(record)
        if (model, record) not in self._names:
            self._names[(model, record)] = self.display_name(model, self.row(model, record))
        return self._names[(model, record)]

    def display_name(self, model: str, row: Row) -> str:
        special = self._computations.get(f"{model}.display_name")
        if special:
            return str(special(self, row))
        return str(row["name"]) if "name" in row.keys() else f"{model},{row['id']}"  # noqa: SIM118

    # -------------------------------------------------------------------------------------------- values that come in

    def columns(self, model: Model, values: Values, *, creating: bool) -> Values:
        """Turn Odoo values into column values; one2many commands are left out. Raises for unknown or missing fields."""
        for name in values:
            if name not in model.fields:
                raise UnknownField(f"Invalid field {name!r} in {model.name!r}")
        row = {
            name: self._column(model.fields[name], value)
            for name, value in values.items()
            if name in model.columns and name not in ("id", "create_date", "write_date")
        }
        for name, definition in model.fields.items():
            absent = name not in row if creating else row.get(name, 0) is None
            if (
                definition.required
                and definition.stored
                and ((absent and definition.default is None) or not row.get(name, 1))
            ):
                raise required_missing(model.label, model.name, definition.label, name)
        return row

    def _column(self, definition: Field, value: Any) -> Any:
        if definition.kind == "boolean":
            return int(bool(value))
        if definition.kind == "many2many":
            return json.dumps(linked_ids(value))
        if value is False or value is None:
            return None
        if definition.kind == "many2one":
            if definition.relation in MODELS:
                self.row(definition.relation, value)
            return value
        if definition.kind == "selection" and definition.selection and value not in dict(definition.selection):
            raise UnknownField(f"Wrong value for {definition.label}: {value!r}")
        return value


def linked_ids(value: Any) -> list[int]:
    """Read many2many commands (set, link, clear) or a plain list of ids."""
    ids: list[int] = []
    for command in value or []:
        if not isinstance(command, list | tuple):
            ids.append(command)
        elif command[0] == 6:
            ids = list(command[2])
        elif command[0] == 4:
            ids.append(command[1])
        elif command[0] == 5:
            ids = []
        else:
            raise UserError(f"Unsupported command {command!r}")
    return ids
