"""Goods that are not on the order yet: which SKU is meant, or what must be asked to know."""

from agent_service.conversation.interpretation import Json, Missing
from agent_service.interpret.catalogue import Catalogue
from agent_service.interpret.frames import Frame
from agent_service.interpret.noun_phrases import Ref
from agent_service.interpret.order_lines import OrderLines


class NewLine:
    """What ``ref`` adds to an order. Product and colour may come from the order where only one fits; a size never."""

    def __init__(self, lines: OrderLines, catalogue: Catalogue, ref: Ref) -> None:
        self._lines = lines
        self._catalogue = catalogue
        self._ref = ref

    def sku(self) -> tuple[str | None, list[Missing]]:
        """The SKU, or None and what is missing."""
        products = self._products()
        if len(products) != 1:
            return None, ["line"]
        product = products[0]
        variants = [v for v in product["variants"] if self._matches(v)]
        asks: list[Missing] = []
        if not self._ref.sizes and len({v["size"] for v in variants}) > 1:
            asks.append("size")
        if not self._ref.colors and len({v["color"] for v in variants}) > 1:
            color = self._order_color(product)
            if color is None:
                asks.append("color")
            else:
                variants = [v for v in variants if v["color"] == color]
        if asks:
            return None, asks
        if len({v["color"] for v in variants}) > 1:
            return None, ["color"]
        if len(variants) != 1:
            return None, ["size" if self._ref.sizes else "color"]
        return str(variants[0]["sku"]), []

    def _matches(self, variant: Json) -> bool:
        if self._ref.sizes and variant["size"] not in self._ref.sizes:
            return False
        return not self._ref.colors or any(variant["color"] in names for names in self._ref.colors)

    def _products(self) -> list[Json]:
        here = list(dict.fromkeys(line["product_id"] for line in self._lines.lines))
        named = self._ref.products
        if named is None and self._ref.words is not None:
            named = self._ref.words
        elif named is not None and self._ref.words is not None:
            named = (named & self._ref.words) or named
        pool = [self._catalogue.products[p] for p in here if p in self._catalogue.products] if named is None else [
            self._catalogue.products[p] for p in sorted(named) if p in self._catalogue.products
        ]  # fmt: skip
        fitting = [p for p in pool if any(self._matches(v) for v in p["variants"])]
        if len(fitting) > 1:
            fitting = [p for p in fitting if p["product_id"] in here] or fitting
        return fitting or (pool if len(pool) == 1 else [])

    def _order_color(self, product: Json) -> str | None:
        colors = {line["color"] for line in self._lines.lines if line["product_id"] == product["product_id"]}
        return colors.pop() if len(colors) == 1 else None


def told_in_full(frame: Frame, lines: OrderLines, catalogue: Catalogue) -> bool:
    """ "20 navy polos size L", where there are no polos: with product, size and colour told they
    can only be new."""
    counted = frame.amount is not None and frame.amount.count is not None and frame.mode in ("", "set")
    if counted and _of_the_same_make(frame):
        return True
    plain = not (frame.verb or frame.partitive or frame.definite or frame.only) and frame.was is None
    here = {line["product_id"] for line in lines.lines}
    named = all(ref.products and not here & ref.products and ref.sizes and ref.colors for ref in frame.refs)
    return counted and plain and named and all(NewLine(lines, catalogue, ref).sku()[0] for ref in frame.refs)


def _of_the_same_make(frame: Frame) -> bool:
    """ "25 in 2XL of the same white tee": goods like those that are there, in a size that is not; "12 of those same
    tees" may be some of them."""
    said = [item.kind for item in frame.said[_after_same(frame) :] if item.kind != "product_word"]
    one = next((item.text for item in frame.said if item.kind == "product"), "s")
    plain = not (frame.also or frame.only or frame.excepted) and frame.was is None
    return plain and said[:1] in (["product"], ["color"]) and not one.endswith("s") and all(r.sizes for r in frame.refs)


def _after_same(frame: Frame) -> int:
    return next((at for at, item in enumerate(frame.said, start=1) if item.text == "same"), len(frame.said))
