"""Plain data as the YAML of plan files: block style, with lists of codes on their line."""

from __future__ import annotations

import json
import re
from typing import Any, Final

_CODES: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
_NUMBER: Final = re.compile(r"[0-9.]+")
_QUOTED: Final = ("id", "at", "ref", "priorities")
_UNSAFE: Final = re.compile(r"""^[\s\[\]{}&*!|>%@`"'#,?:-]|: | #|[:\s]$""")


def text_of(data: Any) -> str:
    """Records, or one, as YAML in block style, with lists of codes on their line."""
    if isinstance(data, list):
        return "".join(f"- {_fields(record, 2).lstrip()}" for record in data)
    return _fields(data, 0)


def _fields(record: dict[str, Any], indent: int) -> str:
    return "".join(_field(" " * indent + name, name, value, indent) for name, value in record.items())


def _field(before: str, name: str, value: Any, indent: int) -> str:
    if isinstance(value, dict):
        if name in ("due", "areas", "extra"):
            return f"{before}: {{{', '.join(f'{key}: {one}' for key, one in value.items())}}}\n"
        return f"{before}:\n{_fields(value, indent + 2)}"
    if not isinstance(value, list):
        return f"{before}: {_scalar(name, value)}\n"
    if value and isinstance(value[0], dict):
        margin = " " * (indent + 2)
        return f"{before}:\n" + "".join(f"{margin}- {_fields(one, indent + 4).lstrip()}" for one in value)
    told = [_scalar(name, one) for one in value]
    if all(_CODES.fullmatch(one.strip('"')) for one in told):
        return f"{before}: [{', '.join(told)}]\n"
    return f"{before}:\n" + "".join(f"{' ' * (indent + 2)}- {one}\n" for one in told)


def _scalar(name: str, value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    text = str(value)
    if _UNSAFE.search(text) or (name in _QUOTED and _NUMBER.fullmatch(text)):
        return json.dumps(text, ensure_ascii=False)
    return text
