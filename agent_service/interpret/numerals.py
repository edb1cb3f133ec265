"""Numbers in words: "a hundred and twenty", "two dozen", "half a dozen", "a couple of"."""

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


def read_number(tokens: list[Token], at: int) -> tuple[int, int] | None:
    """The number that starts at ``at`` as (value, tokens used), or None; a lone "one" is no number here."""
    spelled = _spelled(tokens, at)
    if spelled is not None:
        return spelled
    found = _dozens(tokens, at) or _couple(tokens, at) or _digits(tokens, at) or _spoken(tokens, at)
    if found is None:
        return None
    value, used = found
    if at + used < len(tokens) and tokens[at + used].text in ("dozen", "dozens"):
        value, used = value * 12, used + 1
    if tokens[at + used - 1].text in ("dozen", "dozens"):
        return _and_some(tokens, at, value, used)
    if at + used < len(tokens) and tokens[at + used].text == "k" and tokens[at].kind == "number":
        return value * 1000, used + 1
    return value, used


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
    first, second, third = (_word(tokens, at + i) for i in range(3))
    if first == "half" and second == "a" and third == "dozen":
        return 6, 3
    if first in ("a", "one") and second == "half" and third == "dozen":
        return 6, 3
    if first == "half" and second == "dozen":
        return 6, 2
    if first == "a" and second == "dozen":
        return 12, 2
    return (12, 1) if first == "dozen" else None


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
    if token.kind != "number" or "." in token.text or len(token.text) > 9:
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


def _spoken(tokens: list[Token], at: int) -> tuple[int, int] | None:
    start = at
    if _word(tokens, at) == "a" and _word(tokens, at + 1) in ("hundred", "thousand"):
        at += 1
        total, current, seen = 0, 1, True
    else:
        total, current, seen = 0, 0, False
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


def _small(word: str) -> bool:
    return word in _UNITS or word in _TENS


def _step(word: str, current: int, seen: bool, fresh: bool = False) -> int | None:
    if word == "hundred":
        return max(current, 1) * 100 if current < 10 else None
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
