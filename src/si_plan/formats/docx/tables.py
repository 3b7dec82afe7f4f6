"""Tables of a Word document: fixed widths, a heading row that repeats on every page, rows that stay whole."""

from __future__ import annotations

from functools import lru_cache

from docx.opc.part import Part

from si_plan.documents.blocks import Cell, Column, Group, Ids, Mark, Row, Table, plain
from si_plan.documents.cells import Evidence, Lines
from si_plan.documents.pictures import Figures
from si_plan.formats.docx.elements import FORMS, NOTHING, Places, Xml, evidence, filled, make, paragraph, run
from si_plan.formats.docx.styles import colour, twips

_LONG = 1500
"""A row with a text longer than this may be split over two pages, since it might not fit on one."""


class Tables:
    """Makes tables in a document part, with links to these places of records."""

    def __init__(self, part: Part, places: Places) -> None:
        self._part = part
        self._places = places

    def table(self, table: Table, widths: list[float]) -> Xml:
        """A table of the report."""
        rows = [_heading([column.heading for column in table.columns], table.columns, widths)]
        for row in table.rows:
            rows.append(self._row(row, table.columns, widths) if isinstance(row, Row) else self._group(row, widths))
        return _grid(rows, widths, table.caption)

    def figures(self, figures: Figures, width: float) -> Xml:
        """The report at a glance, as a table: what is counted, how many there are, and a note."""
        shown = figures.figures
        widths = [width / len(shown)] * len(shown)
        columns = tuple(Column(figure.label, "text", 1) for figure in shown)
        labels = [f"{figure.label[:1].upper()}{figure.label[1:]}" for figure in shown]
        numbers = [
            _cell(
                widths[place],
                paragraph("CellFigure", run(str(figure.number), colour=_ink(figure.shade) if figure.number else "")),
            )
            for place, figure in enumerate(shown)
        ]
        notes = [
            _cell(widths[place], paragraph("CellText", self._places.link(f"#{figure.section}", run(figure.note))))
            for place, figure in enumerate(shown)
        ]
        rows = [_heading(labels, columns, widths), _row(numbers), _row(notes)]
        return _grid(rows, widths, "The report at a glance")

    def _row(self, row: Row, columns: tuple[Column, ...], widths: list[float]) -> Xml:
        cells = []
        for place, (cell, column, width) in enumerate(zip(row.cells, columns, widths, strict=True)):
            content = self._content(cell, column)
            if row.anchor and place == 0:
                content[0] = self._places.mark(row.anchor, content[0])
            paragraphs = [paragraph("CellText", line, form=_side(column)) for line in content]
            fill = colour(f"{cell.shade}-tint") if isinstance(cell, Mark) and cell.shade != "none" else ""
            cells.append(_cell(width, *paragraphs, fill=fill))
        longest = max((len(plain(cell)) for cell in row.cells), default=0)
        return _row(cells, whole=longest <= _LONG)

    def _content(self, cell: Cell, column: Column) -> list[Xml]:
        """The content of each paragraph of a cell."""
        if isinstance(cell, Ids):
            links = [self._places.link(record, run(name, style="Record")) for record, name in cell.named]
            return [Xml(run(", ").join(links))]
        if isinstance(cell, Mark):
            shaded = cell.shade != "none"
            return [run(cell.words, bold=shaded, colour=_ink(cell.shade) if shaded else "")]
        if isinstance(cell, Evidence):
            return [evidence(self._part, text) for text in cell.texts] or [NOTHING]
        if isinstance(cell, Lines):
            return [run(text) for text in cell.texts] or [NOTHING]
        text = plain(cell)
        return [run(text, bold=column.kind == "id") if text else NOTHING]

    def _group(self, group: Group, widths: list[float]) -> Xml:
        """A heading over the rows that follow, as wide as the table."""
        title = self._places.mark(group.id, run(group.title, bold=True))
        lines = [
            paragraph("CellText", title, keep=True),
            *(paragraph("CellPoint", run(text), keep=True) for text in group.steps),
            *(paragraph("CellText", run(text), keep=True) for text in group.lines),
        ]
        cell = _cell(sum(widths), *lines, fill=colour("panel"), span=len(widths))
        return _row([cell], whole=sum(len(text) for text in (group.title, *group.steps, *group.lines)) <= _LONG)


def _ink(shade: str) -> str:
    return colour(f"{shade}-ink") if shade != "none" else colour("ink")


def _side(column: Column) -> Xml:
    return make("jc", val="right") if column.kind == "number" else NOTHING


def _heading(texts: list[str], columns: tuple[Column, ...], widths: list[float]) -> Xml:
    cells = [
        _cell(
            width,
            paragraph("CellHeading", run(text, colour=colour("on-band")), form=_side(column)),
            fill=colour("band"),
        )
        for text, column, width in zip(texts, columns, widths, strict=True)
    ]
    return _row(cells, heading=True)


def _cell(width: float, *paragraphs: Xml, fill: str = "", span: int = 1) -> Xml:
    return make("tc", _form_of_cell(twips(width), fill, span), *paragraphs)


@lru_cache(FORMS)
def _form_of_cell(width: int, fill: str, span: int) -> Xml:
    return make(
        "tcPr",
        make("tcW", w=width, type="dxa"),
        make("gridSpan", val=span) if span > 1 else NOTHING,
        make("shd", val="clear", color="auto", fill=fill) if fill else NOTHING,
    )


def _row(cells: list[Xml], *, heading: bool = False, whole: bool = True) -> Xml:
    form = filled("trPr", make("cantSplit") if whole else NOTHING, make("tblHeader") if heading else NOTHING)
    return make("tr", form, *cells)


def _grid(rows: list[Xml], widths: list[float], caption: str) -> Xml:
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
