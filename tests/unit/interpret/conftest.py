"""One customer's world (the demo data) and a reader to speak to."""

from collections.abc import Callable, Iterable
from datetime import date

import pytest

from agent_service.conversation.interpretation import CustomerData, Interpretation, Json, OfferedOption, Situation
from agent_service.interpret.reader import RuleInterpreter
from local_stack.seed_file import DEMO, read_seed
from local_stack.seed_views import customer_data

TODAY = date(2026, 11, 20)
Hear = Callable[..., Interpretation]


@pytest.fixture(scope="session")
def worlds() -> dict[str, CustomerData]:
    seed = read_seed(DEMO)
    return {user.id: customer_data(seed, user.id, TODAY) for user in seed.users if user.company_id}


@pytest.fixture(scope="session")
def reader() -> RuleInterpreter:
    return RuleInterpreter()


@pytest.fixture
def hear(reader: RuleInterpreter, worlds: dict[str, CustomerData]) -> Hear:
    """Reads one message; options are titles, and their presence makes the offer wait."""

    def _hear(
        text: str,
        order: str | None = "BT-1002",
        *,
        user: str = "u-ana",
        state: str = "GREETING",
        assistant: str | None = None,
        options: Iterable[str] = (),
        request: Iterable[Json] = (),
        previous: str | None = None,
    ) -> Interpretation:
        offered = tuple(OfferedOption(n, title) for n, title in enumerate(options, 1))
        state = "AWAIT_CONFIRMATION" if offered else state
        situation = Situation(user, order, state, assistant, offered, tuple(request), worlds[user], TODAY.isoformat())
        if previous is not None:
            return reader.merge_answer(previous, text, situation)
        return reader.interpret(text, situation)

    return _hear
