"""Shippo's interface of version 2018-02-08 over HTTP, and the emulator's own way to move a parcel.

``POST /_emulator/tracks/{carrier}/{number} {"status", "details"?, "location"?, "at"?}`` adds a step to a parcel's
history and sends the signed ``track_updated`` webhook.
"""

import hashlib
import hmac
import json
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from local_stack.emulators.faults import Faulty
from local_stack.emulators.limits import Window
from local_stack.emulators.shippo import shipping
from local_stack.emulators.shippo.shipping import BadRequest
from local_stack.emulators.shippo.state import WORDS, Object, ShippoState, empty_track
from local_stack.emulators.webhooks import Webhooks


@dataclass(frozen=True, slots=True)
class ShippoSettings:
    """Token and webhook of one account; the limits (requests a minute) are off unless given."""

    token: str
    webhook_secret: str = ""
    webhook_url: str | None = None
    posts_per_minute: int | None = None
    gets_per_minute: int | None = None


def create_app(state_dir: Path, settings: ShippoSettings) -> Faulty:
    """Return the ASGI application; ``state.shippo`` is the ShippoState behind it, ``state.mover`` a Mover."""
    state = ShippoState(state_dir)
    hooks = Webhooks(state.store, settings.webhook_url, lambda body: signature(settings.webhook_secret, body))

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        hooks.send()
        yield
        await hooks.stop()

    app = Starlette(routes=_routes(state, settings, Mover(state, hooks)), lifespan=lifespan)
    app.state.shippo, app.state.webhooks, app.state.mover = state, hooks, Mover(state, hooks)
    return Faulty(app, render_failure)


class Mover:
    """Moves parcels as their carrier would, telling the webhook's receiver."""

    def __init__(self, state: ShippoState, hooks: Webhooks) -> None:
        self.state = state
        self._hooks = hooks

    def move(self, carrier: str, number: str, status: str, **details: Any) -> Object:
        with self.state.store.transaction():
            track = self.state.move(carrier, number, status, **details)
            self._hooks.owe(json.dumps({"event": "track_updated", "test": True, "data": track}))
        self._hooks.send()
        return track


def signature(secret: str, body: bytes, now: float | None = None) -> dict[str, str]:
    """Return the header that signs a webhook: ``t=…,v1=hex(HMAC-SHA256("t.body"))``."""
    stamp = str(int(now if now is not None else time.time()))
    digest = hmac.new(secret.encode(), stamp.encode() + b"." + body, hashlib.sha256).hexdigest()
    return {"Shippo-Auth-Signature": f"t={stamp},v1={digest}"}


def render_failure(status: int, _: str) -> Response:
    """Answer an injected failure in one of the shapes Shippo uses."""
    headers = {"Retry-After": "1"} if status in (429, 503) else None
    return JSONResponse({"detail": f"Emulated failure {status}."}, status, headers)


Handler = Callable[[Request, Object], Any]


