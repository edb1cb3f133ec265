"""Odoo's search domains, turned into SQL: prefix ``&``, ``|``, ``!`` and leaves ``[path, operator, value]``."""

# ruff: noqa: S608 — names come from the schema, values are always bound

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from local_stack.emulators.odoo.errors import UnknownField
from local_stack.emulators.odoo.schema import Field, Model

# Computed fields one may search by all the same: where the answer really lies.
SEARCHED_AS = {
    ("stock.picking", "picking_type_code"): "picking_type_id.code",
    ("product.product", "name"): "product_tmpl_id.name",
    ("sale.order.line", "state"): "order_id.state",
}
COMPARISONS = {"=": "=", "!=": "!=", "<>": "!=", "<": "<", ">": ">", "<=": "<=", ">=": ">="}
TEXT_SEARCHES = {
    "like": ("LIKE", "%{}%"), "ilike": ("LIKE", "%{}%"), "=like": ("LIKE", "{}"), "=ilike": ("LIKE", "{}"),
    "not like": ("NOT LIKE", "%{}%"), "not ilike": ("NOT LIKE", "%{}%"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Condition:
    """A piece of SQL and the values for its question marks."""

    sql: str
    values: tuple[Any, ...] = ()

    def both(self, other: "Condition", word: str) -> "Condition":
        return Condition(f"({self.sql} {word} {other.sql})", self.values + other.values)


EVERYTHING = Condition("1")


def condition(models: Mapping[str, Model], model: Model, domain: Any) -> Condition:
    """Return the WHERE clause of a domain. Raises UnknownField for what Odoo answers 500 to."""
    stack: list[Condition] = []
    if not isinstance(domain, list):
        raise UnknownField(f"Domain() invalid item in domain: {domain!r}")
    for term in reversed(domain):
        if term in ("&", "|"):
            if len(stack) < 2:
                raise UnknownField(f"Domain() malformed domain {domain!r}")
            left, right = stack.pop(), stack.pop()
            stack.append(left.both(right, "AND" if term == "&" else "OR"))
        elif term == "!":
            inner = stack.pop()
            stack.append(Condition(f"(NOT {inner.sql})", inner.values))
        elif isinstance(term, list | tuple) and len(term) == 3:
            stack.append(_leaf(models, model, term[0], term[1], term[2]))
        else:
            raise UnknownField(f"Domain() invalid item in domain: {term!r}")
    whole = EVERYTHING
    while stack:
        whole = whole.both(stack.pop(), "AND")
    return whole


def _leaf(models: Mapping[str, Model], model: Model, path: Any, operator: Any, value: Any) -> Condition:
    name, _, rest = str(path).partition(".")
    searched = SEARCHED_AS.get((model.name, name))
    if searched is not None:
        return _leaf(models, model, f"{searched}.{rest}" if rest else searched, operator, value)
    if name == "display_name":
        name = "name"
    definition = model.fields.get(name)
    if definition is None:
        leaf = (path, operator, value)
        raise UnknownField(f"Invalid field {model.name}.{name} in condition {leaf!r}")
    if definition.kind not in ("one2many",) and not definition.stored:
        raise UnknownField(f"Cannot convert {model.name}.{name} to SQL because it is not stored")
    if rest:
        return _through(definition, name, _leaf(models, models[definition.relation], rest, operator, value), models)
    if definition.kind in ("one2many", "many2many"):
        return _of_many(definition, name, operator, value, models)
    return _compared(definition, name, str(operator), value, models)


def _through(definition: Field, name: str, inner: Condition, models: Mapping[str, Model]) -> Condition:
    table = models[definition.relation].table
    chosen = f'SELECT id FROM "{table}" WHERE {inner.sql}'
    if definition.kind == "many2one":
        return Condition(f'"{name}" IN ({chosen})', inner.values)
    if definition.kind == "one2many":
        return Condition(f'id IN (SELECT "{definition.inverse}" FROM "{table}" WHERE {inner.sql})', inner.values)
    return Condition(f'EXISTS (SELECT 1 FROM json_each("{name}") AS link WHERE link.value IN ({chosen}))', inner.values)


def _of_many(
    definition: Field, name: str, operator: str, value: Any, models: Mapping[str, Model]
) -> Condition:  # fmt: skip
    inner = EVERYTHING if value is False else _compared(Field("integer", ""), "id", "in", _listed(value), models)
    found = _through(definition, name, inner, models)
    negative = (operator in ("!=", "not in")) != (value is False)
    return Condition(f"(NOT {found.sql})", found.values) if negative else found


def _compared(definition: Field, name: str, operator: str, value: Any, models: Mapping[str, Model]) -> Condition:
    column = f'"{name}"'
    if operator in ("in", "not in"):
        return _membership(column, operator, [_stored(definition, v) for v in _listed(value)])
    if definition.kind == "many2one" and isinstance(value, str):
        return _through(definition, name, _compared(Field("char", ""), "name", operator, value, models), models)
    if operator in TEXT_SEARCHES:
        word, pattern = TEXT_SEARCHES[operator]
        return Condition(f"COALESCE({column}, '') {word} ?", (pattern.format(value),))
    if operator not in COMPARISONS:
        raise UnknownField(f"Invalid operator {operator!r} in domain term")
    wanted = _stored(definition, value)
    if wanted is None:
        return Condition(f"{column} IS {'NOT ' if operator in ('!=', '<>') else ''}NULL")
    if operator in ("!=", "<>"):
        return Condition(f"({column} != ? OR {column} IS NULL)", (wanted,))
    return Condition(f"{column} {COMPARISONS[operator]} ?", (wanted,))


def _membership(column: str, operator: str, values: list[Any]) -> Condition:
    known = tuple(v for v in values if v is not None)
    sql = f"{column} IN ({', '.join('?' * len(known))})"
    if None in values:
        sql = f"({sql} OR {column} IS NULL)"
    if operator == "not in":
        sql = f"(NOT {sql} OR {column} IS NULL)" if None not in values else f"(NOT {sql})"
    return Condition(sql, known)


def _listed(value: Any) -> list[Any]:
    return list(value) if isinstance(value, list | tuple) else [value]


def _stored(definition: Field, value: Any) -> Any:
    if definition.kind == "boolean":
        return int(bool(value))
    return None if value is False or value is None else value
