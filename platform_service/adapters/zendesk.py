"""The CRM: Zendesk's Support API. A ticket is found by ``external_id``, the one key of ours that Zendesk keeps.

Its Idempotency-Key lives two hours and exists for new tickets only: it closes the gap between looking and creating.
What is added to a ticket ends with a reference of ours, and is looked for before it is added again.
"""

import base64
from datetime import datetime
from typing import Any, get_args

import httpx

from brightthread.contract.erasure import ERASED
from brightthread.service.resilience import Breaker, Timeouts
from platform_service.adapters.vendor_http import Errors, VendorHttp, first_line, new_client
from platform_service.adapters.zendesk_redaction import marked, readable
from platform_service.application.vendor_ports import (
    CrmMisused,
    CrmRefused,
    CrmUnavailable,
    Ticket,
    TicketComment,
    TicketDraft,
    TicketStatus,
)

ERRORS = Errors(CrmUnavailable, CrmRefused, CrmMisused)
LONGEST_KEY = 255
MOST_PAGES = 50
SETTLED = ("solved", "closed")
Body = dict[str, Any]


class ZendeskCrm:
    """The ``Crm`` port, as the agent with this e-mail and API token."""

    def __init__(
        self, url: str, email: str, api_token: str, *, transport: httpx.AsyncBaseTransport | None = None,
        timeouts: Timeouts | None = None,
    ) -> None:  # fmt: skip
        encoded = base64.b64encode(f"{email}/token:{api_token}".encode()).decode()
        self._client = new_client(url, {"Authorization": f"Basic {encoded}"}, transport=transport, timeouts=timeouts)
        self._http = VendorHttp(self._client, ERRORS, Breaker("zendesk"))

    async def close(self) -> None:
        """Close the connections."""
        await self._client.aclose()

    async def open_ticket(self, draft: TicketDraft) -> str:
        """See ``Crm.open_ticket``."""
        known = await self._known(draft.external_id)
        if known is not None:
            return known
        headers = {"Idempotency-Key": draft.external_id[:LONGEST_KEY]}
        answer = await self._http.write("POST", "/api/v2/tickets", json={"ticket": _new_ticket(draft)}, headers=headers)
        body = _body(answer)
        if answer.status_code == 400 and body.get("error") == "IdempotentRequestError":
            # Asked before with other words, and made in the moment between our look and now.
            raise CrmUnavailable("being_opened", "a ticket of that key is being opened")
        return str(_part(_expected(answer, body, 201), "ticket", "id"))

    async def add_note(self, ticket_id: str, text: str, key: str, *, public: bool = False) -> None:
        """See ``Crm.add_note``."""
        ticket = await self._existing(ticket_id)
        mark = _mark(key)
        if not any(mark in comment.body for comment in ticket.comments):
            comment = {"body": f"{text}\n\n{mark}", "public": public}
            await self._update(ticket_id, {"comment": comment})

    async def solve(self, ticket_id: str, text: str | None = None) -> None:
        """See ``Crm.solve``."""
        ticket = await self._existing(ticket_id)
        if ticket.status not in SETTLED:
            note: Body = {"comment": {"body": text, "public": False}} if text else {}
            await self._update(ticket_id, {"status": "solved", **note})

    async def read(self, ticket_id: str) -> Ticket | None:
        """See ``Crm.read``."""
        answer = await self._http.read("GET", f"/api/v2/tickets/{_number(ticket_id)}")
        if answer.status_code == 404:
            return None
        ticket = _part(_expected(answer, _body(answer), 200), "ticket")
        try:
            return _ticket(ticket, await self._comments(ticket_id))
        except (KeyError, TypeError, ValueError) as error:
            raise CrmUnavailable("wrong_shape", f"a ticket that makes no sense: {type(error).__name__}") from error

    async def forget(self, external_id: str) -> None:
        """See ``Crm.forget``; attachments and the requester's e-mail address stay (``docs/security.md``)."""
        ticket_id = await self._known(external_id)
        if ticket_id is None:
            return
        for comment, _ in await self._raw_comments(ticket_id):
            if (html_body := marked(_part(comment, "html_body"))) is not None:
                await self._redact(ticket_id, _part(comment, "id"), html_body)
        answer = await self._http.read("GET", f"/api/v2/tickets/{_number(ticket_id)}")
        await self._unname(_part(_expected(answer, _body(answer), 200), "ticket").get("requester_id"))

    async def email_of(self, actor_id: str) -> str | None:
        """See ``Crm.email_of``."""
        user = await self._user(actor_id)
        email = user.get("email") if user is not None else None
        return str(email).lower() if email else None

    # --------------------------------------------------------------------------------------------------------- requests

    async def _known(self, external_id: str) -> str | None:
        answer = await self._http.read("GET", "/api/v2/tickets", params={"external_id": external_id})
        found = _expected(answer, _body(answer), 200).get("tickets")
        if not isinstance(found, list):
            raise CrmUnavailable("wrong_shape", "an answer without tickets")
        ids = [_part(one, "id") for one in found if _part(one, "external_id") == external_id]
        return str(min(ids)) if ids else None

    async def _existing(self, ticket_id: str) -> Ticket:
        ticket = await self.read(ticket_id)
        if ticket is None:
            raise CrmRefused("ticket_missing", f"there is no ticket {ticket_id}")
        return ticket

    async def _update(self, ticket_id: str, values: Body) -> None:
        answer = await self._http.write("PUT", f"/api/v2/tickets/{_number(ticket_id)}", json={"ticket": values})
        body = _body(answer)
        if answer.status_code == 404:
            raise CrmRefused("ticket_missing", f"there is no ticket {ticket_id}")
        if answer.status_code == 422 and "closed" in str(body.get("details", "")):
            raise CrmRefused("ticket_closed", f"ticket {ticket_id} is closed")
        _expected(answer, body, 200)

    async def _redact(self, ticket_id: str, comment_id: object, html_body: str) -> None:
        """Redact a comment and see that it is: the answer shows what is left of it."""
        body = {"ticket_id": _number(ticket_id), "html_body": html_body}
        answer = await self._http.write("PUT", f"/api/v2/comment_redactions/{comment_id}", json=body)
        left = _part(_expected(answer, _body(answer), 200), "comment").get("plain_body") or ""
        if readable(left):
            raise CrmRefused("not_redacted", f"comment {comment_id} of ticket {ticket_id} can still be read")

    async def _unname(self, user_id: object) -> None:
        user = await self._user(str(user_id))
        if user is None or user.get("role") != "end-user" or user.get("name") == ERASED:
            return
        answer = await self._http.write(
            "PUT", f"/api/v2/users/{_number(str(user_id))}", json={"user": {"name": ERASED}}
        )
        _expected(answer, _body(answer), 200)

    async def _user(self, user_id: str) -> Body | None:
        answer = await self._http.read("GET", f"/api/v2/users/{_number(user_id)}")
        if answer.status_code == 404:
            return None
        user: Body = _part(_expected(answer, _body(answer), 200), "user")
        return user

    async def _comments(self, ticket_id: str) -> list[TicketComment]:
        return [_comment(comment, author) for comment, author in await self._raw_comments(ticket_id)]

    async def _raw_comments(self, ticket_id: str) -> list[tuple[Body, Body]]:
        """Every comment with its author, as Zendesk has them."""
        path = f"/api/v2/tickets/{_number(ticket_id)}/comments"
        found: list[tuple[Body, Body]] = []
        for page in range(1, MOST_PAGES + 1):
            answer = await self._http.read("GET", path, params={"include": "users", "page": page, "per_page": 100})
            body = _expected(answer, _body(answer), 200)
            people = {one["id"]: one for one in body.get("users", [])}
            found += [(one, people.get(_part(one, "author_id"), {})) for one in _part(body, "comments")]
            if not body.get("next_page"):
                break
        return found


