"""What a clause of another language says by several of its words together, before its words are put into English."""

from agent_service.interpret.tokens import Token
from agent_service.interpret.wordlist import words

_MONTHS = frozenset(words("januar februar märz april mai juni juli august september oktober november dezember"))
_NEEDING = frozenset(words("brauche brauchen benötige benötigen möchte möchten will wollen"))
_LEAVING = frozenset(words("deja deje dejen dejad dejar dejarlas dejarlos"))
_ENDS = frozenset({"mark", "line", "dots"})


def clauses_told(tokens: list[Token], language: str) -> list[Token]:
    """``tokens`` with such clauses in words that the glossary of their language can put into English one by one."""
    if language == "de":
        return _extra(_no_longer(_days(tokens)))
    return _left_at(tokens) if language == "es" else tokens


def _days(tokens: list[Token]) -> list[Token]:
    """ "am 18. Dezember": the stop behind the number ends no sentence."""
    dots = {
        at
        for at in range(1, len(tokens) - 1)
        if tokens[at].text == "." and tokens[at - 1].kind == "number" and tokens[at + 1].text in _MONTHS
    }
    return [token for at, token in enumerate(tokens) if at not in dots]


def _no_longer(tokens: list[Token]) -> list[Token]:
    """ "wir brauchen die Kappen nicht mehr", "die Kappen brauchen wir nicht mehr": they are not needed."""
    ends = [at for at in range(len(tokens) - 1) if [t.text for t in tokens[at : at + 2]] == ["nicht", "mehr"]]
    if len(ends) != 1:
        return tokens
    end = ends[0]
    start = next((at + 1 for at in range(end - 1, -1, -1) if tokens[at].kind in _ENDS), 0)
    verb = next((at for at in range(end - 1, start - 1, -1) if tokens[at].text in _NEEDING), None)
    if verb is None or any(token.kind == "number" for token in tokens[start:end]):
        return tokens
    goods = [t for at, t in enumerate(tokens[start:end], start) if at != verb and t.text not in ("wir", "ich")]
    denied = [Token("word", "wir"), Token("word", "brauchen"), Token("word", "nicht")]
    return [*tokens[:start], *denied, *goods, *tokens[end + 2 :]]


def _extra(tokens: list[Token]) -> list[Token]:
    """ "15 Kappen zusätzlich": more of them; at the beginning it only joins."""
    return [
        Token("word", "mehr")
        if token.text == "zusätzlich" and at > 1 and _closes(tokens, at) and _counted(tokens, at)
        else token
        for at, token in enumerate(tokens)
    ]


def _closes(tokens: list[Token], at: int) -> bool:
    return at + 1 == len(tokens) or tokens[at + 1].kind in _ENDS or tokens[at + 1].text in ("und", "bitte", "danke")


def _counted(tokens: list[Token], at: int) -> bool:
    start = next((i + 1 for i in range(at - 1, -1, -1) if tokens[i].kind in _ENDS), 0)
    return any(token.kind == "number" for token in tokens[start:at])


def _left_at(tokens: list[Token]) -> list[Token]:
    """ "deja las gorras en 80": how many of them there should be."""
    out = list(tokens)
    for begin, token in enumerate(tokens):
        end = next((i for i in range(begin + 1, len(tokens)) if tokens[i].kind in _ENDS), len(tokens))
        at = next(
            (i for i in range(begin + 1, end - 1) if tokens[i].text == "en" and _bare_number(tokens, i + 1)), None
        )
        if token.text in _LEAVING and at is not None:
            out[begin], out[at] = Token("word", "cambia"), Token("word", "a")
    return out


def _bare_number(tokens: list[Token], at: int) -> bool:
    return tokens[at].kind == "number" and (at + 1 == len(tokens) or tokens[at + 1].text not in ("días", "dias"))
