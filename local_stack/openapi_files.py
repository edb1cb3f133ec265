"""The files under ``docs`` that are written from the code: OpenAPI of both services, and the table of their settings.

``brightthread openapi`` writes them; a test fails while one of them is not what the code says.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from fastapi import APIRouter

from brightthread.service.openapi import describe_routers
from local_stack.settings_table import settings_page

DOCS = Path(__file__).resolve().parent.parent / "docs"


def files() -> dict[Path, str]:
    """What each of these files must hold, by its place under ``docs``."""
    return {
        Path("api/platform.openapi.json"): _openapi_of_platform(),
        Path("api/agent.openapi.json"): _openapi_of_agent(),
        Path("settings.md"): settings_page(),
    }


def write(docs: Path = DOCS) -> list[Path]:
    """Bring the files under ``docs`` up to date; the places of those that changed."""
    changed = outdated(docs)
    for place in changed:
        (docs / place).parent.mkdir(parents=True, exist_ok=True)
        (docs / place).write_text(files()[place], encoding="utf-8")
    return changed


def outdated(docs: Path = DOCS) -> list[Path]:
    """The places of the files that are not what the code says."""
    return [place for place, text in files().items() if _text(docs / place) != text]


def _text(path: Path) -> str | None:
    return path.read_text(encoding="utf-8") if path.exists() else None


def _openapi_of_platform() -> str:
    from platform_service.api.routes import ROUTERS

    return _openapi("BrightThread platform", "/platform", ROUTERS)


def _openapi_of_agent() -> str:
    from agent_service.api.routes import ROUTERS

    return _openapi("BrightThread agent", "/agent", ROUTERS)


def _openapi(title: str, prefix: str, routers: Iterable[APIRouter]) -> str:
    return json.dumps(describe_routers(title, prefix, routers), indent=1, ensure_ascii=False) + "\n"
