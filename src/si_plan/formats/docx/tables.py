"""Tables of a Word document: fixed widths, a heading row that repeats on every page, rows that stay whole."""

from __future__ import annotations

from docx.opc.part import Part

from si_plan.documents.blocks import Cell, Column, Group, Ids, Mark, Row, Table, plain
from si_plan.documents.cells import Evidence, Lines
from si_plan.documents.pictures import Figures
from si_plan.formats.docx.elements import Element, Places, evidence, make, paragraph, run
from si_plan.formats.docx.styles import colour, twips

_LONG = 1500
"""A row with a text longer than this may be split over two pages, since it might not fit on one."""


class Tables:
    """Makes tables in a document part, with links to these places of records."""

    def __init__(self, part: Part, places: Places) -> None:
        self._part = part
        self._places = places

    def table(self, table: Table, widths: list[float]) -> Element:
        """A table of the report."""
        rows = [self._heading([[run(column.heading)] for column in table.columns], table.columns, widths)]
        for row in table.rows:
            rows.append(self._row(row, table.columns, widths) if isinstance(row, Row) else self._group(row, widths))
        return _grid(rows, widths, table.caption)

    def figures(self, figures: Figures, width: float) -> Element:
        """The report at a glance, as a table: what is counted, how many there are, and a note."""
        shown = figures.figures
        widths = [width / len(shown)] * len(shown)
        columns = tuple(Column(figure.label, "text", 1) for figure in shown)
        labels = [[run(f"{figure.label[:1].upper()}{figure.label[1:]}")] for figure in shown]
        numbers = [
            _cell(
                widths[place],
                [paragraph("CellFigure", run(str(figure.number), colour=_ink(figure.shade) if figure.number else ""))],
            )
            for place, figure in enumerate(shown)
        ]
        notes = [
            _cell(widths[place], [paragraph("CellText", *self._places.link(f"#{figure.section}", run(figure.note)))])
            for place, figure in enumerate(shown)
        ]
        rows = [self._heading(labels, columns, widths), _row(numbers), _row(notes)]
        return _grid(rows, widths, "The report at a glance")

    def _heading(self, content: list[list[Element]], columns: tuple[Column, ...], widths: list[float]) -> Element:
        cells = [
            _cell(width, [_align(paragraph("CellHeading", *runs), column)], fill=colour("band"))
            for runs, column, width in zip(content, columns, widths, strict=True)
        ]
        for cell in cells:
            for element in cell.iter():
                if element.tag.endswith("}r"):
                    element.insert(0, make("rPr", make("color", val=colour("on-band"))))
        return _row(cells, heading=True)

    def _row(self, row: Row, columns: tuple[Column, ...], widths: list[float]) -> Element:
        cells = []
        for place, (cell, column, width) in enumerate(zip(row.cells, columns, widths, strict=True)):
            content = self._content(cell, column)
            if row.anchor and place == 0:
                content[0] = self._places.mark(row.anchor, content[0])
            paragraphs = [_align(paragraph("CellText", *line), column) for line in content]
            fill = colour(f"{cell.shade}-tint") if isinstance(cell, Mark) and cell.shade != "none" else ""
            cells.append(_cell(width, paragraphs, fill=fill))
        longest = max((len(plain(cell)) for cell in row.cells), default=0)
        return _row(cells, whole=longest <= _LONG)

    def _content(self, cell: Cell, column: Column) -> list[list[Element]]:
        """The paragraphs of a cell."""
        if isinstance(cell, Ids):
            return [_join_links([self._record(record, name) for record, name in cell.named])]
        if isinstance(cell, Mark):
            shaded = cell.shade != "none"
            return [[run(cell.words, bold=shaded, colour=_ink(cell.shade) if shaded else "")]]
        if isinstance(cell, Evidence):
            return [[evidence(self._part, text)] for text in cell.texts] or [[]]
        if isinstance(cell, Lines):
            return [[run(text)] for text in cell.texts] or [[]]
        text = plain(cell)
        if column.kind == "id" and text:
            return [[run(text, bold=True)]]
        return [[run(text)] if text else []]

    def _record(self, record: str, name: str) -> list[Element]:
        return self._places.link(record, run(name, style="Record"))

    def _group(self, group: Group, widths: list[float]) -> Element:
        """A heading over the rows that follow, as wide as the table."""
        title = self._places.mark(group.id, [run(group.title, bold=True)])
        lines = [
            *(paragraph("CellPoint", run(text), keep=True) for text in group.steps),
            *(paragraph("CellText", run(text), keep=True) for text in group.lines),
        ]
        cell = _cell(sum(widths), [paragraph("CellText", *title, keep=True), *lines], fill=colour("panel"))
        form = cell[0]
        form.insert(1, make("gridSpan", val=len(widths)))
        return _row([cell], whole=sum(len(text) for text in (group.title, *group.steps, *group.lines)) <= _LONG)


def _ink(shade: str) -> str:
    return colour(f"{shade}-ink") if shade != "none" else colour("ink")


def _join_links(links: list[list[Element]]) -> list[Element]:
    content: list[Element] = []
    for link in links:
        content += [run(", "), *link] if content else link
    return content


def _align(line: Element, column: Column) -> Element:
    if column.kind == "number":
        line[0].append(make("jc", val="right"))
    return line


def _cell(width: float, paragraphs: list[Element], *, fill: str = "") -> Element:
    form = make(
        "tcPr",
        make("tcW", w=twips(width), type="dxa"),
        make("shd", val="clear", color="auto", fill=fill) if fill else None,
    )
    return make("tc", form, *paragraphs)


def _row(cells: list[Element], *, heading: bool = False, whole: bool = True) -> Element:
    form = make("trPr", make("cantSplit") if whole else None, make("tblHeader") if heading else None)
    return make("tr", form if len(form) else None, *cells)


def _grid(rows: list[Element], widths: list[float], caption: str) -> Element:
    """The table of these rows. Screen readers read its caption."""
    form = make(
        "tblPr",
        make("tblStyle", val="ReportTable"),
        make("tblW", w=twips(sum(widths)), type="dxa"),
        make("tblLayout", type="fixed"),
        make("tblLook", val="0020", firstRow=1, lastRow=0, firstColumn=0, lastColumn=0, noHBand=1, noVBand=1),
        make("tblCaption", val=caption),
    )
    grid = make("tblGrid", *(make("gridCol", w=twips(width)) for width in widths))
    return make("tbl", form, grid, *rows)
