"""What earlier versions of a plan's files called things: the ids that were ever used."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Final

from si_plan.loading.parsing import parse
from si_plan.sources import Source

_NAMING: Final = ("id", "code")
"""The fields that are a record's own name."""
_REFERRING: Final = ("at", "target")
"""Those of a log that name another: what is told of a record outlives it."""


def ids_used(sources: Iterable[Source]) -> dict[str, str]:
    """Every name that a record of these files bears or that their logs are about, each with what the first record of
    that name said: its title or text, empty where it stands in a log alone."""
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
    """Whether a file may bear one of these names, by its text alone: as it stands there, or written with escapes."""
    text = source.text or ""
    return "\\" in text or any(name in text for name in names)


def _records(sources: Iterable[Source]) -> Iterator[dict[str, Any]]:
    """Every mapping of the files that can be read, those around others before them. One that cannot be read was never
    a plan's."""
    for source in sources:
        waiting: list[Any] = [parse(source).data]
        while waiting:
            value = waiting.pop()
            if isinstance(value, dict):
                yield value
                waiting += reversed(value.values())
            elif isinstance(value, list):
                waiting += reversed(value)
