"""DynamoDB Local, Amazon's own emulator, for tests and measurements: fetched once by Maven into a cache folder.

Its licence forbids redistribution, so it is never part of the repository or of the product.
"""

from __future__ import annotations

import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx

VERSION = "2.6.1"
CACHE = Path(__file__).parent.parent / ".cache" / f"dynamodb-local-{VERSION}"
START_S = 30
_POM = f"""<project><modelVersion>4.0.0</modelVersion><groupId>tests</groupId><artifactId>dynamodb</artifactId>
<version>1</version><packaging>pom</packaging><dependencies><dependency><groupId>com.amazonaws</groupId>
<artifactId>DynamoDBLocal</artifactId><version>{VERSION}</version></dependency></dependencies></project>"""
_COPY = "org.apache.maven.plugins:maven-dependency-plugin:3.6.1:copy-dependencies"


class DynamoDbLocalMissing(Exception):
    """It cannot run on this machine; the message says what it needs."""


def _jars() -> Path:
    """The folder of jars; filled beside and renamed, so that nobody sees half of it."""
    if CACHE.exists():
        return CACHE
    if shutil.which("mvn") is None:
        raise DynamoDbLocalMissing("DynamoDB Local needs Maven once, to be fetched")
    CACHE.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=CACHE.parent) as work:
        pom, target = Path(work) / "pom.xml", Path(work) / "jars"
        pom.write_text(_POM)
        command = ["mvn", "-B", "-q", "-f", str(pom), _COPY, "-DincludeScope=runtime", f"-DoutputDirectory={target}"]
        if subprocess.run(command, capture_output=True, check=False).returncode != 0:
            raise DynamoDbLocalMissing("DynamoDB Local could not be fetched from Maven Central")
        if not CACHE.exists():
            target.rename(CACHE)
    return CACHE


@contextmanager
def running() -> Iterator[str]:
    """The URL of a server in memory, for the time of the block; DynamoDbLocalMissing where there can be none."""
    if shutil.which("java") is None:
        raise DynamoDbLocalMissing("DynamoDB Local needs Java")
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


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _await_answer(process: subprocess.Popen[bytes], url: str) -> None:
    """Return once it answers at all: it refuses what is no call of its protocol."""
    deadline = time.monotonic() + START_S
    while True:
        if process.poll() is not None:
            raise DynamoDbLocalMissing("DynamoDB Local ended while starting")
        try:
            httpx.get(url, timeout=5)
        except httpx.TransportError:
            if time.monotonic() > deadline:
                raise DynamoDbLocalMissing("DynamoDB Local does not answer") from None
            time.sleep(0.1)
        else:
            return
