"""Which order a message is about: by number, by time, by what is on it, by where it goes or who placed it."""

import re
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import pairwise

from agent_service.conversation.interpretation import Json, Situation
from agent_service.interpret.items import Item
from agent_service.interpret.listing import speaks_of_goods
from agent_service.interpret.noun_phrases import PhraseReader, Ref
from agent_service.interpret.order_numbers import is_marked, plain
from agent_service.interpret.wordlist import words

_STATUS = {
    "shipped": "SHIPPED", "delivered": "DELIVERED", "canceled": "CANCELLED", "returned": "RETURNED",
    "approved": "APPROVED", "pending": "CREATED",
}  # fmt: skip
_NEWEST = frozenset({"latest", "newest", "recent", "last"})
_DESCRIBING = frozenset({"product", "product_word", "color", "size"})
_COMPARING = frozenset({"at", "in", "than", "like", "as", "with", "for"})
_ORDERS = frozenset({"order", "orders", "one", "purchase order"})
MOST_PIECES = 999
"""No line holds so many, so that a larger number that is an order's is meant as that."""
_PUT_IN = frozenset({"put in", "lodged", "entered", "sent in", "filed"})
_ORDERED = frozenset({"ordered", "placed", "order", "made", "submitted", "orders", "bought"})


@dataclass(slots=True)
class Mentions:
    """What a message says about its order. ``unknown`` is a number that this customer has no order for."""

    ids: list[str] = field(default_factory=list)
    unknown: str | None = None
    created_on: str | None = None
    created_from: str | None = None
    newest: bool = False
    own: bool = False
    refs: list[Ref] = field(default_factory=list)
    places: tuple[str, ...] = ()
    status: str | None = None
    other: bool = False
    placed_by: str | None = None

    @property
    def descriptive(self) -> bool:
        return bool(
            self.created_on or self.created_from or self.newest or self.refs or self.places or self.status
            or self.placed_by or self.other
        )  # fmt: skip


def find(items: list[Item], situation: Situation) -> tuple[list[Item], Mentions]:
    """The items without what names the order (its place is kept by ``pass``), and what was said about it."""
    mentions = Mentions()
    items = _numbers(items, situation, mentions)
    items = _described(items, situation, mentions)
    return items, mentions


def _keys(situation: Situation) -> dict[str, str]:
    keys: dict[str, str] = {}
    for order in situation.data.orders:
        identity = str(order["order_id"])
        keys[re.sub(r"\W", "", identity.lower())] = identity
        digits = re.search(r"\d{3,}$", identity)
        if digits:
            keys.setdefault(digits.group(), identity)
    return keys


def _prefixes(situation: Situation) -> frozenset[str]:
    return frozenset(m.group().lower() for o in situation.data.orders if (m := re.match(r"[A-Za-z]+", o["order_id"])))


def _numbers(items: list[Item], situation: Situation, mentions: Mentions) -> list[Item]:
    keys, prefixes = _keys(situation), _prefixes(situation) | {"bt"}
    out: list[Item] = []
    at = 0
    while at < len(items):
        key, used = _key(items, at, prefixes)
        counted = bool(situation.options) and len(items) == 1  # "3000" alone, at an offer: so many
        if key is None or (counted and key not in keys) or not _is_order(items, at, key, keys, prefixes):
            out.append(items[at])
            at += 1
            continue
        digits = re.sub(r"\D", "", key)
        identity = keys.get(key) or (keys.get(digits) if key == digits or key[: -len(digits)] in prefixes else None)
        if identity is None:
            mentions.unknown = mentions.unknown or plain(items[at].text)
        elif identity not in mentions.ids:
            mentions.ids.append(identity)
        while out and (out[-1].kind == "order_word" or out[-1].text in ("number", "no", "#", "order number", "nr")):
            out.pop()
        out.append(Item("order_id", identity, items[at].text))
        at += used
        if at < len(items) and items[at].kind == "colon" and not speaks_of_goods(out, items[at + 1 :]):
            out.append(Item("stop", None, ":"))
            at += 1
    return out


