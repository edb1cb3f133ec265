"""Constructions that are not about pieces: artwork, address, date of delivery."""

from itertools import pairwise
from typing import Any

from agent_service.interpret.clauses import Piece
from agent_service.interpret.frames import Frame
from agent_service.interpret.items import Item
from agent_service.interpret.noun_phrases import PEOPLE, Ref
from agent_service.interpret.one_breath import in_one_breath
from agent_service.interpret.wordlist import words

_TIMES = frozenset({"before", "after", "during", "until", "till", "since", "by", "at"})
_WHOLE = frozenset({"everything", "all of it", "the lot", "the whole lot"})
_NO_DATE_AFTER = frozenset({"said", "asked", "mentioned", "told", "wrote", "talked", "spoke", "emailed", "see"})


def read_art(piece: Piece) -> Frame | None:
    """Artwork for some lines or for the whole order; ``arts`` empty means that it was not said which."""
    arts, named = _arts(piece), piece.has("art_word")
    if not arts and (any(item.text == "same" for item in piece.items) or (piece.has("add") and _counted(piece))):
        return None
    if not arts and not named:
        return None
    frame = Frame("art", verb="art")
    if not _on_everything(piece):
        frame.arts_from = tuple(a for item in piece.contrast_items if item.kind == "art" for a in item.value)
    which = any(item.text in ("which", "what") for item in piece.items) and not (arts and _which_goods(piece))
    _replaced(piece, frame, [] if which else arts)
    if which:
        frame.asks = ("artwork",)
    frame.stated = not piece.has(
        "change", "need", "add", "set", "remove", "send", "instead_of", "different", "to", "on"
    )
    told = in_one_breath(piece.placed)
    frame.refs = [ref for ref in told if ref.describes or not ref.pronoun] or _pointed_at(piece)
    if _on_everything(piece) or any(
        one.kind in ("on", "for") and two.text in _WHOLE for one, two in pairwise(piece.items)
    ):
        frame.refs = [Ref(quantifier="all")]  # "the polos are blank, crest on everything"
    if frame.arts is None and not arts and not which and not _wants_art(piece):
        return None
    if frame.arts is None:
        frame.asks = ("artwork",)
    return frame


_THEM = frozenset({"them", "those", "these", "em"})


def _pointed_at(piece: Piece) -> list[Ref]:
    """ "15 more caps, and the crest on them": the goods named before; "on it" may be of the order."""
    found = [p.phrase.ref for p in piece.placed if p.relation in ("on", "for") and p.phrase.ref.pronoun]
    return found if any(item.text in _THEM for item in piece.items) else []


def _on_everything(piece: Piece) -> bool:
    """ "on everything", "on the entire order": whatever the goods had before."""
    order = any(one.kind == "all" and two.kind == "order_word" for one, two in pairwise(piece.items))
    return order or any(item.text in _WHOLE for item in piece.values("all"))


def _which_goods(piece: Piece) -> bool:
    """ "which of the two gets the crest?": which goods, and the artwork is named."""
    pairs = pairwise(piece.items)
    return any(one.text == "which" and two.kind in ("of", "ones", "line_word", "product", "size") for one, two in pairs)


def _counted(piece: Piece) -> bool:
    return any(p.phrase.amount and p.phrase.ref.describes for p in piece.placed)


def _arts(piece: Piece) -> list[Item]:
    found = [item for item in piece.items if item.kind == "art" and item not in piece.contrast_items]
    if not piece.has("art_word") and any(
        one.text in _TIMES and two.kind == "art" for one, two in pairwise(piece.items)
    ):
        return []  # "before Oktoberfest": the event, and not the artwork named after it
    if found:
        return [art for art in found if piece.has("art_word") or not _attended(piece, art)]
    parts = [item for item in piece.items if item.kind == "art_part" and item not in piece.contrast_items]
    return parts if piece.has("art_word") else [part for part in parts if _called_a_thing(piece, part)]


_ATTENDING = frozenset(
    words("joins joined joining leave leaves left leaving attend attends attended attending missing enrolled entered")
) | {"join", "out of", "sign up for", "signed up for", "go on", "going on"}


def _attended(piece: Piece, item: Item) -> bool:
    """ "two kids dropped out of the summer trip", "a teacher joins the school": events and places of people."""
    before = [i for i in piece.items[: piece.items.index(item)] if i.kind != "det"]
    people = any({i.text, f"{i.text}s"} & PEOPLE for i in before)
    return people and before[-1].text in _ATTENDING


