"""A message as a list of items: numbers, sizes, colours, products, artworks, places and the concepts of the grammar."""

import re
from dataclasses import dataclass
from typing import Any

from agent_service.interpret.artwork_names import by_name
from agent_service.interpret.catalogue import Catalogue, Entry
from agent_service.interpret.lexicon import concept_phrases
from agent_service.interpret.numerals import in_hundreds, read_number, unread_number
from agent_service.interpret.one_or_none import counts_none, counts_one
from agent_service.interpret.tokens import Token
from agent_service.interpret.wordlist import words

_ORDINALS = {
    "first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4, "fifth": 5, "5th": 5,
    "sixth": 6, "6th": 6, "last": -1, "final": -1, "top": 1, "bottom": -1,
}  # fmt: skip
_PRIORITY = ("product", "color", "size", "art", "place", "product_word", "art_part")
_ADJECTIVES = frozenset({"small", "medium", "large", "extra large", "extra small"})
_NO_SIZE_BEFORE = frozenset(
    words("""change changes question questions thing favor favour problem problems issue tweak correction order mistake
    request group company team fee print update adjustment business detail typo matter chunk part amount
    portion refund edit fix correction difference brewery school""")
)


_FITTING = re.compile(
    r"\b(?:run|runs|running|ran|fit|fits|fitting|feel|feels|looks?|(?:come|comes|came|turn|turns|turned) (?:out|up|off)"
    r"|(?:is|are|was|were) cut)(?: (?:a|bit|little|really|rather|quite|very|so|pretty|super|way|awfully|fairly|too))*$"
    r"|\b(?:is|are|was|were)(?: (?:a bit|a little|really|rather|quite|very|so|pretty|super|way|awfully|fairly))+$"
)
"""What goods are like, and not their size: "M comes out small", "they are quite large"."""


_SIZED = [[word] for word in sorted(_NO_SIZE_BEFORE)]


@dataclass(frozen=True, slots=True)
class Item:
    """``kind`` is a concept of the lexicon or: number, signed, percent, money, times, size, color, product,
    product_word, art, art_part, place, spot (a written address), date, ordinal, line (a line of the order), order,
    arrow, sep, stop, break, question, colon, dots, word."""

    kind: str
    value: Any
    text: str


def lex(tokens: list[Token], catalogue: Catalogue) -> list[Item]:
    """Longest phrase first; misspelt words are corrected before they are looked up."""
    words = [_corrected(token, catalogue) for token in tokens]
    items: list[Item] = []
    at = 0
    while at < len(tokens):
        if words[at] == "'s" and items and items[-1].kind == "size" and words[at + 1 : at + 2] not in _JUDGING:
            at += 1
            continue
        words[at] = "is" if words[at] == "'s" and words[at + 1 : at + 2] in _JUDGING else words[at]
        item, used = _next(tokens, words, at, catalogue, items)
        items.append(item)
        at += used
    return _lines(_said_once(items))


_JUDGING = [[word] for word in ("fine", "ok", "good", "right", "correct", "wrong", "not", "too", "okay")]


def _said_once(items: list[Item]) -> list[Item]:
    """ "twenty-five (25)", "to: HQ", "10 x caps": a number said twice counts once, a colon after a preposition and a
    cross before goods mean nothing."""
    out: list[Item] = []
    for at, item in enumerate(items):
        if _plus(items, at):
            continue
        if item.kind == "number" and at and _plus(items, at - 1):
            item = Item("signed", item.value, f"+{item.text}")
        if out and ((item.kind == "colon" and out[-1].kind in _PREPOSITIONS) or _times_goods(items, at)):
            continue
        if item.text == "yet" and (at + 1 == len(items) or items[at + 1].kind in ("stop", "question", "line", "or")):
            item = Item("word", None, "yet")  # "is it out yet": no "but"
        out.append(item)
        if [i.text for i in out[-3::2]] == ["(", ")"] and _repeats(out):
            del out[-3:]
        elif item.text == ")" and len(out) > 3 and out[-3].text == "(" and _qualifies(out[-4], out[-2]):
            out[-3:] = [out[-2]]
    return out


def _times_goods(items: list[Item], at: int) -> bool:
    follow = items[at + 1].kind if at + 1 < len(items) else ""
    return items[at].text == "x" and items[at - 1].kind == "number" and follow in ("size", "color", "product")


def _qualifies(noun: Item, attribute: Item) -> bool:
    """ "hoodies (M)"."""
    return (
        noun.kind in ("product", "color", "size")
        and attribute.kind in ("size", "color")
        and noun.kind != attribute.kind
    )


