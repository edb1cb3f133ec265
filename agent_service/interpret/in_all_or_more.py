""" "50 in all, or 50 on top of what there is?": a question of how a number was meant, and what answers it."""

import re
from dataclasses import replace

from agent_service.interpret.frames import Frame
from agent_service.interpret.noun_phrases import Amount

_ALL = r"(?:in all|in total|altogether|overall|total|all told|all in all|not more)"
_MORE = r"(?:on top|more|extra|in addition|additional|additionally|added|plus|further)"
_EITHER = re.compile(rf"\b{_ALL}\b[^?]*\bor\b[^?]*\b{_MORE}\b|\b{_MORE}\b[^?]*\bor\b[^?]*\b{_ALL}\b")
_MOST_WORDS = 9
_JUST_YES = re.compile(r"\W*(yes|yeah|yep|yup|ok|sure|correct|right|exactly|yes please)\W*")
_OPEN = re.compile(r"\b(or|if|maybe|not sure|both|either|fewer|less)\b|\?")


def as_meant(frames: list[Frame], asked: str, answer: str) -> list[Frame] | None:
    """``frames`` (what was asked about) as the answer has them; None where it was no such question or answer."""
    asked, answer = asked.lower(), answer.lower()
    counted = [f for f in frames if f.act == "quantity" and f.amount is not None and f.amount.count]
    if not _EITHER.search(asked) or len(frames) != 1 or not counted:
        return None
    more, total = (re.search(rf"\b{words}\b", answer) is not None for words in (_MORE, _ALL))
    numbers = {int(number) for number in re.findall(r"\d+", answer)}
    told = {int(number) for number in re.findall(r"\d+", asked)}
    if _JUST_YES.fullmatch(answer):
        return [replace(counted[0], amount=Amount(vague=True), asks=("quantity",), said=())]
    if more == total or not numbers <= told or len(answer.split()) > _MOST_WORDS or _OPEN.search(answer):
        return None
    return [replace(counted[0], mode="inc" if more else "set", verb="add" if more else "set", asks=(), said=())]
