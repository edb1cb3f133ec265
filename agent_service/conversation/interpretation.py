"""What a reader makes of one message: the types between the readers (rules or model) and the graph.

Changes are plain JSON objects in the shape of ``api.md`` (section Change), resolved against the order at hand, so that
they can be sent to the platform as they are. Evaluation and rulings: ``evals/README.md``.
"""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Literal, Protocol

Json = dict[str, Any]
Missing = Literal["order", "line", "quantity", "size", "color", "artwork", "address", "date", "change"]


class Intent(StrEnum):
    """The closed list of what a message can want."""

    CHANGE_ORDER = "change_order"
    CONFIRM = "confirm"
    DECLINE = "decline"
    CORRECT = "correct"
    CHOOSE_OPTION = "choose_option"
    TALK_TO_HUMAN = "talk_to_human"
    ORDER_STATUS = "order_status"
    POLICY_QUESTION = "policy_question"
    PRODUCT_QUESTION = "product_question"
    RECOMMENDATION = "recommendation"
    RETURN_REQUEST = "return_request"
    COMPLAINT = "complaint"
    GREETING = "greeting"
    THANKS = "thanks"
    OFF_TOPIC = "off_topic"
    UNCLEAR = "unclear"


@dataclass(frozen=True, slots=True)
class OfferedOption:
    """One option as the customer sees it: its number (from 1), title and the changes it stands for."""

    number: int
    title: str
    changes: tuple[Json, ...] = ()


@dataclass(frozen=True, slots=True)
class CustomerData:
    """What this user may see, in the shapes of ``api.md``: its company's orders, addresses, artworks; all products."""

    orders: tuple[Json, ...]
    addresses: tuple[Json, ...]
    artworks: tuple[Json, ...]
    products: tuple[Json, ...]


@dataclass(frozen=True, slots=True)
class Situation:
    """Everything a reader may look at: who speaks, where the conversation stands, and what the user can see.

    ``today`` is an ISO date (UTC); ``state`` one of the state machine's names; ``request`` the changes asked for so
    far; ``options`` the offer that waits (AWAIT_CONFIRMATION only); ``asked`` the customer's words it came from, where
    one message said it all.
    """

    user_id: str
    order_id: str | None
    state: str
    assistant: str | None
    options: tuple[OfferedOption, ...]
    request: tuple[Json, ...]
    data: CustomerData
    today: str
    asked: str | None = None


@dataclass(frozen=True, slots=True)
class Interpretation:
    """One message, read. ``missing`` names what must be asked; nothing in ``changes`` is guessed."""

    intent: Intent
    order_id: str | None = None
    changes: tuple[Json, ...] = ()
    option: int | None = None
    missing: tuple[Missing, ...] = ()
    frustrated: bool = False
    language: str = "en"
    details: Json = field(default_factory=dict)
    """Beside the evaluation: ``question`` (the topic of a side question), ``candidates`` (order ids or line ids that a
    request fits), ``absent`` (goods named that are not on the order, or on any: ``{"goods", "orders"}``, the latter
    those that have them), ``possible`` (intents of an unclear message that are not unlikely), ``human_meant`` (a model
    hears a wish for a human in it, and nobody else does), ``mentioned_order`` (an order number as typed that the user
    cannot see), ``foreign_voice`` (it poses as a system or a tool, or wants rules overridden, and asks for nothing: it
    is not put before a model)."""


class Interpreter(Protocol):
    """A reader of messages; it never raises for any text and never guesses."""

    def interpret(self, text: str, situation: Situation) -> Interpretation: ...

    def merge_answer(self, previous_text: str, answer: str, situation: Situation) -> Interpretation:
        """As ``interpret``, where ``answer`` completes the unfinished request in ``previous_text``: all that was
        said of it so far, one message a line."""
        ...
