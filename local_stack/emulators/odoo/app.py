"""Odoo 19's JSON-2 interface over HTTP: ``POST /json/2/<model>/<method>`` with named arguments."""

import hmac
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route

from local_stack.emulators.faults import Faulty
from local_stack.emulators.odoo.errors import UNKNOWN_DATABASE, WRONG_CONTENT_TYPE, HttpError, OdooError
from local_stack.emulators.odoo.state import OdooState


@dataclass(frozen=True, slots=True)
class OdooSettings:
    """The database's name and the one API key it accepts."""

    database: str
    api_key: str


VERSION = {"version": "19.0", "version_info": [19, 0, 0, "final", 0, ""]}


def create_app(state_dir: Path, settings: OdooSettings) -> Faulty:
    """Return the ASGI application; its ``state.odoo`` is the OdooState behind it."""
    state = OdooState(state_dir)

    async def version(_: Request) -> Response:
        return JSONResponse(VERSION)

    async def call(request: Request) -> Response:
        database = request.headers.get("x-odoo-database", settings.database)
        if database != settings.database:
            return HTMLResponse(UNKNOWN_DATABASE, 404)
        if request.method == "POST" and not _is_json(request):
            return HTMLResponse(WRONG_CONTENT_TYPE, 415, {"Accept": "application/json"})
        try:
            _authenticate(request, settings.api_key)
            if request.method != "POST":
                raise HttpError(404, "NotFound", "Did you mean POST /json/2/<model>/<method>?")
            arguments = _arguments(await request.body())
            return JSONResponse(state.call(request.path_params["model"], request.path_params["method"], arguments))
        except OdooError as error:
            headers = {"WWW-Authenticate": "Bearer "} if error.status == 401 else None
            return JSONResponse(error.body(), error.status, headers)

    routes = [
        Route("/web/version", version, methods=["GET"]),
        Route("/json/2/{model}/{method}", call, methods=["GET", "POST", "PUT", "PATCH", "DELETE"]),
    ]
    app = Starlette(routes=routes)
    app.state.odoo = state
    return Faulty(app, render_failure)


def render_failure(status: int, path: str) -> Response:
    """Answer an injected failure: a proxy's page for an outage, Odoo's own shape for a refusal."""
    if status >= 500 or status == 429:
        headers = {"Retry-After": "1"} if status in (429, 503) else None
        return HTMLResponse(f"<html><body><h1>{status}</h1></body></html>\n", status, headers)
    error = OdooError(f"The operation cannot be completed (emulated, {path}).")
    return JSONResponse(error.body() | {"name": "odoo.exceptions.UserError"}, status)


def _is_json(request: Request) -> bool:
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    return kind in ("application/json", "application/json-rpc")


def _authenticate(request: Request, api_key: str) -> None:
    scheme, _, key = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not key:
        wanted = "User not authenticated, use an API Key with a Bearer Authorization header."
        raise HttpError(401, "Unauthorized", wanted)
    if not hmac.compare_digest(key.strip().encode(), api_key.encode()):
        raise HttpError(401, "Unauthorized", "Invalid apikey")


def _arguments(body: bytes) -> dict[str, Any]:
    try:
        arguments = json.loads(body)
    except ValueError as error:
        raise HttpError(400, "BadRequest", f"could not parse the body as json: {error}") from error
    if not isinstance(arguments, dict):
        raise HttpError(422, "UnprocessableEntity", "the body must be a json object of named arguments")
    return arguments
