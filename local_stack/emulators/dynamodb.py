"""DynamoDB's wire protocol by moto, kept on disk: what a write leaves behind is in a journal before the answer.

moto itself holds everything in memory and is not safe under threads, so all requests go one after another through one
thread. The journal holds the definitions of tables and, for every item written, the item as it then was; starting reads
it back and writes it anew without what has been overwritten since. Region and credentials of a request do not matter.
"""

from __future__ import annotations

import asyncio
import base64
import io
import json
import time
import zlib
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from moto.core.models import DEFAULT_ACCOUNT_ID
from moto.dynamodb.models import dynamodb_backends
from moto.dynamodb.models.table import Table
from moto.moto_server.werkzeug_app import create_backend_app
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

REGION = "us-east-1"
AUTHORIZATION = (
    f"AWS4-HMAC-SHA256 Credential=local/20260101/{REGION}/dynamodb/aws4_request, SignedHeaders=host, Signature=0"
)
CONTENT_TYPE = "application/x-amz-json-1.0"
DEFINITIONS = frozenset({"CreateTable", "UpdateTable", "DeleteTable", "UpdateTimeToLive"})
WRITES = frozenset({"PutItem", "UpdateItem", "DeleteItem", "BatchWriteItem", "TransactWriteItems"})
READS = frozenset(
    {
        "GetItem",
        "BatchGetItem",
        "TransactGetItems",
        "Query",
        "Scan",
        "ListTables",
        "DescribeTable",
        "DescribeTimeToLive",
    }
)
BINARY = "\0base64"
Document = dict[str, Any]


def unavailable(status: int, path: str) -> Response:
    """A made-up failure in the shape DynamoDB gives it."""
    kind = "InternalServerError" if status >= 500 else "ThrottlingException"
    body = json.dumps({"__type": f"com.amazonaws.dynamodb.v20120810#{kind}", "message": f"emulated fault {status}"})
    return Response(body, status, {"x-amz-crc32": str(zlib.crc32(body.encode()))}, CONTENT_TYPE)


class DynamoDb:
    """ASGI application; ``open`` reads the journal and must come first."""

    def __init__(self, journal: Path) -> None:
        self._journal = Journal(journal)
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="dynamodb")
        self._application = create_backend_app("dynamodb")

    def open(self) -> None:
        """Bring back what was there at the end of the last run."""
        self._thread.submit(self._restore).result()

    def close(self) -> None:
        self._thread.shutdown()
        self._journal.close()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope, receive)
        target = request.headers.get("x-amz-target", "")
        body = await request.body()
        loop = asyncio.get_running_loop()
        status, headers, answer = await loop.run_in_executor(self._thread, self._exchange, target, body)
        response = Response(answer, status)
        response.raw_headers = [(b"content-length", b"%d" % len(answer)), *headers]
        await response(scope, receive, send)

    def _exchange(self, target: str, body: bytes) -> tuple[int, list[tuple[bytes, bytes]], bytes]:
        operation = target.rpartition(".")[2]
        if operation not in DEFINITIONS | WRITES | READS:  # what the journal does not know would be lost
            return 400, [], json.dumps({"__type": "UnknownOperationException", "message": operation}).encode()
        status, headers, answer = self._call(target, body)
        if status == 200:
            self._journal.append(_records(operation, body))
        kept = [
            (name.lower().encode(), value.encode())
            for name, value in headers
            if name.lower() not in ("content-length", "date", "server")
        ]
        return status, kept, answer

    def _call(self, target: str, body: bytes) -> tuple[int, list[tuple[str, str]], bytes]:
        begun: list[Any] = []

        def start_response(status: str, headers: list[tuple[str, str]], *_: Any) -> Callable[[bytes], object]:
            begun[:] = [int(status.split(" ", 1)[0]), headers]
            return lambda _: None

        parts = self._application(_environ(target, body), start_response)
        answer = b"".join(parts)
        return begun[0], begun[1], answer

    def _restore(self) -> None:
        dynamodb_backends[DEFAULT_ACCOUNT_ID][REGION].reset()
        definitions, tables = self._journal.read()
        for record in definitions:
            self._call(f"DynamoDB_20120810.{record['operation']}", json.dumps(record["request"]).encode())
        for name, items in tables.items():
            for item in items.values():
                _table(name).put_item(item, overwrite=True)
        self._journal.rewrite(definitions, tables)


