"""Clauses: a message cut into pieces, each piece into noun phrases and the words of deed and relation between them."""

from dataclasses import dataclass, field, replace

from agent_service.interpret.in_its_place import in_its_place
from agent_service.interpret.items import Item
from agent_service.interpret.noun_phrases import Phrase, PhraseReader
from agent_service.interpret.wordlist import words

_SPLITTING = frozenset({"sep", "stop", "question", "and", "but", "then", "dash", "dots", "correction"})
_OPENERS = frozenset({"plus", "also", "additionally", "besides that"})
_SENTENCE = frozenset({"stop", "question"})
_MAKING = frozenset({"make", "made", "set", "put"})
_VERBS = frozenset({"inc", "dec", "remove", "add", "cancel", "change", "need", "keep", "send"})
RELATIONS = frozenset({"to", "arrow", "by", "from", "in", "on", "of", "for", "with", "as", "at", "than", "set", "is",
                       "colon", "off"})  # fmt: skip
_PHRASE_START = frozenset(
    words("""
    number signed percent half third quarter two_thirds three_quarters some all both each more less pieces det
    fifth two_fifths tenth
    size color product product_word pronoun line rest other ordinal ones rank all_but
    """)
)


@dataclass(slots=True)
class Placed:
    """A noun phrase and the relation word before it ("" at the start); ``after`` lists the deeds already heard."""

    phrase: Phrase
    relation: str
    after: frozenset[str]


@dataclass(slots=True)
class Piece:
    """One stretch between separators. ``joined`` is the separator before it; ``asking`` tells of its sentence."""

    items: list[Item]
    joined: str
    correction: bool = False
    opener: str = ""
    sentence: int = 0
    asking: bool = False
    placed: list[Placed] = field(default_factory=list)
    deeds: list[str] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    relations: set[str] = field(default_factory=set)
    contrast: list[Phrase] = field(default_factory=list)
    excepted: list[Phrase] = field(default_factory=list)
    contrast_items: list[Item] = field(default_factory=list)
    set_aside: list[Phrase] = field(default_factory=list)
    inherited: list[str] = field(default_factory=list)
    inherited_kinds: frozenset[str] = frozenset()

    def has(self, *kinds: str) -> bool:
        return any(item.kind in kinds for item in self.items)

    def values(self, kind: str) -> list[Item]:
        return [item for item in self.items if item.kind == kind]


def cut(items: list[Item]) -> list[Piece]:
    """The pieces of a message, in order, each already chunked."""
    items = [in_its_place(items, at) for at in range(len(items))]
    items = [part for at in range(len(items)) for part in _separated(items, at)]
    pieces: list[Piece] = []
    current: list[Item] = []
    joined, correction, opener, sentence = "stop", False, "", 0
    for at, item in enumerate(items):
        if _belongs_together(current, items, at):
            continue
        onward = at + 1 < len(items) and items[at + 1].kind in ("on", "in", "to", "for", "of")
        opens = item.kind == "too" and item.text in _OPENERS and not (current and onward)
        if item.kind not in _SPLITTING and not opens:
            current.append(item)
            continue
        if _worth(current):
            pieces.append(Piece(current, joined, correction, opener, sentence))
            correction, opener, joined = False, "", item.kind
        current = []
        joined = _stronger(joined, item.kind)
        correction |= item.kind == "correction"
        opener = item.text if opens else opener
        if item.kind in _SENTENCE:
            _mark_question(pieces, sentence, item.kind)
            sentence += 1
    if _worth(current):
        pieces.append(Piece(current, joined, correction, opener, sentence))
    for before, piece in zip([None, *pieces], pieces, strict=False):
        _chunk(piece)
        _inherit(before, piece)
    return [part for piece in pieces for part in _unrolled(piece)]


def _separated(items: list[Item], at: int) -> list[Item]:
    """An item, made a separator or given one where it parts two requests without being one."""
    if _draws_conclusion(items, at):
        return [Item("sep", None, ",")]
    if _overrules(items, at):
        return [Item("correction", None, "no")]
    if _names_the_order(items, at):
        return []
    if _introduces(items, at):
        return [Item("stop", None, ":")]
    return [*([Item("and", None, "+")] if _starts_anew(items, at) else []), items[at]]


