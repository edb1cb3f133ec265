"""Zendesk's Support API over HTTP, and the emulator's own way to be a human in Zendesk.

``POST /_emulator/tickets/{id}/agent_update {"actor_email", "tags"?, "comment"?, "status"?}`` does what an agent's
click does (``tags`` are added, ``comment`` is a text or a comment object), and like every change that somebody else
than the integration makes, it sends signed webhooks. Any known agent may also use the API itself with the token.
"""

import base64
import hashlib
import hmac
import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from local_stack.emulators.faults import Faulty
from local_stack.emulators.limits import Window
from local_stack.emulators.webhooks import Webhooks
from local_stack.emulators.zendesk import redaction, tickets
from local_stack.emulators.zendesk.state import Object, ZendeskState
from local_stack.emulators.zendesk.tickets import ZendeskError

KEY_LIVES = timedelta(hours=2)
LONGEST_KEY = 255


@dataclass(frozen=True, slots=True)
class ZendeskSettings:
    """One account: the integration's e-mail, the token, the webhook. The limits (updates) are off unless given."""

    email: str
    api_token: str
    webhook_secret: str = ""
    webhook_url: str | None = None
    updates_per_minute: int | None = None
    updates_per_ticket_in_10_minutes: int | None = None


def create_app(state_dir: Path, settings: ZendeskSettings) -> Faulty:
    """Return the ASGI application; its ``state.zendesk`` is the ZendeskState behind it."""
    state = ZendeskState(state_dir)
    state.put_user(settings.email, "BrightThread assistant", "admin")
    hooks = Webhooks(state.store, settings.webhook_url, lambda body: signature(settings.webhook_secret, body))

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        hooks.send()
        yield
        await hooks.stop()

    app = Starlette(routes=Desk(state, settings, hooks).routes(), lifespan=lifespan)
    app.state.zendesk, app.state.webhooks = state, hooks
    return Faulty(app, render_failure)


def signature(secret: str, body: bytes, now: datetime | None = None) -> dict[str, str]:
    """Return the headers that sign a webhook: base64(HMAC-SHA256(secret, timestamp + body))."""
    stamp = (now or datetime.now(UTC)).strftime("%Y-%m-%dT%H:%M:%SZ")
    digest = hmac.new(secret.encode(), stamp.encode() + body, hashlib.sha256).digest()
    return {
        "X-Zendesk-Webhook-Signature": base64.b64encode(digest).decode(),
        "X-Zendesk-Webhook-Signature-Timestamp": stamp,
    }


def render_failure(status: int, _: str) -> Response:
    """Answer an injected failure; too many requests are told in plain text, as Zendesk's edge does."""
    if status == 429:
        return PlainTextResponse("Number of allowed API requests per minute exceeded", 429, {"Retry-After": "1"})
    headers = {"Retry-After": "1"} if status == 503 else None
    return JSONResponse({"error": "EmulatedFailure", "description": f"Emulated failure {status}"}, status, headers)


Handler = Callable[[Request, Object, Object], Response]


