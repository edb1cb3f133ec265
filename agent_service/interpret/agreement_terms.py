"""What an offer costs and takes, by the words a customer may use for it in a yes."""

import re
from itertools import product

from agent_service.conversation.interpretation import Json
from agent_service.interpret.agreement_deeds import NO_REFUNDS, RENOUNCED

Phrase = tuple[str, ...]


def phrases_of(text: str) -> frozenset[Phrase]:
    """The phrases of a list of them."""
    return frozenset(tuple(phrase.split()) for phrase in text.replace("\n", " ").split(" | "))


_SPOKEN = {
    "1": "one", "2": "two", "3": "three", "4": "four", "5": "five", "6": "six", "7": "seven", "8": "eight", "9": "nine",
    "10": "ten", "14": "fourteen",
}  # fmt: skip
_COST = re.compile(r"\b(fee|surcharge|extra charge|extra cost)\b|\+\s?\$", re.IGNORECASE)
_LATER = re.compile(
    r"\b\d+ days? (later|longer|delay)|\+\d+ days?\b|\bdelay of\b|\bnew (delivery )?date\b", re.IGNORECASE
)
_REFUND = re.compile(r"\brefund", re.IGNORECASE)
_REFUNDS = "the refund | the refund of | refund of | the partial refund | the half refund | that refund"
_NOTHING_BACK = re.compile(
    r"\b(no|not|without|non|nothing)\b[ -](\w+ ){0,3}(refund|money back|back)|refund(s|ed)? (is|are|will be) not"
    r"|\bnot refund|\bnot be refunded|\bno part of it",
    re.IGNORECASE,
)
_COSTS = """the fee | the extra fee | the surcharge | the extra charge | the charge | the extra cost | the extra costs
 | the cost | the costs | the price | the new price | the additional cost | the additional fee"""
_DELAYS = """the delay | the new date | the new delivery date | the later date | the later delivery
 | the later delivery date | the extra days | the extra wait | the wait | the short delay | the longer delivery"""


def burdens(text: str) -> list[frozenset[Phrase]]:
    """The names of what an offer costs the customer: money, time."""
    kinds = ((_COST, _COSTS), (_LATER, _DELAYS), (_REFUND, NO_REFUNDS if _NOTHING_BACK.search(text) else _REFUNDS))
    named = [(pattern, phrases_of(names)) for pattern, names in kinds if pattern.search(text)]
    told = {_COST: _sums(text), _LATER: _spans(text)}
    if not _COST.search(text) and not _NOTHING_BACK.search(text):
        told[_REFUND] = _sums(text)  # "we take the $394.45"
    return [names | told.get(pattern, frozenset()) for pattern, names in named]


def _sums(text: str) -> frozenset[Phrase]:
    """ "the extra $162.38", "an additional 162.38 dollars"."""
    sums = [money.replace(",", "") for money in re.findall(r"\$(\d[\d,]*\.\d{2})", text)]
    spelled: list[Phrase] = [(f"${said}",) for money in sums for said in {money, money.removesuffix(".00")}]
    spelled += [(money, unit) for money in sums for unit in ("dollars", "usd")]
    before: tuple[Phrase, ...] = (
        ("the",),
        ("the", "extra"),
        ("the", "additional"),
        ("an", "extra"),
        ("an", "additional"),
    )
    return frozenset((*link, *said) for link in before for said in spelled)


def _spans(text: str) -> frozenset[Phrase]:
    """ "the 5 days", "the five extra days"."""
    said = [(days, _SPOKEN.get(days, days)) for days in re.findall(r"\b(\d+) days?\b", text)]
    counts = {count for both in said for count in both}
    alone = frozenset(phrase for days, _ in said for phrase in _ALONE.get(days, ()))
    return alone | frozenset(
        ("the", *more, count, *extra, unit, *after)
        for count, unit in product(counts, ("day", "days"))
        for more, extra, after in _LONGER
    )


_LONGER: tuple[tuple[Phrase, Phrase, Phrase], ...] = (
    ((), (), ()), (("extra",), (), ()), (("additional",), (), ()), ((), ("extra",), ()), ((), ("additional",), ()),
    ((), (), ("delay",)), ((), (), ("wait",)),
)  # fmt: skip