def _names_the_order(items: list[Item], at: int) -> bool:
    """ "kill it. the whole order.": what "it" is, said after it."""
    before = [item.kind for item in items[max(0, at - 2) : at]]
    after = [item.kind for item in items[at + 1 : at + 5] if item.kind not in ("det", "all")]
    split = items[at].kind in ("sep", "stop", "dash", "dots") or (
        items[at].kind == "pronoun" and items[at + 1 : at + 2] != [] and items[at + 1].kind in ("sep", "stop", "dash")
    )
    deed = before[-1:] == ["pronoun"] and before[:1] in (["remove"], ["cancel"])
    return split and deed and after[:1] == ["order_word"]


_TELLING = frozenset(
    words("""
    size color product product_word line ones rank quantity_word size_word color_word art_word address arrive pieces
    order_word order_id date number place art send
    """)
)


def _introduces(items: list[Item], at: int) -> bool:
    """ "colours mixed up: …", "one more thing: …": a colon after words that name nothing begins a sentence."""
    if items[at].kind != "colon" or at == 0:
        return False
    start = next((i + 1 for i in range(at - 1, -1, -1) if items[i].kind in _SPLITTING), 0)
    before = items[start:at]
    if before[:1] and before[0].kind == "not" and not any(item.kind in ("number", "signed") for item in before):
        return True  # "not the navy: 8 black M to L"
    mixed = any(item.kind == "swap_counts" for item in before) and len(items) - at > 4
    so_many = [item.kind for item in before] in (["number", "change"], ["number", "word"])  # "two changes: …"
    return mixed or so_many or not any(item.kind in (*_TELLING, "add") for item in before)


def _overrules(items: list[Item], at: int) -> bool:
    """ "to 70 no 75": a "no" between two values takes the first one back."""
    if items[at].text != "no" and items[at].kind != "dots":
        return False
    kinds = [
        next((i.kind for i in part if i.kind not in _PAUSES and i.text not in _HUMS), "")
        for part in (items[at - 1 :: -1], items[at + 1 :])
    ]
    paused = at > 0 and (items[at - 1].kind in _PAUSES or items[at - 1].text in _HUMS)
    if items[at].text == "no" and (_stands_alone(items, at) or (paused and kinds[1] == "keep")):
        return True  # "drop the smalls, no, keep them"
    same = kinds[0] == kinds[1] or {kinds[0], kinds[1]} <= _AMOUNTS
    if items[at].kind == "dots" and set(kinds) != {"number"}:
        return False
    return at > 0 and same and kinds[0] in ("size", "color", *_AMOUNTS)


def _stands_alone(items: list[Item], at: int) -> bool:
    """ "12 in L. No, 12 in XL": a "no" by itself between two clauses that name values."""
    if not 0 < at < len(items) - 1 or not {items[at - 1].kind, items[at + 1].kind} <= _PAUSES:
        return False
    if items[at + 1].kind == "stop" and items[at - 1].kind != "stop":
        return False
    ends = [next((i for i, item in enumerate(side) if item.kind in _SENTENCE and i), None)
            for side in (items[at - 1 :: -1], items[at + 1 :])]  # fmt: skip
    sides = (items[at - 1 :: -1][: ends[0]], items[at + 1 :][: ends[1]])
    return all(any(item.kind in _VALUES for item in side) for side in sides)


_VALUES = frozenset(words("number signed percent size color product place city art spot"))


def _belongs_together(current: list[Item], items: list[Item], at: int) -> bool:
    """A comma or "but" that does not part: before a value that is ruled out, and after one."""
    return items[at].kind in ("sep", "but") and (_negates_value(items, at + 1) or _after_contrast(current, items, at))


def _after_contrast(current: list[Item], items: list[Item], at: int) -> bool:
    """ "not in red, in white": what was ruled out and what is wanted instead belong together."""
    follow = [item.kind for item in items[at + 1 : at + 4] if item.kind not in ("in", "to", "det")]
    ruled_out = next((i for i in range(len(current) - 1, -1, -1) if _negates_value(current, i)), None)
    if ruled_out is None or ruled_out == 0 or not follow:
        return False
    tail = [item.kind for item in current[ruled_out + 1 :] if item.kind not in ("in", "to", "det")]
    return len(tail) == 1 and tail[0] == follow[0] and tail[0] in ("size", "color") and follow[1:2] != ["is"]


