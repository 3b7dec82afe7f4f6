"""An HTML page, or a piece of HTML, to paragraphs and tables, by lxml's reader of HTML; nothing is fetched."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from html import unescape
from typing import TYPE_CHECKING, Final

from si_plan.importing.document import ImportRefusedError, Paragraph, SourceDocument, Table
from si_plan.importing.readers.colours import behind, of_classes
from si_plan.importing.readers.grids import Grid
from si_plan.importing.readers.limits import MOST_CELLS, MOST_ELEMENTS, MOST_PARAGRAPHS, within
from si_plan.importing.readers.paragraphs import Lines, placed

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_NO_TEXT: Final = {"script", "style", "title", "template", "iframe", "noembed", "noframes"}
_HEADINGS: Final = {f"h{level}": level for level in range(1, 7)}
_BLOCKS: Final = {
    "address", "article", "aside", "blockquote", "body", "caption", "center", "col", "colgroup", "dd", "details",
    "dialog", "dir", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "head", "header", "hr",
    "html", "legend", "li", "main", "menu", "nav", "ol", "option", "p", "pre", "section", "select", "summary", "table",
    "tbody", "td", "textarea", "tfoot", "th", "thead", "tr", "ul", *_HEADINGS,
}  # fmt: skip
_LISTS: Final = {"ul", "ol", "menu", "dir"}
_STRUCK: Final = {"s", "strike", "del"}
_BOLD: Final = {"b", "strong"}
_DEEPEST: Final = 200
"""How many elements may stand in each other: libxml2 gives up soon after."""
_SHOWN_BOLD: Final = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.IGNORECASE)
_LISTED_BY_WORD: Final = re.compile(r"mso-list:\s*\S{1,20}\s+level([1-9])")
_NOT_SHOWN: Final = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)


def read_page(text: str, name: str) -> SourceDocument:
    """An HTML page as a document. Raises ImportRefusedError where more stands in it than is read."""
    within(text.count("<"), MOST_ELEMENTS, "elements", name)
    reading = Reading()
    reading.read(text)
    return reading.document(name)


@dataclass
class _Marks:
    """How an element marks the text in it, to be taken back at its end."""

    bold: bool = False
    aside: str | None = None
    listed: bool = False
    cell: bool = False
    outer_level: int | None = None


@dataclass
class Reading:
    """What has been read so far: the blocks in their order, and the cells that are open."""

    kind: str = "html"
    blocks: list[Paragraph | Grid] = field(default_factory=list)
    lines: Lines = field(default_factory=Lines)
    outside: int = 0
    """How many paragraphs stand outside tables."""
    tables: int = 0
    struck: bool = False
    """Whether a line is drawn through any text."""
    _open: list[tuple[Grid, Lines]] = field(default_factory=list)
    """Each open table, with the lines in which it stands."""
    _fills: list[str | None] = field(default_factory=list)
    _classes: dict[str, str] = field(default_factory=dict)
    """The colour behind the elements of a class."""
    _numbers: list[int | None] = field(default_factory=list)
    """Of each open list the number of its last point; None for bullets."""
    _marks: list[_Marks] = field(default_factory=list)

    def read(self, html: str) -> None:
        """Read HTML, whose paragraphs and tables come after what was read before."""
        self.feed(html)
        self.gather()

    def feed_cell(self, html: str, grid: Grid, lines: Lines) -> None:
        """Read the HTML of a cell, which was begun last in the grid, into its lines."""
        self._open.append((grid, self.lines))
        self._fills.append(None)
        self.lines = lines
        self.feed(html)
        _, self.lines = self._open.pop()
        self._fills.pop()

    def feed(self, html: str) -> None:
        """Read HTML into the lines that are open."""
        if "<" not in html:
            self.lines.say(unescape(html))
            self.lines.end()
            return
        from lxml import etree

        root = parsed(html)
        if root is not None:
            walk = etree.iterwalk(root, events=("start", "end", "comment", "pi"))
            for event, element in walk:
                if event == "start":
                    self._begin(element, walk.skip_subtree)
                elif event == "end":
                    self._finish(element)
                if event != "start" and element is not root:
                    self.lines.say(element.tail or "")
        self.lines.end()

    def gather(self) -> None:
        """Take the lines outside tables into the document."""
        if self._open:
            return
        new = placed(self.lines.done, before=self.outside)
        self.outside += len(new)
        within(self.outside, MOST_PARAGRAPHS, "paragraphs", "this document")
        self.blocks += new
        self.lines.done.clear()

    def grid(self) -> Grid:
        """A new table, after what has been read."""
        self.gather()
        inside = self._open[-1][0].here if self._open else None
        self.tables += 1
        new = Grid(self.tables, inside)
        self.blocks.append(new)
        return new

    def document(self, name: str) -> SourceDocument:
        """The document, with its tables made."""
        blocks = tuple(block.table() if isinstance(block, Grid) else block for block in self.blocks)
        covered = sum(
            cell.columns * cell.rows
            for block in blocks
            if isinstance(block, Table)
            for row in block.rows
            for cell in row.cells
        )
        within(covered, MOST_CELLS, "cells", name)
        return SourceDocument(name, "md" if self.kind == "md" else "html", blocks, told(blocks, struck=self.struck))

    def _begin(self, element: HtmlElement, skip: Callable[[], None]) -> None:
        tag = element.tag
        within(len(self._marks), _DEEPEST, "elements in each other", "this document")
        marks = _Marks()
        self._marks.append(marks)
        if tag in _NO_TEXT:
            if tag == "style":
                self._classes.update(of_classes(element.text or ""))
            skip()
            return
        if tag in _BLOCKS:
            self.lines.end()
        elif tag == "br":
            self.lines.end(soft=True)
        if tag == "table":
            self._open.append((self.grid(), self.lines))
            self._fills.append(None)
        elif tag == "tr" and self._open:
            self._row(element)
        elif tag in ("td", "th") and self._open:
            self._cell(element, marks)
        self._mark(element, marks)
        self.lines.say(element.text or "")

    def _row(self, element: HtmlElement) -> None:
        grid, _ = self._open[-1]
        parent = element.getparent()
        cells = [child.tag for child in element if child.tag in ("td", "th")]
        header = (parent is not None and parent.tag == "thead") or (bool(cells) and "td" not in cells)
        grid.row(header=header, hidden=_hidden(element))
        self._fills[-1] = behind(element, self._classes)

    def _cell(self, element: HtmlElement, marks: _Marks) -> None:
        grid, _ = self._open[-1]
        if not grid.rows:
            grid.row()
        lines = Lines(bold=self.lines.bold, aside=self.lines.aside)
        fill = behind(element, self._classes)
        grid.cell(
            lines,
            _whole(element.get("colspan")),
            _whole(element.get("rowspan")),
            self._fills[-1] if fill is None else fill,
        )
        marks.cell = True
        self.lines = lines

    def _mark(self, element: HtmlElement, marks: _Marks) -> None:
        tag, lines = element.tag, self.lines
        self.struck = self.struck or tag in _STRUCK
        if tag in _BOLD or _SHOWN_BOLD.search(element.get("style", "")):
            marks.bold = True
            lines.bold += 1
        if not lines.aside and _hidden(element):
            marks.aside = lines.aside
            lines.aside = "hidden"
        if tag in _LISTS:
            marks.listed = True
            self._numbers.append(_whole(element.get("start"), 1) - 1 if tag == "ol" else None)
            marks.outer_level = lines.level
            lines.level += 1
        elif by_word := _LISTED_BY_WORD.search(element.get("style", "")):
            marks.outer_level = lines.level
            lines.level = int(by_word[1])
        if tag == "li":
            lines.mark = self._point(element)
        if tag in _HEADINGS and not self._open:
            lines.heading = _HEADINGS[tag]

    def _point(self, element: HtmlElement) -> str:
        """The mark of a point of a list: a bullet, or its number."""
        if not self._numbers:
            return ""
        if self._numbers[-1] is None:
            return "•"
        self._numbers[-1] = _whole(element.get("value"), self._numbers[-1] + 1)
        return f"{self._numbers[-1]}."

    def _finish(self, element: HtmlElement) -> None:
        tag = element.tag
        marks = self._marks.pop()
        if tag in _BLOCKS:
            self.lines.end()
        if marks.bold:
            self.lines.bold -= 1
        if marks.aside is not None:
            self.lines.aside = marks.aside
        if marks.listed:
            self._numbers.pop()
        if marks.outer_level is not None:
            self.lines.level = marks.outer_level
        if tag in _HEADINGS:
            self.lines.heading = 0
        if marks.cell:
            self.lines = self._outer()
        elif tag == "table" and self._open:
            _, self.lines = self._open.pop()
            self._fills.pop()

    def _outer(self) -> Lines:
        """The lines in which the table of the open cell stands."""
        return self._open[-1][1]


def parsed(html: str) -> HtmlElement | None:
    """The root of a page, or of a piece of one; None where nothing stands in it."""
    from lxml import etree
    from lxml import html as pages

    parser = pages.HTMLParser(encoding="utf-8", no_network=True, remove_blank_text=False, huge_tree=False)
    raw = html.replace("\0", "").encode("utf-8", "replace")
    if not raw.strip():
        return None
    try:
        return pages.document_fromstring(raw, parser=parser, ensure_head_body=False)
    except etree.ParserError:
        return None
    except etree.LxmlError as error:
        raise ImportRefusedError(
            "this is no page that can be read", "open it in a browser and copy it to Word"
        ) from error


def told(blocks: tuple[Paragraph | Table, ...], *, struck: bool) -> tuple[str, ...]:
    """What the user of a page should know of how it was read."""
    tables = [block for block in blocks if isinstance(block, Table)]
    hidden = sum(row.hidden for table in tables for row in table.rows)
    asides = sum(block.aside == "hidden" for block in blocks if isinstance(block, Paragraph))
    said = ["text with a line through it is read as any other"] if struck else []
    if hidden:
        said.append(f"hidden rows were read too: {hidden}")
    if asides:
        said.append(f"hidden paragraphs outside tables were read too: {asides}")
    return tuple(said)


def _hidden(element: HtmlElement) -> bool:
    return element.get("hidden") is not None or bool(_NOT_SHOWN.search(element.get("style", "")))


def _whole(written: str | None, otherwise: int = 1) -> int:
    """A whole number as an attribute gives it."""
    found = re.match(r"\s*([0-9]{1,6})", written or "")
    return int(found[1]) if found else otherwise
