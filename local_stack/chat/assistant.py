"""The assistant as its public API offers it, streamed; one conversation of one signed-in user."""

from __future__ import annotations

import json
import uuid
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import httpx

from local_stack.complaint import Complaint

Document = dict[str, Any]
TURN_WITHIN_S = 60.0


def sign_in(base: str, user_id: str) -> str:
    """An access token of the local stack; Complaint if the user is not known."""
    answer = httpx.post(f"{base}/local/token", json={"user_id": user_id})
    if answer.status_code == 404:
        raise Complaint(f"There is no user {user_id}.", "Leave --user out to choose from the list.")
    answer.raise_for_status()
    token: str = answer.json()["access_token"]
    return token


class Assistant:
    """``open`` first; then ``say`` a text or do an action, any number of times."""

    def __init__(self, base: str, token: str) -> None:
        self._client = httpx.Client(
            base_url=base, headers={"Authorization": f"Bearer {token}"}, timeout=httpx.Timeout(TURN_WITHIN_S, connect=5)
        )
        self.conversation_id = ""

    def open(self, order_id: str | None = None) -> Document:
        """Begin a conversation; the greeting."""
        body = {"order_id": order_id} if order_id else {}
        answer = self._client.post("/agent/v1/conversations", json=body)
        if answer.status_code == 404:
            raise Complaint(f"There is no order {order_id}.", "Leave --order out, or give one of your own.")
        turn: Document = _checked(answer)
        self.conversation_id = turn["conversation_id"]
        reply: Document = turn["reply"]
        return reply

    def say(self, words: str | Document, on_sentence: Callable[[str], None] = lambda _: None) -> Document | None:
        """Send a text (str) or an action; sentences as they come, then the reply (None during a takeover)."""
        body = {"client_message_id": uuid.uuid4().hex, "text" if isinstance(words, str) else "action": words}
        path = f"/agent/v1/conversations/{self.conversation_id}/messages"
        with self._client.stream("POST", path, json=body, headers={"Accept": "text/event-stream"}) as answer:
            if answer.status_code != 200:
                answer.read()
                _checked(answer)
            for name, data in read_events(answer.iter_lines()):
                if name == "delta":
                    on_sentence(data["text"])
                elif name == "reply":
                    reply: Document | None = data["reply"]
                    return reply
                elif name == "error":
                    raise _refusal(data)
        raise Complaint("The answer was cut short.", "Say it again.")

    def news(self) -> Iterator[Document]:
        """Messages that no request of ours caused, as they come; ends when the stream does."""
        path = f"/agent/v1/conversations/{self.conversation_id}/events"
        with self._client.stream("GET", path, timeout=None) as answer:
            if answer.status_code == 200:
                for _, data in read_events(answer.iter_lines()):
                    yield data

    def get(self, path: str) -> Document:
        """Any other GET of the public API."""
        found: Document = _checked(self._client.get(path))
        return found


def read_events(lines: Iterable[str]) -> Iterator[tuple[str, Document]]:
    """Name and JSON data of each server-sent event."""
    name, data = "message", []
    for line in lines:
        field, _, value = line.partition(":")
        value = value.removeprefix(" ")
        if field == "event":
            name = value
        elif field == "data":
            data.append(value)
        elif not line:
            if data:
                yield name, json.loads("\n".join(data))
            name, data = "message", []


def _checked(answer: httpx.Response) -> Any:
    if answer.is_success:
        return answer.json()
    try:
        problem = answer.json()
    except ValueError:
        problem = {"detail": f"the answer was {answer.status_code}"}
    raise _refusal(problem)


def _refusal(problem: Document) -> Complaint:
    detail = problem.get("detail") or problem.get("title") or "it was refused"
    return Complaint(f"The assistant could not answer: {detail}", "Try again, or see `brightthread logs agent`.")
