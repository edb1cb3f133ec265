"""Every error answer of both services: one table of codes, one shape (``docs/api/problems.md``)."""

from collections.abc import Mapping, Sequence
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.routing import iter_route_contexts
from pydantic import BaseModel
from pydantic_core import to_json
from starlette.exceptions import HTTPException
from starlette.responses import Response

from brightthread.contract.problems import MEDIA_TYPE, FieldErrorView
from brightthread.service.correlation import correlation_id
from brightthread.service.validation import field_errors

_TABLE: dict[int, dict[str, tuple[str, str]]] = {
    400: {
        "malformed_json": ("Malformed JSON", "The body is not one JSON document that can be read without doubt."),
        "idempotency_key_missing": ("Idempotency-Key missing", "This call needs an Idempotency-Key header."),
        "idempotency_key_invalid": (
            "Idempotency-Key invalid",
            "An Idempotency-Key is 1 to 255 visible ASCII characters, bare or in quotes.",
        ),
    },
    401: {"unauthenticated": ("Not signed in", "A valid access token is needed.")},
    403: {"forbidden": ("Not allowed", "Your role does not allow this call.")},
    404: {"not_found": ("Not found", "There is nothing here.")},
    405: {"method_not_allowed": ("Method not allowed", "This path does not know that method.")},
    409: {
        "quote_expired": ("Quote expired", "This quote has expired."),
        "quote_used": ("Quote used", "This quote has been used."),
        "quote_released": ("Quote released", "This quote has been released."),
        "order_changed": ("Order changed", "The order has changed since this quote was made."),
        "policy_changed": ("Policy changed", "The policy has changed since this quote was made."),
        "stock_changed": ("Stock changed", "The stock this quote relied on is no longer there."),
        "digest_mismatch": ("Digest mismatch", "The digest is not that of this quote."),
        "idempotency_in_progress": ("In progress", "A request with this Idempotency-Key is still being served."),
        "already_decided": ("Already decided", "This review has been decided."),
        "turn_in_progress": ("Turn in progress", "Another message of this conversation is still being answered."),
        "taken_over": ("Taken over", "Another colleague has taken over this conversation."),
    },
    413: {"body_too_large": ("Body too large", "The body is larger than this call allows.")},
    415: {"unsupported_media_type": ("Unsupported media type", "This call does not read that Content-Type.")},
    422: {
        "validation_failed": ("Validation failed", "The request does not have the form this call needs."),
        "idempotency_key_reused": ("Idempotency-Key reused", "This key was used before for a different request."),
    },
    429: {"rate_limited": ("Too many requests", "Too many requests; try again later.")},
    500: {"internal_error": ("Internal error", "Something went wrong on our side.")},
    503: {
        "dependency_unavailable": ("Temporarily unavailable", "A system we depend on does not answer; try again."),
        "draining": ("Shutting down", "This instance is shutting down; try again."),
    },
}
CODES: Mapping[str, tuple[int, str, str]] = {
    code: (status, *words) for status, codes in _TABLE.items() for code, words in codes.items()
}
"""code → (status, title, detail when nothing more is known)"""

_FIXED_HEADERS: Mapping[int, Mapping[str, str]] = {
    401: {"WWW-Authenticate": "Bearer"},
    429: {"Retry-After": "1"},
    503: {"Retry-After": "2"},
}
_CODE_OF_STATUS = {404: "not_found", 405: "method_not_allowed", 413: "body_too_large", 415: "unsupported_media_type"}


class Problem(Exception):
    """An error answer: a ``code`` of the table, and what is to be said beyond it; any other code is a KeyError."""

    def __init__(
        self,
        code: str,
        detail: str | None = None,
        *,
        errors: Sequence[FieldErrorView] | None = None,
        headers: Mapping[str, str] | None = None,
        **extra: Any,
    ) -> None:
        self.code = code
        self.status, self.title, usual = CODES[code]
        self.detail = usual if detail is None else detail
        self.errors = errors
        self.headers = {**_FIXED_HEADERS.get(self.status, {}), **(headers or {})}
        self.extra = extra
        super().__init__(code)

    def body(self) -> dict[str, Any]:
        """The problem as it is sent, in the correlation of the request being served."""
        body: dict[str, Any] = {
            "type": f"/problems/{self.code}",
            "title": self.title,
            "status": self.status,
            "detail": self.detail,
            "code": self.code,
            "correlation_id": correlation_id(),
        }
        if self.errors is not None:
            body["errors"] = [error.model_dump() for error in self.errors]
        for name, value in self.extra.items():
            body[name] = value.model_dump(mode="json") if isinstance(value, BaseModel) else value
        return body

    def response(self) -> Response:
        """The problem as an HTTP response."""
        return Response(to_json(self.body()), self.status, dict(self.headers), media_type=MEDIA_TYPE)


def not_found(ident: str) -> Problem:
    """The one answer for every id that is not there or not yours."""
    return Problem("not_found", f"Nothing is known under the id {ident}.")


def invalid(field: str, code: str, message: str) -> Problem:
    """A 422 about one field that only our own code could judge."""
    return Problem("validation_failed", errors=[FieldErrorView(field=field, code=code, message=message)])


async def _answer_problem(_: Request, error: Exception) -> Response:
    assert isinstance(error, Problem)
    return error.response()


async def _answer_http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    code = _CODE_OF_STATUS.get(error.status_code, "internal_error")
    headers = {"Allow": _allowed(request)} if code == "method_not_allowed" else error.headers
    return Problem(code, headers=headers).response()


def _allowed(request: Request) -> str:
    """Every method of this path: the framework names only those of the first route that has it."""
    methods: set[str] = set()
    for context in iter_route_contexts(request.app.routes):
        pattern = getattr(context, "path_regex", None)
        if pattern is not None and pattern.match(request.scope["path"]):
            methods |= context.methods or set()
    return ", ".join(sorted(methods))


async def _answer_validation(_: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    return Problem("validation_failed", errors=field_errors(error.errors(), error.body)).response()


def install_problem_handlers(app: FastAPI) -> None:
    """Make ``app`` answer problems, routing errors and validation errors in the one shape."""
    app.add_exception_handler(Problem, _answer_problem)
    app.add_exception_handler(HTTPException, _answer_http)
    app.add_exception_handler(RequestValidationError, _answer_validation)
