"""What every conversation store keeps to, whoever's servers it runs on."""

from dataclasses import replace
from datetime import timedelta

import pytest

from agent_service.adapters.dynamodb import RECENT, DynamoConversations, create_table
from agent_service.conversation.store import (
    ConversationNotFound,
    Feedback,
    Head,
    Kind,
    LeaseWish,
    Search,
    Summary,
    TakenOver,
)
from tests.conversation_world import START, SetClock, Wire, a_head, an_entry, an_outcome

LEASE = timedelta(seconds=15)


def _wish(head: Head, key: str, run: str = "run-1", at: timedelta = timedelta(), over: str | None = None) -> LeaseWish:
    return LeaseWish(head.conversation_id, key, run, START + at, START + at + LEASE, over)


@pytest.fixture
async def head(store: DynamoConversations) -> Head:
    head = a_head()
    opening = an_entry(head, "opening", Kind.OPENING, seq=1).done("", 1, an_outcome("hello"))
    await store.create(head, opening)
    return head


async def test_a_conversation_is_found_as_it_was_kept(store: DynamoConversations, head: Head) -> None:
    assert await store.head(head.conversation_id) == replace(head, lease_until=None)
    assert [entry.name for entry in await store.transcript(head.conversation_id)] == ["opening"]


async def test_an_unknown_conversation_is_none(store: DynamoConversations) -> None:
    assert await store.head("conv_none") is None
    assert await store.entry("conv_none", "T#m1") is None
    assert await store.transcript("conv_none") == ()


async def test_a_table_that_is_there_is_left_alone(store: DynamoConversations, wire: Wire, table: str) -> None:
    create_table(wire, table)
    await store.ready()


async def test_the_first_entry_under_a_key_stands(store: DynamoConversations, head: Head) -> None:
    first = an_entry(head, "m1", digest="first")
    assert await store.admit(first) is None
    assert await store.admit(an_entry(head, "m1", digest="second")) == first


async def test_the_same_name_of_another_kind_is_another_entry(store: DynamoConversations, head: Head) -> None:
    assert await store.admit(an_entry(head, "x", Kind.MESSAGE)) is None
    assert await store.admit(an_entry(head, "x", Kind.EVENT)) is None


async def test_a_lease_shuts_everybody_else_out_until_it_ends(store: DynamoConversations, head: Head) -> None:
    granted = await store.lease(_wish(head, "T#m1"))
    assert granted.granted
    assert (granted.head.fence, granted.head.seq, granted.head.inbox) == (1, 2, "T#m1")
    refused = await store.lease(_wish(head, "T#m2", "run-2"))
    assert not refused.granted
    assert refused.head.leased(START)
    assert not (await store.lease(_wish(head, "T#m1", "run-2"))).granted


async def test_a_lease_granted_once_is_granted_again_to_the_same_run(store: DynamoConversations, head: Head) -> None:
    """A client repeats a request whose answer was lost."""
    first = await store.lease(_wish(head, "T#m1"))
    again = await store.lease(_wish(head, "T#m1"))
    assert again.granted
    assert again.head.fence == first.head.fence


async def test_what_a_dead_writer_left_in_the_inbox_bars_others_from_the_lease(
    store: DynamoConversations, head: Head
) -> None:
    await store.lease(_wish(head, "T#m1"))
    later = timedelta(seconds=16)
    barred = await store.lease(_wish(head, "T#m2", "run-2", later))
    assert not barred.granted
    assert not barred.head.leased(START + later)
    taken = await store.lease(_wish(head, "T#m1", "run-3", later))
    assert taken.granted
    assert (taken.head.prior, taken.head.fence) == ("T#m1", 2)


def _carrying(head: Head, name: str = "m1", run: str = "run-1", fence: int = 0) -> LeaseWish:
    entry = an_entry(head, name, inbound={"text": "für 60 Stück"})
    return replace(_wish(head, entry.key, run), carried=entry, fence=fence)


async def test_head_and_entry_are_found_together(store: DynamoConversations, head: Head) -> None:
    entry, seen = an_entry(head), replace(head, state={})
    assert await store.look(head.conversation_id, entry.key) == (seen, None)
    await store.admit(entry)
    assert await store.look(head.conversation_id, entry.key) == (seen, entry)
    assert await store.look("conv_none", entry.key) == (None, None)


async def test_an_entry_that_came_with_the_lease_is_there_until_the_release(
    store: DynamoConversations, head: Head
) -> None:
    wish = _carrying(head)
    leased = await store.lease(wish)
    assert (leased.granted, leased.head.carried, leased.head.inbox) == (True, wish.carried, "T#m1")
    again = await store.lease(_wish(head, "T#m1", "run-2", timedelta(seconds=16)))
    assert (again.granted, again.head.carried) == (True, wish.carried)
    assert await store.release(again.head, None, START)
    after = await store.head(head.conversation_id)
    assert after is not None
    assert after.carried is None


