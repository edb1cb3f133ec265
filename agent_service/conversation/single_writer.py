"""At most one entry of a conversation is worked on at a time, and each is worked on to one end (I9).

An entry that meets nobody goes through four requests: (1) the caller looked at the head and for the entry, (2) lease,
which carries the entry, work, (3) finish, (4) release. Where somebody else is at work, or was since (1), the entry is
first kept under its own key (admit), and waits. A writer that dies leaves its entry in the head's inbox: whoever comes
next brings it to its end first. The first end of an entry stands, so a writer that was only slow gives the same answer
as the one that took over from it.
"""

import asyncio
import random
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Protocol
from weakref import WeakValueDictionary

from agent_service.conversation import request_tally
from agent_service.conversation.bell import Bell
from agent_service.conversation.ports import Clock, Ids
from agent_service.conversation.store import ConversationNotFound, ConversationStore, Entry, Head, LeaseWish, Outcome
from brightthread.service.crash_points import crash_point

_REQUESTS_AFTER_WORK = 2


@dataclass(frozen=True, slots=True)
class Timing:
    """Seconds: a turn ends before its lease does, and who waits outlasts a lease."""

    turn_s: float = 12.0
    lease_s: float = 15.0
    wait_s: float = 20.0
    poll_s: float = 0.05
    poll_most_s: float = 0.4
    at_once: int = 32
    """So many entries this process works on at once: who waits for a place holds no lease, and no clock runs."""


class TurnInProgress(Exception):
    """Another entry of the conversation was being worked on for as long as this one could wait."""


class TooBusy(Exception):
    """This process had no place for the entry for as long as it could wait; nothing of it was kept."""


class MessageIdReused(Exception):
    """The client's id was used before, for something else."""


class TurnFailed(Exception):
    """Work on an entry broke off; the entry is kept, and sending it again tries again."""


class Performer(Protocol):
    """Works on entries on behalf of one caller."""

    def may(self, entry: Entry) -> bool:
        """Whether this caller can do what the entry asks for."""
        ...

    async def perform(self, head: Head, entry: Entry) -> Outcome: ...


@dataclass(frozen=True, slots=True)
class Arrival:
    """What stood when an entry came in: the head, and what lay under the entry's key."""

    head: Head
    standing: Entry | None

    def known(self, key: str) -> Entry | None:
        """The entry of that key as far as it is there already."""
        carried = self.head.carried
        return self.standing or (carried if carried is not None and carried.key == key else None)

    def quiet(self, key: str) -> bool:
        """Whether nobody is at work, and the entry was not ended between the two halves of the look."""
        return not self.head.inbox and self.head.latest != key


