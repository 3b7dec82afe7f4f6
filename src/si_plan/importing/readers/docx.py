"""A Word document, by a walk over its XML: every text in the place where it stands, whatever wraps it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

from si_plan.importing.document import Cell, ImportRefusedError, Paragraph, Place, Row, SourceDocument, Table
from si_plan.importing.readers.docx_runs import ALTERNATIVES, TRACKED, Content, Piece, chosen, content
from si_plan.importing.readers.docx_styles import Look, Styles, W
from si_plan.importing.readers.docx_tables import Laid, grid
from si_plan.importing.readers.office_zip import Element, OfficeZip, Relation

_MOST_CELLS: Final = 200_000
_NOTE_PARTS: Final = {"footnotes": "footnote", "endnotes": "endnote", "comments": "comment"}
_MARK: Final = re.compile(r"([•●▪■◦○‣⁃❑❖➢✓·*+–—-]|o(?=\t)|o(?= [A-Z]))[ \t\u00a0]+")
_PASSED_OVER: Final = frozenset(f"{W}{name}" for name in ("sectPr", "tcPr", "sdtPr", "sdtEndPr", "tblPr"))


def read(data: bytes, name: str) -> SourceDocument:
    """A Word document. Refused, with the places named, are changes that nobody has accepted or rejected, macros,
    embedded files, and what is no Word document or too large for one."""
    office = OfficeZip(data, name)
    main = next((each.target for each in office.relations("") if each.kind == "officeDocument"), "")
    if not main:
        raise ImportRefusedError(f"{name} is no Word document", "import a .docx, .xlsx, .html or .md file")
    if any(part.lower().endswith("vbaproject.bin") for part in office.parts):
        raise ImportRefusedError(f"{name} has macros", "save it in Word as a .docx, which has none, and import that")
    return _Reading(office, main).document()


class _Reading:
    """One walk over a document."""

    def __init__(self, office: OfficeZip, main: str) -> None:
        related = office.relations(main)
        self.office, self.root = office, office.parsed(main)
        self.styles = Styles(self._related(related, "styles"), self._related(related, "numbering"))
        self.margins = [
            (kind, office.parsed(each.target)) for kind in ("header", "footer") for each in related if each.kind == kind
        ]
        self.notes = {
            (kind, note.get(f"{W}id")): note
            for part, kind in _NOTE_PARTS.items()
            if (root := self._related(related, part)) is not None
            for note in root.iterfind(f"{W}{kind}")
        }
        self.outside = _Writing(self, 0, 0, 0)
        self.blocks: list[Paragraph | Table] = []
        self.tables = self.cells = 0
        self.changes: list[tuple[Place, str]] = []
        self.told: dict[str, None] = {}

    def document(self) -> SourceDocument:
        body = self.root.find(f"{W}body")
        if body is None:
            raise ImportRefusedError(
                f"{self.office.name} is no Word document", "import a .docx, .xlsx, .html or .md file"
            )
        self._story(body)
        for kind, root in self.margins:
            self.aside(root, kind, self.outside)
        for of, number in [*self.notes]:
            self.note(of, number, self.outside)
        self._flush()
        found = SourceDocument(self.office.name, "docx", tuple(self.blocks), tuple(self.told))
        if self.changes:
            place, change = self.changes[0]
            more = f", and {len(self.changes) - 1} more" if len(self.changes) > 1 else ""
            raise ImportRefusedError(
                f"{found.where(place)} of {found.name} has a tracked change: {change}{more}",
                "accept or reject all changes in Word, under Review; save it, and import it again",
            )
        return found

    def _related(self, related: tuple[Relation, ...], kind: str) -> Element | None:
        return next((self.office.parsed(each.target) for each in related if each.kind == kind), None)

    def _story(self, body: Element) -> None:
        for block in self._within(body):
            if block.tag == f"{W}p":
                self.outside.paragraph(block)
            else:
                self._flush()
                self._table(block, None)

    def _flush(self) -> None:
        self.blocks.extend(self.outside.taken())

    def _within(self, element: Element) -> list[Element]:
        """The paragraphs and tables of a story or a cell, in whatever wraps them."""
        found: list[Element] = []
        for child in element:
            if child.tag in (f"{W}p", f"{W}tbl"):
                found.append(child)
            elif child.tag in (f"{W}altChunk", f"{W}subDoc"):
                raise ImportRefusedError(
                    f"{self.office.name} has another document embedded in it",
                    "open it in Word, save it again, so that Word takes in the embedded text, and import that",
                )
            elif child.tag == ALTERNATIVES:
                found.extend(self._within(chosen(child)))
            elif child.tag not in _PASSED_OVER:
                found.extend(self._within(child))
        return found

    def _table(self, element: Element, inside: tuple[int, int, int] | None) -> None:
        self.tables += 1
        number = self.tables
        laid = grid(element, f"table {number} of {self.office.name}")
        self.cells += sum(len(row.cells) for row in laid.rows)
        if self.cells > _MOST_CELLS:
            raise ImportRefusedError(
                f"{self.office.name} has more than {_MOST_CELLS:,} cells", "divide it into smaller documents"
            )
        nested: list[tuple[Element, tuple[int, int, int]]] = []
        rows = []
        for line, row in enumerate(laid.rows, 1):
            if any(each.tag in TRACKED for each in row.element.iterfind(f"{W}trPr/*")):
                self.changes.append((Place(number, line, 1, 1), "a whole row"))
            cells = tuple(self._cell(number, cell, row.hidden, nested) for cell in row.cells)
            rows.append(Row(line, cells, row.header, row.hidden))
            if row.hidden:
                self.told[f"table {number}, row {line} is hidden"] = None
        self.blocks.append(Table(number, tuple(rows), laid.columns, inside=inside))
        for each, place in nested:
            self._table(each, place)

    def _cell(self, table: int, laid: Laid, hidden: bool, nested: list[tuple[Element, tuple[int, int, int]]]) -> Cell:
        writing = _Writing(self, table, laid.row, laid.column)
        for element in (laid.element, *laid.covered):
            for change in element.iterfind(f"{W}tcPr/*"):
                if change.tag in TRACKED:
                    self.changes.append((Place(table, laid.row, laid.column, 1), TRACKED[change.tag]))
            for block in self._within(element):
                if block.tag == f"{W}p":
                    writing.paragraph(block, "hidden" if hidden or element is not laid.element else "")
                else:
                    nested.append((block, (table, laid.row, laid.column)))
        return Cell(laid.row, laid.column, tuple(writing.taken()), laid.columns, laid.rows, _fill(laid.element))

    def aside(self, element: Element, kind: str, writing: _Writing) -> None:
        """Writes what stands outside the running text, its tables taken apart."""
        for block in self._within(element):
            if block.tag == f"{W}p":
                writing.paragraph(block, kind)
            else:
                for cell in block.iterfind(f".//{W}tc"):
                    self.aside(cell, kind, writing)

    def note(self, kind: str, number: str, writing: _Writing) -> None:
        """Writes a note or a comment where it is first referred to."""
        if (note := self.notes.pop((kind, number), None)) is not None:
            self.aside(note, kind, writing)


@dataclass
class _Writing:
    """The paragraphs of a cell, or of the text outside tables, as they are found."""

    reading: _Reading
    table: int
    row: int
    column: int
    count: int = 0
    found: list[Paragraph] = field(default_factory=list)
    marks: list[str] = field(default_factory=list)
    """The marks that have been typed for the points of lists, from the outermost."""

    def taken(self) -> list[Paragraph]:
        """What has been found since the last time."""
        taken, self.found = self.found, []
        return taken

    def paragraph(self, element: Element, aside: str = "") -> None:
        """Writes a paragraph, then its text boxes and its notes."""
        look = self.reading.styles.look(element.find(f"{W}pPr"))
        inner = content(element, self.reading.styles, look.bold, look.hidden)
        self._changes(inner)
        soft = False
        for line in inner.lines:
            soft = self._line(line, look, aside or ("contents" if look.contents else ""), soft) or soft
        for box in inner.boxes:
            self.reading.aside(box, aside or "text box", self)
        for kind, number in inner.notes:
            self.reading.note(kind, number, self)

    def _changes(self, inner: Content) -> None:
        place = Place(self.table, self.row, self.column, self.count + 1)
        self.reading.changes.extend((place, change) for change in inner.changes)

    def _line(self, line: list[Piece], look: Look, aside: str, soft: bool) -> bool:
        held = "".join(piece.held for piece in line)
        kinds = dict.fromkeys(aside or piece.aside for piece in line if piece.shown.strip() or piece.held.strip())
        for kind in sorted(kinds):
            pieces = [piece for piece in line if (aside or piece.aside) == kind]
            shown = "".join(piece.shown for piece in pieces).strip(" \t\u00a0")
            level, mark, heading = look.level, look.mark, 0 if self.table or kind else look.heading
            typed = None if level or heading else _MARK.match(shown)
            if typed is not None:
                level, mark, shown = self._typed(typed[1]), typed[1], shown[typed.end() :]
            text = " ".join(shown.split())
            raw = " ".join(held.split())
            self.count += 1
            self.found.append(
                Paragraph(
                    Place(self.table, self.row, self.column, self.count),
                    text,
                    level,
                    soft,
                    heading,
                    bool(text) and all(piece.bold for piece in pieces if piece.shown.strip()),
                    kind,
                    None if raw == text else raw,
                    "" if soft and not typed else mark,
                )
            )
            held = ""
        return bool(kinds)

    def _typed(self, mark: str) -> int:
        """The level of a point whose mark is typed: each other mark within a cell is a level deeper."""
        if mark in self.marks:
            del self.marks[self.marks.index(mark) + 1 :]
        else:
            self.marks.append(mark)
        return len(self.marks)


def _fill(cell: Element) -> str | None:
    shade = cell.find(f"{W}tcPr/{W}shd")
    if shade is None:
        return None
    colour = shade.get(f"{W}color" if shade.get(f"{W}val") == "solid" else f"{W}fill").upper()
    return colour if re.fullmatch(r"[0-9A-F]{6}", colour) and colour != "FFFFFF" else None
