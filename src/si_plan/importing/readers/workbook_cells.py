"""The value of a cell of a workbook to its lines: texts with their runs, numbers as they are shown, and what is odd."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Final

from si_plan.dates.reduced import ReducedDate
from si_plan.importing.document import ImportRefusedError
from si_plan.importing.readers.limits import MOST_CELLS, within
from si_plan.importing.readers.number_formats import Shown, serial, shown
from si_plan.importing.readers.office_zip import Element
from si_plan.importing.readers.paragraphs import Lines, tidy
from si_plan.importing.readers.workbook_styles import Look, Styles, bold

_NUMBER: Final = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]{1,4})?")
_ESCAPED: Final = re.compile(r"_x([0-9A-Fa-f]{4})_")
_MOST_LETTERS: Final = 20_000_000
"""Of all cells together: one long text may stand in many."""
_ERROR: Final = "it holds an error of Excel"


@dataclass
class Held:
    """What a cell holds."""

    lines: Lines = field(default_factory=Lines)
    fill: str | None = None
    day: ReducedDate | None = None
    number: bool = False
    problem: str = ""

    @property
    def empty(self) -> bool:
        """Whether it has neither text nor problem; it may have a colour."""
        return not self.lines.done and not self.problem


class Strings:
    """The shared texts of a workbook, and what is the same for all of its cells."""

    def __init__(self, root: Element | None, styles: Styles, name: str, *, from_1904: bool) -> None:
        self.styles, self.name, self.from_1904 = styles, name, from_1904
        self._shared = [*root.iterfind("{*}si")] if root is not None else []
        self._letters = 0

    def within(self, places: int) -> None:
        """Raises ImportRefusedError where the sheets have more places than are read."""
        within(places, MOST_CELLS, "cells", self.name)

    def held(self, cell: Element, space: str) -> Held:
        """What a cell holds; `space` is the namespace of its sheet."""
        look = self.styles.look(cell.get("s", ""))
        found = Held(fill=look.fill)
        kind, value = cell.get("t", "n"), cell.find(f"{space}v")
        written = (value.text or "") if value is not None else ""
        if kind == "s":
            place = int(written) if written.isascii() and written.strip().isdigit() and len(written) < 9 else -1
            if 0 <= place < len(self._shared):
                self._runs(self._shared[place], look, found.lines)
            else:
                found.problem = "it names a text that is not in the file"
        elif kind == "inlineStr":
            inline = cell.find(f"{space}is")
            if inline is not None:
                self._runs(inline, look, found.lines)
        elif kind == "str":
            self._text(found.lines, written, bold=look.bold)
            found.lines.end()
        elif written.strip():
            self._value(found, kind, written.strip(), look)
        if kind != "str" and not written.strip() and cell.find(f"{space}f") is not None:
            found.problem = "it has a formula without a value"
        return found

    def note(self, lines: Lines, text: str, aside: str) -> None:
        """Add a text beside the text of a cell: a comment on it."""
        lines.aside = aside
        self._text(lines, text, bold=False)
        lines.end()
        lines.aside = ""

    def _runs(self, text: Element, look: Look, lines: Lines) -> None:
        for run in text:
            name = run.tag.rpartition("}")[2]
            if name == "t":
                self._text(lines, run.text or "", bold=look.bold)
            elif name == "r":
                font, said = run.find("{*}rPr"), run.find("{*}t")
                if said is not None:
                    self._text(lines, said.text or "", bold=look.bold if font is None else bold(font))
        lines.end()

    def _text(self, lines: Lines, text: str, *, bold: bool) -> None:
        self._letters += len(text)
        if self._letters > _MOST_LETTERS:
            raise ImportRefusedError(
                f"{self.name} is too large: its cells hold more than {_MOST_LETTERS:,} letters",
                "import it in parts, or remove what is no table of the plan",
            )
        lines.bold = int(bold)
        first, *more = _ESCAPED.sub(_unescaped, text).replace("\r\n", "\n").replace("\r", "\n").split("\n")
        lines.say(first)
        for line in more:
            lines.end()
            lines.say(line)

    def _value(self, found: Held, kind: str, written: str, look: Look) -> None:
        found.lines.bold = int(look.bold)
        if kind == "b":
            found.lines.add("TRUE" if written == "1" else "FALSE", written)
        elif kind == "e":
            found.lines.add(written)
            found.problem = _ERROR
        elif kind == "d":
            self._shown(found, self._dated(written, look), written)
        elif _NUMBER.fullmatch(written):
            seen = shown(float(written), look.form, from_1904=self.from_1904)
            found.number = seen.day is None
            self._shown(found, seen, written)
        else:
            found.lines.add(written)
            found.problem = "it holds no number, though the file says so"

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

    def _shown(self, found: Held, seen: Shown, written: str) -> None:
        found.day, found.problem = seen.day, seen.problem
        found.lines.aside = "hidden" if seen.hidden else ""
        found.lines.add(tidy(seen.text), written)
        found.lines.aside = ""


def _day(day: date) -> ReducedDate | None:
    return ReducedDate(day.year, day.month, day.day) if 1900 <= day.year <= 2199 else None


def _unescaped(code: re.Match[str]) -> str:
    """The character that a text holds as `_x000D_`: one that no text may hold stays as it is written."""
    number = int(code[1], 16)
    return chr(number) if number in (9, 10, 13) or 32 <= number < 128 or 160 <= number < 0xD000 else code[0]
