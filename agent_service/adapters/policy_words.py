"""The words of policies and of questions about them, made comparable: endings, and what says the same."""

import re

_WORD = re.compile(r"[^\W_]+")
_TURNS = (
    (re.compile(r"[’'](?:s|t|m|d|re|ve|ll)\b"), ""),
    (re.compile(r"\b(costs?|pay|charged?) more\b"), r"\1"),
    (re.compile(r"\bsend(ing)?( \w+){0,2} back\b"), "return"),
)
"""Turns of phrase whose words by themselves would say something else."""
_STOP = {
    *("a", "an", "and", "any", "are", "at", "be", "been", "but", "by", "can", "could", "did", "do", "does", "don"),
    *("for", "from", "get", "got", "had", "has", "have", "how", "i", "if", "in", "into", "is", "isn", "it", "its"),
    *("just", "know", "let", "like", "me", "my", "need", "now", "of", "ok", "on", "once", "or", "our", "please", "say"),
    *("should", "so", "something", "still", "tell", "than", "that", "the", "their", "them", "there", "they", "thing"),
    *("things", "this", "to", "us", "want", "was", "we", "were", "what", "whats", "when", "where", "which", "who"),
    *("why", "will", "with", "would", "you", "your", "happens", "happen", "come", "mean", "again", "way", "possible"),
    *(
        "may",
        "anymore",
        "much",
        "must",
        "no",
        "not",
        "also",
        "only",
        "after",
        "before",
        "about",
        "new",
        "send",
        "sent",
        "count",
        "counts",
    ),
    *(
        "already",
        "else",
        "start",
        "started",
        "too",
        "whole",
        "all",
        "take",
        "takes",
        "thats",
        "up",
        "work",
        "works",
        "begun",
        "yet",
        "go",
    ),
}
_CONCEPTS = {
    "cost": "charge price fee surcharge upcharge expensive cheap pay paid pays money lose percent percentage free",
    "time": "long late latest days day week weeks cutoff deadline turnaround duration fast quick quickly soon until",
    "cancel": "cancellation stop abort call revoke storno",
    "color": "colour colors colours recolor",
    "piece": "quantity quantities amount unit units qty count",
    "artwork": "logo logos design designs picture image graphic",
    "limit": "minimum min least fewest smallest maximum max most biggest largest cap",
    "person": "human colleague someone somebody manager supervisor staff",
    "rush": "express urgent asap expedite expedited early earlier earliest faster sooner",
    "file": "format formats type types upload resolution filetype filetypes dpi png jpg svg pdf",
    "refund": "reimbursement reimburse refunded refunds",
    "damaged": "broken torn hole holes stain stained rip ripped",
    "material": "fabric composition made cloth cotton polyester",
    "wash": "washing laundry launder clean cleaning",
    "redirect": "reroute forward redirecting",
    "change": "changes changed changing modify modified edit alter",
}
"""Words that say the same here, in questions and in policies."""
_ALSO = {
    **dict.fromkeys(("small", "large", "tight", "loose", "fits"), "fit size"),
    **dict.fromkeys(("return", "returns", "returning"), "delivered"),
    **dict.fromkeys(("print", "prints"), "artwork"),
    **dict.fromkeys(("more", "add", "added", "adding", "increase"), "more"),
    **dict.fromkeys(("cut", "drop", "fewer", "less", "reduce", "reducing", "remove", "lower"), "fewer"),
    **dict.fromkeys(("back",), "refund"),
    **dict.fromkeys(("big", "many", "few"), "limit"),
    **dict.fromkeys(
        ("weekend", "weekends", "saturday", "saturdays", "sunday", "sundays", "hours", "answer"), "monday open"
    ),
    **dict.fromkeys(("keep", "store", "storage"), "storing"),
    **dict.fromkeys(("printing", "producing", "making", "manufacturing"), "production"),
    **dict.fromkeys(("destination", "place"), "address"),
}
"""What a customer may mean besides by a word."""
_ENDINGS = ("ations", "ation", "ings", "ing", "ies", "ied", "ers", "al", "es", "ed", "er", "s", "e")
_SIGNS = {"%": " percent ", "$": " cost "}


def meant(question: str) -> list[frozenset[str]]:
    """Every word of a question that tells something, with what the policies may call the same."""
    said = [word for word in _said(question) if _stem(word) not in _GENERAL]
    return list(dict.fromkeys(frozenset({_stem(word), *map(_stem, _ALSO.get(word, "").split())}) for word in said))


def general(question: str) -> bool:
    """Whether a question is about the policies as a whole, and nothing else."""
    said = {_stem(word) for word in _said(question)}
    return bool(said) and said <= _GENERAL


def _said(text: str) -> list[str]:
    text = text.lower()
    for turn, words in _TURNS:
        text = turn.sub(words, text)
    return [word for word in _WORD.findall(text) if word not in _STOP and (len(word) > 1 or word.isdigit())]


def words_of(text: str) -> list[str]:
    """The words of a policy as they are compared, in their order."""
    for sign, word in _SIGNS.items():
        text = text.replace(sign, word)
    return [_stem(word) for word in _said(text)]


def _stem(word: str) -> str:
    return _CONCEPT_OF.get(word) or _CONCEPT_OF.get(_bare(word)) or _bare(word)


def _bare(word: str) -> str:
    if word.isdigit():
        return word
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            bare = word[: -len(ending)]
            return bare[:-1] if bare[-1] == bare[-2] and bare[-1] not in "aeiou" else bare
    return word


_CONCEPT_OF = {
    form: concept
    for concept, words in _CONCEPTS.items()
    for word in (concept, *words.split())
    for form in (word, _bare(word))
}
_GENERAL = set(
    map(_stem, ("policy", "policies", "rule", "rules", "terms", "conditions", "change", "orders", "request"))
)
"""What everything here is about."""