def _plus(items: list[Item], at: int) -> bool:
    """ "in L: plus 5": a sign in words, where no goods follow the number."""
    follow = [item.kind for item in items[at + 1 : at + 3]]
    return items[at].text == "plus" and follow[:1] == ["number"] and follow[1:] in ([], ["sep"], ["stop"], ["and"])


def _repeats(out: list[Item]) -> bool:
    before, inside = (out[-4], out[-2]) if len(out) > 3 else (out[-1], out[-1])
    return inside.kind == before.kind == "number" and inside.value == before.value and inside is not before


_PREPOSITIONS = frozenset({"to", "in", "at", "on", "for", "with", "from"})


def _corrected(token: Token, catalogue: Catalogue) -> str:
    if token.kind != "word" or catalogue.speller is None:
        return token.text
    return catalogue.speller.correct(token.text)


def _next(tokens: list[Token], words: list[str], at: int, catalogue: Catalogue, before: list[Item]) -> tuple[Item, int]:
    token = tokens[at]
    ahead = _ahead(tokens, words, at)
    if unread := unread_number(ahead, 0):
        return Item("some", None, " ".join(words[at : at + unread])), unread
    number = read_number(ahead, 0)
    if words[at] in ("zero", "none") and counts_none(words, at, catalogue):
        return Item("number", 0, words[at]), 1
    if words[at] == "one" and counts_one(words, at, catalogue):
        return Item("number", 1, "one"), 1
    phrase = _phrase(words, at, catalogue, before)
    if number and (phrase is None or phrase[1] <= number[1]) and not _sizes_number(words, at):
        return Item("number", number[0], " ".join(words[at : at + number[1]])), number[1]
    if phrase:
        return (Item("word", None, phrase[0].text), phrase[1]) if _has_it(phrase[0], before, words[:at]) else phrase
    if words[at] == "top" and "up" in words[at + 2 : at + _APART]:
        return Item("inc", None, "top up"), 1
    if words[at] in _ORDINALS and words[at + 1 : at + 2] not in (["time"], ["times"]):
        return Item("ordinal", _ORDINALS[words[at]], words[at]), 1
    return _sign(token, words[at], before, words, at), 1


_APART = 7
"""How far "up" may stand from the "top" of "top the black XL hoodies up to 25"."""


def _ahead(tokens: list[Token], words: list[str], at: int) -> list[Token]:
    """The next words that may make up a number; in "line one twenty pieces" the first is one by itself."""
    ahead = [Token(t.kind, w) for t, w in zip(tokens[at : at + 8], words[at : at + 8], strict=True)]
    return ahead[:1] if at and words[at - 1] in _NUMBERED and in_hundreds(ahead, 0) else ahead


_NUMBERED = frozenset({"line", "item", "row", "option", "number", "no", "position", "entry"})
_MODALS = frozenset({"can", "could", "should", "shall", "may", "might", "must", "will", "would", "to", "let"})


def _has_it(item: Item, before: list[Item], words: list[str]) -> bool:
    """ "5 of the polos have crooked collars" says what they are like; "can the polos have our logo" wishes."""
    having = item.kind == "need" and item.text in ("have", "has", "had", "got", "have got")
    goods = bool(before) and before[-1].kind in ("product", "product_word", "size", "color", "ones", "pieces")
    return having and goods and not _MODALS & set(words[-8:])


def _sizes_number(words: list[str], at: int) -> bool:
    """ "in 2 XL" is a size; "2 XL" elsewhere are two pieces."""
    sized = at > 0 and words[at - 1] in ("to", "in", "into", "→", "size", "be", "as")
    return sized and words[at : at + 2] in (["2", "xl"], ["3", "xl"])


def _phrase(words: list[str], at: int, catalogue: Catalogue, before: list[Item]) -> tuple[Item, int] | None:
    concepts = concept_phrases()
    for length in range(min(catalogue.longest, len(words) - at), 0, -1):
        phrase = tuple(words[at : at + length])
        entries = catalogue.phrases.get(phrase, [])
        named = [value for kind, value in entries if kind == "art_name"]
        if named and concepts.get(phrase) in (None, "art_word") and by_name(words, at, length, entries):
            return Item("art", tuple(named), " ".join(phrase)), length
        entry = _best(entries)
        if entry and _meant(entry, words, at, length):
            return Item(entry[0], _all_values(entry[0], catalogue.phrases[phrase]), " ".join(phrase)), length
        if phrase in concepts and not _parts_of_others(phrase, words, at):
            return Item(concepts[phrase], None, " ".join(phrase)), length
    return None


