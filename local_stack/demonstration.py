"""``brightthread demo``: one conversation from request to receipt, and what it changed in database and ERP."""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import psycopg

from local_stack import postgres
from local_stack.chat.assistant import Assistant, sign_in
from local_stack.chat.conversation import Conversation
from local_stack.complaint import Complaint
from local_stack.layout import free_port_base
from local_stack.services import ODOO_DATABASE, Stack
from local_stack.up import UpOptions, up

SCRIPT = Path(__file__).parent / "demo" / "conversation.json"
SYNCED_WITHIN_S = 30.0
Document = dict[str, Any]


def demo(port_base: int | None) -> int:
    """Start a throw-away stack, play the script, show the effects, stop; 0 if the change arrived everywhere."""
    folder = Path(tempfile.mkdtemp(prefix="brightthread-demo-"))
    base = port_base if port_base is not None else free_port_base(random.SystemRandom())
    played: list[bool] = []

    def play(stack: Stack) -> None:
        try:
            played.append(Demonstration(stack, json.loads(SCRIPT.read_text())).play())
        except (Complaint, httpx.HTTPError, psycopg.Error) as error:
            print(f"The demonstration failed: {error}", file=sys.stderr)
        finally:
            os.kill(os.getpid(), signal.SIGTERM)

    def in_background(stack: Stack) -> None:
        threading.Thread(target=play, args=(stack,), daemon=True).start()

    try:
        code = up(UpOptions(data_dir=folder, port_base=base, quiet=True), in_background)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return code or (0 if played == [True] else 1)


class Demonstration:
    """Plays a script of one user on one order."""

    def __init__(self, stack: Stack, script: Document) -> None:
        self._stack = stack
        self._script = script
        self._order_id: str = script["order_id"]
        self._http = httpx.Client(base_url=stack.layout.base, timeout=30)

    def play(self) -> bool:
        """Print everything; True if the change was applied and all systems agree."""
        self._show("Before")
        token = sign_in(self._stack.layout.base, self._script["user_id"])
        conversation = Conversation(Assistant(self._stack.layout.base, token), sys.stdout, lambda _: "yes")
        _title(f"The conversation: {self._script['user_id']} about {self._order_id}")
        conversation.begin(self._order_id)
        for words in self._script["says"]:
            print(f"\nyou> {words}")
            conversation.answer(words)
        print("\nyou> 1   (the confirm button)")
        reply = conversation.answer("1")
        outcome = (reply or {}).get("outcome") or {}
        if outcome.get("kind") != "applied":
            print(f"The change was not applied: {outcome or 'nothing was confirmed'}.")
            return False
        synced = self._wait_until_synced(outcome["change_id"], token)
        self._show("After")
        return synced

    def _wait_until_synced(self, change_id: str, token: str) -> bool:
        headers = {"Authorization": f"Bearer {token}"}
        deadline = time.monotonic() + SYNCED_WITHIN_S
        while True:
            change: Document = self._http.get(f"/platform/v1/changes/{change_id}", headers=headers).json()
            if change.get("sync_state") == "synced" or time.monotonic() > deadline:
                break
            time.sleep(0.1)
        print(f"\nThe change {change_id} is {change.get('status')}, its systems: {change.get('sync_state')}")
        for step in change.get("steps", []):
            print(f"  {step['system']:<9} {step['status']:<11} {step['reference'] or ''}")
        return bool(change.get("sync_state") == "synced")

    def _show(self, when: str) -> None:
        _title(f"{when}: {self._order_id} in the database (PostgreSQL)")
        for line in self._database_lines():
            print(f"  {line}")
        _title(f"{when}: {self._order_id} in the ERP (Odoo)")
        for line in self._erp_lines():
            print(f"  {line}")

    def _database_lines(self) -> Iterator[str]:
        with psycopg.connect(self._stack.cluster.dsn(postgres.ADMINISTRATOR)) as connection:
            orders = "SELECT status, version, delivery_date, total FROM orders WHERE order_id = %s"
            for status, version, day, total in connection.execute(orders, (self._order_id,)):
                yield f"{status}, version {version}, arrives {day}, total {total / 100:,.2f}"
            lines = "SELECT line_id, sku, quantity FROM order_lines WHERE order_id = %s ORDER BY position"
            for line_id, sku, quantity in connection.execute(lines, (self._order_id,)):
                yield f"{line_id:<12} {sku:<14} {quantity:>5}"
            entries = "SELECT count(*) FROM audit_entries WHERE order_id = %s"
            for (count,) in connection.execute(entries, (self._order_id,)):
                yield f"audit entries: {count}"

    def _erp_lines(self) -> Iterator[str]:
        wanted = [["client_order_ref", "=", self._order_id]]
        for order in self._odoo("sale.order", "search_read", domain=wanted, fields=["name", "state", "order_line"]):
            yield f"{order['name']} ({order['state']})"
            fields = ["product_id", "product_uom_qty"]
            for line in self._odoo("sale.order.line", "read", ids=order["order_line"], fields=fields):
                yield f"{line['product_id'][1]:<48} {line['product_uom_qty']:>7g}"

    def _odoo(self, model: str, method: str, **arguments: Any) -> list[Document]:
        url = f"{self._stack.layout.origin('odoo')}/json/2/{model}/{method}"
        headers = {"Authorization": f"bearer {self._stack.secrets.odoo_api_key}", "X-Odoo-Database": ODOO_DATABASE}
        answer = self._http.post(url, json=arguments, headers=headers)
        answer.raise_for_status()
        found: list[Document] = answer.json()
        return found


def _title(text: str) -> None:
    print(f"\n{text}\n{'─' * len(text)}", flush=True)
