"""The work of one turn: what the nodes read and write while a message is answered. It lives for one graph run."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import TypedDict

from agent_service.conversation import reply
from agent_service.conversation.facts import Facts
from agent_service.conversation.interpretation import CustomerData, Intent, Interpretation, Json
from agent_service.conversation.state import Conversation
from agent_service.conversation.states import State
from agent_service.conversation.texts import Texts
from agent_service.conversation.turn import Inbound, Listener
from brightthread.contract.instants import parse

NO_DATA = CustomerData(orders=(), addresses=(), artworks=(), products=())


@dataclass(slots=True)
class Turn:
    """One message and what became of it so far.

    ``said`` are paragraphs, in order; ``handoff`` is the escalation reason once a human is needed; ``differences`` what
    a fresh quote says against the old one; ``platform_down``: the customer's data could not be had. ``told``: so many
    of the paragraphs were streamed already; ``withdrawn``: words were streamed that may not stand, so that only the
    reply counts; ``worded``: a model was asked for words.
    """

    inbound: Inbound
    conversation: Conversation
    reply_id: str
    now: str
    texts: Texts
    reading: Interpretation
    source: str = "rules"
    data: CustomerData = NO_DATA
    platform_down: bool = False
    quote: Json | None = None
    differences: list[Json] = field(default_factory=list)
    handoff: str | None = None
    spoken_of: Json | None = None
    """What the answer before was about (``state.Conversation.spoken_of``)."""
    of_all: bool = False
    """All orders are meant, where it was asked which."""
    asked: str | None = None
    """The message that asked for what is quoted, where it was one alone."""
    said: list[str] = field(default_factory=list)
    parts: list[Json] = field(default_factory=list)
    outcome: Json | None = None
    path: list[Json] = field(default_factory=list)
    replaced: int = 0
    told: int = 0
    withdrawn: bool = False
    worded: bool = False
    facts: Facts = field(default_factory=Facts)
    model_calls: list[Json] = field(default_factory=list)
    prompts: list[Json] = field(default_factory=list)

    @property
    def today(self) -> str:
        return self.now[:10]

    @property
    def moment(self) -> datetime:
        return parse(self.now)

    @property
    def arrived(self) -> bool:
        """Whether the state at hand was reached within this turn (it then waits, or goes on without a new message)."""
        return bool(self.path)

    def say(self, key: str, /, *, number: int | None = None, **values: object) -> None:
        """Add a paragraph from the catalogue."""
        self.said.append(self.texts.say(key, number=number, **values))

    def show(self, *parts: Json) -> None:
        """Add parts; what they hold are facts of the turn."""
        for part in parts:
            self.facts.learn(part)
            self.parts.append(part)

    async def tell(self, listener: Listener) -> None:
        """Stream the paragraphs that were not streamed yet, unless the reply has to take the place of some."""
        if not self.withdrawn:
            for paragraph in self.said[self.told :]:
                await listener.on_sentence(paragraph)
        self.told = len(self.said)

    def end(self, kind: str, **known: str | None) -> None:
        """Set the outcome."""
        self.outcome = reply.outcome(kind, **known)

    def request_back(self, last: Json) -> Interpretation:
        """The message read as the wish to lead the last change back."""
        return Interpretation(
            intent=Intent.CHANGE_ORDER,
            order_id=last["order_id"],
            changes=tuple(last["back"]),
            frustrated=self.reading.frustrated,
            language=self.reading.language,
        )

    def order(self, order_id: str | None) -> Json | None:
        """The order as loaded for this turn; what it holds are facts from then on."""
        found = next((order for order in self.data.orders if order["order_id"] == order_id), None)
        if found is not None:
            self.facts.learn(found)
        return found


@dataclass(frozen=True, slots=True)
class Step:
    """Where a node sends the turn: on to ``target``, or (None) to the end, waiting. ``on`` labels a generated edge."""

    target: State | None = None
    on: str | None = None


STAY = Step()


class Work(TypedDict):
    """The graph's state: the turn, and where it goes next."""

    turn: Turn
    goto: str
