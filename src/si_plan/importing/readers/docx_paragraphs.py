"""What was found in a Word paragraph to paragraphs of a document, one for each line, marks and hidden text apart."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from si_plan.importing.document import Paragraph, Place
from si_plan.importing.readers.docx_runs import Content, Piece

_TYPED: Final = re.compile(r"([•●▪■◦○‣⁃❑❖➢➔·*+–—-]|o(?=\t|\u00a0|  | [A-Z]))[ \t\u00a0]+")
"""A mark of a list that somebody typed."""


class Drawn(NamedTuple):
    """How Word draws a paragraph, besides its text."""

    heading: int = 0
    level: int = 0
    """How deep it stands as a point of a list, from 1; 0 for any other paragraph."""
    mark: str = ""
    number: bool = False
    """Whether its mark is a number."""


@dataclass
class Writing:
    """The paragraphs of a cell, or of the text outside tables, as they are found."""

    table: int = 0
    row: int = 0
    column: int = 0
    _count: int = 0
    _found: list[Paragraph] = field(default_factory=list)
    _marks: list[str] = field(default_factory=list)
    """The marks that have been typed for the points of lists, from the outermost."""

    @property
    def where(self) -> str:
        """Where it stands, for a refusal."""
        if self.table:
            return f"table {self.table}, row {self.row}, column {self.column}"
        return f"paragraph {self._count + 1}"

    def taken(self) -> list[Paragraph]:
        """What has been found since the last time."""
        taken, self._found = self._found, []
        return taken

    def write(self, content: Content, drawn: Drawn, aside: str) -> None:
        """Adds the lines of a paragraph that have a text. A number that stands alone in a cell is its text."""
        soft = False
        for line in content.lines:
            if self._line(line, drawn, aside, soft):
                soft, drawn = True, drawn._replace(mark="")
        if not soft and drawn.number and self.table and not content.boxes:
            self._add(drawn.mark, "", aside=aside)

    def _line(self, line: list[Piece], drawn: Drawn, aside: str, soft: bool) -> bool:
        """Adds the running text of a line, then what is hidden in it. The first of them has the words of all."""
        held = " ".join("".join(piece.held for piece in line).split())
        kinds = sorted({aside or piece.aside for piece in line if piece.shown.strip() or piece.held.strip()})
        for kind in kinds:
            pieces = [piece for piece in line if (aside or piece.aside) == kind]
            shown = "".join(piece.shown for piece in pieces).strip()
            heading = 0 if self.table or kind else drawn.heading
            level, mark = 0 if heading else drawn.level, drawn.mark
            if not level and not heading and (typed := _TYPED.match(shown)) is not None:
                level, mark, shown = self._typed(typed[1]), typed[1], shown[typed.end() :]
            elif not self.table:
                self._marks.clear()
            bold = all(piece.bold for piece in pieces if piece.shown.strip())
            self._add(" ".join(shown.split()), held, level, soft, heading, bold, kind, mark)
            held = ""
        return bool(kinds)

    def _add(
        self,
        text: str,
        held: str,
        level: int = 0,
        soft: bool = False,
        heading: int = 0,
        bold: bool = False,
        aside: str = "",
        mark: str = "",
    ) -> None:
        self._count += 1
        place = Place(self.table, self.row, self.column, self._count)
        raw = None if held == text else held
        self._found.append(Paragraph(place, text, level, soft, heading, bold, aside, raw, mark))

    def _typed(self, mark: str) -> int:
        """The level of a point whose mark is typed: each other mark within a cell, or a list, is a level deeper."""
        if mark in self._marks:
            del self._marks[self._marks.index(mark) + 1 :]
        else:
            self._marks.append(mark)
        return len(self._marks)
