"""An HTTP service of ours, put together: every app of both services is made here."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager

from fastapi import APIRouter, FastAPI
from fastapi.routing import APIRoute, iter_route_contexts

from brightthread.service.auth import TokenVerifier
from brightthread.service.body import StrictRoute
from brightthread.service.correlation import CorrelationMiddleware
from brightthread.service.draining import Draining, DrainingMiddleware
from brightthread.service.health import Check, health_router
from brightthread.service.metrics import Metrics
from brightthread.service.observation import ObservationMiddleware
from brightthread.service.openapi import API_VERSION, describe_api
from brightthread.service.problems import install_problem_handlers

Lifespan = Callable[[FastAPI], AbstractAsyncContextManager[None]]


def new_router(prefix: str = "") -> APIRouter:
    """A router whose routes check in the order of the API; the routes of a service are added to such a one."""
    return APIRouter(prefix=prefix, route_class=StrictRoute)


def new_app(
    title: str,
    prefix: str,
    *,
    routers: Sequence[APIRouter],
    verifier: TokenVerifier,
    metrics: Metrics,
    checks: Mapping[str, Check] | None = None,
    draining: Draining | None = None,
    lifespan: Lifespan | None = None,
) -> FastAPI:
    """The service ``title``: ``routers`` (made by ``new_router``) below ``{prefix}/v1``, health outside of the prefix.

    A router with routes that do not check in the order of the API is a TypeError.
    """
    app = FastAPI(
        title=title,
        version=API_VERSION,
        openapi_url=f"{prefix}/openapi.json",
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
        lifespan=lifespan,
    )
    draining = draining or Draining()
    app.state.verifier = verifier
    app.state.metrics = metrics
    app.state.draining = draining
    app.router.route_class = StrictRoute
    install_problem_handlers(app)
    for router in routers:
        _require_strict(router)
        app.include_router(router, prefix=f"{prefix}/v1")
    app.include_router(health_router(checks or {}, metrics, draining))
    # the last one added is the outermost
    app.add_middleware(DrainingMiddleware, draining=draining)
    app.add_middleware(ObservationMiddleware, metrics=metrics)
    app.add_middleware(CorrelationMiddleware)
    _publish_openapi(app)
    return app


def _require_strict(router: APIRouter) -> None:
    for context in iter_route_contexts(router.routes):
        route = context.original_route
        if isinstance(route, APIRoute) and not isinstance(route, StrictRoute):
            raise TypeError(f"{route.path} is not on a router made by new_router")


def _publish_openapi(app: FastAPI) -> None:
    def openapi() -> dict[str, object]:
        if app.openapi_schema is None:
            app.openapi_schema = describe_api(app)
        return app.openapi_schema

    app.openapi = openapi  # type: ignore[method-assign]
