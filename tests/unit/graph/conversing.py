"""Conversations in sentences, read by the rules, with the written policies at hand."""

from pathlib import Path

from agent_service.adapters.local_policy import LocalPolicyPassages
from agent_service.adapters.rules_reader import RulesReader
from agent_service.interpret.reader import RuleInterpreter
from tests.fakes.talk import Talk
from tests.fakes.world import World

POLICIES = LocalPolicyPassages(Path(__file__).parents[3] / "docs" / "policies")
READER = RulesReader(RuleInterpreter())


async def talk_to(user_id: str, order_id: str | None, world: World | None = None) -> Talk:
    """A conversation just opened."""
    talk = Talk(world or World(), user_id, READER, POLICIES)
    await talk.open(order_id)
    return talk
