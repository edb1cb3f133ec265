"""What a company keeps with us: its addresses and artworks."""

from typing import Annotated, Any

from fastapi import File, Form, UploadFile
from starlette.responses import Response

from brightthread.contract.addresses import AddressView, NewAddressRequest
from brightthread.contract.artworks import ArtworkListView, ArtworkView
from brightthread.contract.lists import ListView
from brightthread.service.application import new_router
from brightthread.service.pages import Page
from platform_service.api.answers import answer, listing
from platform_service.api.cursors import after_moment, moment_position
from platform_service.api.deps import Anyone, Customer, Uses
from platform_service.api.uploads import received
from platform_service.application.address_book import address_document
from platform_service.domain.order import Address

router = new_router()

ArtworkName = Annotated[str, Form(min_length=1, max_length=200, pattern=r"^[^\x00-\x1f]*$")]

_PICTURE: dict[int | str, dict[str, Any]] = {
    200: {"content": {"image/png": {"schema": {"type": "string", "format": "binary"}}}}
}


@router.get("/addresses", response_model=ListView[AddressView])
async def list_addresses(caller: Anyone, uses: Uses, page: Page) -> Response:
    """The company's addresses, from old to new."""
    found = await uses.address_book.page(caller, page.limit, after_moment(page, "addresses"))
    return listing(
        found, page, "addresses", lambda item: moment_position(item.created_at, item.address_id), address_document
    )


@router.post("/addresses", response_model=AddressView, status_code=201)
async def add_address(caller: Customer, uses: Uses, body: NewAddressRequest) -> Response:
    """Add an address to the company's book."""
    typed = Address(None, body.label or "", body.street, body.city, body.region, body.postal_code, body.country)
    return answer(await uses.address_book.add(caller, typed, is_default=bool(body.is_default)), 201)


@router.get("/artworks", response_model=ArtworkListView)
async def list_artworks(caller: Anyone, uses: Uses, page: Page) -> Response:
    """The company's artworks, from old to new."""
    found = await uses.artwork_shelf.page(caller, page.limit, after_moment(page, "artworks"))
    return listing(
        found,
        page,
        "artworks",
        lambda item: moment_position(item.created_at, item.artwork_id),
        uses.artwork_shelf.document,
    )


@router.post("/artworks", response_model=ArtworkView, status_code=201)
async def add_artwork(caller: Customer, uses: Uses, name: ArtworkName, file: Annotated[UploadFile, File()]) -> Response:
    """Add an artwork; the file itself is looked into, not believed."""
    async with received(file, name) as upload:
        return answer(await uses.artwork_shelf.put(caller, upload), 201)


@router.get("/artworks/{artwork_id}/thumbnail", response_class=Response, responses=_PICTURE)
async def get_thumbnail(artwork_id: str, caller: Anyone, uses: Uses) -> Response:
    """A small picture that we drew ourselves of the artwork (PNG)."""
    content = await uses.artwork_shelf.thumbnail(caller, artwork_id)
    headers = {
        "Content-Security-Policy": "default-src 'none'; sandbox",
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "private, max-age=3600",
    }
    return Response(content, headers=headers, media_type="image/png")
