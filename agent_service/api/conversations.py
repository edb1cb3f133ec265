"""The customer's side: open a conversation, say something, read, follow, rate; CX agents read and label."""

from collections.abc import AsyncIterator
from typing import Annotated, Any

from fastapi import Depends, Header, Query, Request, Response
from fastapi.sse import EventSourceResponse, ServerSentEvent

from agent_service.api.callers import Customer, Reader
from agent_service.api.services import Services, services_of
from agent_service.api.turn_stream import TurnStream
from agent_service.api.turn_views import conversation_view, item_view, turn_view
from agent_service.conversation.conversations import Caller
from agent_service.conversation.store import Feedback, Head, Json, Search
from brightthread.contract.conversations import ConversationListView, ConversationView, State, TurnView
from brightthread.contract.messages import FeedbackRequest, MessageRequest, OpenConversationRequest
from brightthread.service.application import new_router
from brightthread.service.pages import Page, write_cursor
from brightthread.service.problems import Problem
from brightthread.service.quick_json import QuickResponse

router = new_router("/conversations")
Serving = Annotated[Services, Depends(services_of)]
_CURSOR = "conversations"
_STREAM_HEADERS = {"Cache-Control": "no-cache", "X-Accel-Buffering": "no"}
_EITHER: dict[int | str, dict[str, Any]] = {200: {"content": {"text/event-stream": {"schema": {"type": "string"}}}}}


@router.post("", status_code=201, response_model=TurnView)
async def open_conversation(body: OpenConversationRequest, caller: Customer, services: Serving) -> Response:
    """Open a conversation, on an order or on none."""
    opening = await services.running.start(services.conversations.open(caller, body.order_id, body.locale))
    return QuickResponse(turn_view(opening), 201)


@router.post("/{conversation_id}/messages", response_model=TurnView, responses=_EITHER)
async def send_message(
    conversation_id: str, body: MessageRequest, request: Request, caller: Customer, services: Serving
) -> Response:
    """Say something, in words or by a button; answered as JSON, or as a stream where ``Accept`` asks for one."""
    stream = _stream_wanted(request)
    listener = stream.listener() if stream else None
    said = body.model_dump(mode="json", exclude={"client_message_id"}, exclude_none=True)
    sending = services.conversations.send(caller, conversation_id, body.client_message_id, said, listener)
    if stream is None:
        return QuickResponse(turn_view(await services.running.start(sending)))
    events = await stream.begun(services.running.start(sending))
    return EventSourceResponse(events, headers=_STREAM_HEADERS)


def _stream_wanted(request: Request) -> TurnStream | None:
    if "text/event-stream" not in request.headers.get("accept", ""):
        return None
    return TurnStream(_number(request.headers.get("last-event-id")))


def _number(text: str | None) -> int | None:
    """A Last-Event-ID of ours, ``None`` for anything else."""
    return int(text) if text is not None and text.isascii() and text.isdecimal() and len(text) < 16 else None


class Filters:
    """What a CX agent narrows the list to; a customer's list is always the customer's own."""

    def __init__(
        self,
        user_id: Annotated[str | None, Query(min_length=1, max_length=255)] = None,
        order_id: Annotated[str | None, Query(min_length=1, max_length=255)] = None,
        state: State | None = None,
        escalated: bool | None = None,
    ) -> None:
        self._user_id = user_id
        self._rest = Search(None, order_id, state, escalated)

    def search(self, caller: Caller) -> Search:
        """The search this caller may make."""
        rest = self._rest
        return Search(self._user_id if caller.staff else caller.user_id, rest.order_id, rest.state, rest.escalated)


@router.get("", response_model=ConversationListView)
async def list_conversations(
    page: Page, filters: Annotated[Filters, Depends()], caller: Reader, services: Serving
) -> Json:
    """Conversations, the newest first."""
    position = page.after(_CURSOR, str)
    after = str(position[0]) if position else None
    found = await services.conversations.search(filters.search(caller), page.limit, after)
    cursor = write_cursor(_CURSOR, (found.after,)) if found.after else None
    return {"items": [item_view(head) for head in found.items], "next_cursor": cursor}


@router.get("/{conversation_id}", response_model=ConversationView)
async def read_conversation(
    conversation_id: str,
    caller: Reader,
    services: Serving,
    after: Annotated[str | None, Query(min_length=1, max_length=255)] = None,
) -> Json:
    """A conversation with its transcript."""
    return conversation_view(await services.conversations.read(caller, conversation_id), after)


async def _followed(conversation_id: str, caller: Reader, services: Serving) -> Head:
    """The conversation to follow, found before the stream begins."""
    return await services.conversations.head(conversation_id, caller.owner)


@router.get("/{conversation_id}/events", response_class=EventSourceResponse)
async def follow_conversation(
    head: Annotated[Head, Depends(_followed)],
    caller: Reader,
    services: Serving,
    last_event_id: Annotated[str | None, Header()] = None,
) -> AsyncIterator[ServerSentEvent]:
    """Messages that no request of the reader's caused, as they appear; ids are their numbers."""
    yield ServerSentEvent(retry=2000, comment="following")
    async for number, message in services.news.follow(caller, head, _number(last_event_id)):
        yield ServerSentEvent(event="message", id=str(number), data=message)


@router.post("/{conversation_id}/feedback", status_code=204)
async def rate_conversation(conversation_id: str, body: FeedbackRequest, caller: Reader, services: Serving) -> None:
    """The customer's satisfaction, or a CX agent's label."""
    if caller.staff != (body.label is not None):
        raise Problem("forbidden")
    content = body.model_dump(mode="json", exclude_none=True)
    await services.conversations.rate(caller, conversation_id, Feedback("label" if caller.staff else "csat", content))
