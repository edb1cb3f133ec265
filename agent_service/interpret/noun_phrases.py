"""Noun phrases: "20 of the navy mediums", "half of them", "every size", "the second line", "15 of each"."""

from dataclasses import dataclass, field, replace

from agent_service.interpret.items import Item
from agent_service.interpret.wordlist import words

Fraction = float


@dataclass(frozen=True, slots=True)
class Amount:
    """Pieces (``count``), a part of the line (``share`` 0–1) or an amount that was left vague."""

    count: int | None = None
    share: Fraction | None = None
    vague: bool = False
    whole: bool = False
    """ "all 30": as many as there are."""
    rest: bool = False
    """ "all but 30": the others."""


@dataclass(frozen=True, slots=True)
class Ref:
    """What a phrase says about lines of an order; empty fields say nothing. ``colors`` holds alternatives a word."""

    products: frozenset[str] | None = None
    words: frozenset[str] | None = None
    sizes: tuple[str, ...] = ()
    colors: tuple[tuple[str, ...], ...] = ()
    color_text: str = ""
    lines: tuple[int, ...] = ()
    arts: tuple[str, ...] = ()
    pronoun: bool = False
    other: bool = False
    quantifier: str = ""
    rank: int = 0
    """+n the n biggest sizes there are, -n the n smallest; see ``ranks``."""

    @property
    def empty(self) -> bool:
        return self.describes is False and not (self.pronoun or self.other or self.quantifier)

    @property
    def describes(self) -> bool:
        """Whether it names a product, size, colour, line or artwork (not merely "them")."""
        return bool(self.products or self.words or self.sizes or self.colors or self.lines or self.arts or self.rank)

    @property
    def attribute_only(self) -> bool:
        return bool(self.sizes or self.colors) and not (self.products or self.lines or self.pronoun or self.other)


@dataclass(slots=True)
class Phrase:
    """A noun phrase in place: its amount, what it refers to and the words around it that matter."""

    ref: Ref = field(default_factory=Ref)
    amount: Amount | None = None
    sign: int = 0
    partitive: bool = False
    stated: int | None = None
    pieces: bool = False
    definite: bool = False
    plural: bool = False
    single: bool = False
    """ "a medium": one of them."""
    only: bool = False
    head: bool = False
    trailing: tuple[str, ...] = ()

    @property
    def blank(self) -> bool:
        return self.ref.empty and self.amount is None and not self.sign


_SHARES = {"half": 0.5, "third": 1 / 3, "quarter": 0.25, "two_thirds": 2 / 3, "three_quarters": 0.75,
           "fifth": 0.2, "two_fifths": 0.4, "tenth": 0.1}  # fmt: skip
_INNER = frozenset(
    words("""
    number signed percent half third quarter two_thirds three_quarters some all both each more less pieces of
    fifth two_fifths tenth
    det size color product product_word pronoun ones line rest other size_word quantity_word color_word ordinal
    only line_word rank all_but
    """)
)
_NOUNS = frozenset({"rank", "size", "color", "product", "product_word", "line", "ones", "pieces"})
_NO_NOUNS = frozenset(
    {
        "this",
        "thus",
        "always",
        "perhaps",
        "across",
        "yours",
        "guys",
        "days",
        "weeks",
        "as",
        "afterwards",
        "unless",
        "stays",
    }
)
PEOPLE = frozenset(
    words("""
    people children men women staff folks kids guests volunteers interns employees attendees students members players
    participants hires heads guys persons person runners campers teachers parents colleagues coworkers visitors signups
    fellas fellows blokes chaps gals ladies gents coaches instructors bartenders brewers engineers marshals sponsors
    vendors mentors counselors counsellors chaperones
    trainers drivers speakers cooks chefs waiters servers helpers organizers organisers stewards captains managers
    leaders supervisors technicians developers designers apprentices trainees scouts
    pupils starters joiners lads boys girls
    """)
)
_INTANGIBLE = frozenset(words("money cash budget funds funding interest demand support help time room space work info"))
_NOMINAL = frozenset(
    {"everything", "whole thing", "the whole thing", "the lot", "all of it", "entire thing", "the whole lot"}
)
_KINDS = frozenset({"size_word", "color_word", "line_word"})
_ATTRIBUTES = frozenset({"size_word", "color_word", "art_word"})
_NO_LINES = frozenset({"word", "place", "city", "art", "art_word", "colon", "date", "color_word", "size_word"})
_POINTERS = frozenset({"this", "that", "these", "those"})


