"""Access tokens: RS256 tokens of one issuer, in Cognito's form, and nothing else (``docs/security.md``, Tokens)."""

import re
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import httpx
from jose.utils import base64url_decode, base64url_encode
from pydantic import BaseModel
from starlette.datastructures import Headers

from brightthread.service.problems import Problem
from brightthread.service.signing_keys import SigningKeys
from brightthread.service.strict_json import MalformedJson, loads

MAX_TOKEN_BYTES = 8192
_SEGMENTS = re.compile(r"([A-Za-z0-9_-]+)\.([A-Za-z0-9_-]+)\.([A-Za-z0-9_-]+)", re.ASCII)
_HEADER_NAMES = frozenset({"alg", "kid", "typ"})
_NAME = re.compile(r"[^\x00-\x1f\x7f]{1,128}")


class AuthSettings(BaseModel):
    """Whose tokens are taken, and for which clients."""

    issuer: str
    jwks_url: str
    client_ids: frozenset[str]
    leeway_s: int = 5
    max_lifetime_s: int = 86_400
    jwks_ttl_s: float = 600.0
    jwks_refetch_s: float = 10.0


class Unauthenticated(Problem):
    """Whatever is wrong with a token: one code and one text. The reason goes nowhere but into ``reason``."""

    def __init__(self, reason: str) -> None:
        super().__init__("unauthenticated")
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Principal:
    """Who calls. ``user_id`` is the token's username, empty for a machine; ``token`` is passed on to the platform."""

    user_id: str
    groups: frozenset[str]
    scopes: frozenset[str]
    client_id: str
    token: str

    def __repr__(self) -> str:
        return f"Principal(user_id={self.user_id!r}, groups={sorted(self.groups)}, client_id={self.client_id!r})"


def bearer_token(headers: Headers) -> str:
    """The token of the one Authorization header; Unauthenticated where there is none, or several."""
    given = headers.getlist("authorization")
    if len(given) != 1:
        raise Unauthenticated("not exactly one Authorization header")
    scheme, _, token = given[0].partition(" ")
    if scheme.lower() != "bearer":
        raise Unauthenticated("not a bearer token")
    return token.strip(" ")


class TokenVerifier:
    """Verifies access tokens against the issuer's published keys."""

    def __init__(
        self, settings: AuthSettings, *, client: httpx.AsyncClient | None = None, now: Callable[[], float] = time.time
    ) -> None:
        self._settings = settings
        self._now = now
        self._keys = SigningKeys(
            settings.jwks_url, ttl_s=settings.jwks_ttl_s, refetch_s=settings.jwks_refetch_s, client=client
        )

    async def verify(self, token: str) -> Principal:
        """Who the token speaks for; Unauthenticated, or a 503 Problem while no key could ever be fetched."""
        header_part, claims_part, signature_part = _split(token)
        key = await self._keys.find(_key_id(_read(header_part)))
        signed = f"{header_part}.{claims_part}".encode("ascii")
        if key is None or not key.verify(signed, _decode(signature_part)):
            raise Unauthenticated("no key of the issuer made this signature")
        return self._principal(_read(claims_part), token)

    async def aclose(self) -> None:
        """Close the connections to the issuer."""
        await self._keys.aclose()

    def _principal(self, claims: dict[str, Any], token: str) -> Principal:
        if claims.get("iss") != self._settings.issuer or claims.get("token_use") != "access":
            raise Unauthenticated("not an access token of the issuer")
        client_id = _name(claims, "client_id")
        if client_id not in self._settings.client_ids or claims.get("aud", client_id) != client_id:
            raise Unauthenticated("not for one of our clients")
        self._check_times(claims)
        _name(claims, "sub")
        return Principal(
            user_id=_name(claims, "username") if "username" in claims else "",
            groups=_groups(claims),
            scopes=_scopes(claims),
            client_id=client_id,
            token=token,
        )

    def _check_times(self, claims: dict[str, Any]) -> None:
        now, leeway = self._now(), self._settings.leeway_s
        expires, issued = _instant(claims, "exp"), _instant(claims, "iat")
        if expires <= now - leeway:
            raise Unauthenticated("expired")
        if issued > now + leeway or ("nbf" in claims and _instant(claims, "nbf") > now + leeway):
            raise Unauthenticated("not valid yet")
        if not 0 < expires - issued <= self._settings.max_lifetime_s:
            raise Unauthenticated("lives longer than the issuer allows")


def _split(token: str) -> tuple[str, str, str]:
    if len(token) > MAX_TOKEN_BYTES:
        raise Unauthenticated("too long")
    segments = _SEGMENTS.fullmatch(token)
    if segments is None:
        raise Unauthenticated("not three segments")
    return segments[1], segments[2], segments[3]


def _decode(segment: str) -> bytes:
    encoded = segment.encode("ascii")
    try:
        decoded = bytes(base64url_decode(encoded))
    except ValueError:
        raise Unauthenticated("not base64url") from None
    if base64url_encode(decoded) != encoded:
        raise Unauthenticated("not canonical base64url")
    return decoded


def _read(segment: str) -> dict[str, Any]:
    try:
        members = loads(_decode(segment))
    except MalformedJson:
        raise Unauthenticated("not strict JSON") from None
    if not isinstance(members, dict):
        raise Unauthenticated("not an object")
    return members


def _key_id(header: dict[str, Any]) -> str:
    """The ``kid``; a header that says anything but alg, kid and typ (crit, jku, x5u, jwk …) is refused."""
    if not header.keys() <= _HEADER_NAMES or header.get("alg") != "RS256":
        raise Unauthenticated("not a header of ours")
    if str(header.get("typ", "JWT")).upper() not in ("JWT", "AT+JWT"):
        raise Unauthenticated("not a JWT")
    return _name(header, "kid")


def _name(members: dict[str, Any], field: str) -> str:
    value = members.get(field)
    if not isinstance(value, str) or not _NAME.fullmatch(value):
        raise Unauthenticated(f"{field} is no name")
    return value


def _instant(claims: dict[str, Any], field: str) -> int:
    value = claims.get(field)
    if type(value) is not int or not 0 <= value < 2**53:
        raise Unauthenticated(f"{field} is no instant")
    return value


def _groups(claims: dict[str, Any]) -> frozenset[str]:
    groups = claims.get("cognito:groups", [])
    if not isinstance(groups, list) or not all(isinstance(group, str) for group in groups):
        raise Unauthenticated("groups are no list of names")
    return frozenset(groups)


def _scopes(claims: dict[str, Any]) -> frozenset[str]:
    scopes = claims.get("scope", "")
    if not isinstance(scopes, str):
        raise Unauthenticated("scope is no text")
    return frozenset(scopes.split())
