"""A platform in memory behind a socket, for agents that are processes: a world of its own for each customer.

A customer signs in as ``NUMBER-USER``: ``17-u-ana`` is the demo's ``u-ana`` in world 17. Keyed calls are answered as
the platform does: the same key, the same answer, one effect.
"""

from collections.abc import Awaitable, Callable
from typing import Any

from jose import jwt
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from agent_service.conversation.ports import PlatformRefused
from local_stack.tokens import TokenIssuer
from tests.fakes.platform import FakePlatform
from tests.fakes.world import World

Json = dict[str, Any]
Call = Callable[[FakePlatform, Request], Awaitable[Any]]


def _key(request: Request) -> str:
    return request.headers["idempotency-key"]


async def _quote(platform: FakePlatform, request: Request) -> Any:
    body = await request.json()
    order_id, replaces = request.path_params["id"], body.get("replaces")
    return await platform.create_quote(order_id, body["changes"], replaces=replaces, key=_key(request))


async def _apply(platform: FakePlatform, request: Request) -> Any:
    return await platform.apply(request.path_params["id"], await request.json(), key=_key(request))


async def _escalate(platform: FakePlatform, request: Request) -> Any:
    return await platform.create_escalation(await request.json(), key=_key(request))


def _read(name: str) -> Call:
    async def call(platform: FakePlatform, request: Request) -> Any:
        return await getattr(platform, name)(*request.path_params.values())

    return call


def _listed(name: str) -> Call:
    async def call(platform: FakePlatform, request: Request) -> Any:
        return {"items": await getattr(platform, name)(*request.path_params.values()), "next_cursor": None}

    return call


CALLS: tuple[tuple[str, str, Call], ...] = (
    ("GET", "/me", _read("me")),
    ("GET", "/orders", _listed("orders")),
    ("GET", "/orders/{id}", _read("order")),
    ("GET", "/orders/{id}/tracking", _read("tracking")),
    ("GET", "/orders/{id}/timeline", _listed("timeline")),
    ("GET", "/products", _listed("products")),
    ("GET", "/addresses", _listed("addresses")),
    ("GET", "/artworks", _listed("artworks")),
    ("POST", "/orders/{id}/quotes", _quote),
    ("DELETE", "/quotes/{id}", _read("release_quote")),
    ("POST", "/quotes/{id}/apply", _apply),
    ("GET", "/changes/{id}", _read("change")),
    ("POST", "/escalations", _escalate),
)


class ServedPlatforms:
    """The worlds, and the keys of the token issuer."""

    def __init__(self, issuer: TokenIssuer) -> None:
        self._issuer = issuer
        self._platforms: dict[str, FakePlatform] = {}

    def of(self, user_id: str) -> FakePlatform:
        """What the customer sees."""
        if user_id not in self._platforms:
            self._platforms[user_id] = FakePlatform(World(), user_id.partition("-")[2])
        return self._platforms[user_id]

    def token(self, user_id: str) -> str:
        """An access token of the customer."""
        return self._issuer.for_user(user_id, ["customers"]).text

    def app(self) -> Starlette:
        """The application: the platform's API, and ``/keys``."""

        async def keys(_: Request) -> Response:
            return JSONResponse(self._issuer.key_set())

        routes = [Route(f"/platform/v1{path}", self._route(call), methods=[verb]) for verb, path, call in CALLS]
        return Starlette(routes=[Route("/keys", keys), *routes])

    def _route(self, call: Call) -> Callable[[Request], Awaitable[Response]]:
        async def answer(request: Request) -> Response:
            token = request.headers["authorization"].removeprefix("Bearer ")
            platform = self.of(jwt.get_unverified_claims(token)["username"])
            try:
                return JSONResponse(await call(platform, request))
            except PlatformRefused as refused:
                return JSONResponse(refused.body, refused.status)

        return answer
