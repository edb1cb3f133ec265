"""Stock numbers (SKUs) as customers type them, written out in words: "SSJ-NAV-M" is a navy softshell jacket in M.

SKUs are opaque: those of the catalogue tell what they look like. What several of them begin with ("SSJ-NAV", "SSJ")
names the goods in fewer words. A number that begins like one of ours and ends like none stays a stranger beside the
goods, so that it is asked about.
"""

import re
from collections.abc import Container, Iterable
from dataclasses import dataclass, field

from agent_service.conversation.interpretation import Json
from agent_service.interpret.garments import ONE_SIZE, SIZE_WORDS

_PART = re.compile(r"[^\W_]+")
_BETWEEN = frozenset({"", "-", "\u2010", "\u2011", "/", "_", ".", " "})
_LONG_ENOUGH = 6
"""A number of so many signs is known without its hyphens too."""
_SHORTEST_HEAD = 3
_SIZES = frozenset(phrase for size, spoken in SIZE_WORDS.items() for phrase in (size.lower(), *spoken.split(" | ")))


@dataclass(slots=True)
class StockNumbers:
    """The SKUs of a catalogue, and what they begin with, as the words for the goods."""

    spoken: dict[str, str] = field(default_factory=dict)
    exact: set[str] = field(default_factory=set)
    """The short ones, which are only known as they are written."""
    heads: dict[str, str] = field(default_factory=dict)
    longest: int = 1

    def written_out(self, text: str) -> str:
        """``text`` with the words for the goods in place of each stock number."""
        parts = list(_PART.finditer(text))
        out, end, at = [], 0, 0
        while at < len(parts):
            used, words = self._number(text, parts[at:]) or self._head(text, parts[at:]) or (1, None)
            if words is not None:
                out.append(text[end : parts[at].start()] + words)
                end = parts[at + used - 1].end()
            at += used
        return "".join([*out, text[end:]])

    def _number(self, text: str, parts: list[re.Match[str]]) -> tuple[int, str] | None:
        for used in range(_joined(text, parts, self.longest), 0, -1):
            said = text[parts[0].start() : parts[used - 1].end()].lower()
            key = _key(part.group() for part in parts[:used])
            if key in self.spoken and (key not in self.exact or said in self.exact):
                return used, self.spoken[key]
        return None

    def _head(self, text: str, parts: list[re.Match[str]]) -> tuple[int, str] | None:
        """ "SSJ-NAV", and what a hyphen joins to it: a size, or something that is no stock number of ours."""
        hyphened = _joined(text, parts, self.longest, frozenset({"-"}))
        for used in range(hyphened, 0, -1):
            words = self.heads.get(_key(part.group() for part in parts[:used]))
            if words is None:
                continue
            rest = [part.group() for part in parts[used:hyphened]]
            known = len(rest) < 2 and all(part.lower() in _SIZES for part in rest)
            return hyphened, " ".join([words, *([] if known else ["of"]), *rest])
        return None


def _joined(text: str, parts: list[re.Match[str]], most: int, signs: Container[str] = _BETWEEN) -> int:
    """How many of ``parts`` stand beside one another with no more than one of ``signs`` between them."""
    count = 1
    while count < min(most, len(parts)) and text[parts[count - 1].end() : parts[count].start()] in signs:
        count += 1
    return count


def _key(parts: Iterable[str]) -> str:
    return "".join(parts).lower()


def stock_numbers(products: Iterable[Json], known: Container[str]) -> StockNumbers:
    """The numbers of ``products``; a head that is one of the ``known`` words means what it always does."""
    found = StockNumbers()
    heads: dict[str, set[tuple[str, str]]] = {}
    for product in products:
        for variant in product["variants"]:
            parts = _PART.findall(str(variant["sku"]))
            if not _tells(parts):
                continue
            size = "" if variant["size"] == ONE_SIZE else str(variant["size"])
            key, goods = _key(parts), (str(variant["color"]), str(product["name"]))
            found.spoken[key] = " ".join(filter(None, (goods[0], size, goods[1])))
            found.exact |= {str(variant["sku"]).lower(), key} if len(key) < _LONG_ENOUGH else set()
            found.longest = max(found.longest, len(parts))
            for count in range(1, len(parts)):
                heads.setdefault(_key(parts[:count]), set()).add(goods)
    found.heads = {key: _named(goods) for key, goods in heads.items() if _tells_goods(key, goods, known)}
    return found


def _tells(parts: list[str]) -> bool:
    """Whether a number cannot be mistaken for a word or a count."""
    text = "".join(parts)
    return any(sign.isalpha() for sign in text) and (len(parts) > 1 or any(sign.isdigit() for sign in text))


def _tells_goods(key: str, goods: set[tuple[str, str]], known: Container[str]) -> bool:
    one_product = len({name for _, name in goods}) == 1
    return one_product and len(key) >= _SHORTEST_HEAD and key.isalpha() and key not in known


def _named(goods: set[tuple[str, str]]) -> str:
    colors = {color for color, _ in goods}
    return " ".join([*(colors if len(colors) == 1 else ()), next(name for _, name in goods)])