def _called_a_thing(piece: Piece, part: Item) -> bool:
    """ "the hop one", "the one with the hop"; in "one kid has left the trip" the trip is no artwork."""
    items = [item for item in piece.items if item.kind not in ("det", "mark", "pass")]
    pairs = list(pairwise(items))
    named = any(one is part and (two.kind == "ones" or two.text in ("thing", "file")) for one, two in pairs)
    return named or any(one.text in ("with", "of", "has") and two is part for one, two in pairs if piece.has("ones"))


def _replaced(piece: Piece, frame: Frame, arts: list[Item]) -> None:
    """ "replace A with B", "A to B": with two names the first is what goes, unless both stand for the same thing."""
    if len(arts) == 1:
        only = arts[0]
        if not _outgoing(piece, only):
            frame.arts = only.value
        else:
            frame.arts_from = only.value
    elif len(arts) >= 2:
        frame.arts_from, frame.arts = frame.arts_from or arts[0].value, arts[-1].value


def _outgoing(piece: Piece, art: Item) -> bool:
    """ "replace the roboexpo print with something else": named, but as what should go."""
    kinds = [item.kind for item in piece.items]
    at = piece.items.index(art)
    started = any(item.text in ("replace", "remove", "drop", "lose") for item in piece.items[:at])
    if "off" in kinds or _found_wrong(piece.items[at:]):
        return True
    return started and any(kind in ("with", "for", "by") for kind in kinds[at:])


def _found_wrong(said: list[Item]) -> bool:
    """ "the crest is wrong for the smalls", "… isn't right on these": what is on them now, and should not be."""
    verdict = next((at for at, item in enumerate(said) if item.kind == "is"), None)
    if verdict is None:
        return False
    after = [item.text for item in said[verdict + 1 : verdict + 4]]
    return "wrong" in after[:2] or (after[:1] == ["not"] and bool({"right", "correct"} & set(after[1:])))


def _wants_art(piece: Piece) -> bool:
    if any(one.text == "something" and two.text == "else" for one, two in pairwise(piece.items)):
        return True
    return piece.has("change", "different", "need", "add", "set", "remove", "inc") and not piece.has("is")


_SITES = frozenset(
    words("""office offices warehouse store shop depot headquarters hq branch plant factory clubhouse gym school campus
    hotel venue house home studio restaurant club garage showroom shed barn hall church hospital clinic library museum
    bakery brewery taproom cafe camp site farm lab workshop boathouse hangar""")
)


def read_address(piece: Piece, spots: list[dict[str, Any]]) -> Frame | None:
    """A saved address by label or city, a written one, single parts of one, or the wish for another."""
    written = [spots[int(i.text[1:-1])] for i in piece.items if i.kind == "spot" and i.text.startswith("\ue000")]
    if written:
        return _written(piece, written)
    places = [i for i in piece.items if i.kind in ("place", "city") and i not in piece.contrast_items]
    refs = [p.phrase.ref for p in piece.placed if p.phrase.ref.describes]
    if any(i.kind == "different" and j.kind == "place" for i, j in pairwise(piece.items)):
        return Frame("address", refs=refs, asks=("address",))
    idle = (_belongs, _attended, _left_behind)
    labels = [i for i in places if i.kind == "place" and not any(of_others(piece, i) for of_others in idle)]
    if _stands(piece) and not places:
        return None
    if piece.has("zip", "city_word", "state_word", "street_word") and not _directed(piece, labels):
        return Frame("address", asks=("address",)) if piece.has("different", "change") else None
    return _saved(piece, refs, places, labels)


def _belongs(piece: Piece, place: Item) -> bool:
    """ "the head of school", "somebody from the office", "no one at HQ": who, not where to."""
    before = [item for item in piece.items[: piece.items.index(place)] if item.kind != "det"]
    if [item.kind for item in before[-1:]] == ["at"] and before[-2:-1]:
        return before[-2].text in _SOMEBODY or before[-2].text in PEOPLE
    return bool(before) and before[-1].text in ("of", "from", "about", "with") and before[-1].kind != "contrast"


def _left_behind(piece: Piece, place: Item) -> bool:
    """ "we moved office last week": what was moved, and not where to."""
    before = [item for item in piece.items[: piece.items.index(place)] if item.kind not in ("det", "need", "is")]
    people = before[-2:-1] and before[-2].text in ("we", "they", "i", "just", "recently", "company", "team")
    return bool(people) and before[-1].text in (
        "moved",
        "moving",
        "move",
        "changed",
        "shifted",
        "switched",
        "relocated",
    )


_SOMEBODY = frozenset({"no one", "nobody", "someone", "somebody", "anyone", "anybody", "everyone", "everybody", "team",
                       "colleague", "manager", "boss"})  # fmt: skip


