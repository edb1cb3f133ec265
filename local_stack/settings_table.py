"""``docs/settings.md``: every environment variable of both services, from their settings classes."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from pathlib import Path
from types import UnionType
from typing import Any, Union, get_args, get_origin

from pydantic import BaseModel, SecretStr
from pydantic.fields import FieldInfo
from pydantic_core import PydanticUndefined

_HEAD = """# Settings

Environment variables. What has no default (—) must be set. Secrets come from Secrets Manager on AWS, and are made up by
`brightthread up` on one machine. This page is written by `brightthread openapi`.
"""

_KINDS: dict[Any, str] = {str: "text", int: "whole number", float: "number", bool: "true or false", Path: "path"}


def settings_page() -> str:
    """The whole page, Markdown."""
    from agent_service.settings import Settings as AgentSettings
    from platform_service.settings import Settings as PlatformSettings

    parts = [_HEAD]
    for title, prefix, model in (("Platform", "PLATFORM_", PlatformSettings), ("Agent", "AGENT_", AgentSettings)):
        parts.append(f"## {title}\n")
        parts.extend(_groups(prefix, model))
    return "\n".join(parts)


def _groups(prefix: str, model: type[BaseModel]) -> Iterator[str]:
    plain = {name: field for name, field in model.model_fields.items() if _group(field) is None}
    if plain:
        yield _table("Directly in the service's settings.", prefix, plain)
    for name, field in model.model_fields.items():
        group = _group(field)
        if group is not None:
            meaning = " ".join((inspect.getdoc(group) or "").split()).replace("``", "`")
            yield _table(meaning, f"{prefix}{name.upper()}__", group.model_fields)


def _group(field: FieldInfo) -> type[BaseModel] | None:
    kind = field.annotation
    return kind if isinstance(kind, type) and issubclass(kind, BaseModel) else None


def _table(meaning: str, prefix: str, fields: dict[str, FieldInfo]) -> str:
    rows = [
        f"| `{prefix}{name.upper()}` | {_kind(field.annotation)} | {_default(field)} |"
        for name, field in fields.items()
    ]
    return "\n".join([f"{meaning}\n", "| variable | kind | default |", "|---|---|---|", *rows, ""])


def _kind(annotation: Any) -> str:
    options = get_args(annotation) if get_origin(annotation) in (Union, UnionType) else (annotation,)
    return " or ".join(_name(option) for option in options if option is not type(None))


def _name(option: Any) -> str:
    if option is SecretStr:
        return "secret"
    if get_origin(option) in (list, frozenset, set, tuple):
        return "JSON list"
    if get_origin(option) is not None:
        return ", ".join(f"`{value}`" for value in get_args(option))
    return _KINDS.get(option, str(option))


def _default(field: FieldInfo) -> str:
    value = field.get_default(call_default_factory=True, validated_data={})
    if value is PydanticUndefined:
        return "—"
    if value is None or value == "" or (isinstance(value, SecretStr) and not value.get_secret_value()):
        return "none"
    return f"`{_shown(value)}`"


def _shown(value: Any) -> str:
    """Paths inside the product are shown from its root, so that the page is the same on every machine."""
    text = str(value)
    _, inside, rest = text.partition("/docs/")
    return f"docs/{rest}" if inside else text
