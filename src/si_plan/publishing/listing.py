"""The list of a site's files, itself one of them. It tells a later run which files it may replace."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

NAME: Final = "files.txt"
_BY: Final = "Written by siplan"
_FIRST: Final = f"{_BY}, which replaces these files:"


def list_files(paths: Iterable[str]) -> bytes:
    """The list of these files and itself: a line that says what it is, then one path to a line; as UTF-8."""
    return "\n".join([_FIRST, *sorted({*paths, NAME}), ""]).encode("utf-8")


def paths_of(text: str) -> frozenset[str]:
    """The paths that a list names; empty if the text is not such a list."""
    first, *paths = text.splitlines() or [""]
    return frozenset(path for path in paths if path) if first.startswith(_BY) else frozenset()
