"""What in a clause stands where something was expected and was not understood.

A word that fills no place of a construction is harmless ("just", "for our interns"). One that stands where goods, an
amount or a new value belong is not: "make 20 of them mauve", "the printed hoodies to 40", "30 or 40 caps". Such a
clause is asked about, whatever else of it was understood.
"""

from collections.abc import Iterator

from agent_service.conversation.interpretation import Missing
from agent_service.interpret.clauses import Piece
from agent_service.interpret.everyday_words import EVERYDAY
from agent_service.interpret.frames import Frame
from agent_service.interpret.items import Item
from agent_service.interpret.noun_phrases import PEOPLE, counts_others
from agent_service.interpret.wordlist import words

_AMOUNTS = frozenset(words("number signed percent half third quarter two_thirds three_quarters some"))
_GOODS = frozenset(words("size color product product_word pieces ones"))
_VALUES = _AMOUNTS | _GOODS | {"place", "city", "art", "spot", "date", "span"}
_OPENING = _AMOUNTS | frozenset(words("of more less other each all both rest"))
_TOWARDS = frozenset(words("to in as arrow"))
_ABOUT_GOODS = frozenset({"quantity", "move", "remove"})
_ROUGH = frozenset(words("least roughly approximately approx around between circa ish nearest maximum minimum max min"))
_MATTERS = frozenset(words("thing things question questions change changes request point note favor favour"))
_NOT_A_SHARE = frozenset(words("number amount count total quantity kind type sort version set batch"))
_SMALL_WORDS = frozenset(
    words("""
    awesome amazing ideal fab fabulous fantastic wonderful lovely superb brilliant terrific
    sighs sigh phew gehen haha kommen werden lol hehe ha xd hihi ordered originally initially previously booked present
    current currently now
    i we you he she they us me him her ours mine yours theirs who which what how can could will would should may might
    must shall do does did has had have been am let there here now then already still just so very really again after
    before soon today tomorrow maybe perhaps hi hello hey ok yes yeah same else possible possibly doable sure came come
    coming look looks say says said think thought guess hope believe know wish planned short out back away about though
    anymore longer enough alright fine good great better best much because since due able happy going possibly was
    were than only even ever never ready run runs running fit fits use using anyway indeed rather quite bit lot
    time times day week cost costs us's 's should've could've would've if that btw asap everyone everybody someone
    people guys folks team total altogether overall dear regards am pm done work works big small each respectively
    yet nothing without within until till while whole entirely completely exactly correctly properly immediately
    safe exact precise
    urgently quickly please me's let's throughout apiece across instead themselves myself ourselves stay stays
    """)
)


def doubts(piece: Piece, frame: Frame) -> tuple[Missing, ...]:
    """What must be asked because of words that stand in a place of ``frame`` without being understood."""
    found: list[Missing] = []
    if frame.act in _ABOUT_GOODS and frame.same_as is None:
        found.extend(_strangers(piece, frame))
        found.extend(_unknown_deeds(piece, frame))
        found.extend(_unknown_order(piece, frame))
        found.extend(
            "quantity" for at, item in enumerate(piece.items) if item.kind == "word" and _share_of(piece.items, at)
        )
    found.extend(_alternatives(piece))
    rough = any(item.text in _ROUGH and not (item.text == "between" and frame.even) for item in piece.values("word"))
    if frame.act == "quantity" and rough:
        found.append("quantity")
    return tuple(dict.fromkeys(found))


def _strangers(piece: Piece, frame: Frame) -> Iterator[Missing]:
    described = any(ref.describes for ref in frame.refs)
    items = piece.items
    for at, item in enumerate(items):
        if item.kind != "word" or item.text in _SMALL_WORDS or _for_people(items, at) or _of_every_kind(items, at):
            continue
        before = items[at - 1] if at else None
        after = items[at + 1] if at + 1 < len(items) else None
        if before is not None and before.kind in _OPENING and not _numbers_others(items, at):
            yield "line"
        elif before is not None and before.kind in _TOWARDS and frame.act != "remove":
            yield "change"
        elif after is not None and after.kind in _GOODS and before is not None and before.kind in ("det", *_OPENING):
            yield "line"
        elif before is not None and before.kind in ("det", "set") and after is None and not described:
            yield "line" if before.kind == "det" else "change"
        elif before is not None and before.kind in _GOODS and after is None and frame.act != "remove":
            yield "change"


def _of_every_kind(items: list[Item], at: int) -> bool:
    """ "one more of every kind": of each there is."""
    return at > 0 and items[at - 1].kind == "each" and items[at].text in _KINDS


_KINDS = frozenset(words("kind type sort variety variant version style model design"))


def _for_people(items: list[Item], at: int) -> bool:
    """ "… for the little ones": whom the goods are for."""
    before = [item for item in items[:at] if item.kind != "det"]
    ones = items[at].text in _YOUNG_OR_OLD and at + 1 < len(items) and items[at + 1].kind == "ones"
    return ones and bool(before) and before[-1].kind == "for"


_YOUNG_OR_OLD = frozenset(words("little young younger youngest older old tall taller short shorter new newer wee"))


def _unknown_deeds(piece: Piece, frame: Frame) -> Iterator[Missing]:
    """ "M forfeits five": a word between goods and a number, where nothing else says what becomes of them."""
    for before, item, after in zip(piece.items, piece.items[1:], piece.items[2:], strict=False):
        unknown = item.kind == "word" and item.text not in _SMALL_WORDS
        if unknown and not frame.verb and before.kind in _GOODS and after.kind in _AMOUNTS:
            yield "quantity"


def _unknown_order(piece: Piece, frame: Frame) -> Iterator[Missing]:
    """ "yeet 5 XL": what is to become of five is a word that nobody knows."""
    head = [item.kind for item in piece.items[:3]]
    unknown = head[:2] == ["word", "number"] and head[2:] != [] and head[2] in _GOODS
    known = piece.items[0].text in (_SMALL_WORDS | _SAYING | EVERYDAY)
    if unknown and not known and not frame.verb and frame.mode in ("", "set"):
        yield "quantity"


_SAYING = frozenset(words("typed entered selected clicked reckon figured defo deffo ordered keyed"))


def _share_of(items: list[Item], at: int) -> bool:
    """ "A quater of the red mediums": a word before "of" and goods says how many, whatever it is."""
    opens = at == 0 or items[at - 1].kind == "det"
    goods = [item for item in items[at + 2 : at + 4] if item.kind != "det"]
    named = bool(goods) and goods[0].kind in (*_GOODS, "line", "rank", "ordinal")
    follows = at + 2 < len(items) and items[at + 1].kind == "of" and named
    return opens and follows and items[at].text not in _NOT_A_SHARE


def _numbers_others(items: list[Item], at: int) -> bool:
    """Whether the word at ``at`` says what is counted, and that is no garment ("30 cancellations")."""
    counted = any(items[i].kind == "number" and counts_others(items, i) for i in range(max(0, at - 3), at))
    return counted or items[at].text in PEOPLE or items[at].text in _MATTERS


def _alternatives(piece: Piece) -> Iterator[Missing]:
    """ "30 or 40", "L or XL": one of two, and not said which."""
    items = piece.items
    for at, item in enumerate(items[1:-1], start=1):
        if item.kind != "or" or items[at + 1].kind not in _VALUES:
            continue
        kind = items[at + 1].kind
        yield "quantity" if kind in _AMOUNTS else "size" if kind == "size" else "color" if kind == "color" else "change"