def _written(piece: Piece, written: list[dict[str, Any]]) -> Frame:
    merged: dict[str, Any] = {}
    for parts in written:
        merged.update(parts)
    return Frame("address", refs=[p.phrase.ref for p in piece.placed if p.phrase.ref.describes], address=merged)


def _saved(piece: Piece, refs: list[Ref], places: list[Item], labels: list[Item]) -> Frame | None:
    sent_on = (
        "send" in piece.inherited_kinds and bool(refs) and not piece.has("is", "need")
    )  # "deliver the caps at HQ, the polos at the warehouse"
    sending = piece.has("send", "address", "arrive") or sent_on
    towards = (
        _directed(piece, labels)
        or piece.has("change", "set", "need", "instead_of", "instead")
        or any(i.text == "use" for i in piece.items)
    )
    alone = bool(labels) and all(i.kind in _BESIDE_A_PLACE for i in piece.items if i not in piece.contrast_items)
    alone = alone and (piece.has("ones") or not piece.has("on", "in", "at"))
    if alone or (places and sending) or (labels and towards and not piece.has("art_word", "art")):
        labels = labels or places
        if _of_some(piece):
            return Frame("split")
        return Frame("address", refs=refs, address_ids=labels[-1].value)
    if piece.has("address") and (piece.has("change", "different", "set", "need", "add", "send") or piece.has("other")):
        return Frame("address", asks=("address",))
    rerouted = any(item.text in ("redirect", "reroute", "reship", "rerouted", "redirected") for item in piece.items)
    elsewhere = any(item.text in ("somewhere", "elsewhere") for item in piece.items)
    if sending and (rerouted or elsewhere or _to_a_site(piece) or _to_the_unknown(piece)):
        return Frame("address", asks=("address",))
    if _there(piece):
        return Frame("address", asks=("address",), verb="there")
    return None


_BESIDE_A_PLACE = frozenset(words("place det please pass not sep ones on in at"))
""" "the brewery, not the taproom"; "the one on dock road"."""


def _of_some(piece: Piece) -> bool:
    """ "some should go to the camp": the others go where they went."""
    return any(p.phrase.amount is not None and p.phrase.amount.vague for p in piece.placed)


def _there(piece: Piece) -> bool:
    """ "we moved, can you ship there": to a place that has still to be told."""
    items = [item for item in piece.items if item.kind != "pronoun"]
    return any(one.kind == "send" and two.text == "there" for one, two in pairwise(items))


def _to_a_site(piece: Piece) -> bool:
    """ "to the warehouse" of somebody who has saved none: a place is meant, and which one has to be asked."""
    passed = ("det", "different", "address", "other")
    items = [item for item in piece.items if item.kind not in passed or item.text == "your"]
    for at, (towards, site) in enumerate(pairwise(items)):
        directed = towards.kind in ("to", "arrow") or (towards.kind == "send" and towards.text.endswith(" to"))
        ends = at + 2 == len(items) or items[at + 2].kind not in ("word", "product_word")
        if directed and ends and site.kind == "word" and site.text in _SITES:
            return True
    return False


_SENDING = frozenset(words("ship send deliver redirect reroute forward route dispatch"))
_NO_PLACE = frozenset(
    words("""me us you him her them i we he she they it arrive be get go come make have let see print start production
    paper email mail phone date time""")
)
_SENT_OTHERWISE = frozenset(
    words("""invoice quote email mail message confirmation receipt sample samples photo photos picture pictures tracking
    info information details link update proof mockup list reply note who whom what when why label me us you""")
)


def _to_the_unknown(piece: Piece) -> bool:
    """ "ship to mum", "deliver it to Hall B": some place, whatever it is; "send me the invoice" names none."""
    items = [item for item in piece.items if item.kind not in ("det", "different", "please", "pass")]
    if any(item.text in _SENT_OTHERWISE for item in items) or piece.has("art_word", "number", "span", "date", "not"):
        return False
    sent = next((at for at, item in enumerate(items) if item.text in _SENDING), None)
    leading = sent is not None and all(item.kind in ("word", "need", "set") for item in items[:sent])
    to = next((at for at, item in enumerate(items) if item.kind == "to"), len(items))
    site = items[to + 1] if to + 1 < len(items) else None
    asked = any(item.text in ("did", "does", "do", "when", "was", "were", "is") for item in items[: sent or 0])
    return leading and not asked and site is not None and site.kind == "word" and site.text not in _NO_PLACE


