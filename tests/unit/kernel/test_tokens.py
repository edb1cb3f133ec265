"""Only a fresh access token of our issuer, for one of our clients, signed by a published key, lets anyone in."""

import base64
import json
import time
from collections.abc import Callable
from typing import Any

import httpx
import pytest
from jose import jws

from brightthread.service.auth import TokenVerifier, Unauthenticated
from brightthread.service.problems import Problem
from brightthread.service.signing_keys import SigningKeys
from tests.unit.kernel.conftest import CLIENT, SETTINGS, Issuer

NOW = int(time.time())


def _b64(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


async def test_good_token_names_its_user_groups_and_scopes(verifier: TokenVerifier, issuer: Issuer) -> None:
    token = issuer.token(scope="a b", **{"cognito:groups": ["customers", "x"]})
    who = await verifier.verify(token)
    assert (who.user_id, who.groups, who.scopes, who.client_id, who.token) == (
        "u-1", {"customers", "x"}, {"a", "b"}, CLIENT, token,
    )  # fmt: skip
    assert token not in repr(who)


async def test_machine_token_has_no_user_and_no_groups(verifier: TokenVerifier, issuer: Issuer) -> None:
    token = issuer.token(**{"client_id": "machine", "username": ..., "cognito:groups": ..., "scope": "s"})
    who = await verifier.verify(token)
    assert (who.user_id, who.groups, who.scopes) == ("", frozenset(), {"s"})


BAD_CLAIMS: dict[str, dict[str, Any]] = {
    "id token": {"token_use": "id"},
    "no token_use": {"token_use": ...},
    "other issuer": {"iss": "https://evil.test"},
    "issuer as list": {"iss": ["https://issuer.test/pool"]},
    "other client": {"client_id": "other"},
    "no client": {"client_id": ...},
    "client as list": {"client_id": [CLIENT]},
    "audience of another": {"aud": "other"},
    "no exp": {"exp": ...},
    "string exp": {"exp": str(NOW + 60)},
    "float exp": {"exp": NOW + 60.5},
    "bool exp": {"exp": True},
    "expired": {"exp": NOW - 60, "iat": NOW - 120},
    "huge exp": {"exp": 10**30},
    "exp in a century": {"exp": NOW + 100 * 365 * 86400},
    "negative exp": {"exp": -1},
    "exp before iat": {"exp": NOW + 1, "iat": NOW + 2},
    "no iat": {"iat": ...},
    "string iat": {"iat": str(NOW)},
    "future iat": {"iat": NOW + 600, "exp": NOW + 900},
    "future nbf": {"nbf": NOW + 600},
    "string nbf": {"nbf": "1"},
    "no sub": {"sub": ...},
    "empty username": {"username": ""},
    "null username": {"username": None},
    "username as number": {"username": 7},
    "username with NUL": {"username": "a\x00"},
    "long username": {"username": "a" * 129},
    "groups as text": {"cognito:groups": "customers"},
    "groups of numbers": {"cognito:groups": [1]},
    "scope as list": {"scope": ["a"]},
}


@pytest.mark.parametrize("name", BAD_CLAIMS)
async def test_claims_that_are_not_ours_are_refused(verifier: TokenVerifier, issuer: Issuer, name: str) -> None:
    with pytest.raises(Unauthenticated):
        await verifier.verify(issuer.token(**BAD_CLAIMS[name]))


BAD_HEADERS: dict[str, dict[str, Any]] = {
    "crit": {"crit": ["exp"]},
    "unknown crit": {"crit": ["x"], "x": 1},
    "jku": {"jku": "https://evil.test/jwks"},
    "x5u": {"x5u": "https://evil.test/cert"},
    "jwk": {"jwk": {"kty": "RSA"}},
    "x5c": {"x5c": ["a"]},
    "zip": {"zip": "DEF"},
    "b64": {"b64": False},
    "kid as list": {"kid": ["k1"]},
    "empty kid": {"kid": ""},
    "other typ": {"typ": "JOSE"},
    "typ as number": {"typ": 1},
}


@pytest.mark.parametrize("name", BAD_HEADERS)
async def test_headers_that_say_more_are_refused(verifier: TokenVerifier, issuer: Issuer, name: str) -> None:
    with pytest.raises(Unauthenticated):
        await verifier.verify(issuer.token(header=BAD_HEADERS[name]))


def _hs256_with_public_key(issuer: Issuer) -> str:
    claims = json.dumps(issuer.claims()).encode()
    return str(jws.sign(claims, "secret", headers={"kid": "k1"}, algorithm="HS256"))


def _unsigned(issuer: Issuer) -> str:
    header = _b64(json.dumps({"alg": "none", "kid": "k1"}).encode())
    return f"{header}.{_b64(json.dumps(issuer.claims()).encode())}.{_b64(b'x')}"


def _doubled(issuer: Issuer) -> str:
    claims = json.dumps(issuer.claims())
    return issuer.sign(claims.replace("{", '{"username": "u-2", ', 1).encode())


def _doubled_header(issuer: Issuer) -> str:
    _, claims, signature = issuer.token().split(".")
    header = _b64(b'{"alg":"RS256","kid":"k0","kid":"k1"}')
    return f"{header}.{claims}.{signature}"


def _swapped(issuer: Issuer) -> str:
    header, _, signature = issuer.token().split(".")
    return f"{header}.{_b64(json.dumps(issuer.claims(username='u-2')).encode())}.{signature}"


FORGED: dict[str, Callable[[Issuer], str]] = {
    "empty": lambda _: "",
    "one segment": lambda _: "abc",
    "four segments": lambda issuer: issuer.token() + ".x",
    "JWE": lambda _: "a.b.c.d.e",
    "padded": lambda issuer: issuer.token() + "==",
    "newline": lambda issuer: issuer.token() + "\n",
    "other characters": lambda issuer: issuer.token().replace(".", ".é", 1),
    "one megabyte": lambda issuer: issuer.sign(json.dumps(issuer.claims(x="x" * 1_000_000)).encode()),
    "HS256": _hs256_with_public_key,
    "none": _unsigned,
    "RS512": lambda issuer: issuer.sign(json.dumps(issuer.claims()).encode(), alg="RS512"),
    "doubled claim": _doubled,
    "doubled kid": _doubled_header,
    "claims not signed": _swapped,
    "no signature": lambda issuer: issuer.token().rpartition(".")[0] + ".",
    "claims are a list": lambda issuer: issuer.sign(b"[]"),
    "claims are no JSON": lambda issuer: issuer.sign(b"abc"),
    "claims with NaN": lambda issuer: issuer.sign(b'{"exp": NaN}'),
    "claims too deep": lambda issuer: issuer.sign(b"[" * 4000),
    "unknown kid": lambda issuer: issuer.token(kid="unknown"),
}


@pytest.mark.parametrize("name", FORGED)
async def test_forged_tokens_are_refused(verifier: TokenVerifier, issuer: Issuer, name: str) -> None:
    with pytest.raises(Unauthenticated):
        await verifier.verify(FORGED[name](issuer))


@pytest.mark.parametrize(
    "headers",
    [
        [],
        [("Authorization", "")],
        [("Authorization", "Bearer")],
        [("Authorization", "Basic abc")],
        [("Authorization", "Bearer a.b.c")],
        [("Authorization", "good"), ("Authorization", "good")],
    ],
)
async def test_every_refusal_reads_the_same(
    client: httpx.AsyncClient, issuer: Issuer, headers: list[tuple[str, str]]
) -> None:
    sent = [(name, f"Bearer {issuer.token()}" if value == "good" else value) for name, value in headers]
    response = await client.get("/demo/v1/me", headers=[*sent, ("X-Correlation-Id", "c")])
    assert response.status_code == 401
    assert response.headers["www-authenticate"] == "Bearer"
    assert response.json() == {
        "type": "/problems/unauthenticated", "title": "Not signed in", "status": 401, "code": "unauthenticated",
        "detail": "A valid access token is needed.", "correlation_id": "c",
    }  # fmt: skip


async def test_scheme_is_case_insensitive(client: httpx.AsyncClient, issuer: Issuer) -> None:
    response = await client.get("/demo/v1/me", headers={"Authorization": f"bearer {issuer.token()}"})
    assert response.json() == {"user_id": "u-1"}


async def test_small_clock_differences_are_forgiven(verifier: TokenVerifier, issuer: Issuer) -> None:
    now = int(time.time())
    await verifier.verify(issuer.token(iat=now + 3, exp=now + 60))
    await verifier.verify(issuer.token(iat=now - 60, exp=now - 1))


class Watch:
    """A monotonic clock moved by hand."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def watch() -> Watch:
    return Watch()


@pytest.fixture
def fresh() -> Issuer:
    return Issuer()


@pytest.fixture
def keys(fresh: Issuer, watch: Watch) -> SigningKeys:
    return SigningKeys("https://i/jwks", ttl_s=600, refetch_s=10, client=fresh.client(), monotonic=watch)


async def test_keys_are_fetched_once_and_again_when_old(keys: SigningKeys, fresh: Issuer, watch: Watch) -> None:
    for _ in range(3):
        assert await keys.find("k1")
    assert fresh.asked == 1
    watch.now = 601
    fresh.published.clear()
    assert await keys.find("k1") is None
    assert fresh.asked == 2


async def test_unknown_key_ids_cannot_hurry_the_issuer(keys: SigningKeys, fresh: Issuer, watch: Watch) -> None:
    for number in range(50):
        assert await keys.find(f"no-{number}") is None
    assert fresh.asked == 1
    watch.now = 11
    fresh.add_key("k2")
    assert await keys.find("k2")
    assert fresh.asked == 2


async def test_silent_issuer_signs_no_one_out(keys: SigningKeys, fresh: Issuer, watch: Watch) -> None:
    assert await keys.find("k1")
    fresh.answer = lambda: httpx.Response(503)
    watch.now = 601
    assert await keys.find("k1")
    assert await keys.find("k1")
    assert fresh.asked == 2


@pytest.mark.parametrize("body", [b"", b"[]", b'{"keys": 1}', b'{"keys": [1]}', b"{}", b" " * 300_000])
async def test_issuer_that_never_answered_sensibly_is_unavailable(
    keys: SigningKeys, fresh: Issuer, watch: Watch, body: bytes
) -> None:
    fresh.answer = lambda: httpx.Response(200, content=body)
    with pytest.raises(Problem, match="dependency_unavailable"):
        await keys.find("k1")
    fresh.answer = None
    watch.now = 1.5
    assert await keys.find("k1")


async def test_weak_foreign_and_broken_keys_are_passed_over(fresh: Issuer, keys: SigningKeys) -> None:
    fresh.add_key("short", bits=1024)
    fresh.add_key("enc", use="enc")
    fresh.add_key("other", alg="RS512")
    fresh.published += [
        {"kty": "RSA", "kid": "broken", "n": "!", "e": "AQAB"},
        {"kty": "oct", "kid": "oct", "k": "c2VjcmV0"},
    ]
    assert await keys.find("k1")
    for kid in ("short", "enc", "other", "broken", "oct"):
        assert await keys.find(kid) is None


async def test_settings_are_checked_for_the_right_issuer(issuer: Issuer) -> None:
    other = TokenVerifier(SETTINGS.model_copy(update={"issuer": "https://other"}), client=issuer.client())
    with pytest.raises(Unauthenticated):
        await other.verify(issuer.token())