def _parts_of_others(phrase: tuple[str, ...], words: list[str], at: int) -> bool:
    """ "half" before "dozen", "size up" after "every", "on 1/2": words that belong to their neighbours."""
    if phrase == ("1/2",) and at and words[at - 1] in ("on", "until", "before", "after"):
        return True
    if phrase[0] in ("size", "sizes") and len(phrase) > 1 and at:
        return words[at - 1] in ("every", "each", "both", "all")
    return phrase[-1] == "half" and "dozen" in words[at + len(phrase) : at + len(phrase) + 2]


def _best(entries: list[Entry]) -> Entry | None:
    for kind in _PRIORITY:
        for entry in entries:
            if entry[0] == kind:
                return entry
    return None


def _all_values(kind: str, entries: list[Entry]) -> Any:
    values = [value for entry_kind, value in entries if entry_kind == kind]
    if kind in ("art", "art_part", "place"):
        return tuple(dict.fromkeys(values))
    return values[0]


def _meant(entry: Entry, words: list[str], at: int, length: int) -> bool:
    """Whether a catalogue word is used as such: "a small change" is no size, "your office" no address of ours."""
    follow = words[at + length] if at + length < len(words) else ""
    previous = words[at - 1] if at else ""
    if entry[0] == "size" and length == 2 and words[at].isdigit():
        return _sizes_number(words, at)
    if entry[0] == "size":
        too = (
            previous == "too"
            or (words[at] in _ADJECTIVES and bool(_FITTING.search(" ".join(words[:at]))))
            or (entry[1] == "ONE" and follow in ("up", "down", "bigger", "smaller", "larger"))
        )
        return (
            not (follow in _NO_SIZE_BEFORE and words[at] in _ADJECTIVES)
            and not (follow == "sized" and words[at + length + 1 : at + length + 2] in _SIZED)
            and not too
            and not (words[at] == "s" and previous == "'")
        )
    if entry[0] == "place":
        return previous not in ("your", "from", "a", "an", "their")
    return not (entry[0] == "product" and words[at] in ("t", "ts") and previous not in ("the", "of", "navy", "black"))


_DIRECT = {"percent": "percent", "money": "money", "signed": "signed", "date": "date", "arrow": "arrow", "line": "stop",
           "bullet": "stop",
           "code": "code", "place": "spot", "dots": "dots"}  # fmt: skip
_MARKS = {
    "&": "and", ",": "sep", ";": "stop", ".": "stop",
    "!": "stop", "?": "question", ":": "colon", "+": "and", "/": "sep",
    "=": "arrow", "¿": "pass", "¡": "pass", "(": "sep", ")": "sep", "-": "dash", "–": "dash", "—": "dash", "*": "pass",
    "•": "stop", '"': "pass", "'": "pass", "“": "pass", "”": "pass", ""
    ">": "arrow", "|": "colon", "\t": "colon", "#": "pass", "%": "pass",
}  # fmt: skip


def _sign(token: Token, word: str, before: list[Item], words: list[str], at: int) -> Item:
    if token.kind == "signed":
        value = int(re.sub(r"\D", "", token.text))
        return Item("signed", value if token.text.startswith("+") else -value, token.text)
    numbered = _numbered(token, word, before, words, at)
    if numbered is not None:
        return numbered
    if token.kind == "percent":
        return Item("percent", float(re.sub(r"[^\d.,]", "", token.text).replace(",", ".")), token.text)
    if token.kind == "size":
        return _multiple(word, words, at)
    if token.kind in _DIRECT:
        return Item(_DIRECT[token.kind], token.text, token.text)
    if token.kind == "mark":
        return Item(_MARKS.get(token.text, "mark"), None, token.text)
    return Item("word", None, word)


def _numbered(token: Token, word: str, before: list[Item], words: list[str], at: int) -> Item | None:
    """Decimals before "times", "x3" after goods and ordinals ("3rd", but not in "for the 3rd time")."""
    if token.kind == "number" and "." in word and words[at + 1 : at + 2] in (["times"], ["x"]):
        return Item("times", float(word), word)
    if token.kind == "times":
        value = int(re.sub(r"\D", "", token.text))
        ends = at + 1 == len(words) or words[at + 1] in ("please", "pls", ",", ".", "and", "!", "\n")
        return Item(f"mult{value}" if value in (2, 3, 4) and before and ends else "number", value, token.text)
    if token.kind == "ordinal" and words[at + 1 : at + 2] in (["time"], ["times"]):
        return Item("word", None, word)
    return Item("ordinal", int(re.sub(r"\D", "", token.text)), token.text) if token.kind == "ordinal" else None


_BEFORE_SIZE = frozenset({"in", "to", "into", "→", "be", "size", "or", "and", "the"})
_AFTER_SIZE = frozenset(words("should would will is works fits ones instead then"))


