"""The one table from what a use case refuses to the problem the client gets."""

from collections.abc import Callable
from typing import Any

from fastapi import FastAPI, Request, Response

from brightthread.contract.problems import FieldErrorView
from brightthread.service.problems import Problem, invalid, not_found
from platform_service.application import refusals
from platform_service.application.refusals import Refusal

TABLE: dict[type[Refusal], Callable[[Any], Problem]] = {
    refusals.NotFound: lambda refusal: not_found(refusal.ident),
    refusals.InvalidField: lambda refusal: invalid(refusal.field, refusal.reason, refusal.message),
    refusals.InvalidRequest: lambda refusal: Problem(
        refusal.code,
        errors=[FieldErrorView(field=e.field, code=e.code, message=e.message) for e in refusal.errors],
    ),
    refusals.RateLimited: lambda refusal: Problem(refusal.code, headers={"Retry-After": str(refusal.retry_after)}),
    refusals.DependencyUnavailable: lambda refusal: Problem(refusal.code, headers={"Retry-After": "1"}),
    Refusal: lambda refusal: Problem(refusal.code, **refusal.extra),
}


def problem_of(refusal: Refusal) -> Problem:
    """The problem for a refusal; a kind without an entry of its own is its code and what it carries."""
    kind = next(kind for kind in type(refusal).__mro__ if kind in TABLE)
    return TABLE[kind](refusal)


async def _answer(_: Request, error: Exception) -> Response:
    assert isinstance(error, Refusal)
    return problem_of(error).response()


def install_refusals(app: FastAPI) -> None:
    """Make ``app`` answer refusals as problems."""
    app.add_exception_handler(Refusal, _answer)
