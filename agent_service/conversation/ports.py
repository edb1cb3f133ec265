"""What a turn needs from the world, as Protocols. JSON goes through them in the shapes of ``api.md``, as received.

Every call of ``Platform`` may raise ``PlatformRefused`` (a problem answer, 4xx) or ``PlatformUnavailable`` (no answer,
5xx or out of time after the adapter's own retries). Everything else is a bug.
"""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, Protocol

from agent_service.conversation.interpretation import Interpretation, Json, Situation


class PlatformRefused(Exception):
    """The platform answered with a problem: ``code`` and ``body`` as in the table of ``api.md``."""

    def __init__(self, status: int, code: str, body: Json) -> None:
        super().__init__(f"{status} {code}")
        self.status = status
        self.code = code
        self.body = body


class PlatformUnavailable(Exception):
    """No usable answer in time; whether a write happened is unknown."""


class Platform(Protocol):
    """The platform's API with the customer's own token (one instance a turn); ``calls`` are rows of the trace."""

    calls: list[Json]

    async def me(self) -> Json: ...
    async def orders(self) -> list[Json]:
        """The company's newest orders as listed (at most 100)."""
        ...

    async def order(self, order_id: str) -> Json: ...
    async def listed_order(self, item: Json) -> Json:
        """The listed order in full; may be the one last read, as long as version and status are the same."""
        ...

    async def products(self) -> list[Json]: ...
    async def inventory(self, skus: Sequence[str]) -> list[Json]: ...
    async def addresses(self) -> list[Json]: ...
    async def artworks(self) -> list[Json]: ...
    async def create_quote(self, order_id: str, changes: list[Json], *, replaces: str | None, key: str) -> Json: ...
    async def quote(self, quote_id: str) -> Json: ...
    async def release_quote(self, quote_id: str) -> None: ...
    async def apply(self, quote_id: str, body: Json, *, key: str) -> Json: ...
    async def change(self, change_id: str) -> Json: ...
    async def receipt(self, change_id: str) -> Json: ...
    async def create_escalation(self, body: Json, *, key: str) -> Json: ...
    async def withdraw_review(self, review_id: str) -> Json: ...
    async def tracking(self, order_id: str) -> Json: ...
    async def timeline(self, order_id: str) -> list[Json]: ...
    async def policy(self) -> Json: ...


@dataclass(frozen=True, slots=True)
class Reading:
    """One message, read: by whom, and which calls to a model it took (rows of the trace, ``api.md``)."""

    interpretation: Interpretation
    source: str = "rules"
    model_calls: tuple[Json, ...] = ()
    prompts: tuple[Json, ...] = ()


class ModelNotAvailable(Exception):
    """The language model of the settings cannot be had; the text says why, in one sentence."""


class Reader(Protocol):
    """Reads one message, by rules or by a model (then with the rules behind it); never raises for any text.

    ``previous`` is the unfinished request that the message may complete; ``rules_only`` forbids the model.
    """

    async def read(
        self, text: str, situation: Situation, *, previous: str | None = None, rules_only: bool = False
    ) -> Reading: ...


@dataclass(frozen=True, slots=True)
class Wording:
    """What is to be put into words: the ``template`` that is sent otherwise, the ``question`` it answers, and what else
    may be said (``sources``)."""

    kind: Literal["answer", "denial", "summary"]
    question: str
    template: str
    sources: tuple[str, ...] = ()


Hear = Callable[[str], Awaitable[bool]]
"""Takes a sentence as soon as it is whole; False: nothing of the text may stand, and no more is wanted."""


@dataclass(frozen=True, slots=True)
class Explanation:
    """Words for a denial, a policy question or a summary; None means: send the template."""

    text: str | None
    model_calls: tuple[Json, ...] = ()
    prompts: tuple[Json, ...] = ()


class Explainer(Protocol):
    """Words an explanation from facts; ``hear`` is the claim check, which decides whether it is sent."""

    async def explain(self, wording: Wording, hear: Hear) -> Explanation: ...


class PolicyPassages(Protocol):
    """The written policies; a passage is an item of a ``citations`` part."""

    async def search(self, question: str, *, limit: int = 3) -> list[Json]: ...
    async def by_reference(self, reference: str) -> Json | None:
        """The passage a ``policy_ref`` (``document#heading-slug``) names, None when there is none."""
        ...


class Transcript(Protocol):
    """The conversation before this turn, oldest first: ``{"role", "text", "at"}`` a message."""

    async def read(self) -> list[Json]: ...


class Clock(Protocol):
    def now(self) -> datetime:
        """This moment, aware, UTC."""
        ...


class Ids(Protocol):
    def new(self, prefix: str) -> str:
        """A fresh ``<prefix>_<uuid7 hex>``."""
        ...


class TemplatesOnly:
    """The explainer that leaves all words to the templates (no model, or over budget)."""

    async def explain(self, wording: Wording, hear: Hear) -> Explanation:
        return Explanation(text=None)
