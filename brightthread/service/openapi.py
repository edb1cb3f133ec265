"""OpenAPI as it is published: bearer tokens, one shape of problem, and no answer that is never given."""

from collections.abc import Iterable
from typing import Any

from fastapi import APIRouter, FastAPI
from fastapi.openapi.utils import get_openapi
from fastapi.routing import APIRoute, iter_route_contexts

from brightthread.contract.problems import MEDIA_TYPE, ProblemView
from brightthread.service.gates import IdempotencyKey, gates_of, needs_token

API_VERSION = "1"
_SCHEMAS = "#/components/schemas/"
_PROBLEM = {
    "description": "A problem, `application/problem+json`",
    "content": {MEDIA_TYPE: {"schema": {"$ref": f"{_SCHEMAS}ProblemView"}}},
}
_KEY = {"name": "Idempotency-Key", "in": "header", "schema": {"type": "string", "minLength": 1, "maxLength": 255}}


def describe_api(app: FastAPI) -> dict[str, Any]:
    """The OpenAPI document of ``app``."""
    document = get_openapi(title=app.title, version=app.version, routes=app.routes)
    components = document.setdefault("components", {})
    schemas = components.setdefault("schemas", {})
    for unused in ("HTTPValidationError", "ValidationError"):
        schemas.pop(unused, None)
    problem = ProblemView.model_json_schema(mode="serialization", ref_template=_SCHEMAS + "{model}")
    schemas.update(problem.pop("$defs", {}))
    schemas["ProblemView"] = problem
    components["securitySchemes"] = {"bearer": {"type": "http", "scheme": "bearer", "bearerFormat": "JWT"}}
    for (method, path), gates in _gates_by_operation(app).items():
        operation = document["paths"].get(path, {}).get(method)
        if operation is not None:
            _complete(operation, gates)
    return document


def _gates_by_operation(app: FastAPI) -> dict[tuple[str, str], list[Any]]:
    found = {}
    for context in iter_route_contexts(app.routes):
        route = context.original_route
        if isinstance(route, APIRoute) and context.path_format:
            for method in context.methods or ():
                found[method.lower(), context.path_format] = list(gates_of(route.dependant))
    return found


def _complete(operation: dict[str, Any], gates: list[Any]) -> None:
    operation["responses"].pop("422", None)
    operation["responses"]["default"] = _PROBLEM
    for response in operation["responses"].values():
        for content in response.get("content", {}).values():
            # the framework writes OpenAPI 3.2's word for the items of a stream into a 3.1 document
            if content.pop("itemSchema", None) is not None:
                content["schema"] = {"type": "string"}
    if any(needs_token(gate) for gate in gates):
        operation["security"] = [{"bearer": []}]
    for gate in gates:
        if isinstance(gate, IdempotencyKey):
            operation.setdefault("parameters", []).append({**_KEY, "required": gate.required})


def describe_routers(title: str, prefix: str, routers: Iterable[APIRouter]) -> dict[str, Any]:
    """The OpenAPI document of a service with these routers, without any of its dependencies."""
    app = FastAPI(title=title, version=API_VERSION)
    for router in routers:
        app.include_router(router, prefix=f"{prefix}/v1")
    return describe_api(app)
