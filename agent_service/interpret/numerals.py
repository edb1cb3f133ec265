"""Numbers in words: "a hundred and twenty", "two dozen", "half a dozen", "a couple of"."""

import re
from fractions import Fraction

from agent_service.interpret.tokens import Token
from agent_service.interpret.wordlist import words

_UNITS = {
    word: value
    for value, word in enumerate(
        words("""zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
        seventeen eighteen nineteen""")
    )
}
_TENS = {
    word: 10 * (value + 2) for value, word in enumerate(words("twenty thirty forty fifty sixty seventy eighty ninety"))
} | {"fourty": 40, "fivety": 50}
_DIGITS = {word: value for word, value in _UNITS.items() if value < 10} | {"oh": 0, "o": 0}
_MOST_DIGITS = 4
_VAGUE_ONE = frozenset({"one", "zero"})
_DOZENS = {"dozen": 12, "dozens": 12, "gross": 144}
_SCALES = {**_DOZENS, "hundred": 100, "thousand": 1000}
_HUGE = frozenset(words("million millions billion billions trillion trillions"))
_UNTOLD = frozenset(words("few several some many no zero x couple"))
_COUNTED = frozenset(words("of more extra less fewer additional piece pieces units"))
_MOST_PLACES = 9
"""Digits of a number that is read as a count of pieces."""


def unread_number(tokens: list[Token], at: int) -> int:
    """How many tokens are a number that cannot be read: "100000000000 dozen", "a few dozen", "five million".

    What is left of one without a part of it would be another number: it stays together, and has to be asked for.
    """
    head = _unread_head(tokens, at)
    readable = None if head else read_number(tokens, at)
    used = readable[1] if readable else head
    end = at + used
    while _word(tokens, end) in _SCALES or _word(tokens, end) in _HUGE:
        end += 1
    if end > at + used:
        return end - at + (_number_after(tokens, end) if tokens[end - 1].text in _HUGE else 0)
    return _passed_over(tokens, at, end) if head and tokens[at].kind == "number" else 0


def _number_after(tokens: list[Token], at: int) -> int:
    found = _spoken(tokens, at) or _digits(tokens, at) if at < len(tokens) else None
    return found[1] if found else 0


def _passed_over(tokens: list[Token], at: int, end: int) -> int:
    """The tokens of a number in digits that counts pieces, or stands before "x 12" or "couple"; else 0."""
    follow = tokens[end] if end < len(tokens) else Token("", "")
    if follow.kind == "times" or follow.text == "couple":
        return end + 1 - at
    return end - at if follow.text in _COUNTED else 0


def _unread_head(tokens: list[Token], at: int) -> int:
    """The tokens in front of "dozen" or "hundred" that say no number."""
    token = tokens[at]
    if token.kind == "number":
        return 1 if _digits(tokens, at) is None and _decimal(tokens, at) is None else 0
    if (_couple(tokens, at) or (0, 0))[0] == 2 * _DOZENS["dozen"]:
        return 0
    start = at + (token.text == "a" and _word(tokens, at + 1) in _UNTOLD)
    if _word(tokens, start) not in _UNTOLD:
        return 0
    return start + 1 - at + (_word(tokens, start) == "couple" and _word(tokens, start + 1) == "of")


def _decimal(tokens: list[Token], at: int) -> tuple[int, int] | None:
    """ "2.5 dozen", "1.5 thousand": where that comes to whole pieces."""
    scale = _SCALES.get(_word(tokens, at + 1))
    if scale is None or not re.fullmatch(r"\d{1,4}\.\d{1,4}", tokens[at].text):
        return None
    value = Fraction(tokens[at].text) * scale
    return (int(value), 2) if value.denominator == 1 and value else None


def read_number(tokens: list[Token], at: int) -> tuple[int, int] | None:
    """The number that starts at ``at`` as (value, tokens used), or None; a lone "one" is no number here."""
    spelled = _spelled(tokens, at) or in_hundreds(tokens, at)
    if spelled is not None:
        return spelled
    found = _decimal(tokens, at) or _dozens(tokens, at) or _couple(tokens, at)
    found = found or _spoken(tokens, at) or _digits(tokens, at)
    if found is None:
        return None
    value, used = found
    if _word(tokens, at + used) in _DOZENS:
        value, used = value * _DOZENS[_word(tokens, at + used)], used + 1
    if tokens[at + used - 1].text == "hundred":
        return _and_digits(tokens, at, value, used)
    return _and_some(tokens, at, value, used) if tokens[at + used - 1].text in ("dozen", "dozens") else (value, used)


def _and_digits(tokens: list[Token], at: int, value: int, used: int) -> tuple[int, int]:
    """ "4 hundred and 20", where nothing follows that the 20 could be of."""
    rest = tokens[at + used : at + used + 3]
    ends = len(rest) == _WITH_ITS_END - 1 or (len(rest) == _WITH_ITS_END and rest[2].kind in ("mark", "line", "dots"))
    joined = ends and rest[0].text == "and" and rest[1].kind == "number" and rest[1].text in _WRITTEN
    return (value + int(rest[1].text), used + 2) if joined else (value, used)


_WITH_ITS_END = 3