class Desk:
    """The routes of one account."""

    def __init__(self, state: ZendeskState, settings: ZendeskSettings, hooks: Webhooks) -> None:
        self._state = state
        self._settings = settings
        self._hooks = hooks
        self._updates = Window(settings.updates_per_minute)
        self._per_ticket = Window(settings.updates_per_ticket_in_10_minutes, 600.0)

    def routes(self) -> list[Route]:
        wanted: list[tuple[str, str, Handler]] = [
            ("/api/v2/tickets", "GET", self._list),
            ("/api/v2/tickets", "POST", self._create),
            ("/api/v2/tickets/{id:int}", "GET", self._show),
            ("/api/v2/tickets/{id:int}", "PUT", self._update),
            ("/api/v2/tickets/{id:int}/comments", "GET", self._comments),
            ("/api/v2/tickets/{id:int}/audits", "GET", self._audits),
            ("/api/v2/tickets/{id:int}/tags", "GET", self._tags),
            ("/api/v2/tickets/{id:int}/tags", "PUT", self._add_tags),
            ("/api/v2/comment_redactions/{id:int}", "PUT", self._redact),
            ("/api/v2/search", "GET", self._search),
            ("/api/v2/users/search", "GET", self._search_users),
            ("/api/v2/users/{id:int}", "GET", self._user),
            ("/api/v2/users/{id:int}", "PUT", self._change_user),
        ]
        routes = [Route("/_emulator/tickets/{id:int}/agent_update", self._as_agent, methods=["POST"])]
        for path, method, handler in wanted:
            routes += [Route(path + end, self._served(handler), methods=[method]) for end in (".json", "")]
        return routes

    def _served(self, handler: Handler) -> Callable[[Request], Any]:
        async def endpoint(request: Request) -> Response:
            try:
                return handler(request, self._actor(request), await _body(request))
            except ZendeskError as error:
                return JSONResponse(error.body, error.status)

        return endpoint

    def _actor(self, request: Request) -> Object:
        scheme, _, encoded = request.headers.get("authorization", "").partition(" ")
        try:
            user, _, token = base64.b64decode(encoded, validate=True).decode().partition(":")
        except ValueError:
            user, token = "", ""
        email, _, kind = user.partition("/")
        known = self._state.user_by_email(email)
        right = hmac.compare_digest(token.encode(), self._settings.api_token.encode())
        if scheme.lower() != "basic" or kind != "token" or not right or known is None or known["role"] == "end-user":
            raise ZendeskError(401, {"error": "Couldn't authenticate you"})
        return known

    # ---------------------------------------------------------------------------------------------------------- tickets

    def _list(self, request: Request, _: Object, __: Object) -> Response:
        query = request.query_params
        page = max(1, int(query["page"])) if query.get("page", "").isdigit() else 1
        size = min(100, int(query["per_page"])) if query.get("per_page", "").isdigit() else 100
        found = self._state.tickets(query.get("external_id"), size, (page - 1) * size)
        return JSONResponse({
            "tickets": [tickets.shown(one, _base(request)) for one in found], "next_page": None, "previous_page": None,
            "count": len(found),
        })  # fmt: skip

    def _create(self, request: Request, actor: Object, body: Object) -> Response:
        key = request.headers.get("idempotency-key")
        print_of_body = tickets.fingerprint(body)
        if key is not None:
            kept = self._kept(key, print_of_body)
            if kept is not None:
                return kept
        now = datetime.now(UTC)
        with self._state.store.transaction():
            ticket, audit = tickets.create(self._state, _ticket_of(body), actor, now)
            answer = {"ticket": tickets.shown(ticket, _base(request)), "audit": audit}
            if key is not None:
                self._state.keep_answer(key, print_of_body, json.dumps(answer), now)
        return _created(answer, {"x-idempotency-lookup": "miss"} if key is not None else {})

    def _kept(self, key: str, print_of_body: str) -> Response | None:
        if not 0 < len(key) <= LONGEST_KEY:
            words = "Idempotency-Key must be 1 to 255 characters"
            raise ZendeskError(400, {"error": "IdempotentRequestError", "description": words})
        kept = self._state.kept_answer(key, datetime.now(UTC) - KEY_LIVES)
        if kept is None:
            return None
        if kept["fingerprint"] != print_of_body:
            words = "The request parameters differ from those of the first request with this key"
            raise ZendeskError(400, {"error": "IdempotentRequestError", "description": words})
        return _created(json.loads(kept["answer"]), {"x-idempotency-lookup": "hit"})

    def _show(self, request: Request, _: Object, __: Object) -> Response:
        return JSONResponse({"ticket": tickets.shown(self._ticket(request), _base(request))})

    def _update(self, request: Request, actor: Object, body: Object) -> Response:
        identifier = request.path_params["id"]
        wait = self._updates.wait() or self._per_ticket.wait(identifier)
        if wait:
            words = "Number of allowed ticket updates exceeded"
            return PlainTextResponse(words, 429, {"Retry-After": str(int(wait) + 1)})
        ticket, audit = self._change(identifier, _ticket_of(body), actor)
        return JSONResponse({"ticket": tickets.shown(ticket, _base(request)), "audit": audit})

    def _change(self, identifier: int, wanted: Object, actor: Object) -> tuple[Object, Object]:
        with self._state.store.transaction():
            ticket, audit, told = tickets.change(self._state, identifier, wanted, actor, datetime.now(UTC))
            # The integration does not want to hear of its own doings: the usual condition of such a trigger.
            if actor["email"] != self._settings.email.lower():
                for event in told:
                    self._hooks.owe(json.dumps(event))
        self._hooks.send()
        return ticket, audit

    def _comments(self, request: Request, _: Object, __: Object) -> Response:
        found = self._state.comments(self._ticket(request)["id"])
        body: Object = {"comments": [tickets.shown_comment(one) for one in found], "count": len(found)}
        if request.query_params.get("include") == "users":
            authors = {one["author"] for one in found}
            body["users"] = [_shown_user(user) for one in sorted(authors) if (user := self._state.user(one))]
        return JSONResponse({**body, "next_page": None, "previous_page": None})

    def _redact(self, request: Request, _: Object, body: Object) -> Response:
        with self._state.store.transaction():
            comment = redaction.redact(self._state, request.path_params["id"], body)
        return JSONResponse({"comment": tickets.shown_comment(comment)})

    def _audits(self, request: Request, _: Object, __: Object) -> Response:
        found = self._state.audits(self._ticket(request)["id"])
        shown = [
            {"id": one["id"], "ticket_id": one["ticket"], "author_id": one["author"], "created_at": one["created_at"],
             "metadata": {}, "events": one["events"]}
            for one in found
        ]  # fmt: skip
        return JSONResponse({"audits": shown, "count": len(shown), "next_page": None, "previous_page": None})

    def _tags(self, request: Request, _: Object, __: Object) -> Response:
        return JSONResponse({"tags": self._ticket(request)["tags"]})

    def _add_tags(self, request: Request, actor: Object, body: Object) -> Response:
        ticket, _ = self._change(request.path_params["id"], {"additional_tags": body.get("tags") or []}, actor)
        return JSONResponse({"tags": ticket["tags"]})

    def _search(self, request: Request, _: Object, __: Object) -> Response:
        """Find tickets by ``external_id:``, ``status:``, ``tags:`` and plain words; the other keywords say nothing."""
        words = request.query_params.get("query", "").split()
        found = [one for one in self._state.tickets(None, 10_000) if tickets.fits(one, words)]
        shown = [{**tickets.shown(one, _base(request)), "result_type": "ticket"} for one in found[:100]]
        return JSONResponse({"results": shown, "count": len(found), "next_page": None, "previous_page": None})

    def _ticket(self, request: Request) -> Object:
        found = self._state.ticket(request.path_params["id"])
        if found is None:
            raise tickets.not_found()
        return found

    # ------------------------------------------------------------------------------------------------------------ users

    def _search_users(self, request: Request, _: Object, __: Object) -> Response:
        text = request.query_params.get("query", "").removeprefix("email:").strip('"')
        found = [_shown_user(one) for one in self._state.users_like(text)]
        return JSONResponse({"users": found, "count": len(found), "next_page": None, "previous_page": None})

    def _user(self, request: Request, _: Object, __: Object) -> Response:
        found = self._state.user(request.path_params["id"])
        if found is None:
            raise tickets.not_found()
        return JSONResponse({"user": _shown_user(found)})

    def _change_user(self, request: Request, _: Object, body: Object) -> Response:
        found = self._state.user(request.path_params["id"])
        if found is None:
            raise tickets.not_found()
        wanted = body.get("user") or {}
        if "name" in wanted and not str(wanted["name"] or "").strip():
            raise tickets.invalid("name", "cannot be blank", "BlankValue")
        self._state.rename_user(found["id"], str(wanted.get("name", found["name"])))
        return JSONResponse({"user": _shown_user(self._state.user(found["id"]) or found)})

    # -------------------------------------------------------------------------------------- the emulator's own route

    async def _as_agent(self, request: Request) -> Response:
        body = await _body(request)
        if not body.get("actor_email"):
            return JSONResponse({"error": "actor_email is missing"}, 422)
        email = str(body["actor_email"])
        actor = self._state.put_user(email, str(body.get("actor_name") or email.partition("@")[0].title()), "agent")
        wanted: Object = {name: body[name] for name in ("status", "priority", "remove_tags") if name in body}
        wanted["additional_tags"] = [body["tags"]] if isinstance(body.get("tags"), str) else body.get("tags") or []
        if body.get("comment"):
            comment = body["comment"]
            wanted["comment"] = comment if isinstance(comment, dict) else {"body": comment, "public": True}
        try:
            ticket, _ = self._change(request.path_params["id"], wanted, actor)
        except ZendeskError as error:
            return JSONResponse(error.body, error.status)
        return JSONResponse({"ticket": tickets.shown(ticket, _base(request))})


def _base(request: Request) -> str:
    return str(request.base_url).rstrip("/")


def _created(answer: Object, headers: dict[str, str]) -> Response:
    return JSONResponse(answer, 201, {"Location": answer["ticket"]["url"], **headers})


def _shown_user(user: Object) -> Object:
    return {"id": user["id"], "name": user["name"], "email": user["email"], "role": user["role"], "active": True}


def _ticket_of(body: Object) -> Object:
    ticket = body.get("ticket")
    if not isinstance(ticket, dict):
        message = {"message": "Parameter ticket is required", "title": "Invalid attribute"}
        raise ZendeskError(400, {"error": message})
    return ticket


async def _body(request: Request) -> Object:
    if request.method == "GET":
        return {}
    try:
        body = json.loads(await request.body())
    except ValueError as error:
        raise ZendeskError(422, {"error": "Unprocessable Entity", "message": str(error)}) from error
    return body if isinstance(body, dict) else {}