async def test_an_entry_comes_with_the_lease_only_if_nothing_began_since(
    store: DynamoConversations, head: Head
) -> None:
    leased = await store.lease(_wish(head, "T#m2", "run-2"))
    assert not (await store.lease(_carrying(head))).granted
    await store.release(leased.head, None, START)
    refused = await store.lease(_carrying(head))
    assert (refused.granted, refused.head.carried) == (False, None)
    assert (await store.lease(_carrying(head, fence=1))).granted


async def test_what_was_carried_is_kept_under_its_key_before_it_is_set_aside(
    store: DynamoConversations, head: Head
) -> None:
    carried = (await store.lease(_carrying(head))).head.carried
    assert carried is not None
    await store.keep(carried)
    taken = await store.lease(_wish(head, "E#e1", "run-2", timedelta(seconds=16), over="T#m1"))
    assert (taken.granted, taken.head.carried) == (True, None)
    assert await store.entry(head.conversation_id, "T#m1") == carried
    done = await store.finish(carried.done("run", 2, an_outcome("x")))
    await store.keep(carried)
    assert await store.entry(head.conversation_id, "T#m1") == done


async def test_what_a_dead_writer_left_can_be_set_aside(store: DynamoConversations, head: Head) -> None:
    await store.lease(_wish(head, "T#m1"))
    taken = await store.lease(_wish(head, "E#e1", "run-2", timedelta(seconds=16), over="T#m1"))
    assert taken.granted
    assert taken.head.inbox == "E#e1"


async def test_no_lease_on_what_is_not_there(store: DynamoConversations) -> None:
    with pytest.raises(ConversationNotFound):
        await store.lease(_wish(a_head("conv_none"), "T#m1"))


async def test_a_released_conversation_stands_where_the_entry_led(store: DynamoConversations, head: Head) -> None:
    entry = an_entry(head)
    await store.admit(entry)
    leased = (await store.lease(_wish(head, entry.key))).head
    outcome = an_outcome(
        "in", "out", state="COMPLETE", taken_over_by=TakenOver("u-dana", "Dana"), reply={"a": 1}, trace={"b": 2}
    )
    done = await store.finish(entry.done("run-1", leased.seq, outcome))
    assert await store.release(leased, done, START + timedelta(seconds=1))
    after = await store.head(head.conversation_id)
    assert after is not None
    assert (after.seq, after.inbox, after.summary.state) == (3, "", "COMPLETE")
    assert after.updated_at == START + timedelta(seconds=1)
    assert after.taken_over_by == TakenOver("u-dana", "Dana")
    assert after.recent[-2:] == (("msg_in", 2), ("msg_out", 3))
    assert not after.leased(START)
    assert await store.entry(head.conversation_id, entry.key) == done


async def test_the_first_end_of_an_entry_stands(store: DynamoConversations, head: Head) -> None:
    entry = an_entry(head)
    await store.admit(entry)
    first = await store.finish(entry.done("run-1", 2, an_outcome("first")))
    second = await store.finish(entry.done("run-2", 2, an_outcome("second")))
    assert second == first


async def test_a_writer_behind_the_fence_changes_nothing(store: DynamoConversations, head: Head) -> None:
    slow = (await store.lease(_wish(head, "T#m1"))).head
    quick = (await store.lease(_wish(head, "T#m1", "run-2", timedelta(seconds=16)))).head
    done = an_entry(head).done("run-1", 2, an_outcome("late", state="ESCALATE"))
    assert not await store.release(slow, done, START)
    current = await store.head(head.conversation_id)
    assert current is not None
    assert (current.summary.state, current.fence) == ("GREETING", quick.fence)


async def test_recent_messages_do_not_grow_without_end(store: DynamoConversations, head: Head) -> None:
    for number in range(40):
        entry = an_entry(head, f"m{number}")
        leased = (await store.lease(_wish(head, entry.key, f"run-{number}"))).head
        await store.release(leased, entry.done("", leased.seq, an_outcome(f"{number}a", f"{number}b")), START)
    after = await store.head(head.conversation_id)
    assert after is not None
    assert len(after.recent) == RECENT
    assert after.recent[-1] == ("msg_39b", after.seq)


async def test_the_transcript_is_in_order_and_goes_on_behind_a_number(store: DynamoConversations, head: Head) -> None:
    for number in (5, 3, 9):
        await store.admit(an_entry(head, f"m{number}", seq=number))
    assert [entry.seq for entry in await store.transcript(head.conversation_id)] == [1, 3, 5, 9]
    assert [entry.seq for entry in await store.transcript(head.conversation_id, 3)] == [5, 9]


