"""The questions about what a document means: each settles as much as one answer can."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

from si_plan.importing.answering import column_id, rating_id, row_id, table_id
from si_plan.importing.document import Cell, Place, SourceDocument
from si_plan.importing.laid_out import ActionRow
from si_plan.importing.mapping import ImportMap, Question
from si_plan.importing.tables.colours import colour_named, needs_key, sign_of
from si_plan.importing.tables.headers import one_line, said

COLUMNS: Final = {
    "extra": "keep it under its own name",
    "none": "leave it out",
    "ref": "the number of the action",
    "title": "what is to be done",
    "leads": "who leads it",
    "accountable": "who answers for it",
    "support": "who helps",
    "when": "by when, in the document's words",
    "starts": "when it begins",
    "due": "when it is due",
    "milestones": "what there is when it is done",
    "success": "how you will know that it worked",
    "monitoring": "how it is checked",
    "resources": "what it needs",
    "cost": "what it costs, in pounds",
    "areas": "the areas that the inspection named",
    "rating": "how it stands (red, amber, green)",
    "priority": "the priority that it belongs to",
}
"""What a column may be taken for: each answer, and what it means."""
_MOST_CELLS: Final = 20
_MOST_ROWS: Final = 5
"""How many rows are asked about one by one."""
_MOST_SIGNS: Final = 12
_SHOWN: Final = 80


def meanings_of(question: Question) -> Mapping[str, str]:
    """What each answer to a question about a column means; empty for any other, whose answers say it themselves."""
    return COLUMNS if question.choices == tuple(COLUMNS) else {}


def questions_about(
    document: SourceDocument, proposed: ImportMap, rows: Sequence[ActionRow], unsure_tables: Sequence[int]
) -> tuple[Question, ...]:
    """Every question about the structure of a document, in its order."""
    return (
        *_about_tables(document, proposed, unsure_tables),
        *_about_columns(document, proposed, unsure_tables),
        *_about_rows(document, proposed),
        *_about_cells(document, proposed),
        *_about_ratings(document, proposed, rows),
    )


def _about_tables(document: SourceDocument, proposed: ImportMap, unsure: Sequence[int]) -> list[Question]:
    asked = []
    for one in proposed.tables:
        if one.table in unsure:
            names = ", ".join(column.named or "-" for column in one.columns)
            what = "actions" if one.holds == "actions" else "no part of the plan"
            ask = (
                f"Are there actions of the plan in this table? Its columns are: {names}. Until you answer, siplan "
                f"takes it for {what}."
            )
            cells = (document.where(Place(one.table, max(one.headers, default=1), 1, 1)),)
            asked.append(Question(id=table_id(one.table), ask=ask, cells=cells, choices=("actions", "nothing")))
    return asked


def _about_columns(document: SourceDocument, proposed: ImportMap, unsure: Sequence[int]) -> list[Question]:
    asked: dict[str, Question] = {}
    for one in proposed.tables:
        for column in one.columns if one.holds == "actions" or one.table in unsure else ():
            if column.sure:
                continue
            name = column_id(column.named, one.table, column.number)
            place = document.where(Place(one.table, max(one.headers, default=1), column.number, 1))
            if name in asked:
                cells = (*asked[name].cells, place)
                asked[name] = asked[name].model_copy(update={"cells": cells[:_MOST_CELLS]})
                continue
            called = f"the column “{column.named}”" if column.named else f"column {column.number}, which has no name,"
            now = {
                "none": "the plan leaves it out (none)",
                "extra": "the plan keeps it under its own name (extra)",
            }.get(column.field, f"siplan takes it for {column.field}: {COLUMNS.get(column.field, '')}")
            ask = f"What is in {called}? Until you answer, {now}."
            asked[name] = Question(id=name, ask=ask, cells=(place,), choices=tuple(COLUMNS))
    return list(asked.values())


def _about_rows(document: SourceDocument, proposed: ImportMap) -> list[Question]:
    merged: list[Place] = []
    unsure: list[Place] = []
    texts: dict[Place, str] = {}
    taken = False
    for one in proposed.tables:
        wanted, continues, priorities = map(frozenset, (one.asked, one.continues, one.priorities))
        for row in document.tables[one.table - 1].rows if wanted else ():
            if row.number in wanted:
                place = Place(one.table, row.number, 1, 1)
                texts[place] = _cut(" ".join(said(cell) for cell in row.cells if said(cell)))
                (unsure if row.number in continues else merged).append(place)
                taken = taken or row.number in priorities
    return [*_about_unsure(document, unsure, texts), *_about_merged(document, merged, texts, taken=taken)]


def _about_unsure(document: SourceDocument, rows: list[Place], texts: Mapping[Place, str]) -> list[Question]:
    choices = ("continues", "actions", "skips")
    if len(rows) > _MOST_ROWS:
        ask = (
            f"{len(rows)} rows have no number, such as “{texts[rows[0]]}”. Do they continue the rows before them, or "
            "are they actions? Until you answer, siplan takes them to continue those."
        )
        cells = _some([document.where(place) for place in rows])
        return [Question(id="rows-without-number", ask=ask, cells=cells, choices=choices)]
    return [
        Question(
            id=row_id(place.table, place.row),
            ask=f"This row has no number: “{texts[place]}”. Does it continue the row before it, or is it an action? "
            "Until you answer, siplan takes it to continue that row.",
            cells=(document.where(place),),
            choices=choices,
        )
        for place in rows
    ]


def _about_merged(
    document: SourceDocument, rows: list[Place], texts: Mapping[Place, str], *, taken: bool
) -> list[Question]:
    if not rows:
        return []
    rows_stand = "A row stands" if len(rows) == 1 else f"{len(rows)} rows stand"
    ask = (
        f"{rows_stand} across the table, such as “{texts[rows[0]]}”. Are such rows headings of priorities? siplan "
        f"takes them for {'that' if taken else 'no part of the plan'}."
    )
    cells = _some([document.where(place) for place in rows])
    return [Question(id="merged-rows", ask=ask, cells=cells, choices=("priorities", "skips"))]


def _about_cells(document: SourceDocument, proposed: ImportMap) -> list[Question]:
    plans = {one.table for one in proposed.tables if one.holds == "actions"}
    found = [
        f"{document.where(Place(table.number, cell.row, cell.column, 1))}: {cell.problem}"
        for table in document.tables
        for row in (table.rows if table.number in plans else ())
        for cell in row.cells
        if cell.problem
    ]
    if not found:
        return []
    what = "a cell says" if len(found) == 1 else f"{len(found)} cells say"
    ask = (
        f"siplan cannot be sure what {what}. Open the file, save it with its values and import it again, or take what "
        "there is: a cell without a value is left out."
    )
    return [Question(id="cells-unsure", ask=ask, cells=_some(found), choices=("take what there is",))]


def _some(cells: Sequence[str]) -> tuple[str, ...]:
    """The first places of a list, and how many more there are."""
    if len(cells) <= _MOST_CELLS:
        return tuple(cells)
    return (*cells[: _MOST_CELLS - 1], f"and {len(cells) - _MOST_CELLS + 1} more")


def _about_ratings(document: SourceDocument, proposed: ImportMap, rows: Sequence[ActionRow]) -> list[Question]:
    where: dict[str, list[Cell]] = {}
    places: dict[str, list[str]] = {}
    for row in rows:
        for cell in row.ratings.values():
            sign = sign_of(cell)
            if sign not in proposed.ratings and needs_key(sign):
                where.setdefault(sign, []).append(cell)
                places.setdefault(sign, []).append(document.where(Place(row.table, cell.row, cell.column, 1)))
    asked = []
    for sign, cells in list(where.items())[:_MOST_SIGNS]:
        fill = re.fullmatch(r"[0-9A-F]{6}", sign)
        named = f"the colour {colour_named(sign)} ({sign})" if fill else f"“{_cut(sign)}”"
        many = f"{len(cells)} cells have" if len(cells) > 1 else "A cell has"
        until = "leaves it out" if fill else "keeps what the cell says"
        ask = (
            f"{many} {named}, and the document does not say what that means. Write the rating, or “no rating”. Until "
            f"you answer, the draft {until}."
        )
        asked.append(Question(id=rating_id(sign), ask=ask, cells=_some(places[sign]), about=sign))
    return asked


def _cut(text: str) -> str:
    line = one_line(text)
    return line if len(line) <= _SHOWN else line[: _SHOWN - 2].rsplit(" ", 1)[0] + " …"
