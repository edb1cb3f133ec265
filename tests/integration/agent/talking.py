"""Replicas with the real dialogue and reader over the table, before a platform in memory."""

import base64
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from agent_service.adapters.local_policy import LocalPolicyPassages
from agent_service.adapters.rules_reader import RulesReader
from agent_service.conversation.conversations import Caller
from agent_service.conversation.ports import Explainer, TemplatesOnly
from agent_service.conversation.turn import Deps, Listener
from agent_service.graph.dialogue import GraphDialogue
from agent_service.interpret.reader import RuleInterpreter
from tests.conversation_world import Wire
from tests.fakes.platform import FakePlatform
from tests.fakes.world import World as Orders
from tests.integration.agent.replicas import Replica, World

POLICIES = LocalPolicyPassages(Path(__file__).parents[3] / "docs" / "policies")
READER = RulesReader(RuleInterpreter())
DIALOGUE = GraphDialogue()
Json = dict[str, Any]


class Weighed(Wire):
    """A wire that knows how many bytes its requests and answers had."""

    weight: int = 0

    def __getattr__(self, name: str) -> Any:
        method = super().__getattr__(name)

        def ask(**request: Any) -> Any:
            answer = method(**request)
            content = {key: value for key, value in answer.items() if key != "ResponseMetadata"}
            self.weight += _weight(request) + _weight(content)
            return answer

        return ask


def _weight(message: Json) -> int:
    return len(json.dumps(message, default=lambda value: base64.b64encode(value).decode()))


@dataclass
class Talking:
    """A replica with one customer's conversation on it."""

    replica: Replica
    platform: FakePlatform
    caller: Caller
    conversation: str = ""
    said: int = 0
    last: Json = field(default_factory=dict)

    async def open(self, order_id: str | None) -> None:
        opened = await self.replica.talks.open(self.caller, order_id, None)
        self.conversation = opened.conversation_id
        assert opened.outcome is not None
        self.last = opened.outcome.reply or {}

    async def send(self, said: Json, name: str = "") -> Json:
        """A message or a button; the reply."""
        self.said += 1
        self.platform.calls = []  # a turn's own, as over HTTP
        done = await self.replica.talks.send(self.caller, self.conversation, name or f"c{self.said}", said)
        assert done.outcome is not None
        self.last = done.outcome.reply or {}
        return self.last

    async def say(self, text: str, **more: Any) -> Json:
        return await self.send({"text": text, **more})

    async def press(self, kind: str) -> Json:
        """Press the first button of that kind that the last reply shows, or one that is always there."""
        items = [item for part in self.last["parts"] if part["kind"] == "choices" for item in part["items"]]
        shown = (item["action"] for item in items if item.get("action", {}).get("type") == kind)
        return await self.send({"action": next(shown, {"type": kind})})

    @property
    def requests(self) -> int:
        return len(self.replica.wire.requests)


def talking(
    world: World,
    user_id: str,
    platform: FakePlatform | None = None,
    explainer: Explainer | None = None,
    **dies: Callable[[int], None],
) -> Talking:
    """A customer before a replica of their own; ``dies`` as ``World.replica``."""
    platform = platform or FakePlatform(Orders(), user_id)
    world.clock.at = platform.world.now

    def deps(caller: Caller, conversation_id: str, transcript: Any, listener: Listener) -> Deps:
        return Deps(
            conversation_id=conversation_id,
            user_id=caller.user_id,
            platform=platform,
            reader=READER,
            explainer=explainer or TemplatesOnly(),
            passages=POLICIES,
            transcript=transcript,
            clock=world.clock,
            ids=world.ids,
            listener=listener,
        )

    replica = world.replica(dialogue=DIALOGUE, deps=deps, wire=Weighed(world.client, world.lock), **dies)
    return Talking(replica, platform, Caller(user_id, str(platform.user["name"]), "token"))
