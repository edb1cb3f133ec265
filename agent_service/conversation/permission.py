"""Whether words say that something can be done or that it cannot; and whether they turn their sources round.

The claim check finds false figures; this finds “you can change the size” where the rules say that nobody can.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from agent_service.conversation.sentences import sentences

_NO = re.compile(
    r"\b(?:not|cannot|no|never|nothing|none|neither|nor|nobody|unable|impossible|without|too (?:late|few|many|little)|"
    r"only|at (?:most|least)|up to|unless|until|refused|denied|ruled out|sold out|out of stock|in the past|already|"
    r"unfortunately)\b|n['’]t\b",
    re.IGNORECASE,
)
_YES = re.compile(
    r"\b(?:can|could|may|might|able|possible|allowed|permitted|welcome|happy|glad|will|we['’]ll|i['’]ll|it['’]ll|"
    r"goes? ahead|works?|fine|still|of course|certainly|absolutely|sure|yes)\b|"
    r"\bno (?:problem|worries|trouble|issue)\b",
    re.IGNORECASE,
)
_NO_PROBLEM = re.compile(r"\b(?:no (?:problem|worries|trouble|issue|rush)|not a problem)\b", re.IGNORECASE)
_CLAUSE = re.compile(r"[,;:()–—]\s+|\s[-–—]\s|\s(?:but|however|though|although|yet|whereas|while)\s", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]{3,}")
_COMMON = {"the", "and", "for", "you", "your", "our", "are", "was", "has", "have", "this", "that", "with", "from"}
_COMMON |= {"can", "could", "may", "will", "not", "but"}
_STEM = 5
SUPPORT = 0.5
"""So large a share of a clause's words stand in the sentence it repeats, or contradicts."""


def allows(clause: str) -> bool:
    """Whether it says that something can be done."""
    return _YES.search(clause) is not None and not denies(clause)


def denies(clause: str) -> bool:
    """Whether it says that something cannot be done, or names its limit."""
    return _NO.search(_NO_PROBLEM.sub("", clause)) is not None


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


def allows_more(text: str, sources: Iterable[str]) -> bool:
    """Whether a clause of ``text`` allows something that none of the sources does."""
    known = [each for source in sources for each in sentences(source) if any(map(allows, clauses(each)))]
    return any(allows(clause) and not any(share(clause, each) >= SUPPORT for each in known) for clause in clauses(text))


def clauses(text: str) -> Iterator[str]:
    """The parts of the sentences of ``text`` that say one thing each."""
    for sentence in sentences(text):
        yield from (part for part in _CLAUSE.split(sentence) if part.strip())


def share(clause: str, other: str) -> float:
    """The share of the words of ``clause`` that stand in ``other``, in any form; 1 where it has none of its own."""
    said = _stems(clause)
    return len(said & _stems(other)) / len(said) if said else 1.0


def _stems(text: str) -> set[str]:
    return {word.lower()[:_STEM] for word in _WORD.findall(text) if word.lower() not in _COMMON}
