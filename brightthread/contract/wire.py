"""The two kinds of wire model and the field types they are built from (``docs/api``, section Conventions)."""

import datetime as dt
import re
from typing import Annotated, Any

from pydantic import (
    AwareDatetime,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainSerializer,
    StrictInt,
    WithJsonSchema,
)
from pydantic_core import PydanticCustomError

from brightthread.contract.instants import render

Json = dict[str, Any]

_DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_NO_NUL = r"^[^\x00]*$"
_NOT_BLANK = r"^[^\x00]*[^\s\x00][^\x00]*$"


class Request(BaseModel):
    """What a client sends: unknown fields are refused, nothing is coerced."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True, serialize_by_alias=True)


class View(BaseModel):
    """What a service answers; readers ignore fields they do not know."""

    model_config = ConfigDict(extra="ignore", frozen=True, populate_by_name=True, serialize_by_alias=True)


def _is_absent(value: object) -> bool:
    return value is None


ABSENT: Any = Field(default=None, exclude_if=_is_absent)
"""Default of a field written ``"field"?``: ``null`` means absent, and an absent field is not sent."""


def _plain_date(value: object) -> object:
    """Only ``YYYY-MM-DD`` is a date on the wire: pydantic alone would take timestamps and datetimes as well."""
    if isinstance(value, dt.date) and not isinstance(value, dt.datetime):
        return value
    if isinstance(value, str) and _DATE.fullmatch(value):
        return value
    raise PydanticCustomError("date_from_datetime_parsing", "Input should be a date in the form YYYY-MM-DD")


def _plain_instant(value: object) -> object:
    """Only text is an instant on the wire: pydantic alone would take numbers as Unix time."""
    if isinstance(value, dt.datetime | str) and not (isinstance(value, str) and value.isdigit()):
        return value
    raise PydanticCustomError("datetime_type", "Input should be an RFC 3339 instant")


Id = Annotated[str, Field(min_length=1, max_length=255, pattern=_NO_NUL)]
Quantity = Annotated[StrictInt, Field(ge=1, le=1_000_000)]
Line = Annotated[str, Field(min_length=1, max_length=200, pattern=_NOT_BLANK)]
"""One line of text as people type it into a form; more than spaces."""
Note = Annotated[str, Field(max_length=4000, pattern=_NO_NUL)]
Date = Annotated[dt.date, BeforeValidator(_plain_date, json_schema_input_type=dt.date)]
Instant = Annotated[
    AwareDatetime,
    BeforeValidator(_plain_instant),
    PlainSerializer(render, return_type=str, when_used="json"),
    WithJsonSchema({"type": "string", "format": "date-time"}),
]
