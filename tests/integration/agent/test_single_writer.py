"""One effect and one visible answer a message, whoever dies when (I9)."""

import asyncio
from dataclasses import replace

import pytest

from agent_service.conversation.conversations import Caller
from agent_service.conversation.single_writer import MessageIdReused, TooBusy, TurnFailed, TurnInProgress
from agent_service.conversation.store import ConversationNotFound
from tests.integration.agent.replicas import AFTER_THE_LEASE, ANA, DANA, World, killed, on

REQUESTS_OF_A_TURN = range(1, 5)
TRANSCRIPT = ["Hello.", "hi", "You said hi."]
EVENT = {"event_id": "e1", "kind": "ticket_solved", "data": {}}


@pytest.mark.parametrize("moment", ["before", "after"])
@pytest.mark.parametrize("number", REQUESTS_OF_A_TURN)
async def test_a_retry_on_another_replica_gives_the_one_answer(world: World, number: int, moment: str) -> None:
    alive = world.replica()
    conversation = await alive.open()
    await killed(world.replica(**{moment: on(number)}).say(conversation, "hi"))
    world.clock.move(seconds=AFTER_THE_LEASE)
    answer = await alive.say(conversation, "hi")
    assert answer.outcome is not None
    assert await alive.said(conversation) == TRANSCRIPT
    assert len(world.dialogue.effects) == 1
    assert (await alive.say(conversation, "more", "m2")).outcome is not None
    head = await alive.talks.head(conversation)
    assert head.state["heard"] == ["hi", "more"]


@pytest.mark.parametrize("moment", ["before", "after"])
@pytest.mark.parametrize("number", REQUESTS_OF_A_TURN)
async def test_a_read_finishes_what_a_dead_replica_had_taken_in(world: World, number: int, moment: str) -> None:
    alive = world.replica()
    conversation = await alive.open()
    await killed(world.replica(**{moment: on(number)}).say(conversation, "hi"))
    world.clock.move(seconds=30)
    taken_in = (number, moment) not in ((1, "before"), (1, "after"), (2, "before"))
    assert await alive.said(conversation) == (TRANSCRIPT if taken_in else TRANSCRIPT[:1])
    assert len(world.dialogue.effects) == int(taken_in)


@pytest.mark.parametrize("moment", ["before", "after"])
@pytest.mark.parametrize("number", [2, 3, 4])
async def test_the_next_message_comes_after_the_one_left_behind(world: World, number: int, moment: str) -> None:
    alive = world.replica()
    conversation = await alive.open()
    await killed(world.replica(**{moment: on(number)}).say(conversation, "hi"))
    world.clock.move(seconds=AFTER_THE_LEASE)
    await alive.say(conversation, "more", "m2")
    begun = (number, moment) != (2, "before")
    expected = TRANSCRIPT if begun else TRANSCRIPT[:1]
    assert await alive.said(conversation) == [*expected, "more", "You said more."]
    assert len(world.dialogue.effects) == 1 + int(begun)


async def test_the_living_are_waited_for_not_robbed(world: World) -> None:
    """A message sent while the other replica still works waits for the lease to end, not longer."""
    alive = world.replica()
    conversation = await alive.open()
    await killed(world.replica(after=on(2)).say(conversation, "hi"))
    begun = world.clock.now()
    assert (await alive.say(conversation, "hi")).outcome is not None
    assert 15 <= (world.clock.now() - begun).total_seconds() < 17


async def test_a_slow_writer_gives_the_answer_of_the_one_that_took_over(world: World) -> None:
    slow, quick = world.replica(), world.replica()
    conversation = await slow.open()
    world.dialogue.gate = asyncio.Event()
    first = asyncio.create_task(slow.say(conversation, "hi"))
    await world.dialogue.begun.wait()
    world.dialogue.gate, gate = None, world.dialogue.gate
    world.clock.move(seconds=AFTER_THE_LEASE)
    second = await quick.say(conversation, "hi")
    gate.set()
    assert (await first).outcome == second.outcome
    assert await quick.said(conversation) == TRANSCRIPT
    assert len(world.dialogue.effects) == 1


@pytest.mark.parametrize("replicas", [1, 2])
async def test_a_double_click_is_one_message(world: World, replicas: int) -> None:
    sides = [world.replica() for _ in range(replicas)] * (3 - replicas)
    conversation = await sides[0].open()
    answers = await asyncio.gather(*(side.say(conversation, "hi") for side in sides * 2))
    assert len({str(answer.outcome) for answer in answers}) == 1
    assert await sides[0].said(conversation) == TRANSCRIPT
    assert world.dialogue.runs["m1"] == 1


