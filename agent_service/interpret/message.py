"""One message, read as far as that is possible without knowing where the conversation stands."""

import re
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import pairwise

from agent_service.conversation.interpretation import Intent, Json, Situation
from agent_service.interpret import (
    constructions,
    constructions_elsewhere,
    delivery_dates,
    order_mentions,
    order_numbers,
)
from agent_service.interpret.adjectives import colors_first
from agent_service.interpret.catalogue import Catalogue
from agent_service.interpret.clauses import Piece, cut
from agent_service.interpret.clauses_as_names import with_names
from agent_service.interpret.closing_words import with_totals, without_closing
from agent_service.interpret.dates_corrected import said_last
from agent_service.interpret.ellipsis import combine
from agent_service.interpret.events import without_events
from agent_service.interpret.exchanges import read_exchange
from agent_service.interpret.extending import extended
from agent_service.interpret.frames import Frame
from agent_service.interpret.heads import with_heads
from agent_service.interpret.hurry import without_hurry
from agent_service.interpret.identifiers import without_identifiers
from agent_service.interpret.items import Item, lex
from agent_service.interpret.languages import language_of, to_english
from agent_service.interpret.likened import likenesses_apart
from agent_service.interpret.listing import with_colons
from agent_service.interpret.neighbours import coloured, of_one_make
from agent_service.interpret.noun_phrases import Ref
from agent_service.interpret.offered_money import offered_money
from agent_service.interpret.order_mentions import Mentions
from agent_service.interpret.parting import in_parts
from agent_service.interpret.questions import Topic, topic
from agent_service.interpret.ranks import first_of_them, ranked
from agent_service.interpret.reasons import reasons_apart
from agent_service.interpret.retraction import asks_about_deeds
from agent_service.interpret.shares import with_shares
from agent_service.interpret.sums import without_sums
from agent_service.interpret.to_the_day import without_emphasis
from agent_service.interpret.tokens import tokenise
from agent_service.interpret.told_after import told_after
from agent_service.interpret.wordlist import words
from agent_service.interpret.written_address import extract, street_key


@dataclass(slots=True)
class Message:
    """The words (plain English, spelling mended), the frames and what names the order."""

    text: str
    language: str
    words: list[str]
    items: list[Item]
    pieces: list[Piece]
    frames: list[Frame]
    mentions: Mentions
    spots: list[Json] = field(default_factory=list)
    asides: list[Ref] = field(default_factory=list)
    topics: list[Topic] = field(default_factory=list)
    lexed: list[Item] = field(default_factory=list)
    """The items as they were said, before dates, places and orders were marked in them."""
    told: list[Piece] = field(default_factory=list)
    """The pieces of the sentences that are read as requests (not as questions)."""
    spoken: list[Frame] = field(default_factory=list)
    """The frames as they were read clause by clause, before their neighbours completed them."""
    overruled: list[tuple[Item, ...]] = field(default_factory=list)
    """The clauses that were taken for a correction of what was said before them."""

    @property
    def plain(self) -> str:
        return " ".join(self.words)


def read(text: str, situation: Situation, catalogue: Catalogue, *, all_requests: bool = False) -> Message:
    """Tokens → language → items → order → clauses → frames; sentences that ask give topics instead.

    ``all_requests``: questions too are read as requests (what the assistant asked back about).
    """
    cities = [str(address["city"]) for address in situation.data.addresses]
    numbered = order_numbers.marked(
        catalogue.stock.written_out(text), (str(order["order_id"]) for order in situation.data.orders)
    )
    bare, spots = extract(numbered, cities)
    tokens = tokenise(with_names(bare))
    language = language_of(tokens)
    items = offered_money(colors_first(lex(to_english(tokens, language), catalogue), language), situation)
    items = without_identifiers(items, (str(order["order_id"]) for order in situation.data.orders))
    said = with_colons(with_totals(without_closing(reasons_apart(without_hurry(items)))))
    items = likenesses_apart(without_events(with_shares(ranked(first_of_them(said)))))
    words = [item.text for item in items if not item.text.startswith("\ue000")]
    marked = without_emphasis(delivery_dates.mark(_cities(items, situation), date.fromisoformat(situation.today)))
    marked, mentions = order_mentions.find(without_sums(said_last(marked)), situation)
    pieces = with_heads(cut(marked))
    frames, asides, topics, told = _sentences(pieces, spots, all_requests)
    _saved(frames, situation)
    _where_they_are(frames, pieces)
    overruled: list[tuple[Item, ...]] = []
    spoken = [replace(frame) for frame in frames]
    frames = _on_top(extended(combine(coloured(of_one_make(told_after(frames))), overruled)), " ".join(words))
    _about_the_goods_of_the_order(frames, mentions)
    return Message(
        text, language, words, marked, pieces, frames, mentions, spots, asides, topics, items, told, spoken, overruled
    )


