"""Products, stock, and the enforced policy."""

from typing import Annotated

from fastapi import Query
from starlette.responses import Response

from brightthread.contract.catalogue import ProductListView, StockListView
from brightthread.contract.policy import PolicyView
from brightthread.service.application import new_router
from brightthread.service.pages import Page
from platform_service.api.answers import answer, listing
from platform_service.api.cursors import after_number
from platform_service.api.deps import Anyone, Uses
from platform_service.api.orders import Words
from platform_service.application.browse_catalogue import level_document, product_document

router = new_router()

Sku = Annotated[str, Query(min_length=1, max_length=255, pattern=r"^[^\x00]*$")]


@router.get("/products", response_model=ProductListView)
async def list_products(caller: Anyone, uses: Uses, page: Page, q: Words = None) -> Response:
    """Products with what is available of each variant."""
    found = await uses.browse_catalogue.products(caller, q, page.limit, after_number(page, "products"))
    return listing(found, page, "products", lambda item: (item.position, item.product_id), product_document)


@router.get("/inventory", response_model=StockListView)
async def get_inventory(
    caller: Anyone, uses: Uses, sku: Annotated[list[Sku], Query(min_length=1, max_length=100)]
) -> Response:
    """Stock of 1 to 100 SKUs, in the order asked."""
    levels = await uses.browse_catalogue.stock(caller, sku)
    return answer({"items": [level_document(level) for level in levels], "next_cursor": None})


@router.get("/policy", response_model=PolicyView)
async def get_policy(caller: Anyone, uses: Uses) -> Response:
    """The enforced policy, the whole file."""
    return answer(dict(uses.policy.document))
