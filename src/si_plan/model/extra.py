"""The columns of a document that have no field: texts by the document's own names for them."""

from typing import Annotated, Any, Final

from pydantic import Field, GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core import core_schema

from si_plan.model.fields import Text

MOST_COLUMNS: Final = 20
LONGEST_COLUMN: Final = 40
"""How many other columns an action keeps, and the characters of a name of one."""


def _read_texts(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


class _ByColumn:
    """Texts by the names of columns: a text by itself is a list of one."""

    def __get_pydantic_core_schema__(self, _source: Any, handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        listed = handler.generate_schema(Annotated[tuple[Text, ...], Field(min_length=1)])
        texts = core_schema.no_info_before_validator_function(_read_texts, listed)
        named = core_schema.str_schema(pattern=r"\S", max_length=LONGEST_COLUMN)
        return core_schema.dict_schema(named, texts, min_length=1, max_length=MOST_COLUMNS)

    def __get_pydantic_json_schema__(
        self, _schema: core_schema.CoreSchema, _handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        text = {"pattern": r"\S", "type": ["string", "number", "boolean"]}
        texts = {"type": "array", "items": text, "minItems": 1}
        named = {"pattern": r"\S", "maxLength": LONGEST_COLUMN}
        size = {"minProperties": 1, "maxProperties": MOST_COLUMNS}
        return {"type": "object", "propertyNames": named, "additionalProperties": {"anyOf": [text, texts]}, **size}


Extra = Annotated[dict[str, tuple[str, ...]], _ByColumn()]
"""Columns of the document that have no field of their own, by their names, each with its texts."""
