"""Webhooks of Zendesk: signed over timestamp and body; ticket events as Zendesk shapes them, or a trigger's own JSON.

A trigger may be set up to send ``{"ticket_id", "tags", "status", "actor_email", "comment"}``: the same facts, flat.
"""

import base64
import hashlib
import hmac
import json
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, Literal

from platform_service.adapters.signatures import check, check_age
from platform_service.adapters.zendesk import status_of
from platform_service.application.vendor_ports import TicketComment, TicketEvent, WebhookForged, WebhookUnreadable

SIGNATURE = "x-zendesk-webhook-signature"
TIMESTAMP = "x-zendesk-webhook-signature-timestamp"
Kind = Literal["tags_changed", "comment_added", "status_changed", "other"]
KINDS: dict[str, Kind] = {
    "zen:event-type:ticket.tags_changed": "tags_changed",
    "zen:event-type:ticket.comment_added": "comment_added",
    "zen:event-type:ticket.status_changed": "status_changed",
}
Json = Mapping[str, Any]


class ZendeskWebhook:
    """The ``TicketWebhook`` port; an empty secret trusts nobody."""

    def __init__(self, secret: str) -> None:
        self._secret = secret.encode()

    def read(self, headers: Mapping[str, str], query: Mapping[str, str], body: bytes, now: datetime) -> TicketEvent:
        """See ``TicketWebhook.read``; the query says nothing here."""
        signature, stamp = headers.get(SIGNATURE, ""), headers.get(TIMESTAMP, "")
        if not self._secret or not signature or not stamp:
            raise WebhookForged
        digest = hmac.new(self._secret, stamp.encode() + body, hashlib.sha256).digest()
        check(signature, base64.b64encode(digest).decode())
        check_age(_instant(stamp), now)
        try:
            told = json.loads(body)
            return _event(told, hashlib.sha256(body).hexdigest(), now)
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise WebhookUnreadable(type(error).__name__) from error


def _instant(text: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise WebhookForged from None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _event(told: Json, digest: str, now: datetime) -> TicketEvent:
    ticket = told.get("detail") or told.get("ticket") or told
    what = told.get("event") or {}
    comment = what.get("comment") or told.get("comment")
    status = ticket.get("status")
    tags_added = tuple(what.get("tags_added") or ())
    return TicketEvent(
        event_id=str(told.get("id") or digest) if told.get("type") else digest,
        ticket_id=_ticket_id(told, ticket),
        external_id=ticket.get("external_id") or None,
        kind=KINDS.get(str(told.get("type")), "other"),
        actor_id=str(ticket["actor_id"]) if ticket.get("actor_id") else None,
        actor_email=str(told["actor_email"]).lower() if told.get("actor_email") else None,
        status=status_of(str(status)) if status else None,
        tags=_tags(ticket.get("tags")),
        tags_added=tags_added,
        comment=_comment(comment, now) if comment else None,
        at=_time(told.get("time")) or now,
    )


def _ticket_id(told: Json, ticket: Json) -> str:
    found = re.fullmatch(r"zen:ticket:(\d+)", str(told.get("subject", "")))
    given = found.group(1) if found else ticket.get("ticket_id") or ticket.get("id")
    if not str(given).isdigit():
        raise ValueError("no ticket id")
    return str(given)


def _tags(given: Any) -> tuple[str, ...]:
    return tuple(given.split()) if isinstance(given, str) else tuple(str(tag) for tag in given or ())


def _comment(given: Any, now: datetime) -> TicketComment:
    if isinstance(given, str):
        return TicketComment("", given, True, "", None, now)
    author = given.get("author") or {}
    return TicketComment(
        comment_id=str(given.get("id") or ""),
        body=str(given.get("body") or ""),
        public=bool(given.get("is_public", given.get("public", True))),
        author_name=str(author.get("name") or ""),
        author_email=None,
        created_at=now,
    )


def _time(given: Any) -> datetime | None:
    # Zendesk writes nanoseconds, more than a datetime holds.
    return datetime.fromisoformat(re.sub(r"(\.\d{6})\d+", r"\1", given)) if isinstance(given, str) else None
