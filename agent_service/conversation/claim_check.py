"""The claim check: a text may be sent if all it claims is among the facts of the turn (``design.md``, Present)."""

import re
from functools import lru_cache

from agent_service.conversation.claims import Claim, claims
from agent_service.conversation.facts import Facts

_ASSURANCES = frozenset(("promise", "deed", "money", "percent", "status", "link", "phone"))
_WORD = re.compile(r"[\w’'&.-]+")


def unsupported(text: str, facts: Facts) -> list[Claim]:
    """The claims of ``text`` that are no facts; empty means that it may be sent."""
    bare = _without_names(text, facts.names)
    words = {word.lower() for name in facts.names for word in _WORD.findall(name)}
    return [claim for claim in claims(bare) if not _holds(claim, facts, words)]


def _holds(claim: Claim, facts: Facts, words: set[str]) -> bool:
    if (claim.kind, claim.value) in facts.known:
        return True
    if claim.kind in ("name", "color") and claim.value in words:
        return True
    if claim.kind in ("sku", "id", "link", "name"):
        same = {value.lower() for kind, value in facts.known if kind in ("sku", "id", "link")}
        return claim.value.lower() in same
    return False


def _without_names(text: str, names: set[str]) -> str:
    """``text`` with the known names blanked out; a name that itself sounds like a claim counts only in quotes, so that
    an artwork called “guaranteed free” lends its words to nobody."""
    for name in sorted(names, key=len, reverse=True):
        if len(name) < 2 or name.lower() not in text.lower():
            continue
        pattern = (
            rf"[“\"]{re.escape(name)}[”\"]" if _assuring(name) else rf"(?<![\w./@-]){re.escape(name)}(?![\w/@]|\.\w)"
        )
        text = re.sub(pattern, lambda match: " " * len(match.group(0)), text, flags=re.IGNORECASE)
    return text


@lru_cache(maxsize=4096)
def _assuring(name: str) -> bool:
    """Whether a name by itself sounds like a claim; names come back in every turn."""
    return any(claim.kind in _ASSURANCES for claim in claims(name))
