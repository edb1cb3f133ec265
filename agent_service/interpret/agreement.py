"""Agreement: a message is a yes only if every word of it belongs to a yes.

The grammar consumes the whole message: words of agreement, courtesy, the deed that is on offer, and the terms of the
offer repeated. One word left over (a condition, a question, a change, a doubt) and it is no agreement.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from agent_service.conversation.interpretation import Json, OfferedOption
from agent_service.interpret.agreement_deeds import (
    DEED_NOUNS,
    DEEDS,
    HANDED_OVER,
    SUBMITTING,
    confirmed_by_name,
    kinds_of,
)
from agent_service.interpret.agreement_idioms import BEARABLE, JINGLES, LIKED, SAID_BESIDE, done_as_noun, said_of
from agent_service.interpret.agreement_talk import ALLOWED, CARRIED_OUT, TOLD, YES_TOO, carried_out_as_asked
from agent_service.interpret.agreement_terms import (
    Phrase,
    acknowledged,
    burdens,
    money_and_days,
    numbers_in_turn,
    order_names,
    phrases_of,
    renounced,
)
from agent_service.interpret.agreement_words import FILL, HEREBY, NO_OBJECTION, SEEMING, SOFT, UNTROUBLED, YES
from agent_service.interpret.garments import SIZE_WORDS

_ECHOES = re.compile(r"\b(right|correct|ok|okay|good|fine|deal|agreed)\s*\?\s*$", re.IGNORECASE)
_DOUBT = re.compile(r"\?|\.{2,}\s*$|…\s*$|¿")
_SARCASM = re.compile(
    r"\b(?:correct|cancel) (?:that|this|them)\b|\bcorrect (?:it|the)\b|\b(?:and|or|but|(?<!make it )(?<!do )so)\W*$"
    r"|\bsame (?:for|with|on|to) (?:the|my|our|all|both)\b"  # "process the same for the L": for others too
    r"|^\W*(?:yes|yeah|yep|ok|well|sure|right)\W+(?:so )?about (?:that|this|it)\b"
    r"|^\W*(?:(?:please|kindly) )+confirm(?: it| this| that| the same)?\W*$"
    r"|\b(yeah right|oh great|sure , sure|yeah , right|ya right"
    r"|oh sure|oh perfect|oh wonderful|oh nice|oh yes|oh yeah|oh fine|oh ok)\b"
)


_THERE = re.compile(r"\b(?:ship|send|deliver|bring|redirect)(?: (?:it|them|that|this|everything))? there\b")
""" "Yes, ship it there" agrees to an offer to send it there, and to no other."""


_YES_PHRASES, _SOFT_PHRASES, _FILL_PHRASES = (
    phrases_of(f"{YES} | {YES_TOO} | {HEREBY} | {NO_OBJECTION} | {SEEMING} | {JINGLES}"),
    phrases_of(f"{SOFT} | {ALLOWED} | {LIKED} | {BEARABLE}"),
    phrases_of(f"{FILL} | {UNTROUBLED} | {TOLD} | {SAID_BESIDE}"),
)
_SOFT_PHRASES |= phrases_of(CARRIED_OUT) - _YES_PHRASES
_STRENGTH = {**dict.fromkeys(_FILL_PHRASES, 0), **dict.fromkeys(_YES_PHRASES, 2), **dict.fromkeys(_SOFT_PHRASES, 1)}


def phrases_of_agreement() -> frozenset[tuple[str, ...]]:
    """Everything that can agree, by itself or beside a deed (for tests)."""
    return _YES_PHRASES | _SOFT_PHRASES


_LONGEST = max(len(phrase) for phrase in _STRENGTH)
_THANKING = frozenset({"thanks", "cheers"})


@dataclass(frozen=True, slots=True)
class Terms:
    """Words and numbers that belong to the offer that waits and may be repeated in a yes."""

    phrases: frozenset[tuple[str, ...]] = frozenset()
    burdens: tuple[frozenset[tuple[str, ...]], ...] = ()
    """What the offer costs, each by its names ("the extra fee", "the delay"): agreeing to one may not be all."""
    echoes: frozenset[Phrase] = frozenset()
    """The word the assistant asked with at the end ("Right?"), which is a yes when it comes back."""
    deeds: frozenset[Phrase] = frozenset()
    """The deeds on offer as commands ("redirect it")."""
    targets: frozenset[Phrase] = frozenset()
    """What the goods are to become, where only one thing changes: "white it is"."""

    @property
    def single(self) -> bool:
        """Whether there is at most one burden."""
        return len(self.burdens) < _SEVERAL


_SEVERAL = 2


def agrees(text: str, words: list[str], terms: Terms) -> bool:
    """Whether the whole message is an agreement; ``words`` are its plain English words in order."""
    if _DOUBT.search(text) or _SARCASM.search(" ".join(words)):
        return False
    elsewhere = _THERE.search(" ".join(words))
    if elsewhere and tuple(elsewhere.group().split()) not in terms.phrases:
        return False
    text, words = _without_concession(text, words)
    steps = _steps(words, terms)
    if steps is None:
        return False
    strength, thanked, soft, told = 0, False, False, False
    for at, used, value in steps:
        thanked |= words[at] in _THANKING
        if not terms.single and _about_a_burden(words, at, used, terms):
            value = min(value, 1)
        said = tuple(words[at : at + used])
        soft |= value == 1 or said == ("it", "is") or said[1:2] == ("accept",)
        soft |= said in terms.deeds and said[0] == "please"
        told |= said in terms.deeds or (said in terms.targets and words[at + used : at + used + 2] == ["it", "is"])
        strength = max(strength, 2 if soft and told else value)
    return (strength == 2 or _accepts_all(words, terms)) and not (thanked and _only_praise(words))


Step = tuple[int, int, int]
"""Where a phrase begins, how many words it has, and how strongly it agrees."""


def _steps(words: list[str], terms: Terms) -> list[Step] | None:
    """The phrases a message consists of, each as long as the rest allows ("ok | go ahead", not "ok go | ahead")."""
    rest: dict[int, list[Step]] = {len(words): []}
    for at in reversed(range(len(words))):
        chosen = next((step for step in _phrases_at(words, at, terms) if at + step[1] in rest), None)
        if chosen is not None:
            rest[at] = [chosen, *rest[at + chosen[1]]]
    return rest.get(0)


def _phrases_at(words: list[str], at: int, terms: Terms) -> Iterator[Step]:
    """What may begin at ``at``, the longest first; a picture counts as a phrase that says nothing."""
    burden = _burden(words, at, terms) if _spoken_of(words, at, terms) else 0
    if burden:
        yield at, burden, 0
        return
    yield from ((at, used, value) for used, value in _consumed(words, at, terms))
    if _cheerful(words[at]):
        yield at, 1, 0


_I_ACCEPT = re.compile(
    r"^(?:yes |ok |, |we |i )*(?:agree|accept|approve|agreed|accepted|approved"
    r"|(?:am|are) (?:\w+ )?(?:good|ok|fine|happy|cool|comfortable) with)\b"
)


_ACCEPTED = frozenset({"accepted", "approved", "agreed"})
""" "$99.80 and 5 days accepted"."""


def _accepts_all(words: list[str], terms: Terms) -> bool:
    """ "I agree to the extra $162.38 and the 5 days": each thing that the offer costs, accepted by name."""
    if terms.single or not (_I_ACCEPT.search(" ".join(words)) or _ACCEPTED & set(words)):
        return False
    named = {tuple(words[start:end]) for start in range(len(words)) for end in range(start + 1, start + 6)}
    return all(names & named for names in terms.burdens)


_GLOOMY = frozenset("👎❌🚫⛔🛑😡😠🤬😤🙄🖕🤔😕😐😒😞😢😭🤷❓❔⁉✖⚠🙅😬🫤💩🤡")


def _cheerful(word: str) -> bool:
    """Whether a word is nothing but pictures, and none of them says no."""
    return all(unicodedata.category(sign) in ("So", "Sk", "Mn", "Cf") and sign not in _GLOOMY for sign in word)


_CONCESSION = re.compile(
    r"^(?:i know |we know |yes ,? ?|ok ,? ?|well ,? ?)*(?:(?:it|that|this|the price|the fee) is )?(?:a bit |quite "
    r"|rather |pretty |very |really )?(?:steep|pricey|expensive|a lot|late|not cheap|not ideal|not great|high"
    r"|a bit much|a lot of money|a (?:real )?(?:pity|shame)|unfortunate|annoying)"
    r"(?: (?:about|for) (?:the|that|those|this) \w+)? ?,? but "
)


_GRUDGING = re.compile(
    r"^(?:a bit |quite |rather |pretty )?(?:expensive|pricey|steep|ouch) (?:[,.] )?(?:but )?(?:still )?(?=yes|ok|go|do)"
)
_REPORTED = re.compile(r"^(?:my |our |the )?\w+ (?:says|said) (?:ok|yes|it is fine|fine|it is ok|go ahead) [,:] ")
_PLEASED = re.compile(
    r"(?:[,.!] )+(?:the |my |our )?\w+ (?:will|are going to|would|is going to) (?:love|like|enjoy|appreciate)"
    r" (?:it|them|this|that)(?: [.!])*$"
)


def _without_concession(text: str, words: list[str]) -> tuple[str, list[str]]:
    """ "I know it's steep but ok, go ahead": what is conceded or reported first takes nothing back, nor does joy."""
    plain = " ".join(words)
    return text, _PLEASED.sub("", _REPORTED.sub("", _GRUDGING.sub("", without_what_is_conceded(plain)))).split()


def without_what_is_conceded(plain: str) -> str:
    """ "a pity about the money but ok": what is said after the "but"."""
    return _CONCESSION.sub("", plain)


def doubtful(text: str, plain: str) -> bool:
    """Whether a message doubts or mocks, whatever it agrees to."""
    return bool(_DOUBT.search(text) or _SARCASM.search(plain))


_LINKS = frozenset({"to", "with"})
_ACCEPTING = frozenset(
    {"agree", "agreed", "accept", "accepted", "approve", "approved", "ok", "fine", "good", "happy"}
)  # fmt: skip
_PREDICATES = frozenset({"is", "works", "sounds", "looks", "fine", "ok", "good"})


def _burden(words: list[str], at: int, terms: Terms) -> int:
    """How many words from ``at`` name what the offer costs (with "to" or "with" before it)."""
    start = at + (words[at] in _LINKS)
    for length in range(min(5, len(words) - start), 0, -1):
        if any(tuple(words[start : start + length]) in names for names in terms.burdens):
            return start + length - at
    return 0


def _spoken_of(words: list[str], at: int, terms: Terms) -> bool:
    """Whether what an offer costs is agreed to here ("confirm the price" and "yes the fee" are something else)."""
    after = at + _burden(words, at, terms)
    at -= words[at - 1 : at] == ["both"]  # "we accept both the price and the delay"
    joined = at > 0 and (words[at - 1] in _ACCEPTING or words[at - 1] in ("and", "about", "mind", "with"))
    return joined or (words[after : after + 1] != [] and words[after] in _PREDICATES)


def _about_a_burden(words: list[str], at: int, used: int, terms: Terms) -> bool:
    """ "I agree to the fee", "the delay is fine": said of one part of the offer, not of the offer."""
    follows = at + used < len(words) and bool(_burden(words, at + used, terms))
    accepts = words[at + used - 1] in _ACCEPTING
    said = words[at] in (_PREDICATES | _ACCEPTED) and any(
        _burden(words, start, terms) == at - start for start in range(max(0, at - 5), at)
    )
    return (follows and accepts) or said


def _only_praise(words: list[str]) -> bool:
    """ "perfect, thanks" is thanks as much as it is a yes: not enough."""
    strong = [w for w in words if w in ("perfect", "fine", "alright", "ok")]
    rest = [
        w
        for w in words
        if w not in ("perfect", "fine", "alright", "ok", "thanks", "cheers", ",", ".", "!", "great", "thank", "you")
    ]
    return bool(strong) and not rest


def _consumed(words: list[str], at: int, terms: Terms) -> Iterator[tuple[int, int]]:
    for length in range(min(_LONGEST + 4, len(words) - at), 0, -1):
        phrase = tuple(words[at : at + length])
        if phrase in terms.echoes:
            yield length, 2
        elif phrase in _STRENGTH:
            yield length, _STRENGTH[phrase]
        elif phrase in terms.phrases:
            yield length, 0


def terms_of(
    option: OfferedOption,
    request: tuple[Json, ...],
    lines: dict[str, Json],
    places: dict[str, str],
    assistant: str | None,
    order_id: str | None = None,
    artworks: dict[str, str] | None = None,
) -> Terms:
    """What may be repeated in a yes: the new values asked for, the goods, the price and the days of the offer.

    With several changes only what all of them share may be: naming one of them would be a correction.
    """
    changes = option.changes or request
    phrases: set[tuple[str, ...]] = money_and_days(f"{option.title} {assistant or ''}")
    for change in changes:
        phrases |= _commands(change, lines)
    if len(changes) == 1:
        phrases |= _restated(changes[0], lines.get(str(changes[0].get("line_id"))), places)
        phrases |= _added_goods(changes[0], option.title)
    said = f"{option.title} {assistant or ''}"
    phrases |= order_names(order_id) | renounced(said) | acknowledged(said)
    echo = _ECHOES.search(assistant or "")
    kinds = burdens(said)
    phrases |= said_of(changes, artworks or {}, said, len(kinds))
    yes = (frozenset({(echo[1].lower(),)}) if echo else frozenset()) | _echoed(assistant or "")
    if _TO_A_PERSON.search(said):
        yes |= _PASSED_ON
    yes |= carried_out_as_asked(assistant or "") | (_WELCOME if _SHALL_I.search(assistant or "") else frozenset())
    yes |= phrases_of(LIKED) if _WOULD_YOU_LIKE.search(assistant or "") else frozenset()
    if len(changes) > 1:
        phrases |= numbers_in_turn(changes, lines)
        yes |= phrases_of(_OF_BOTH) if len(changes) == 2 else frozenset()
        together = "all | all of them | everything | all of it | to all | with all | to all of it | with everything"
        phrases |= phrases_of(together) | (
            phrases_of("both | both of them | to both | with both | for both | both things | the two of them")
            if len(changes) == 2
            else set()
        )
    yes |= confirmed_by_name(str(changes[0].get("type"))) if len(changes) == 1 and not kinds else frozenset()
    commands = {phrase for change in changes for phrase in _commands(change, lines)}
    commands |= done_as_noun(kinds_of(changes, lines))
    deeds = frozenset(commands | {("please", *phrase) for phrase in commands if phrase[0] != "please"})
    targets = _targets(changes[0]) if len(changes) == 1 else set[Phrase]()
    return Terms(frozenset(phrases | deeds), tuple(kinds), yes, deeds, frozenset(targets))


def _targets(change: Json) -> set[Phrase]:
    """The size or colour that the goods are to get, by all its names."""
    size, color = str(change.get("new_size") or ""), str(change.get("new_color") or "").lower()
    sizes = set(phrases_of(SIZE_WORDS.get(size, size.lower()))) if size else set[Phrase]()
    return sizes | ({tuple(color.split())} if color else set())


_OF_BOTH = " | ".join(
    f"{both} {right}"
    for both in ("both", "both of them", "they are both", "both changes")
    for right in ("are right", "are correct", "are fine", "are ok", "are good", "are perfect", "look right",
                  "look good", "look fine", "look correct", "right", "correct", "fine", "ok", "good")
)  # fmt: skip
""" "Both are right", said of two changes."""
_SHALL_I = re.compile(r"\b(shall|should|may|can) i\b[^.?!]*\?\s*$|\b(want|like) me to\b[^.?!]*\?\s*$", re.IGNORECASE)
_WOULD_YOU_LIKE = re.compile(r"\bwould you like [^.?!]*\?\s*$", re.IGNORECASE)
_WELCOME = phrases_of(
    " | ".join(
        f"that would be {how}{whom}"
        for how in ("lovely", "great", "perfect", "wonderful", "awesome", "ideal", "brilliant", "fantastic", "nice")
        for whom in ("", " for us")
    )
)
""" "Shall I move it?" – "that would be lovely"."""
_PASSED_ON = phrases_of(f"{SUBMITTING} | {HANDED_OVER}")
_TO_A_PERSON = re.compile(r"\b(approv\w+|colleague|submit|pass (it|this|that) on|a person has to)\b", re.IGNORECASE)
_COMMANDING = re.compile(
    r"^(remove|cancel|change|make|move|add|drop|take|switch|swap|ship|send|deliver|redirect|reduce|increase|apply"
    r"|book"
    r"|go|do|proceed|submit|confirm|keep|set)\b"
)


def _echoed(assistant: str) -> frozenset[Phrase]:
    """ "Remove them anyway?": a short question put as a command, which is a yes when it comes back word for word."""
    question = re.search(r"([^.!?:]+)\?\s*$", assistant)
    said = re.sub(r"[^a-z ]", "", question[1].lower()).strip() if question else ""
    said = re.sub(r"^(shall i|should i|do you want me to|would you like me to|may i|can i) (still |now )?", "", said)
    return frozenset({tuple(said.split())}) if _COMMANDING.search(said) and len(said.split()) <= 5 else frozenset()


def _commands(change: Json, lines: dict[str, Json]) -> set[Phrase]:
    """The deed of a change as a command ("add them", "redirect it")."""
    said = (f"{deeds.get(kind, '')}" for kind in kinds_of((change,), lines) for deeds in (DEEDS, DEED_NOUNS))
    return {tuple(phrase.split()) for phrases in said for phrase in phrases.split(" | ") if phrase}


def _restated(change: Json, line: Json | None, places: dict[str, str]) -> set[tuple[str, ...]]:
    phrases: set[Phrase] = {("for",), ("of",), ("the",), ("to",), ("in",), ("on",), ("→",), ("pieces",)}
    for key in ("new_quantity", "quantity"):
        if key in change:
            phrases.add((str(change[key]),))
    if line is not None and change.get("type") == "change_quantity":
        more = int(change["new_quantity"]) - int(line["quantity"])
        phrases |= {(*link, str(abs(more))) for link in (("the",), ("with", "the"))}
        words_for = ("more", "additional", "extra") if more > 0 else ("fewer", "less")
        phrases |= {(str(abs(more)), word) for word in words_for} | {(word, str(abs(more))) for word in words_for}
    if change.get("new_size"):
        phrases |= phrases_of(SIZE_WORDS.get(str(change["new_size"]), str(change["new_size"]).lower()))
    if change.get("new_color"):
        phrases.add(tuple(str(change["new_color"]).lower().split()))
    phrases |= {("with", "the", *target) for target in _targets(change)}
    if change.get("address_id"):
        phrases.add(tuple(places.get(str(change["address_id"]), "").lower().split()) or ("-",))
    return phrases | _goods(line, str(change.get("type")))


def _added_goods(change: Json, title: str) -> set[Phrase]:
    """The words of the title of an offer to add goods ("Add 24 red caps")."""
    if change.get("type") != "add_line":
        return set()
    return {(word,) for word in re.findall(r"[a-z]+|\d?xl|\b[sml]\b", title.split(":")[0].lower())} | {("the",)}


def _goods(line: Json | None, kind: str) -> set[tuple[str, ...]]:
    if line is None:
        return set()
    words = set(str(line["product_name"]).lower().split())
    phrases: set[Phrase] = {(word,) for word in words} | {(word + "s",) for word in words}
    if kind != "change_size":
        phrases |= phrases_of(SIZE_WORDS.get(str(line["size"]), "-"))
    if kind != "change_color":
        phrases.add(tuple(str(line["color"]).lower().split()))
    return phrases
