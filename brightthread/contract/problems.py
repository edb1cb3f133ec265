"""The one shape of an error answer, ``application/problem+json`` (RFC 9457)."""

from typing import Any

from brightthread.contract.wire import ABSENT, View

MEDIA_TYPE = "application/problem+json"


class FieldErrorView(View):
    """One thing wrong with a request: ``field`` in the form ``changes[0].new_quantity``."""

    field: str
    code: str
    message: str


class ProblemView(View):
    """``errors`` with 422 only; drift adds ``differences`` and ``fresh_quote``, ``quote_used`` a ``change_id``."""

    type: str
    title: str
    status: int
    detail: str
    code: str
    correlation_id: str
    errors: list[FieldErrorView] | None = ABSENT
    differences: list[dict[str, Any]] | None = ABSENT
    fresh_quote: dict[str, Any] | None = ABSENT
    change_id: str | None = ABSENT
