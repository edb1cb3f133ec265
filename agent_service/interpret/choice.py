"""Choosing among offered options: by number, by what is in them, by price."""

import re
from collections.abc import Callable

from agent_service.conversation.interpretation import OfferedOption
from agent_service.interpret.catalogue import Catalogue
from agent_service.interpret.garments import SIZE_ORDER
from agent_service.interpret.items import Item, lex
from agent_service.interpret.tokens import tokenise
from agent_service.interpret.wordlist import words

_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4}
_NUMBERS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, **{str(n): n for n in range(1, 10)}}
_NUMBERS |= {"dos": 2, "tres": 3, "zwei": 2, "drei": 3, "deux": 2, "trois": 3}
_LETTERS = {"a": 1, "b": 2, "c": 3}
_CHOSEN = ("option", "number", "#", "choice", "variant", "no", "opt", "optn", "variante", "número")
_AFTER_A_NUMBER = ("", "please", "is", "it", "then", ",", ".", "!", "looks", "sounds", "works", "thanks", "for")
_EASY = frozenset(
    words("""
    yes yeah yep ok sure please thanks thank you the one ones option number no choose pick take i we will would
    like go ahead with for let us then it is fine good that works book do want prefer a an my of all them those
    in me to and , . ! : ) ( - # sounds great perfect alright just give us only get than rather instead hi offer
    would 'd choice variant well better best be has have can could pls going this these done deal confirm out
    two three both i'll and guess so really us about how would're suits fit fits most us what now right away
    dear think maybe later later jackets enough plenty suffice sufficient do does fine ok now time being it'll than
    nothing bigger smaller listed list definitely clearly certainly surely doubt settle picked picks says said boss wife
    husband team colleague colleagues partner client discussed decided agreed it's evil lesser looks look seems well is
    lieber am liebsten el los la las die der das le les l' variante option opt optn nummer number whichever you choose
    variants options proceed your on
    """)
) - frozenset({"maybe", "how", "guess", "later", "both", "about", "what"})
_CHEAP = re.compile(
    r"\b(cheap\w*|least expensive|free|no (extra )?(cost|charge|fee)|without (extra )?(cost|charge|fee)s?"
    r"|lowest (price|cost)|less expensive|costs? less|lower price|budget one)\b"
)
_FAST = re.compile(r"\b(fast\w*|quick\w*|soon\w*|earliest|no delay)\b")
_STOP = re.compile(
    r"\?|\b(if|but|unless|not|no|neither|none|instead of|and also|plus|what|when|how|why|which is|maybe|cancel"
    r"|except|without|more than)\b"
)


def chosen(text: str, plain: str, options: tuple[OfferedOption, ...], catalogue: Catalogue) -> int | None:
    """The number of the option that the message picks, or None."""
    if not options or "?" in text or "¿" in text:
        return None
    plain = re.sub(r"\b(as many|as much) (.*?) ?as (you have|there are|possible|is left|are left)\b", r"\2", plain)
    plain = re.sub(r"\b(i|we) (guess|suppose)\b", "", plain).strip(" ,") if len(options) > 1 else plain
    number = _by_number(plain, options)
    if number is not None:
        return number
    if len(options) < 2:
        return None
    by_words = _by_merit(plain, options) or _by_price(plain, options) or _by_exclusion(plain, options, catalogue)
    by_words = by_words or _by_size(plain, options, catalogue)
    return by_words or _by_content(plain, options, catalogue) or _by_title(plain, options)


_WHAT_THERE_IS = re.compile(r"\b(with|take|send|ship|use|have|get|want|do) (just |only )?what (is|you have)( got)?\b")
_MAY_WAIT = re.compile(r"\b(can|will|would|rather|to|us|we|prefer|happy) wait\b|\bwait for\b")