_ALONE: dict[str, frozenset[Phrase]] = {
    "1": phrases_of("the extra day | an extra day | one extra day | the additional day | one more day | a day more"),
    "7": phrases_of("the extra week | an extra week | one extra week | the additional week | the week | one more week"),
    "14": phrases_of("the extra two weeks | the two extra weeks | two extra weeks | the two weeks | the fortnight"
                     " | the extra fortnight | two more weeks"),
}  # fmt: skip
""" "The extra week" of seven days."""


_MOST_IN_TURN = 3


def numbers_in_turn(changes: tuple[Json, ...], lines: dict[str, Json]) -> set[Phrase]:
    """ "50 and 50", "M 50, L 50": the numbers of all the changes, in their order."""
    said = [(c.get("new_quantity"), lines.get(str(c.get("line_id")))) for c in changes]
    if len(said) > _MOST_IN_TURN or any(count is None or line is None for count, line in said):
        return set()
    counts = [str(count) for count, _ in said]
    sizes = [str(line["size"]).lower() for _, line in said if line]
    pairs = list(zip(counts, sizes, strict=True))
    told = [counts]
    if len(set(sizes)) == len(sizes):
        told += [[f"{count} {size}" for count, size in pairs], [f"{size} {count}" for count, size in pairs]]
    return {tuple(link.join(parts).split()) for parts in told for link in (" and ", " , ", " ")}


def order_names(order_id: str | None) -> set[Phrase]:
    """ "cancel 1003", "order BT-1003": the number of the very order, in full or as its digits."""
    if not order_id:
        return set()
    digits = re.search(r"\d{3,}$", order_id)
    names = {order_id.lower(), *([digits.group(), f"#{digits.group()}"] if digits else [])}
    return {(name,) for name in names} | {("order", name) for name in names} | {("bt", name) for name in names}


def renounced(text: str) -> set[Phrase]:
    """ "Go ahead without a refund", where none is offered; where there is one it would be another offer."""
    return set(phrases_of(RENOUNCED)) if _NOTHING_BACK.search(text) else set()


_ACCEPTED = ("i accept", "we accept", "i agree", "we agree", "accept", "agreed", "accepted")


def _told(said: str) -> frozenset[Phrase]:
    """What the offer says, said again; accepting that is not accepting the offer."""
    phrases = phrases_of(said)
    return phrases | {
        (*who.split(), *that, *phrase) for who in _ACCEPTED for that in ((), ("that",)) for phrase in phrases
    }


_TRUE_OF_IT: tuple[tuple[re.Pattern[str], frozenset[Phrase]], ...] = (
    (_NOTHING_BACK, _told("""
        no refund | no money back | there is no refund | there is no money back | there will be no refund
        | there will be no money back | there is nothing back | there is no refund for it
        | there is no refund for them | there is no refund on it | there is no refund on them
        | there is no refund on this | it is not refundable | they are not refundable | it is non refundable
        | we get nothing back | i get nothing back | we will get nothing back | i will get nothing back
        | we do not get anything back | i do not get anything back | we do not get a refund
        | i do not get a refund | we will not get a refund | i will not get a refund | we will not be refunded
        | we get no refund | i get no refund | we get no money back | i get no money back
        | it will not be refunded | they will not be refunded | they are not refunded | it is not refunded
        | nothing is refunded | nothing comes back | nothing is coming back | nothing will be refunded
        | the money is gone | the money is lost | we lose the money""")),
    (re.compile(r"\bhalf\b|\b50 ?%", re.IGNORECASE), _told("""
        only half is coming back | only half comes back | only half will come back | only half is refunded
        | only half will be refunded | only half gets refunded | only half of it is refunded
        | only half of it comes back | only half of the money comes back | only half the money comes back
        | we only get half | we get only half | i only get half | i get only half | we will only get half
        | half is refunded | we get only half back | we only get half back | i only get half back
        | i get only half back | we get half back | we will only get half back | i will only get half back
        | we only get half of it back | we only get half the money back | half is gone | half is lost
        | half the money is gone | we lose half | we lose half of it | it is only half | the refund is only half""")),
    (re.compile(r"\b(undone|undo|final|irreversible)\b", re.IGNORECASE), _told("""
        it can not be undone | this can not be undone | that can not be undone | it is final | this is final
        | there is no way back | there is no going back | it is irreversible | we can not undo it
        | i can not undo it""")),
    (re.compile(r"\bapprov|\bcolleague", re.IGNORECASE), _told("""
        it needs approval | it needs an approval | this needs approval | it needs to be approved
        | it has to be approved | it must be approved | a colleague has to approve it
        | a colleague has to approve | it needs a colleague 's approval | it goes to a colleague
        | someone has to approve it | your colleague has to approve it | a colleague must approve it
        | it has to go through a colleague""")),
    (_COST, _told("""
        it costs extra | it costs more | there is a fee | there is a surcharge | there is an extra charge
        | there is an extra cost | it is not free | it is extra | it costs money""")),
    (_LATER, _told("""
        it takes longer | it will take longer | it comes later | it will be later | it will come later
        | there is a delay | there will be a delay | delivery is later | the delivery is later | it is later
        | it will be delayed""")),
)  # fmt: skip
"""What may be said of an offer that it says itself."""


