"""The value of a cell of a workbook to its lines: texts with their runs, numbers as they are shown, and what is odd."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from si_plan.dates.reduced import ReducedDate
from si_plan.importing.document import ImportRefusedError
from si_plan.importing.readers.limits import MOST_CELLS, within
from si_plan.importing.readers.number_formats import Shown, serial, shown
from si_plan.importing.readers.office_zip import Element
from si_plan.importing.readers.paragraphs import Line, Lines, tidy
from si_plan.importing.readers.workbook_styles import Look, Styles, switched

_NUMBER: Final = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]{1,4})?")
_ESCAPED: Final = re.compile(r"_x([0-9A-Fa-f]{4})_")
_MOST_LETTERS: Final = 20_000_000
"""Of all cells together: one long text may stand in many."""
_ERROR: Final = "it holds an error of Excel"


@dataclass(slots=True)
class Held:
    """What a cell holds."""

    lines: tuple[Line, ...] = ()
    fill: str | None = None
    day: ReducedDate | None = None
    number: bool = False
    problem: str = ""
    struck: bool = False
    """Whether a line is drawn through any of its text."""

    @property
    def empty(self) -> bool:
        """Whether it has neither text nor problem; it may have a colour."""
        return not self.lines and not self.problem


class Strings:
    """The shared texts of a workbook, and what is the same for all of its cells."""

    def __init__(self, root: Element | None, styles: Styles, name: str, *, from_1904: bool) -> None:
        self.styles, self.name, self.from_1904 = styles, name, from_1904
        self._shared = [*root.iterfind("{*}si")] if root is not None else []
        self._letters = 0
        self._read: dict[tuple[str, bool], tuple[tuple[Line, ...], bool]] = {}
        """The lines of shared texts, by their number and whether their cell is bold, and whether any is struck."""

    def within(self, places: int) -> None:
        """Raises ImportRefusedError where the sheets have more places than are read."""
        within(places, MOST_CELLS, "cells", self.name)

    def held(self, cell: Element, space: str) -> Held:
        """What a cell holds; `space` is the namespace of its sheet."""
        look = self.styles.look(cell.get("s", ""))
        if not len(cell):
            return Held(fill=look.fill)
        parts = {part.tag: part for part in cell}
        value = parts.get(f"{space}v")
        kind, written = cell.get("t", "n"), (value.text or "" if value is not None else "")
        if kind == "s":
            found = self._named(written, look)
        elif kind == "inlineStr":
            inline = parts.get(f"{space}is")
            lines, struck = self._runs(inline, look) if inline is not None else ((), False)
            found = Held(lines, struck=struck)
        elif kind == "str":
            found = Held(self.lines(written, bold=look.bold))
        elif written.strip():
            found = self._value(kind, written.strip(), look)
        else:
            found = Held(problem="it has a formula without a value" if f"{space}f" in parts else "")
        found.fill, found.struck = look.fill, bool(found.lines) and (found.struck or look.struck)
        return found

    def lines(self, text: str, *, bold: bool = False, aside: str = "") -> tuple[Line, ...]:
        """The lines of a text of one look."""
        lines = Lines(bold=int(bold), aside=aside)
        self._say(lines, text)
        lines.end()
        return tuple(lines.done)

    def _named(self, number: str, look: Look) -> Held:
        """What a cell holds that names a shared text."""
        read = self._read.get((number, look.bold))
        if read is None:
            place = int(number) if number.isascii() and number.strip().isdigit() and len(number) < 9 else -1
            if not 0 <= place < len(self._shared):
                return Held(problem="it names a text that is not in the file")
            read = self._read[number, look.bold] = self._runs(self._shared[place], look)
        else:
            self._count(sum(len(line.text) for line in read[0]))
        return Held(read[0], struck=read[1])

    def _count(self, letters: int) -> None:
        self._letters += letters
        if self._letters > _MOST_LETTERS:
            raise ImportRefusedError(
                f"{self.name} is too large: its cells hold more than {_MOST_LETTERS:,} letters",
                "import it in parts, or remove what is no table of the plan",
            )

    def _runs(self, text: Element, look: Look) -> tuple[tuple[Line, ...], bool]:
        lines, struck = Lines(), False
        for run in text:
            name = run.tag.rpartition("}")[2]
            font, said = (None, run) if name == "t" else (run.find("{*}rPr"), run.find("{*}t"))
            if name in ("t", "r") and said is not None:
                lines.bold = int(look.bold if font is None else switched(font, "b"))
                struck = struck or (font is not None and switched(font, "strike"))
                self._say(lines, said.text or "")
        lines.end()
        return tuple(lines.done), struck

    def _say(self, lines: Lines, text: str) -> None:
        self._count(len(text))
        first, *more = _ESCAPED.sub(_unescaped, text).replace("\r\n", "\n").replace("\r", "\n").split("\n")
        lines.say(first)
        for line in more:
            lines.end()
            lines.say(line)

    def _value(self, kind: str, written: str, look: Look) -> Held:
        if kind == "b":
            return Held((_line("TRUE" if written == "1" else "FALSE", written, look),))
        if kind == "e":
            return Held((_line(written, written, look),), problem=_ERROR)
        if kind == "d":
            seen = self._dated(written, look)
        elif _NUMBER.fullmatch(written):
            seen = shown(float(written), look.form, from_1904=self.from_1904)
        else:
            seen = Shown(written, problem="it holds no number, though the file says so")
        line = _line(tidy(seen.text), written, look, "hidden" if seen.hidden else "")
        return Held(
            (line,),
            day=seen.day,
            number=seen.day is None and _NUMBER.fullmatch(written) is not None,
            problem=seen.problem,
        )

    def _dated(self, written: str, look: Look) -> Shown:
        """A date that the file holds as text (`2025-10-17T00:00:00`), as it is shown."""
        try:
            when = datetime.fromisoformat(written)
        except ValueError:
            return Shown(written, problem="it holds no date, though the file says so")
        seen = shown(serial(when.replace(tzinfo=None)), look.form)
        if seen.day is None:
            return Shown(f"{when:%d/%m/%Y}", _day(when.date()))
        return seen


def _line(text: str, written: str, look: Look, aside: str = "") -> Line:
    return Line(text, bold=look.bold, aside=aside, raw=None if written == text else written)


def _day(day: date) -> ReducedDate | None:
    return ReducedDate(day.year, day.month, day.day) if 1900 <= day.year <= 2199 else None


def _unescaped(code: re.Match[str]) -> str:
    """The character that a text holds as `_x000D_`: one that no text may hold stays as it is written."""
    number = int(code[1], 16)
    return chr(number) if number in (9, 10, 13) or 32 <= number < 128 or 160 <= number < 0xD000 else code[0]
