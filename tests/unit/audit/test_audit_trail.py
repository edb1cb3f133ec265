"""The trail of an order: it rebuilds the order, shows every tampering, and forgets people without breaking."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import count
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brightthread.contract.canonical import canonical
from platform_service.domain.audit import Author, Event, TrailEntry, TrailHead, entry_after, first_fault
from platform_service.domain.audit_replay import rebuilt
from platform_service.domain.order import Address, ArtworkRef, Line, Order, Person, Posting, Status

START = datetime(2026, 11, 21, 9, tzinfo=UTC)
ANA = Author("customer", "Ana Ruiz", "u-ana")

names = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
cents = st.integers(0, 10**9)
postings = st.builds(Posting, code=names, label=names, amount=cents, change_id=st.none() | names)
lines = st.builds(
    Line,
    line_id=st.sampled_from(["L-1", "L-2", "L-3", "L-4"]),
    sku=names,
    product_id=names,
    product_name=names,
    color=names,
    size=names,
    quantity=st.integers(1, 500),
    unit_price=cents,
    artwork=st.none() | st.builds(ArtworkRef, names, names),
    pieces_produced=st.integers(0, 500),
)
orders = st.builds(
    Order,
    order_id=st.just("BT-1"),
    company_id=st.just("c"),
    placed_by=st.builds(Person, st.just("u-ana"), names),
    status=st.sampled_from(Status),
    version=st.integers(1, 9),
    created_at=st.integers(0, 10**11).map(lambda ms: START + timedelta(milliseconds=ms)),
    delivery_date=st.dates(date(2026, 1, 1), date(2030, 1, 1)),
    address=st.builds(Address, st.none() | names, *[names] * 6),
    lines=st.lists(lines, max_size=4, unique_by=lambda line: line.line_id).map(tuple),
    next_line=st.integers(1, 99),
    fees=st.lists(postings, max_size=3).map(tuple),
    credits=st.lists(postings, max_size=3).map(tuple),
)


def _trail(states: list[Order]) -> list[TrailEntry]:
    salts = count()
    head = TrailHead(0, None)
    entries: list[TrailEntry] = []
    before: Order | None = None
    for number, after in enumerate(states):
        event = Event(
            kind="opened" if before is None else "change",
            at=START + timedelta(minutes=number),
            by=ANA,
            before=before,
            after=after,
            facts={"change_id": f"chg_{number}"},
            texts={"confirmation": f"yes, number {number}"},
        )
        entries.append(entry_after(head, event, lambda: f"salt-{next(salts)}"))
        head, before = entries[-1].head, after
    return entries


@given(st.lists(orders, min_size=1, max_size=6))
def test_trail_alone_rebuilds_the_order_at_every_step(states: list[Order]) -> None:
    trail = _trail(states)
    assert first_fault(trail) is None
    for step, state in enumerate(states, 1):
        assert rebuilt(trail[:step]) == state


@given(st.lists(orders, min_size=2, max_size=5), st.data())
def test_missing_and_swapped_entries_are_found(states: list[Order], data: st.DataObject) -> None:
    trail = _trail(states)
    gone = data.draw(st.integers(0, len(trail) - 2))
    assert first_fault(trail[:gone] + trail[gone + 1 :]) is not None
    swapped = [*trail[:gone], trail[gone + 1], trail[gone], *trail[gone + 2 :]]
    assert first_fault(swapped) is not None
    assert first_fault(trail[:-1], trail[-1].head) == f"entry {len(trail)}: missing, as are all after it"
    assert first_fault(trail, trail[-1].head) is None


CHANGED: list[dict[str, Any]] = [
    {"entry": {}},
    {"kind": "other"},
    {"at": START},
    {"order_id": "BT-2"},
    {"sequence": 7},
    {"previous_hash": "0" * 64},
    {"entry_hash": "0" * 64},
]


@pytest.mark.parametrize("changed", CHANGED, ids=lambda changed: next(iter(changed)))
def test_changed_entries_are_found(changed: dict[str, Any]) -> None:
    trail = _trail([_order(1), _order(2), _order(3)])
    assert first_fault([trail[0], replace(trail[1], **changed), trail[2]]) is not None


def test_changed_numbers_inside_an_entry_are_found() -> None:
    trail = _trail([_order(1), _order(2)])
    told = {**trail[1].entry, "facts": {"change_id": "chg_other"}}
    assert first_fault([trail[0], replace(trail[1], entry=told)]) == "entry 2: its content was changed"


def test_changed_personal_texts_are_found() -> None:
    trail = _trail([_order(1)])
    personal = trail[0].personal[0]
    changed = replace(trail[0], personal=(replace(personal, plain="Eve"), *trail[0].personal[1:]))
    assert first_fault([changed]) == "entry 1: a personal text was changed"


def test_names_and_texts_are_not_in_the_chain() -> None:
    told = canonical(_trail([_order(1)])[0].entry).decode()
    for secret in ("Ana Ruiz", "Market Street", "yes, number 0"):
        assert secret not in told


def test_equal_texts_have_unequal_commitments() -> None:
    one, two = _trail([_order(1), _order(2)])
    assert one.entry["by"]["name"] != two.entry["by"]["name"]


def test_erasing_people_keeps_the_chain_and_the_numbers() -> None:
    trail = [replace(entry, personal=()) for entry in _trail([_order(1), _order(2)])]
    assert first_fault(trail) is None
    order = rebuilt(trail)
    assert (order.placed_by.name, order.address.street) == ("[erased]", "[erased]")
    assert (order.version, order.address.address_id, order.total) == (2, "a", _order(2).total)


def test_entries_only_tell_what_differs() -> None:
    entry = _trail([_order(1), _order(2)])[1]
    assert entry.entry["order"].keys() == {"version"}


def test_empty_trail_tells_of_no_order() -> None:
    assert first_fault([]) is None
    with pytest.raises(ValueError):
        rebuilt([])


def _order(version: int) -> Order:
    return Order(
        order_id="BT-1",
        company_id="c",
        placed_by=Person("u-ana", "Ana Ruiz"),
        status=Status.CREATED,
        version=version,
        created_at=START,
        delivery_date=date(2026, 12, 4),
        address=Address("a", "HQ", "1200 Market Street", "Portland", "OR", "97201", "US"),
        lines=(Line("BT-1-1", "HCT-NAV-M", "hct", "Heavy Tee", "Navy", "M", 80, 499, ArtworkRef("art", "Logo"), 3),),
        next_line=2,
    )
