"""DynamoDB Local in tests: one server a session (and xdist worker).

Where it cannot run, the tests that need it are skipped with one line, unless ``BRIGHTTHREAD_REQUIRE_JAVA=1`` says that
they must run.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager

import boto3
import pytest
from botocore.config import Config

from local_stack import dynamodb_local

SWITCH = "BRIGHTTHREAD_REQUIRE_JAVA"


def client_of(url: str) -> object:
    """A client for a local endpoint."""
    return boto3.client(
        "dynamodb",
        endpoint_url=url,
        region_name="us-east-1",
        aws_access_key_id="local",
        aws_secret_access_key="local",
        config=Config(connect_timeout=1, read_timeout=10, max_pool_connections=64, retries={"total_max_attempts": 1}),
    )


@contextmanager
def running() -> Iterator[str]:
    """The URL of a server in memory, for the time of the block."""
    server = dynamodb_local.running()
    try:
        url = server.__enter__()
    except dynamodb_local.DynamoDbLocalMissing as missing:
        if os.environ.get(SWITCH) == "1":
            pytest.fail(f"{missing}, and {SWITCH}=1 says that it must run")
        pytest.skip(str(missing))
    try:
        yield url
    finally:
        server.__exit__(None, None, None)
