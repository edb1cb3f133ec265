"""The platform over HTTP, with the token of the customer whose turn it is."""

import time
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any
from urllib.parse import quote as quoted
from urllib.parse import urlencode

import aiohttp
import httpx
from httpx_aiohttp import AiohttpTransport

from agent_service.conversation.ports import PlatformRefused, PlatformUnavailable
from brightthread.service import quick_json
from brightthread.service.correlation import HEADER, correlation_id
from brightthread.service.crash_points import crash_point
from brightthread.service.resilience import Breaker, CircuitOpen, Timeouts, retrying

Json = dict[str, Any]
TIMEOUTS = Timeouts(connect_s=1.0, read_s=4.0, pool_s=1.0)
ATTEMPTS = 3
WITHIN_S = 6.0
_PAGE = 100
_MOST_PAGES = 20
_REMEMBERED = 2000
_AGAIN = frozenset({"idempotency_in_progress", "draining"})


class _Again(Exception):
    """Worth another try: no answer, a server error, or the same request is still being served."""

    def __init__(self, status: int | None, code: str | None) -> None:
        super().__init__(code or "no answer")
        self.status = status
        self.code = code


@dataclass(slots=True)
class PlatformConnection:
    """What all turns of a process share: connections, the breaker, orders and products as last seen.

    Requests go straight to the ``transport``: a turn makes five or six, and what an httpx client does besides (cookies,
    redirects, its own headers) costs as much as the request and is of no use here.
    """

    transport: httpx.AsyncBaseTransport
    base: str
    timeout: httpx.Timeout = field(default_factory=TIMEOUTS.httpx)
    breaker: Breaker = field(default_factory=lambda: Breaker("platform"))
    seen: OrderedDict[tuple[str, int, str], Json] = field(default_factory=OrderedDict)
    catalogue_ttl_s: float = 0.0
    catalogue: tuple[float, list[Json]] | None = None
    """The products, the same for every customer, and until when (monotonic) they are not asked for again."""

    @classmethod
    def to(cls, url: str, catalogue_ttl_s: float = 0.0) -> "PlatformConnection":
        """Connections to the platform at ``url`` (an origin): aiohttp's, at half the price of httpx's own."""
        transport = AiohttpTransport(limits=httpx.Limits(max_connections=200))
        return cls(transport, url.rstrip("/") + "/platform/v1", catalogue_ttl_s=catalogue_ttl_s)

    def client(self) -> httpx.AsyncClient:
        """A client that uses these connections, for what is none of the platform's routes."""
        return httpx.AsyncClient(transport=self.transport, timeout=self.timeout)

    async def send(self, method: str, target: str, headers: dict[str, str], content: bytes | None) -> httpx.Response:
        """The whole answer to one request."""
        extensions = {"timeout": self.timeout.as_dict()}
        url = _url(self.base + target)
        request = httpx.Request(method, url, headers=headers, content=content, extensions=extensions)
        response = await self.transport.handle_async_request(request)
        try:
            await response.aread()
        finally:
            await response.aclose()  # also of an answer that breaks off, or that nobody waits for any more
        return response

    def remember(self, order: Json) -> None:
        """Keep an order as it is now; the least recently used fall out."""
        self.seen[_version(order)] = order
        while len(self.seen) > _REMEMBERED:
            self.seen.popitem(last=False)

    def recall(self, item: Json) -> Json | None:
        """The order a listed item stands for, if it was seen in that version and status."""
        key = _version(item)
        if key in self.seen:
            self.seen.move_to_end(key)
        return self.seen.get(key)


@lru_cache(maxsize=1000)
def _url(url: str) -> httpx.URL:
    """Read once: the same few are asked again and again."""
    return httpx.URL(url)


def _version(order: Json) -> tuple[str, int, str]:
    return (order["order_id"], order["version"], order["status"])


