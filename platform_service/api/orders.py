"""Orders: one, lists, what happened to one, where its parcels are."""

from typing import Annotated

from fastapi import Query
from starlette.responses import Response

from brightthread.contract.history import TimelineView, TrackingView
from brightthread.contract.orders import OrderListView, OrderStatus, OrderView
from brightthread.service.application import new_router
from brightthread.service.pages import Page
from platform_service.api.answers import answer, listing
from platform_service.api.cursors import after_moment, moment_position
from platform_service.api.deps import Anyone, Uses
from platform_service.application.browse_orders import item_document
from platform_service.application.follow_order import happening_document
from platform_service.application.records import OrderSearch

router = new_router()

Words = Annotated[str | None, Query(max_length=200, pattern=r"^[^\x00]*$")]


@router.get("/orders", response_model=OrderListView)
async def list_orders(
    caller: Anyone, uses: Uses, page: Page, status: OrderStatus | None = None, q: Words = None
) -> Response:
    """Orders of the caller's company (staff: of all), newest first."""
    search = OrderSearch(page.limit, status, q, after_moment(page, "orders"))
    found = await uses.browse_orders.page(caller, search)
    return listing(found, page, "orders", lambda item: moment_position(item.created_at, item.order_id), item_document)


@router.get("/orders/{order_id}", response_model=OrderView)
async def get_order(order_id: str, caller: Anyone, uses: Uses) -> Response:
    """One order as it stands now."""
    return answer(await uses.browse_orders.document(caller, order_id))


@router.get("/orders/{order_id}/timeline", response_model=TimelineView)
async def get_timeline(order_id: str, caller: Anyone, uses: Uses, page: Page) -> Response:
    """What happened to an order, oldest first."""
    found = await uses.follow_order.timeline(caller, order_id, page.limit, after_moment(page, "timeline"))
    return listing(found, page, "timeline", lambda item: moment_position(item.at, item.entry_id), happening_document)


@router.get("/orders/{order_id}/tracking", response_model=TrackingView)
async def get_tracking(order_id: str, caller: Anyone, uses: Uses) -> Response:
    """Where the parcels of an order are."""
    return answer(await uses.follow_order.tracking(caller, order_id))
