"""A stack of our own for tests: started as a person would start it, driven through its public API."""

import json
import os
import random
import signal
import subprocess
import sys
import time
import uuid
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import httpx
import psycopg

from local_stack.layout import free_port_base

Document = dict[str, Any]
READY_WITHIN_S = 120
STOPPED_WITHIN_S = 60


class RunningStack:
    """``brightthread up`` as a process; ``ready`` is its ready file, there after ``start``."""

    def __init__(self, folder: Path, *options: str, port_base: int | None = None) -> None:
        self.folder = folder
        self.data_dir = folder / "data"
        self.ready_file = folder / "ready.json"
        self.output = folder / "output.log"
        self.port_base = free_port_base(random.SystemRandom()) if port_base is None else port_base
        self.ready: Document = {}
        self._options = options
        self._process: subprocess.Popen[bytes] | None = None
        self._tokens: dict[str, str] = {}

    @classmethod
    def attached(cls, ready_file: Path) -> "RunningStack":
        """One that somebody else has started and will stop."""
        stack = cls(ready_file.parent)
        stack.ready_file = ready_file
        stack.ready = stack.read_ready_file()
        return stack

    def command(self) -> Sequence[str]:
        words = ["up", "--data-dir", self.data_dir, "--port-base", self.port_base, "--ready-file", self.ready_file]
        return [sys.executable, "-m", "local_stack", *map(str, words), *self._options]

    @property
    def pid(self) -> int:
        assert self._process is not None
        return self._process.pid

    def start(self) -> None:
        """Start it and wait for its ready file."""
        self._tokens.clear()
        with self.output.open("ab") as file:
            self._process = subprocess.Popen(self.command(), stdout=file, stderr=subprocess.STDOUT)
        deadline = time.monotonic() + READY_WITHIN_S
        while not self.ready_file.exists():
            assert self._process.poll() is None, f"the stack ended:\n{self._tail()}"
            assert time.monotonic() < deadline, f"the stack is not ready:\n{self._tail()}"
            time.sleep(0.05)
        self.ready = self.read_ready_file()

    def read_ready_file(self) -> Document:
        """What the ready file says now: process ids change when a service is started again."""
        document: Document = json.loads(self.ready_file.read_text())
        return document

    def stop(self, number: signal.Signals = signal.SIGTERM) -> int:
        """Stop it; its exit code."""
        assert self._process is not None
        if self._process.poll() is None:
            self._process.send_signal(number)
        return self._process.wait(STOPPED_WITHIN_S)

    def end(self) -> None:
        """Make sure that it is gone, whatever state it is in."""
        if self._process is not None and self._process.poll() is None:
            self._process.terminate()
            self._process.wait(STOPPED_WITHIN_S)

    def kill_service(self, name: str) -> int:
        """SIGKILL one of its processes; the process id it had."""
        pid: int = self.read_ready_file()["pids"][name]
        os.kill(pid, signal.SIGKILL)
        return pid

    def token(self, user_id: str) -> str:
        """An access token, kept for later calls."""
        if user_id not in self._tokens:
            answer = httpx.post(f"{self.ready['base']}/local/token", json={"user_id": user_id}, timeout=20)
            self._tokens[user_id] = answer.raise_for_status().json()["access_token"]
        return self._tokens[user_id]

    def client(self, user_id: str | None = None) -> httpx.Client:
        """A client of the one origin, signed in as the user."""
        headers = {"Authorization": f"Bearer {self.token(user_id)}"} if user_id else {}
        return httpx.Client(base_url=self.ready["base"], headers=headers, timeout=60)

    def get(self, user_id: str, path: str) -> Document:
        """GET as a user; fails the test unless it is a 2xx."""
        with self.client(user_id) as client:
            document: Document = client.get(path).raise_for_status().json()
            return document

    def advance(self, order_id: str, **wanted: Any) -> Document:
        """Move an order in the real world."""
        with self.client() as client:
            answer = client.post(f"/local/orders/{order_id}/advance", json=wanted)
            document: Document = answer.raise_for_status().json()
            return document

    def sql(self, statement: str, *parameters: Any) -> list[tuple[Any, ...]]:
        """Rows of a query by the administrator."""
        with psycopg.connect(self.ready["postgres"]) as connection:
            return connection.execute(statement, parameters).fetchall()

    def odoo(self, model: str, method: str, **arguments: Any) -> Any:
        """A call to the ERP, as its own client would make it."""
        erp = self.ready["odoo"]
        headers = {"Authorization": f"bearer {erp['api_key']}", "X-Odoo-Database": erp["database"]}
        answer = httpx.post(f"{erp['url']}/json/2/{model}/{method}", json=arguments, headers=headers, timeout=20)
        return answer.raise_for_status().json()

    def tickets(self) -> list[Document]:
        """All tickets in the CRM."""
        tickets: list[Document] = []
        url = "/api/v2/tickets.json?page[size]=100"
        while url:
            document = self.zendesk(url)
            tickets += document["tickets"]
            url = (document.get("links") or {}).get("next") if document["meta"]["has_more"] else None
        return tickets

    def tickets_of(self, external_id: str) -> list[Document]:
        """The tickets of one escalation or review."""
        found: list[Document] = self.zendesk(f"/api/v2/tickets.json?external_id={external_id}")["tickets"]
        return found

    def zendesk(self, path: str) -> Document:
        """GET from the CRM; ``path`` may be a whole URL of it."""
        desk = self.ready["zendesk"]
        url = path if path.startswith("http") else desk["url"] + path
        answer = httpx.get(url, auth=(f"{desk['email']}/token", desk["api_token"]), timeout=20)
        document: Document = answer.raise_for_status().json()
        return document

    def fault(self, emulator: str, match: str, times: int = 1, **fault: Any) -> None:
        """Let the next calls of an emulator that match ``METHOD /path-regex`` fail."""
        rule = {"match": match, "times": times, "fault": fault}
        httpx.post(f"{self.ready[emulator]['url']}/_emulator/fault", json=rule, timeout=20).raise_for_status()

    def no_faults(self, emulator: str) -> None:
        """Forget the faults of an emulator."""
        httpx.delete(f"{self.ready[emulator]['url']}/_emulator/fault", timeout=20).raise_for_status()

    def answers(self, *services: str) -> bool:
        """Whether the services are ready."""
        with self.client() as client:
            try:
                return all(client.get(f"{self.ready[name]}/ready").status_code == 200 for name in services)
            except httpx.TransportError:
                return False

    def conversation(self, user_id: str, order_id: str | None = None) -> "Conversation":
        """A fresh conversation of a user."""
        return Conversation(self.client(user_id), order_id)

    def _tail(self) -> str:
        return self.output.read_text(errors="replace")[-3000:]


