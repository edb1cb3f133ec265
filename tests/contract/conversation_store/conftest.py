"""The stores that keep the one contract."""

import itertools
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import boto3
import pytest
from moto import mock_aws

from agent_service.adapters.dynamodb import DynamoConversations, create_table
from tests import dynamodb_local
from tests.conversation_world import SetClock, Wire

_numbers = itertools.count(1)


@pytest.fixture(scope="session")
def moto_client() -> Iterator[Any]:
    with mock_aws():
        yield boto3.client("dynamodb", region_name="us-east-1", aws_access_key_id="x", aws_secret_access_key="x")


@pytest.fixture(scope="session")
def dynamodb_local_client() -> Iterator[Any]:
    with dynamodb_local.running() as url:
        yield dynamodb_local.client_of(url)


@pytest.fixture(params=["moto", pytest.param("dynamodb_local", marks=pytest.mark.java)])
def wire(request: pytest.FixtureRequest) -> Wire:
    return Wire(request.getfixturevalue(f"{request.param}_client"))


@pytest.fixture
def clock() -> SetClock:
    return SetClock()


@pytest.fixture(scope="session")
def pool() -> Iterator[ThreadPoolExecutor]:
    with ThreadPoolExecutor(16) as pool:
        yield pool


@pytest.fixture
def table(wire: Wire) -> Iterator[str]:
    name = f"conversations-{next(_numbers)}"
    create_table(wire, name)
    yield name
    wire.client.delete_table(TableName=name)


@pytest.fixture
def store(wire: Wire, table: str, clock: SetClock, pool: ThreadPoolExecutor) -> DynamoConversations:
    return DynamoConversations(wire, table, clock, pool)
