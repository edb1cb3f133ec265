"""The emulated Zendesk's memory: users, tickets with comments and audits, and answers kept by idempotency key."""

import html
import json
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from local_stack.emulators import webhooks
from local_stack.emulators.storage import Store

Object = dict[str, Any]
SCHEMA = """
CREATE TABLE IF NOT EXISTS users (
    id INTEGER PRIMARY KEY AUTOINCREMENT, email TEXT NOT NULL UNIQUE, name TEXT NOT NULL, role TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS tickets (
    id INTEGER PRIMARY KEY AUTOINCREMENT, external_id TEXT, updated_at TEXT NOT NULL, body TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS tickets_external ON tickets (external_id);
CREATE TABLE IF NOT EXISTS comments (
    id INTEGER PRIMARY KEY AUTOINCREMENT, ticket INTEGER NOT NULL, audit INTEGER NOT NULL, author INTEGER NOT NULL,
    public INTEGER NOT NULL, body TEXT NOT NULL, html_body TEXT NOT NULL, created_at TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS comments_ticket ON comments (ticket);
CREATE TABLE IF NOT EXISTS audits (
    id INTEGER PRIMARY KEY AUTOINCREMENT, ticket INTEGER NOT NULL, author INTEGER NOT NULL, created_at TEXT NOT NULL,
    events TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS audits_ticket ON audits (ticket);
CREATE TABLE IF NOT EXISTS answers (
    key TEXT PRIMARY KEY, fingerprint TEXT NOT NULL, answer TEXT NOT NULL, at TEXT NOT NULL
);
"""
FIRST_USER, FIRST_TICKET = 900_000, 1