class Journal:
    """A file of JSON lines: ``{"operation", "request"}`` or ``{"table", "key", "item": {…} | null}``."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._path = path
        self._file = path.open("ab", buffering=0)

    def append(self, records: Iterator[Document]) -> None:
        """Add records, in one write; the kernel has them when this returns."""
        data = b"".join(map(_line, records))
        if data:
            self._file.write(data)

    def read(self) -> tuple[list[Document], dict[str, dict[str, Document]]]:
        """The definitions in force, in their order, and by table the items by key, without expired ones."""
        definitions: list[Document] = []
        tables: dict[str, dict[str, Document]] = {}
        for record in self._records():
            if "operation" not in record:
                items = tables.setdefault(record["table"], {})
                key = json.dumps(record["key"], sort_keys=True)
                items.pop(key, None)
                if record["item"] is not None:
                    items[key] = record["item"]
            elif record["operation"] == "DeleteTable":
                name = record["request"]["TableName"]
                tables.pop(name, None)
                definitions = [each for each in definitions if each["request"]["TableName"] != name]
            else:
                definitions.append(record)
        _drop_expired(definitions, tables)
        return definitions, tables

    def rewrite(self, definitions: list[Document], tables: dict[str, dict[str, Document]]) -> None:
        """Put just these in place of all there was."""
        work = self._path.with_suffix(".part")
        with work.open("wb") as file:
            for record in definitions:
                file.write(_line(record))
            for name, items in tables.items():
                for key, item in items.items():
                    file.write(_line({"table": name, "key": json.loads(key), "item": item}))
        self._file.close()
        work.replace(self._path)
        self._file = self._path.open("ab", buffering=0)

    def close(self) -> None:
        self._file.close()

    def _records(self) -> Iterator[Document]:
        with self._path.open("rb") as file:
            for line in file:
                try:
                    yield json.loads(line, object_hook=_with_bytes)
                except ValueError:  # cut short by a kill: its request was never answered
                    return


def _line(record: Document) -> bytes:
    return json.dumps(record, separators=(",", ":"), default=_without_bytes).encode() + b"\n"


def _without_bytes(value: bytes) -> Document:
    return {BINARY: base64.b64encode(value).decode()}


def _with_bytes(value: Document) -> Any:
    return base64.b64decode(value[BINARY]) if BINARY in value else value


def _drop_expired(definitions: list[Document], tables: dict[str, dict[str, Document]]) -> None:
    for record in definitions:
        settings = record["request"].get("TimeToLiveSpecification")
        if record["operation"] != "UpdateTimeToLive" or not settings["Enabled"]:
            continue
        items = tables.get(record["request"]["TableName"], {})
        for key, item in list(items.items()):
            ends = item.get(settings["AttributeName"], {}).get("N")
            if ends is not None and float(ends) < time.time():
                del items[key]


def _records(operation: str, body: bytes) -> Iterator[Document]:
    """What is to be kept of an accepted request."""
    if operation in DEFINITIONS:
        yield {"operation": operation, "request": json.loads(body)}
    if operation not in WRITES:
        return
    for name, key in _written(operation, body):
        item = _table(name).get_item(*_key_values(name, key))
        yield {"table": name, "key": key, "item": item.to_json()["Attributes"] if item else None}


def _written(operation: str, body: bytes) -> Iterator[tuple[str, Document]]:
    """Table and key of every item a request wrote."""
    request = json.loads(body)
    if operation == "BatchWriteItem":
        writes = [(name, *write.values()) for name, writes in request["RequestItems"].items() for write in writes]
    elif operation == "TransactWriteItems":
        parts = [part for write in request["TransactItems"] for kind, part in write.items() if kind != "ConditionCheck"]
        writes = [(part["TableName"], part) for part in parts]
    else:
        writes = [(request["TableName"], request)]
    for name, write in writes:
        yield name, _key(name, write.get("Key") or write["Item"])


def _table(name: str) -> Table:
    table: Table = dynamodb_backends[DEFAULT_ACCOUNT_ID][REGION].get_table(name)
    return table


def _key(name: str, attributes: Document) -> Document:
    table = _table(name)
    return {each: attributes[each] for each in (table.hash_key_attr, table.range_key_attr) if each}


def _key_values(name: str, key: Document) -> tuple[Any, Any]:
    return dynamodb_backends[DEFAULT_ACCOUNT_ID][REGION].get_keys_value(_table(name), key)


def _environ(target: str, body: bytes) -> Document:
    return {
        "REQUEST_METHOD": "POST",
        "SCRIPT_NAME": "",
        "PATH_INFO": "/",
        "QUERY_STRING": "",
        "SERVER_NAME": "127.0.0.1",
        "SERVER_PORT": "80",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "CONTENT_TYPE": CONTENT_TYPE,
        "CONTENT_LENGTH": str(len(body)),
        "HTTP_HOST": f"dynamodb.{REGION}.amazonaws.com",
        "HTTP_X_AMZ_TARGET": target,
        "HTTP_AUTHORIZATION": AUTHORIZATION,
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": "http",
        "wsgi.input": io.BytesIO(body),
        "wsgi.errors": io.StringIO(),
        "wsgi.multithread": False,
        "wsgi.multiprocess": False,
        "wsgi.run_once": False,
    }
