"""Goods that a request speaks of and the order does not have: said, before anything else is asked."""

from agent_service.conversation.interpretation import Json
from agent_service.interpret.noun_phrases import Ref
from agent_service.interpret.order_choice import fits, goods_meant
from agent_service.interpret.reading import Reading

MOST_NAMES = 3


def absent_goods(reading: Reading) -> Json | None:
    """``{"goods": words for them, "orders": ids of the orders that do have them}``; None if nothing is absent."""
    order = reading.choice.order
    orders = reading.situation.data.orders
    for ref in goods_meant(reading.message):
        having = [str(each["order_id"]) for each in orders if fits(each, [ref], reading.catalogue)]
        looked_at = [str(order["order_id"])] if order else [str(each["order_id"]) for each in orders]
        words = _words(ref, reading)
        if words and not set(having) & set(looked_at):
            return {"goods": words, "orders": having}
    return None


def _words(ref: Ref, reading: Reading) -> str:
    """ "Red Trucker Cap", "XL": what a reference names, by the catalogue's names where it has one for it."""
    products = [str(reading.catalogue.products[key]["name"]) for key in sorted(ref.products or ())]
    if ref.products is None and ref.words:
        return ""
    color = ref.colors[0][0] if ref.colors and len(ref.colors[0]) == 1 else ref.color_text.title()
    size = ref.sizes[0] if len(ref.sizes) == 1 and ref.sizes[0] != "ONE" else ""
    name = " or ".join(products) if len(products) <= MOST_NAMES else ""
    if products and not name:
        return ""
    return " ".join(part for part in (color, name, size) if part)