@pytest.mark.parametrize("replicas", [1, 2, 3])
async def test_messages_at_once_are_answered_one_at_a_time(world: World, replicas: int) -> None:
    sides = [world.replica() for _ in range(replicas)]
    conversation = await sides[0].open()
    names = [f"m{number}" for number in range(6)]
    sending = (sides[index % replicas].say(conversation, name, name) for index, name in enumerate(names))
    await asyncio.gather(*sending)
    said = (await sides[0].said(conversation))[1:]
    assert sorted(said[::2]) == names
    assert said[1::2] == [f"You said {name}." for name in said[::2]]
    assert world.dialogue.most_at_once == 1
    assert sorted((await sides[0].talks.head(conversation)).state["heard"]) == names


async def test_a_yes_sent_while_an_offer_is_made_has_not_seen_it(world: World) -> None:
    replica = world.replica()
    conversation = await replica.open()
    world.dialogue.gate = asyncio.Event()
    offer = asyncio.create_task(replica.say(conversation, "make it 60"))
    await world.dialogue.begun.wait()
    yes = asyncio.create_task(replica.say(conversation, "yes", "m2"))
    await asyncio.sleep(0.1)
    world.dialogue.gate.set()
    await asyncio.gather(offer, yes)
    offered, agreed = world.dialogue.inbound
    assert agreed.seen_seq < offered.seq


async def test_who_waits_too_long_is_turned_away_and_leaves_nothing(world: World) -> None:
    replica, other = world.replica(), world.replica()
    conversation = await replica.open()
    head = await replica.talks.head(conversation)
    world.dialogue.gate = asyncio.Event()
    first = asyncio.create_task(replica.say(conversation, "hi"))
    await world.dialogue.begun.wait()
    object.__setattr__(world.timing, "wait_s", 0.05)
    for side in (replica, other):
        with pytest.raises(TurnInProgress):
            await side.say(conversation, "me too", "m2")
    world.dialogue.gate.set()
    await first
    assert await replica.said(conversation) == TRANSCRIPT
    assert await replica.store.entry(head.conversation_id, "T#m2") is None


async def test_turns_make_four_requests_and_five_when_the_transcript_is_read(world: World) -> None:
    replica = world.replica()
    conversation = await replica.open()
    for name, text in (("m1", "hi"), ("m2", "read the transcript")):
        before = len(replica.wire.requests)
        done = await replica.say(conversation, text, name)
        made = replica.wire.requests[before:]
        expected = ["batch_get_item", "update_item", *["query"] * (name == "m2"), "put_item", "update_item"]
        assert made == expected
        assert done.outcome is not None
        assert (done.outcome.trace or {})["store_requests"] == len(expected)


async def test_the_transcript_read_for_an_old_message_serves_the_turn_as_well(world: World) -> None:
    replica = world.replica()
    conversation = await replica.open()
    first = (await replica.messages(conversation))[0]["message_id"]
    for number in range(14):
        await replica.say(conversation, f"m{number}", f"m{number}")
    before = len(replica.wire.requests)
    await replica.say(conversation, "read the transcript", "last", after=first)
    assert sorted(replica.wire.requests[before:]) == sorted(
        ["batch_get_item", "query", "update_item", "put_item", "update_item"]
    )
    assert (len(world.dialogue.transcripts[-1]), world.dialogue.inbound[-1].seen_seq) == (29, 1)


async def test_a_double_click_on_another_replica_while_the_first_works_is_one_message(world: World) -> None:
    first, second = world.replica(), world.replica()
    conversation = await first.open()
    world.dialogue.gate = asyncio.Event()
    clicks = [asyncio.create_task(first.say(conversation, "hi"))]
    await world.dialogue.begun.wait()
    clicks += [asyncio.create_task(side.say(conversation, "hi")) for side in (first, second)]
    await asyncio.sleep(0.05)
    world.dialogue.gate.set()
    assert len({str(done.outcome) for done in await asyncio.gather(*clicks)}) == 1
    assert await first.said(conversation) == TRANSCRIPT
    assert len(world.dialogue.effects) == 1


async def test_a_double_click_whose_first_died_is_finished_as_the_first_message(world: World) -> None:
    """The second click was kept under an id of its own: effects are keyed by the first one's."""
    alive = world.replica()
    conversation = await alive.open()
    await killed(world.replica(before=on(3)).say(conversation, "hi"))
    head = await alive.talks.head(conversation)
    assert head.carried is not None
    await alive.store.admit(replace(head.carried, message_id="msg_of_the_second"))
    await alive.say(conversation, "hi")
    assert len(world.dialogue.effects) == 1
    assert await alive.said(conversation) == TRANSCRIPT


async def test_a_conversation_erased_while_a_turn_runs_does_not_come_back(world: World) -> None:
    replica = world.replica()
    conversation = await replica.open()
    world.dialogue.gate = asyncio.Event()
    turn = asyncio.create_task(replica.say(conversation, "hi"))
    await world.dialogue.begun.wait()
    assert await replica.store.erase(conversation) == 2
    world.dialogue.gate.set()
    with pytest.raises(ConversationNotFound):
        await turn
    assert await replica.store.erase(conversation) == 0


