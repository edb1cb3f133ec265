"""Orders as the platform answers them. ``total = goods + fees − credits`` always."""

from typing import Literal

from brightthread.contract.addresses import OrderAddressView
from brightthread.contract.lists import ListView
from brightthread.contract.money import MoneyView
from brightthread.contract.wire import Date, Instant, View

OrderStatus = Literal[
    "CREATED", "APPROVED", "IN_PRODUCTION", "READY_TO_SHIP", "SHIPPED", "DELIVERED", "RETURNED", "CANCELLED"
]


class PersonView(View):
    user_id: str
    name: str


class LineArtworkView(View):
    artwork_id: str
    name: str


class OrderLineView(View):
    line_id: str
    sku: str
    product_id: str
    product_name: str
    color: str
    size: str
    quantity: int
    pieces_produced: int
    unit_price: MoneyView
    total: MoneyView
    artwork: LineArtworkView | None


class ChargeView(View):
    """A fee or credit of an order; ``change_id`` is null until the change that brings it is applied."""

    code: str
    label: str
    amount: MoneyView
    change_id: str | None


class TotalsView(View):
    goods: MoneyView
    fees: MoneyView
    credits: MoneyView
    total: MoneyView


class OrderView(View):
    """``version`` grows by one with every change."""

    order_id: str
    status: OrderStatus
    version: int
    created_at: Instant
    delivery_date: Date
    placed_by: PersonView
    address: OrderAddressView
    lines: list[OrderLineView]
    fees: list[ChargeView]
    credits: list[ChargeView]
    totals: TotalsView


class OrderSummaryView(View):
    """An item of ``GET /orders``."""

    order_id: str
    status: OrderStatus
    version: int
    created_at: Instant
    delivery_date: Date
    pieces: int
    total: MoneyView
    summary: str


OrderListView = ListView[OrderSummaryView]
