"""Reading orders: one by its id, and lists newest first."""

from brightthread.contract.instants import render
from platform_service.application.ports import Json, Transactions
from platform_service.application.records import Actor, OrderItem, OrderSearch
from platform_service.application.refusals import NotFound
from platform_service.domain.documents import order_to_json
from platform_service.domain.money import money
from platform_service.domain.order import Order

_LINES_SHOWN = 3


class BrowseOrders:
    """Orders a caller may see: a customer those of the company, staff all."""

    def __init__(self, transactions: Transactions) -> None:
        self._transactions = transactions

    async def order(self, actor: Actor, order_id: str) -> Order:
        """Return the order; NotFound if it is not there or not theirs."""
        async with self._transactions.reading(actor.scope) as reads:
            order = await reads.orders.get(order_id)
        if order is None:
            raise NotFound(order_id)
        return order

    async def document(self, actor: Actor, order_id: str) -> Json:
        """Return the Order as served."""
        return order_to_json(await self.order(actor, order_id))

    async def page(self, actor: Actor, search: OrderSearch) -> list[OrderItem]:
        """Return one more than ``search.limit`` where there are more."""
        async with self._transactions.reading(actor.scope) as reads:
            return list(await reads.orders.page(search))


def item_document(item: OrderItem) -> Json:
    """An item of ``GET /orders``."""
    more = len(item.lines) - _LINES_SHOWN
    shown = ", ".join(item.lines[:_LINES_SHOWN])
    return {
        "order_id": item.order_id,
        "status": item.status,
        "version": item.version,
        "created_at": render(item.created_at),
        "delivery_date": item.delivery_date.isoformat(),
        "pieces": item.pieces,
        "total": money(item.total, item.currency),
        "summary": f"{shown} and {more} more" if more > 0 else shown,
    }
