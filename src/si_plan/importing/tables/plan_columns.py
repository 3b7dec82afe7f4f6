"""The columns of a table of actions, with the field that takes each."""

from __future__ import annotations

import re
from typing import Final

from si_plan.importing.document import Cell, Row, Table
from si_plan.importing.laid_out import ColumnField
from si_plan.importing.mapping import Column
from si_plan.importing.tables.headers import Header, has_text, said
from si_plan.importing.tables.headings import read_heading
from si_plan.importing.tables.vocabulary import is_term, meaning_of

_SINGLE: Final = frozenset({"ref", "title", "priority", "when", "starts", "due", "cost", "accountable"})
"""Fields that one column of a table holds. A second column of such a name is no more than a guess."""
_REF: Final = re.compile(r"(?=.*\d)[\w./() -]{1,10}|[A-Za-z]{1,3}|")
_LONGEST_REF: Final = 20
_ALIKE: Final[tuple[frozenset[ColumnField], ...]] = (
    frozenset({"when", "starts", "due"}),
    frozenset({"leads", "accountable", "support"}),
)
"""Fields of which a name over several columns says only that each is one: "Timescale" over "Start" and "End"."""


def columns_of(table: Table, header: Header, body: list[Row]) -> tuple[Column, ...]:
    """The columns of a table of actions with the field that takes each."""
    columns: list[Column] = []
    taken: set[ColumnField] = set()
    whole = _without_title(header)
    for number in range(1, table.columns + 1):
        name = header.names.get(number)
        cells = [cell for row in body if (cell := table.cell_at(row.number, number)) is not None and has_text(cell)]
        if name is None and not cells:
            continue
        field, sure = _field_of(header, number, cells, taken)
        if name and name == whole:
            field, sure = "title", True
        if number > 1 and name is not None and name == header.names.get(number - 1) and field in _SINGLE and columns:
            sure = _beside_its_like(columns, field, table, body)
        elif field in _SINGLE and field in taken:
            field, sure = "extra", False
        taken.add(field)
        columns.append(Column(number=number, named=name, field=field, sure=sure))
    return tuple(columns)


def _field_of(header: Header, number: int, cells: list[Cell], taken: set[ColumnField]) -> tuple[ColumnField, bool]:
    """The field of a column by its name, or where it has none by its cells; whether that is sure."""
    name = header.names.get(number)
    if name is None:
        return _by_cells(cells, taken)
    meaning = meaning_of(name)
    if number in header.upper:
        above, below = meaning_of(header.upper[number]), meaning_of(header.lower[number])
        if above is not None and above.sure:
            if below is not None and below.sure and any({above.field, below.field} <= like for like in _ALIKE):
                meaning = below
            elif meaning is None or not meaning.sure:
                meaning = above
    if meaning is None:
        rates = is_term(name) and all(len(said(cell)) <= 12 for cell in cells)
        return ("rating", True) if rates else ("none", False)
    if meaning.field == "ref" and 2 * sum(len(said(cell)) > _LONGEST_REF for cell in cells) > len(cells):
        return "extra", False
    return meaning.field, meaning.sure


def _by_cells(cells: list[Cell], taken: set[ColumnField]) -> tuple[ColumnField, bool]:
    texts = [said(cell) for cell in cells]
    if "ref" not in taken and all(_REF.fullmatch(text) for text in texts):
        return "ref", True
    if "priority" not in taken and all(read_heading(text).sure for text in texts):
        return "priority", True
    return "none", False


def _beside_its_like(columns: list[Column], field: ColumnField, table: Table, body: list[Row]) -> bool:
    """Whether it is sure that the second column below one name is like the first: where the first has only numbers, it
    is what they number."""
    before = columns[-1]
    cells = [cell for row in body if (cell := table.cell_at(row.number, before.number)) is not None]
    if field == "title" and all(_REF.fullmatch(said(cell)) for cell in cells):
        columns[-1] = before.model_copy(update={"field": "ref"})
    return True


def _without_title(header: Header) -> str | None:
    """The name of the column that says what is done, where none is called an action: "Objective", "Recommendation"."""
    fields = {name: meaning.field for name in header.names.values() if (meaning := meaning_of(name)) is not None}
    if "title" in fields.values():
        return None
    return next((name for stand_in in ("priority", "areas") for name in fields if fields[name] == stand_in), None)
