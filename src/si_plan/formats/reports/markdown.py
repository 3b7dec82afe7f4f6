"""A report as Markdown that GitHub and GitLab render: headings, tables, lists. Nothing in it is a link or a picture."""

from __future__ import annotations

from collections.abc import Iterable
from typing import assert_never

from si_plan.documents.blocks import (
    Bars,
    Cell,
    Column,
    Document,
    Facts,
    Figures,
    Group,
    Heading,
    Mark,
    Part,
    Points,
    Row,
    Section,
    Table,
    Timeline,
    plain,
)
from si_plan.documents.visible import safe
from si_plan.formats.markdown import escaped
from si_plan.formats.reports.document import document
from si_plan.queries.report.rows import Report


def render(report: Report) -> bytes:
    """The report's Markdown in UTF-8."""
    return written(document(report)).encode()


def written(told: Document) -> str:
    """A document as Markdown."""
    told = safe(told)
    head = [f"# {escaped(told.title)}", escaped(told.authority), f"**{escaped(told.subtitle)}**"]
    parts = [block for section in told.sections for block in _section(section)]
    return "\n\n".join([*head, *parts]) + "\n"


def _section(section: Section) -> list[str]:
    return [f"## {escaped(section.title)}", *(block for part in section.parts for block in _part(part))]


def _part(part: Part) -> list[str]:
    if isinstance(part, str):
        return [escaped(part)]
    if isinstance(part, Heading):
        return [f"### {escaped(part.text)}"]
    if isinstance(part, Facts):
        return ["\n".join(f"- **{escaped(label)}:** {escaped(text)}" for label, text in part.pairs)]
    if isinstance(part, Points):
        return [f"{escaped(part.title)}:", _points(part.texts)]
    if isinstance(part, Figures):
        rows = [[str(one.number), escaped(one.label), escaped(one.note)] for one in part.figures]
        return [_grid((Column("Number", "number", 1), Column("Of what", "text", 1), Column("Note", "text", 1)), rows)]
    if isinstance(part, Bars):
        return []  # its numbers stand in the table that follows it
    if isinstance(part, Timeline):
        return [escaped(part.summary)]
    if isinstance(part, Table):
        return _table(part)
    assert_never(part)


def _points(texts: Iterable[str]) -> str:
    return "\n".join(f"- {escaped(text)}" for text in texts)


def _table(table: Table) -> list[str]:
    """A table under its caption; where its rows are in groups, a heading and a table for each, as no cell spans."""
    if not table.rows:
        return [escaped(table.empty)] if table.empty else []
    parts = [f"**{escaped(table.caption)}**"]
    rows: list[list[str]] = []
    for row in table.rows:
        if isinstance(row, Row):
            rows.append([_cell(cell) for cell in row.cells])
            continue
        if rows:
            parts.append(_grid(table.columns, rows))
            rows = []
        parts += _group(row)
    return [*parts, _grid(table.columns, rows)] if rows else parts


def _group(group: Group) -> list[str]:
    lines = (*group.steps, *group.lines)
    return [f"#### {escaped(group.title)}", *([_points(lines)] if lines else [])]


def _grid(columns: tuple[Column, ...], rows: list[list[str]]) -> str:
    """A table of cells as they are to stand between its bars."""
    rule = "|" + "|".join("---:" if column.kind == "number" else "---" for column in columns) + "|"
    return "\n".join([_row([escaped(column.heading) for column in columns]), rule, *(_row(row) for row in rows)])


def _row(cells: list[str]) -> str:
    return "| " + " | ".join(cells) + " |"


def _cell(cell: Cell) -> str:
    text = escaped(plain(cell))
    return f"**{text}**" if isinstance(cell, Mark) and cell.shade == "overdue" else text