def _new_ticket(draft: TicketDraft) -> Body:
    # Without an e-mail Zendesk refuses a requester; the ticket then stands in the assistant's own name.
    person = {"name": draft.requester_name or draft.requester_email, "email": draft.requester_email}
    return {
        **({"requester": person} if draft.requester_email else {}),
        "subject": draft.subject,
        "comment": {"body": draft.note, "public": False},
        "priority": draft.priority,
        "tags": list(draft.tags),
        "external_id": draft.external_id,
        "custom_fields": [{"id": number, "value": value} for number, value in sorted(draft.fields.items())],
    }


def _mark(key: str) -> str:
    return f"[ref {key}]"


def _number(identifier: str) -> int:
    if not identifier.isdigit():
        raise CrmRefused("ticket_missing", f"{identifier[:40]!r} is no id of the CRM")
    return int(identifier)


def _body(answer: httpx.Response) -> Body:
    try:
        body = answer.json()
    except ValueError:
        return {}
    return body if isinstance(body, dict) else {}


def _expected(answer: httpx.Response, body: Body, status: int) -> Body:
    if answer.status_code == status:
        if not body:
            raise CrmUnavailable("wrong_shape", "an answer that is no object")
        return body
    words = first_line(body.get("description") or body.get("error") or "")
    if answer.status_code == 401:
        raise CrmUnavailable("unauthenticated", words)
    if answer.status_code in (404, 422):
        raise CrmRefused("refused", words)
    if answer.status_code == 409 or answer.status_code < 300:
        raise CrmUnavailable(f"http_{answer.status_code}", words)
    raise CrmMisused(f"http_{answer.status_code}", words)


def _part(body: Body, *path: str) -> Any:
    part: Any = body
    for name in path:
        if not isinstance(part, dict) or name not in part:
            raise CrmUnavailable("wrong_shape", f"an answer without {'.'.join(path)}")
        part = part[name]
    return part


def _ticket(ticket: Body, comments: list[TicketComment]) -> Ticket:
    return Ticket(
        ticket_id=str(ticket["id"]),
        external_id=ticket.get("external_id"),
        status=status_of(ticket["status"]),
        tags=tuple(ticket.get("tags") or ()),
        comments=tuple(comments),
        updated_at=datetime.fromisoformat(ticket["updated_at"]),
    )


def status_of(word: str) -> TicketStatus:
    """Read a ticket's status as the API or a webhook writes it. Raises ValueError for an unknown one."""
    known: tuple[TicketStatus, ...] = get_args(TicketStatus)
    return known[known.index(word.lower())]


def _comment(comment: Body, author: Body) -> TicketComment:
    return TicketComment(
        comment_id=str(comment["id"]),
        body=comment.get("plain_body") or comment["body"],
        public=bool(comment["public"]),
        author_name=author.get("name") or "",
        author_email=(author.get("email") or "").lower() or None,
        created_at=datetime.fromisoformat(comment["created_at"]),
    )