def acknowledged(text: str) -> set[Phrase]:
    """ "we know there's no money back", "aware that only half is coming back": what the offer says, said again."""
    return set[Phrase]().union(*(said for pattern, said in _TRUE_OF_IT if pattern.search(text))) | _so_long(text)


def _so_long(text: str) -> set[Phrase]:
    """ "it will be 5 days late", "it takes five days longer"."""
    said = [(days, _SPOKEN.get(days, days)) for days in re.findall(r"\b(\d+) days?\b", text)]
    counts = {count for both in said for count in both}
    return {
        (*before.split(), count, unit, after)
        for count, unit in product(counts, ("day", "days"))
        for before in (
            "it is",
            "it will be",
            "it takes",
            "it will take",
            "it comes",
            "it means",
            "that is",
            "that means",
        )
        for after in ("late", "later", "longer", "more", "extra")
    }


def _in_weeks(days: int) -> set[Phrase]:
    """ "a week later", where the offer says seven days."""
    names = {
        7: (("a", "week"), ("one", "week"), ("1", "week")),
        14: (("two", "weeks"), ("2", "weeks"), ("a", "fortnight")),
    }
    return {(*name, *after) for name in names.get(days, ()) for after in ((), ("later",), ("delay",), ("more",))}


def money_and_days(text: str) -> set[tuple[str, ...]]:
    """Price and days of the offer in the spellings a customer may use; never an old quantity."""
    phrases: set[tuple[str, ...]] = set()
    for money in re.findall(r"\$(\d[\d,]*\.\d{2})", text):
        plain = money.replace(",", "")
        spellings = {money, plain, *([plain[:-3]] if plain.endswith(".00") else [])}
        spellings |= {plain[:-3], str(int(plain[:-3]) + (plain[-2:] >= "50"))}
        phrases |= {(link, "the", spelling) for spelling in spellings for link in ("to", "with", "for")}
        phrases |= {
            (*link, spelling, unit)
            for spelling in spellings
            for unit in ("bucks", "dollars")
            for link in (("the",), ("with", "the"), ("to", "the"))
        }
        phrases |= {(link, f"${spelling}") for spelling in spellings for link in ("to", "with", "for")}
        phrases |= {(f"${spelling}",) for spelling in spellings}
        phrases |= {(spelling,) for spelling in spellings if "." in spelling}  # "ok 100" may mean a hundred pieces
        phrases |= {(spelling, unit) for spelling in spellings for unit in ("bucks", "dollars", "dollar", "usd", "$")}
    for days in re.findall(r"\b(\d+) days?\b", text):
        for unit, spoken in product(("day", "days"), (days, _SPOKEN.get(days, days))):
            plain_days: list[Phrase] = [
                (spoken, unit),
                (spoken, unit, "later"),
                (spoken, unit, "delay"),
                (spoken, unit, "more"),
                (spoken, "extra", unit),
                (f"+{spoken}", unit),
            ]
            phrases |= {*plain_days, *(("the", *days_said) for days_said in plain_days)}
        phrases |= _in_weeks(int(days))
    lower = text.lower()
    phrases |= {
        tuple(p.split()) for p in ("no delay", "no charge", "no fee", "no refund", "for free", "free") if p in lower
    }
    return phrases
