"""HTTP to a vendor: time limits, a breaker, and retries of reads; what goes wrong becomes a VendorError.

This is the only layer that retries, and only what changes nothing. A write that failed is read before it is tried
again, by who asked for it.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import httpx

from brightthread.service.correlation import correlation_id
from brightthread.service.resilience import Breaker, CircuitOpen, Timeouts, retrying
from platform_service.application.vendor_ports import Misused, Refused, Unavailable

READ_ATTEMPTS = 2
READ_WITHIN_S = 8.0
LONGEST_MESSAGE = 300


@dataclass(frozen=True, slots=True)
class Errors:
    """The three errors of one vendor."""

    unavailable: type[Unavailable]
    refused: type[Refused]
    misused: type[Misused]


class VendorHttp:
    """A client of one vendor; statuses below 500 are handed to the caller, except 408, 425 and 429.

    ``our_fault`` recognises answers of 500 that are no outage: those are handed on as well.
    """

    def __init__(
        self, client: httpx.AsyncClient, errors: Errors, breaker: Breaker,
        our_fault: Callable[[httpx.Response], bool] = lambda _: False,
    ) -> None:  # fmt: skip
        self._client = client
        self._errors = errors
        self._breaker = breaker
        self._our_fault = our_fault

    async def write(
        self, method: str, path: str, *, json: Any, headers: Mapping[str, str] | None = None
    ) -> httpx.Response:
        """Send one request, once."""
        return await self._send(method, path, json=json, headers=headers)

    async def read(
        self, method: str, path: str, *, json: Any = None, params: Mapping[str, Any] | None = None
    ) -> httpx.Response:
        """Send a request that changes nothing, again if need be."""
        async for attempt in retrying(self._worth_repeating, attempts=READ_ATTEMPTS, within_s=READ_WITHIN_S):
            with attempt:
                return await self._send(method, path, json=json, params=params)
        raise AssertionError("the last attempt returns or raises")

    def _worth_repeating(self, error: Exception) -> bool:
        # Who waited in vain once has waited long enough, and a time to come back is for those who can wait that long.
        return isinstance(error, Unavailable) and error.retry_after is None and error.code != "timeout"

    async def _send(
        self, method: str, path: str, *, json: Any, params: Mapping[str, Any] | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> httpx.Response:  # fmt: skip
        sent = {"X-Correlation-Id": correlation_id(), **(headers or {})}
        try:
            with self._breaker.guard(self._errors.unavailable):
                return await self._exchange(method, path, json, params, sent)
        except CircuitOpen as error:
            raise self._errors.unavailable("circuit_open", str(error), error.retry_after_s) from error

    async def _exchange(
        self, method: str, path: str, json: Any, params: Mapping[str, Any] | None, headers: Mapping[str, str]
    ) -> httpx.Response:
        try:
            answer = await self._client.request(method, path, json=json, params=params, headers=headers)
        except httpx.TimeoutException as error:
            raise self._errors.unavailable("timeout", f"no answer in time to {method} {path}") from error
        except httpx.RequestError as error:
            raise self._errors.unavailable("unreachable", f"{type(error).__name__} on {method} {path}") from error
        if answer.status_code in (408, 425, 429) or (answer.status_code >= 500 and not self._our_fault(answer)):
            code = "rate_limited" if answer.status_code == 429 else "unavailable"
            raise self._errors.unavailable(code, f"{answer.status_code} to {method} {path}", retry_after(answer))
        return answer


def retry_after(answer: httpx.Response) -> float | None:
    """Return the seconds of a Retry-After header, None where there is none that is a number."""
    value = answer.headers.get("retry-after", "")
    return float(value) if value.isdigit() else None


def new_client(
    base_url: str, headers: Mapping[str, str], *,
    transport: httpx.AsyncBaseTransport | None = None, timeouts: Timeouts | None = None,
) -> httpx.AsyncClient:  # fmt: skip
    """Return a client with the house's time limits (connect 1 s, read 5 s) unless told others."""
    limits = (timeouts or Timeouts()).httpx()
    return httpx.AsyncClient(base_url=base_url, headers=headers, timeout=limits, transport=transport)


def first_line(message: Any) -> str:
    """Return what may be kept of a vendor's words: the first line, not too long, never a traceback."""
    lines = str(message).strip().splitlines() or [""]
    return lines[0][:LONGEST_MESSAGE]
