"""A second, independent reading of ``domain.md``: what changes do to an order, in plain dicts of ``api.md``.

It shares no code with the platform. Money is integer cents. It answers for what is possible without looking at stock;
stock, limits and who may decide are separate small questions below, so that a test can ask them of any option.
"""

from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any

Json = dict[str, Any]

SIZE_COLOR, QUANTITY_UP, ARTWORK = 30, 25, {"APPROVED": (15, 2), "IN_PRODUCTION": (50, 7)}
LEAD = {"CREATED": 14, "APPROVED": 12, "IN_PRODUCTION": 7}
ADDRESS = {"IN_PRODUCTION": (1500, 1), "READY_TO_SHIP": (2500, 2)}
OPEN = ("CREATED", "APPROVED", "IN_PRODUCTION")


class Refused(Exception):
    """A part cannot be done whatever the stock; ``code`` is the reason code."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass
class Piece:
    """A working line: ``remade`` pieces of it were given a new size or colour earlier in the same request.

    ``left`` is the line they were taken off, if they were, and ``aspects`` what about them is new.
    """

    line_id: str | None
    sku: str
    product_id: str
    color: str
    size: str
    quantity: int
    price: int
    artwork: str | None
    remade: int = 0
    joins: "Piece | None" = None
    left: str | None = None
    aspects: set[str] = field(default_factory=set)


@dataclass
class Outcome:
    lines: list[Piece]
    fees: list[tuple[str, int]]
    address: Json
    status: str
    delta: int
    refund: int
    delivery: date
    days: int
    reasons: set[str]
    taken: bool
    needs: dict[str, int] = field(default_factory=dict)


def half_up(amount: int, percent: int) -> int:
    return (amount * percent * 2 + 100) // 200


class Reading:
    """One request on one order."""

    def __init__(self, order: Json, products: list[Json], today: date) -> None:
        self.order, self.today, self.status = order, today, order["status"]
        self.variants = {v["sku"]: (p, v) for p in products for v in p["variants"]}
        self.lines = [
            Piece(
                x["line_id"],
                x["sku"],
                x["product_id"],
                x["color"],
                x["size"],
                x["quantity"],
                x["unit_price"]["amount"],
                x["artwork"]["artwork_id"] if x["artwork"] else None,
            )
            for x in order["lines"]
        ]
        self.before = self.contents(self.lines)
        self.fees: list[tuple[str, int]] = []
        self.days = 0
        self.makes_goods = False
        self.asked: date | None = None
        self.address = order["address"]
        self.taken = False
        self.cancelled = False

    def line(self, line_id: str) -> Piece:
        return next(p for p in self.lines if p.line_id == line_id)

    def fee(self, code: str, amount: int, days: int) -> None:
        if amount:
            self.fees.append((code, amount))
        self.days = max(self.days, days)

    def sku_of(self, product_id: str, color: str, size: str) -> str:
        """Empty for a look that is not made: a later part may still lead to one that is."""
        for sku, (p, v) in self.variants.items():
            if p["product_id"] == product_id and v["color"] == color and v["size"] == size:
                return sku
        return ""

    # -- one method a type of change
    def change_quantity(self, c: Json) -> None:
        p, new = self.line(c["line_id"]), c["new_quantity"]
        if new > p.quantity:
            self.more(p.price * (new - p.quantity))
        elif new < p.quantity:
            self.fewer(p.price * (p.quantity - new))
        p.quantity = new
        p.remade = min(p.remade, new)

    def more(self, goods: int) -> None:
        self.makes_goods = True
        if self.status == "IN_PRODUCTION":
            self.fee("quantity_increase", half_up(goods, QUANTITY_UP), 5)

    def fewer(self, goods: int) -> None:
        self.taken = True
        if self.status == "IN_PRODUCTION":
            self.fee("materials_committed", goods, 0)

    def remove_line(self, c: Json) -> None:
        p = self.line(c["line_id"])
        self.fewer(p.price * p.quantity)
        self.lines.remove(p)

    def change_size(self, c: Json) -> None:
        self.remake(c, size=c["new_size"])

    def change_color(self, c: Json) -> None:
        self.remake(c, color=c["new_color"])

    def remake(self, c: Json, size: str | None = None, color: str | None = None) -> None:
        aspect = "size" if size else "color"
        p = self.meant(c, aspect)
        q = c.get("quantity") or p.quantity
        if q > p.quantity:
            raise Refused("above_maximum")
        product = [v for each, v in self.variants.values() if each["product_id"] == p.product_id]
        if not any(v[aspect] == (size or color) for v in product):
            raise Refused("no_such_variant")
        if (size or color) == getattr(p, aspect):
            return
        self.makes_goods = True
        charged = max(0, q - p.remade)
        if self.status == "IN_PRODUCTION":
            self.fee("size_color_change", half_up(p.price * charged, SIZE_COLOR), 5)
        new = p
        if q < p.quantity:
            new = Piece(None, "", p.product_id, p.color, p.size, q, p.price, p.artwork, left=p.line_id)
            p.quantity -= q
            p.remade = max(0, p.remade - q)
            self.lines.append(new)
        new.size, new.color, new.remade = size or new.size, color or new.color, q
        new.aspects.add(aspect)
        new.sku = self.sku_of(new.product_id, new.color, new.size)

    def meant(self, c: Json, aspect: str) -> Piece:
        """Size and colour of as many pieces of one line are one new garment: the same pieces."""
        for p in reversed(self.lines):
            if p.left == c["line_id"] and p.quantity == c.get("quantity") and p.aspects == {"size", "color"} - {aspect}:
                return p
        return self.line(c["line_id"])

    def change_artwork(self, c: Json) -> None:
        art = c["artwork_id"]
        hit = [p for p in self.lines if p.artwork != art and c.get("line_id") in (None, p.line_id)]
        if not hit:
            return
        self.makes_goods = True
        if self.status in ARTWORK:
            percent, days = ARTWORK[self.status]
            self.fee("artwork_change", half_up(sum(p.price * p.quantity for p in hit), percent), days)
        for p in hit:
            p.artwork = art

    def add_line(self, c: Json) -> None:
        product, variant = self.variants[c["sku"]]
        same = [p for p in self.lines if p.sku == c["sku"]]
        art = c.get("artwork_id")
        joins = same[0] if same and not art else None
        if same:
            art = art or same[0].artwork
            price = next((p.price for p in same if p.artwork == art), same[0].price)
        else:
            price = product["base_price"]["amount"]
            worn = {p.artwork for p in self.lines}
            art = art or (worn.pop() if len(worn) == 1 else None)
        self.more(price * c["quantity"])
        self.lines.append(
            Piece(
                None,
                c["sku"],
                product["product_id"],
                variant["color"],
                variant["size"],
                c["quantity"],
                price,
                art,
                joins=joins,
            )
        )

    def change_address(self, c: Json, addresses: dict[str, Json]) -> None:
        new = addresses[c["address_id"]] if c.get("address_id") else c["address"]
        parts = ("street", "city", "region", "postal_code", "country")
        if all(new[k] == self.address[k] for k in parts):
            return
        if self.status in ADDRESS:
            self.fee("address_change", *ADDRESS[self.status])
        self.address = new

    def change_delivery_date(self, c: Json) -> None:
        asked, now = date.fromisoformat(c["delivery_date"]), date.fromisoformat(self.order["delivery_date"])
        if asked < self.today:
            raise Refused("date_in_past")
        if asked < now:
            raise Refused("rush")
        if asked > now:
            self.asked, self.makes_goods = asked, True

    def run(self, changes: list[Json], addresses: dict[str, Json]) -> "Reading":
        for c in changes:
            if c["type"] == "cancel_order":
                self.cancelled = True
            elif c["type"] == "change_address":
                self.change_address(c, addresses)
            elif c["type"] == "split_shipment":
                raise Refused("split_shipment")
            else:
                getattr(self, c["type"])(c)
        if not all(p.sku for p in self.lines):
            raise Refused("no_such_variant")
        return self

    def merged(self) -> list[Piece]:
        kept: list[Piece] = []
        for p in self.lines:
            if p.joins in self.lines and p.joins is not None and p.joins.sku == p.sku:
                p.artwork = p.joins.artwork
            twin = next((k for k in kept if (k.sku, k.price, k.artwork) == (p.sku, p.price, p.artwork)), None)
            if twin is None:
                kept.append(replace(p))
            else:
                twin.quantity += p.quantity
        return kept

    def outcome(self) -> Outcome:
        order, total = self.order, self.order["totals"]["total"]["amount"]
        old = date.fromisoformat(order["delivery_date"])
        if self.cancelled:
            refund = {"CREATED": total, "APPROVED": max(0, total - 2500), "IN_PRODUCTION": half_up(total, 50)}[
                self.status
            ]
            refund = max(0, refund)
            reasons = {"refund_applies"} if refund else {"no_refund"}
            return Outcome(self.lines, [], self.address, "CANCELLED", -refund, refund, old, 0, reasons, False)
        goods = order["totals"]["goods"]["amount"]
        lines = self.merged()
        delta = sum(p.price * p.quantity for p in lines) - goods + sum(a for _, a in self.fees)
        delivery = max(old + timedelta(self.days), self.asked or old)
        if self.makes_goods and self.status in LEAD:
            delivery = max(delivery, self.today + timedelta(LEAD[self.status]))
        have = {}
        for x in order["lines"]:
            have[x["sku"]] = have.get(x["sku"], 0) + x["quantity"]
        want: dict[str, int] = {}
        for p in lines:
            want[p.sku] = want.get(p.sku, 0) + p.quantity
        needs = {s: n - have.get(s, 0) for s, n in want.items() if n > have.get(s, 0)}
        days = max(0, (delivery - old).days)
        refund = max(0, -delta)
        reasons = self.reasons(refund, delivery, old)
        return Outcome(
            lines, self.fees, self.address, self.status, delta, refund, delivery, days, reasons, self.taken, needs
        )

    def reasons(self, refund: int, delivery: date, old: date) -> set[str]:
        found: set[str] = set()
        if any(code != "materials_committed" for code, _ in self.fees):
            found.add("fee_applies")
        if any(code == "materials_committed" for code, _ in self.fees):
            found.add("no_refund")
        if refund:
            found.add("refund_applies")
        if self.days:
            found.add("days_added")
        if delivery > max(old + timedelta(self.days), self.asked or old):
            found.add("lead_time_moves_date")
        return found

    @staticmethod
    def contents(lines: list[Piece]) -> dict[tuple[str, int, str | None], int]:
        """Pieces by what they are, however they are spread over lines."""
        found: dict[tuple[str, int, str | None], int] = {}
        for p in lines:
            key = (p.sku, p.price, p.artwork)
            found[key] = found.get(key, 0) + p.quantity
        return found

    def nothing_changed(self) -> bool:
        if self.cancelled:
            return False
        now = self.contents(self.merged())
        parts = ("street", "city", "region", "postal_code", "country")
        same_place = all(self.address[k] == self.order["address"][k] for k in parts)
        return now == self.before and same_place and self.asked is None


def read(order: Json, changes: list[Json], products: list[Json], addresses: dict[str, Json], today: date) -> Reading:
    """Replay ``changes`` on a copy of ``order``; raises ``Refused`` where a part is impossible whatever the stock."""
    return Reading(order, products, today).run(changes, addresses)


def limits(order: Json, outcome: Outcome) -> set[str]:
    """Which limits the result breaks: 500 a line, 10 pieces in all (bound only where pieces were taken away)."""
    if outcome.status == "CANCELLED":
        return set()
    broken = set()
    if any(p.quantity > 500 for p in outcome.lines):
        broken.add("above_maximum")
    if outcome.taken and sum(p.quantity for p in outcome.lines) < 10:
        broken.add("below_minimum")
    return broken