def _directed(piece: Piece, places: list[Item]) -> bool:
    """Whether a place is where something goes ("to the brewery"), not only where something is."""
    items = [item for item in piece.items if item.kind not in ("det", "different", "address")]
    return any(two in places and one.kind in ("to", "arrow") for one, two in pairwise(items))


def _stands(piece: Piece) -> bool:
    """ "the rest of the address is right": nothing is asked of it."""
    kept = piece.has("rest", "other", "all") or any(item.text in ("else", "otherwise") for item in piece.items)
    return kept and piece.has("is", "keep") and not piece.has("change")


def read_date(piece: Piece) -> Frame | None:
    """An absolute date, a shift in days, or the wish for another date without saying which."""
    kinds = [item.kind for item in piece.items]
    texts = {item.text for item in piece.items}
    sooner, later = "earlier" in kinds, any(_puts_off(piece, at) for at in range(len(kinds)))
    if "span" in kinds and not (sooner or later):
        sooner, later = bool(texts & {"forward", "up"}), bool(texts & {"back", "out", "hold"})
    refs = [p.phrase.ref for p in piece.placed if p.phrase.ref.describes]
    if any(item.text in _ASKED_BEFORE for item in piece.items) or _was_due(piece) or _of_an_event(piece):
        return None
    spans = [item for item in piece.items if item.kind == "span"]
    dates = [item for item in piece.items if item.kind == "date"]
    if spans and (sooner or later):
        days = spans[0].value
        if days is None:
            return Frame("date", refs=refs, asks=("date",))
        return Frame("date", refs=refs, date={"days_earlier" if sooner else "days_later": days})
    needed = piece.has("need", "set", "change") and (piece.placed or piece.has("order_word"))
    if dates and (piece.has("arrive", "send") or needed or sooner or later):
        if not dates[-1].value:
            return Frame("date", refs=refs, asks=("date",))
        return Frame("date", refs=refs, date={"delivery_date": dates[-1].value})
    return _without_date(piece, sooner or later)


def _of_an_event(piece: Piece) -> bool:
    """ "camp opens later than we thought": when something else begins or ends."""
    begins = any(item.text in _BEGINNING for item in piece.values("word"))
    return begins and not piece.has("arrive", "send", "need", "change", "set", "order_word")


_BEGINNING = frozenset(
    words("""open opens opened opening start starts started starting begin begins began beginning close closes closed
    closing end ends ended finish finishes finished launches launched kicks meets takes""")
)
_ASKED_BEFORE = frozenset({"asked", "asked for", "told", "emailed", "called", "wrote", "ordered"})
_DUE = frozenset({"meant", "supposed", "due", "promised", "scheduled", "expected", "told"})


def _was_due(piece: Piece) -> bool:
    """ "it was meant to be here on Tuesday", "should have arrived Monday": a date that was not kept."""
    said = " ".join(item.text for item in piece.items).split()
    meant = any(one in ("was", "were") and two in _DUE for one, two in pairwise(said))
    return meant or any(one in ("should", "would") and two == "have" for one, two in pairwise(said))


def _puts_off(piece: Piece, at: int) -> bool:
    """Whether an item asks for later; "the delay", "a delay" only names the one on offer."""
    if piece.items[at].kind != "later":
        return False
    named = at > 0 and piece.items[at - 1].kind in ("det", "more", "not", "some", "span", "no")
    return not (piece.items[at].text == "delay" and named)


def _without_date(piece: Piece, shifted: bool) -> Frame | None:
    reporting = any(
        one.text in ("get", "come", "write", "call") and two.text == "back" for one, two in pairwise(piece.items)
    )
    if reporting or any(item.text in _NO_DATE_AFTER for item in piece.items) or piece.has("span"):
        return None
    described = any(p.phrase.ref.describes or p.phrase.amount for p in piece.placed)
    wished = piece.has("earlier") and piece.has("need") and not any(p.phrase.amount for p in piece.placed)
    if shifted and (not described or wished or piece.has("arrive", "send")):
        return Frame("date", asks=("date",))
    addressed = piece.has("address", "city_word", "street_word", "state_word", "zip")
    timed = any(
        (not addressed or i.text not in ("delivery", "arrival"))
        and i.text in ("delivery date", "date", "arrival", "deadline", "due date", "delivery")
        for i in piece.values("arrive")
    )
    named = any(i.text.endswith("date") or i.text == "deadline" for i in piece.values("arrive"))  # "… for the polos"
    counted = any(p.phrase.amount for p in piece.placed)
    if timed and piece.has("change", "different") and (not described or (named and not counted)):
        return Frame("date", asks=("date",))
    return None