class PhraseReader:
    """Reads one noun phrase from a list of items, item by item; ``take`` says whether the item still belonged to it."""

    def __init__(self, items: list[Item], at: int) -> None:
        self._items = items
        self.at = at
        self.phrase = Phrase()

    def read(self) -> Phrase:
        while self.at < len(self._items) and self._items[self.at].kind in _INNER and self._take(self._items[self.at]):
            self.at += 1
        return self.phrase

    def _follow(self, offset: int = 1) -> Item | None:
        index = self.at + offset
        return self._items[index] if index < len(self._items) else None

    def _set(self, **fields: object) -> bool:
        self.phrase.ref = replace(self.phrase.ref, **fields)  # type: ignore[arg-type]
        return True

    def _take(self, item: Item) -> bool:
        handler = getattr(self, f"_take_{item.kind}", None)
        if handler is not None:
            return bool(handler(item))
        if item.kind in _SHARES and part_of_people(self._items, self.at):
            return True
        if item.kind in _SHARES:
            self.phrase.partitive |= item.text.endswith(" of")
            return self._take_amount(Amount(share=_SHARES[item.kind]))
        return True

    def _take_amount(self, amount: Amount) -> bool:
        phrase = self.phrase
        if phrase.partitive and phrase.amount is not None and phrase.stated is None and not phrase.ref.describes:
            phrase.stated = amount.count
            return True
        if phrase.amount is not None or phrase.sign < 0:
            return False
        if phrase.ref.describes:
            return False
        phrase.amount = amount
        return True

    def _take_number(self, item: Item) -> bool:
        if counts_others(self._items, self.at):
            return True
        follow = self._follow()
        if (
            self.phrase.ref.pronoun
            and self._items[self.at - 1].text == "it"
            and follow is not None
            and follow.kind in ("of", "more", "less")
        ):
            return False
        if self.at and self._items[self.at - 1].kind == "all" and self.phrase.amount is None:
            return self._take_amount(Amount(count=int(item.value), whole=True))
        if item.value in (2, 3) and item.text.isalpha() and follow is not None and follow.kind in _KINDS:
            return self._quantify("both")
        return self._take_amount(Amount(count=int(item.value)))

    def _take_signed(self, item: Item) -> bool:
        phrase = self.phrase
        if phrase.amount is not None or phrase.ref.describes:
            return False
        phrase.amount, phrase.sign = Amount(count=abs(item.value)), 1 if item.value > 0 else -1
        return True

    def _take_all_but(self, item: Item) -> bool:
        self.phrase.partitive = True
        return self._take_amount(Amount(count=int(item.value), rest=True))

    def _take_percent(self, item: Item) -> bool:
        return self._take_amount(Amount(share=item.value / 100))

    def _take_some(self, item: Item) -> bool:
        follow = self._follow()
        vague = follow is None or follow.kind not in ("other", "different", "size_word", "color_word", "art_word")
        so_many = item.text == "many" and self.phrase.amount is not None and self._items[self.at - 1].text == "that"
        if counts_others(self._items, self.at) or not vague or so_many:
            return True
        return self._take_amount(Amount(vague=True))

    def _take_all(self, item: Item) -> bool:
        if item.text in _NOMINAL:
            self._set(pronoun=not self.phrase.ref.describes)
        return self._quantify("all")

    def _take_both(self, item: Item) -> bool:
        return self._quantify("both")

    def _take_each(self, item: Item) -> bool:
        return self._quantify("each")

    def _quantify(self, quantifier: str) -> bool:
        if quantifier != "each" and self.phrase.ref.describes and self._noun_follows():
            return False
        return self._set(quantifier=quantifier)

    def _noun_follows(self) -> bool:
        follow = self._follow()
        return follow is not None and follow.kind in (*_NOUNS, "det", "of")

    def _take_more(self, item: Item) -> bool:
        follow = self._follow()
        if self.phrase.sign < 0 or (follow is not None and follow.kind == "than" and self.phrase.amount is None):
            return self.phrase.sign >= 0
        if self.at and self._items[self.at - 1].kind == "span":
            return True  # "three days extra"
        if [item.text for item in self._items[max(0, self.at - 2) : self.at]] == ["how", "much"]:
            return True  # "how much more for white": money
        self.phrase.sign = self.phrase.sign if self._others_follow() else 1
        return True

    def _others_follow(self) -> bool:
        """ "more people", "more sign-ups": no garments."""
        follow = self._follow()
        return follow is not None and follow.kind == "word" and follow.text in PEOPLE | _INTANGIBLE | {"sign"}

    def _take_line_word(self, item: Item) -> bool:
        before = self._items[self.at - 1].text if self.at else ""
        return before not in _POINTERS or self.phrase.ref.describes or self._set(pronoun=True)

    def _take_less(self, item: Item) -> bool:
        if self.phrase.sign > 0:
            return False
        self.phrase.sign = -1
        return True

    def _take_pieces(self, item: Item) -> bool:
        self.phrase.pieces = True
        return True

    def _take_of(self, item: Item) -> bool:
        if self.phrase.amount is None and not self.phrase.ref.quantifier and not self.phrase.ref.other:
            return False
        if item.text == "from the" and self.phrase.ref.empty is False:
            return False
        self.phrase.partitive = True
        return True

    def _take_det(self, item: Item) -> bool:
        follow = self._follow()
        noun = follow is not None and follow.kind in {*_INNER, "order_word"} - {"of", "det", "some"}
        if item.text in _POINTERS and not noun and self.phrase.ref.empty:
            return self._set(pronoun=True)
        if self.phrase.ref.describes and not (follow and follow.kind in ("other", "rest")):
            return False
        if self.phrase.amount and self.phrase.ref.quantifier and item.text in ("a", "an"):
            return False
        self.phrase.definite = True
        self.phrase.single = item.text in ("a", "an")
        return not self.phrase.ref.pronoun

    def _take_pronoun(self, item: Item) -> bool:
        follow = self._follow()
        if self.phrase.ref.describes or self.phrase.ref.pronoun:
            return False
        if item.text in _POINTERS and follow is not None and follow.kind == "order_word":
            return True
        pointing = item.text in _POINTERS and follow is not None
        if pointing and follow is not None and follow.kind in ("number", "product", "ones", "line", "product_word"):
            self.phrase.definite = True
            return follow.kind != "number" or self._set(pronoun=True)
        if pointing and follow is not None and follow.kind in ("size", "color") and self._as_noun(1):
            self.phrase.definite = True
            return True
        return self._set(pronoun=True)

    def _as_noun(self, offset: int) -> bool:
        item, follow = self._follow(offset), self._follow(offset + 1)
        if item is None:
            return False
        plural = item.text.endswith("s") and len(item.text) > 2
        return plural or (follow is not None and follow.kind in ("product", "ones", "color", "size", "pieces"))

    def _take_size(self, item: Item) -> bool:
        ref = self.phrase.ref
        if ref.sizes or (ref.pronoun and not self._as_noun(0)):
            return False
        plural = item.text.endswith("s") and len(item.text) > 2
        self.phrase.plural |= plural
        self._trail("size")
        follow = self._follow()
        before_color = follow is not None and follow.kind == "color"  # "the M navy": what the M should be, or are
        self.phrase.head |= plural or self.phrase.partitive or before_color
        return self._set(sizes=(item.value,), pronoun=False)

    def _trail(self, kind: str) -> None:
        if self.phrase.head:
            self.phrase.trailing = (*self.phrase.trailing, kind)

    def _take_color(self, item: Item) -> bool:
        ref = self.phrase.ref
        if ref.colors or (ref.pronoun and not self._as_noun(0)):
            return False
        self._trail("color")
        return self._set(colors=(item.value,), color_text=item.text, pronoun=False)

    def _take_product(self, item: Item) -> bool:
        ref = self.phrase.ref
        if ref.products is not None:
            common = ref.products & item.value
            if not common:
                return False
            return self._set(products=common)
        self.phrase.head, self.phrase.trailing = True, ()
        self.phrase.plural |= item.text.endswith("s")
        return self._set(products=item.value, pronoun=False)

    def _take_product_word(self, item: Item) -> bool:
        words = item.value if self.phrase.ref.words is None else self.phrase.ref.words & item.value
        return self._set(words=words or self.phrase.ref.words)

    def _take_line(self, item: Item) -> bool:
        return not self.phrase.ref.lines and self._set(lines=(item.value,), pronoun=False)

    def _take_rank(self, item: Item) -> bool:
        self.phrase.head = True
        return not self.phrase.ref.rank and self._set(rank=item.value, pronoun=False)

    def _take_ones(self, item: Item) -> bool:
        if self.phrase.ref.describes:
            self.phrase.head, self.phrase.trailing = True, ()
        return True

    def _take_rest(self, item: Item) -> bool:
        return self._set(other=True)

    def _take_other(self, item: Item) -> bool:
        follow = self._follow()
        return (follow is not None and follow.kind in _ATTRIBUTES) or self._set(other=True)

    def _take_only(self, item: Item) -> bool:
        self.phrase.only = True
        return True

    def _take_ordinal(self, item: Item) -> bool:
        follow = self._follow()
        before = self._items[self.at - 1].kind if self.at else "det"
        after = self._follow(2)
        if follow is not None and follow.kind == "number" and after is not None and after.kind in _NOUNS:
            return True
        if self.phrase.ref.describes or (follow is not None and follow.kind in _NO_LINES) or before in _NOUNS:
            return False
        return self._set(lines=(item.value,))


_GROUPS = frozenset(words("us you team crew staff group class squad department company office club band"))


def part_of_people(items: list[Item], at: int) -> bool:
    """ "two of us", "half of the team": a part of people, not of goods."""
    after = [item for item in items[at + 1 : at + 5] if item.kind not in ("det", "size", "color")]
    if after[:1] and after[0].kind == "of":
        after = after[1:]
    elif not items[at].text.endswith(" of") and items[at].kind not in _SHARES:
        return False
    return bool(after) and after[0].kind == "word" and (after[0].text in _GROUPS or after[0].text in PEOPLE)


def counts_others(items: list[Item], at: int) -> bool:
    """ "5 new hires", "100 extra signups", "two of us": a number of things that are no garments."""
    if part_of_people(items, at):
        return True
    for follow in items[at + 1 : at + 4]:
        if follow.kind not in ("word", "more", "different"):
            return False
        if follow.kind == "word" and follow.text in PEOPLE | _INTANGIBLE | _NO_NOUNS:
            return follow.text not in _NO_NOUNS
        if follow.kind == "word" and follow.text.endswith("s") and len(follow.text) > 2:
            return True
    return False
