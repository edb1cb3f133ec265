"""The words of one customer's world: products, colours, sizes, artworks and saved addresses, as phrases to look up."""

import re
from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache

from agent_service.conversation.interpretation import CustomerData, Json
from agent_service.interpret.everyday_words import EVERYDAY
from agent_service.interpret.garments import (
    COLOR_SHORT,
    GARMENTS,
    OTHER_COLORS,
    PLAIN_ADJECTIVES,
    SIZE_WORDS,
)
from agent_service.interpret.lexicon import concept_phrases, grammar_words
from agent_service.interpret.questions import spoken_words
from agent_service.interpret.spelling import Speller
from agent_service.interpret.stock_numbers import StockNumbers, stock_numbers
from agent_service.interpret.tokens import tokenise
from agent_service.interpret.wordlist import words
from agent_service.interpret.written_address import street_phrases

Phrase = tuple[str, ...]
Entry = tuple[str, object]
_LABELS = {
    "hq": "headquarters | headquarter | head office | main office | head quarters | hq",
    "warehouse": "the warehouse | warehouse | depot",
    "office": "office | the office",
    "taproom": "tap room | taproom",
}
_ART_PRIMARY = ("primary", "main", "standard", "regular", "usual", "normal", "default")


@dataclass(slots=True)
class Catalogue:
    """Phrases (tuples of lower-case words) to their meanings, and the products by id."""

    phrases: dict[Phrase, list[Entry]] = field(default_factory=dict)
    products: dict[str, Json] = field(default_factory=dict)
    longest: int = 1
    speller: Speller | None = None
    stock: StockNumbers = field(default_factory=StockNumbers)

    def put(self, phrase: str, kind: str, value: object) -> None:
        key = _key(phrase)
        if key and (kind, value) not in self.phrases.setdefault(key, []):
            self.phrases[key].append((kind, value))
            self.longest = max(self.longest, len(key))


@lru_cache(maxsize=8192)
def _key(phrase: str) -> Phrase:
    return tuple(token.text for token in tokenise(phrase) if token.kind != "mark")


def _plural(word: str) -> str:
    return word if word.endswith("s") else word[:-1] + "ies" if word.endswith("y") else word + "s"


def _add_product_words(catalogue: Catalogue, products: Iterable[Json]) -> None:
    nouns: dict[str, set[str]] = {}
    modifiers: dict[str, set[str]] = {}
    for product in products:
        identity, name = product["product_id"], product["name"].lower()
        words = [token.text for token in tokenise(name) if token.kind == "word"]
        category = product["category"].lower()
        spoken = GARMENTS.get(category, f"{category} | {_plural(category)}").split(" | ")
        heads = {*spoken, words[-1], _plural(words[-1])} if words else set(spoken)
        for head in heads:
            nouns.setdefault(head, set()).add(identity)
        for word in words[:-1]:
            if word not in heads:
                modifiers.setdefault(word, set()).add(identity)
        catalogue.put(name, "product", frozenset({identity}))
    for noun, identities in nouns.items():
        catalogue.put(noun, "product", frozenset(identities))
    for word, identities in modifiers.items():
        kind = "product_word" if word in PLAIN_ADJECTIVES else "product"
        catalogue.put(word, kind, frozenset(identities))
        if kind == "product":
            catalogue.put(_plural(word), kind, frozenset(identities))


def _add_colors(catalogue: Catalogue, products: Iterable[Json]) -> None:
    names = sorted({str(color) for product in products for color in product["colors"]})
    for name in names:
        _add_color(catalogue, name.lower(), (name,))
    for word in sorted({part for name in names for part in name.lower().split()}):
        if (word,) not in catalogue.phrases:
            _add_color(catalogue, word, tuple(name for name in names if word in name.lower().split()))
    for word in OTHER_COLORS:
        if (word,) not in catalogue.phrases:
            catalogue.put(word, "color", (word.title(),))


def _add_color(catalogue: Catalogue, spoken: str, names: tuple[str, ...]) -> None:
    for phrase in (spoken, *filter(None, COLOR_SHORT.get(spoken, "").split(" | "))):
        catalogue.put(phrase, "color", names)


def _add_sizes(catalogue: Catalogue) -> None:
    for size, spoken in SIZE_WORDS.items():
        for phrase in spoken.split(" | "):
            catalogue.put(phrase, "size", size)


def _art_words(name: str) -> list[str]:
    return [t.text for t in tokenise(name) if t.kind in ("word", "number") or t.text.isalnum()]


