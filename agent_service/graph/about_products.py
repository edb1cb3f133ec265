"""Questions about products: stock, price, colours, sizes, care; and what to take for an occasion."""

from agent_service.conversation import reply
from agent_service.conversation.catalogue_talk import points_back, products_meant, recommended, topic, variants_meant
from agent_service.conversation.change_words import goods_words
from agent_service.conversation.interpretation import Json
from agent_service.conversation.turn import Deps, spoken
from agent_service.conversation.wording import count, money, together
from agent_service.graph.about_order import total
from agent_service.graph.about_policy import explain
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
    if asked == "price" and not named and total(turn):
        return
    meant = named or _on_order(turn)
    if asked == "care" or not meant:
        if not named or await deps.passages.search(text, limit=1):
            await explain(turn, deps, "faq.found", "faq.nothing")
            return
        meant = named
    if not named and not points_back(text, meant):
        _not_sold(turn)
        return
    for item in meant[:SHOWN]:
        await _answer(turn, deps, item, asked, text)
    turn.show(reply.products_part(meant[:SHOWN]))


def _not_sold(turn: Turn) -> None:
    """Nothing in the catalogue is called that; the kinds of goods there are."""
    kinds = list(dict.fromkeys(item["name"] for item in turn.data.products))[:LISTED]
    turn.facts.learn([{"name": name} for name in kinds])
    turn.say("product.unknown", products=together(kinds))


def _on_order(turn: Turn) -> list[Json]:
    order = turn.order(turn.reading.order_id or turn.conversation.order_id)
    ids = [line["product_id"] for line in order["lines"]] if order else []
    return [item for item in turn.data.products if item["product_id"] in ids]


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
    meant = variants_meant(text, item)[:LISTED]
    if not meant:
        turn.say("product.no_such_variant", product=item["name"])
        return
    stock = await deps.platform.inventory([variant["sku"] for variant in meant])
    turn.facts.learn(stock)
    left = {row["sku"]: int(row["available"]) for row in stock}
    lines = []
    for variant in meant:
        goods = goods_words({**variant, "product_name": item["name"]})
        available = left.get(variant["sku"], 0)
        key = "product.stock" if available else "product.sold_out"
        lines.append(turn.texts.say(key, goods=goods, available=count(available)))
    turn.said.append("\n".join(f"• {line}" for line in lines) if len(lines) > 2 else " ".join(lines))


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