_ON_TOP = re.compile(r"\bon top(?: of (?:what|that|those|these|it|the)\b|\W*$|\W)")


def _on_top(frames: list[Frame], plain: str) -> list[Frame]:
    """ "15 larges and 5 mediums on top of what we have": what is said at the end counts for each of them."""
    _more_of_all(frames)
    counted = [frame for frame in frames if frame.act == "quantity" and not frame.verb and not frame.mode]
    counted = [frame for frame in counted if not frame.only and frame.was is None]
    if _ON_TOP.search(plain) and any(frame.act == "quantity" and frame.mode == "inc" for frame in frames):
        for frame in counted:
            frame.mode = "inc"
    return frames


def _more_of_all(frames: list[Frame]) -> None:
    """ "10 S 10 M more": one word at the end of a list without commas, for all of it."""
    for frame in frames:
        listed = [f for f in frames if f.said == frame.said and f.act == "quantity"]
        last = frame in listed and frame is listed[-1] and frame.said[-1:] != ()
        if last and frame.mode in ("inc", "dec") and frame.said[-1].kind in ("more", "less"):
            for other in listed:
                other.mode = other.mode if other.verb or other.mode else frame.mode


def _sentences(
    pieces: list[Piece], spots: list[Json], all_requests: bool
) -> tuple[list[Frame], list[Ref], list[Topic], list[Piece]]:
    frames: list[Frame] = []
    asides: list[Ref] = []
    topics: list[Topic] = []
    told: list[Piece] = []
    for number in dict.fromkeys(piece.sentence for piece in pieces):
        sentence = [piece for piece in pieces if piece.sentence == number]
        found = _found(sentence, spots)
        parts = (found, [], []) if all_requests else _parted(sentence, found)
        frames.extend(parts[0])
        asides.extend(parts[1])
        topics.extend(parts[2])
        told.extend([] if parts[2] or (not parts[0] and parts[1]) else sentence)
    return frames, asides, topics, told


def _found(sentence: list[Piece], spots: list[Json]) -> list[Frame]:
    """The frames of a sentence; "wait, let me count again.. 145" corrects with the clause that says something."""
    found: list[Frame] = []
    correction = False
    tailed = len(sentence) > 1 and (_asks(sentence[-1]) or _is_a_tag(sentence[-1]))
    for piece in sentence:
        piece.correction |= correction
        piece.asking &= not tailed or piece is sentence[-1] or _asks(piece)
        frames = _frames(piece, spots)
        correction = piece.correction and not frames
        found.extend(frames)
    return found


_ASKERS = frozenset(
    words("are is do does did what when how why will can could would should which who where has have any")
)


_TAGS = frozenset({"ok", "right", "yes", "alright", "possible", "correct", "please", "thanks"})


def _is_a_tag(piece: Piece) -> bool:
    """ "5 of them only, ok?": a request all the same."""
    return all(item.text in _TAGS for item in piece.items)


def _asks(piece: Piece) -> bool:
    return bool(piece.items) and piece.items[0].text.split()[0] in _ASKERS


def _parted(sentence: list[Piece], found: list[Frame]) -> tuple[list[Frame], list[Ref], list[Topic]]:
    """A sentence as a request or as a question; where only its tail asks ("… and when would it arrive?"), as both."""
    if in_parts(sentence):
        return [Frame("split")], [], []
    words = " ".join(_words_of(piece) for piece in sentence).lstrip(" ,")
    asked = any(piece.asking for piece in sentence)
    described = any(p.phrase.ref.describes for piece in sentence for p in piece.placed) or "order_id" in {
        item.kind for piece in sentence for item in piece.items
    }
    about = topic(words, asked, described)
    if asked and about is None and not any(frame.verb in _CHANGING for frame in found):
        about = _about_how_it_is(words)
    if asked and _DONE.search(words):
        return [], _named(sentence), [Topic(Intent.ORDER_STATUS, True)]
    if asks_about_deeds(words) and (about is None or not about.strong):
        return [], _named(sentence), [about] if about is not None else []
    if _supposes_to_cancel(found, words) or (about is None and asked and _only_asks_to_cancel(found, words)):
        return [], _named(sentence), [Topic(Intent.POLICY_QUESTION, True)]
    if about is None and _WH.match(words) and not _concrete(found):
        return [], _named(sentence), []
    if about is None or (_concrete(found) and (not about.strong or _SUPPOSED.search(words) or _priced(found, words))):
        return found, [], []
    return [], _named(sentence), [about]


