"""Whether words say that something can be done or that it cannot; and whether they turn their sources round.

The claim check finds false figures; this finds “you can change the size” where the rules say that nobody can.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from agent_service.conversation.sentences import sentences

_NO = re.compile(
    r"\b(?:not|cannot|no|never|nothing|none|neither|nor|nobody|unable|impossible|without|too (?:late|few|many|little)|"
    r"only|just|at (?:most|least)|the (?:most|least)|up to|unless|until|refused|denied|ruled out|sold out|out of stock|"
    r"in the past|already|unfortunately)\b|n['’]t\b",
    re.IGNORECASE,
)
_YES = re.compile(
    r"\b(?:can|could|may|might|able|possible|allowed|permitted|welcome|happy|glad|will|we['’]ll|i['’]ll|it['’]ll|"
    r"go(?:es)? ahead|works?|comes? in|available|fine|still|of course|certainly|absolutely|sure|yes)\b|"
    r"\bno (?:problem|worries|trouble|issue)\b",
    re.IGNORECASE,
)
_LIFTED = re.compile(
    r"\b(?:no (?:problem|worries|trouble|issue|rush|limits?|minimum|maximum)|not a problem|only a \w+|"
    r"nothing (?:stops|prevents|keeps|speaks)|(?:not|n['’]t|never) (?:apply|matter|count|bind|affect)|"
    r"does(?: not|n['’]t) (?:apply|matter|count|bind))\b",
    re.IGNORECASE,
)
"""A no that says yes."""
_LIMITS = re.compile(
    r"\b(?:below|fewer than|less than|more than|above|beyond|exceeds?|too|minimum|maximum|limit|short|passed)\b",
    re.IGNORECASE,
)
_CLAUSE = re.compile(r"[,;:()–—]\s+|\s[-–—]\s|\s(?:but|however|though|although|yet|whereas|while)\s", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]{3,}")
_COMMON = {"the", "and", "for", "you", "your", "our", "are", "was", "has", "have", "this", "that", "with", "from"}
_COMMON |= {"can", "could", "may", "will", "not", "but"}
_COMMON |= {"sorry", "afraid", "sadly", "thanks", "thank", "available", "would", "need", "needed", "needs", "like"}
_COMMON |= {"good", "news", "great", "please", "understand", "letting", "know", "note", "which"}
_IRREGULAR = {"left": "leave", "held": "hold", "made": "make", "came": "come", "took": "take", "sent": "send"}
_STEM = 4
_FIGURE = re.compile(r"\d+")
KNOWN = 0.6
"""So large a share of the words of a clause without a no comes from the sources of a denial."""
SUPPORT = 0.5
"""So large a share of a clause's words stand in the sentence it repeats, or contradicts."""


def allows(clause: str) -> bool:
    """Whether it says that something can be done."""
    return (_YES.search(clause) or _LIFTED.search(clause)) is not None and not denies(clause)


def denies(clause: str) -> bool:
    """Whether it says that something cannot be done, or names its limit."""
    return _NO.search(_LIFTED.sub("", clause)) is not None


def refuses(text: str) -> bool:
    """Whether it says no at all: by a no, or by a limit that is passed."""
    return denies(text) or _LIMITS.search(text) is not None


def turned_round(text: str, sources: Iterable[str]) -> bool:
    """Whether a clause of ``text`` allows what the source nearest to it denies, or denies what that one allows."""
    known = [each for source in sources for each in clauses(source)]
    can, cannot = [each for each in known if allows(each)], [each for each in known if denies(each)]
    for clause in clauses(text):
        if allows(clause) and _nearer(clause, cannot, can):
            return True
        if denies(clause) and _nearer(clause, can, cannot):
            return True
    return False


def _nearer(clause: str, against: Sequence[str], same: Sequence[str]) -> bool:
    there = max((share(clause, each) for each in against), default=0.0)
    return there >= SUPPORT and there > max((share(clause, each) for each in same), default=0.0)


def strays(text: str, sources: Sequence[str]) -> bool:
    """Whether a clause of ``text`` goes beyond what the sources of a denial say: it allows what none of them allows, or
    states, without a no, something else or a figure in another connection."""
    every = [each for source in sources for each in clauses(source)]
    ways = " ".join(each for source in sources for each in sentences(source) if any(map(allows, clauses(each))))
    whole = " ".join(sources)
    for clause in clauses(text):
        if denies(clause):
            continue
        limit = not allows(clause) and _LIMITS.search(clause) is not None
        if not limit and share(clause, ways if allows(clause) else whole) < KNOWN:
            return True
        if not allows(clause) and not _in_connection(
            clause, list(filter(denies, every)) if limit else every, limit=limit
        ):
            return True
    return False


def _in_connection(clause: str, sources: Sequence[str], *, limit: bool) -> bool:
    """Whether each figure of a clause stands in a source that shares a word with it; a limit is one in any words."""
    said = _stems(clause)
    return all(
        any(figure in _FIGURE.findall(each) and (limit or not said or said & _stems(each)) for each in sources)
        for figure in _FIGURE.findall(clause)
    )


def clauses(text: str) -> Iterator[str]:
    """The parts of the sentences of ``text`` that say one thing each."""
    for sentence in sentences(text):
        yield from (part for part in _CLAUSE.split(sentence) if part.strip())


def share(clause: str, other: str) -> float:
    """The share of the words of ``clause`` that stand in ``other``, in any form; 1 where it has none of its own."""
    said = _stems(clause)
    return len(said & _stems(other)) / len(said) if said else 1.0


def _stems(text: str) -> set[str]:
    words = (word.lower() for word in _WORD.findall(text))
    return {_IRREGULAR.get(word, word)[:_STEM] for word in words if word not in _COMMON}
