"""A conversation in a test: open it, say things, press buttons; the state goes through JSON between turns."""

import json
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from agent_service.conversation.interpretation import Intent, Interpretation, Situation
from agent_service.conversation.ports import (
    Explainer,
    Explanation,
    Hear,
    PolicyPassages,
    Reader,
    Reading,
    TemplatesOnly,
    Wording,
)
from agent_service.conversation.sentences import sentences
from agent_service.conversation.turn import Deps, Inbound, Listener, TurnResult
from agent_service.graph.dialogue import GraphDialogue
from tests.fakes.platform import FakePlatform
from tests.fakes.world import World

Json = dict[str, Any]
DIALOGUE = GraphDialogue()


class Scripted:
    """A reader that knows the messages a test uses; anything else is unclear."""

    def __init__(self, **readings: Interpretation) -> None:
        self.readings = dict(readings)
        self.situations: list[Situation] = []

    def on(self, text: str, intent: Intent, **known: Any) -> None:
        self.readings[text] = Interpretation(intent=intent, **known)

    async def read(
        self, text: str, situation: Situation, *, previous: str | None = None, rules_only: bool = False
    ) -> Reading:
        self.situations.append(situation)
        return Reading(self.readings.get(text, Interpretation(Intent.UNCLEAR)))


class Passages:
    """Policy passages by a word of the question."""

    def __init__(self, **found: Json) -> None:
        self.found = found

    async def search(self, question: str, *, limit: int = 3) -> list[Json]:
        return [passage for word, passage in self.found.items() if word in question.lower()][:limit]

    async def by_reference(self, reference: str) -> Json | None:
        return self.found.get(reference.partition("#")[2])


class Explains:
    """An explainer that always says the same."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.asked: list[Wording] = []

    async def explain(self, wording: Wording, hear: Hear) -> Explanation:
        self.asked.append(wording)
        for sentence in sentences(self.text):
            if not await hear(sentence):
                return Explanation(None)
        return Explanation(self.text)


@dataclass
class Talk:
    """One conversation of ``user_id`` in ``world``."""

    world: World
    user_id: str
    reader: Reader
    passages: PolicyPassages = field(default_factory=Passages)
    explainer: Explainer = field(default_factory=TemplatesOnly)
    state: Json = field(default_factory=dict)
    turns: list[TurnResult] = field(default_factory=list)
    lines: list[Json] = field(default_factory=list)
    states: list[str] = field(default_factory=list)
    heard: list[str] = field(default_factory=list)
    seq: int = 0

    def __post_init__(self) -> None:
        self.platform = FakePlatform(self.world, self.user_id)

    async def open(self, order_id: str | None = None) -> Json:
        return self._keep(await DIALOGUE.open_conversation(self._deps(), order_id, None))

    async def say(self, text: str, **known: Any) -> Json:
        return await self._turn(text=text, **known)

    async def press(self, **action: Any) -> Json:
        return await self._turn(action=action)

    async def confirm(self) -> Json:
        """Press the confirm button that the last reply showed."""
        item = next(item for item in self.choices() if item.get("action", {}).get("type") == "confirm")
        return await self.press(**item["action"])

    def choices(self) -> list[Json]:
        return [item for part in self.turns[-1].reply["parts"] if part["kind"] == "choices" for item in part["items"]]

    def part(self, kind: str) -> Json:
        return next(part for part in self.turns[-1].reply["parts"] if part["kind"] == kind)

    def event(self, kind: str, data: Json) -> list[Json]:
        self.seq += 1
        event = {"event_id": f"e{self.seq}", "kind": kind, "conversation_id": "conv_1", "data": data}
        result = DIALOGUE.on_event(self, self, self.state, event, self.seq)
        self.state = json.loads(json.dumps(result.state))
        return result.messages

    @property
    def path(self) -> list[str]:
        """The states of the last turn."""
        steps = self.turns[-1].transitions
        return [steps[0]["from"], *(step["to"] for step in steps)] if steps else []

    async def _turn(self, **known: Any) -> Json:
        seen = known.pop("seen_seq", self.seq)
        number = len(self.turns)
        inbound = Inbound(f"c{number}", f"msg_in_{number}", seq=self.seq + 1, seen_seq=seen, **known)
        result = await DIALOGUE.run_turn(self._deps(), self.state, inbound)
        self.lines.append({"role": "customer", "text": inbound.text or "button", "at": result.reply["created_at"]})
        return self._keep(result)

    def _keep(self, result: TurnResult) -> Json:
        self.seq += 1
        self.state = json.loads(json.dumps(result.state))
        self.turns.append(result)
        self.lines.append({"role": "assistant", "text": result.reply["text"], "at": result.reply["created_at"]})
        return json.loads(json.dumps(result.reply))

    def _deps(self) -> Deps:
        async def entered(state: str) -> None:
            self.states.append(state)

        async def heard(sentence: str) -> None:
            self.heard.append(sentence)

        return Deps(
            conversation_id="conv_1",
            user_id=self.user_id,
            platform=self.platform,
            reader=self.reader,
            explainer=self.explainer,
            passages=self.passages,
            transcript=self,
            clock=self,
            ids=self,
            listener=Listener(entered, heard),
        )

    # the small ports of a turn
    async def read(self) -> list[Json]:
        return list(self.lines)

    def now(self) -> datetime:
        return self.world.now

    def new(self, prefix: str) -> str:
        return self.world.new_id(prefix)
