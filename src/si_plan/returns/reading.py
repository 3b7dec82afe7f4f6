"""A returned file to what was filled in, row by row, and the refusals of what cannot be taken."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date
from typing import Final, NamedTuple, TypeVar

from si_plan.model.progress import Status
from si_plan.returns import csv, workbook_returned
from si_plan.returns.cells import Cell, Sheet, UnreadableReturnError
from si_plan.returns.form import DATE, EVIDENCE, ID, INPUTS, NEEDED, NOTE, REFERENCE, STATUS, Reference, read_reference
from si_plan.returns.values import (
    WrongValueError,
    day_between,
    day_of,
    evidence_of,
    id_of,
    leaves_year_out,
    status_of,
    text_of,
)

_LOOKED_THROUGH: Final = 200
"""Rows in which the headings are looked for: people write above them."""
_SEND: Final = "send a new return, or put the row back as it was"
_Value = TypeVar("_Value")


class Refusal(NamedTuple):
    """Why a row is not taken: the cell, what stands in it, the reason, and what to do. `id` is what the row is about,
    where that is known."""

    place: str
    value: str
    reason: str
    hint: str = ""
    id: str = ""


class Filled(NamedTuple):
    """A row that was filled in: what it is about, and what was written. `places` gives each column's cell."""

    reference: Reference
    status: Status | None
    note: str | None
    evidence: tuple[str, ...]
    on: date | None
    year_left_out: bool
    """Whether the year of `on` was left out, and is the one in which the day lies between the return and its
    collection."""
    places: dict[str, str]
    values: dict[str, str]

    def refusal(self, column: str, reason: str, hint: str) -> Refusal:
        """A refusal of what was written in a column."""
        return Refusal(self.places[column], self.values[column], reason, hint, self.reference.id)


class Returned(NamedTuple):
    """What came back in one file: the rows that were filled in and can be read, the refusals of those that cannot,
    and how many were left empty. `lead` is whose return it is; None where no row says."""

    lead: str | None
    filled: list[Filled]
    refusals: list[Refusal]
    empty: int


def read_return(raw: bytes, name: str, collected: date | None = None) -> Returned:
    """What was filled in. The ending of the file's `name` says whether it is a workbook or CSV. `collected` is the day
    on which it is collected; without it a day that leaves out its year is refused.

    Raises UnreadableReturnError where it is not a return, or has lost its columns.
    """
    sheets = [csv.sheet_of(raw)] if name.lower().endswith(".csv") else workbook_returned.sheets_of(raw)
    tables = [table for table in map(_find_table, sheets) if table is not None]
    if not tables:
        raise _no_return(sheets)
    rows = [row for table in tables for row in table.rows()]
    counted = Counter(row.reference.lead for row in rows if row.reference is not None)
    lead = max(counted, key=lambda code: counted[code]) if counted else None
    returned = Returned(lead, [], [], 0)
    empty = 0
    for row in rows:
        if row.filled:
            _read_row(row, returned, collected)
        elif row.reference is not None:
            empty += 1
    return returned._replace(empty=empty)


class _Row(NamedTuple):
    """A row below the headings, by column."""

    cells: dict[str, Cell]
    reference: Reference | None
    day_zero: date

    @property
    def filled(self) -> bool:
        """Whether anything was written in a column for the lead."""
        return any(not self.cells[name].empty or self.cells[name].kind != "plain" for name in INPUTS)


class _Table(NamedTuple):
    """The headings of a sheet, and the rows below them."""

    sheet: Sheet
    head: int
    columns: dict[str, int]

    def rows(self) -> Iterator[_Row]:
        """The rows below the headings."""
        for row in self.sheet.rows[self.head + 1 :]:
            beyond = Cell(row[0].place if row else "")
            cells = {name: row[at] if at < len(row) else beyond for name, at in self.columns.items()}
            cell = cells[REFERENCE]
            reference = read_reference(cell.value) if isinstance(cell.value, str) and cell.kind == "plain" else None
            yield _Row(cells, reference, self.sheet.day_zero)