async def test_who_finds_no_place_waits_without_a_lease_and_not_for_ever(world: World) -> None:
    object.__setattr__(world.timing, "at_once", 1)
    replica = world.replica()
    conversations = [await replica.open() for _ in range(3)]
    world.dialogue.gate = asyncio.Event()
    turns = [asyncio.create_task(replica.say(conversation, "hi")) for conversation in conversations[:2]]
    await world.dialogue.begun.wait()
    object.__setattr__(world.timing, "wait_s", 0.05)
    with pytest.raises(TooBusy):
        await replica.say(conversations[2], "hi")
    fences = [(await replica.talks.head(conversation)).fence for conversation in conversations]
    assert sorted(fences) == [0, 0, 1]
    world.dialogue.gate.set()
    await asyncio.gather(*turns)
    assert await replica.said(conversations[1]) == TRANSCRIPT
    assert await replica.said(conversations[2]) == TRANSCRIPT[:1]


async def test_an_id_used_for_something_else_is_refused_even_while_the_first_runs(world: World) -> None:
    replica = world.replica()
    conversation = await replica.open()
    world.dialogue.gate = asyncio.Event()
    first = asyncio.create_task(replica.say(conversation, "hi"))
    await world.dialogue.begun.wait()
    with pytest.raises(MessageIdReused):
        await replica.say(conversation, "bye")
    world.dialogue.gate.set()
    await first


async def test_a_turn_that_fails_bars_nobody(world: World) -> None:
    replica = world.replica()
    conversation = await replica.open()
    with pytest.raises(TurnFailed):
        await replica.say(conversation, "break")
    await replica.say(conversation, "hi", "m2")
    assert await replica.said(conversation) == TRANSCRIPT


async def test_what_was_left_behind_and_breaks_again_bars_nobody(world: World) -> None:
    alive = world.replica()
    conversation = await alive.open()
    await killed(world.replica(after=on(2)).say(conversation, "break"))
    world.clock.move(seconds=AFTER_THE_LEASE)
    await alive.say(conversation, "hi", "m2")
    assert await alive.said(conversation) == TRANSCRIPT


async def test_an_event_goes_past_a_dead_customers_turn_that_its_owner_finishes_later(world: World) -> None:
    alive = world.replica()
    conversation = await alive.open()
    await killed(world.replica(after=on(2)).say(conversation, "hi"))
    world.clock.move(seconds=AFTER_THE_LEASE)
    await alive.talks.tell({**EVENT, "conversation_id": conversation})
    assert await alive.said(conversation, DANA) == ["Hello.", "It happened: ticket_solved."]
    await alive.say(conversation, "hi")
    assert (await alive.said(conversation))[2:] == TRANSCRIPT[1:]


@pytest.mark.parametrize("number", [3, 4, 5])
async def test_an_event_told_again_after_a_death_appears_once(world: World, number: int) -> None:
    alive = world.replica()
    conversation = await alive.open()
    event = {**EVENT, "conversation_id": conversation}
    await killed(world.replica(after=on(number)).talks.tell(event))
    world.clock.move(seconds=AFTER_THE_LEASE)
    await alive.talks.tell(event)
    await alive.say(conversation, "hi")
    assert await alive.said(conversation) == ["Hello.", "It happened: ticket_solved.", "hi", "You said hi."]


async def test_a_takeover_is_kept_through_a_death(world: World) -> None:
    alive = world.replica()
    conversation = await alive.open()
    await alive.talks.take_over(DANA, conversation)
    await killed(world.replica(after=on(3)).say(conversation, "hello?"))
    world.clock.move(seconds=AFTER_THE_LEASE)
    reading = await alive.talks.read(ANA, conversation)
    assert reading.head.taken_over_by is not None
    assert [message["role"] for message in reading.messages()] == ["assistant", "system", "customer"]


async def test_the_bytes_of_a_turn_do_not_grow_with_the_conversation(world: World) -> None:
    replica = world.replica()
    conversation = await replica.open()
    sizes = []
    for number in range(60):
        await replica.say(conversation, f"message {number:03}", f"m{number:03}")
        key = {"pk": {"S": conversation}, "sk": {"S": "HEAD"}}
        head = world.client.get_item(TableName=world.table, Key=key)["Item"]
        sizes.append(sum(len(str(value)) for value in head.values()))
    assert max(sizes[25:]) <= 1.05 * sizes[25]


async def test_a_colleague_finishes_and_reads_nothing(world: World) -> None:
    alive = world.replica()
    conversation = await alive.open()
    await killed(world.replica(after=on(2)).say(conversation, "hi"))
    world.clock.move(seconds=AFTER_THE_LEASE)
    with pytest.raises(ConversationNotFound):
        await alive.talks.read(Caller("u-tom", "Tom Okafor", "token"), conversation)
    assert world.dialogue.runs["m1"] == 0
