"""A small service on the kernel, an issuer with its own keys, and a clock that stands still."""

import io
import json
import logging
import time
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
import structlog
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from fastapi import FastAPI
from jose import jwk, jws

from brightthread.service.application import new_app
from brightthread.service.auth import AuthSettings, TokenVerifier
from brightthread.service.draining import Draining
from brightthread.service.logging import LogSettings, configure_logging
from brightthread.service.metrics import Metrics
from tests.unit.kernel.demo_service import router

ISSUER = "https://issuer.test/pool"
CLIENT = "web-client"


class Issuer:
    """Signs tokens and serves its key set to a transport; counts how often it is asked."""

    def __init__(self) -> None:
        self.keys: dict[str, Any] = {}
        self.published: list[dict[str, Any]] = []
        self.asked = 0
        self.answer: Callable[[], httpx.Response] | None = None
        self.add_key("k1")

    def add_key(self, kid: str, *, bits: int = 2048, **members: Any) -> None:
        private = rsa.generate_private_key(public_exponent=65537, key_size=bits)
        self.keys[kid] = private.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        ).decode()
        public = jwk.construct(self.keys[kid], "RS256").public_key().to_dict()
        plain = {name: value.decode() if isinstance(value, bytes) else value for name, value in public.items()}
        self.published.append({**plain, "kid": kid, "use": "sig", "alg": "RS256", **members})

    def handle(self, request: httpx.Request) -> httpx.Response:
        self.asked += 1
        if self.answer is not None:
            return self.answer()
        return httpx.Response(200, json={"keys": self.published})

    def client(self) -> httpx.AsyncClient:
        return httpx.AsyncClient(transport=httpx.MockTransport(self.handle))

    def claims(self, **changes: Any) -> dict[str, Any]:
        now = int(time.time())
        claims = {
            "iss": ISSUER, "sub": "s-1", "client_id": CLIENT, "username": "u-1", "token_use": "access",
            "scope": "openid",             "cognito:groups": ["customers"],
            "iat": now, "exp": now + 3600, "jti": "j",
        }  # fmt: skip
        claims.update(changes)
        return {name: value for name, value in claims.items() if value is not ...}

    def sign(self, payload: bytes, *, kid: str = "k1", header: dict[str, Any] | None = None, alg: str = "RS256") -> str:
        headers = {"kid": kid, **(header or {})}
        return str(jws.sign(payload, self.keys[kid if kid in self.keys else "k1"], headers=headers, algorithm=alg))

    def token(self, *, kid: str = "k1", header: dict[str, Any] | None = None, **changes: Any) -> str:
        return self.sign(json.dumps(self.claims(**changes)).encode(), kid=kid, header=header)


SETTINGS = AuthSettings(issuer=ISSUER, jwks_url="https://issuer.test/jwks", client_ids=frozenset({CLIENT, "machine"}))


@pytest.fixture(autouse=True, scope="session")
def _quiet() -> None:
    """structlog's own rendering of errors would cost more than all the tests."""
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL))


@pytest.fixture(scope="session")
def session_issuer() -> Issuer:
    """Making RSA keys takes a while: most tests share one."""
    return Issuer()


@pytest.fixture
def issuer(session_issuer: Issuer) -> Issuer:
    session_issuer.asked = 0
    session_issuer.answer = None
    return session_issuer


@pytest.fixture
def verifier(issuer: Issuer) -> TokenVerifier:
    return TokenVerifier(SETTINGS, client=issuer.client())


@pytest.fixture
def draining() -> Draining:
    return Draining()


@pytest.fixture
def app(verifier: TokenVerifier, draining: Draining) -> FastAPI:
    return new_app(
        "demo",
        "/demo",
        routers=[router],
        verifier=verifier,
        metrics=Metrics("demo"),
        checks={"database": _fine},
        draining=draining,
    )


@pytest.fixture
async def client(app: FastAPI) -> AsyncIterator[httpx.AsyncClient]:
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://demo") as client:
        yield client


@pytest.fixture
def signed(issuer: Issuer) -> dict[str, str]:
    return {"Authorization": f"Bearer {issuer.token()}"}


async def _fine() -> None:
    return None


@pytest.fixture
def lines(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[io.StringIO]:
    """What the process logs; also in ``logs/demo.jsonl`` of the test's folder."""
    stream = io.StringIO()
    monkeypatch.setattr("sys.stdout", stream)
    root = logging.getLogger()
    before, level = root.handlers[:], root.level
    monkeypatch.setattr(root, "handlers", before)
    configure_logging("demo", LogSettings(file=tmp_path / "logs" / "demo.jsonl"))
    yield stream
    root.setLevel(level)
    structlog.reset_defaults()
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL))