def _starts_anew(items: list[Item], at: int) -> bool:
    """ "to the brewery + 4 more in each size": a "+4" after what is no garment begins another request."""
    before = items[at - 1].kind if at else ""
    return items[at].kind == "signed" and before in _NO_GARMENTS


_PAUSES = frozenset({"sep", "dots", "dash", "stop", "det", "of"})
_HUMS = frozenset(words("hm hmm hmmm um uhm uh er ah oh well"))
_AMOUNTS = frozenset({"number", "percent", "signed", "half", "third", "quarter", "two_thirds", "three_quarters"})
_NO_GARMENTS = frozenset({"place", "city", "spot", "art", "date", "span"})
_CONCLUDING = frozenset(words("can could would may might please we i let lets let's"))


def _draws_conclusion(items: list[Item], at: int) -> bool:
    """ "they run small, so could we …", "… so let us have …": "so" between a reason and a request."""
    follow = items[at + 1] if at + 1 < len(items) else None
    opens = follow is not None and (
        follow.kind in ("number", "signed", "det", "size", "color", "product", "art", *_VERBS)
        or follow.text.partition(" ")[0] in _CONCLUDING
    )
    return items[at].text == "so" and at > 0 and opens


def _inherit(before: Piece | None, piece: Piece) -> None:
    """ "swap 15 L for XL and 10 M for S": a clause without a verb of its own goes by the one before it."""
    own = any(item.kind in _VERBS or item.kind == "set" for item in piece.items)
    if before is None or own or piece.joined not in ("and", "sep") or before.sentence != piece.sentence:
        return
    verbs = [item for item in before.items if item.kind in ("change", "set")]
    piece.inherited = before.inherited + [item.text for item in verbs]
    if any(item.kind == "change" for item in verbs) or "change" in before.inherited_kinds:
        piece.inherited_kinds = frozenset({"change"})
    if before.has("send") or "send" in before.inherited_kinds:
        piece.inherited_kinds |= {"send"}


def _unrolled(piece: Piece) -> list[Piece]:
    """ "S 250 M 350 L 400" and "20 S 30 M": a list without commas is as many pieces."""
    placed = [p for p in piece.placed if not p.phrase.blank]
    bare = all(p.relation in ("", "colon") for p in placed) or _each_to_a_number(placed)
    if len(placed) < 2 or not bare or piece.contrast:
        return [piece]
    named = [p.phrase.ref.describes and p.phrase.amount is None for p in placed]
    counted = [p.phrase.ref.empty and p.phrase.amount is not None for p in placed]
    paired = _paired(placed)
    if paired:
        return [replace(piece, placed=two, joined=piece.joined if i == 0 else "sep") for i, two in enumerate(paired)]
    full = [p.phrase.ref.describes and p.phrase.amount is not None for p in placed]
    if len(placed) >= 4 and all(named[0::2]) and all(counted[1::2]) and len(placed) % 2 == 0:
        groups = [placed[i : i + 2] for i in range(0, len(placed), 2)]
    elif all(full):
        groups = [[p] for p in placed]
    else:
        return [piece]
    return [replace(piece, placed=group, joined=piece.joined if i == 0 else "sep") for i, group in enumerate(groups)]


def _each_to_a_number(placed: list[Placed]) -> bool:
    """ "S to 30 M to 20"."""
    return all(p.relation == "to" and p.phrase.amount is not None for p in placed[1:])


def _paired(placed: list[Placed]) -> list[list[Placed]]:
    """ "S 250 M 350": each name with the number after it, where the numbers were read with the next name."""
    refs, amounts = placed[:-1], placed[1:]
    shaped = (
        placed[0].phrase.amount is None
        and placed[-1].phrase.ref.empty
        and all(p.phrase.ref.describes for p in refs)
        and all(p.phrase.amount is not None for p in amounts)
    )
    if not shaped or len(placed) < 3:
        return []
    return [
        [
            replace(ref, phrase=replace(ref.phrase, amount=None), relation=""),
            replace(amount, phrase=Phrase(amount=amount.phrase.amount, sign=amount.phrase.sign)),
        ]
        for ref, amount in zip(refs, amounts, strict=True)
    ]


def _worth(items: list[Item]) -> bool:
    return any(item.kind not in ("pass", "please", "mark") and item.text not in _HUMS for item in items)


