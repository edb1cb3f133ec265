"""Redacting a comment as Agent Workspace does: what stands in ``<redact>`` tags is replaced by ▇, for good."""

import html
import re
from typing import Any

from local_stack.emulators.zendesk import tickets
from local_stack.emulators.zendesk.state import Object, ZendeskState

_MARKED = re.compile(r"<redact>(.*?)</redact>", re.DOTALL)
_MARKED_TAG = re.compile(r"<(\w+)\b[^>]*\sredact\s*/?>")
_MARK = re.compile(r"</?redact>|\sredact(?=\s*/?>)")
_BREAK = re.compile(r"<br\s*/?>")
_TAG = re.compile(r"<[^>]*>")


def redact(state: ZendeskState, comment_id: int, wanted: Object) -> Object:
    """Redact what ``html_body`` marks, in a ticket of any status, and return the comment; 404 where it is not the
    ticket's, 422 where the text is another than the comment's."""
    comment, ticket = state.comment(comment_id), state.ticket(_number(wanted.get("ticket_id")))
    if comment is None or ticket is None or comment["ticket"] != ticket["id"]:
        raise tickets.not_found()
    marked = str(wanted.get("html_body") or "")
    if _MARK.sub("", marked) != comment["html_body"]:
        raise tickets.invalid("html_body", "does not match the comment", "InvalidValue")
    left = _without_marked_tags(_MARKED.sub(lambda found: _blackened(found.group(1)), marked))
    plain = html.unescape(_TAG.sub("", _BREAK.sub("\n", left)))
    state.rewrite_comment(comment_id, plain, left)
    if ticket["description"] == comment["body"]:
        state.update({**ticket, "description": plain})
    return {**comment, "body": plain, "html_body": left}


def _number(value: Any) -> int:
    if not isinstance(value, int):
        raise tickets.invalid("ticket_id", "is not an integer", "InvalidValue")
    return value


def _blackened(text: str) -> str:
    return re.sub(r"\S", "▇", html.unescape(text))


def _without_marked_tags(text: str) -> str:
    names = {found.group(1) for found in _MARKED_TAG.finditer(text)}
    text = _MARKED_TAG.sub("", text)
    for name in names:
        text = re.sub(rf"</{name}>", "", text)
    return text