def second(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


class ZendeskState:
    """One Zendesk account in one file below ``directory``."""

    def __init__(self, directory: Path) -> None:
        self.store = Store(directory / "zendesk.sqlite3", SCHEMA + webhooks.SCHEMA)

    # ------------------------------------------------------------------------------------------------------------ users

    def put_user(self, email: str, name: str, role: str = "end-user") -> Object:
        """Make a user, or return the one with that e-mail; a higher role than before is taken over."""
        with self.store.transaction() as connection:
            known = self.user_by_email(email)
            if known is None:
                connection.execute(
                    "INSERT INTO users (id, email, name, role) "
                    "SELECT COALESCE(MAX(id), ?) + 1, ?, ?, ? FROM users",
                    (FIRST_USER, email.lower(), name, role),
                )  # fmt: skip
            elif known["role"] == "end-user" and role != "end-user":
                connection.execute("UPDATE users SET role = ? WHERE id = ?", (role, known["id"]))
        found = self.user_by_email(email)
        if found is None:
            raise LookupError(email)
        return found

    def user_by_email(self, email: str) -> Object | None:
        row = self.store.connection.execute("SELECT * FROM users WHERE email = ?", (email.lower(),)).fetchone()
        return dict(row) if row else None

    def user(self, identifier: int) -> Object | None:
        row = self.store.connection.execute("SELECT * FROM users WHERE id = ?", (identifier,)).fetchone()
        return dict(row) if row else None

    def users_like(self, text: str) -> list[Object]:
        rows = self.store.connection.execute(
            "SELECT * FROM users WHERE email LIKE ? OR name LIKE ? ORDER BY id LIMIT 100", (f"%{text}%", f"%{text}%")
        )
        return [dict(row) for row in rows]

    def rename_user(self, identifier: int, name: str) -> None:
        with self.store.transaction() as connection:
            connection.execute("UPDATE users SET name = ? WHERE id = ?", (name, identifier))

    # ---------------------------------------------------------------------------------------------------------- tickets

    def insert(self, body: Mapping[str, Any]) -> int:
        with self.store.transaction() as connection:
            cursor = connection.execute(
                "INSERT INTO tickets (external_id, updated_at, body) VALUES (?, ?, ?)",
                (body.get("external_id"), body["updated_at"], json.dumps(body)),
            )
            return int(cursor.lastrowid or 0)

    def ticket(self, identifier: int) -> Object | None:
        row = self.store.connection.execute("SELECT * FROM tickets WHERE id = ?", (identifier,)).fetchone()
        return {**json.loads(row["body"]), "id": row["id"]} if row else None

    def update(self, ticket: Object) -> None:
        with self.store.transaction() as connection:
            connection.execute(
                "UPDATE tickets SET external_id = ?, updated_at = ?, body = ? WHERE id = ?",
                (ticket.get("external_id"), ticket["updated_at"], json.dumps(ticket), ticket["id"]),
            )

    def tickets(self, external_id: str | None, limit: int = 100, offset: int = 0) -> list[Object]:
        """Return tickets oldest first, all or those of one external id."""
        rows = self.store.connection.execute(
            "SELECT * FROM tickets WHERE ? IS NULL OR external_id = ? ORDER BY id LIMIT ? OFFSET ?",
            (external_id, external_id, limit, offset),
        )
        return [{**json.loads(row["body"]), "id": row["id"]} for row in rows]

    def add_audit(self, ticket: int, author: int, events: list[Object], now: datetime) -> int:
        with self.store.transaction() as connection:
            cursor = connection.execute(
                "INSERT INTO audits (ticket, author, created_at, events) VALUES (?, ?, ?, ?)",
                (ticket, author, second(now), json.dumps(events)),
            )
            return int(cursor.lastrowid or 0)

    def audits(self, ticket: int) -> list[Object]:
        rows = self.store.connection.execute("SELECT * FROM audits WHERE ticket = ? ORDER BY id", (ticket,))
        return [{**dict(row), "events": json.loads(row["events"])} for row in rows]

    def add_comment(self, ticket: int, audit: int, author: int, comment: Mapping[str, Any], now: datetime) -> int:
        text = str(comment.get("body") or comment.get("html_body") or "")
        with self.store.transaction() as connection:
            cursor = connection.execute(
                "INSERT INTO comments (ticket, audit, author, public, body, html_body, created_at) "
                "VALUES (?, ?, ?, ?, ?, ?, ?)",
                (ticket, audit, author, int(comment.get("public", True)), text, _as_html(comment, text), second(now)),
            )
            return int(cursor.lastrowid or 0)

    def comments(self, ticket: int) -> list[Object]:
        rows = self.store.connection.execute("SELECT * FROM comments WHERE ticket = ? ORDER BY id", (ticket,))
        return [dict(row) for row in rows]

    def comment(self, identifier: int) -> Object | None:
        row = self.store.connection.execute("SELECT * FROM comments WHERE id = ?", (identifier,)).fetchone()
        return dict(row) if row else None

    def rewrite_comment(self, identifier: int, body: str, html_body: str) -> None:
        with self.store.transaction() as connection:
            connection.execute(
                "UPDATE comments SET body = ?, html_body = ? WHERE id = ?", (body, html_body, identifier)
            )

    # ------------------------------------------------------------------------------------------------- idempotency keys

    def kept_answer(self, key: str, since: datetime) -> Object | None:
        row = self.store.connection.execute(
            "SELECT * FROM answers WHERE key = ? AND at >= ?", (key, second(since))
        ).fetchone()  # fmt: skip
        return dict(row) if row else None

    def keep_answer(self, key: str, fingerprint: str, answer: str, now: datetime) -> None:
        with self.store.transaction() as connection:
            connection.execute(
                "INSERT OR REPLACE INTO answers (key, fingerprint, answer, at) VALUES (?, ?, ?, ?)",
                (key, fingerprint, answer, second(now)),
            )

    def close(self) -> None:
        self.store.close()


def _as_html(comment: Mapping[str, Any], text: str) -> str:
    shown = html.escape(text, quote=False).replace("\n", "<br>")
    return str(comment.get("html_body") or f'<div class="zd-comment" dir="auto">{shown}</div>')
