"""The ways a customer talks to the assistant: the public API, the terminal, the widget. One conversation each."""

import re
import subprocess
import sys
import threading
from typing import Any, Protocol

from playwright.sync_api import Browser, BrowserContext

from tests.e2e.browser import Screen
from tests.e2e.running_stack import Conversation, RunningStack, eventually

Json = dict[str, Any]
PROMPT = "you> "
SURE = "[yes/no] "
LOADED_WITHIN_MS = 60_000


class Door(Protocol):
    """What a customer can do, and what was answered last as she could read it."""

    conversation_id: str

    def say(self, text: str) -> None: ...
    def choose(self, number: int) -> None: ...
    def confirm(self) -> None: ...
    def decline(self) -> None: ...
    def shown(self) -> str: ...
    def close(self) -> None: ...


class ApiDoor:
    """The calls themselves."""

    def __init__(self, stack: RunningStack, user_id: str, order_id: str | None) -> None:
        self._talk = Conversation(stack.client(user_id), order_id)
        self.conversation_id = self._talk.conversation_id

    def say(self, text: str) -> None:
        self._talk.say(text)

    def choose(self, number: int) -> None:
        self._talk.choose(number)

    def confirm(self) -> None:
        self._talk.confirm()

    def decline(self) -> None:
        self._talk.act(type="decline")

    def shown(self) -> str:
        return str(self._talk.reply["text"])

    def close(self) -> None:
        pass


class TerminalDoor:
    """``brightthread chat`` as a process: lines go in, what it prints comes out."""

    def __init__(self, stack: RunningStack, user_id: str, order_id: str | None) -> None:
        words = ["chat", "--base", stack.ready["base"], "--user", user_id, *(["--order", order_id] if order_id else [])]
        before = _conversation_ids(stack, user_id)
        self._process = subprocess.Popen(
            [sys.executable, "-u", "-m", "local_stack", *words],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self._printed = ""
        self._seen = 0
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()
        self._until(PROMPT)
        (self.conversation_id,) = _conversation_ids(stack, user_id) - before

    def say(self, text: str) -> None:
        self._type(text)
        self._until(PROMPT)

    def choose(self, number: int) -> None:
        self.say(str(number))

    def confirm(self) -> None:
        self._type(self._number_of("Confirm"))
        self._until(SURE)
        self.say("yes")

    def decline(self) -> None:
        self.say(self._number_of("Keep it as it is"))

    def shown(self) -> str:
        return " ".join(self._last.split())

    def close(self) -> None:
        self._type("")
        assert self._process.wait(30) == 0

    def _number_of(self, label: str) -> str:
        (number,) = re.findall(rf"\[(\d+)\] {label}", self._last)
        return str(number)

    def _type(self, line: str) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write(line + "\n")
        self._process.stdin.flush()

    def _read(self) -> None:
        assert self._process.stdout is not None
        while letter := self._process.stdout.read(1):
            self._printed += letter

    def _until(self, prompt: str) -> None:
        eventually(lambda: self._printed.find(prompt, self._seen) >= 0, 60)
        end = self._printed.find(prompt, self._seen) + len(prompt)
        self._last = self._printed[self._seen : end]
        self._seen = end


class WidgetDoor:
    """The page in a browser."""

    def __init__(self, stack: RunningStack, user_id: str, order_id: str | None, browser: Browser) -> None:
        self._context: BrowserContext = browser.new_context(viewport={"width": 1280, "height": 860}, locale="en-US")
        self._context.set_default_timeout(LOADED_WITHIN_MS)
        self._screen = Screen(self._context.new_page(), stack.ready["base"]).sign_in(user_id)
        if order_id:
            self._screen.pick(order_id)
        else:
            self._screen.ask_without_an_order()
        self.conversation_id = self._screen.page.evaluate("sessionStorage.getItem('brightthread.conversation')")

    def say(self, text: str) -> None:
        self._answered(lambda: self._screen.say(text))

    def choose(self, number: int) -> None:
        buttons = self._screen.page.get_by_role("button", name="Choose this")
        self._answered(buttons.nth(number - 1).click)

    def confirm(self) -> None:
        self._answered(self._screen.confirm)

    def decline(self) -> None:
        self._answered(self._screen.page.get_by_role("button", name="Keep it as it is").click)

    def shown(self) -> str:
        return " ".join(self._screen.page.locator("article.assistant").last.inner_text().split())

    def close(self) -> None:
        self._context.close()
        assert self._screen.complaints == []

    def _answered(self, act: Any) -> None:
        customer = self._screen.page.locator("article.customer")
        said = customer.count()
        act()
        customer.nth(said).wait_for()
        self._screen.page.locator("button[type=submit][aria-disabled=false]").wait_for()


class Customer:
    """Somebody at one of the doors; what the service keeps of the conversation is read beside it, by API."""

    def __init__(self, stack: RunningStack, user_id: str, door: Door) -> None:
        self._stack = stack
        self._user_id = user_id
        self.door = door
        self.conversation_id = door.conversation_id

    def say(self, text: str) -> Json:
        self.door.say(text)
        return self.reply

    def choose(self, number: int) -> Json:
        self.door.choose(number)
        return self.reply

    def confirm(self) -> Json:
        self.door.confirm()
        return self.reply

    def decline(self) -> Json:
        self.door.decline()
        return self.reply

    def read(self) -> Json:
        return self._stack.get(self._user_id, f"/agent/v1/conversations/{self.conversation_id}")

    @property
    def reply(self) -> Json:
        """The answer to what was said last (news may have come after it), with the state and the offer that waits."""
        kept = self.read()
        messages = kept["messages"]
        said = max((n for n, each in enumerate(messages) if each["role"] == "customer"), default=-1)
        answer: Json = next(each for each in messages[said + 1 :] if each["role"] == "assistant")
        return answer | {"state": kept["state"], "quote": (kept["pending"] or {}).get("quote")}

    @property
    def quote(self) -> Json:
        quote = self.reply["quote"]
        assert quote is not None, f"no offer waits: {self.reply}"
        return quote

    def part(self, kind: str) -> Json:
        part: Json = next(part for part in self.reply["parts"] if part["kind"] == kind)
        return part


def _conversation_ids(stack: RunningStack, user_id: str) -> set[str]:
    rows = stack.get(user_id, "/agent/v1/conversations?limit=100")["items"]
    return {row["conversation_id"] for row in rows}
