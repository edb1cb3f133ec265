"""Creating and changing tickets in the emulated Zendesk, and the events of a change that its webhook tells."""

import json
import uuid
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from local_stack.emulators.zendesk.state import Object, ZendeskState, second

STATUSES = ("new", "open", "pending", "hold", "solved", "closed")
PRIORITIES = ("urgent", "high", "normal", "low")
PLAIN_FIELDS = ("subject", "priority", "status", "type", "external_id", "group_id", "due_at")
VIA = {"channel": "api", "source": {"from": {}, "to": {}, "rel": None}}


class ZendeskError(Exception):
    """An answer other than 2xx."""

    def __init__(self, status: int, body: Object) -> None:
        super().__init__(str(body))
        self.status = status
        self.body = body


def invalid(field: str, words: str, error: str) -> ZendeskError:
    details = {field: [{"description": f"{field.capitalize()}: {words}", "error": error}]}
    body = {"error": "RecordInvalid", "description": "Record validation errors", "details": details}
    return ZendeskError(422, body)


def not_found() -> ZendeskError:
    return ZendeskError(404, {"error": "RecordNotFound", "description": "Not found"})


def create(state: ZendeskState, wanted: Mapping[str, Any], actor: Object, now: datetime) -> tuple[Object, Object]:
    """Create a ticket with its first comment and return it with its audit."""
    comment = _comment(wanted, needed=True)
    _check(wanted)
    requester = _requester(state, wanted, actor)
    text = comment.get("body") or comment.get("html_body") or ""
    ticket: Object = {
        "subject": wanted.get("subject") or text[:80], "description": text, "status": wanted.get("status") or "new",
        "priority": wanted.get("priority"), "type": wanted.get("type"), "external_id": wanted.get("external_id"),
        "group_id": wanted.get("group_id"), "due_at": wanted.get("due_at"), "tags": _tags(wanted.get("tags") or []),
        "custom_fields": list(wanted.get("custom_fields") or []), "requester_id": requester["id"],
        "submitter_id": actor["id"], "assignee_id": _assignee(state, wanted),
        "created_at": second(now), "updated_at": second(now), "is_public": bool(comment.get("public", True)),
    }  # fmt: skip
    with state.store.transaction():
        ticket["id"] = state.insert(ticket)
        audit = _record(state, ticket, {}, comment, actor, now)
    return ticket, audit


def change(
    state: ZendeskState, identifier: int, wanted: Mapping[str, Any], actor: Object, now: datetime
) -> tuple[Object, Object, list[Object]]:
    """Change a ticket and return it with its audit and the events a webhook tells of."""
    before = state.ticket(identifier)
    if before is None:
        raise not_found()
    if before["status"] == "closed":
        raise invalid("status", "closed prevents ticket update", "InvalidValue")
    if wanted.get("safe_update") and wanted.get("updated_stamp") != before["updated_at"]:
        raise ZendeskError(409, {"error": "UpdateConflict", "description": "Safe Update prevented the update"})
    _check(wanted)
    comment = _comment(wanted, needed=False)
    after = {**before, **{name: wanted[name] for name in PLAIN_FIELDS if name in wanted}, "updated_at": second(now)}
    tags = wanted.get("tags", before["tags"])
    added, removed = wanted.get("additional_tags") or [], set(wanted.get("remove_tags") or [])
    after["tags"] = _tags([tag for tag in [*tags, *added] if tag not in removed])
    fields = {one["id"]: one for one in [*before["custom_fields"], *(wanted.get("custom_fields") or [])]}
    after["custom_fields"] = list(fields.values())
    after["assignee_id"] = _assignee(state, wanted) or before["assignee_id"]
    with state.store.transaction():
        state.update(after)
        audit = _record(state, after, before, comment, actor, now)
    return after, audit, events(state, before, after, comment, actor, audit, now)


def _check(wanted: Mapping[str, Any]) -> None:
    if wanted.get("status") is not None and wanted["status"] not in STATUSES:
        raise invalid("status", "is not properly defined", "InvalidValue")
    if wanted.get("priority") is not None and wanted["priority"] not in PRIORITIES:
        raise invalid("priority", "is not properly defined", "InvalidValue")


def _comment(wanted: Mapping[str, Any], *, needed: bool) -> Object:
    comment = wanted.get("comment") or {}
    if isinstance(comment, str):
        comment = {"body": comment}
    if not comment and not needed:
        return {}
    if not (comment.get("body") or comment.get("html_body")):
        raise invalid("description", "cannot be blank", "BlankValue")
    return dict(comment)


def _requester(state: ZendeskState, wanted: Mapping[str, Any], actor: Object) -> Object:
    if wanted.get("requester_id"):
        known = state.user(int(wanted["requester_id"]))
        if known is None:
            raise invalid("requester", "is invalid", "InvalidValue")
        return known
    person = wanted.get("requester")
    if not person:
        return actor
    if not person.get("email") or not person.get("name"):
        raise invalid("requester", "Name and email: cannot be blank", "BlankValue")
    return state.put_user(person["email"], person["name"])


def _assignee(state: ZendeskState, wanted: Mapping[str, Any]) -> int | None:
    if wanted.get("assignee_email"):
        known = state.user_by_email(wanted["assignee_email"])
        if known is None or known["role"] == "end-user":
            raise invalid("assignee", "is invalid", "InvalidValue")
        return int(known["id"])
    return wanted.get("assignee_id")


