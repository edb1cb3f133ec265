"""DynamoDB Local for tests: fetched once by Maven into a cache folder, one server a session (and xdist worker).

Its licence forbids redistribution, so it is never part of the repository. Where there is no Java the tests that need it
are skipped with one line, unless ``BRIGHTTHREAD_REQUIRE_JAVA=1`` says that they must run.
"""

import os
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import boto3
import pytest
from botocore.config import Config
from botocore.exceptions import BotoCoreError

VERSION = "2.6.1"
CACHE = Path(__file__).parent.parent / ".cache" / f"dynamodb-local-{VERSION}"
SWITCH = "BRIGHTTHREAD_REQUIRE_JAVA"
POM = f"""<project><modelVersion>4.0.0</modelVersion><groupId>tests</groupId><artifactId>dynamodb</artifactId>
<version>1</version><packaging>pom</packaging><dependencies><dependency><groupId>com.amazonaws</groupId>
<artifactId>DynamoDBLocal</artifactId><version>{VERSION}</version></dependency></dependencies></project>"""
COPY = "org.apache.maven.plugins:maven-dependency-plugin:3.6.1:copy-dependencies"
START_S = 30


def _missing(reason: str) -> None:
    if os.environ.get(SWITCH) == "1":
        pytest.fail(f"{reason}, and {SWITCH}=1 says that it must run")
    pytest.skip(reason)


def _jars() -> Path:
    """The folder of jars; filled beside and renamed, so that workers never see half of it."""
    if CACHE.exists():
        return CACHE
    if shutil.which("mvn") is None:
        _missing("DynamoDB Local needs Maven once, to be fetched")
    CACHE.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=CACHE.parent) as work:
        pom, target = Path(work) / "pom.xml", Path(work) / "jars"
        pom.write_text(POM)
        command = ["mvn", "-B", "-q", "-f", str(pom), COPY, "-DincludeScope=runtime", f"-DoutputDirectory={target}"]
        fetched = subprocess.run(command, capture_output=True, text=True, check=False)
        if fetched.returncode != 0:
            _missing("DynamoDB Local could not be fetched from Maven Central")
        if not CACHE.exists():
            target.rename(CACHE)
    return CACHE


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


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
    if shutil.which("java") is None:
        _missing("DynamoDB Local needs Java")
    jars, port = _jars(), _free_port()
    options = ["-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-DDDB_LOCAL_TELEMETRY=0"]
    command = ["java", *options, f"-Dsqlite4java.library.path={jars}", "-cp", f"{jars}/*"]
    command += ["com.amazonaws.services.dynamodbv2.local.main.ServerRunner", "-inMemory", "-sharedDb"]
    command += ["-disableTelemetry", "-port", str(port)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        url = f"http://127.0.0.1:{port}"
        _await_answer(process, url)
        yield url
    finally:
        process.terminate()
        process.wait(10)


def _await_answer(process: "subprocess.Popen[bytes]", url: str) -> None:
    client = client_of(url)
    deadline = time.monotonic() + START_S
    while True:
        try:
            client.list_tables()  # type: ignore[attr-defined]
        except BotoCoreError:
            assert process.poll() is None, "DynamoDB Local ended while starting"
            assert time.monotonic() < deadline, "DynamoDB Local does not answer"
            time.sleep(0.1)
        else:
            return
