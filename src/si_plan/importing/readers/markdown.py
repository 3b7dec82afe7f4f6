"""A Markdown file to paragraphs and tables: pipe tables, HTML tables, and rows whose cells are parted by TABs.

Such rows are what programs make of the tables of a PDF: lines with TABs, one after the other, are the rows of a table,
and their cells hold inline HTML. A mark of Markdown is no part of a paragraph's text, and is kept in its raw text.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from si_plan.importing.document import SourceDocument
from si_plan.importing.readers.emphasis import plain
from si_plan.importing.readers.grids import Grid
from si_plan.importing.readers.limits import MOST_ELEMENTS, MOST_LINES, within
from si_plan.importing.readers.markup import Reading
from si_plan.importing.readers.paragraphs import Line, Lines, tidy

_INLINE: Final = "a abbr b big br cite code del em font i ins kbd mark q s small span strike strong sub sup tt u wbr"
_BLOCK: Final = (
    "blockquote caption center col colgroup dd details div dl dt figure h1 h2 h3 h4 h5 h6 hr img li ol p pre section "
    "summary table tbody td tfoot th thead tr ul"
)
_TAG: Final = rf"/?(?:{'|'.join((_INLINE + ' ' + _BLOCK).split())})(?:\s[^<>]*)?/?>"
_NO_TAG: Final = re.compile(rf"<(?!{_TAG})", re.IGNORECASE)
_HTML_BLOCK: Final = re.compile(rf" {{0,3}}</?(?:{'|'.join(_BLOCK.split())})(?:\s|/?>)", re.IGNORECASE)
_TABLE: Final = re.compile(r"<(/?)table(?=[\s>])", re.IGNORECASE)
_ITEM: Final = re.compile(r"([ \t>]*)([-+*]|[0-9]{1,9}[.)])[ \t]+(?=\S)")
_MARKS: Final = frozenset("-=*_~`:|+># \t\v\f")
_DRAWN: Final = re.compile(r"--|==|\*\*|__|~~|``|\* \*|- -|_ _")
_FENCE: Final = re.compile(r" {0,3}(`{3,}|~{3,})")
_HEADING: Final = re.compile(r" {0,3}(#{1,6})[ \t]+(?=\S)")
_UNDERLINE: Final = re.compile(r" {0,3}(=+|-{2,})\s*")
_PIPE: Final = re.compile(r"(?<!\\)\|")
_GAP: Final = re.compile(r"(?<=\S) {2,}(?=\S)")
_TAB: Final = 4


def read_markdown(text: str, name: str) -> SourceDocument:
    """A Markdown file as a document. Raises ImportRefusedError where more stands in it than is read."""
    within(text.count("\n") + text.count("\r"), MOST_LINES, "lines", name)
    within(text.count("<"), MOST_ELEMENTS, "elements", name)
    return _Markdown(_without_comments(text.replace("\r\n", "\n").replace("\r", "\n"))).document(name)


class _Markdown:
    def __init__(self, text: str) -> None:
        self._source = text.split("\n")
        self._next = self._no_rows = 0
        self._reading = Reading(kind="md")
        self._said: list[str] = []
        """The lines of the paragraph that is open."""
        self._mark = ""
        """The mark of its list."""
        self._indents: list[int] = []
        """How far in each list stands that the paragraph is a point of."""

    def document(self, name: str) -> SourceDocument:
        while self._next < len(self._source):
            line = self._source[self._next]
            if not line.strip():
                self._end()
                self._next += 1
            elif not (self._rows() or self._pipes(line) or self._html(line) or self._fence(line)):
                self._next += 1
                self._line(line)
        self._end()
        return self._reading.document(name)

    def _line(self, line: str) -> None:
        if _only_marks(line):
            under = _UNDERLINE.fullmatch(line)
            self._end(heading=(1 if "=" in line else 2) if under and self._said and not self._mark else 0)
            self._indents.clear()
        elif heading := _HEADING.match(line):
            self._end()
            self._indents.clear()
            text = line[heading.end() :].rstrip()
            bare = text.rstrip("#")
            closed = bare.endswith((" ", "\t"))
            self._mark = heading[1]
            self._said = [bare if closed else text]
            self._end(len(heading[1]), text[len(bare) :] if closed else "")
        elif item := _ITEM.match(line):
            self._end()
            self._deepen(len(item[1].expandtabs(_TAB)))
            self._mark = line[: item.end()].strip()
            self._said = [line[item.end() :]]
        else:
            if not self._said and not line[:1].isspace():
                self._indents.clear()
            self._said.append(line)

    def _deepen(self, indent: int) -> None:
        while self._indents and indent <= self._indents[-1] - 1:
            self._indents.pop()
        if not self._indents or indent > self._indents[-1] + 1:
            self._indents.append(indent)

    def _end(self, heading: int = 0, tail: str = "") -> None:
        """End the paragraph that is open; `tail` is the mark after it."""
        if not self._said:
            return
        said = []
        for line in self._said:
            hard = line.endswith(("  ", "\\"))
            said.append(line.strip() + ("<br>" if hard else "\n"))
        source = "".join(said).removesuffix("<br>")
        lines = self._reading.lines
        lines.level, lines.heading = len(self._indents), heading
        lines.mark = "" if heading else "•" if self._mark in ("-", "+", "*") else self._mark
        self._reading.feed(_NO_TAG.sub("&lt;", source))
        _unmark(lines, self._mark, tail)
        lines.level = lines.heading = 0
        self._reading.gather()
        self._said, self._mark = [], ""

    def _rows(self) -> bool:
        """Whether a table of rows with TABs begins here, which is then read."""
        if self._next < self._no_rows:
            return False
        last = self._next
        while last < len(self._source) and "\t" in self._source[last] and self._source[last].strip():
            last += 1
        rows = self._source[self._next : last]
        if not any("\t" in row.strip() for row in rows) or all(
            _ITEM.match(row) and row.count("\t") == 1 for row in rows
        ):
            self._no_rows = last
            return False
        self._end()
        grid = self._reading.grid()
        for row in rows:
            if not _only_marks(row):
                self._row(grid, row.split("\t"))
        self._next = last
        return True

    def _row(self, grid: Grid, cells: list[str], *, header: bool = False) -> None:
        grid.row(header=header)
        for text, columns in _spanned(cells):
            lines = Lines()
            grid.cell(lines, columns)
            self._reading.feed_cell(_NO_TAG.sub("&lt;", _GAP.sub("<br>", text.strip())), grid, lines)
            _unmark(lines)

    def _pipes(self, line: str) -> bool:
        """Whether a pipe table begins here, which is then read."""
        below = self._source[self._next + 1] if self._next + 1 < len(self._source) else ""
        if not _PIPE.search(line) or not _PIPE.search(below) or not _aligns(below):
            return False
        self._end()
        grid = self._reading.grid()
        self._row(grid, _cells(line), header=True)
        self._next += 2
        while self._next < len(self._source) and _PIPE.search(self._source[self._next]):
            self._row(grid, _cells(self._source[self._next]))
            self._next += 1
        return True

    def _html(self, line: str) -> bool:
        """Whether a block of HTML begins here, which is then read: a table to its end, others to a blank line."""
        if self._said or not _HTML_BLOCK.match(line):
            return False
        block, deep = [], 0
        while self._next < len(self._source) and (deep or self._source[self._next].strip()):
            line = self._source[self._next]
            if not deep and _FENCE.match(line):
                break
            deep = max(0, deep + sum(-1 if end else 1 for end in _TABLE.findall(line)))
            block.append("" if _only_marks(line) else line)
            self._next += 1
        self._reading.read(_NO_TAG.sub("&lt;", "\n".join(block)))
        return True

    def _fence(self, line: str) -> bool:
        """Whether lines between fences begin here, which are then read to the letter."""
        fence = _FENCE.match(line)
        if not fence:
            return False
        self._end()
        self._next += 1
        lines = self._reading.lines
        if said := line.strip().lstrip("`~").strip():
            lines.done.append(Line(said, raw=line.strip()))
        while self._next < len(self._source):
            line = self._source[self._next]
            self._next += 1
            if line.strip().startswith(fence[1]) and not line.strip(" `~"):
                break
            if not _only_marks(line):
                lines.say(line)
            lines.end(soft=True)
        lines.end()
        self._reading.gather()
        return True


def _unmark(lines: Lines, mark: str = "", tail: str = "") -> None:
    """Take the marks of Markdown out of the lines. The mark before them and that after them are kept as raw text."""
    done = lines.done
    for place, line in enumerate(done):
        raw = line.text if line.raw is None else line.raw
        text, bold = plain(line.text)
        whole = tidy(f"{mark if place == 0 else ''} {raw} {tail if place == len(done) - 1 else ''}")
        done[place] = _marked(line, text, whole, bold=bold)


def _marked(line: Line, text: str, raw: str, *, bold: bool) -> Line:
    return replace(line, text=text, bold=line.bold or bold, raw=None if raw == text else raw)


def _spanned(cells: list[str]) -> list[tuple[str, int]]:
    """The cells of a row, each with how many columns it takes: in a heading, where bold texts stand among more blanks
    than texts, each takes the blanks after it."""
    filled = [cell for cell in cells if cell.strip()]
    if not cells[0].strip() or len(filled) * 2 >= len(cells) or not all(_bold_first(cell) for cell in filled):
        return [(cell, 1) for cell in cells]
    said: list[tuple[str, int]] = []
    for cell in cells:
        if cell.strip():
            said.append((cell, 1))
        else:
            said[-1] = said[-1][0], said[-1][1] + 1
    return said


def _bold_first(cell: str) -> bool:
    return re.match(r"\s*(?:<p>\s*)?(?:<b>|<strong>|\*\*|__)", cell) is not None


def _only_marks(line: str) -> bool:
    """Whether a line only draws: a rule, a fence, the dashes below a header."""
    return _MARKS.issuperset(line) and _DRAWN.search(line) is not None


def _aligns(line: str) -> bool:
    """Whether this is the row of dashes below the header of a pipe table."""
    return all(re.fullmatch(r":?-+:?", cell.strip()) for cell in _cells(line))


def _cells(line: str) -> list[str]:
    """The cells of a row of a pipe table."""
    parts = _PIPE.split(line.strip())
    if len(parts) > 1 and not parts[0].strip():
        parts = parts[1:]
    if len(parts) > 1 and not parts[-1].strip():
        parts = parts[:-1]
    return [part.replace("\\|", "|") for part in parts]


def _without_comments(text: str) -> str:
    """A text without the comments of HTML in it: one that does not begin a line ends in its paragraph."""
    kept, place, end, blank = [], 0, -2, -2
    while (start := text.find("<!--", place)) >= 0:
        end = text.find("-->", start) if end != -1 and end < start else end
        blank = text.find("\n\n", start) if blank != -1 and blank < start else blank
        alone = not text[text.rfind("\n", 0, start) + 1 : start].strip()
        closed = end >= 0 and (alone or not -1 < blank < end)
        kept.append(text[place : start if closed else start + 4])
        place = end + 3 if closed else start + 4
    return "".join([*kept, text[place:]])
