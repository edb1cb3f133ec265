"""An answer by number to a question that numbers its choices: "number two" of "1) Primary logo, 2) Web banner?"."""

import re

_NUMBERED = re.compile(r"(?:^|[\s,;:(])(?:or )?(\d)[).:] ?(.+?)(?=,? (?:or |and )?\d[).:]|[?;]|\.\s|$)")
_COUNTED = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5,
    "1st": 1, "2nd": 2, "3rd": 3, "4th": 4, "5th": 5,
}  # fmt: skip
_PICKED = re.compile(
    r"^(?:the |take |i take |we take |let us take |go with |please |ok )*"
    r"(?:(?P<named>number|no|nr|option|choice|#) ?)?#?(?P<which>last|\w+)\)?(?: one| option| choice| artwork| print)?"
    r"(?: please| thanks)*[ .!]*$"
)


def picked(plain: str, question: str) -> str | None:
    """What the choice that ``plain`` names by its number says; None where it names none, or the question numbers none.

    A bare "two" counts only with its kind ("number two", "the second"): it may be a number of pieces.
    """
    choices = {int(number): said.strip(" ,") for number, said in _NUMBERED.findall(question)}
    found = _PICKED.match(plain)
    if found is None or sorted(choices) != list(range(1, len(choices) + 1)) or len(choices) < _SEVERAL:
        return None
    word = found["which"]
    number = len(choices) if word == "last" else int(word) if word.isdigit() else _COUNTED.get(word)
    counted = word in ("last", *_COUNTED) and word not in _CARDINAL
    return choices.get(number or 0) if found["named"] or counted else None


_SEVERAL = 2
_CARDINAL = frozenset({"one", "two", "three", "four", "five"})
