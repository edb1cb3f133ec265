"""``/health`` while the process lives, ``/ready`` while it can serve, ``/metrics``; none is routed from outside."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping

import structlog
from fastapi import APIRouter
from starlette.responses import JSONResponse, Response

from brightthread.service.draining import Draining
from brightthread.service.metrics import CONTENT_TYPE, Metrics

Check = Callable[[], Awaitable[object]]
"""Returns when the dependency answers, raises when it does not."""

CHECK_TIMEOUT_S = 2.0
_log = structlog.get_logger(__name__)


def health_router(checks: Mapping[str, Check], metrics: Metrics, draining: Draining) -> APIRouter:
    """The three routes over these dependencies."""
    router = APIRouter(include_in_schema=False)

    @router.get("/health")
    async def health() -> Response:
        return JSONResponse({"status": "ok"})

    @router.get("/ready")
    async def ready() -> Response:
        names = list(checks)
        results = dict(zip(names, await asyncio.gather(*(_outcome(name, checks[name]) for name in names)), strict=True))
        if draining.started:
            return JSONResponse({"status": "draining", "checks": results}, 503)
        fine = all(outcome == "ok" for outcome in results.values())
        return JSONResponse({"status": "ok" if fine else "unavailable", "checks": results}, 200 if fine else 503)

    @router.get("/metrics")
    async def exposition() -> Response:
        return Response(metrics.exposition(), media_type=CONTENT_TYPE)

    return router


async def _outcome(name: str, check: Check) -> str:
    try:
        async with asyncio.timeout(CHECK_TIMEOUT_S):
            await check()
    except Exception as error:  # noqa: BLE001 - a check may fail in any way; readiness only says that it did
        _log.warning("check_failed", check=name, exc_info=error)
        return "failed"
    return "ok"
