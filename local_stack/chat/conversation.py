"""One conversation at the keyboard: words go out, sentences come in, buttons are numbers."""

from __future__ import annotations

import contextlib
import sys
import threading
from collections.abc import Callable
from typing import Any, TextIO

import httpx

from local_stack.chat.assistant import Assistant
from local_stack.chat.paper import part_lines, wrapped
from local_stack.complaint import Complaint

Document = dict[str, Any]
HELP = "Write what you want, type the number of a choice, or an empty line (Ctrl-D) to leave."
CONSENT = ("y", "yes")


class Conversation:
    """Keeps the choices of the latest reply, so that a number means what was shown with it."""

    def __init__(self, assistant: Assistant, out: TextIO, ask: Callable[[str], str]) -> None:
        self._assistant = assistant
        self._out = out
        self._ask = ask
        self._choices: list[Document] = []
        self._streamed: list[str] = []
        self._writing = threading.Lock()

    def begin(self, order_id: str | None) -> None:
        """Greet."""
        self._show(self._assistant.open(order_id))
        threading.Thread(target=self._tell_news, daemon=True).start()

    def go_on(self) -> None:
        """Talk until the person leaves."""
        self._print(HELP)
        while True:
            try:
                words = self._ask("\nyou> ").strip()
            except EOFError:
                return
            if not words:
                return
            try:
                self.answer(words)
            except (Complaint, httpx.HTTPError) as error:
                self._print(f"! {error}")

    def answer(self, words: str) -> Document | None:
        """Send a text, or the choice of that number; returns the reply."""
        chosen = self._chosen(words)
        if chosen is None:
            return self._send(words)
        action = chosen.get("action")
        if action is None:
            return self._send(chosen["text"])
        if action["type"] == "confirm" and not self._agrees():
            self._print("Nothing was changed. The offer is still there.")
            return None
        return self._send(action)

    def _chosen(self, words: str) -> Document | None:
        number = int(words) if words.isdecimal() and len(words) < 4 else 0
        return self._choices[number - 1] if 0 < number <= len(self._choices) else None

    def _agrees(self) -> bool:
        return self._ask("This changes your order, on the terms above. Sure? [yes/no] ").strip().lower() in CONSENT

    def _send(self, words: str | Document) -> Document | None:
        self._streamed.clear()
        reply = self._assistant.say(words, self._on_sentence)
        if reply is None:
            self._print("(A colleague has taken over and will answer here.)")
        else:
            self._show(reply)
        return reply

    def _on_sentence(self, sentence: str) -> None:
        self._streamed.append(sentence)
        self._print(wrapped(sentence, "  "))

    def _show(self, reply: Document) -> None:
        if "".join("".join(self._streamed).split()) != "".join(reply["text"].split()):
            if self._streamed:
                self._print("  (said again)")
            self._print(wrapped(reply["text"], "  "))
        self._choices = []
        for part in reply["parts"]:
            for line in part_lines(part):
                self._print(f"    {line}")
            if part["kind"] == "choices":
                self._choices = part["items"]
        for number, choice in enumerate(self._choices, 1):
            self._print(f"    [{number}] {choice['label']}")

    def _tell_news(self) -> None:
        with contextlib.suppress(httpx.HTTPError):
            for message in self._assistant.news():
                self._print(wrapped(f"({message.get('author') or 'news'}) {message['text']}", "  "))

    def _print(self, text: str) -> None:
        with self._writing:
            print(text, file=self._out, flush=True)


def choose_user(base: str, ask: Callable[[str], str], out: TextIO = sys.stdout) -> str:
    """Ask who is at the keyboard; any text narrows the list, a number chooses."""
    words = ""
    while True:
        people = httpx.get(f"{base}/local/users", params={"q": words}).json()["items"]
        customers = [person for person in people if "customers" in person["groups"]]
        for number, person in enumerate(customers, 1):
            print(f"  [{number}] {person['name']}, {person['company']}  ({person['user_id']})", file=out)
        words = ask("Who are you? (number, or part of a name) ").strip()
        if words.isdecimal() and 0 < int(words) <= len(customers):
            chosen: str = customers[int(words) - 1]["user_id"]
            return chosen