def _routes(state: ShippoState, settings: ShippoSettings, mover: Mover) -> list[Route]:
    posts, gets = Window(settings.posts_per_minute), Window(settings.gets_per_minute)

    def serve(path: str, method: str, handler: Handler, status: int, *slashes: str) -> list[Route]:
        async def endpoint(request: Request) -> Response:
            refused = _refused(request, settings.token) or _limited(posts if method == "POST" else gets)
            if refused is not None:
                return refused
            try:
                return JSONResponse(handler(request, await _body(request)), status)
            except BadRequest as error:
                return JSONResponse(error.body, 400)
            except LookupError:
                return JSONResponse({"detail": "Not found."}, 404)

        return [Route(path + slash, endpoint, methods=[method]) for slash in slashes or ("", "/")]

    async def move(request: Request) -> Response:
        body = await _body(request)
        if body.get("status") not in WORDS:
            return JSONResponse({"status": [f"One of {', '.join(WORDS)}."]}, 400)
        at = datetime.fromisoformat(body["at"]) if body.get("at") else None
        path, more = request.path_params, {"details": body.get("details"), "location": body.get("location")}
        return JSONResponse(mover.move(path["carrier"], path["number"], body["status"], at=at, **more), 201)

    return [
        *serve(
            "/addresses", "POST", lambda _, b: shipping.make_address(state, b, validate=bool(b.get("validate"))), 201
        ),
        *serve("/addresses/{id}", "GET", lambda r, _: _known(state, "address", r), 200),
        *serve("/addresses/{id}/validate", "GET", lambda r, _: _validated(state, r), 200),
        *serve("/shipments", "POST", lambda _, b: shipping.make_shipment(state, b), 201),
        *serve("/shipments/{id}", "GET", lambda r, _: _known(state, "shipment", r), 200),
        *serve("/rates/{id}", "GET", lambda r, _: _known(state, "rate", r), 200),
        *serve("/transactions", "POST", lambda _, b: shipping.buy_label(state, b), 201),
        *serve("/transactions", "GET", lambda r, _: _page(state, "transaction", r), 200),
        *serve("/transactions/{id}", "GET", lambda r, _: _known(state, "transaction", r), 200),
        *serve("/refunds", "POST", lambda _, b: shipping.give_back(state, b), 201, "/"),
        *serve("/refunds", "GET", lambda r, _: _page(state, "refund", r), 200),
        *serve("/refunds/{id}", "GET", lambda r, _: _known(state, "refund", r), 200),
        *serve("/tracks", "POST", lambda _, b: _registered(state, b), 201),
        *serve("/tracks/{carrier}/{number}", "GET", lambda r, _: _tracked(state, **r.path_params), 200),
        Route("/_emulator/tracks/{carrier}/{number}", move, methods=["POST"]),
    ]


def _refused(request: Request, token: str) -> Response | None:
    scheme, _, given = request.headers.get("authorization", "").partition(" ")
    if scheme != "ShippoToken":
        return JSONResponse({"detail": "Authentication credentials were not provided."}, 401)
    if not hmac.compare_digest(given.encode(), token.encode()):
        return JSONResponse({"detail": "Invalid token."}, 401)
    return None


def _limited(window: Window) -> Response | None:
    wait = window.wait()
    if not wait:
        return None
    return JSONResponse({"detail": "Request was throttled."}, 429, {"Retry-After": str(int(wait) + 1)})


async def _body(request: Request) -> Object:
    if request.method == "GET":
        return {}
    try:
        body = json.loads(await request.body() or b"{}")
    except ValueError as error:
        raise BadRequest({"detail": f"JSON parse error - {error}"}) from error
    if not isinstance(body, dict):
        raise BadRequest({"detail": "Invalid data. Expected a dictionary."})
    return body


def _known(state: ShippoState, kind: str, request: Request) -> Object:
    found = state.get(kind, request.path_params["id"])
    if found is None:
        raise LookupError
    return found


def _validated(state: ShippoState, request: Request) -> Object:
    return shipping.make_address(state, _known(state, "address", request), validate=True)


def _page(state: ShippoState, kind: str, request: Request) -> Object:
    try:
        page = max(1, int(request.query_params.get("page", "1")))
        results = min(200, max(1, int(request.query_params.get("results", "25"))))
    except ValueError as error:
        raise BadRequest({"detail": "Invalid page."}) from error
    found, more = state.newest(kind, page, results)
    address = str(request.url.replace(query=""))
    following = f"{address}?page={page + 1}&results={results}" if more else None
    before = f"{address}?page={page - 1}&results={results}" if page > 1 else None
    return {"next": following, "previous": before, "results": found}


def _tracked(state: ShippoState, carrier: str, number: str) -> Object:
    known = state.track(carrier, number)
    if known is not None:
        return known
    if carrier.lower() not in shipping.CARRIERS:
        raise BadRequest({"detail": f"Carrier {carrier} is not supported."})
    return empty_track(carrier, number)


def _registered(state: ShippoState, body: Object) -> Object:
    shipping.required(body, "carrier", "tracking_number")
    tracked = _tracked(state, body["carrier"], body["tracking_number"])
    return state.put_track(tracked["carrier"], tracked["tracking_number"], {"metadata": body.get("metadata")})