def _by_title(plain: str, options: tuple[OfferedOption, ...]) -> int | None:
    """ "go with what's in stock", "we'll wait for the restock": words that only one title begins with."""
    plain = _WHAT_THERE_IS.sub(r"\1", plain)
    said = {word for word in plain.split() if word not in _EASY}
    if not said or _STOP.search(plain) or ("wait" in said and not _MAY_WAIT.search(plain)):
        return None
    titles = {option.number: set(re.findall(r"[a-z]+", option.title.split(":")[0].lower())) for option in options}
    fits = [number for number, known in titles.items() if said <= known]
    return fits[0] if len(fits) == 1 else None


def _by_number(plain: str, options: tuple[OfferedOption, ...]) -> int | None:
    words = plain.split()
    said = [word for word in words if word.isalpha() and word != "please"]
    found: set[int] = {_LETTERS[word] for word in said if said == [word] and word in _LETTERS}
    found |= {number for at in range(len(words)) if (number := _named(words, at, len(options))) is not None}
    if len(found) != 1 or _rest(words):
        return None
    number = found.pop()
    return number if any(option.number == number for option in options) else None


_PLACES: dict[str, Callable[[int], int]] = {
    "last": lambda count: count, "latter": lambda count: count, "bottom": lambda count: count,
    "former": lambda _: 1, "top": lambda _: 1, "middle": lambda count: (count + 1) // 2 if count % 2 else 0,
}  # fmt: skip


def _named(words: list[str], at: int, count: int) -> int | None:
    """The option that the word at ``at`` names among its neighbours."""
    word, before, after = words[at], "".join(words[at - 1 : at]), "".join(words[at + 1 : at + 2])
    if before in _CHOSEN and (word in _NUMBERS or word in _LETTERS):
        return _NUMBERS.get(word) or _LETTERS[word]
    if word in _ORDINALS and after not in ("line", "row"):
        return _ORDINALS[word]
    if word in _PLACES:
        return _PLACES[word](count)
    alone = len(_content(words)) == 1 if word.isdigit() else not at and after in _AFTER_A_NUMBER
    if word in _NUMBERS and alone and sum(each in _NUMBERS for each in words) == 1:
        return _NUMBERS[word]
    return int(word[1:]) if word.startswith("#") and word[1:].isdigit() else None


def _content(words: list[str]) -> list[str]:
    return [word for word in words if word not in _EASY]


def _rest(words: list[str]) -> list[str]:
    known = {*_ORDINALS, *_NUMBERS, *_LETTERS, *_PLACES, *_CHOSEN}
    return [word for word in words if word not in _EASY and word not in known and not word.startswith("#")]


def _by_merit(plain: str, options: tuple[OfferedOption, ...]) -> int | None:
    if _STOP.search(plain):
        return None
    if _CHEAP.search(plain):
        return _least(options, r"([+−-]?)\s?\$\s?(\d[\d,]*(?:\.\d+)?)")
    if _FAST.search(plain):
        return _least(options, r"([+−-]?)(\d+) days?")
    return None


_RULED_OUT = re.compile(
    r"\b(?:not|no|forget|skip|without|never)\b (?:the |option |number )*(.+?)(?:,| but | rather |$)"
)


def _by_exclusion(plain: str, options: tuple[OfferedOption, ...], catalogue: Catalogue) -> int | None:
    """ "not the XL, the other one": of two, the one that is not ruled out."""
    match = _RULED_OUT.search(plain)
    if match is None or len(options) != 2 or "other" not in plain.split():
        return None
    ruled_out = _features(lex(tokenise(match[1]), catalogue))
    known = {o.number: _features(lex(tokenise(o.title.split(":")[0]), catalogue)) for o in options}
    telling = ruled_out - _everywhere(known)
    left = [number for number, features in known.items() if not telling <= features]
    return left[0] if telling and len(left) == 1 else None


