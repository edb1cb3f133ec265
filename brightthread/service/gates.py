"""What is judged by headers alone, before a byte of the body is read: who calls, in which role, with which key.

A gate is an ordinary FastAPI dependency (``Annotated[Principal, Depends(allow("customers"))]``); the routes of
``service.body`` find the gates of their endpoint and pass them first, so that the order is 401, 403, key, body.
"""

import re
from collections.abc import Iterator
from typing import Any, Protocol, runtime_checkable

from fastapi import Request
from fastapi.dependencies.models import Dependant

from brightthread.service.auth import Principal, bearer_token
from brightthread.service.problems import Problem

_PASSED = "brightthread.gates"


@runtime_checkable
class Gate(Protocol):
    """A dependency that needs no body."""

    async def check(self, request: Request) -> Any: ...


def gates_of(dependant: Dependant) -> Iterator[Gate]:
    """The gates among the dependencies of an endpoint, in the order they are declared."""
    for dependency in dependant.dependencies:
        yield from gates_of(dependency)
        if isinstance(dependency.call, Gate):
            yield dependency.call


async def pass_gate(gate: Gate, request: Request) -> Any:
    """The gate's value; it is checked once a request."""
    passed: dict[int, Any] = request.scope.setdefault(_PASSED, {})
    if id(gate) not in passed:
        passed[id(gate)] = await gate.check(request)
    return passed[id(gate)]


class Allow:
    """Lets in who is in one of ``groups`` or has a machine token with ``scope``; the value is the Principal."""

    def __init__(self, groups: tuple[str, ...], scope: str | None) -> None:
        self._groups = frozenset(groups)
        self._scope = scope

    async def check(self, request: Request) -> Principal:
        principal = await signed_in.principal(request)
        if self._groups & principal.groups or (self._scope is not None and self._scope in principal.scopes):
            return principal
        raise Problem("forbidden")

    async def __call__(self, request: Request) -> Principal:
        principal: Principal = await pass_gate(self, request)
        return principal


class SignedIn:
    """Lets everyone in who has a valid token; the value is the Principal."""

    async def check(self, request: Request) -> Principal:
        principal: Principal = await request.app.state.verifier.verify(bearer_token(request.headers))
        return principal

    async def __call__(self, request: Request) -> Principal:
        return await self.principal(request)

    async def principal(self, request: Request) -> Principal:
        principal: Principal = await pass_gate(self, request)
        return principal


signed_in = SignedIn()


def allow(*groups: str, scope: str | None = None) -> Allow:
    """The gate for these groups (``docs/api``, section Roles), and for machine tokens with ``scope``."""
    return Allow(groups, scope)


_KEY = re.compile(r"[\x21-\x7e]{1,255}", re.ASCII)
_QUOTED_KEY = re.compile(r'"([\x21\x23-\x7e]{1,255})"', re.ASCII)


class IdempotencyKey:
    """The ``Idempotency-Key`` header without its quotes; None only where it is not ``required``."""

    def __init__(self, *, required: bool) -> None:
        self.required = required

    async def check(self, request: Request) -> str | None:
        given = request.headers.getlist("idempotency-key")
        if not given:
            if self.required:
                raise Problem("idempotency_key_missing")
            return None
        if len(given) > 1:
            raise Problem("idempotency_key_invalid")
        return _plain_key(given[0])

    async def __call__(self, request: Request) -> str | None:
        key: str | None = await pass_gate(self, request)
        return key


def _plain_key(text: str) -> str:
    if quoted := _QUOTED_KEY.fullmatch(text):
        return quoted[1]
    if _KEY.fullmatch(text) and not text.startswith('"'):
        return text
    raise Problem("idempotency_key_invalid")


required_key = IdempotencyKey(required=True)
optional_key = IdempotencyKey(required=False)


def needs_token(gate: Gate) -> bool:
    """True for the gates that a caller without a token never passes."""
    return isinstance(gate, Allow | SignedIn)