def _key(items: list[Item], at: int, prefixes: frozenset[str]) -> tuple[str | None, int]:
    item = items[at]
    if item.kind == "code":
        return re.sub(r"\W", "", item.text), 1
    if item.text in prefixes:
        follow = next((i for i in range(at + 1, min(at + 3, len(items))) if items[i].kind == "number"), None)
        if follow is not None:
            return f"{item.text}{items[follow].value}", follow - at + 1
    if item.kind == "number" and item.text.isdigit():
        return item.text, 1
    if item.kind == "number" and item.value > MOST_PIECES and at and items[at - 1].kind == "order_word":
        return str(item.value), 1
    return None, 0


def _is_order(items: list[Item], at: int, key: str, keys: dict[str, str], prefixes: frozenset[str]) -> bool:
    if not key.isdigit():
        return (
            is_marked(items[at].text)
            or key in keys
            or re.sub(r"\d", "", key) in prefixes
            or items[at].text.startswith("#")
        )
    if items[at].text.startswith("#") and len(key) >= 3:
        return True
    before = [item for item in items[max(0, at - 4) : at] if item.kind not in ("pass",)]
    after = items[at + 1].kind if at + 1 < len(items) else "stop"
    cancelled = bool(before) and before[-1].kind == "cancel" and key in keys and int(key) > MOST_PIECES
    if not cancelled and _IN_ALL.match(" ".join(item.text for item in items[at + 1 : at + 4])):
        return False
    named = any(i.kind == "order_word" and "order" in i.text for i in before[-1:]) or _order_number_is(before)
    if key in keys and len(key) >= 4 and int(key) > MOST_PIECES:
        return after != "pieces" or named
    if key in keys and len(key) >= 4:
        return after not in ("pieces", "size", "product", "color") or named
    opens = items[at - 1].kind in ("change", "on", "for", "of", "in", "stop", "sep") if at else True
    return (
        (named or (opens and _like_the_others(key, keys)))
        and len(key) >= 3
        and after not in ("pieces", "size", "product", "color", "more", "sep_number")
    )


_IN_ALL = re.compile(r"(?:in all|in total|total|altogether|all told|overall)\b")


def _like_the_others(key: str, keys: dict[str, str]) -> bool:
    """ "update 1003, …" of somebody whose orders are 4001 and 4002: no number of pieces, and no year."""
    lengths = {len(known) for known in keys if known.isdigit()}
    return len(key) in lengths and int(key) > MOST_PIECES and not 1990 <= int(key) <= 2100


def _order_number_is(before: list[Item]) -> bool:
    texts = [item.text for item in before]
    return any("order" in text for text in texts) and any(
        text in ("number", "no", "nr", "order number", "is", "id", "order no") for text in texts[-2:]
    )


def _described(items: list[Item], situation: Situation, mentions: Mentions) -> list[Item]:
    texts = {item.text for item in items}
    ordering = any(item.kind == "order_word" for item in items) or texts & _ORDERED or "from" in texts
    put_in = any(one.text in ("i", "we") and two.text in _PUT_IN for one, two in pairwise(items))
    ordering, placing = ordering or put_in, put_in or texts & (_ORDERED - {"order", "orders"})
    if ordering and (situation.order_id is None or placing or not _this_order(items)):
        items = _timed(items, situation, mentions)
    mentions.own = "my" in texts or "i" in texts
    items = _by_state(
        _by_content(items, mentions, situation.state == "IDENTIFY_ORDER", situation.order_id is None), mentions
    )
    return _by_person(items, situation, mentions)


def _this_order(items: list[Item]) -> bool:
    """ "we wrote to you yesterday; for this order …": the one at hand, whatever the day was."""
    return any(one.text == "this" and two.kind == "order_word" for one, two in pairwise(items))


def _timed(items: list[Item], situation: Situation, mentions: Mentions) -> list[Item]:
    out: list[Item] = []
    for at, item in enumerate(items):
        if _compared(items, at, situation) or not _take_time(items, at, situation, mentions):
            out.append(item)
        else:
            _forget_placing(out)
    return out


def _compared(items: list[Item], at: int, situation: Situation) -> bool:
    """ "too small at the last order": another order to compare with, where one is in focus."""
    before = [item.text for item in items[max(0, at - 2) : at]]
    theirs = len(before) == 2 and before[0] in _COMPARING and before[1] in ("the", "my", "our")
    return theirs and items[at].text in _NEWEST and situation.order_id is not None