def _multiple(word: str, words: list[str], at: int) -> Item:
    """ "2x" alone: a multiple before a noun phrase, a size after "in" or "to", else a count ("20x caps")."""
    digits = re.sub(r"\D", "", word)
    if not digits:
        return Item("word", None, word)
    value = int(digits)
    previous = words[at - 1] if at else ""
    follow = words[at + 1] if at + 1 < len(words) else ""
    sized = previous in _BEFORE_SIZE or not follow or follow in _AFTER_SIZE
    if value in (2, 3) and sized:
        return Item("size", f"{value}XL", word)
    if value in (2, 3, 4) and follow in ("the", "my", "our", "on", "of", "all", "these", "those", "it", "them", "as"):
        return Item(f"mult{value}", None, word)
    return Item("number", value, word) if word.endswith("x") else Item("word", None, word)


def _lines(items: list[Item]) -> list[Item]:
    """ "line 2", "second line", "2nd one in the list" become one item of kind ``line``."""
    out: list[Item] = []
    at = 0
    while at < len(items):
        here, follow = items[at], items[at + 1] if at + 1 < len(items) else None
        named = bool(out) and out[-1].kind in ("product", "size", "color", "product_word")
        numbered = follow is not None and follow.kind in ("number", "ordinal") and abs(follow.value) < 20
        if _one_more_line(out, items, at):
            out.append(Item("line", here.value, f"lines {here.text}"))
            at += 1
        elif _names_a_line(items, at):
            out.append(Item("line", _which_line(follow), f"{here.text} {follow.text}"))  # type: ignore[union-attr, arg-type]
            at += 2
        elif here.kind == "line_word" and follow and numbered and not named:
            out.append(Item("line", follow.value, f"{here.text} {follow.text}"))
            at += 2
        elif here.kind == "ordinal" and follow and follow.kind in ("line_word", "ones"):
            out.append(Item("line", here.value, f"{here.text} {follow.text}"))
            at += 2
        elif here.kind == "number" and follow and follow.text == "times" and _goods_follow(items, at + 2):
            out.append(Item("times", float(here.value), f"{here.text} times"))
            at += 2
        elif here.kind == "number" and follow and follow.text in ("percent", "pct"):
            out.append(Item("percent", float(here.value), f"{here.text} percent"))
            at += 2
        else:
            out.append(Item("more", None, here.text) if _another(here, follow) else here)
            at += 1
    return out


def _one_more_line(out: list[Item], items: list[Item], at: int) -> bool:
    """The 2 of "lines 1 and 2"; in "line 1 and 2" it ends the clause."""
    if items[at].kind != "number" or len(out) < 2 or out[-1].kind not in ("sep", "and") or out[-2].kind != "line":
        return False
    after = items[at + 1].kind if at + 1 < len(items) else "stop"
    several = out[-2].text.split()[0] in ("lines", "items", "rows")
    counted = after in ("more", "less", "size", "color", "product", "product_word", "pieces", "of", "percent", "ones")
    return (
        0 < items[at].value < _MOST_LINES
        and not counted
        and (several or (out[-1].kind == "and" and after in ("stop", "sep", "please")))
    )


_MOST_LINES = 20
_COUNTING = frozenset({"number", "signed", "each", "all", "both", "some", "more", "less", "half", "not"})


def _names_a_line(items: list[Item], at: int) -> bool:
    """ "item 3", "line one", "item #2": a line of the order by its number ("2 items", "each item 5 more" are none)."""
    here, follow = items[at], items[at + 1] if at + 1 < len(items) else None
    if follow is None or not (here.kind == "line_word" or here.text == "item"):
        return False
    before = items[at - 1].kind if at else ""
    if follow.kind == "code" or follow.text == "one":
        return before not in ("pronoun", *_COUNTING) and _which_line(follow) is not None
    after = items[at + 2] if at + 2 < len(items) else None
    counted = after is not None and after.kind in ("more", "less", "size", "color", "product", "pieces")
    return here.text == "item" and follow.kind == "number" and 0 < follow.value < 20 and not (
        before in _COUNTING or counted
    )  # fmt: skip


def _which_line(item: Item) -> int | None:
    if item.text == "one":
        return 1
    digits = re.fullmatch(r"#?\s?(\d{1,2})", item.text)
    return item.value if item.kind == "number" else int(digits[1]) if digits else None


def _goods_follow(items: list[Item], at: int) -> bool:
    """ "3 times as many caps", "5 times the mediums": not "I asked 3 times"."""
    return any(item.text in ("as", "as many", "as many as", "the", "more") for item in items[at : at + 1])


def _another(here: Item, follow: Item | None) -> bool:
    """ "another 10" adds; "another size" does not."""
    return here.text == "another" and follow is not None and follow.kind in ("number", "some")
