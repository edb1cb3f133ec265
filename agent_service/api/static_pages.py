"""Widget and workbench: plain files from ``agent_service/web``, with headers that keep everything foreign out."""

from pathlib import Path

from fastapi import FastAPI
from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route
from starlette.staticfiles import StaticFiles
from starlette.types import Message, Receive, Scope, Send

WEB = Path(__file__).parent.parent / "web"
PAGES = ("widget", "workbench")
HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
        "font-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    # files have no version in their names: ask each time, an unchanged one is a 304
    "Cache-Control": "no-cache",
}


class Pages(StaticFiles):
    """Static files with the headers above."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers[name] = value
            await send(message)

        await super().__call__(scope, receive, send_with_headers)


def mount(app: FastAPI) -> None:
    """Serve both pages and what they share below ``/agent``."""
    for page in PAGES:
        app.router.routes.append(Route(f"/agent/{page}", _with_slash))
        app.mount(f"/agent/{page}", Pages(directory=WEB / page, html=True, check_dir=False), name=page)
    app.mount("/agent/shared", Pages(directory=WEB / "shared", check_dir=False), name="shared")


async def _with_slash(request: Request) -> Response:
    return RedirectResponse(f"{request.url.path}/", 307)
