"""Orders: one, and lists."""

from typing import Annotated

from fastapi import Query
from starlette.responses import Response

from brightthread.contract.orders import OrderListView, OrderStatus, OrderView
from brightthread.service.application import new_router
from brightthread.service.pages import Page
from platform_service.api.answers import answer, listing
from platform_service.api.deps import Anyone, Uses
from platform_service.application.browse_orders import after, item_document, position_of
from platform_service.application.records import OrderSearch

router = new_router()

Words = Annotated[str | None, Query(max_length=200, pattern=r"^[^\x00]*$")]


@router.get("/orders", response_model=OrderListView)
async def list_orders(
    caller: Anyone, uses: Uses, page: Page, status: OrderStatus | None = None, q: Words = None
) -> Response:
    """Orders of the caller's company (staff: of all), newest first."""
    search = OrderSearch(page.limit, status, q, after(page.after("orders", str, str)))
    found = await uses.browse_orders.page(caller, search)
    return listing(found, page, "orders", position_of, item_document)


@router.get("/orders/{order_id}", response_model=OrderView)
async def get_order(order_id: str, caller: Anyone, uses: Uses) -> Response:
    """One order as it stands now."""
    return answer(await uses.browse_orders.document(caller, order_id))
