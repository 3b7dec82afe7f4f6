"""Text as it comes, piece by piece, to paragraphs: white space, line breaks, points of lists, marks typed by hand."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from si_plan.importing.document import Paragraph, Place

_TYPED: Final = re.compile(r"(?:[•·‣▪▫●○■□◦∙➢➤►✓✔*–—-]|\uf0b7|\uf0a7) +(?=\S)")
"""A mark of a list that somebody typed, or copied with its text."""


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph before it has its place."""

    text: str
    level: int = 0
    soft: bool = False
    heading: int = 0
    bold: bool = False
    aside: str = ""
    raw: str | None = None
    mark: str = ""

    def at(self, place: Place) -> Paragraph:
        """The paragraph in its place."""
        return Paragraph(
            place, self.text, self.level, self.soft, self.heading, self.bold, self.aside, self.raw, self.mark
        )


@dataclass
class Lines:
    """The lines of a cell, or of what stands outside tables, with how the text that comes next is marked."""

    done: list[Line] = field(default_factory=list)
    level: int = 0
    heading: int = 0
    bold: int = 0
    """How many elements make it bold."""
    aside: str = ""
    mark: str = ""
    """The mark of the point that begins here."""
    _pieces: list[str] = field(default_factory=list)
    _plain: bool = False
    """Whether some of the pieces are not bold."""
    _soft: bool = False
    _marks: list[str] = field(default_factory=list)
    """The marks that were typed for points, from the outermost."""

    def say(self, text: str) -> None:
        """Add to the line."""
        if text:
            self._pieces.append(text)
            self._plain = self._plain or (not self.bold and not text.isspace())

    def end(self, *, soft: bool = False) -> None:
        """End the line. A line break (`soft`) makes the next one a line of the same paragraph."""
        text = tidy("".join(self._pieces))
        bold = not self._plain
        self._pieces.clear()
        self._plain = False
        if text:
            typed = _TYPED.match(text)
            words = text[typed.end() :] if typed else text
            raw = text if typed else None
            mark = typed[0].strip() if typed else self.mark
            level = self.level or (self._deep(mark) if typed else 0)
            self.done.append(Line(words, level, self._soft, self.heading, bold, self.aside, raw, mark))
            self.mark = ""
        self._soft = soft and (bool(text) or self._soft)

    def _deep(self, mark: str) -> int:
        """The level of a point whose mark is typed: each other mark is a level deeper."""
        if mark in self._marks:
            del self._marks[self._marks.index(mark) + 1 :]
        else:
            self._marks.append(mark)
        return len(self._marks)


def placed(
    lines: Iterable[Line], table: int = 0, row: int = 0, column: int = 0, before: int = 0
) -> tuple[Paragraph, ...]:
    """Lines as paragraphs, each with its place: numbered on from `before`."""
    return tuple(line.at(Place(table, row, column, n)) for n, line in enumerate(lines, before + 1))


def tidy(text: str) -> str:
    """A text with every run of white space as one space, and none around it."""
    return " ".join(text.split())
