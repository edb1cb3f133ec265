"""What every CRM adapter keeps: the fake of the tests and Zendesk's, before its emulator."""

from dataclasses import replace
from pathlib import Path

import pytest

from platform_service.adapters.zendesk_redaction import marked
from platform_service.application.vendor_ports import CrmRefused, TicketDraft
from tests.contract.vendor_worlds import EMAIL, CrmWorld, ZendeskWorld, fake_crm_world

DRAFT = TicketDraft(
    external_id="esc_0190",
    subject="Refund of $4,965.00 on BT-3001",
    note="Order BT-3001 …\n\ncustomer: cancel the order",
    priority="high",
    tags=("brightthread", "refund_above_threshold"),
    requester_name="Raj Patel",
    requester_email="raj@harbor.example",
    fields={360001: "BT-3001"},
)


@pytest.fixture(params=["fake", "zendesk"])
def world(request: pytest.FixtureRequest, tmp_path: Path) -> CrmWorld:
    return fake_crm_world() if request.param == "fake" else ZendeskWorld(tmp_path)


async def test_a_ticket_is_opened_with_an_internal_note(world: CrmWorld) -> None:
    ticket = await world.crm.read(await world.crm.open_ticket(DRAFT))
    assert ticket is not None
    assert (ticket.external_id, ticket.status) == ("esc_0190", "new")
    assert ticket.tags == ("brightthread", "refund_above_threshold")
    assert [(one.body, one.public) for one in ticket.comments] == [(DRAFT.note, False)]


async def test_asking_again_finds_the_same_ticket_even_in_other_words(world: CrmWorld) -> None:
    first = await world.crm.open_ticket(DRAFT)
    assert await world.crm.open_ticket(DRAFT) == first
    assert await world.crm.open_ticket(replace(DRAFT, note="more was said since")) == first
    assert await world.crm.open_ticket(replace(DRAFT, external_id="esc_0191")) != first


async def test_a_note_is_added_once_per_key(world: CrmWorld) -> None:
    ticket_id = await world.crm.open_ticket(DRAFT)
    for _ in range(2):
        await world.crm.add_note(ticket_id, "The change was reversed.", "chg_1")
    await world.crm.add_note(ticket_id, "We are on it.", "chg_2", public=True)
    ticket = await world.crm.read(ticket_id)
    assert ticket is not None
    assert [one.public for one in ticket.comments] == [False, False, True]
    assert ticket.comments[1].body.startswith("The change was reversed.")


async def test_a_ticket_is_solved_once(world: CrmWorld) -> None:
    ticket_id = await world.crm.open_ticket(DRAFT)
    for _ in range(2):
        await world.crm.solve(ticket_id, "Resolved in the conversation.")
    ticket = await world.crm.read(ticket_id)
    assert ticket is not None
    assert ticket.status == "solved"
    assert len(ticket.comments) == 2


async def test_there_is_no_ticket_that_was_not_opened(world: CrmWorld) -> None:
    assert await world.crm.read("404") is None
    assert await world.crm.email_of("404") is None
    with pytest.raises(CrmRefused, match="ticket_missing"):
        await world.crm.add_note("404", "hello", "chg_1")


async def test_a_closed_zendesk_ticket_takes_no_note(tmp_path: Path) -> None:
    world = ZendeskWorld(tmp_path)
    ticket_id = await world.crm.open_ticket(DRAFT)
    state = world.app.state.zendesk
    state.update({**state.ticket(int(ticket_id)), "status": "closed"})
    with pytest.raises(CrmRefused, match="ticket_closed"):
        await world.crm.add_note(ticket_id, "hello", "chg_1")


async def test_more_comments_than_a_page_holds_are_all_looked_through(tmp_path: Path) -> None:
    world = ZendeskWorld(tmp_path)
    ticket_id = await world.crm.open_ticket(DRAFT)
    for number in range(120):
        await world.crm.add_note(ticket_id, f"note {number}", f"k{number}")
    await world.crm.add_note(ticket_id, "note 119", "k119")
    ticket = await world.crm.read(ticket_id)
    assert ticket is not None
    assert len(ticket.comments) == 121


async def test_a_forgotten_ticket_says_nothing_any_more(world: CrmWorld) -> None:
    ticket_id = await world.crm.open_ticket(
        replace(DRAFT, note="Raj: for my sister <Ottoline> & me\n\ncustomer: cancel it")
    )
    await world.crm.add_note(ticket_id, "Raj wants to cancel the order.", "chg_1", public=True)
    other = await world.crm.open_ticket(replace(DRAFT, external_id="esc_0191"))
    for _ in range(2):
        await world.crm.forget("esc_0190")
        ticket = await world.crm.read(ticket_id)
        assert ticket is not None
        assert len(ticket.comments) == 2
        assert not any(char.isalnum() for comment in ticket.comments for char in comment.body)
    kept = await world.crm.read(other)
    assert kept is not None
    assert kept.comments[0].body == DRAFT.note


async def test_what_has_no_ticket_needs_no_forgetting(world: CrmWorld) -> None:
    await world.crm.forget("esc_404")


async def test_zendesk_keeps_neither_words_nor_name_even_of_a_closed_ticket(tmp_path: Path) -> None:
    world = ZendeskWorld(tmp_path)
    ticket_id = await world.crm.open_ticket(DRAFT)
    state = world.app.state.zendesk
    state.update({**state.ticket(int(ticket_id)), "status": "closed"})
    await world.crm.forget(DRAFT.external_id)
    ticket = state.ticket(int(ticket_id))
    assert "customer" not in ticket["description"]
    assert [one["html_body"] for one in state.comments(ticket["id"]) if "customer" in one["html_body"]] == []
    assert state.user(ticket["requester_id"])["name"] == "[erased]"
    assert ticket["subject"] == DRAFT.subject


async def test_zendesk_s_staff_keep_their_names(tmp_path: Path) -> None:
    world = ZendeskWorld(tmp_path)
    await world.crm.open_ticket(replace(DRAFT, requester_name="Dana", requester_email=EMAIL))
    await world.crm.forget(DRAFT.external_id)
    assert world.app.state.zendesk.user_by_email(EMAIL)["name"] != "[erased]"


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<div>My number is 8</div>", "<div><redact>My number is 8</redact></div>"),
        ("<p>a &amp; b<br>▇▇</p><p> </p>", "<p><redact>a &amp; b</redact><br>▇▇</p><p> </p>"),
        ('<a href="http://x.example">x</a>', '<a href="http://x.example" redact><redact>x</redact></a>'),
        ('<img src="me.png"/>', '<img src="me.png" redact/>'),
        ("<div>▇▇ ▇, ▇.</div>", None),
        ("", None),
    ],
)
def test_all_text_and_every_link_is_marked_once(body: str, expected: str | None) -> None:
    assert marked(body) == expected
