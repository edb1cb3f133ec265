"""The terminal chat: streams are read, buttons are numbers, a change is confirmed twice over."""

import io
from collections.abc import Callable
from typing import Any

import pytest

from local_stack.chat.assistant import read_events
from local_stack.chat.conversation import Conversation
from local_stack.chat.paper import money, part_lines

CONFIRM = {"type": "confirm", "quote_id": "q_1", "option_id": "opt_1", "digest": "d"}


def reply(text: str, *parts: dict[str, Any]) -> dict[str, Any]:
    return {"text": text, "parts": list(parts), "outcome": None}


class Assistant:
    """Remembers what it was told; offers a change."""

    def __init__(self) -> None:
        self.heard: list[Any] = []

    def say(self, words: Any, on_sentence: Callable[[str], None]) -> dict[str, Any]:
        self.heard.append(words)
        on_sentence("It costs $1.00.")
        choices = [{"label": "Confirm", "action": CONFIRM}, {"label": "Another", "text": "another one"}]
        return reply("It costs $1.00.", {"kind": "choices", "items": choices})


@pytest.fixture
def assistant() -> Assistant:
    return Assistant()


def talk(assistant: Assistant, *answers: str) -> tuple[Conversation, io.StringIO]:
    out, waiting = io.StringIO(), list(answers)
    return Conversation(assistant, out, lambda _: waiting.pop(0)), out  # type: ignore[arg-type]


def test_a_sentence_that_was_streamed_is_not_said_twice(assistant: Assistant) -> None:
    conversation, out = talk(assistant)
    conversation.answer("make it 80")
    assert out.getvalue().count("It costs") == 1
    assert "[1] Confirm" in out.getvalue()


def test_a_number_presses_the_button_of_that_number(assistant: Assistant) -> None:
    conversation, _ = talk(assistant, "yes")
    conversation.answer("make it 80")
    conversation.answer("2")
    conversation.answer("1")
    assert assistant.heard == ["make it 80", "another one", CONFIRM]


@pytest.mark.parametrize("answer", ["no", "", "yes, but later", "maybe"])
def test_nothing_is_confirmed_without_a_plain_yes(assistant: Assistant, answer: str) -> None:
    conversation, out = talk(assistant, answer)
    conversation.answer("make it 80")
    conversation.answer("1")
    assert assistant.heard == ["make it 80"]
    assert "Nothing was changed" in out.getvalue()


def test_a_number_that_was_not_offered_is_a_message(assistant: Assistant) -> None:
    conversation, _ = talk(assistant)
    conversation.answer("7")
    assert assistant.heard == ["7"]


def test_events_are_read_with_their_names() -> None:
    lines = ["event: state", 'data: {"state": "X"}', "id: 1", "", ": comment", "data: {", "data: }", "", "data: {}"]
    assert list(read_events(lines)) == [("state", {"state": "X"}), ("message", {})]


@pytest.mark.parametrize(
    ("amount", "text"), [(2994, "$29.94"), (-5, "-$0.05"), (123_456_789, "$1,234,567.89"), (0, "$0.00")]
)
def test_money_is_shown_to_the_cent(amount: int, text: str) -> None:
    assert money({"amount": amount, "currency": "USD"}) == text


def test_parts_of_an_unknown_kind_are_left_out() -> None:
    assert list(part_lines({"kind": "hologram"})) == []