class HttpPlatform:
    """``Platform`` for one turn; ``calls`` is what it did, as rows of the trace."""

    def __init__(self, connection: PlatformConnection, token: str) -> None:
        self._connection = connection
        self._token = token
        self.calls: list[Json] = []

    async def _ask(
        self, name: str, method: str, path: str, *, key: str | None = None, body: Json | None = None, params: Any = None
    ) -> Any:
        headers = {"Authorization": f"Bearer {self._token}", HEADER: correlation_id()}
        if key is not None:
            headers["Idempotency-Key"] = key
        if body is not None:
            headers["Content-Type"] = "application/json"
        content = None if body is None else quick_json.dumps(body)
        target = path if params is None else f"{path}?{urlencode(params)}"
        row: Json = {"name": name, "duration_ms": 0.0, "http_status": None, "error_code": None}
        started = time.perf_counter()
        crash_point(f"turn.before_{name}")
        try:
            response = await self._answered(method, target, headers, content)
        except (_Again, CircuitOpen) as error:
            row |= {"http_status": getattr(error, "status", None), "error_code": getattr(error, "code", None)}
            raise PlatformUnavailable(str(error)) from error
        finally:
            row["duration_ms"] = round((time.perf_counter() - started) * 1000, 1)
            self.calls.append(row)
        crash_point(f"turn.after_{name}")
        row["http_status"] = response.status_code
        if response.is_success:
            return _content(response)
        problem = _problem(response)
        row["error_code"] = problem["code"]
        raise PlatformRefused(response.status_code, problem["code"], problem)

    async def _answered(self, *request: Any) -> httpx.Response:
        """The answer; every request may be sent again, for it reads, has a key, or has no second effect."""
        with self._connection.breaker.guard(_Again):
            async for attempt in retrying(_Again, attempts=ATTEMPTS, within_s=WITHIN_S):
                with attempt:
                    return await self._send(*request)
        raise AssertionError("retrying ends with an answer or an error")

    async def _send(self, *request: Any) -> httpx.Response:
        try:
            response = await self._connection.send(*request)
        except (httpx.TransportError, aiohttp.ClientError) as error:  # what is no HTTP comes as aiohttp's own
            raise _Again(None, type(error).__name__) from error
        code = None if response.is_success else _problem(response)["code"]
        if response.status_code >= 500 or code in _AGAIN:
            raise _Again(response.status_code, code)
        return response

    async def _list(self, name: str, path: str, most_pages: int = _MOST_PAGES) -> list[Json]:
        items: list[Json] = []
        params: Json = {"limit": _PAGE}
        for _ in range(most_pages):
            page = await self._ask(name, "GET", path, params=params)
            items += page["items"]
            if page["next_cursor"] is None:
                break
            params["cursor"] = page["next_cursor"]
        return items

    async def me(self) -> Json:
        return await self._read("me", "/me")

    async def _read(self, name: str, path: str) -> Json:
        answer: Json = await self._ask(name, "GET", path)
        return answer

    async def orders(self) -> list[Json]:
        return await self._list("orders", "/orders", most_pages=1)

    async def order(self, order_id: str) -> Json:
        order = await self._read("order", f"/orders/{_part(order_id)}")
        self._connection.remember(order)
        return order

    async def listed_order(self, item: Json) -> Json:
        return self._connection.recall(item) or await self.order(item["order_id"])

    async def products(self) -> list[Json]:
        known = self._connection.catalogue
        if known is not None and time.monotonic() < known[0]:
            return known[1]
        found = await self._list("products", "/products")
        self._connection.catalogue = (time.monotonic() + self._connection.catalogue_ttl_s, found)
        return found

    async def inventory(self, skus: Sequence[str]) -> list[Json]:
        answer = await self._ask("inventory", "GET", "/inventory", params=[("sku", sku) for sku in skus])
        items: list[Json] = answer["items"]
        return items

    async def addresses(self) -> list[Json]:
        return await self._list("addresses", "/addresses")

    async def artworks(self) -> list[Json]:
        return await self._list("artworks", "/artworks")

    async def create_quote(self, order_id: str, changes: list[Json], *, replaces: str | None, key: str) -> Json:
        body = {"changes": changes} | ({"replaces": replaces} if replaces else {})
        return await self._write("create_quote", f"/orders/{_part(order_id)}/quotes", body, key)

    async def _write(self, name: str, path: str, body: Json, key: str | None) -> Json:
        answer: Json = await self._ask(name, "POST", path, key=key, body=body)
        return answer

    async def quote(self, quote_id: str) -> Json:
        return await self._read("quote", f"/quotes/{_part(quote_id)}")

    async def release_quote(self, quote_id: str) -> None:
        await self._ask("release_quote", "DELETE", f"/quotes/{_part(quote_id)}")

    async def apply(self, quote_id: str, body: Json, *, key: str) -> Json:
        return await self._write("apply", f"/quotes/{_part(quote_id)}/apply", body, key)

    async def change(self, change_id: str) -> Json:
        return await self._read("change", f"/changes/{_part(change_id)}")

    async def receipt(self, change_id: str) -> Json:
        return await self._read("receipt", f"/changes/{_part(change_id)}/receipt")

    async def create_escalation(self, body: Json, *, key: str) -> Json:
        return await self._write("create_escalation", "/escalations", body, key)

    async def withdraw_review(self, review_id: str) -> Json:
        return await self._write("withdraw_review", f"/reviews/{_part(review_id)}/withdraw", {}, None)

    async def tracking(self, order_id: str) -> Json:
        return await self._read("tracking", f"/orders/{_part(order_id)}/tracking")

    async def timeline(self, order_id: str) -> list[Json]:
        return await self._list("timeline", f"/orders/{_part(order_id)}/timeline")

    async def policy(self) -> Json:
        return await self._read("policy", "/policy")

    async def export_customer(self, user_id: str) -> Json:
        return await self._read("export_customer", f"/customers/{_part(user_id)}/export")

    async def erase_customer(self, user_id: str) -> Json:
        erased: Json = await self._ask("erase_customer", "DELETE", f"/customers/{_part(user_id)}/data")
        return erased


def _part(ident: str) -> str:
    return quoted(ident, safe="")


def _content(response: httpx.Response) -> Any:
    """What an answer holds; one of a proxy, in another language, is none of the platform's."""
    try:
        return quick_json.loads(response.content) if response.content else None
    except ValueError as error:
        raise PlatformUnavailable("the answer is no JSON") from error


def _problem(response: httpx.Response) -> Json:
    """The problem an answer holds; one that holds none is our bug or a proxy's."""
    try:
        body = quick_json.loads(response.content)
    except ValueError:
        body = None
    return body if isinstance(body, dict) and "code" in body else {"code": "unknown", "status": response.status_code}
