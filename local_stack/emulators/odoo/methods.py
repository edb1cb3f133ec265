"""The methods a caller may name in ``/json/2/<model>/<method>``, with the parameters each takes."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from local_stack.emulators.odoo import catalogue, production, sales, stock
from local_stack.emulators.odoo.errors import AccessError, HttpError, UnknownField
from local_stack.emulators.odoo.records import Env, Values

Ids = list[int]
Arguments = dict[str, Any]
Body = Callable[[Env, str, Ids, Arguments], Any]


@dataclass(frozen=True, slots=True)
class Method:
    """A public method: ``on_records`` says whether it takes ids, ``required`` and ``optional`` name its parameters."""

    body: Body
    on_records: bool = True
    required: tuple[str, ...] = ()
    optional: tuple[str, ...] = ()


def call(env: Env, model: str, method: str, arguments: Arguments) -> Any:
    """Carry out one call. Raises OdooError."""
    env.model(model)
    if method.startswith("_"):
        shown = f"{model}.{method}"
        raise AccessError(f"Private methods (such as '{shown}') cannot be called remotely.")
    found = METHODS.get(model, {}).get(method) or COMMON.get(method)
    if found is None:
        raise HttpError(404, "NotFound", f"The method '{model}.{method}' does not exist")
    given = {name: value for name, value in arguments.items() if name != "context"}
    if "ids" in given and not found.on_records:
        raise _unprocessable(f"cannot call {model}.{method} with ids")
    ids = given.pop("ids", [])
    for name in given:
        if name not in found.required and name not in found.optional:
            raise _unprocessable(f"got an unexpected keyword argument {name!r}")
    for name in found.required:
        if name not in given:
            raise _unprocessable(f"missing a required argument: {name!r}")
    context = arguments.get("context") or {}
    return found.body(env, model, [ids] if isinstance(ids, int) else list(ids), given | {"context": context})


def _unprocessable(message: str) -> HttpError:
    return HttpError(422, "UnprocessableEntity", message)


# ---------------------------------------------------------------------------------------------- methods of every model


def _search(env: Env, model: str, _: Ids, a: Arguments) -> Any:
    return env.search(model, a.get("domain"), a.get("order"), a.get("limit"), a.get("offset") or 0)


def _search_read(env: Env, model: str, _: Ids, a: Arguments) -> Any:
    return env.read(model, _search(env, model, [], a), a.get("fields"), a.get("load", "_classic_read"))


def _read(env: Env, model: str, ids: Ids, a: Arguments) -> Any:
    return env.read(model, ids, a.get("fields"), a.get("load", "_classic_read"))


def _create(env: Env, model: str, _: Ids, a: Arguments) -> Any:
    wanted = a["vals_list"]
    return [create_one(env, model, values) for values in (wanted if isinstance(wanted, list) else [wanted])]


def create_one(env: Env, model: str, values: Values) -> int:
    special = CREATE.get(model)
    if special:
        env.columns(env.model(model), values, creating=False)
        return special(env, values)
    return env.insert(model, env.columns(env.model(model), values, creating=True))


def _write(env: Env, model: str, ids: Ids, a: Arguments) -> bool:
    env.columns(env.model(model), a["vals"], creating=False)
    env.browse(model, ids)
    special = WRITE.get(model)
    if special:
        special(env, ids, a["vals"])
    else:
        env.update(model, ids, env.columns(env.model(model), a["vals"], creating=False))
    return True


def _unlink(env: Env, model: str, ids: Ids, _: Arguments) -> bool:
    env.browse(model, ids)
    special = UNLINK.get(model)
    if special:
        special(env, ids)
    else:
        env.delete(model, ids)
    return True


def _fields_get(env: Env, model: str, _: Ids, a: Arguments) -> Any:
    fields = env.model(model).fields
    wanted = a.get("allfields") or list(fields)
    described = {}
    for name in wanted:
        if name not in fields:
            continue
        field = fields[name]
        facts = {
            "type": field.kind, "string": field.label, "required": field.required, "store": field.stored,
            "relation": field.relation or None, "selection": [list(pair) for pair in field.selection] or None,
        }  # fmt: skip
        shown = a.get("attributes") or list(facts)
        described[name] = {key: facts[key] for key in shown if facts.get(key) is not None}
    return described


def _read_group(env: Env, model: str, _: Ids, a: Arguments) -> Any:
    """Group and aggregate as ``formatted_read_group`` does, for stored fields and sums, counts, least and most."""
    groupby, aggregates = a.get("groupby") or [], a.get("aggregates") or []
    groups: dict[tuple[Any, ...], list[dict[str, Any]]] = {}
    names = [*groupby, *(one.partition(":")[0] for one in aggregates if one != "__count")]
    for record in env.read(model, env.search(model, a.get("domain"), None, None), names):
        key = tuple(tuple(v) if isinstance(v := record[name], list) else v for name in groupby)
        groups.setdefault(key, []).append(record)
    rows = []
    for key, records in sorted(groups.items(), key=lambda pair: str(pair[0])):
        row: dict[str, Any] = {
            name: list(value) if isinstance(value, tuple) else value for name, value in zip(groupby, key, strict=True)
        }
        row["__extra_domain"] = [
            [name, "=", value[0] if isinstance(value, tuple) else value]
            for name, value in zip(groupby, key, strict=True)
        ]
        rows.append(row | {one: _aggregate(one, records) for one in aggregates})
    return rows


def _aggregate(wanted: str, records: list[dict[str, Any]]) -> Any:
    if wanted == "__count":
        return len(records)
    name, _, how = wanted.partition(":")
    values = [record[name] for record in records]
    functions: Mapping[str, Callable[[list[Any]], Any]] = {
        "sum": sum, "min": min, "max": max, "count": len, "avg": lambda v: sum(v) / len(v),
    }  # fmt: skip
    if how not in functions:
        raise UnknownField(f"Invalid aggregate method {how!r} for {name!r}")
    return functions[how](values)


def _post_message(env: Env, model: str, ids: Ids, a: Arguments) -> Any:
    env.browse(model, ids)
    posted = []
    for record in ids:
        cursor = env.sql.execute(
            "INSERT INTO messages (model, record, body, at) VALUES (?, ?, ?, ?)",
            (model, record, a.get("body"), env.stamp),
        )
        posted.append(cursor.lastrowid)
    return posted


SEARCHING = ("domain", "offset", "limit", "order")
COMMON: dict[str, Method] = {
    "search": Method(_search, False, (), SEARCHING),
    "search_read": Method(_search_read, False, (), (*SEARCHING, "fields", "load")),
    "search_count": Method(lambda e, m, _, a: e.count(m, a.get("domain")), False, (), ("domain", "limit")),
    "read": Method(_read, True, (), ("fields", "load")),
    "create": Method(_create, False, ("vals_list",)),
    "write": Method(_write, True, ("vals",)),
    "unlink": Method(_unlink),
    "fields_get": Method(_fields_get, False, (), ("allfields", "attributes")),
    "formatted_read_group": Method(
        _read_group, False, (), ("domain", "groupby", "aggregates", "having", "offset", "limit", "order")
    ),
}


# ------------------------------------------------------------------------------------------- what models do specially


def _sales_lines(env: Env, values: Values) -> int:
    return sales.create_line(env, values)


def _productions(env: Env, values: Values) -> int:
    return production.create(env, env.columns(env.model("mrp.production"), values, creating=True))


def _write_productions(env: Env, ids: Ids, values: Values) -> None:
    production.write(env, ids, env.columns(env.model("mrp.production"), values, creating=False))


CREATE: dict[str, Callable[[Env, Values], int]] = {
    "product.template": catalogue.create_template, "product.product": catalogue.create_variant,
    "stock.quant": catalogue.create_quant, "sale.order": sales.create, "sale.order.line": _sales_lines,
    "mrp.production": _productions, "mrp.bom": catalogue.create_bom,
}  # fmt: skip
WRITE: dict[str, Callable[[Env, Ids, Values], None]] = {
    "product.product": catalogue.write_variants, "sale.order": sales.write, "sale.order.line": sales.write_lines,
    "mrp.production": _write_productions,
}  # fmt: skip
UNLINK: dict[str, Callable[[Env, Ids], None]] = {"sale.order": sales.unlink, "sale.order.line": sales.unlink_lines}


def _of(function: Callable[[Env, Ids], Any]) -> Method:
    return Method(lambda env, _, ids, __: function(env, ids))


def _skipping(function: Callable[..., Any]) -> Method:
    return Method(lambda env, _, ids, a: function(env, ids, skip_backorder=bool(a["context"].get("skip_backorder"))))


def _whoami(*_: Any) -> Any:
    return {"lang": "en_US", "tz": "UTC", "uid": 2}


MESSAGES = Method(_post_message, True, (), ("body", "message_type", "subtype_xmlid", "subject", "partner_ids"))
METHODS: dict[str, dict[str, Method]] = {
    "sale.order": {
        "action_confirm": _of(sales.confirm), "action_cancel": _of(sales.cancel), "action_draft": _of(sales.draft),
        "action_lock": _of(lambda env, ids: sales.set_locked(env, ids, True)),
        "action_unlock": _of(lambda env, ids: sales.set_locked(env, ids, False)), "message_post": MESSAGES,
    },
    "stock.picking": {
        "action_assign": _of(stock.assign), "action_cancel": _of(stock.cancel_pickings),
        "button_validate": _skipping(stock.validate), "message_post": MESSAGES,
    },
    "stock.quant": {"action_apply_inventory": _of(stock.count)},
    "mrp.production": {
        "action_confirm": _of(production.confirm), "action_cancel": _of(production.cancel),
        "action_start": _of(production.start), "button_mark_done": _skipping(production.mark_done),
        "message_post": MESSAGES,
    },
    "change.production.qty": {"change_prod_qty": _of(production.change_quantity)},
    "res.users": {"context_get": Method(_whoami, False)},
}  # fmt: skip
