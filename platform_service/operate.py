"""Operators' commands: ``stuck`` lists what does not go on by itself, ``retry`` and ``skip`` set it going again."""

import asyncio
import sys
from collections.abc import Awaitable, Callable
from typing import TypeVar

from brightthread.contract.instants import render
from brightthread.service.logging import LogSettings, configure_logging
from platform_service.application.refusals import DependencyUnavailable
from platform_service.application.stuck_work import Stuck, StuckWork
from platform_service.bootstrap import build
from platform_service.settings import Settings
from platform_service.worker import build_background

Result = TypeVar("Result")


def stuck() -> int:
    """Print what is stuck and the commands that help; 0, whether there is anything or not."""
    found = _with(lambda work: work.list())
    if found is None:
        return 1
    _say("Nothing is stuck." if not found else "\n".join(_lines(item) for item in found))
    return 0


def retry(ident: str) -> int:
    """Try a change or a job again; 1 if it is not stuck."""
    return _told(_with(lambda work: work.retry(ident)), f"{ident} is tried again.", ident)


def skip(ident: str, system: str | None = None) -> int:
    """Leave a step or a job out for good; 1 if it is not stuck."""
    what = f"{system} of {ident}" if system else ident
    return _told(_with(lambda work: work.skip(ident, system)), f"{what} is left out.", what)


def _with(use: Callable[[StuckWork], Awaitable[Result]]) -> Result | None:
    """What the use case gives; None, with the reason said, where the database does not answer."""
    settings = Settings()
    configure_logging("operate", LogSettings(level="WARNING", file=settings.log.file))
    try:
        return asyncio.run(_run(settings, use))
    except DependencyUnavailable:
        sys.stderr.write("The database does not answer; try again later.\n")
        return None


async def _run(settings: Settings, use: Callable[[StuckWork], Awaitable[Result]]) -> Result:
    background = build_background(build(settings))
    try:
        return await use(background.stuck_work)
    finally:
        await background.close()


def _told(done: bool | None, success: str, what: str) -> int:
    if done is None:
        return 1
    if not done:
        sys.stderr.write(f"{what} is not stuck: nothing was done. `stuck` lists what is.\n")
        return 1
    _say(success)
    return 0


def _lines(item: Stuck) -> str:
    since = f" (since {render(item.since)})" if item.since else ""
    commands = "".join(f"\n    {command}" for command in item.commands)
    return f"{item.ident}: {item.what}{since}\n    {item.why}{commands}"


def _say(text: str) -> None:
    sys.stdout.write(text + "\n")
