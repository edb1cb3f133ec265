"""A body that is too large is answered 413, however much of it is still on its way: directly, and at the one origin."""

import http.client
import json

import pytest
from fastapi import FastAPI

from brightthread.routes import Route
from brightthread.service.application import new_app
from brightthread.service.auth import TokenVerifier
from brightthread.service.metrics import Metrics
from local_stack.gateway.app import Gateway
from local_stack.gateway.upstream import Upstream
from tests.integration.local_stack.serving import serving_in_thread
from tests.postgres import free_port
from tests.unit.kernel.conftest import SETTINGS, Issuer
from tests.unit.kernel.demo_service import router

MIB = 1024 * 1024


@pytest.fixture(scope="module")
def issuer() -> Issuer:
    return Issuer()


@pytest.fixture
def app(issuer: Issuer) -> FastAPI:
    verifier = TokenVerifier(SETTINGS, client=issuer.client())
    return new_app("demo", "/demo", routers=[router], verifier=verifier, metrics=Metrics("demo"), checks={})


@pytest.mark.parametrize("door", ["service", "gateway"])
@pytest.mark.parametrize("chunked", [False, True])
def test_a_client_that_is_still_sending_gets_the_answer(app: FastAPI, issuer: Issuer, door: str, chunked: bool) -> None:
    inner, outer = free_port(), free_port()
    upstream = Upstream("127.0.0.1", inner)
    gateway = Gateway([Route("/demo", "demo")], {"demo": upstream}, front_page="demo")
    with serving_in_thread(app, inner), serving_in_thread(gateway, outer):
        port = inner if door == "service" else outer
        for _ in range(3):
            assert _post(port, "/demo/v1/orders/BT-1/quotes", "application/json", 6 * MIB, issuer, chunked) == 413
            assert _post(port, "/demo/v1/artworks", "multipart/form-data; boundary=b", 52 * MIB, issuer, chunked) == 413


def _post(port: int, path: str, kind: str, size: int, issuer: Issuer, chunked: bool) -> int:
    """The status of the answer, for a client that reads nothing before it has sent everything."""
    head = b'--b\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\n' if "form" in kind else b'{"a":"'
    pieces = [head, *[b"x" * MIB] * (size // MIB)]
    headers = {"Content-Type": kind, "Authorization": f"Bearer {issuer.token()}"}
    if not chunked:
        headers["Content-Length"] = str(sum(map(len, pieces)))
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    try:
        connection.request("POST", path, body=iter(pieces), headers=headers, encode_chunked=chunked)
        response = connection.getresponse()
        assert json.loads(response.read())["code"] == "body_too_large"
        return response.status
    finally:
        connection.close()
