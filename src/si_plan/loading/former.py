"""The ids that earlier versions of a plan's files used."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Final

from si_plan.loading.parsing import parse
from si_plan.sources import Source

_NAMING: Final = ("id", "code")
"""The fields that are a record's own name."""
_REFERRING: Final = ("at", "target")
"""The fields of a log that name another record, which may be gone since."""


def ids_used(sources: Iterable[Source]) -> dict[str, str]:
    """Every id or code in these files, of a record or of what a log is about. Each has the title or text of the first
    record of that name, empty where only a log names it."""
    found: dict[str, str] = {}
    for record in _records(sources):
        for field in _NAMING:
            if isinstance(record.get(field), str) and not found.get(record[field]):
                words = record.get("title") or record.get("text")
                found[record[field]] = words if isinstance(words, str) else ""
        for field in _REFERRING:
            if isinstance(record.get(field), str):
                found.setdefault(record[field], "")
    return found


def may_name(source: Source, names: list[str]) -> bool:
    """Whether a file's text may have one of these names, as it is or written with escapes."""
    text = source.text or ""
    return "\\" in text or any(name in text for name in names)


def _records(sources: Iterable[Source]) -> Iterator[dict[str, Any]]:
    """Every mapping in the files, an outer one before those in it. A file that cannot be read was never part of a
    plan, and is skipped."""
    for source in sources:
        waiting: list[Any] = [parse(source).data]
        while waiting:
            value = waiting.pop()
            if isinstance(value, dict):
                yield value
                waiting += reversed(value.values())
            elif isinstance(value, list):
                waiting += reversed(value)
