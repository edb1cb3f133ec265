"""What the routes work with, put together by the composition root."""

from dataclasses import dataclass

from fastapi import Request

from agent_service.api.news import News
from agent_service.api.people import People
from agent_service.api.running_turns import RunningTurns
from agent_service.conversation.conversations import Conversations
from agent_service.conversation.personal_data import PersonalData


@dataclass(frozen=True, slots=True)
class Services:
    """One of each a process."""

    conversations: Conversations
    personal_data: PersonalData
    people: People
    news: News
    running: RunningTurns


def services_of(request: Request) -> Services:
    """The services of the app that serves this request."""
    services: Services = request.app.state.services
    return services