def _by_size(plain: str, options: tuple[OfferedOption, ...], catalogue: Catalogue) -> int | None:
    """ "the bigger one": of what differs in size alone."""
    match = re.search(r"\b(bigger|larger|biggest|largest|smaller|smallest)\b", plain)
    if match is None or _rest(re.sub(match[1], "", plain).split()) or _STOP.search(plain):
        return None
    ranks = {}
    for option in options:
        sizes = [i.value for i in lex(tokenise(option.title.split(":")[0]), catalogue) if i.kind == "size"]
        ranks[option.number] = SIZE_ORDER.index(sizes[-1]) if sizes and sizes[-1] in SIZE_ORDER else -1
    if -1 in ranks.values() or len(set(ranks.values())) < len(ranks):
        return None
    return (max if match[1][0] in "bl" else min)(ranks, key=lambda number: ranks[number])


def _everywhere(known: dict[int, set[tuple[str, object]]]) -> set[tuple[str, object]]:
    return set.intersection(*known.values())


_PRICE = re.compile(r"\$\s?(\d[\d,]*(?:\.\d\d)?)|\b(\d[\d,]*\.\d\d)\b|\b(\d[\d,]*) (?:dollars?|bucks?)\b")


def _by_price(plain: str, options: tuple[OfferedOption, ...]) -> int | None:
    """ "the $367.92 one"."""
    priced = re.findall(_PRICE, plain)
    said = [one or two or three for one, two, three in priced]
    rest = [word for word in re.sub(_PRICE, "", plain).split() if word not in (*_EASY, "$")]
    if len(said) != 1 or rest or _STOP.search(plain):
        return None
    price = said[0].replace(",", "").removesuffix(".00")
    fits = [o.number for o in options if re.search(rf"\$\s?{re.escape(price)}(?![\d])", o.title.replace(",", ""))]
    if not fits and price.isdigit():
        fits = [o.number for o in options if int(price) in _about(o.title)]
    return fits[0] if len(fits) == 1 else None


def _about(title: str) -> set[int]:
    """The whole dollars that a price in ``title`` may be called by: "the 23 dollar one" costs $23.38."""
    prices = [float(price.replace(",", "")) for price in re.findall(r"\$\s?(\d[\d,]*\.\d\d)", title)]
    return {whole for price in prices for whole in (int(price), int(price + 0.5))}


def _least(options: tuple[OfferedOption, ...], pattern: str) -> int | None:
    values = []
    for option in options:
        match = re.search(pattern, option.title)
        value = float(match[2].replace(",", "")) if match else 0.0
        values.append((-value if match and match[1] in ("−", "-") else value, option.number))
    best = min(values)[0]
    winners = [number for value, number in values if value == best]
    return winners[0] if len(winners) == 1 else None


def _features(items: list[Item]) -> set[tuple[str, object]]:
    return {
        (item.kind, item.value) for item in items if item.kind in ("size", "color", "number", "place", "art", "product")
    }


def _by_content(plain: str, options: tuple[OfferedOption, ...], catalogue: Catalogue) -> int | None:
    items = lex(tokenise(plain), catalogue)
    said = _features(items)
    if not said or _STOP.search(plain) or not _plain_choice(items):
        return None
    known = {option.number: _features(lex(tokenise(option.title.split(":")[0]), catalogue)) for option in options}
    everywhere = set.intersection(*known.values())
    telling = {feature for feature in said if feature not in everywhere and feature[0] != "product"}
    if not telling:
        return None
    fits = [number for number, features in known.items() if telling <= features]
    return fits[0] if len(fits) == 1 else None


_HARMLESS = frozenset(
    words("""
    dash colon not_needed
    size color number place art product det pronoun ones of all both please pass sep stop to in for with need
    send set is as and then too more pieces keep only product_word at quantity_word from on change
    """)
)


def _plain_choice(items: list[Item]) -> bool:
    return all(item.kind in _HARMLESS or item.text in _EASY or item.text.split()[0] in _EASY for item in items)
