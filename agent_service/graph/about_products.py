"""Questions about products: stock, price, colours, sizes, care; and what to take for an occasion."""

import re
from collections import Counter

from agent_service.conversation import reply
from agent_service.conversation.catalogue_talk import (
    colors_wanting,
    only_named,
    points_back,
    products_meant,
    recommended,
    sizes_meant,
    sizes_wanting,
    topic,
    variants_at_hand,
    variants_meant,
    words,
)
from agent_service.conversation.change_words import goods_words
from agent_service.conversation.interpretation import Json
from agent_service.conversation.turn import Deps, spoken
from agent_service.conversation.waiting_offer import option_at_hand
from agent_service.conversation.wording import count, either, money, together
from agent_service.graph.about_order import total
from agent_service.graph.about_policy import explain
from agent_service.graph.target import target
from agent_service.graph.work import Turn
from agent_service.interpret.languages import in_english

SHOWN = 3
LISTED = 6
"""So many variants are named with their stock; the part shows them all."""


async def product(turn: Turn, deps: Deps) -> None:
    """Answer from the catalogue and today's stock; care and fabric from the written answers."""
    text = in_english(spoken(turn.inbound))
    asked = topic(text)
    named = products_meant(text, turn.data.products)
    if asked == "price" and not named and not turn.spoken_of and total(turn):
        return
    meant = named or _spoken_of(turn) or _on_order(turn)
    if asked == "care" and meant and only_named(text, meant):
        asked = "stock" if _value_named(text, meant) else asked
        await _tell(turn, deps, meant, asked, text)
        return
    if asked == "care" or not meant:
        if await _written(turn, deps, text, named):
            return
        meant = named
    if not named and not points_back(text, meant):
        if _DEALS.search(text):
            await explain(turn, deps, "policy.found", "policy.nothing")
        else:
            _not_sold(turn)
        return
    if asked == "stock" and not named and (variants := _at_hand(turn, text, meant)):
        await _say_stock(turn, deps, variants)
        return
    await _tell(turn, deps, meant if named else _coming_so(turn, meant, text), asked, text)


async def _written(turn: Turn, deps: Deps, text: str, named: list[Json]) -> bool:
    """Answer from what is written of care, fabric and fit; False where that says nothing of the products named."""
    if not named and _SOLD.search(text):
        _not_sold(turn)
        return True
    if named and not await deps.passages.search(text, limit=1):
        return False
    await explain(turn, deps, "faq.found", "faq.nothing")
    return True


_SOLD = re.compile(r"\b(?:do|would|can) you (?:\w+ )?(?:sell|offer|carry|make|stock|have)\b", re.IGNORECASE)


def _value_named(text: str, meant: list[Json]) -> bool:
    """ "and in navy?": a size or colour is asked for."""
    colors = {word for item in meant for color in item["colors"] for word in words(color)}
    return bool(sizes_meant(text)) or bool(colors & set(words(text)))


def _coming_so(turn: Turn, meant: list[Json], text: str) -> list[Json]:
    """Of goods that only the order at hand tells, those that come in the colours and sizes named, if any do."""
    return [item for item in meant if not _wanting(turn, item, text)] or meant


async def _tell(turn: Turn, deps: Deps, meant: list[Json], asked: str, text: str) -> None:
    if len(meant) == 1:
        turn.conversation.spoken_of = {"product_name": meant[0]["name"]}
    for item in meant[:SHOWN]:
        if not _not_made(turn, item, text):
            await _answer(turn, deps, item, asked, text)
    turn.show(reply.products_part(meant[:SHOWN]))


_DEALS = re.compile(r"\b(?:discounts?|coupons?|vouchers?|promo\w*|rebates?|deals?|invoices?|credit)\b", re.IGNORECASE)
_STOCK = re.compile(r"\b(?:do|have) you (?:still )?(?:have|got)\b|\byou have\b|\bin stock\b|\bavailable\b")


def asks_for_stock(turn: Turn) -> bool:
    """Whether a question is about what we have, not about an order."""
    return _STOCK.search(in_english(spoken(turn.inbound)).lower()) is not None


def _not_sold(turn: Turn) -> None:
    """Nothing in the catalogue is called that; the kinds of goods there are."""
    kinds = list(dict.fromkeys(item["name"] for item in turn.data.products))[:LISTED]
    turn.facts.learn([{"name": name} for name in kinds])
    turn.say("product.unknown", products=together(kinds))


def _spoken_of(turn: Turn) -> list[Json]:
    """The product that the answer before was about: "which colours?" is asked of that."""
    name = (turn.spoken_of or {}).get("product_name")
    return [item for item in turn.data.products if item["name"] == name]


def _on_order(turn: Turn) -> list[Json]:
    order = turn.order(turn.reading.order_id or turn.conversation.order_id)
    ids = [line["product_id"] for line in order["lines"]] if order else []
    return [item for item in turn.data.products if item["product_id"] in ids]