_CHANGING = frozenset({"change", "add", "remove", "inc", "dec", "set", "cancel", "mult", "art"})
_HOW_IT_IS = re.compile(
    r"^(?:and |so |but |ok |, )*(?:is|are|was|were|does|did|has|have|will) (?:\w+ ){0,4}?"
    r"(?:still|already|now|yet|currently)\b"
)
_DONE = re.compile(
    r"^(?:and |so |but |ok |, )*(?:was|were|has|have) (?!you\b)(?:\w+ ){1,4}?(?:been )?"
    r"(?:changed|moved|added|updated|canceled|switched|increased|reduced|removed)\b"
)
_IN_STOCK = re.compile(
    r"^(?:and |so |but |ok |, )*(?:do|does|did|have) you (?:guys |all )?(?:still |also |even |currently )?"
    r"(?:have|got|carry|sell|stock|offer|keep)\b"
)


def _about_how_it_is(words: str) -> Topic | None:
    """ "is it still going to HQ?", "do you still have red caps?": asked of what is, and no wish."""
    if _IN_STOCK.search(words):
        return Topic(Intent.PRODUCT_QUESTION, True)
    return Topic(Intent.ORDER_STATUS, True) if _HOW_IT_IS.search(words) else None


def _words_of(piece: Piece) -> str:
    """The words of a piece; a name ("heavy cotton tees") asks nothing about cotton."""
    items = piece.items
    named = {
        at
        for at, item in enumerate(items)
        if item.kind == "product_word" and any(two.kind == "product" for two in items[at + 1 : at + 3])
    }
    return ", " + " ".join(_spoken(item) for at, item in enumerate(items) if at not in named)


def _spoken(item: Item) -> str:
    return "order_id" if item.kind == "order_id" else item.text


_WH = re.compile(r"(and |so |but |ok |, )*(what|who|why|when|where|which)\b")


def _only_asks_to_cancel(found: list[Frame], words: str) -> bool:
    """ "until when can one cancel": a question about cancelling is no cancellation."""
    cancels = bool(found) and all(frame.act == "cancel" for frame in found)
    requested = re.search(
        r"\b(can|could|would|will) (you|i|we)\b|\bplease\b|\b(want|need|like|have) to\b|^cancel", words
    )
    return cancels and not requested


_TO_CANCEL = re.compile(
    r"\b(?:if|suppose|supposing|assuming|say|in case) (?:i|we|you|one|they)"
    r"(?: would| were to| was to| had to| have to| should| ever| just| now| decide to| decided to| choose to)*"
    r" (?:cancel|canceled|canceling|call it off|called it off)\b"
)


def _supposes_to_cancel(found: list[Frame], words: str) -> bool:
    """ "if we'd cancel would we get everything back?": asked of the rules, and nothing is cancelled for it."""
    asked = [frame for frame in found if frame.act != "keep"]
    cancels = bool(asked) and all(frame.act == "cancel" or frame.verb == "cancel" for frame in asked)
    return cancels and _TO_CANCEL.search(words) is not None


_SUPPOSED = re.compile(
    r"\b(price|cost|costs|charge|fee|damage|difference|expensive|pay|run us|set us back)\b.*\bif (i|we|you)\b"
    r"|\bif (i|we|you)\b.*\b(price|cost|costs|charge|fee|difference|expensive|pay)\b"
)


_PRICED = re.compile(
    r"\b(?:what|how much) (?:would|will|does|do|is|might) (?:it |that |this )?(?:be |cost |run |set )"
    r"(?:us |me )?(?:back )?to\b"
)


def _priced(found: list[Frame], words: str) -> bool:
    """ "what would it cost to go from 200 to 275 smalls?": a price that only a quote can tell."""
    return bool(_PRICED.search(words)) and all(
        frame.act in ("quantity", "move") and frame.amount is not None for frame in found
    )


