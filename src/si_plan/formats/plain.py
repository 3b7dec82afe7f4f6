"""A document as plain text for a pipe or a file: one record a line, columns lined up, nothing cut, no colour."""

from __future__ import annotations

from collections.abc import Sequence

from si_plan.documents.blocks import Document, Facts, Group, Heading, Points, Table, Told, Verbatim, plain, tell
from si_plan.documents.visible import safe

_GAP = "  "


def render(document: Document) -> str:
    """The document's text, with a newline at its end."""
    document = safe(document)
    lines = [line for line in (document.title, document.authority, document.subtitle) if line]
    for section in document.sections:
        if section.title:
            lines += _heading(section.title, first=not lines)
        for part in section.parts:
            for told in tell(part):
                lines += _lines(told, first=not lines)
    return "\n".join(lines) + "\n"


def _lines(part: Told, *, first: bool) -> list[str]:
    if isinstance(part, str):
        return [part]
    if isinstance(part, Table):
        return _table(part)
    if isinstance(part, Facts):
        return _columns([(f"{label}:" if label else "", text) for label, text in part.pairs])
    if isinstance(part, Heading):
        return _heading(part.text, first=first)
    if isinstance(part, Verbatim):
        return [part.title, *(f"    {line}".rstrip() for line in part.lines)]
    return _points(part)


def _heading(text: str, *, first: bool) -> list[str]:
    return [text] if first else ["", text]


def _points(part: Points) -> list[str]:
    return [f"{part.title}:", *(f"- {text}" for text in part.texts)]


def _table(table: Table) -> list[str]:
    lines = ["", table.title] if table.title else []
    if not table.rows:
        return [*lines, table.empty] if table.empty else lines
    lines += [table.caption] if table.caption else []
    rows = [() if isinstance(row, Group) else tuple(plain(cell) for cell in row.cells) for row in table.rows]
    headings, *lined = _columns([tuple(column.heading for column in table.columns), *rows])
    lines.append(headings)
    for row, line in zip(table.rows, lined, strict=True):
        lines += [row.title, *row.steps, *row.lines] if isinstance(row, Group) else [line]
    return lines


def _columns(rows: Sequence[tuple[str, ...]]) -> list[str]:
    """Each row in a line, its cells lined up with those of the others."""
    widths = [max(map(len, column)) for column in zip(*(row for row in rows if row), strict=True)]
    return [_GAP.join(cell.ljust(width) for cell, width in zip(row, widths, strict=False)).rstrip() for row in rows]