def _and_some(tokens: list[Token], at: int, value: int, used: int) -> tuple[int, int]:
    """ "four dozen and two", "a dozen and a half"."""
    after = [_word(tokens, at + used + i) for i in range(3)]
    if after[:1] != ["and"]:
        return value, used
    if after[1:] == ["a", "half"]:
        return value + 6, used + 3
    small = _UNITS.get(after[1]) or (int(after[1]) if after[1].isdigit() else 0)
    return (value + small, used + 2) if 0 < small < 12 else (value, used)


def _word(tokens: list[Token], at: int) -> str:
    return tokens[at].text if at < len(tokens) else ""


def _dozens(tokens: list[Token], at: int) -> tuple[int, int] | None:
    """ "half a dozen", "a half gross", "a gross", "dozen"; a bare "gross" may be what is not net."""
    said = [_word(tokens, at + i) for i in range(3)]
    for used, lead in ((3, ["half", "a"]), (3, ["a", "half"]), (3, ["one", "half"]), (2, ["half"])):
        if said[: used - 1] == lead and said[used - 1] in _DOZENS:
            return _DOZENS[said[used - 1]] // 2, used
    if said[0] == "a" and said[1] in ("dozen", "gross"):
        return _DOZENS[said[1]], 2
    return (12, 1) if said[0] == "dozen" else None


def _couple(tokens: list[Token], at: int) -> tuple[int, int] | None:
    first, second, third = (_word(tokens, at + i) for i in range(3))
    start = 1 if first == "a" and second == "couple" else 0
    if _word(tokens, at + start) != "couple" and first != "pair":
        return None
    if first == "pair":
        return None
    dozen = 2 if _word(tokens, at + start + 1) == "of" and _word(tokens, at + start + 2) == "dozen" else 0
    if dozen or third == "dozen" or _word(tokens, at + start + 1) == "dozen":
        return 24, start + 2 + (1 if dozen else 0)
    return 2, start + 1


def _digits(tokens: list[Token], at: int) -> tuple[int, int] | None:
    token = tokens[at]
    if token.kind != "number" or "." in token.text or len(token.text) > _MOST_PLACES:
        return None
    return int(token.text), 1


def _spelled(tokens: list[Token], at: int) -> tuple[int, int] | None:
    """ "one eight zero", "four-oh-five": a number said digit by digit, three of them or with a zero at the end."""
    digits: list[int] = []
    while _word(tokens, at + len(digits)) in _DIGITS and len(digits) < _MOST_DIGITS:
        digits.append(_DIGITS[_word(tokens, at + len(digits))])
    after = _word(tokens, at + len(digits))
    counted = after in ("hundred", "thousand", "dozen", "xl", "x")
    whole = len(digits) > 2 or (len(digits) == 2 and digits[1] == 0)
    if not whole or counted or digits[0] == 0:
        return None
    return int("".join(map(str, digits))), len(digits)


def in_hundreds(tokens: list[Token], at: int) -> tuple[int, int] | None:
    """ "one twenty", "two fifty five", "three ten": hundreds, as they are mostly said."""
    first = _UNITS.get(_word(tokens, at), 0)
    rest = _spoken(tokens, at + 1) if 0 < first < 10 else None
    if rest is None or not 10 <= rest[0] < 100 or _word(tokens, at + 1 + rest[1]) in (*_SCALES, "percent"):
        return None
    return 100 * first + rest[0], 1 + rest[1]


def _spoken(tokens: list[Token], at: int) -> tuple[int, int] | None:
    start = at
    total, current, seen = 0, 0, False
    if (_word(tokens, at) == "a" or _few_digits(tokens, at)) and _word(tokens, at + 1) in ("hundred", "thousand"):
        current, seen = int(tokens[at].text) if tokens[at].kind == "number" else 1, True
        at += 1
    while at < len(tokens):
        word = tokens[at].text
        step = _step(word, current, seen, fresh=total > 0 and current == 0)
        if step is None:
            if word == "and" and seen and current >= 100 and _small(_word(tokens, at + 1)):
                at += 1
                continue
            break
        if word == "thousand":
            total, current = total + max(current, 1) * 1000, 0
        else:
            current = step
        seen, at = True, at + 1
    if not seen or (at - start == 1 and tokens[start].text in _VAGUE_ONE):
        return None
    return total + current, at - start


def _few_digits(tokens: list[Token], at: int) -> bool:
    """ "2 hundred", "15 thousand"."""
    return at < len(tokens) and tokens[at].kind == "number" and tokens[at].text in _WRITTEN


_WRITTEN = frozenset(str(number) for number in range(1, 100))


def _small(word: str) -> bool:
    return word in _UNITS or word in _TENS


def _step(word: str, current: int, seen: bool, fresh: bool = False) -> int | None:
    if word == "hundred":
        return max(current, 1) * 100 if current < 10 or (current < 100 and current % 10) else None
    if word == "thousand":
        return current
    if word in _TENS and current % 100 == 0:
        return current + _TENS[word]
    if word not in _UNITS or (seen and not (fresh or _fits(current, _UNITS[word]))):
        return None
    return current + _UNITS[word]


def _fits(current: int, unit: int) -> bool:
    tail = current % 100
    return current > 0 and (tail == 0 or (tail >= 20 and tail % 10 == 0 and 0 < unit < 10))