def _named(sentence: list[Piece]) -> list[Ref]:
    return [p.phrase.ref for piece in sentence for p in piece.placed if p.phrase.ref.describes]


def _concrete(frames: list[Frame]) -> bool:
    """Whether a change is named in full, so that asking for its price or its chance is asking for it."""
    for frame in frames:
        if frame.act == "quantity" and frame.amount and not frame.amount.vague and frame.refs:
            return True
        if frame.act == "move" and frame.has_target and frame.refs:
            return True
        if frame.act in ("address", "date", "art") and not frame.asks:
            return True
        if frame.act == "remove" and frame.refs:
            return True
    return False


def _frames(piece: Piece, spots: list[Json]) -> list[Frame]:
    """Mostly one; "deliver to base camp a week later" is two."""
    if not piece.has("split"):
        elsewhere = [
            constructions_elsewhere.read_date(piece),
            constructions_elsewhere.read_address(piece, spots),
        ]
        found = [frame for frame in elsewhere if frame is not None]
        if len(found) == 2 and any(frame.asks for frame in found):
            found = [frame for frame in found if not frame.asks][:1] or found[:1]
        art = None if found or piece.has("keep") else constructions_elsewhere.read_art(piece)
        if found or art:
            return [constructions.finish(frame, piece) for frame in (*found, art) if frame is not None]
    exchange = read_exchange(piece)
    if exchange:
        return [constructions.finish(frame, piece) for frame in exchange]
    frame = constructions.read(piece)
    return [] if frame is None else [frame]


def _about_the_goods_of_the_order(frames: list[Frame], mentions: Mentions) -> None:
    """ "my polos order, make it 33": what describes the order describes the goods where nothing else does."""
    for frame in frames:
        said = any(ref.describes or ref.quantifier for ref in frame.refs)
        if mentions.refs and not said and frame.act in ("quantity", "move"):
            frame.refs = list(mentions.refs)


def _cities(items: list[Item], situation: Situation) -> list[Item]:
    """Cities of saved addresses, as they name an address of ours ("our place in Madison")."""
    cities: dict[str, list[str]] = {}
    for address in situation.data.addresses:
        cities.setdefault(str(address["city"]).lower(), []).append(str(address["address_id"]))
    out: list[Item] = []
    at = 0
    while at < len(items):
        two = f"{items[at].text} {items[at + 1].text}" if at + 1 < len(items) else ""
        if two in cities:
            out.append(Item("city", tuple(cities[two]), two))
            at += 2
            continue
        one = items[at]
        out.append(Item("city", tuple(cities[one.text]), one.text) if one.text in cities else one)
        at += 1
    return out


def _saved(frames: list[Frame], situation: Situation) -> None:
    """A written street that is one of the saved addresses becomes that address."""
    for frame in frames:
        if frame.act != "address" or not frame.address or "street" not in frame.address:
            continue
        for address in situation.data.addresses:
            if street_key(str(address["street"])) == street_key(frame.address["street"]) and _agrees(
                frame.address, address
            ):
                frame.address, frame.address_ids = None, (str(address["address_id"]),)
                break


_NOBODY = frozenset({"nobody", "noone", "none", "neither", "nothing", "former", "old"})
_AT_HOME = frozenset({"i", "live", "lives", "living", "stay", "staying", "home", "house", "hotel", "hospital"})
""" "I live in Boulder": not at the address of the company there."""


def _where_they_are(frames: list[Frame], pieces: list[Piece]) -> None:
    """ "we'll be in Estes Park by then, have them sent there": there is where they said that they will be."""
    items = [item for piece in pieces for item in piece.items if item.kind != "det"]
    places = [two for one, two in pairwise(items) if one.kind in ("in", "at") and two.kind != "span"]
    every = {item.value for item in items if item.kind in ("place", "city")}
    told = len(places) == len(every) == 1 and {place.value for place in places} == every
    barred = _NOBODY if told and places[0].kind == "place" else _NOBODY | _AT_HOME
    if not told or len(places[0].value) != 1 or any(item.kind == "not" or item.text in barred for item in items):
        return
    for frame in frames:
        if frame.act == "address" and frame.verb == "there" and frame.asks:
            frame.asks, frame.verb, frame.address_ids = (), "", places[0].value


def _agrees(said: Json, saved: Json) -> bool:
    return all(str(saved.get(key, "")).lower() == str(value).lower() for key, value in said.items() if key != "street")
