"""How the agent speaks to the platform: whose token, what is tried again, what an answer that is none becomes."""

from collections.abc import AsyncIterator, Callable
from typing import Any

import httpx
import pytest

from agent_service.adapters.machine_token import MachineToken
from agent_service.adapters.platform_http import HttpPlatform, PlatformConnection
from agent_service.conversation.ports import PlatformRefused, PlatformUnavailable

Answer = Callable[[httpx.Request], httpx.Response]
ORDER = {"order_id": "BT-1", "version": 3, "status": "CREATED"}


class Platform:
    """Answers as told, and keeps the requests."""

    def __init__(self, *answers: httpx.Response | Exception) -> None:
        self.answers = list(answers)
        self.requests: list[httpx.Request] = []

    def __call__(self, request: httpx.Request) -> httpx.Response:
        self.requests.append(request)
        answer = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        if isinstance(answer, Exception):
            raise answer
        return answer

    def client(self) -> HttpPlatform:
        connection = PlatformConnection(httpx.MockTransport(self), "http://platform.test/platform/v1")
        return HttpPlatform(connection, "ana's token")


def _problem(status: int, code: str, **more: Any) -> httpx.Response:
    return httpx.Response(status, json={"code": code, "status": status, **more})


def _page(items: list[Any], cursor: str | None = None) -> httpx.Response:
    return httpx.Response(200, json={"items": items, "next_cursor": cursor})


async def test_every_call_carries_the_customers_token_and_writes_their_key() -> None:
    platform = Platform(httpx.Response(201, json={"quote_id": "q_1"}))
    await platform.client().create_quote("BT/1", [{"type": "cancel_order"}], replaces=None, key="k-1")
    (request,) = platform.requests
    assert request.headers["authorization"] == "Bearer ana's token"
    assert request.headers["idempotency-key"] == "k-1"
    assert request.url.raw_path == b"/platform/v1/orders/BT%2F1/quotes"


@pytest.mark.parametrize("trouble", [httpx.ReadTimeout("slow"), httpx.ConnectError("gone"), _problem(503, "draining")])
async def test_what_may_have_been_lost_is_asked_again(trouble: Any) -> None:
    platform = Platform(trouble, httpx.Response(200, json=ORDER))
    assert await platform.client().order("BT-1") == ORDER
    assert len(platform.requests) == 2


async def test_an_apply_that_is_still_being_served_is_asked_again_with_the_same_key() -> None:
    platform = Platform(_problem(409, "idempotency_in_progress"), httpx.Response(200, json={"change_id": "chg_1"}))
    await platform.client().apply("q_1", {}, key="k")
    assert [request.headers["idempotency-key"] for request in platform.requests] == ["k", "k"]


async def test_a_refusal_is_told_with_all_it_says_and_not_repeated() -> None:
    platform = Platform(_problem(409, "order_changed", fresh_quote=None))
    with pytest.raises(PlatformRefused) as refused:
        await platform.client().apply("q_1", {}, key="k")
    assert (refused.value.status, refused.value.code) == (409, "order_changed")
    assert refused.value.body["fresh_quote"] is None
    assert len(platform.requests) == 1


async def test_no_answer_is_unavailable_and_noted_in_the_trace() -> None:
    client = Platform(httpx.ConnectError("gone")).client()
    with pytest.raises(PlatformUnavailable):
        await client.me()
    (call,) = client.calls
    assert (call["name"], call["http_status"], call["error_code"]) == ("me", None, "ConnectError")


async def test_lists_are_read_to_their_end() -> None:
    platform = Platform(_page([1, 2], "more"), _page([3]))
    assert await platform.client().products() == [1, 2, 3]
    assert platform.requests[1].url.params["cursor"] == "more"


class BreaksOff(httpx.AsyncByteStream):
    """An answer whose body ends too soon."""

    closed = 0

    async def __aiter__(self) -> AsyncIterator[bytes]:
        yield b'{"user_id"'
        raise httpx.ReadError("gone")

    async def aclose(self) -> None:
        type(self).closed += 1


async def test_an_answer_that_breaks_off_gives_its_connection_back() -> None:
    platform = Platform(*(httpx.Response(200, stream=BreaksOff()) for _ in range(3)))
    with pytest.raises(PlatformUnavailable):
        await platform.client().me()
    assert BreaksOff.closed == len(platform.requests) == 3


async def test_the_catalogue_is_read_once_for_all_customers_for_a_while() -> None:
    platform = Platform(_page([{"product_id": "p-1"}]))
    connection = PlatformConnection(
        httpx.MockTransport(platform), "http://platform.test/platform/v1", catalogue_ttl_s=60
    )
    for token in ("ana's", "lena's"):
        assert await HttpPlatform(connection, token).products() == [{"product_id": "p-1"}]
    assert len(platform.requests) == 1
    connection.catalogue = (0.0, [])
    assert await HttpPlatform(connection, "ana's").products() == [{"product_id": "p-1"}]


async def test_an_order_seen_in_this_version_and_status_is_not_read_again() -> None:
    platform = Platform(httpx.Response(200, json=ORDER))
    client = platform.client()
    await client.order("BT-1")
    assert await client.listed_order({**ORDER, "summary": "listed"}) == ORDER
    assert len(platform.requests) == 1
    await client.listed_order({**ORDER, "version": 4})
    assert len(platform.requests) == 2


async def test_a_machine_token_is_kept_until_shortly_before_its_end() -> None:
    asked: list[httpx.Request] = []
    now = [0.0]

    def issue(request: httpx.Request) -> httpx.Response:
        asked.append(request)
        return httpx.Response(200, json={"access_token": f"t{len(asked)}", "expires_in": 3600})

    http = httpx.AsyncClient(transport=httpx.MockTransport(issue))
    machine = MachineToken(http, "http://issuer.test/token", "agent", "secret", lambda: now[0])
    assert [await machine.get(), await machine.get()] == ["t1", "t1"]
    assert b"client_credentials" in asked[0].content
    now[0] = 3541.0
    assert await machine.get() == "t2"


async def test_an_issuer_that_is_down_is_unavailable() -> None:
    http = httpx.AsyncClient(transport=httpx.MockTransport(lambda _: httpx.Response(500)))
    with pytest.raises(PlatformUnavailable):
        await MachineToken(http, "http://issuer.test/token", "agent", "secret").get()
