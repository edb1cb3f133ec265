"""Whether a model's words say what their sources say: the claim check finds false claims, this finds empty ones."""

import re
from collections.abc import Iterable

from agent_service.conversation.claims import claims

_WORD = re.compile(r"[^\W\d_]{4,}")
_MARKUP = re.compile(r"[{}<>`|]|\*\*|https?:")
STEM = 5
SHARE = 0.5


def grounded(text: str, sources: Iterable[str]) -> bool:
    """Whether ``text`` is plain prose, at least half of whose longer words come from the sources (in any form).

    A refusal, small talk, a document or the answer to another question is not; nor is the report of a deed, whoever
    wrote it into a source: an explanation does nothing.
    """
    return plain(text) and familiar(text, sources)


def plain(text: str) -> bool:
    """Whether ``text`` is prose without markup, and reports no deed."""
    return not _MARKUP.search(text) and not any(claim.kind == "deed" for claim in claims(text))


def familiar(text: str, sources: Iterable[str], enough: float = SHARE) -> bool:
    """Whether so large a share of the longer words of ``text`` comes from the sources."""
    said = [_stem(word) for word in _WORD.findall(text)]
    known = {_stem(word) for source in sources for word in _WORD.findall(source)}
    return bool(said) and sum(word in known for word in said) / len(said) >= enough


def _stem(word: str) -> str:
    return word.lower()[:STEM]
