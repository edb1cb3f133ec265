"""Routes that use every part of the kernel once."""

from typing import Annotated, Any

from fastapi import Depends, File, Form, Response, UploadFile

from brightthread.contract.lists import ListView
from brightthread.contract.quotes import QuoteRequest
from brightthread.service.application import new_router
from brightthread.service.auth import Principal
from brightthread.service.gates import allow, optional_key, required_key, signed_in
from brightthread.service.pages import Page, cut
from brightthread.service.problems import Problem, not_found

Customer = Annotated[Principal, Depends(allow("customers"))]
router = new_router()


@router.get("/me")
async def me(who: Annotated[Principal, Depends(signed_in)]) -> dict[str, str]:
    return {"user_id": who.user_id}


@router.get("/things")
async def things(page: Page, _: Customer) -> ListView[dict[str, int]]:
    after = page.after("things", int)
    start = 0 if after is None else int(after[0])
    found = [{"n": n} for n in range(start + 1, 8)][: page.limit + 1]
    shown = cut(found, page.limit, "things", lambda item: (item["n"],))
    return ListView(items=shown.items, next_cursor=shown.next_cursor)


@router.post("/things", status_code=204)
async def add_thing(_: Customer) -> None:
    return None


@router.get("/things/{thing_id}")
async def thing(thing_id: str, _: Customer) -> dict[str, str]:
    raise not_found(thing_id)


@router.post("/orders/{order_id}/quotes", status_code=201)
async def quote(body: QuoteRequest, _: Customer, key: Annotated[str | None, Depends(optional_key)]) -> QuoteRequest:
    return body


@router.post("/keyed")
async def keyed(body: QuoteRequest, _: Customer, key: Annotated[str, Depends(required_key)]) -> dict[str, str]:
    return {"key": key}


@router.post("/conversations/{ident}/messages")
async def messages(ident: str, body: dict[str, Any]) -> dict[str, int]:
    return {"length": len(body["text"])}


@router.post("/artworks", status_code=201)
async def artworks(name: Annotated[str, Form()], file: Annotated[UploadFile, File()], _: Customer) -> dict[str, Any]:
    return {"name": name, "size": len(await file.read())}


@router.post("/events", status_code=204)
async def events(_: Annotated[Principal, Depends(allow(scope="brightthread/events"))]) -> Response:
    return Response(status_code=204)


@router.get("/broken")
async def broken() -> None:
    raise RuntimeError("secret of ana@example.com")


@router.get("/busy")
async def busy() -> None:
    raise Problem("rate_limited", headers={"Retry-After": "7"})
