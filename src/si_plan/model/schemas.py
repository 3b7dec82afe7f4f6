"""JSON Schema (draft 2020-12) for each kind of plan file, made from the models: what an editor shows as one types."""

from __future__ import annotations

import json
from typing import Any, Final

from pydantic import TypeAdapter

from si_plan.model.files import KINDS, FileKind

DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"


def file_name(kind: FileKind) -> str:
    """The name of the file of a kind's schema."""
    return f"{kind.name}.schema.json"


def schemas() -> dict[str, str]:
    """The text of every schema by the name of its file."""
    return {file_name(kind): _text(_schema(kind)) for kind in KINDS}


def _schema(kind: FileKind) -> dict[str, Any]:
    """What the kind of file may hold: texts as an editor's YAML 1.2 types them, so numbers stand for themselves."""
    if kind.many:
        adapter: TypeAdapter[Any] = TypeAdapter(list[kind.record])  # type: ignore[name-defined]
        made = adapter.json_schema() | ({"minItems": 1} if kind.filled else {})
    else:
        made = kind.record.model_json_schema()
    return {"$schema": DIALECT, **made, "title": kind.title}


def _text(schema: dict[str, Any]) -> str:
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"
