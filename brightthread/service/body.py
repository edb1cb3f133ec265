"""Bodies: how large they may be, of which kind, and JSON that is read strictly (``docs/api``, Conventions)."""

from collections import Counter
from collections.abc import Callable, Coroutine
from typing import Any

from fastapi import Request, Response
from fastapi.params import Form
from fastapi.routing import APIRoute
from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.types import Message, Receive

from brightthread.service.gates import gates_of, pass_gate
from brightthread.service.problems import Problem, invalid, not_found
from brightthread.service.query import check_query, query_names
from brightthread.service.strict_json import MalformedJson, loads

KIB = 1024
DEFAULT_LIMIT = 256 * KIB
LIMITS = (("/messages", 64 * KIB), ("/escalations", 1024 * KIB), ("/artworks", 51 * 1024 * KIB))
"""end of the path → most bytes of a body"""

Handler = Callable[[Request], Coroutine[Any, Any, Response]]


def limit_of(path: str) -> int:
    """The most bytes a body sent to ``path`` may have."""
    return next((limit for ending, limit in LIMITS if path.endswith(ending)), DEFAULT_LIMIT)


class _StrictRequest(Request):
    """A request whose JSON has been read already."""

    raw: bytes
    value: Any

    async def body(self) -> bytes:
        return self.raw

    async def json(self) -> Any:
        return self.value


class StrictRoute(APIRoute):
    """Checks in the order of the API: gates (401, 403, key), then query and body (413, 415, malformed, 422)."""

    def get_route_handler(self) -> Handler:
        handler = super().get_route_handler()
        gates = tuple(gates_of(self.dependant))
        known = dict(query_names(self.dependant))
        prepare = self._preparation()

        async def strict(request: Request) -> Response:
            for gate in gates:
                await pass_gate(gate, request)
            _refuse_impossible_ids(request)
            check_query(request, known)
            return await handler(request) if prepare is None else await prepare(request, handler)

        return strict

    def _preparation(self) -> Callable[[Request, Handler], Coroutine[Any, Any, Response]] | None:
        if self.body_field is None:
            return None
        if not isinstance(self.body_field.field_info, Form):
            return _with_json
        fields = frozenset(field.alias for field in self.dependant.body_params)

        async def with_form(request: Request, handler: Handler) -> Response:
            return await _with_form(request, handler, fields)

        return with_form


async def signed_body(request: Request) -> bytes:
    """The bytes as they came, for routes that check a signature over them; no larger than the path allows."""
    limit = limit_of(request.url.path)
    _check_declared_length(request, limit)
    return await _read(request, limit)


def _refuse_impossible_ids(request: Request) -> None:
    """No store of ours can hold an id with a NUL in it, so there is nothing under it."""
    for ident in request.path_params.values():
        if "\x00" in str(ident):
            raise not_found(str(ident))


async def _with_json(request: Request, handler: Handler) -> Response:
    limit = limit_of(request.url.path)
    _check_declared_length(request, limit)
    kind = _media_type(request)
    if kind not in ("application/json", ""):
        raise Problem("unsupported_media_type")
    strict = _StrictRequest(request.scope, request.receive)
    strict.raw = await _read(request, limit)
    if strict.raw and not kind:
        raise Problem("unsupported_media_type")
    try:
        strict.value = loads(strict.raw)
    except MalformedJson as error:
        raise Problem("malformed_json") from error
    return await handler(strict)


async def _with_form(request: Request, handler: Handler, fields: frozenset[str]) -> Response:
    limit = limit_of(request.url.path)
    _check_declared_length(request, limit)
    if _media_type(request) != "multipart/form-data":
        raise Problem("unsupported_media_type")
    limited = Request(request.scope, _limited(request.receive, limit))
    try:
        form = await limited.form()
    except HTTPException as error:
        raise invalid("body", "multipart_invalid", "The form cannot be read") from error
    try:
        _check_fields(form, fields)
        return await handler(limited)
    finally:
        await form.close()


def _check_fields(form: FormData, fields: frozenset[str]) -> None:
    """Like members of an object: none that the call does not know, none twice."""
    given = Counter(name for name, _ in form.multi_items())
    for name, times in given.items():
        if name not in fields:
            raise invalid(name[:100] or "body", "extra_forbidden", "This call has no such field")
        if times > 1:
            raise invalid(name, "duplicate_field", "This field was sent more than once")


def _check_declared_length(request: Request, limit: int) -> None:
    # The connection stays open: the server throws away what is still coming. Closing on a client that is still
    # sending resets the connection, and the answer is lost on the way.
    declared = request.headers.get("content-length", "0")
    if not declared.isdecimal() or len(declared) > 15 or int(declared) > limit:
        raise Problem("body_too_large")


def _media_type(request: Request) -> str:
    return request.headers.get("content-type", "").partition(";")[0].strip().lower()


async def _read(request: Request, limit: int) -> bytes:
    chunks = []
    size = 0
    async for chunk in request.stream():
        size += len(chunk)
        if size > limit:
            raise Problem("body_too_large")
        chunks.append(chunk)
    return b"".join(chunks)


def _limited(receive: Receive, limit: int) -> Receive:
    """``receive`` that refuses a body as soon as it is larger than it said, or says nothing of its size."""
    size = 0

    async def receive_limited() -> Message:
        nonlocal size
        message = await receive()
        size += len(message.get("body", b""))
        if size > limit:
            raise Problem("body_too_large")
        return message

    return receive_limited