def _take_time(items: list[Item], at: int, situation: Situation, mentions: Mentions) -> bool:
    today = date.fromisoformat(situation.today)
    item, follow = items[at], items[at + 1].text if at + 1 < len(items) else ""
    if item.kind == "day":
        mentions.created_on = item.value
    elif item.kind == "ago":
        mentions.created_on = (today - timedelta(days=item.value)).isoformat()
    elif item.kind == "date" and item.value and any(i.text in _ORDERED for i in items[max(0, at - 3) : at]):
        mentions.created_on = item.value if item.value <= situation.today else _last_year(item.value)
    elif item.text in _NEWEST and follow == "week":
        mentions.created_from = (today - timedelta(days=today.weekday() + 7)).isoformat()
    elif (item.text in _NEWEST and follow in _ORDERS) or (item.text == "most" and follow == "recent"):
        mentions.newest = True
    else:
        return False
    return True


def _last_year(value: str) -> str:
    return f"{int(value[:4]) - 1}{value[4:]}"


def _forget_placing(out: list[Item]) -> None:
    """ "… i placed yesterday", "… from yesterday": the words before the time go with it."""
    while out and (out[-1].text in _PLACING or out[-1].text in _PUT_IN):
        out.pop()


_PLACING = frozenset(words("i we placed ordered made from submitted on back just did exactly precisely"))


def _by_content(items: list[Item], mentions: Mentions, identifying: bool, open_: bool) -> list[Item]:
    out: list[Item] = []
    at = 0
    while at < len(items):
        goods = _goods_order(items, at, mentions) or _order_with_goods(items, at, mentions, open_)
        if goods:
            out.append(Item("order_word", None, "order"))
            at = goods
            continue
        follow = items[at + 1] if at + 1 < len(items) else None
        if not _qualifies(items[at], follow, mentions, identifying):
            out.append(items[at])
        at += 1
    return out


def _goods_order(items: list[Item], at: int, mentions: Mentions) -> int | None:
    """ "the hoodie order": where it ends, if it is one."""
    if items[at].kind not in _DESCRIBING:
        return None
    reader = PhraseReader(items, at)
    ref = reader.read().ref
    if reader.at >= len(items) or items[reader.at].kind != "order_word" or not ref.describes:
        return None
    mentions.refs.append(ref)
    return reader.at + 1


def _order_with_goods(items: list[Item], at: int, mentions: Mentions, open_: bool = False) -> int | None:
    """ "the order with the caps": where it ends, if it is one (and no count of goods)."""
    linked = at + 2 < len(items) and items[at + 1].text in ("with", "of", "containing")
    ours = items[at].kind == "order_word" or (open_ and items[at].kind == "ones" and items[at + 1 : at + 2] != [])
    if not ours or not linked or (items[at].kind == "ones" and items[at + 1].text == "of"):
        return None
    named = _goods_side_by_side(items, at + 2)
    mentions.refs.extend(ref for ref, _ in named)
    return named[-1][1] if named else None


def _goods_side_by_side(items: list[Item], at: int) -> list[tuple[Ref, int]]:
    """ "the grey tees and the red caps": each of them, and where it ends; what a number follows is asked for."""
    found: list[tuple[Ref, int]] = []
    while at < len(items):
        reader = PhraseReader(items, at)
        phrase = reader.read()
        follow = items[reader.at] if reader.at < len(items) else Item("stop", None, "")
        wished = bool(found) and follow.kind not in ("and", *_CLOSING)
        if not phrase.ref.describes or phrase.amount is not None or wished:
            break
        found.append((phrase.ref, reader.at))
        if follow.kind != "and":
            break
        at = reader.at + 1
    return found


_CLOSING = frozenset({"sep", "stop", "colon", "dash", "dots", "question", "please"})