def _tags(tags: list[str]) -> list[str]:
    return sorted({tag.strip().lower().replace(" ", "_") for tag in tags if tag.strip()})


def _record(
    state: ZendeskState, after: Object, before: Object, comment: Object, actor: Object, now: datetime
) -> Object:  # fmt: skip
    """Write the audit (and the comment) of a change and return the audit."""
    kind = "Change" if before else "Create"
    changed = [
        {
            "id": number,
            "type": kind,
            "field_name": name,
            "value": _text(after.get(name)),
            "previous_value": before.get(name),
        }
        for number, name in enumerate(("status", "priority", "subject", "tags", "assignee_id"), start=1)
        if after.get(name) != before.get(name)
    ]
    audit = state.add_audit(after["id"], actor["id"], changed, now)
    if comment:
        author = int(comment.get("author_id") or actor["id"])
        comment["id"] = state.add_comment(after["id"], audit, author, comment, now)
    return {
        "id": audit, "ticket_id": after["id"], "created_at": second(now), "author_id": actor["id"], "metadata": {},
        "events": changed,
    }  # fmt: skip


def _text(value: Any) -> str:
    return " ".join(value) if isinstance(value, list) else str(value or "")


# ------------------------------------------------------------------------------------------------------------- webhooks


def events(
    state: ZendeskState, before: Object, after: Object, comment: Object, actor: Object, audit: Object, now: datetime
) -> list[Object]:
    """Return one webhook body for each thing that changed, as Zendesk's ticket events are shaped."""
    found: list[tuple[str, Object]] = []
    added = sorted(set(after["tags"]) - set(before["tags"]))
    removed = sorted(set(before["tags"]) - set(after["tags"]))
    if comment:
        author = state.user(int(comment.get("author_id") or actor["id"])) or actor
        found.append(("comment_added", {"comment": {
            "id": str(comment["id"]), "body": comment.get("body") or comment.get("html_body"),
            "is_public": bool(comment.get("public", True)),
            "author": {"id": str(author["id"]), "name": author["name"], "is_staff": author["role"] != "end-user"},
        }}))  # fmt: skip
    if added or removed:
        found.append(("tags_changed", {"tags_added": added, "tags_removed": removed}))
    if after["status"] != before["status"]:
        words = {"current": after["status"].upper(), "previous": before["status"].upper()}
        found.append(("status_changed", words))
    sequence = str(uuid.uuid4())
    return [
        _event(kind, {**what, "meta": {"sequence": {"id": sequence, "position": place}}}, after, actor, now)
        for place, (kind, what) in enumerate(found, start=1)
    ]


def _event(kind: str, what: Object, ticket: Object, actor: Object, now: datetime) -> Object:
    return {
        "account_id": 1, "id": str(uuid.uuid4()), "type": f"zen:event-type:ticket.{kind}",
        "subject": f"zen:ticket:{ticket['id']}", "time": now.astimezone(UTC).isoformat().replace("+00:00", "Z"),
        "zendesk_event_version": "2022-11-06", "event": what,
        "detail": {
            "id": str(ticket["id"]), "actor_id": str(actor["id"]), "external_id": ticket["external_id"],
            "status": ticket["status"].upper(), "priority": (ticket["priority"] or "").upper() or None,
            "subject": ticket["subject"], "tags": ticket["tags"], "requester_id": str(ticket["requester_id"]),
            "submitter_id": str(ticket["submitter_id"]), "created_at": ticket["created_at"],
            "updated_at": ticket["updated_at"], "is_public": ticket["is_public"], "via": {"channel": "web_service"},
        },
    }  # fmt: skip


# ------------------------------------------------------------------------------------------------------------- as shown


def shown(ticket: Object, base: str) -> Object:
    """Return a ticket as the API shows it: what has no value is left out where the specification knows no null."""
    whole = {
        **ticket, "url": f"{base}/api/v2/tickets/{ticket['id']}.json", "via": VIA, "raw_subject": ticket["subject"],
        "collaborator_ids": [], "follower_ids": [], "email_cc_ids": [], "has_incidents": False,
        "allow_attachments": True, "allow_channelback": False, "fields": ticket["custom_fields"],
    }  # fmt: skip
    return {name: value for name, value in whole.items() if value is not None or name in ("due_at",)}


def shown_comment(comment: Object) -> Object:
    return {
        "id": comment["id"], "type": "Comment", "author_id": comment["author"], "body": comment["body"],
        "plain_body": comment["body"], "html_body": comment["html_body"], "public": bool(comment["public"]),
        "attachments": [], "audit_id": comment["audit"], "created_at": comment["created_at"], "metadata": {},
        "via": {"channel": "api", "source": {"from": {}, "to": {}}},
    }  # fmt: skip


def fits(ticket: Object, words: list[str]) -> bool:
    """Say whether a ticket is among the results of a search for these words."""
    for word in words:
        keyword, colon, value = word.partition(":")
        value = value.strip('"')
        if colon and keyword in ("external_id", "status", "priority"):
            if str(ticket.get(keyword)) != value:
                return False
        elif colon and keyword in ("tags", "tag"):
            if value not in ticket["tags"]:
                return False
        elif not colon and word.lower() not in f"{ticket['subject']} {ticket['description']}".lower():
            return False
    return True


def fingerprint(body: Any) -> str:
    return json.dumps(body, sort_keys=True)
