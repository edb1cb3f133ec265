"""What exists on the local stack only, below ``/local``: tokens, the sign-in page, and the hand of the real world."""

from base64 import b64decode
from collections.abc import Mapping
from dataclasses import asdict
from hmac import compare_digest
from pathlib import Path
from typing import Annotated, Any, Protocol

from fastapi import APIRouter, FastAPI, Query, Request
from fastapi.responses import FileResponse, JSONResponse, RedirectResponse, Response
from fastapi.staticfiles import StaticFiles
from pydantic import BaseModel, ConfigDict, Field

from brightthread.service.application import new_router
from brightthread.service.correlation import CorrelationMiddleware
from brightthread.service.problems import install_problem_handlers, not_found
from local_stack.people import People
from local_stack.tokens import TokenIssuer

WEB = Path(__file__).parent / "web"
MOST_PEOPLE = 60
PAGE_HEADERS = {
    "Content-Security-Policy": "default-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-cache",
}
Document = dict[str, Any]


class TokenRequest(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)

    user_id: Annotated[str, Field(min_length=1, max_length=128)]


class AdvanceRequest(BaseModel):
    """Where an order is to go, and how many pieces of which line are printed."""

    model_config = ConfigDict(extra="forbid", strict=True)

    status: str | None = None
    pieces_produced: dict[str, Annotated[int, Field(ge=0, le=1_000_000)]] | None = None


class RealWorld(Protocol):
    """Moves orders on and waits until the platform knows."""

    async def advance(self, order_id: str, status: str | None, pieces: Mapping[str, int]) -> Document:
        """The order as the platform then shows it; raises a Problem if it cannot go there."""
        ...


def local_app(issuer: TokenIssuer, people: People, client_secrets: Mapping[str, str], world: RealWorld) -> FastAPI:
    """The ASGI application; ``client_secrets`` are those of the machines, by client id."""
    app = FastAPI(openapi_url=None, docs_url=None, redoc_url=None, redirect_slashes=False)
    install_problem_handlers(app)
    app.include_router(_pages(people))
    app.include_router(_sign_in(issuer, people))
    app.include_router(_machines(issuer, client_secrets))
    app.include_router(_real_world(world))
    app.mount("/local/assets", StaticFiles(directory=WEB))
    app.add_middleware(CorrelationMiddleware)
    return app


def _pages(people: People) -> APIRouter:
    router = new_router()

    @router.get("/health")
    @router.get("/ready")
    async def alive() -> Response:
        return JSONResponse({"status": "ok"})

    @router.get("/")
    @router.get("/local")
    async def front() -> Response:
        return RedirectResponse("/local/")

    @router.get("/local/")
    async def sign_in(then: Annotated[str | None, Query(alias="next")] = None) -> Response:
        # the page itself reads where to go on to
        return FileResponse(WEB / "sign-in.html", headers=PAGE_HEADERS)

    @router.get("/local/users")
    async def users(q: Annotated[str, Query(max_length=200)] = "") -> Document:
        found = people.search(q, MOST_PEOPLE + 1)
        return {"items": [asdict(person) for person in found[:MOST_PEOPLE]], "more": len(found) > MOST_PEOPLE}

    return router


def _sign_in(issuer: TokenIssuer, people: People) -> APIRouter:
    router = new_router()

    @router.post("/local/token")
    async def token(body: TokenRequest) -> Document:
        person = people.get(body.user_id)
        if person is None:
            raise not_found(body.user_id)
        return issuer.for_user(person.user_id, person.groups).body()

    @router.get("/local/.well-known/jwks.json")
    async def key_set() -> Document:
        return issuer.key_set()

    return router


def _machines(issuer: TokenIssuer, client_secrets: Mapping[str, str]) -> APIRouter:
    """Client credentials as Cognito takes them: a form, so outside of the routes that read JSON."""
    router = APIRouter()

    @router.post("/local/oauth2/token")
    async def machine_token(request: Request) -> Response:
        form = {name: str(value) for name, value in (await request.form()).items()}
        client_id, secret = _client(request, form)
        if form.get("grant_type") != "client_credentials":
            return JSONResponse({"error": "unsupported_grant_type"}, 400)
        if not secret or not compare_digest(client_secrets.get(client_id, "").encode(), secret.encode()):
            return JSONResponse({"error": "invalid_client"}, 401)
        return JSONResponse(issuer.for_machine(client_id).body())

    return router


def _real_world(world: RealWorld) -> APIRouter:
    router = new_router()

    @router.post("/local/orders/{order_id}/advance")
    async def advance(order_id: str, body: AdvanceRequest) -> Document:
        return await world.advance(order_id, body.status, body.pieces_produced or {})

    return router


def _client(request: Request, form: Mapping[str, str]) -> tuple[str, str]:
    """Who asks for a machine's token, by HTTP Basic or in the form."""
    scheme, _, encoded = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() != "basic":
        return form.get("client_id", ""), form.get("client_secret", "")
    try:
        client_id, _, secret = b64decode(encoded, validate=True).decode().partition(":")
    except ValueError:
        return "", ""
    return client_id, secret