class Conversation:
    """One conversation through the public API; every call returns the Reply."""

    def __init__(self, client: httpx.Client, order_id: str | None) -> None:
        self._client = client
        answer = client.post("/agent/v1/conversations", json={"order_id": order_id} if order_id else {})
        turn = answer.raise_for_status().json()
        self.conversation_id: str = turn["conversation_id"]
        self.reply: Document = turn["reply"]

    def say(self, text: str) -> Document:
        """Type something."""
        return self._send(text=text)

    def act(self, **action: Any) -> Document:
        """Press a button."""
        return self._send(action=action)

    def choose(self, number: int = 1) -> Document:
        """Take the option of that number."""
        return self.act(type="choose_option", option_id=self.quote["options"][number - 1]["option_id"])

    def confirm(self, option_id: str | None = None) -> Document:
        """Press the confirm button of the offer that waits."""
        quote = self.quote
        chosen = option_id or quote["options"][0]["option_id"]
        return self.act(type="confirm", quote_id=quote["quote_id"], option_id=chosen, digest=quote["digest"])

    @property
    def quote(self) -> Document:
        """The quote that waits."""
        quote = self.reply["quote"]
        assert quote is not None, f"no offer waits: {self.reply}"
        return quote

    def part(self, kind: str) -> Document:
        """The part of that kind in the latest reply."""
        return next(part for part in self.reply["parts"] if part["kind"] == kind)

    def read(self) -> Document:
        """The conversation with its messages."""
        answer = self._client.get(f"/agent/v1/conversations/{self.conversation_id}")
        document: Document = answer.raise_for_status().json()
        return document

    def _send(self, **said: Any) -> Document:
        body = {"client_message_id": uuid.uuid4().hex, **said}
        answer = self._client.post(f"/agent/v1/conversations/{self.conversation_id}/messages", json=body)
        assert answer.status_code == 200, answer.text
        self.reply = answer.json()["reply"]
        return self.reply


def eventually(condition: Any, seconds: float = 30) -> Any:
    """The first true value of the condition; fails the test when there is none in time."""
    deadline = time.monotonic() + seconds
    while True:
        value = condition()
        if value:
            return value
        assert time.monotonic() < deadline, f"never came true; last value {value!r}"
        time.sleep(0.1)


def alive(pid: int) -> bool:
    """Whether a process runs (a zombie does not)."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    status = Path(f"/proc/{pid}/stat")
    return not (status.exists() and status.read_text().rpartition(")")[2].split()[0] == "Z")
