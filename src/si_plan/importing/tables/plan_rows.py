"""What each row of a table of actions is: the heading of a priority, an action, or what goes on from the row before."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from si_plan.importing.document import Cell, Row, Table
from si_plan.importing.laid_out import ColumnField
from si_plan.importing.tables.headers import Header, has_text, said, texts_of
from si_plan.importing.tables.headings import areas_named, read_heading, success_label

_CONTINUED: Final = re.compile(r"\W*\b(continued|cont(inue)?['’]?d?)\b[\W]*", re.IGNORECASE)
_TOTAL: Final = re.compile(r"(?i)(sub-?|grand |overall )?totals?\b(?! \w+ \w+)")
_GOES_ON: Final = re.compile(r"^(\(?\s*cont|[a-z]|[,;&)])")
_LONGEST_HEADING: Final = 1200


@dataclass
class Sorted:
    """The rows of a table of actions, sorted by what they seem to be."""

    priorities: list[int] = field(default_factory=list)
    success: list[int] = field(default_factory=list)
    continues: list[int] = field(default_factory=list)
    skips: list[int] = field(default_factory=list)
    actions: list[int] = field(default_factory=list)
    merged: list[int] = field(default_factory=list)
    """Rows that look like headings and do not call themselves priorities."""
    unsure: list[int] = field(default_factory=list)
    """Rows that may continue the row before them or be actions of their own."""


def first_line(cell: Cell) -> str:
    """The first line of a cell that says anything."""
    return next((part.text for part in cell.paragraphs if part.is_running), "")


def is_named_heading(table: Table, row: Row, *, above: bool = False) -> bool:
    """Whether a row calls itself a priority, an objective or the like, and has nothing else but its title, its areas
    and what success looks like. `above` the header of the table, it may have more."""
    cells = texts_of(row)
    if not cells or len(said(cells[0])) > _LONGEST_HEADING:
        return False
    first, *others = cells
    heading = read_heading(first_line(first))
    if not heading.sure or first.column > max(1, table.columns // 2) or areas_named(said(first)):
        return False
    if areas_named(" ".join(map(said, cells))):
        return False
    titles = [cell for cell in others if not (success_label(first_line(cell)) or areas_named(said(cell)))]
    if (
        titles
        and not above
        and not (heading.bare and len(titles) == 1 and len(said(titles[0])) > 3 and table.columns > 2)
    ):
        return False
    across = bool(others) or first.columns > 1 or len(row.cells) == 1 or _stands_out(first)
    return across or table.columns < 3


def _looks_like_heading(table: Table, row: Row) -> bool:
    """Whether a row has one text that stands out: merged across the table, or bold or coloured and by itself."""
    cells = texts_of(row)
    if len(cells) != 1 or len(said(cells[0])) > _LONGEST_HEADING // 3:
        return False
    first = cells[0]
    return first.column == 1 and (first.columns >= max(2, table.columns - 1) or _stands_out(first))


def _stands_out(cell: Cell) -> bool:
    parts = [part for part in cell.paragraphs if part.text.strip()]
    return cell.fill is not None or (bool(parts) and all(part.bold for part in parts[:1]))


def sort_rows(
    table: Table, headers: list[Header], fields: Mapping[ColumnField, int], *, goes_on: bool, named: bool
) -> Sorted:
    """Sort the rows of a table of actions. `fields` says which column has which field, `goes_on` whether the table goes
    on from another one, `named` whether the document has priorities that call themselves so."""
    done = Sorted()
    heads = {row for header in headers for row in header.rows}
    begins = headers[0].rows[0] if headers else 0
    has_refs = "ref" in fields and any(
        (cell := table.cell_at(row.number, fields["ref"])) is not None and has_text(cell)
        for row in table.rows
        if row.number > begins and row.number not in heads
    )
    broken = goes_on
    last_ref = ""
    after_heading = False
    for row in table.rows:
        number = row.number
        if number in heads:
            broken, after_heading = True, False
            continue
        if not texts_of(row):
            continue
        before = number < begins
        if is_named_heading(table, row, above=before):
            done.priorities.append(number)
            after_heading, broken = True, False
        elif success_label(_opening(row)) and len(texts_of(row)) <= 2 and (before or after_heading):
            done.success.append(number)
        elif after_heading and areas_named(" ".join(map(said, texts_of(row)))):
            done.priorities.append(number)
        elif before or _looks_like_heading(table, row):
            _sort_merged(done, table, row, before=before, after_heading=after_heading, named=named)
        else:
            last_ref = _sort_action(done, table, row, fields, has_refs=has_refs, broken=broken, last_ref=last_ref)
            broken = after_heading = False
    return done


def _opening(row: Row) -> str:
    cells = texts_of(row)
    return first_line(cells[0]) if cells else ""


def _sort_merged(done: Sorted, table: Table, row: Row, *, before: bool, after_heading: bool, named: bool) -> None:
    """Sort a row that stands before the header, or that looks like a heading without calling itself one."""
    looks = _looks_like_heading(table, row)
    title = looks and not (after_heading or done.priorities) and not re.search(r"(?i)\bplan\b", _opening(row))
    if before and (named or not title):
        done.skips.append(row.number)
        return
    if looks:
        done.merged.append(row.number)
    (done.skips if named or not looks else done.priorities).append(row.number)


def _sort_action(
    done: Sorted,
    table: Table,
    row: Row,
    fields: Mapping[ColumnField, int],
    *,
    has_refs: bool,
    broken: bool,
    last_ref: str,
) -> str:
    """Sort a row of actions, after a break of a page or a table or not; give the number that it prints."""

    def cell_of(name: ColumnField) -> Cell | None:
        return table.cell_at(row.number, fields[name]) if name in fields else None

    def text_of(name: ColumnField) -> str:
        cell = cell_of(name)
        return said(cell) if cell is not None and cell.row == row.number and has_text(cell) else ""

    printed = text_of("ref")
    ref = _CONTINUED.sub("", printed)
    title = text_of("title")
    if _TOTAL.match(title or _opening(row)):
        done.skips.append(row.number)
        return last_ref
    spanned = any((cell := cell_of(name)) is not None and cell.row < row.number for name in ("ref", "title"))
    if has_refs and ref:
        goes_on = (ref == last_ref and broken) or ref != printed.strip()
        if not title and not any(text_of(name) for name in fields if name not in ("ref", "title")) and not spanned:
            done.skips.append(row.number)  # a number that was kept free
            return ref
    else:
        begins_anew = "title" not in fields or (bool(title) and not _GOES_ON.match(title))
        alone = "title" in fields and not (text_of("leads") or text_of("when") or text_of("due"))
        goes_on = spanned or not begins_anew or (alone and (broken or has_refs)) or (has_refs and broken)
        if has_refs and not goes_on:
            goes_on = True
            done.unsure.append(row.number)
    (done.continues if goes_on else done.actions).append(row.number)
    return ref or last_ref
