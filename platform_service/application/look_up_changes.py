"""Confirmed changes and their receipts, as they stand today."""

from platform_service.application.change_documents import change_document
from platform_service.application.ports import Json, Transactions
from platform_service.application.records import Actor
from platform_service.application.refusals import NotFound
from platform_service.domain.documents import order_to_json


class LookUpChanges:
    """Reads changes."""

    def __init__(self, transactions: Transactions) -> None:
        self._transactions = transactions

    async def change(self, actor: Actor, change_id: str) -> Json:
        """Return the OrderChange with the order of today; NotFound if it is not there or not theirs."""
        async with self._transactions.reading(actor.scope) as reads:
            change = await reads.changes.get(change_id)
            order = await reads.orders.get(change.order_id) if change else None
        if change is None or order is None:
            raise NotFound(change_id)
        return change_document(change, order_to_json(order))

    async def receipt(self, actor: Actor, change_id: str) -> Json:
        """Return the Receipt as issued; NotFound too for a change that was never applied."""
        async with self._transactions.reading(actor.scope) as reads:
            change = await reads.changes.get(change_id)
        if change is None or change.receipt is None:
            raise NotFound(change_id)
        return change.receipt
