"""Further words of a yes: joy, what was done on the customer's side, what an offer rests on, the deed as a noun.

None of them is a condition. Those of ``SAID_BESIDE`` agree to nothing by themselves.
"""

from collections.abc import Iterable

from agent_service.conversation.interpretation import Json

Phrase = tuple[str, ...]


def _each(*parts: Iterable[str]) -> list[str]:
    """Every way to put the ``parts`` beside one another; an empty one is left out."""
    said = [""]
    for part in parts:
        said = [f"{before} {word}".strip() for before in said for word in part]
    return said


_JOY = ("hooray", "hurrah", "hurray", "yay", "yippee", "woohoo", "woo hoo", "whoop whoop", "yesss", "at last")
_NO_TROUBLE = _each(
    ("is", "are", "'s"),
    ("no drama", "no biggie", "no bother", "no trouble", "no concern", "no worry", "no tragedy", "no disaster",
     "no hassle", "no deal breaker", "not a drama", "not a deal breaker", "not a tragedy", "not a disaster",
     "not the end of the world", "neither here nor there"),
)  # fmt: skip
_RESTS_ON = _each(
    ("per", "as per", "according to", "in line with", "based on", "on the basis of"),
    ("your", "the", "that", "this"),
    ("quote", "offer", "proposal", "quotation", "estimate", "figures", "terms"),
)
_OUR_PART = _each(
    ("", "the", "our", "my"),
    ("po", "purchase order", "budget", "paperwork", "spreadsheet", "requisition", "approval", "internal approval"),
    ("is", "has been", "was"),
    ("amended", "updated", "adjusted", "raised", "signed", "signed off", "approved", "sorted", "done", "in place"),
    ("", "already", "now"),
)
_LIKED = _each(
    ("i would", "we would", "would", "i will", "we will"),
    ("love that", "love it", "love this", "like that", "like it", "really like that", "really love that"),
)
_TAKEN = ("we take", "i take", "we will take", "i will take", "we would take")
_BEYOND_DISPUTE = _each(
    ("can not argue with", "can not complain about", "can not beat", "you can not beat", "you can not argue with",
     "no arguing with", "hard to argue with", "nothing beats"),
)  # fmt: skip

SAID_BESIDE = " | ".join([*_JOY, *_RESTS_ON, *_OUR_PART, *_TAKEN, *_BEYOND_DISPUTE, "already", "for us already"])
"""Takes nothing away from a yes beside it, and is none by itself."""
LIKED = " | ".join(_LIKED)
"""Agrees beside a word that does, and by itself where it was asked what the customer would like."""
BEARABLE = " | ".join(_NO_TROUBLE)
"""Agrees beside the deed on offer."""
JINGLES = "ok dokey | ok doke | ok dokie | oki dokey | okey doke | righty oh go ahead"

_NOUNS: dict[str, tuple[str, ...]] = {
    "change_size": ("swap", "switch", "size change", "change of size"),
    "change_color": ("swap", "switch", "color change", "change of color", "recolor"),
    "change_artwork": ("swap", "switch", "artwork change", "print change", "change of artwork"),
    "change_address": ("redirect", "redirection", "address change", "change of address", "switch"),
    "change_delivery_date": ("date change", "change of date", "postponement", "new date"),
    "remove_line": ("removal",),
    "cancel_order": ("cancellation",),
    "more": ("increase", "addition", "top up"),
    "fewer": ("reduction", "decrease", "cut"),
    "add_line": ("addition",),
    "split_shipment": ("split",),
}


def said_of(changes: tuple[Json, ...], artworks: dict[str, str], offer: str, burdens: int) -> set[Phrase]:
    """What may be said again of an offer of ``changes``; it agrees to nothing by itself."""
    said = _artwork_on_offer(changes, artworks)
    said |= {("free",), ("for", "free"), ("free", "of", "charge")} if "free" in offer.lower() else set()
    return said | ({("both",)} if burdens == _PRICE_AND_DELAY else set())


_PRICE_AND_DELAY = 2


def done_as_noun(kinds: Iterable[str]) -> set[Phrase]:
    """ "make the switch", "go ahead with the cancellation", where that is what is on offer."""
    nouns = [noun for kind in kinds for noun in _NOUNS.get(kind, ())]
    verbs = ("make", "do", "go ahead with", "proceed with", "carry out", "process", "go through with", "execute")
    return {tuple(said.split()) for said in _each(verbs, ("the", "that", "this"), nouns)}


_NO_NAMES = frozenset({"the", "of", "logo", "print", "artwork", "design", "banner"})


def _artwork_on_offer(changes: tuple[Json, ...], names: dict[str, str]) -> set[Phrase]:
    """The one artwork that all of ``changes`` put on, by its name and the words that no other one has in its name."""
    offered = {str(change.get("artwork_id")) for change in changes}
    if len(offered) != 1 or any(change.get("type") != "change_artwork" for change in changes):
        return set()
    (chosen,) = offered
    name = names.get(chosen, "").lower().split()
    others = {word for art, other in names.items() if art != chosen for word in other.lower().split()}
    own = [word for word in name if word not in others | _NO_NAMES]
    called = {tuple(name), *((word,) for word in own)} - {()}
    return {(*link, *said) for link in ((), ("the",), ("with", "the"), ("with",)) for said in called}
