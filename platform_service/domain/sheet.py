"""The working copy a request is replayed on: lines split, grow and move here; what it costs is noted beside."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from platform_service.domain.order import Address, ArtworkRef, Line, Order, Posting, Status


@dataclass(frozen=True, slots=True)
class Demand:
    """Pieces that parts of the request ask of the stock for one new look; ``line_id`` is the line the parts name.

    ``came_from`` is the (color, size) the pieces had before, None for pieces that are added.
    """

    parts: tuple[int, ...]
    pieces: int
    line_id: str | None = None
    came_from: tuple[str, str] | None = None


@dataclass(slots=True)
class Slot:
    """Pieces that are alike, on their way to becoming a line; ``line_id`` is None for pieces without a line yet.

    ``parts`` are the parts of the request that added to the pieces or gave them their look; ``remade`` counts the
    pieces that it gave a new size or color, which pay for that once.
    """

    line_id: str | None
    sku: str | None
    product_id: str
    product_name: str
    color: str
    size: str
    quantity: int
    unit_price: int
    artwork: ArtworkRef | None
    pieces_produced: int = 0
    source: Line | None = None
    split_from: str | None = None
    joins: "Slot | None" = None
    touched: bool = False
    remade: int = 0
    aspects: frozenset[str] = frozenset()
    parts: list[int] = field(default_factory=list)
    demands: list[Demand] = field(default_factory=list)

    @classmethod
    def of(cls, line: Line) -> "Slot":
        """The pieces of a line of the order."""
        return cls(
            line_id=line.line_id,
            sku=line.sku,
            product_id=line.product_id,
            product_name=line.product_name,
            color=line.color,
            size=line.size,
            quantity=line.quantity,
            unit_price=line.unit_price,
            artwork=line.artwork,
            pieces_produced=line.pieces_produced,
            source=line,
        )

    @property
    def goods(self) -> int:
        return self.quantity * self.unit_price

    @property
    def artwork_id(self) -> str | None:
        return self.artwork.artwork_id if self.artwork else None

    def printed_among(self, pieces: int) -> int:
        """How many of ``pieces`` taken from here are printed already: unprinted ones are taken first (domain.md)."""
        return max(0, pieces - (self.quantity - self.pieces_produced))

    def take(self, pieces: int) -> None:
        """Take pieces away, unprinted ones first; those that this request makes anew stay longest."""
        self.pieces_produced -= self.printed_among(pieces)
        self.quantity -= pieces
        self.remade = min(self.remade, self.quantity)

    def split(self, pieces: int) -> "Slot":
        """Part ``pieces`` (fewer than there are) off into a slot of their own, without a line id; remade ones first."""
        remade = min(pieces, self.remade)
        self.remade -= remade
        self.take(pieces)
        return Slot(
            line_id=None,
            sku=self.sku,
            product_id=self.product_id,
            product_name=self.product_name,
            color=self.color,
            size=self.size,
            quantity=pieces,
            unit_price=self.unit_price,
            artwork=self.artwork,
            split_from=self.line_id,
            touched=True,
            remade=remade,
        )

    def absorb(self, other: "Slot") -> None:
        """Take the pieces of an equal slot in."""
        self.quantity += other.quantity
        self.pieces_produced += other.pieces_produced
        self.parts.extend(other.parts)


@dataclass(frozen=True, slots=True)
class Charge:
    """A fee line one part of the request brings (cents), with what it was taken of."""

    index: int
    posting: Posting
    facts: Mapping[str, Any]


@dataclass(slots=True)
class Sheet:
    """The order as the parts replayed so far left it."""

    order: Order
    slots: list[Slot]
    address: Address
    status: Status
    requested_date: date | None = None
    credit: Posting | None = None
    cancelled_by: int | None = None
    charges: list[Charge] = field(default_factory=list)
    days: list[tuple[int, int]] = field(default_factory=list)
    takers: list[int] = field(default_factory=list)
    lead_index: int | None = None
    lines_touched: bool = False

    @classmethod
    def of(cls, order: Order) -> "Sheet":
        """A copy of the order with nothing changed."""
        return cls(order, [Slot.of(line) for line in order.lines], order.address, order.status)

    def slot(self, line_id: str) -> Slot:
        """The pieces that still are the line of that id; KeyError if an earlier part removed it."""
        for slot in self.slots:
            if slot.line_id == line_id:
                return slot
        raise KeyError(line_id)

    def of_sku(self, sku: str) -> Iterator[Slot]:
        """The slots that hold a SKU, oldest first."""
        return (slot for slot in self.slots if slot.sku == sku)

    def moved_alone(self, line_id: str, pieces: int, aspect: str) -> Slot | None:
        """As many pieces, moved off the line before in the other aspect only: the same ones, meant again."""
        for slot in reversed(self.slots):
            same = slot.split_from == line_id and slot.quantity == pieces
            if same and len(slot.aspects) == 1 and aspect not in slot.aspects:
                return slot
        return None
