"""An Excel workbook, by a walk over its XML: a table for each sheet, hidden ones too; nothing is computed or fetched.

What a cell shows is read, with its number format applied, since that is what its readers know; what the file holds is
kept as its raw text. A line break in a cell begins a paragraph: Excel has no other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from si_plan.importing.document import ImportRefusedError, Paragraph, Place, SourceDocument, Table
from si_plan.importing.readers.office_zip import Element, OfficeZip, Relation
from si_plan.importing.readers.paragraphs import tidy
from si_plan.importing.readers.workbook_cells import Strings
from si_plan.importing.readers.workbook_sheet import Drawn, Sheet
from si_plan.importing.readers.workbook_styles import Styles

_LINK: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_DRAWING: Final = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_MATHS: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_PRINTED: Final = re.compile(r"\$([0-9]{1,7}):\$([0-9]{1,7})$")
_CODE: Final = re.compile(r'&(?:"[^"]*"|K[0-9A-F]{6}|K[0-9]{2}[+-][0-9]{3}|[0-9]{1,3}|[A-Z])')
"""What a header of a sheet holds besides its text: its part, a font, a size, a page number."""
_OTHER_FILE: Final = "import a .docx, .xlsx, .html or .md file"


def read(data: bytes, name: str) -> SourceDocument:
    """An Excel workbook. Refused are macros, a workbook of binary parts, and what is none or too large for one."""
    office = OfficeZip(data, name)
    main = next((each.target for each in office.relations("") if each.kind == "officeDocument"), "")
    if any(part.lower().endswith("vbaproject.bin") for part in office.parts):
        raise ImportRefusedError(f"{name} has macros", "save it in Excel as a .xlsx, which has none, and import that")
    if main.lower().endswith(".bin"):
        raise ImportRefusedError(f"{name} is a binary workbook", "save it in Excel as a .xlsx, and import that")
    root = office.parsed(main) if main else None
    if root is None or not root.tag.endswith("}workbook"):
        raise ImportRefusedError(f"{name} is no Excel workbook", _OTHER_FILE)
    return _Book(office, main, root).document()


class _Book:
    """One walk over a workbook."""

    def __init__(self, office: OfficeZip, main: str, root: Element) -> None:
        self.office, self.root = office, root
        self.related = office.relations(main)
        styles = Styles(self._part("styles"), self._part("theme"))
        settings = root.find("{*}workbookPr")
        from_1904 = settings is not None and settings.get("date1904", "0") in ("1", "true")
        self.strings = Strings(self._part("sharedStrings"), styles, office.name, from_1904=from_1904)
        self.blocks: list[Paragraph | Table] = []
        self.outside = self.tables = self.places = 0
        self.told: list[str] = []

    def document(self) -> SourceDocument:
        targets = {each.id: each for each in self.related}
        for place, entry in enumerate(self.root.iterfind("{*}sheets/{*}sheet")):
            part = targets.get(entry.get(_LINK, "") or _strict_link(entry))
            if part is None or part.kind not in ("worksheet", "chartsheet", "dialogsheet"):
                raise ImportRefusedError(
                    f"{self.office.name} has a sheet that is not in it, or is of macros",
                    "save it in Excel as a new .xlsx, and import that",
                )
            if part.kind == "worksheet":
                self._sheet(tidy(entry.get("name", "")), part.target, entry.get("state", "visible"), str(place))
        if any("/charts/" in part for part in self.office.parts):
            self.told.append("the words in charts are not read")
        return SourceDocument(self.office.name, "xlsx", tuple(self.blocks), tuple(self.told))

    def _sheet(self, name: str, part: str, state: str, place: str) -> None:
        related = self.office.relations(part)
        root = self.office.parsed(part)
        drawn = Drawn(self.tables + 1, name, self.strings, self._headers(related, place), [*self._comments(related)])
        sheet = Sheet(root, drawn)
        table = sheet.table()
        self.places += sum(cell.columns * cell.rows for row in table.rows for cell in row.cells)
        self.strings.within(self.places)
        if table.rows:
            self.tables += 1
            self.blocks.append(table)
            self.told += [f"sheet {name} is hidden, and was read too"] if state != "visible" else []
            self.told += sheet.told(table)
        for element in root.iterfind("{*}headerFooter/*"):
            kind = "header" if element.tag.endswith("Header") else "footer"
            self._aside(element.text or "", kind)
        for each in related:
            if each.kind == "drawing":
                for paragraph in self.office.parsed(each.target).iter(f"{_DRAWING}p"):
                    self._aside(_drawn(paragraph), "text box")

    def _aside(self, text: str, kind: str) -> None:
        raw = tidy(text)
        seen = raw if kind == "text box" else tidy(_CODE.sub(" ", raw.replace("&&", "\0")).replace("\0", "&"))
        if not raw:
            return
        self.outside += 1
        self.blocks.append(Paragraph(Place(0, 0, 0, self.outside), seen, aside=kind, raw=None if raw == seen else raw))

    def _headers(self, related: tuple[Relation, ...], place: str) -> set[int]:
        """The rows that are the header of a table of Excel, or the one row that is printed on each page."""
        rows = set()
        for each in related:
            if each.kind == "table":
                table = self.office.parsed(each.target)
                first = re.match(r"\$?[A-Z]{1,3}\$?([0-9]{1,7})", table.get("ref", ""))
                if first and table.get("headerRowCount", "1") != "0":
                    rows.add(int(first[1]))
        for defined in self.root.iterfind("{*}definedNames/{*}definedName"):
            if defined.get("name", "") == "_xlnm.Print_Titles" and defined.get("localSheetId", "") == place:
                printed = _PRINTED.search(defined.text or "")
                if printed and printed[1] == printed[2]:
                    rows.add(int(printed[1]))
        return rows

    def _comments(self, related: tuple[Relation, ...]) -> Iterator[tuple[str, str]]:
        """The cell and the text of each comment. Comments of threads stand in a part of their own, and again, with a
        text for older programs, among the others."""
        for each in related:
            if each.kind == "threadedComment":
                for comment in self.office.parsed(each.target).iterfind("{*}threadedComment"):
                    text = comment.find("{*}text")
                    yield comment.get("ref", ""), (text.text or "") if text is not None else ""
            elif each.kind == "comments":
                root = self.office.parsed(each.target)
                authors = [author.text or "" for author in root.iterfind("{*}authors/{*}author")]
                threads = {str(n) for n, author in enumerate(authors) if author.startswith("tc=")}
                for comment in root.iterfind("{*}commentList/{*}comment"):
                    if comment.get("authorId", "") not in threads:
                        yield comment.get("ref", ""), "".join(text.text or "" for text in comment.iter("{*}t"))

    def _part(self, kind: str) -> Element | None:
        return next((self.office.parsed(each.target) for each in self.related if each.kind == kind), None)


def _strict_link(entry: Element) -> str:
    return entry.get("{http://purl.oclc.org/ooxml/officeDocument/relationships}id", "")


def _drawn(paragraph: Element) -> str:
    """The text of a paragraph of a text box."""
    said = []
    for piece in paragraph.iter(f"{_DRAWING}t", f"{_MATHS}t", f"{_DRAWING}br"):
        said.append(piece.text or "" if piece.tag.endswith("}t") else " ")
    return "".join(said)
