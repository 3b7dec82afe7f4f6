"""A Word document, by a walk over its XML: every text in the place where it stands, whatever wraps it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Final

from si_plan.importing.document import Cell, ImportRefusedError, Paragraph, Row, SourceDocument, Table
from si_plan.importing.readers.docx_lists import Lists
from si_plan.importing.readers.docx_names import ALTERNATIVES, CONTROL, TRACKED, W, chosen, is_prompt
from si_plan.importing.readers.docx_paragraphs import Drawn, Writing
from si_plan.importing.readers.docx_runs import content
from si_plan.importing.readers.docx_styles import Look, Styles
from si_plan.importing.readers.docx_tables import Laid, fill, grid, wrapped
from si_plan.importing.readers.limits import MOST_CELLS, MOST_PARAGRAPHS, within
from si_plan.importing.readers.office_zip import Element, OfficeZip, Relation

_NOTE_PARTS: Final = {"footnotes": "footnote", "endnotes": "endnote", "comments": "comment"}
_PASSED_OVER: Final = frozenset(W + name for name in ("sectPr", "tcPr", "sdtPr", "sdtEndPr", "tblPr"))
_PARAGRAPH, _TABLE = f"{W}p", f"{W}tbl"
_PLACES_TOLD: Final = 3
_ASIDES: Final = {
    "header": "in headers",
    "footer": "in footers",
    "footnote": "in footnotes",
    "endnote": "in endnotes",
    "comment": "in comments",
    "text box": "in text boxes",
    "hidden": "in hidden text",
    "placeholder": "in content controls that nobody has filled in",
    "contents": "in a table of contents",
}
_OF_THEIR_OWN: Final = frozenset({"header", "footer", "footnote", "endnote", "comment"})
"""The asides that stand in parts of their own."""
_NO_WORD: Final = "import a .docx, .xlsx, .html or .md file"


def read(data: bytes, name: str) -> SourceDocument:
    """A Word document. Refused, with the places named, are changes that nobody has accepted or rejected, macros,
    embedded documents, and what is no Word document or too large for one."""
    office = OfficeZip(data, name)
    main = next((each.target for each in office.relations("") if each.kind == "officeDocument"), "")
    if any(part.lower().endswith("vbaproject.bin") for part in office.parts):
        raise ImportRefusedError(f"{name} has macros", "save it in Word as a .docx, which has none, and import that")
    reading = _Reading(office, main) if main else None
    if reading is None or not reading.bodies:
        raise ImportRefusedError(f"{name} is no Word document", _NO_WORD)
    return reading.document()


class _Reading:
    """One walk over a document."""

    def __init__(self, office: OfficeZip, main: str) -> None:
        related = office.relations(main)
        self.name = office.name
        root = office.parsed(main)
        self.bodies = [*root.iterfind(f"{W}body")]
        self._prompts = any(map(is_prompt, root.iter(CONTROL)))
        self._styles = Styles(_related(office, related, "styles"))
        self._lists = Lists(_related(office, related, "numbering"))
        self._margins = [
            (kind, office.parsed(each.target)) for kind in ("header", "footer") for each in related if each.kind == kind
        ]
        self._notes: dict[tuple[str, str], list[Element]] = {}
        for part, kind in _NOTE_PARTS.items():
            notes = _related(office, related, part)
            for note in notes.iterfind(W + kind) if notes is not None else ():
                self._notes.setdefault((kind, note.get(f"{W}id", "")), []).append(note)
        self._pictures = sum(each.kind in ("chart", "chartEx", "diagramData") for each in related)
        self._outside = Writing()
        self._blocks: list[Paragraph | Table] = []
        self._tables = self._cells = self._paragraphs = 0
        self._changes: list[str] = []
        self._hidden_rows: list[str] = []
        self._struck: list[str] = []

    def document(self) -> SourceDocument:
        """The document as it was read."""
        for body in self.bodies:
            self._body(body)
        for kind, root in self._margins:
            self._aside(root, kind, self._outside)
        for of, number in [*self._notes]:
            self._note(of, number, self._outside)
        self._flush()
        if self._changes:
            said = "; ".join(self._changes[:_PLACES_TOLD])
            more = len(self._changes) - _PLACES_TOLD
            raise ImportRefusedError(
                f"{self.name} has changes that nobody has accepted or rejected: {said}" + f"; {more} more" * (more > 0),
                "in Word, under Review, accept or reject all changes; save it, and import it again",
            )
        found = SourceDocument(self.name, "docx", tuple(self._blocks))
        return SourceDocument(found.name, found.kind, found.blocks, (*self._told(found),))

    def _told(self, found: SourceDocument) -> Iterator[str]:
        yield from self._hidden_rows
        if self._struck:
            more = len(self._struck) - _PLACES_TOLD
            said = "; ".join(self._struck[:_PLACES_TOLD]) + f"; {more} more" * (more > 0)
            yield f"text with a line through it is read as any other, in {said}"
        hidden = {(table.number, row.number) for table in found.tables for row in table.rows if row.hidden}
        counts = Counter(part.aside for part in found.paragraphs() if part.place[:2] not in hidden)
        for kind, where in _ASIDES.items():
            if count := counts[kind]:
                yield f"{count} paragraph{'s' * (count > 1)} {where} {'are' if count > 1 else 'is'} no part of the plan"
        if self._pictures:
            yield f"the words in {self._pictures} chart{'s' * (self._pictures > 1)} or diagrams are not read"

    def _body(self, body: Element) -> None:
        nested: list[Element] = []
        for block in self._within(body):
            if block.tag == _PARAGRAPH:
                self._paragraph(block, self._outside, nested=nested)
            else:
                nested.append(block)
            while nested:
                self._flush()
                self._blocks.extend(self._table(nested.pop(0), None))

    def _flush(self) -> None:
        self._blocks.extend(self._outside.taken())

    def _within(self, element: Element) -> Iterator[Element]:
        """The paragraphs and tables of a body or a cell, in whatever wraps them."""
        for child in element:
            if child.tag in (_PARAGRAPH, _TABLE):
                yield child
            elif child.tag in (f"{W}altChunk", f"{W}subDoc"):
                raise ImportRefusedError(
                    f"{self.name} has another document embedded in it",
                    "open it in Word and save it again, which takes in the embedded text; import that",
                )
            elif child.tag == ALTERNATIVES:
                yield from self._within(chosen(child))
            elif child.tag not in _PASSED_OVER:
                yield from self._within(child)

    def _table(self, element: Element, inside: tuple[int, int, int] | None) -> list[Table]:
        """A table, and after it those that are nested in it."""
        self._tables += 1
        number = self._tables
        laid, columns = grid(element, f"table {number} of {self.name}")
        self._cells += sum(len(row.cells) for row in laid)
        within(self._cells, MOST_CELLS, "cells", self.name)
        nested: list[Table] = []
        rows = []
        for line, row in enumerate(laid, 1):
            for change in row.element.iterfind(f"{W}trPr/*"):
                if change.tag in TRACKED:
                    self._changes.append(f"table {number}, row {line} (a row {TRACKED[change.tag]})")
            cells = tuple(self._cell(number, cell, nested, "hidden" * row.hidden) for cell in row.cells)
            rows.append(Row(line, cells, row.header, row.hidden))
            if row.hidden:
                self._hidden_rows.append(f"row {line} of table {number} is hidden, and was read too")
        return [Table(number, tuple(rows), columns, inside=inside), *nested]

    def _cell(self, table: int, laid: Laid, nested: list[Table], aside: str) -> Cell:
        writing = Writing(table, laid.row, laid.column)
        for element in (laid.element, *laid.covered):
            for change in element.iterfind(f"{W}tcPr/*"):
                if change.tag in TRACKED:
                    self._changes.append(f"{writing.where} ({TRACKED[change.tag]})")
            covered = aside or ("hidden" if element is not laid.element else "")
            tables: list[Element] = []
            for block in self._within(element):
                if block.tag == _PARAGRAPH:
                    self._paragraph(block, writing, covered, tables)
                else:
                    tables.append(block)
                while tables:
                    nested.extend(self._table(tables.pop(0), (table, laid.row, laid.column)))
        return Cell(laid.row, laid.column, tuple(writing.taken()), laid.columns, laid.rows, fill(laid.element))

    def _paragraph(
        self, element: Element, writing: Writing, aside: str = "", nested: list[Element] | None = None
    ) -> None:
        """Writes a paragraph, then its text boxes and notes. The tables of a text box are added to `nested`."""
        self._paragraphs += 1
        within(self._paragraphs, MOST_PARAGRAPHS, "paragraphs", self.name)
        if len(element) == 0:
            return
        look = self._styles.look(element.find(f"{W}pPr"))
        inner = content(element, self._styles, prompts=self._prompts, bold=look.bold, hidden=look.hidden)
        if inner.struck:
            self._struck.append(writing.where)
        for change in inner.changes:
            where = f"a paragraph of the document's {aside}s" if aside in _OF_THEIR_OWN else writing.where
            self._changes.append(f"{where} ({change})")
        writing.write(inner, self._drawn(look, aside), aside or "contents" * look.contents)
        for box in inner.boxes:
            self._aside(box, aside or "text box", writing, nested)
        for kind, number in inner.notes:
            self._note(kind, number, writing)

    def _drawn(self, look: Look, aside: str) -> Drawn:
        """How Word draws a paragraph. One that is hidden has no number: those after it are counted without it."""
        if look.list is None or not self._lists.has(*look.list):
            return Drawn(look.heading)
        point = Drawn(look.heading, look.list[1] + 1 + look.deeper)
        return point if aside == "hidden" or look.hidden else Drawn(*point[:2], *self._lists.next(*look.list))

    def _aside(self, element: Element, kind: str, writing: Writing, nested: list[Element] | None = None) -> None:
        """Writes what stands outside the running text; its tables are taken apart, unless they go to `nested`."""
        for block in self._within(element):
            if block.tag == _PARAGRAPH:
                self._paragraph(block, writing, kind, nested)
            elif nested is not None:
                nested.append(block)
            else:
                for row in wrapped(block, "tr"):
                    for cell in wrapped(row, "tc"):
                        self._aside(cell, kind, writing)

    def _note(self, kind: str, number: str, writing: Writing) -> None:
        """Writes a note or a comment where it is first referred to."""
        for note in self._notes.pop((kind, number), ()):
            self._aside(note, kind, writing)


def _related(office: OfficeZip, related: tuple[Relation, ...], kind: str) -> Element | None:
    return next((office.parsed(each.target) for each in related if each.kind == kind), None)
