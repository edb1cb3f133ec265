"""Views that one service passes on as it got them: plain JSON, never parsed and written again."""

from typing import Any

from pydantic import BaseModel, GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, core_schema


class Relayed:
    """``Annotated[Json, Relayed(QuoteView)]``: any JSON object goes through untouched; OpenAPI shows the view."""

    def __init__(self, view: type[BaseModel]) -> None:
        self._view = view

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.dict_schema(core_schema.str_schema(), core_schema.any_schema())

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        return handler(self._view.__pydantic_core_schema__)


class Checked(Relayed):
    """Like Relayed, but what comes in must be that view; the JSON itself is kept as it came.

    OpenAPI only names the view: spelled out in a request, it would drown the calls that customers make.
    """

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_after_validator_function(
            self._checked, core_schema.dict_schema(core_schema.str_schema(), core_schema.any_schema())
        )

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        name = self._view.__name__.removesuffix("View")
        return {"type": "object", "description": f"A whole {name} as the platform answers it."}

    def _checked(self, value: dict[str, Any]) -> dict[str, Any]:
        self._view.model_validate(value)
        return value
