"""Work beside the requests goes on whatever becomes of one round of it."""

import asyncio

from brightthread.service.repeated import Repeated


async def test_a_round_that_fails_is_logged_and_the_next_one_comes() -> None:
    rounds, third = [], asyncio.Event()

    async def work() -> None:
        rounds.append(len(rounds))
        if len(rounds) == 1:
            raise RuntimeError("the first one fails")
        if len(rounds) == 3:
            third.set()

    async with Repeated("work", work, 0.001), asyncio.timeout(5):
        await third.wait()
    ended = len(rounds)
    await asyncio.sleep(0)
    assert len(rounds) == ended


async def test_it_is_done_once_more_at_the_end_where_that_is_wanted() -> None:
    done, first = [], asyncio.Event()

    async def work() -> None:
        done.append(1)
        first.set()

    async with Repeated("work", work, 60, at_the_end=True), asyncio.timeout(5):
        await first.wait()
    assert len(done) == 2
