"""Logs: one JSON line per event, with the ids of what is being served, and nothing secret or personal in it.

Context (``order_id``, ``conversation_id``, ``state``, ``tool_name``) is bound with ``structlog.contextvars``; the
correlation id is there already.
"""

import json
import logging
import re
import sys
import threading
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any, Literal, TextIO

import structlog
from pydantic import BaseModel
from structlog.typing import EventDict, Processor, WrappedLogger

from brightthread.service.redaction import redact, redact_text


class LogSettings(BaseModel):
    """How much is logged; lines go to standard output, and to ``file`` as well where one is named."""

    level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"
    file: Path | None = None


class _Lines:
    """Writes whole lines to every stream; threads never mix theirs."""

    def __init__(self, streams: list[TextIO]) -> None:
        self._streams = streams
        self._lock = threading.Lock()

    def msg(self, line: str) -> None:
        with self._lock:
            for stream in self._streams:
                stream.write(line + "\n")
                stream.flush()

    log = debug = info = warning = error = critical = fatal = exception = msg


def configure_logging(service: str, settings: LogSettings) -> None:
    """Send structlog's and the standard library's events, redacted, to the same lines; once per process."""
    streams: list[TextIO] = [sys.stdout]
    if settings.file is not None:
        settings.file.parent.mkdir(parents=True, exist_ok=True)
        streams.append(settings.file.open("a", encoding="utf-8"))
    lines = _Lines(streams)
    shared: list[Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.processors.add_log_level,
        _stamp(service),
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        _describe_exception,
        _redact_event,
    ]
    structlog.configure(
        processors=[*shared, _render],
        wrapper_class=structlog.make_filtering_bound_logger(getattr(logging, settings.level)),
        logger_factory=lambda *_: lines,
        cache_logger_on_first_use=False,
    )
    handler = _ForwardingHandler(lines, [*shared, _render])
    logging.basicConfig(level=settings.level, handlers=[handler], force=True)
    for name in ("uvicorn", "uvicorn.error", "uvicorn.access"):
        logging.getLogger(name).handlers.clear()
        logging.getLogger(name).propagate = name != "uvicorn.access"
    for name in ("httpx", "httpcore", "botocore", "urllib3", "asyncio", "langchain_aws"):
        logging.getLogger(name).setLevel(logging.WARNING)


class _ForwardingHandler(logging.Handler):
    """Standard library records through the same processors."""

    def __init__(self, lines: _Lines, processors: list[Processor]) -> None:
        super().__init__()
        self._lines = lines
        self._processors = processors

    def emit(self, record: logging.LogRecord) -> None:
        event: Any = {"event": record.getMessage(), "logger": record.name}
        if record.exc_info:
            event["exc_info"] = record.exc_info
        for processor in self._processors:
            event = processor(None, record.levelname.lower(), event)
        self._lines.msg(event)


def _stamp(service: str) -> Callable[[WrappedLogger, str, EventDict], EventDict]:
    def stamp(_: WrappedLogger, __: str, event: EventDict) -> EventDict:
        event["service"] = service
        return event

    return stamp


def _redact_event(_: WrappedLogger, __: str, event: EventDict) -> EventDict:
    redacted: EventDict = redact(event)
    return redacted


def _render(_: WrappedLogger, __: str, event: EventDict) -> str:
    return json.dumps(event, ensure_ascii=False, default=str)


_QUOTED = re.compile(r"'(?![a-z_][a-z0-9_.]*')[^']*'|\"[^\"]*\"")
_TAILS = ("[parameters:", "[SQL:", "input_value=", "DETAIL:", "CONTEXT:")


def describe(error: BaseException) -> dict[str, Any]:
    """An exception for the log: its chain of types, where it happened, and its words without quoted values."""
    words = str(error)
    for tail in _TAILS:
        words = words.partition(tail)[0]
    chain: list[str] = []
    cause: BaseException | None = error
    while cause is not None and len(chain) < 8:
        chain.append(type(cause).__qualname__)
        cause = cause.__cause__ or cause.__context__
    frames = traceback.extract_tb(error.__traceback__)[-12:]
    return {
        "types": chain,
        "words": redact_text(_QUOTED.sub("'…'", words[:500])),
        "frames": [f"{Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in frames],
    }


def _describe_exception(_: WrappedLogger, __: str, event: EventDict) -> EventDict:
    given = event.pop("exc_info", None)
    if given is True:
        given = sys.exc_info()
    error = given[1] if isinstance(given, tuple) else given
    if isinstance(error, BaseException):
        event["error"] = describe(error)
    return event
