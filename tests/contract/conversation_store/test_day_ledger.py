"""The day's spending is one sum for all who add to it, in either DynamoDB; and what binds where it cannot be had."""

import asyncio
import contextlib
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta

import pytest

from agent_service.adapters.dynamodb_spending import DynamoDayLedger
from agent_service.api.spending import shared_spending
from agent_service.conversation.model_budget import DayBudget, ModelBudget, Spent
from agent_service.conversation.store import StoreUnavailable
from tests.conversation_world import Wire

TODAY = date(2026, 11, 23)
CALL = {"cost_usd": 0.001, "input_tokens": 900, "output_tokens": 100}


@pytest.fixture
def ledger(wire: Wire, table: str, pool: ThreadPoolExecutor) -> DynamoDayLedger:
    return DynamoDayLedger(wire, table, pool)


def a_budget(**limits: int) -> DayBudget:
    return DayBudget(ModelBudget(**limits), lambda: TODAY)


async def test_what_is_added_at_once_is_added_up(ledger: DynamoDayLedger) -> None:
    totals = await asyncio.gather(*(ledger.add(TODAY, Spent(250_000, 1000, 1)) for _ in range(20)))
    assert max(total.calls for total in totals) == 20
    assert len({total.calls for total in totals}) == 20
    assert await ledger.add(TODAY, Spent()) == Spent(5_000_000, 20_000, 20)
    assert await ledger.add(TODAY + timedelta(days=1), Spent()) == Spent()


async def test_the_item_goes_away_by_itself(ledger: DynamoDayLedger, wire: Wire, table: str) -> None:
    await ledger.add(TODAY, Spent(1, 1, 1))
    key = {"pk": {"S": "MODELS#2026-11-23"}, "sk": {"S": "DAY"}}
    item = wire.get_item(TableName=table, Key=key)["Item"]
    assert int(item["ttl"]["N"]) == datetime(2026, 11, 30, tzinfo=UTC).timestamp()


async def test_replicas_and_a_restarted_one_share_the_day(ledger: DynamoDayLedger) -> None:
    first, second = a_budget(calls=3), a_budget(calls=3)
    for budget in (first, first, second):
        assert budget.left()
        budget.spend(CALL)
        await budget.share(ledger)
    await first.share(ledger)
    assert first.left()  # it has spent nothing since: it learns of others when it has
    first.spend(CALL)
    await first.share(ledger)
    restarted = a_budget(calls=3)
    await restarted.share(ledger)
    assert not any(budget.left() for budget in (first, second, restarted))


async def test_no_request_is_made_where_nothing_was_spent(ledger: DynamoDayLedger, wire: Wire) -> None:
    budget = a_budget()
    await budget.share(ledger)
    before = len(wire.requests)
    for _ in range(3):
        await budget.share(ledger)
    assert len(wire.requests) == before
    budget.spend(CALL)
    budget.spend(CALL)
    await budget.share(ledger)
    assert wire.requests[before:] == ["update_item"]


class DownLedger:
    """A ledger that cannot be reached until it is mended."""

    def __init__(self) -> None:
        self.down = True
        self.total = Spent(calls=1)

    async def add(self, day: date, spent: Spent) -> Spent:
        if self.down:
            raise StoreUnavailable("down")
        self.total += spent
        return self.total


async def test_while_the_ledger_is_down_the_own_count_binds_and_nothing_is_lost() -> None:
    ledger, budget = DownLedger(), a_budget(calls=3)
    async with shared_spending(budget, ledger, interval_s=60):
        budget.spend(CALL)
        budget.spend(CALL)
        with contextlib.suppress(StoreUnavailable):
            await budget.share(ledger)
        assert budget.left()
        ledger.down = False
    assert ledger.total.calls == 3
    assert not budget.left()


async def test_a_new_day_begins_with_nothing(ledger: DynamoDayLedger) -> None:
    now = [TODAY]
    budget = DayBudget(ModelBudget(calls=1), lambda: now[0])
    budget.spend(CALL)
    await budget.share(ledger)
    assert not budget.left()
    now[0] += timedelta(days=1)
    assert budget.left()
    await budget.share(ledger)
    assert budget.left()
