"""What a customer asks about a change already made or waiting: undo, history, receipt, withdraw."""

import re
from collections.abc import Sequence
from typing import Literal

from agent_service.conversation.interpretation import Json

Ask = Literal["undo", "history", "receipt", "withdraw"]

_PATTERNS: tuple[tuple[Ask, re.Pattern[str]], ...] = (
    (
        "withdraw",
        re.compile(
            r"\b(?:withdraw|take back|call off|retract|zur[uü]ckziehen|retirar|retirer)\b.*"
            r"\b(?:request|review|cancellation|it|that|approval|anfrage|solicitud|demande)\b",
            re.IGNORECASE,
        ),
    ),
    (
        "undo",
        re.compile(
            r"\b(?:undo|revert|roll (?:it|that|this) back|reverse (?:it|that|this|the (?:last )?change)|"
            r"(?:put|change|switch|set) (?:it|that|everything|them) (?:all )?back|"
            r"r[uü]ckg[aä]ngig|deshaz|deshacer|annule[rz]? "
            r"(?:la|cette) modification)\b",
            re.IGNORECASE,
        ),
    ),
    (
        "receipt",
        re.compile(r"\b(?:receipt|confirmation slip|beleg|quittung|recibo|comprobante|re[cç]u)\b", re.IGNORECASE),
    ),
    (
        "history",
        re.compile(
            r"\bwhat (?:did (?:i|we|you)|have (?:i|we|you)|was|were|has been|got) (?:just |already |exactly )?chang\w*|"
            r"\bwhat(?:'s| has)?(?: just| exactly| i| we| you)? changed\b|\b(?:has |did )?anything change[d]?\b|"
            r"\b(?:show|list|review|send) (?:me )?(?:all )?(?:my|the|our|your|latest|last|recent) changes?\b|"
            r"\b(?:change history|history of (?:my|the|this)|timeline|what happened (?:to|with))\b",
            re.IGNORECASE,
        ),
    ),
)


def after_change(text: str) -> Ask | None:
    """What ``text`` asks about past or waiting changes, None for anything else."""
    return next((ask for ask, pattern in _PATTERNS if pattern.search(text)), None)


_SPARES = re.compile(
    r"\b(?:do(?:n'?t| not)|rather not|please not) cancel\b|\bkeep (?:the|my|our|this|that) (?:order|goods)\b"
    r"|\b(?:stop|undo|revert) (?:the|my|that|this) (?:cancell?ation|request|change|refund)\b|\bchanged (?:my"
    r"|our) minds?\b"
    r"|\btake (?:it|that|this) back\b|\bnicht stornieren\b|\bno (?:lo )?cancel\w*\b|\bn'annul\w* pas\b",
    re.IGNORECASE,
)
_DROPS = re.compile(
    r"\b(?:never ?mind|forget (?:it|that|about it)|drop (?:it|that)|scrap (?:it|that)|undo|revert)\b", re.IGNORECASE
)


def spares(text: str) -> bool:
    """Whether a request that somebody else has to decide is not wanted any more, in so many words."""
    return _SPARES.search(text) is not None


def drops(text: str) -> bool:
    """Whether something is dropped that is not named."""
    return _DROPS.search(text) is not None


_KINDS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(rf"\b(?:{words})", re.IGNORECASE))
    for kind, words in (
        ("change_size", r"sizes?\b|gr(?:ö|oe)(?:ß|ss)e|talla|taille"),
        ("change_color", r"colou?r|farbe|couleur"),
        ("change_quantity", r"quantit|number of|pieces|menge|anzahl|cantidad"),
        ("change_artwork", r"artwork|logo|design|print|motiv|dise[nñ]o|visuel"),
        ("change_address", r"address|destination|adresse|direcci[oó]n"),
        ("change_delivery_date", r"(?:delivery )?date\b|datum|fecha"),
        ("add_line", r"added|addition|extra"),
        ("remove_line", r"remov"),
    )
)
_FIRST = re.compile(r"\b(?:first|earliest|erste\w*|primer\w*|premi[eè]re?)\b", re.IGNORECASE)


def meant_change(text: str, changes: Sequence[Json]) -> Json | None:
    """The change that ``text`` wants undone among those made (newest last): of the kind it names, else the newest.

    None if there is none, or none of that kind.
    """
    named = {kind for kind, pattern in _KINDS if pattern.search(text)}
    fitting = [change for change in changes if not named or named & set(change["kinds"])]
    if not fitting:
        return None
    return fitting[0] if _FIRST.search(text) else fitting[-1]


_EXCEPTION = re.compile(
    r"\b(?:make|grant|give)\b.{0,20}\b(?:exception|special treatment)\b|\b(?:an|one) exception\b|"
    r"\b(?:waive|drop|skip|forget|remove) (?:the|that|this|your|all) (?:\w+ )?(?:fee|charge|surcharge|penalty)s?\b|"
    r"\bbend (?:the|your) rules?\b|\b(?:goodwill|kulanz|ausnahme|excepci[oó]n|geste commercial)\b",
    re.IGNORECASE,
)
_ASKED_ABOUT = re.compile(r"\b(?:do you|are there|is there|what|when|which)\b", re.IGNORECASE)


def wants_exception(text: str) -> bool:
    """Whether the customer asks for an exception from the policy; asking what exceptions there are is a question."""
    found = _EXCEPTION.search(text)
    return found is not None and _ASKED_ABOUT.search(text[: found.start()]) is None


_HELP = re.compile(
    r"\W*(?:please )?(?:help|help me|help please|menu|options)\W*|.*\b(?:what (?:else )?(?:can|could) (?:you|i"
    r"|we) (?:even )?do"
    r"(?: (?:here|now|then|instead|for me|about (?:it|that|this)))*|how (?:does this|do you) work"
    r"|how can you help(?: me)?|"
    r"what (?:are|were) my (?:options|choices|possibilities)|what do you do|(?:and |so )?what now|what (?:is"
    r"|else is) possible)\W*",
    re.IGNORECASE,
)


def wants_help(text: str) -> bool:
    """Whether the customer asks what can be done at all."""
    return _HELP.fullmatch(text.strip()) is not None


_NEWS = re.compile(
    r"\b(?:how long|when|any (?:news|update|answer|word)|status|(?:did|has|have|is|was) (?:my|the|it|that|this"
    r"|someone|anyone"
    r"|anybody|somebody|he|she|they)\b.*|what happens (?:now|next)|still (?:waiting|pending|open)|go through"
    r"|approved)\b",
    re.IGNORECASE,
)
_NEWS_WORDS = frozenset(
    word
    for line in (
        "a about already an and answer answered any anybody anyone approval approved are been but by can check",
        "colleague",
        "come decide decided decision did do does done everything expect finally for from get go gone got had",
        "handled happen",
        "happened happening happens has have he hear heard here how i if in is it latest long looked looking me",
        "my news next",
        "now of ok on open or our pending person please processed question refund request respond response",
        "review reviewed",
        "she so some somebody someone soon status still take takes taken team that the their them then there",
        "they thing this",
        "through ticket to until up update us usually wait waiting was we well what when will with word work",
        "yet you your",
        "cancel canceled cancelled cancellation hi hello thanks hmm order change",
    )
    for word in line.split()
)


def wants_news(text: str) -> bool:
    """Whether a message asks how far a request is that somebody else has to decide: every word may be said of any."""
    words = re.findall(r"[^\W\d_]+", text.lower())
    return bool(words) and set(words) <= _NEWS_WORDS and _NEWS.search(text) is not None