def _stronger(one: str, other: str) -> str:
    ranks = {"and": 0, "sep": 0, "too": 1, "dash": 1, "dots": 1, "then": 1, "but": 2, "correction": 1}
    return other if ranks.get(other, 3) > ranks.get(one, 3) or one == "and" else one


def _mark_question(pieces: list[Piece], sentence: int, kind: str) -> None:
    if kind == "question":
        for piece in pieces:
            if piece.sentence == sentence:
                piece.asking = True


def _chunk(piece: Piece) -> None:
    at, relation = 0, ""
    items = piece.items
    while at < len(items):
        item = items[at]
        if item.kind in ("instead_of", "except", "beside") or _negates_value(items, at) or _prefers(items, at):
            at = _read_contrast(piece, at)
            continue
        if item.kind in _PHRASE_START:
            reader = PhraseReader(items, at)
            phrase = reader.read()
            if not phrase.blank:
                piece.placed.append(Placed(phrase, relation, frozenset(piece.deeds)))
                relation = ""
            at = max(reader.at, at + 1)
            continue
        relation = _relation(relation, item)
        _note(piece, item)
        at += 1
    if opens_with_a_whole(piece.items):
        _count_parts(piece)


def opens_with_a_whole(items: list[Item]) -> bool:
    """ "Of the fifty large hoodies, …", "out of the navy jackets …": what goods the parts named after it are of."""
    first = next((at for at, item in enumerate(items) if item.kind not in ("pass", "please")), None)
    return first is not None and items[first].kind == "of" and items[first].text != "among"


def _count_parts(piece: Piece) -> None:
    """What is said of how many there are is no wish; a number after it counts some of them."""
    if not piece.placed or piece.placed[0].relation != "of":
        return
    whole, *parts = [placed.phrase for placed in piece.placed]
    if whole.amount is not None and whole.amount.count is not None:
        whole.stated, whole.amount = whole.amount.count, None
    for part in parts:
        part.partitive |= part.amount is not None and not part.sign


def _prefers(items: list[Item], at: int) -> bool:
    """The "than" of "we would rather have sand than navy"."""
    rather = any("rather" in item.text or "prefer" in item.text or item.text == "better" for item in items[:at])
    return rather and (items[at].kind == "than" or items[at].text == "over")


def _note(piece: Piece, item: Item) -> None:
    if item.kind in RELATIONS:
        piece.relations.add(item.kind)
    if item.kind not in ("word", "pass", "please"):
        piece.deeds.append(item.kind)
        piece.texts.append(item.text)


def _relation(before: str, item: Item) -> str:
    """The more telling of two relation words in a row; "to" before a verb and "make" before an object are none."""
    if item.kind == "set" and item.text in _MAKING:
        return ""
    if item.text in ("go to", "goes to", "going to"):
        return "to"
    if item.kind in RELATIONS:
        return before if before in ("to", "arrow") and item.kind in ("set", "is") else item.kind
    return "" if item.kind in _VERBS and before in ("to", "colon") else before


def _negates_value(items: list[Item], at: int) -> bool:
    """ "… not forty", "not hq": a negation that rules a value out instead of turning a verb round."""
    if at >= len(items) or items[at].text not in ("not", "never"):
        return False
    follow = [item for item in items[at + 1 : at + 4] if item.kind not in ("det", "to", "in", "on", "at", "for")]
    if len(follow) > 1 and follow[0].kind == "only" and follow[1].kind == "number":
        return True  # "all 60, not just 20"
    return bool(follow) and follow[0].kind in _RULED_OUT


_RULED_OUT = frozenset(words("number size color product place city art art_part spot percent"))


def _read_contrast(piece: Piece, at: int) -> int:
    kind = piece.items[at].kind
    target = piece.excepted if kind == "except" else piece.set_aside if kind == "beside" else piece.contrast
    at += 1
    while at < len(piece.items):
        item = piece.items[at]
        if item.kind in ("place", "city", "art", "art_part", "art_word", "spot"):
            piece.contrast_items.append(item)
            at += 1
            continue
        if item.kind in ("to", "in", "on", "at", "for", "by", "only") and not target and not piece.contrast_items:
            at += 1
            continue
        if item.kind not in _PHRASE_START:
            return at
        reader = PhraseReader(piece.items, at)
        phrase = reader.read()
        if not phrase.blank:
            target.append(phrase)
        at = max(reader.at, at + 1)
        if not phrase.blank:
            return at
    return at
