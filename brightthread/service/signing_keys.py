"""The issuer's public keys: cached, refetched when a new one is named, but never at a stranger's pace."""

import asyncio
import time
from collections.abc import Callable
from typing import Any, Protocol

import httpx
import structlog
from jose import jwk
from jose.exceptions import JOSEError

from brightthread.service.problems import Problem
from brightthread.service.strict_json import MalformedJson, loads

MAX_KEY_SET_BYTES = 256 * 1024
_FAILED_RETRY_S = 1.0
_KEEP_STALE_S = 30.0
_log = structlog.get_logger(__name__)


class Key(Protocol):
    """One public key."""

    def verify(self, message: bytes, signature: bytes) -> bool: ...


class SigningKeys:
    """The JWKS at ``url``; keys older than ``ttl_s`` are fetched anew, unknown ids at most every ``refetch_s``."""

    def __init__(
        self,
        url: str,
        *,
        ttl_s: float,
        refetch_s: float,
        client: httpx.AsyncClient | None = None,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._url = url
        self._ttl_s = ttl_s
        self._refetch_s = refetch_s
        self._client = client or httpx.AsyncClient(timeout=httpx.Timeout(3.0, connect=1.0))
        self._monotonic = monotonic
        self._lock = asyncio.Lock()
        self._keys: dict[str, Key] | None = None
        self._next_fetch = float("-inf")
        self._stale_at = float("-inf")

    async def find(self, kid: str) -> Key | None:
        """The key with that id, or None; 503 while the issuer has never answered."""
        if self._known(kid) is None or self._monotonic() >= self._stale_at:
            await self._refresh(kid)
        if self._keys is None:
            raise Problem("dependency_unavailable")
        return self._known(kid)

    async def aclose(self) -> None:
        """Close the connections."""
        await self._client.aclose()

    def _known(self, kid: str) -> Key | None:
        return None if self._keys is None else self._keys.get(kid)

    async def _refresh(self, kid: str) -> None:
        async with self._lock:
            now = self._monotonic()
            if now < self._next_fetch or (self._known(kid) is not None and now < self._stale_at):
                return
            try:
                self._keys = await self._fetch()
            except (httpx.HTTPError, MalformedJson, KeyError, TypeError, ValueError) as error:
                # the keys at hand stay in use: an issuer that is down must not sign everyone out
                self._next_fetch = self._monotonic() + _FAILED_RETRY_S
                self._stale_at = self._monotonic() + _KEEP_STALE_S
                _log.warning("signing_keys_not_fetched", error=type(error).__name__)
            else:
                self._next_fetch = self._monotonic() + self._refetch_s
                self._stale_at = self._monotonic() + self._ttl_s

    async def _fetch(self) -> dict[str, Key]:
        response = await self._client.get(self._url)
        response.raise_for_status()
        if len(response.content) > MAX_KEY_SET_BYTES:
            raise ValueError("the key set is too large")
        return dict(_usable_keys(loads(response.content)["keys"]))


def _usable_keys(entries: list[dict[str, Any]]) -> list[tuple[str, Key]]:
    if not all(isinstance(entry, dict) for entry in entries):
        raise TypeError("not a key set")
    usable = []
    for entry in entries:
        if entry.get("kty") == "RSA" and entry.get("alg", "RS256") == "RS256" and entry.get("use", "sig") == "sig":
            usable += _constructed(entry)
    return usable


def _constructed(entry: dict[str, Any]) -> list[tuple[str, Key]]:
    """None or one: a key that cannot be read, or is too short, does not spoil the others."""
    try:
        key = jwk.construct({name: entry[name] for name in ("kty", "n", "e")}, "RS256")
        kid = entry["kid"]
    except (JOSEError, KeyError, ValueError):
        return []
    return [(kid, key)] if isinstance(kid, str) and len(entry["n"]) >= 340 else []
