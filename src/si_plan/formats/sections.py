"""A document in Markdown for a pull request's summary: what matters is open, the rest folded, all within a size.

GitHub refuses a summary of over 1 MiB. Each part gets its share of the size that is left, so that a long part is cut
before a short one after it is lost; the summary says what was cut.
"""

from __future__ import annotations

from typing import Final

from si_plan.documents.blocks import Cell, Document, Points, Row, Section, Table, plain
from si_plan.documents.cells import Place
from si_plan.documents.visible import safe
from si_plan.documents.words import cut
from si_plan.formats.markdown import escape, grid

MOST_BYTES: Final = 1_000_000
"""The largest page, in bytes: less than the 1 MiB that a summary may have, to leave room for other steps."""
_LONGEST_CELL: Final = 1_500
_SPARE: Final = 300
"""Bytes kept for a table's heading and folding, and for the line that says what was cut."""


def render(document: Document, folded: frozenset[str] = frozenset()) -> str:
    """The document's Markdown: lines, lists and tables. Readers click to open tables with a title in `folded`."""
    (section,) = safe(document).sections
    parts = [f"## {escape(section.title)}"] if section.title else []
    parts += _parts(section, MOST_BYTES - sum(len(part.encode()) + 2 for part in parts), folded)
    return "\n\n".join(part for part in parts if part) + "\n"


def _parts(section: Section, left: int, folded: frozenset[str]) -> list[str]:
    """The section's parts within `left` bytes, and a last line that says what was cut, if anything was."""
    parts: list[str] = []
    cut: list[str] = []
    for number, part in enumerate(section.parts):
        if isinstance(part, Table):
            text, missing = _table(part, left // (len(section.parts) - number), folded=part.title in folded)
            cut += [f"{part.title} ({missing:,} of {len(part.rows):,})"] if missing else []
        elif isinstance(part, Points):
            points = "\n".join(f"- {escape(_brief(text))}" for text in part.texts)
            text = f"{escape(part.title)}:\n\n{points}"
        else:
            text = escape(_brief(str(part)))
        parts.append(text)
        left -= len(text.encode()) + 2
    return [*parts, escape(f"Cut to size: {'; '.join(cut)}. siplan diff shows all of it.")] if cut else parts


def _table(table: Table, size: int, *, folded: bool) -> tuple[str, int]:
    """A table within `size` bytes, and how many of its rows were left out."""
    if not table.rows:
        return f"### {escape(table.title)}\n\n{escape(table.empty)}" if table.empty else "", 0
    short = [Row(tuple(map(_brief_cell, row.cells))) for row in table.rows if isinstance(row, Row)]
    lines: list[str] = []
    left = size - _SPARE
    for number, line in enumerate(grid(table.columns, short)):
        left -= len(line.encode()) + 1
        if left < 0 and number > 2:
            break
        lines.append(line)
    missing = len(table.rows) + 2 - len(lines)
    whole = "\n".join(lines) + (f"\n\n… and {missing:,} more" if missing else "")
    if table.caption:
        whole = f"{escape(table.caption)}:\n\n{whole}"
    title = escape(table.title)
    if folded:
        return f"<details><summary>{title}: {len(table.rows):,}</summary>\n\n{whole}\n\n</details>", missing
    return f"### {title}\n\n{whole}", missing


def _brief_cell(cell: Cell) -> Cell:
    return cell if isinstance(cell, Place) else _brief(plain(cell))


def _brief(text: str) -> str:
    return text if len(text) <= _LONGEST_CELL else cut(text, _LONGEST_CELL)
