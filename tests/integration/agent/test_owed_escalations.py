"""An escalation that arose while the platform was down reaches it once the platform is back."""

from agent_service.conversation.owed_escalations import OwedEscalations
from agent_service.conversation.ports import PlatformRefused, PlatformUnavailable
from agent_service.conversation.store import Json
from tests.integration.agent.replicas import AFTER_THE_LEASE, World, killed, on


class Platform:
    """Takes escalations when it is up."""

    def __init__(self) -> None:
        self.trouble: Exception | None = None
        self.taken: list[tuple[str, Json]] = []

    async def deliver(self, body: Json, key: str) -> None:
        if self.trouble is not None:
            raise self.trouble
        self.taken.append((key, body))


async def test_what_is_owed_is_delivered_with_the_transcript_and_then_owed_no_more(world: World) -> None:
    replica, platform = world.replica(), Platform()
    conversation = await replica.open()
    await replica.say(conversation, "owe")
    sweeper = OwedEscalations(replica.store, replica.talks, platform.deliver)
    for trouble in (PlatformUnavailable("down"), PlatformRefused(403, "forbidden", {})):
        platform.trouble = trouble
        assert await sweeper.sweep() == 0
    platform.trouble = None
    assert await sweeper.sweep() == 1
    assert await sweeper.sweep() == 0
    ((key, body),) = platform.taken
    assert (key, body["escalation_id"], body["user_id"]) == ("esc_1", "esc_1", "u-ana")
    assert [message["text"] for message in body["transcript"]] == ["Hello.", "owe", "You said owe."]
    assert (await replica.talks.head(conversation)).state["owed"] == []


async def test_a_sweeper_that_dies_after_delivering_delivers_the_same_again(world: World) -> None:
    alive, platform = world.replica(), Platform()
    conversation = await alive.open()
    await alive.say(conversation, "owe")
    dying = world.replica(after=on(6))
    await killed(OwedEscalations(dying.store, dying.talks, platform.deliver).sweep())
    world.clock.move(seconds=AFTER_THE_LEASE)
    await OwedEscalations(alive.store, alive.talks, platform.deliver).sweep()
    assert {key for key, _ in platform.taken} == {"esc_1"}
    assert (await alive.talks.head(conversation)).state["owed"] == []


async def test_the_conversation_goes_on_while_something_is_owed(world: World) -> None:
    replica, platform = world.replica(), Platform()
    conversation = await replica.open()
    await replica.say(conversation, "owe")
    await replica.say(conversation, "more", "m2")
    assert await OwedEscalations(replica.store, replica.talks, platform.deliver).sweep() == 1
    assert (await replica.talks.head(conversation)).state["heard"] == ["owe", "more"]