def _qualifies(item: Item, follow: Item | None, mentions: Mentions, identifying: bool = False) -> bool:
    """ "the warehouse order", "the shipped order", "my other order"."""
    if follow is None or follow.kind not in ("order_word", "ones"):
        return False
    if follow.kind == "ones" and not (identifying and (item.kind == "place" or item.text in _STATUS)):
        return False
    if item.kind == "place":
        mentions.places = item.value
    elif item.text in _STATUS:
        mentions.status = _STATUS[item.text]
    elif item.kind == "other":
        mentions.other = True
    else:
        return False
    return True


_STATES = {
    "in production": "IN_PRODUCTION", "being made": "IN_PRODUCTION", "being printed": "IN_PRODUCTION",
    "being produced": "IN_PRODUCTION", "in the works": "IN_PRODUCTION", "ready to ship": "READY_TO_SHIP",
    "on its way": "SHIPPED", "on the way": "SHIPPED", "in transit": "SHIPPED", "on the road": "SHIPPED",
    "shipped": "SHIPPED", "delivered": "DELIVERED", "arrived": "DELIVERED", "approved": "APPROVED",
    "canceled": "CANCELLED", "returned": "RETURNED", "pending": "CREATED", "not approved": "CREATED",
}  # fmt: skip
_LINKING = frozenset(
    {"that", "which", "is", "'s", "still", "already", "currently", "was", "has", "been", "just", "now"}
)


def _by_state(items: list[Item], mentions: Mentions) -> list[Item]:
    """ "the one in production", "my order that already shipped"."""
    for at, item in enumerate(items):
        if item.kind not in ("ones", "order_word") and item.text not in ("that one", "this one"):
            continue
        start = at + 1
        while start < len(items) and items[start].text in _LINKING:
            start += 1
        rest = " ".join(i.text for i in items[start : start + 3]) + " "
        phrase = next((phrase for phrase in _STATES if rest.startswith(phrase + " ")), None)
        if phrase is None or (item.kind == "order_word" and _STATES[phrase] != "IN_PRODUCTION"):
            continue
        mentions.status = _STATES[phrase]
        end, words = start, 0
        while words < len(phrase.split()):
            words += len(items[end].text.split())
            end += 1
        return [*items[:at], Item("order_word", None, "order"), *items[end:]]
    return items


def _by_person(items: list[Item], situation: Situation, mentions: Mentions) -> list[Item]:
    names = {
        str(order["placed_by"]["name"]).split()[0].lower(): order["placed_by"]["user_id"]
        for order in situation.data.orders
        if order.get("placed_by") and order["placed_by"].get("name")
    }
    for at, item in enumerate(items):
        if item.text in names and at + 2 < len(items) and items[at + 1].text == "'s":
            near = items[at + 2 : at + 6]
            if any(i.kind in ("order_word", "ones") for i in near):
                mentions.placed_by = names[item.text]
        elif item.text in names and _placed_by(items, at):
            mentions.placed_by = names[item.text]
    return items


def _placed_by(items: list[Item], at: int) -> bool:
    """ "the one from Tom", "the order by Tom"."""
    linked = at > 1 and items[at - 1].text in ("from", "by", "of")
    return linked and any(i.kind in ("order_word", "ones") for i in items[max(0, at - 4) : at - 1])


def candidates(mentions: Mentions, situation: Situation, orders: tuple[Json, ...]) -> list[Json]:
    """The orders that fit a description; all of them when nothing was described."""
    found = [order for order in orders if _fits(order, mentions)]
    if mentions.own and not mentions.placed_by and len(found) > 1:
        own = [order for order in found if (order.get("placed_by") or {}).get("user_id") == situation.user_id]
        found = own or found
    if mentions.other and situation.order_id:
        found = [order for order in found if order["order_id"] != situation.order_id]
    if mentions.newest and found:
        newest = max(str(order["created_at"]) for order in found)
        found = [order for order in found if str(order["created_at"]) == newest]
    return found


def _fits(order: Json, mentions: Mentions) -> bool:
    created = str(order.get("created_at") or "")[:10]
    if mentions.created_on and created != mentions.created_on:
        return False
    if mentions.created_from and not mentions.created_from <= created:
        return False
    if mentions.status and order["status"] != mentions.status:
        return False
    if mentions.placed_by and (order.get("placed_by") or {}).get("user_id") != mentions.placed_by:
        return False
    return not mentions.places or (order.get("address") or {}).get("address_id") in mentions.places
