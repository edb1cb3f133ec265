"""Random orders, surroundings and requests: small worlds in which parts meet, merge and run short."""

from datetime import date, timedelta

from hypothesis import strategies as st

from platform_service.domain.changes import (
    AddLine,
    CancelOrder,
    Change,
    ChangeAddress,
    ChangeArtwork,
    ChangeColor,
    ChangeDeliveryDate,
    ChangeQuantity,
    ChangeSize,
    RemoveLine,
    SplitShipment,
)
from platform_service.domain.order import Address, Order, Status
from platform_service.domain.request import validate_request
from platform_service.domain.surroundings import Parcel, Surroundings
from tests.unit.domain.world import COLORS, EVENT, LOGO, SIZES, TODAY, around, line, order, variants

SKUS = sorted(variants())
ELSEWHERE = Address(None, "", "5 New Road", "Salem", "OR", "97301", "US")

quantities = st.one_of(st.integers(1, 60), st.integers(1, 520), st.sampled_from([1, 10, 20, 500, 501, 1_000_000]))
colors = st.sampled_from(COLORS)
sizes = st.sampled_from((*SIZES, "9XL"))
artwork_ids = st.sampled_from(["art-logo", "art-event", "art-old", "art-web"])


@st.composite
def orders(draw: st.DrawFn, statuses: st.SearchStrategy[Status] | None = None) -> Order:
    count = draw(st.integers(1, 4))
    lines = []
    for number in range(1, count + 1):
        color, size = draw(st.sampled_from([(c, s) for c in COLORS[:3] for s in SIZES[1:5]]))
        quantity = draw(st.integers(10, 120))
        lines.append(
            line(
                number,
                color,
                size,
                quantity=quantity,
                price=draw(st.sampled_from([1, 99, 499, 1000, 1899])),
                artwork=draw(st.sampled_from([LOGO, LOGO, EVENT, None])),
                produced=draw(st.integers(0, quantity)),
            )
        )
    status = draw(st.sampled_from(list(Status)) if statuses is None else statuses)
    return order(status, *lines, delivery=TODAY + timedelta(days=draw(st.integers(-3, 40))))


@st.composite
def surroundings(draw: st.DrawFn) -> Surroundings:
    stock = draw(st.dictionaries(st.sampled_from(SKUS), st.integers(-2, 60), max_size=12))
    carriers, tracking = st.sampled_from(["ups", "fedex", "snail"]), st.sampled_from(["UNKNOWN", "TRANSIT"])
    parcel = draw(st.none() | st.builds(Parcel, carriers, tracking))
    return around(stock, parcel=parcel, default=draw(st.sampled_from([0, 15, 100, 2_000_000])))


def changes(an_order: Order) -> st.SearchStrategy[Change]:
    line_ids = st.sampled_from([each.line_id for each in an_order.lines])
    pieces = st.none() | st.integers(1, 130) | st.sampled_from([5, 10, 20])
    dates = st.integers(-5, 40).map(lambda days: an_order.delivery_date + timedelta(days=days))
    return st.one_of(
        st.builds(ChangeQuantity, line_ids, quantities),
        st.builds(ChangeSize, line_ids, sizes, pieces),
        st.builds(ChangeColor, line_ids, colors, pieces),
        st.builds(ChangeArtwork, artwork_ids, st.none() | line_ids),
        st.sampled_from([ChangeAddress("a-hq"), ChangeAddress("a-dock"), ChangeAddress(None, ELSEWHERE)]),
        st.builds(AddLine, st.sampled_from(SKUS), quantities, st.none() | artwork_ids),
        st.builds(RemoveLine, line_ids),
        st.builds(ChangeDeliveryDate, dates.filter(lambda day: day > date(2026, 1, 1))),
        st.sampled_from([CancelOrder(), SplitShipment()]),
    )


@st.composite
def requests(draw: st.DrawFn, an_order: Order, most: int = 4) -> tuple[Change, ...]:
    """A request the body check lets pass."""
    parts = draw(st.lists(changes(an_order), min_size=1, max_size=most))
    kept: list[Change] = []
    for part in parts:
        if not validate_request([*kept, part]):
            kept.append(part)
    return tuple(kept)


@st.composite
def situations(
    draw: st.DrawFn, statuses: st.SearchStrategy[Status] | None = None
) -> tuple[Order, tuple[Change, ...], Surroundings]:
    """An order, a request on it, and what surrounds them."""
    an_order = draw(orders(statuses))
    return an_order, draw(requests(an_order)), draw(surroundings())
