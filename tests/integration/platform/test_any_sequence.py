"""Whatever customers and CX agents do, in whatever order, the invariants hold after every step."""

import asyncio
from datetime import timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, invariant, multiple, rule, run_state_machine_as_test

from tests.integration.platform.conftest import Served, fill, serving
from tests.invariants import violations
from tests.postgres import PostgresServer

ORDERS = {"N-1": 2, "N-2": 1, "N-3": 2, "N-4": 1, "N-5": 1, "N-6": 1}
PIECES = st.integers(1, 520)
SKUS = st.sampled_from([f"TEE-{color}-{size}" for color in ("NAV", "RED") for size in ("S", "M", "L", "XL")])
ARTWORKS = st.sampled_from(["art-north-logo", "art-north-emblem", "art-north-old"])


def changes(order_id: str) -> st.SearchStrategy[list[dict[str, Any]]]:
    line = st.sampled_from([f"{order_id}-{n + 1}" for n in range(ORDERS[order_id])])
    one = st.one_of(
        st.fixed_dictionaries({"type": st.just("change_quantity"), "line_id": line, "new_quantity": PIECES}),
        st.fixed_dictionaries(
            {"type": st.just("change_size"), "line_id": line, "new_size": st.sampled_from(["S", "L", "XL"])},
            optional={"quantity": st.integers(1, 60)},
        ),
        st.fixed_dictionaries(
            {"type": st.just("change_color"), "line_id": line, "new_color": st.sampled_from(["Navy", "Red"])}
        ),
        st.fixed_dictionaries({"type": st.just("change_artwork"), "artwork_id": ARTWORKS}),
        st.fixed_dictionaries(
            {"type": st.just("change_address"), "address_id": st.sampled_from(["a-north-hq", "a-north-dock"])}
        ),
        st.fixed_dictionaries({"type": st.just("add_line"), "sku": SKUS, "quantity": PIECES}),
        st.fixed_dictionaries({"type": st.just("remove_line"), "line_id": line}),
    )
    return st.one_of(st.lists(one, min_size=1, max_size=3), st.just([{"type": "cancel_order"}]))


REQUESTS = st.sampled_from(sorted(ORDERS)).flatmap(lambda order_id: st.tuples(st.just(order_id), changes(order_id)))


class Customers(RuleBasedStateMachine):
    """Two customers of one company, a CX agent, and time that passes."""

    server: PostgresServer
    folder: Path
    quotes = Bundle("quotes")
    reviews = Bundle("reviews")

    def __init__(self) -> None:
        super().__init__()
        self.runner = asyncio.Runner()
        self._database = self.server.database(self.server.template("platform_world", fill))
        self._serving = serving(self._database.__enter__(), self.folder)
        self.served: Served = self.runner.run(self._serving.__aenter__())

    def teardown(self) -> None:
        self.runner.run(self._serving.__aexit__(None, None, None))
        self._database.__exit__(None, None, None)
        self.runner.close()

    def call(self, user: str, method: str, path: str, body: Any = None, key: str | None = None) -> httpx.Response:
        answer = self.runner.run(self.served.user(user)(method, path, body, key))
        assert answer.status_code < 500, answer.text
        return answer

    @rule(target=quotes, request=REQUESTS, user=st.sampled_from(["u-north", "u-north-2"]))
    def ask(self, request: tuple[str, list[dict[str, Any]]], user: str) -> Any:
        order_id, asked = request
        answer = self.call(user, "POST", f"/orders/{order_id}/quotes", {"changes": asked})
        return answer.json() if answer.status_code == 201 and answer.json()["options"] else multiple()

    @rule(target=quotes, old=quotes, request=REQUESTS)
    def correct(self, old: Any, request: tuple[str, list[dict[str, Any]]]) -> Any:
        body = {"changes": request[1], "replaces": old["quote_id"]}
        answer = self.call("u-north", "POST", f"/orders/{request[0]}/quotes", body)
        return answer.json() if answer.status_code == 201 and answer.json()["options"] else multiple()

    @rule(target=reviews, quote=quotes, pick=st.integers(0, 4), key=st.sampled_from(["a", "b", "c", "d", "e"]))
    def confirm(self, quote: Any, pick: int, key: str) -> Any:
        option = quote["options"][pick % len(quote["options"])]
        body = {
            "option_id": option["option_id"],
            "digest": quote["digest"],
            "confirmation": {"conversation_id": "conv", "message_id": "msg", "text": "yes"},
        }
        answer = self.call("u-north", "POST", f"/quotes/{quote['quote_id']}/apply", body, key)
        if answer.status_code == 200 and answer.json()["review_id"]:
            return answer.json()["review_id"]
        if answer.status_code == 200:
            assert answer.json()["order"]["totals"]["total"] == option["order_after"]["totals"]["total"]
        return multiple()

    @rule(quote=quotes)
    def decline(self, quote: Any) -> None:
        assert self.call("u-north", "DELETE", f"/quotes/{quote['quote_id']}").status_code in (204, 409)

    @rule(review_id=reviews, decision=st.sampled_from(["approve", "reject"]))
    def decide(self, review_id: str, decision: str) -> None:
        self.call("u-cx", "POST", f"/reviews/{review_id}/decision", {"decision": decision})

    @rule(review_id=reviews)
    def withdraw(self, review_id: str) -> None:
        self.call("u-north-2", "POST", f"/reviews/{review_id}/withdraw")

    @rule(minutes=st.sampled_from([5, 20, 60 * 49]))
    def wait(self, minutes: int) -> None:
        self.served.clock.ahead += timedelta(minutes=minutes)
        decide = self.served.platform.use_cases.decide_review
        for review_id in self.runner.run(decide.due()):
            assert self.runner.run(decide.expire(review_id))

    @invariant()
    def everything_holds(self) -> None:
        assert violations(self.served.dsns.administrator, self.served.clock.now()) == []


@pytest.fixture
def prepared(postgres_server: PostgresServer, tmp_path: Path) -> None:
    Customers.server, Customers.folder = postgres_server, tmp_path


@pytest.mark.usefixtures("prepared")
@pytest.mark.timeout(3000)
@pytest.mark.parametrize("examples", [5, pytest.param(300, marks=pytest.mark.ondemand)])
def test_the_invariants_hold_after_any_sequence(examples: int) -> None:
    run_state_machine_as_test(
        Customers,
        settings=settings(
            max_examples=examples,
            stateful_step_count=25,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