class SingleWriter:
    """Brings entries to their end, one at a time a conversation, across replicas and deaths."""

    def __init__(
        self,
        store: ConversationStore,
        clock: Clock,
        ids: Ids,
        timing: Timing | None = None,
        bell: Bell | None = None,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._store = store
        self._clock = clock
        self._ids = ids
        self._timing = timing or Timing()
        self._bell = bell or Bell()
        self._sleep = sleep
        self._locks: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()
        self._places = asyncio.Semaphore(self._timing.at_once)

    async def settle(self, entry: Entry, performer: Performer, arrival: Arrival | None = None) -> Entry:
        """The entry, done: by this call, an earlier or a parallel one.

        Raises MessageIdReused, TurnInProgress, TooBusy, TurnFailed, ConversationNotFound.
        """
        until = asyncio.get_running_loop().time() + self._timing.wait_s
        standing = arrival.known(entry.key) if arrival else None
        if arrival is not None and standing is None and (done := await self._at_once(entry, performer, arrival, until)):
            return done
        standing = standing or await self._store.admit(entry)
        if standing is not None:
            _same(standing, entry)
            if standing.status == "done":
                return standing
        try:
            if standing is None and arrival is not None:
                request_tally.note(-1)  # the look after a wait belongs to the wait, like its polls
            known = standing is not None or arrival is not None
            return _same(await self._in_turn(standing or entry, performer, until, known=known), entry)
        except (TurnInProgress, TooBusy, ConversationNotFound):
            if standing is None:
                await self._store.drop(entry)
            raise

    async def _at_once(self, entry: Entry, performer: Performer, arrival: Arrival, until: float) -> Entry | None:
        """The entry, done, if nobody is or was at work since the arrival: it is kept along with the lease."""
        lock = self._lock(entry.conversation_id)
        if lock.locked() or not arrival.quiet(entry.key):
            return None
        async with lock, self._place(until):
            granted, head = await self._lease(entry, self._ids.new("run"), fence=arrival.head.fence)
            if granted:
                return await self._work(head, entry, performer)
        request_tally.note(-1)
        return None

    async def recover(self, head: Head, performer: Performer) -> bool:
        """Bring what a dead writer left behind to its end, if there is such a thing and the caller may."""
        if not head.inbox or head.leased(self._clock.now()):
            return False
        try:
            return await self._bring_to_end(head, performer) is None
        except TurnFailed:
            return True

    async def _in_turn(self, entry: Entry, performer: Performer, until: float, *, known: bool) -> Entry:
        async with self._alone(entry.conversation_id, until) as waited, self._place(until):
            head, polled = await self._take(entry, performer, until)
            if known or waited or polled or head.prior == entry.key:
                return await self._resume(head, entry, performer)
            return await self._work(head, entry, performer)

    async def _resume(self, head: Head, entry: Entry, performer: Performer) -> Entry:
        """End what now stands under the key of a leased head, unless somebody did."""
        current = await self._current(head, entry.key) or entry
        if current.status != "done":
            return await self._work(head, current, performer)
        await self._give_back(head, current)
        return current

    async def _current(self, head: Head, key: str) -> Entry | None:
        """What stands under a key: done, else as the head carries it, else open."""
        kept = await self._store.entry(head.conversation_id, key)
        carried = head.carried if head.carried is not None and head.carried.key == key else None
        return kept if kept is not None and kept.status == "done" else carried or kept

    def _lock(self, conversation_id: str) -> asyncio.Lock:
        return self._locks.setdefault(conversation_id, asyncio.Lock())

    @asynccontextmanager
    async def _place(self, until: float) -> AsyncIterator[None]:
        """One of the places of this process, in the order they came."""
        try:
            async with asyncio.timeout_at(until):
                await self._places.acquire()
        except TimeoutError:
            raise TooBusy from None
        try:
            yield
        finally:
            self._places.release()

    @asynccontextmanager
    async def _alone(self, conversation_id: str, until: float) -> AsyncIterator[bool]:
        """One at a time within this process, in the order they came; yields whether it had to wait."""
        lock = self._lock(conversation_id)
        waits = lock.locked()
        try:
            await asyncio.wait_for(lock.acquire(), until - asyncio.get_running_loop().time())
        except TimeoutError:
            raise TurnInProgress(conversation_id) from None
        try:
            yield waits
        finally:
            lock.release()

    async def _take(self, entry: Entry, performer: Performer, until: float) -> tuple[Head, bool]:
        """The head, leased to this entry, and whether others had to be waited for."""
        over, pause, polled = None, self._timing.poll_s, False
        run = self._ids.new("run")
        while True:
            granted, head = await self._lease(entry, run, over)
            if granted:
                return head, polled
            polled = True
            request_tally.note(-1)
            if asyncio.get_running_loop().time() >= until:
                raise TurnInProgress(entry.conversation_id)
            if head.leased(self._clock.now()):
                await self._sleep(pause * (0.5 + random.random()))  # noqa: S311 - jitter, no secret
                pause = min(pause * 2, self._timing.poll_most_s)
            else:
                over = await self._left_behind(head, performer)

    async def _lease(
        self, entry: Entry, run: str, over: str | None = None, fence: int | None = None
    ) -> tuple[bool, Head]:
        """Whether the lease was given; with ``fence`` the entry is carried, for it is not kept yet."""
        now = self._clock.now()
        until = now + timedelta(seconds=self._timing.lease_s)
        wish = LeaseWish(entry.conversation_id, entry.key, run, now, until, over)
        if fence is not None:
            wish = replace(wish, carried=entry, fence=fence)
        crash_point("turn.before_lease")
        lease = await self._store.lease(wish)
        crash_point("turn.after_lease")
        return lease.granted, lease.head

    async def _left_behind(self, head: Head, performer: Performer) -> str | None:
        try:
            return await self._bring_to_end(head, performer)
        except TurnFailed:
            return None

    async def _bring_to_end(self, head: Head, performer: Performer) -> str | None:
        """End what is in the inbox of a dead writer; returns its key if only somebody else can."""
        entry = await self._current(head, head.inbox) if head.inbox else None
        if entry is None or not (entry.status == "done" or performer.may(entry)):
            if entry is not None:
                await self._store.keep(entry)
            return head.inbox or None
        granted, leased = await self._lease(entry, self._ids.new("run"))
        if granted:
            await self._resume(leased, entry, performer)
        return None

    async def _work(self, head: Head, entry: Entry, performer: Performer) -> Entry:
        try:
            async with asyncio.timeout(self._timing.turn_s):
                outcome = await performer.perform(head, entry)
        except Exception as error:
            await self._store.fail(entry)
            await self._give_back(head, None)
            raise TurnFailed(entry.key) from error
        if outcome.trace is not None:
            requests = request_tally.total() + _REQUESTS_AFTER_WORK
            outcome = replace(outcome, trace={**outcome.trace, "store_requests": requests})
        crash_point("turn.before_finish")
        done = await self._store.finish(entry.done(head.run, head.seq, outcome))
        crash_point("turn.after_finish")
        await self._give_back(head, done)
        self._bell.ring(head.conversation_id)
        return done

    async def _give_back(self, head: Head, done: Entry | None) -> None:
        """Release the head, with what its entry led to; an entry that others ended led to nothing more.

        If the conversation was erased meanwhile, nothing of it may come back.
        """
        news = done if done is not None and (done.run == head.run or done.key == head.prior) else None
        try:
            crash_point("turn.before_release")
            await self._store.release(head, news, self._clock.now())
            crash_point("turn.after_release")
        except ConversationNotFound:
            await self._store.erase(head.conversation_id)
            raise


def _same(standing: Entry, entry: Entry) -> Entry:
    """What stands under an entry's key, if it is for the same thing."""
    if standing.digest != entry.digest:
        raise MessageIdReused(entry.name)
    return standing
