"""The questions about what a document means: each settles as much as one answer can."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from si_plan.importing.answering import column_id, rating_id, row_id, table_id
from si_plan.importing.document import Cell, Place, SourceDocument
from si_plan.importing.headers import one_line, said
from si_plan.importing.laid_out import ActionRow
from si_plan.importing.mapping import ImportMap, Question

_CHOICES: Final = (
    "priority", "ref", "title", "leads", "accountable", "support", "when", "starts", "due", "milestones", "success",
    "monitoring", "resources", "cost", "areas", "rating", "extra", "none",
)  # fmt: skip
_MOST_CELLS: Final = 20
_MOST_SIGNS: Final = 12
_SHOWN: Final = 80


def questions_about(
    document: SourceDocument, proposed: ImportMap, rows: Sequence[ActionRow], unsure_tables: Sequence[int]
) -> tuple[Question, ...]:
    """Every question about the structure of a document, in its order."""
    return (
        *_about_tables(document, proposed, unsure_tables),
        *_about_columns(document, proposed),
        *_about_rows(document, proposed),
        *_about_ratings(document, proposed, rows),
    )


def _about_tables(document: SourceDocument, proposed: ImportMap, unsure: Sequence[int]) -> list[Question]:
    asked = []
    for one in proposed.tables:
        if one.table in unsure:
            names = ", ".join(column.named or "-" for column in one.columns)
            what = "actions" if one.holds == "actions" else "no part of the plan"
            ask = f"Does this table have actions of the plan? Its columns are: {names}. siplan takes it for {what}."
            cells = (document.where(Place(one.table, max(one.headers, default=1), 1, 1)),)
            asked.append(Question(id=table_id(one.table), ask=ask, cells=cells, choices=("actions", "nothing")))
    return asked


def _about_columns(document: SourceDocument, proposed: ImportMap) -> list[Question]:
    asked: dict[str, Question] = {}
    for one in proposed.tables:
        for column in one.columns if one.holds == "actions" else ():
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
                "none": "Until you say so, the plan leaves it out.",
                "extra": "Until you say so, it is kept under `extra`.",
            }.get(column.field, f"Until you say otherwise, siplan takes it for {column.field}.")
            ask = f"Which field takes {called}? {now} extra keeps it under its own name; none leaves it out."
            asked[name] = Question(id=name, ask=ask, cells=(place,), choices=_CHOICES)
    return list(asked.values())


def _about_rows(document: SourceDocument, proposed: ImportMap) -> list[Question]:
    asked = []
    merged: list[tuple[Place, str]] = []
    for one in proposed.tables:
        table = document.tables[one.table - 1]
        for row in table.rows:
            if row.number not in one.asked:
                continue
            text = " ".join(said(cell) for cell in row.cells if said(cell))
            place = Place(one.table, row.number, 1, 1)
            if row.number not in one.continues:
                merged.append((place, text))
                continue
            ask = f"Does this row continue the one before it, or is it an action? It has no number: “{_cut(text)}”."
            cells = (document.where(place),)
            choices = ("continues", "actions", "skips")
            asked.append(Question(id=row_id(one.table, row.number), ask=ask, cells=cells, choices=choices))
    if merged:
        are = len(merged)
        taken = any(
            place.row in one.priorities for one in proposed.tables for place, _ in merged if place.table == one.table
        )
        ask = (
            f"{are} row{'s' if are > 1 else ''} stand{'' if are > 1 else 's'} across the table, such as "
            f"“{_cut(merged[0][1])}”. Are they headings of priorities? "
            f"siplan takes them for {'that' if taken else 'no part of the plan'}."
        )
        places = tuple(document.where(place) for place, _ in merged[:_MOST_CELLS])
        asked.append(Question(id="merged-rows", ask=ask, cells=places, choices=("priorities", "skips")))
    return asked


def _about_ratings(document: SourceDocument, proposed: ImportMap, rows: Sequence[ActionRow]) -> list[Question]:
    from si_plan.importing.colours import colour_named, sign_of

    where: dict[str, list[Cell]] = {}
    places: dict[str, list[str]] = {}
    for row in rows:
        for cell in row.ratings.values():
            sign = sign_of(cell)
            if sign and sign not in proposed.ratings:
                where.setdefault(sign, []).append(cell)
                places.setdefault(sign, []).append(document.where(Place(row.table, cell.row, cell.column, 1)))
    asked = []
    for sign, cells in list(where.items())[:_MOST_SIGNS]:
        fill = re.fullmatch(r"[0-9A-F]{6}", sign)
        named = f"the colour {colour_named(sign)} ({sign})" if fill else f"“{_cut(sign)}”"
        many = f"{len(cells)} cells have" if len(cells) > 1 else "A cell has"
        ask = (
            f"{many} {named}, and the document does not say what that means. What rating is it? Write nothing for none."
        )
        asked.append(Question(id=rating_id(sign), ask=ask, cells=tuple(places[sign][:_MOST_CELLS]), about=sign))
    return asked


def _cut(text: str) -> str:
    line = one_line(text)
    return line if len(line) <= _SHOWN else line[: _SHOWN - 2].rsplit(" ", 1)[0] + " …"