def _add_artworks(catalogue: Catalogue, artworks: Iterable[Json], labels: frozenset[str]) -> None:
    grammar = grammar_words()
    for artwork in artworks:
        identity, words = artwork["artwork_id"], _art_words(artwork["name"])
        catalogue.put(" ".join(words), "art_name", identity)
        for start in range(len(words)):
            for end in range(start + 1, len(words) + 1):
                part = words[start:end]
                if end - start > 1 or _telling(part[0], words, grammar, labels):
                    catalogue.put(" ".join(part), "art", identity)
                elif part[0] not in grammar:
                    catalogue.put(part[0], "art_part", identity)
                    catalogue.put(f"{part[0]}s", "art_part", identity)  # "the hops"
        if len(words) > 1:
            catalogue.put(" ".join(reversed(words)), "art", identity)
        _add_art_nicknames(catalogue, identity, words)


def _telling(word: str, words: list[str], grammar: frozenset[str], labels: frozenset[str]) -> bool:
    if word.isdigit() or word in grammar or word in labels or len(word) < 4:
        return False
    return word not in EVERYDAY or (len(words) > 1 and word == words[-1] and word in {"banner", "crest", "emblem"})


def _add_art_nicknames(catalogue: Catalogue, identity: str, words: list[str]) -> None:
    if len(words) > 1 and words[0] in _ART_PRIMARY:
        for nickname in _ART_PRIMARY:
            catalogue.put(" ".join([nickname, *words[1:]]), "art", identity)
    for word in words:
        if len(word) >= 7 and word.isalpha() and word not in EVERYDAY:
            catalogue.put(word[-4:], "art", identity)
            catalogue.put(word[:4], "art_part", identity)


def _add_addresses(catalogue: Catalogue, addresses: Iterable[Json]) -> None:
    for address in addresses:
        for phrase in street_phrases(str(address.get("street") or "")):
            catalogue.put(phrase, "place", str(address["address_id"]))
        identity, label = address["address_id"], str(address.get("label") or "").lower()
        if label:
            catalogue.put(label, "place", identity)
            for nickname in filter(None, _LABELS.get(label, "").split(" | ")):
                catalogue.put(nickname, "place", identity)
            if " " in label:
                catalogue.put(label.split()[-1], "place", identity)
                catalogue.put(label.replace(" ", ""), "place", identity)


def build(data: CustomerData) -> Catalogue:
    """The lexicon of what this customer can see."""
    catalogue = Catalogue(products={product["product_id"]: product for product in data.products})
    labels = frozenset(
        word for address in data.addresses for word in re.findall(r"\w+", str(address.get("label") or "").lower())
    )
    _add_sizes(catalogue)
    _add_colors(catalogue, data.products)
    _add_product_words(catalogue, data.products)
    _add_artworks(catalogue, data.artworks, labels)
    _add_addresses(catalogue, data.addresses)
    words = {word for phrase in catalogue.phrases for word in phrase if word.isalpha()}
    catalogue.speller = Speller(frozenset(words) | grammar_words() | _extra_words(), spoken_words())
    catalogue.longest = max(catalogue.longest, *(len(phrase) for phrase in concept_phrases()))
    catalogue.stock = stock_numbers(data.products, words | grammar_words() | EVERYDAY)
    return catalogue


def _extra_words() -> frozenset[str]:
    return frozenset(
        words("""
    cancel confirm confirmed approve approved proceed please delivery tracking refund yesterday tomorrow dozen hundred
    twenty thirty forty fifty sixty seventy eighty ninety eleven twelve thirteen fourteen fifteen sixteen
    seventeen eighteen nineteen address second third first option human agent representative policy recommend
    suggestion instead shipment friday monday tuesday wednesday thursday saturday sunday january february march
    april june july august september october november december available mediums larges return hello thanks
    wrong forget never mind sounds perfect absolutely definitely correct decline manager person street avenue
    """)
    )


class Shelf:
    """Catalogues by content, so that a lexicon is built once for each customer's world (least recently used goes)."""

    def __init__(self, size: int = 64) -> None:
        self._size = size
        self._kept: OrderedDict[int, Catalogue] = OrderedDict()

    def catalogue(self, data: CustomerData) -> Catalogue:
        key = hash(
            (
                tuple((p["product_id"], p["name"], p["category"], tuple(p["colors"])) for p in data.products),
                tuple(variant["sku"] for p in data.products for variant in p["variants"]),
                tuple((a["artwork_id"], a["name"]) for a in data.artworks),
                tuple((a["address_id"], a.get("label")) for a in data.addresses),
            )
        )
        found = self._kept.pop(key, None) or build(data)
        self._kept[key] = found
        while len(self._kept) > self._size:
            self._kept.popitem(last=False)
        return found