def _find_table(sheet: Sheet) -> _Table | None:
    """The table of a sheet; None where no row has the headings. Raises UnreadableReturnError for two columns of one
    name."""
    for number, row in enumerate(sheet.rows[:_LOOKED_THROUGH]):
        found: dict[str, int] = {}
        twice = None
        for column, cell in enumerate(row):
            name = _heading_in(cell)
            if name is not None:
                twice = cell if name in found else twice
                found.setdefault(name, column)
        if set(NEEDED) <= set(found):
            if twice is not None:
                raise UnreadableReturnError(
                    f"two columns are called {twice.shown()} (the second at {twice.place})",
                    "rename the one that was added",
                )
            return _Table(sheet, number, found)
    return None


def _heading_in(cell: Cell) -> str | None:
    if not isinstance(cell.value, str):
        return None
    said = " ".join(cell.value.split()).casefold()
    return next((name for name in NEEDED if name.casefold() == said), None)


def _no_return(sheets: list[Sheet]) -> UnreadableReturnError:
    """The error that says why no sheet is a return: it is nothing like one, or has lost a column."""
    for sheet in sheets:
        for row in sheet.rows[:_LOOKED_THROUGH]:
            found = {_heading_in(cell) for cell in row}
            lost = [name for name in NEEDED if name not in found]
            if ID in found and len(lost) < 3:
                return UnreadableReturnError(
                    f"the column {' and the column '.join(lost)} is missing beside {row[0].place}",
                    "put it back as it was sent, or copy what was filled in into a new return",
                )
    return UnreadableReturnError(
        f"it is no return: no row has the headings {', '.join(NEEDED)}", "collect takes what siplan return wrote"
    )


def _read_row(row: _Row, returned: Returned, collected: date | None) -> None:
    """Add a filled row to `returned`, or the reasons why it cannot be taken."""
    refusals = list(_faults_of(row, returned.lead))
    status = _read_cell(row, STATUS, status_of, refusals)
    note = _read_cell(row, NOTE, text_of, refusals)
    evidence = _read_cell(row, EVIDENCE, evidence_of, refusals)
    on = _read_cell(row, DATE, lambda cell: _day_in(cell, row, collected), refusals)
    if row.reference is None or refusals:
        about = row.reference.id if row.reference is not None else ""
        returned.refusals.extend(refusal._replace(id=about) for refusal in refusals)
        return
    places = {name: cell.place for name, cell in row.cells.items()}
    values = {name: cell.shown() for name, cell in row.cells.items()}
    yearless = leaves_year_out(row.cells[DATE])
    returned.filled.append(Filled(row.reference, status, note or None, evidence or (), on, yearless, places, values))


def _day_in(cell: Cell, row: _Row, collected: date | None) -> date | None:
    """The day in a cell. One without a year has to lie between the day of the return and that of its collection."""
    if collected is not None and row.reference is not None and leaves_year_out(cell):
        return day_between(cell, row.reference.as_of, collected)
    return day_of(cell, row.day_zero)


def _faults_of(row: _Row, lead: str | None) -> Iterator[Refusal]:
    """The refusals of a row that has lost what it is about, or has been moved."""
    about, reference = row.cells[ID], row.reference
    for name in (ID, REFERENCE, *INPUTS):
        cell = row.cells[name]
        if cell.merged is not None:
            yield Refusal(cell.place, cell.shown(), f"it is merged ({cell.merged})", "unmerge it; fill in each row")
            return
    identity = _read_cell(row, ID, lambda cell: id_of(cell, reference.id if reference else None), [])
    if reference is None:
        cell = row.cells[REFERENCE]
        if identity:
            yield Refusal(cell.place, cell.shown(), f"the reference of {identity} is lost", _SEND)
        else:
            first = next(row.cells[name] for name in INPUTS if not row.cells[name].empty)
            yield Refusal(first.place, first.shown(), "nothing says what it is about", _SEND)
    elif identity != reference.id:
        yield Refusal(about.place, about.shown(), f"the row was made for {reference.id}", _SEND)
    elif reference.lead != lead:
        reason = f"the row comes from {reference.lead}'s return, and this one is {lead}'s"
        yield Refusal(about.place, about.shown(), reason, "each lead answers in a return of their own")


def _read_cell(row: _Row, name: str, read: Callable[[Cell], _Value], refusals: list[Refusal]) -> _Value | None:
    cell = row.cells[name]
    try:
        if cell.kind != "plain":
            text_of(cell)
        return read(cell)
    except WrongValueError as error:
        refusals.append(Refusal(cell.place, cell.shown(), error.reason, error.hint))
        return None
