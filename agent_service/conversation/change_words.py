"""One change in words, from the order it is asked of: what moves, from what to what. No prices, no promises."""

from collections.abc import Callable

from agent_service.conversation.interpretation import CustomerData, Json
from agent_service.conversation.texts import Texts
from agent_service.conversation.wording import count, day


class ChangeWords:
    """Words for the changes of one order; unknown ids are named as they are."""

    def __init__(self, order: Json, data: CustomerData, texts: Texts) -> None:
        self._lines = {line["line_id"]: line for line in order["lines"]}
        self._addresses = {address["address_id"]: address for address in data.addresses}
        self._artworks = {artwork["artwork_id"]: artwork["name"] for artwork in data.artworks}
        self._variants = {
            variant["sku"]: {**variant, "product_name": product["name"]}
            for product in data.products
            for variant in product["variants"]
        }
        self._texts = texts

    def describe(self, change: Json) -> str:
        """A short phrase without a full stop."""
        writers: dict[str, Callable[[Json], str]] = {
            "change_quantity": self._quantity,
            "change_size": self._size,
            "change_color": self._color,
            "change_artwork": self._artwork,
            "change_address": self._address,
            "add_line": self._add,
            "remove_line": self._remove,
            "change_delivery_date": self._date,
        }
        writer = writers.get(change["type"])
        return writer(change) if writer else self._texts.say(f"change.{change['type']}")

    def goods(self, line_id: str) -> str:
        """``Heavy Cotton Tee, Navy, M``."""
        line = self._lines.get(line_id)
        return goods_words(line) if line else line_id

    def _quantity(self, change: Json) -> str:
        line = self._lines.get(change["line_id"], {"quantity": 0})
        was, now = int(line["quantity"]), int(change["new_quantity"])
        goods = self.goods(change["line_id"])
        return self._texts.say("change.quantity", number=now, goods=goods, was=count(was), now=count(now))

    def _size(self, change: Json) -> str:
        line = self._lines.get(change["line_id"], {})
        pieces = change.get("quantity") or line.get("quantity", 0)
        goods = ", ".join(part for part in (line.get("product_name"), line.get("color")) if part)
        return self._texts.say(
            "change.size", pieces=count(pieces), goods=goods, was=line.get("size", "?"), now=change["new_size"]
        )

    def _color(self, change: Json) -> str:
        line = self._lines.get(change["line_id"], {})
        pieces = change.get("quantity") or line.get("quantity", 0)
        goods = ", ".join(part for part in (line.get("product_name"), _size_of(line)) if part)
        return self._texts.say(
            "change.color", pieces=count(pieces), goods=goods, was=line.get("color", "?"), now=change["new_color"]
        )

    def _artwork(self, change: Json) -> str:
        name = self._artworks.get(change["artwork_id"], change["artwork_id"])
        if change.get("line_id") is None:
            return self._texts.say("change.artwork.all", name=name)
        return self._texts.say("change.artwork.line", name=name, goods=self.goods(change["line_id"]))

    def _address(self, change: Json) -> str:
        stored = self._addresses.get(change.get("address_id") or "")
        address = stored or change.get("address")
        where = address_words(address) if address else str(change.get("address_id"))
        return self._texts.say("change.address", where=where)

    def _add(self, change: Json) -> str:
        variant = self._variants.get(change["sku"])
        goods = goods_words(variant) if variant else change["sku"]
        return self._texts.say("change.add", pieces=count(change["quantity"]), goods=goods)

    def _remove(self, change: Json) -> str:
        line = self._lines.get(change["line_id"], {"quantity": 0})
        return self._texts.say("change.remove", pieces=count(line["quantity"]), goods=self.goods(change["line_id"]))

    def _date(self, change: Json) -> str:
        return self._texts.say("change.date", date=day(change["delivery_date"]))


def goods_words(line: Json) -> str:
    """Product, colour and size of a line or variant; a product of one size has none."""
    return ", ".join(part for part in (line.get("product_name"), line.get("color"), _size_of(line)) if part)


def address_words(address: Json) -> str:
    """Label (if any), street, city, region and postal code on one line."""
    place = f"{address['street']}, {address['city']}, {address['region']} {address['postal_code']}"
    label = address.get("label")
    return f"{label} ({place})" if label else place


def _size_of(line: Json) -> str | None:
    size = line.get("size")
    return None if size in (None, "ONE") else str(size)
