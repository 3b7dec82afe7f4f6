"""A file's data, with the place in its text of each value."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from collections.abc import Iterator
from typing import Any, Final

from si_plan.diagnostics import Diagnostic, Location

LINE_END: Final = r"\r\n|\n|\r"
ID_FIELDS: Final = frozenset({"id", "see", "same_as", "at", "target"})
"""The fields that hold ids: unquoted, some of them are numbers to other YAML tools."""

Data = dict[str, Any] | list[Any] | str
Path = tuple[str | int, ...]


class Document:
    """A file's data, where each value of it stands, and what is wrong with its YAML.

    `data` is None where the text could not be read to its end. `plain_numbers` are the marks of unquoted scalars, in
    lists and in fields that hold ids, that other YAML tools read as numbers. Marks stand in the order of events (a
    mapping, then each key and its value), each an offset in `text`: a place is found by counting the values before it,
    so that keeping places costs a run that has nothing to say about them no more than a number a value.
    """

    __slots__ = ("_line_starts", "_marks", "_offsets", "data", "findings", "path", "plain_numbers", "shown", "text")

    def __init__(self, path: str, shown: str, text: str = "") -> None:
        self.path = path
        self.shown = shown
        self.text = text
        self.data: Data | None = None
        self.findings: list[Diagnostic] = []
        self.plain_numbers: list[int] = []
        self._marks = array("L")
        self._offsets: dict[int, tuple[int, dict[str | int, int]]] = {}
        self._line_starts: list[int] | None = None

    def shown_as(self, shown: str) -> Document:
        """The same document under another name for its reader; path and text are the same."""
        other = Document(self.path, shown, self.text)
        other.data, other.plain_numbers = self.data, self.plain_numbers
        other._marks, other._offsets, other._line_starts = self._marks, self._offsets, self._line_starts
        return other

    def location(self, path: Path = (), *, of_key: bool = False) -> Location:
        """The place of the value at `path`, or with `of_key` of its key. Where there is no such value, the place of the
        nearest one around it."""
        return self.location_of(self._mark(path, of_key)) if self._marks else Location(self.shown)

    def first_character(self, path: Path) -> str:
        """The first character of the value at `path` in the text: its bracket, brace, quote or dash, or the first of an
        unquoted text."""
        mark = self._mark(path)
        return self.text[mark : mark + 1]

    def _mark(self, path: Path, of_key: bool = False) -> int:
        number, key = 0, 0
        value: Any = self.data
        for part in path:
            if not ((type(value) is dict and part in value) or _is_place(value, part)):
                break
            key = number + self._measure(value)[1][part]
            number = key + 1 if type(value) is dict else key
            value = value[part]
        return self._marks[key if of_key else number]

    def _measure(self, value: Any) -> tuple[int, dict[str | int, int]]:
        """How many marks a container has, and how many come before each of its parts. Counted once, so that many places
        in one long list cost no more than the list. Values nest at most MOST_DEPTH deep."""
        measured = self._offsets.get(id(value))
        if measured is None:
            offsets: dict[str | int, int] = {}
            keyed = type(value) is dict
            size = 1
            for part, inner in value.items() if keyed else enumerate(value):
                offsets[part] = size
                size += keyed + (1 if type(inner) is str else self._measure(inner)[0])
            measured = self._offsets[id(value)] = size, offsets
        return measured

    def paths_of_plain_numbers(self) -> Iterator[Path]:
        """The paths of the values in `plain_numbers`, in the order of the file."""
        wanted = set(self.plain_numbers)
        number = 0
        waiting: list[tuple[Path, Any, bool]] = [((), self.data, False)]
        while waiting:
            path, value, keyed = waiting.pop()
            number += keyed
            if type(value) is str and self._marks[number] in wanted:
                yield path
            number += 1
            if type(value) is dict:
                waiting.extend(((*path, name), part, True) for name, part in reversed(value.items()))
            elif type(value) is list:
                last = len(value) - 1
                waiting.extend(((*path, last - back), part, False) for back, part in enumerate(reversed(value)))

    def location_of(self, mark: int) -> Location:
        """The line and column, from 1, of an offset in the text. Lines end with CR LF, LF or CR, as in YAML and
        editors."""
        if self._line_starts is None:
            self._line_starts = [0, *(found.end() for found in re.finditer(LINE_END, self.text))]
        mark = min(mark, len(self.text))  # a last line without an end is read with one, a character longer
        line = bisect_right(self._line_starts, mark)
        return Location(self.shown, line, mark - self._line_starts[line - 1] + 1)


def _is_place(value: Any, part: str | int) -> bool:
    return type(value) is list and type(part) is int and part < len(value)


def end_last_line(text: str) -> str:
    """The text with an end to its last line. Every text is read so: a block at the end of a file then says the same
    with or without a line end, and appending to the file does not change it."""
    return text if text.endswith("\n") else f"{text}\n"
