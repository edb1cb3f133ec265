"""Replicas over moto in this process, and over DynamoDB Local where there is Java."""

import itertools
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import boto3
import pytest
from moto import mock_aws

from agent_service.adapters.dynamodb import create_table
from tests import dynamodb_local
from tests.conversation_world import NumberedIds, SetClock
from tests.fakes.bedrock import Emulated, Minds, emulated, minds_at
from tests.fakes.dialogue import EchoDialogue
from tests.integration.agent.replicas import World

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
def world(request: pytest.FixtureRequest) -> Iterator[World]:
    client = request.getfixturevalue(f"{request.param}_client")
    table = f"replicas-{next(_numbers)}"
    create_table(client, table)
    with ThreadPoolExecutor(16) as pool:
        yield World(client, threading.Lock(), table, pool, SetClock(), NumberedIds(), EchoDialogue())
    client.delete_table(TableName=table)


@pytest.fixture(scope="session")
def bedrock_server() -> Iterator[Emulated]:
    with emulated() as found:
        yield found


@pytest.fixture
def bedrock(bedrock_server: Emulated) -> Emulated:
    """The emulated Bedrock, with nothing scripted."""
    bedrock_server.forget()
    return bedrock_server


@pytest.fixture(scope="session")
def minds(bedrock_server: Emulated) -> Minds:
    """Reader and explainer over it."""
    return minds_at(bedrock_server.url)
