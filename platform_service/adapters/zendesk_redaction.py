"""Marking a comment for Zendesk's redaction (``PUT /api/v2/comment_redactions/{id}``): every word of it, every link."""

import html
import re

_TAG = re.compile(r"(<[^>]*>)")
_CARRIES_MORE = re.compile(r"<(?:a|img)\b(?![^>]*\sredact\b)", re.IGNORECASE)


def marked(html_body: str) -> str | None:
    """``html_body`` with ``<redact>`` around all text and ``redact`` in links and images; None where nothing is left to
    redact. What is redacted already (``▇``) has no letters or digits any more."""
    whole = "".join(_marked(part) for part in _TAG.split(html_body))
    return None if whole == html_body else whole


def readable(text: str) -> bool:
    """Whether there is anything in it that a person could read."""
    return any(char.isalnum() for char in text)


def _marked(part: str) -> str:
    if not part.startswith("<"):
        return f"<redact>{part}</redact>" if readable(html.unescape(part)) else part
    if _CARRIES_MORE.match(part):
        end = "/>" if part.endswith("/>") else ">"
        return f"{part.removesuffix(end).rstrip()} redact{end}"
    return part