async def test_a_failed_entry_is_kept_and_a_dropped_one_is_not(store: DynamoConversations, head: Head) -> None:
    failed, dropped, done = (an_entry(head, name) for name in ("failed", "dropped", "done"))
    for entry in (failed, dropped, done):
        await store.admit(entry)
    await store.finish(done.done("run", 2, an_outcome("x")))
    await store.fail(failed)
    await store.drop(dropped)
    await store.fail(done)
    await store.drop(done)
    statuses = {entry.name: entry.status for entry in await store.transcript(head.conversation_id)}
    assert statuses == {"opening": "done", "failed": "failed", "done": "done"}


async def test_what_has_expired_is_gone_at_once(store: DynamoConversations, head: Head, clock: SetClock) -> None:
    await store.admit(an_entry(head))
    clock.move(days=90)
    assert await store.head(head.conversation_id) is None
    assert await store.entry(head.conversation_id, "T#m1") is None
    assert await store.transcript(head.conversation_id) == ()
    assert (await store.search(Search(owner="u-ana"), 10, None)).items == ()
    with pytest.raises(ConversationNotFound):
        await store.lease(_wish(head, "T#m1", at=timedelta(days=90)))


async def _keep_many(store: DynamoConversations) -> None:
    for number in range(12):
        owner = "u-ana" if number % 2 else "u-tom"
        summary = Summary("ESCALATE" if number % 3 == 0 else "COMPLETE", f"BT-{number % 4}", "t", number % 3 == 0)
        head = a_head(f"conv_{number:032x}", owner, summary=summary)
        await store.create(head, an_entry(head, "opening", Kind.OPENING))


def _numbers(heads: tuple[Head, ...]) -> list[int]:
    return [int(head.conversation_id[5:], 16) for head in heads]


@pytest.mark.parametrize(
    ("search", "expected"),
    [
        (Search(), [11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0]),
        (Search(owner="u-ana"), [11, 9, 7, 5, 3, 1]),
        (Search(order_id="BT-1"), [9, 5, 1]),
        (Search(escalated=True), [9, 6, 3, 0]),
        (Search(escalated=False), [11, 10, 8, 7, 5, 4, 2, 1]),
        (Search(state="ESCALATE", owner="u-tom"), [6, 0]),
        (Search(owner="u-nobody"), []),
    ],
)
async def test_lists_show_the_newest_first(store: DynamoConversations, search: Search, expected: list[int]) -> None:
    await _keep_many(store)
    assert _numbers((await store.search(search, 100, None)).items) == expected


@pytest.mark.parametrize("search", [Search(), Search(owner="u-ana"), Search(escalated=False)])
async def test_a_list_read_page_by_page_is_whole(store: DynamoConversations, search: Search) -> None:
    await _keep_many(store)
    whole = _numbers((await store.search(search, 100, None)).items)
    seen: list[int] = []
    page = await store.search(search, 3, None)
    seen += _numbers(page.items)
    newer = a_head(f"conv_{99:032x}", "u-ana")
    await store.create(newer, an_entry(newer, "opening", Kind.OPENING))
    while page.after is not None:
        page = await store.search(search, 3, page.after)
        seen += _numbers(page.items)
    assert seen == whole


async def test_a_conversation_that_owes_is_listed_until_it_does_not(store: DynamoConversations, head: Head) -> None:
    assert list(await store.owing(10)) == []
    for owes in (True, False):
        leased = (await store.lease(_wish(head, f"T#{owes}", f"run-{owes}"))).head
        outcome = replace(an_outcome("x"), summary=Summary("ESCALATE", None, "", escalated=True, owes=owes))
        await store.release(leased, an_entry(head, str(owes)).done("", leased.seq, outcome), START)
        assert [found.conversation_id for found in await store.owing(10)] == [head.conversation_id] * owes


async def test_feedback_is_kept_for_each_side(store: DynamoConversations, head: Head) -> None:
    await store.rate(head.conversation_id, Feedback("csat", {"csat": 2}))
    await store.rate(head.conversation_id, Feedback("csat", {"csat": 5}))
    await store.rate(head.conversation_id, Feedback("label", {"label": "rightly_escalated"}))
    kept = await store.head(head.conversation_id)
    assert kept is not None
    assert kept.feedback == {"csat": {"csat": 5}, "label": {"label": "rightly_escalated"}}
    with pytest.raises(ConversationNotFound):
        await store.rate("conv_none", Feedback("csat", {}))


async def test_erasure_leaves_nothing_and_nothing_comes_back(store: DynamoConversations, head: Head) -> None:
    entry = an_entry(head)
    await store.admit(entry)
    assert await store.erase(head.conversation_id) == 3
    assert await store.head(head.conversation_id) is None
    with pytest.raises(ConversationNotFound):
        await store.release(head, entry.done("run", 2, an_outcome("x")), START)
    assert await store.head(head.conversation_id) is None
    assert await store.erase(head.conversation_id) == 0
