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