def _at_hand(turn: Turn, text: str, meant: list[Json]) -> list[Json]:
    """The variants under discussion, where the question names no size or colour of its own."""
    order = target(turn)
    if order is None or any(len(variants_meant(text, item)) < len(item["variants"]) for item in meant):
        return []
    if any(_wanting(turn, item, text) for item in meant):
        return []
    conversation = turn.conversation
    return variants_at_hand(order, meant, conversation.request, conversation.missing)


def _wanting(turn: Turn, item: Json, text: str) -> bool:
    return bool(colors_wanting(text, item, turn.data.products) or sizes_wanting(text, item))


def _not_made(turn: Turn, item: Json, text: str) -> bool:
    """Say what of the colours and sizes named the product does not come in, and what there is instead."""
    colors, sizes = colors_wanting(text, item, turn.data.products), sizes_wanting(text, item)
    for key, wanting in (("colors", colors), ("sizes", sizes)):
        if wanting:
            turn.facts.learn({"name": item["name"], key: [*item[key], *wanting]})
            there_are = together(item[key])
            turn.say("product.not_made", product=item["name"], wanting=either(wanting), there_are=there_are)
    return bool(colors or sizes)


async def _answer(turn: Turn, deps: Deps, item: Json, asked: str, text: str) -> None:
    turn.facts.learn(item)
    if asked == "stock":
        await _stock(turn, deps, item, text)
    elif asked == "care":
        price, colors = money(item["base_price"]), together(item["colors"])
        turn.say("product.overview", product=item["name"], price=price, colors=colors)
    elif asked == "price":
        turn.say("product.price", product=item["name"], price=money(item["base_price"]))
    elif asked == "colors":
        turn.say("product.colors", product=item["name"], colors=together(item["colors"]))
    else:
        turn.say("product.sizes", product=item["name"], sizes=together(item["sizes"]))


async def _stock(turn: Turn, deps: Deps, item: Json, text: str) -> None:
    meant = [{**variant, "product_name": item["name"]} for variant in variants_meant(text, item)]
    if not meant:
        turn.say("product.no_such_variant", product=item["name"])
        return
    await _say_stock(turn, deps, meant)


async def _say_stock(turn: Turn, deps: Deps, variants: list[Json]) -> None:
    """Today's stock of each, in one sentence or a short list; one alone is what "that" may mean next."""
    meant = variants[:LISTED]
    if len(meant) == 1:
        turn.conversation.spoken_of = {key: meant[0][key] for key in ("product_name", "color", "size")}
    turn.facts.learn(meant)
    stock = await deps.platform.inventory([variant["sku"] for variant in meant])
    turn.facts.learn(stock)
    left = {row["sku"]: int(row["available"]) for row in stock}
    held = _held(turn)
    lines = []
    for variant in meant:
        goods, available, own = goods_words(variant), left.get(variant["sku"], 0), held.get(variant["sku"], 0)
        key = _STOCK_WORDS[available > 0, own > 0]
        turn.facts.learn({"held": own})
        lines.append(turn.texts.say(key, goods=goods, available=count(available), held=count(own)))
    turn.said.append("\n".join(f"• {line}" for line in lines) if len(lines) > 2 else " ".join(lines))


_STOCK_WORDS = {
    (True, False): "product.stock",
    (False, False): "product.sold_out",
    (True, True): "product.stock.held",
    (False, True): "product.held",
}
"""By whether there are some left, and whether some are held for the customer."""


def _held(turn: Turn) -> Counter[str]:
    """By SKU, how many more pieces the waiting offer needs than the order has: they are held for it meanwhile."""
    pending = turn.conversation.pending
    option = option_at_hand(pending) if pending else None
    order = turn.order(pending["quote"]["order_id"]) if pending else None
    if option is None or order is None:
        return Counter()
    after, now = (_pieces(each["lines"]) for each in (option["order_after"], order))
    return after - now


def _pieces(lines: list[Json]) -> Counter[str]:
    pieces: Counter[str] = Counter()
    for line in lines:
        pieces[line["sku"]] += int(line["quantity"])
    return pieces


async def recommend(turn: Turn, deps: Deps) -> None:
    """Up to three products from the catalogue, with the price each starts at."""
    found = recommended(in_english(spoken(turn.inbound)), turn.data.products, turn.data.orders)
    if not found:
        turn.say("recommend.nothing")
        return
    ordered = {line["product_id"] for order in turn.data.orders for line in order["lines"]}
    turn.say("recommend.intro")
    for item in found:
        turn.facts.learn(item)
        key = "recommend.again" if item["product_id"] in ordered else "recommend.new"
        turn.say(key, product=item["name"], price=money(item["base_price"]), colors=together(item["colors"]))
    turn.show(reply.products_part(found))
