"""The chat model that the settings name, built once; blocking calls of it, each on a thread of its own."""

from collections.abc import Callable
from threading import Event
from typing import Any

from botocore.config import Config
from langchain.chat_models import init_chat_model
from langchain_aws import ChatBedrockConverse
from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage, BaseMessage
from pydantic import SecretStr

from agent_service.conversation.interpretation import Json
from agent_service.conversation.ports import ModelNotAvailable
from agent_service.settings import BedrockSettings

LONGEST_ANSWER = 5_000
MOST_TOKENS = 1_500
Ask = Callable[[list[BaseMessage], Event, Callable[[str], None]], AIMessage | None]
"""Blocks until the model has answered, and hands each piece of its words over as it comes, where they come in pieces.
Raises what its client raises; None once the event says nobody waits."""


def chat_model(provider: str, model_id: str, settings: BedrockSettings) -> BaseChatModel:
    """Claude on Bedrock for ``bedrock``, else ``<provider>:<model>`` for any other that LangChain knows.

    ``settings.url`` is a local endpoint, which takes any credentials. One attempt: the rules are the second one.
    """
    if provider == "bedrock":
        return _bedrock(model_id, settings)
    known: dict[str, Any] = {"temperature": 0, "timeout": settings.interpret_timeout_s, "max_retries": 0}
    if settings.url:
        known["base_url"] = settings.url
    if settings.api_key is not None:
        known["api_key"] = settings.api_key
    try:
        chat: BaseChatModel = init_chat_model(provider, max_tokens=MOST_TOKENS, **known)
    except Exception as error:  # whatever a provider's package raises, it is said in one sentence at start
        reason = " ".join(str(error).split())
        raise ModelNotAvailable(f"The model {provider!r} of AGENT_INTERPRETER cannot be used: {reason}") from error
    return chat


def _bedrock(model_id: str, settings: BedrockSettings) -> BaseChatModel:
    config = Config(
        connect_timeout=1.0,
        read_timeout=settings.interpret_timeout_s,
        retries={"total_max_attempts": 1},
        max_pool_connections=settings.threads,
    )
    keys = {"aws_access_key_id": SecretStr("local"), "aws_secret_access_key": SecretStr("local")}
    return ChatBedrockConverse(
        model_id=model_id,
        region_name=settings.region,
        endpoint_url=settings.url or None,
        config=config,
        temperature=0,
        max_tokens=MOST_TOKENS,
        disable_streaming=False,
        **(keys if settings.url else {}),
    )


def structured(chat: BaseChatModel, schema: Json) -> Ask:
    """Asks for a document of the schema; what comes back is the message as it is, to be read by our own code."""
    if isinstance(chat, ChatBedrockConverse):  # bound without LangChain's parser, which is slow on what is broken
        wanted = {"type": "json_schema", "json_schema": {"name": schema["title"], "schema": schema}}
        bedrock = chat.bind(response_format=wanted)
        return lambda messages, *_: _message(bedrock.invoke(messages))
    try:
        bound = chat.with_structured_output(schema, method="json_schema", include_raw=True)
    except NotImplementedError:  # a model that knows no schemas: the prompt alone has to do
        return lambda messages, *_: _message(chat.invoke(messages))

    def ask(messages: list[BaseMessage], *_: object) -> AIMessage | None:
        answer = bound.invoke(messages)
        return _message(answer.get("raw") if isinstance(answer, dict) else None)

    return ask


def streamed(chat: BaseChatModel) -> Ask:
    """Asks for words, piece by piece, so that an answer nobody waits for is broken off, and an endless one too."""

    def ask(messages: list[BaseMessage], nobody_waits: Event, hand_over: Callable[[str], None]) -> AIMessage | None:
        whole, length = None, 0
        for piece in chat.stream(messages):
            length += len(piece.text)
            if nobody_waits.is_set() or length > LONGEST_ANSWER:
                return None
            if piece.text:
                hand_over(piece.text)
            whole = piece if whole is None else whole + piece
        return _message(whole)

    return ask


def _message(answer: object) -> AIMessage | None:
    return answer if isinstance(answer, AIMessage) else None
