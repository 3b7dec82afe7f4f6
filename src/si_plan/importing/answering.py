"""A mapping ready for use: whether it fits the document, its answers carried out, and the ids of its questions."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final, get_args

from si_plan.importing.document import ImportRefusedError, Paragraph, SourceDocument
from si_plan.importing.laid_out import ColumnField
from si_plan.importing.mapping import Column, ImportMap, Question, TableMeaning

FIELDS: Final[tuple[ColumnField, ...]] = get_args(ColumnField)
_STRUCTURAL: Final = ("column-", "table-", "row-", "rows-without-number", "merged-rows", "cells-unsure")
"""How the ids of questions about columns, tables and rows begin."""
_ROWS: Final = ("priorities", "success", "continues", "skips")


def slug(text: str) -> str:
    """A text as part of a question's id: small letters, digits and dashes."""
    return "-".join(re.findall(r"[a-z0-9]+", text.casefold()))


def question_id(kind: str, text: str) -> str:
    """The id of a question about a text: `column-kpi`. A long text is cut, and told from others by a sum of it."""
    whole = f"{kind}-{slug(text)}".rstrip("-")
    if len(whole) <= 40 and slug(text):
        return whole
    total = sum((place + 1) * ord(letter) for place, letter in enumerate(text)) % 10_000
    return f"{whole[:35].rstrip('-')}-{total:04d}"


def column_id(name: str | None, table: int, number: int) -> str:
    """The id of the question which field takes a column: one for all columns of that name."""
    return question_id("column", name) if name else f"column-{table}-{number}"


def row_id(table: int, row: int) -> str:
    """The id of the question what a row is."""
    return f"row-{table}-{row}"


def table_id(table: int) -> str:
    """The id of the question what a table is."""
    return f"table-{table}"


def rating_id(sign: str) -> str:
    """The id of the question what a colour or letter means."""
    return question_id("rating", sign)


def columns_of_tables(import_map: ImportMap) -> dict[int, tuple[Column, ...]]:
    """The columns of each table of actions: its own, or those of the one before it."""
    found: dict[int, tuple[Column, ...]] = {}
    columns: tuple[Column, ...] = ()
    for one in import_map.tables:
        if one.holds == "actions":
            columns = found[one.table] = one.columns or columns
    return found


def settled(import_map: ImportMap) -> ImportMap:
    """A mapping with its answers carried out: columns, tables, rows and ratings are what they say. A question about
    these is open again where its answer is none of the choices."""
    questions = tuple(_reopened(one) for one in import_map.questions)
    answers = {one.id: one.answer.strip() for one in questions if one.answer}
    if not answers and questions == import_map.questions:
        return import_map
    tables = tuple(_settle_table(one, answers) for one in import_map.tables)
    moot = _moot(import_map, answers)
    questions = tuple(one for one in questions if one.id not in moot)
    ratings = dict(import_map.ratings)
    for one in import_map.questions:
        if one.id.startswith("rating-") and one.answer and one.about:
            if one.answer.casefold() in ("no rating", "nothing"):
                ratings.pop(one.about, None)
            else:
                ratings[one.about] = one.answer
    return import_map.model_copy(update={"questions": questions, "tables": tables, "ratings": ratings})


def _moot(import_map: ImportMap, answers: dict[str, str]) -> frozenset[str]:
    """The questions about columns of which only tables have any that are no part of the plan, as an answer says."""
    by_answer: dict[bool, set[str]] = {True: set(), False: set()}
    for one in import_map.tables:
        left_out = answers.get(table_id(one.table)) == "nothing"
        by_answer[left_out].update(column_id(column.named, one.table, column.number) for column in one.columns)
    return frozenset(by_answer[True] - by_answer[False])


def _reopened(question: Question) -> Question:
    answer = question.answer
    if answer is None or not question.choices or not question.id.startswith(_STRUCTURAL):
        return question
    meant = next((choice for choice in question.choices if choice.casefold() == answer.strip().casefold()), None)
    if meant is not None:
        return question.model_copy(update={"answer": meant})
    why = f"The answer “{answer}” is none of the choices."
    return question.model_copy(update={"answer": None, "ask": f"{question.ask} {why}"})


def _settle_table(table: TableMeaning, answers: dict[str, str]) -> TableMeaning:
    changes: dict[str, Any] = {}
    holds = answers.get(table_id(table.table), "")
    if holds in ("actions", "nothing"):
        changes["holds"] = holds
    columns = tuple(_settle_column(column, table.table, answers) for column in table.columns)
    if columns != table.columns:
        changes["columns"] = columns
    continues = frozenset(table.continues)
    moved: dict[int, str] = {}
    for row in table.asked:
        whole = "rows-without-number" if row in continues else "merged-rows"
        answer = answers.get(row_id(table.table, row), answers.get(whole, ""))
        if answer in (*_ROWS, "actions"):
            moved[row] = answer
    for name in _ROWS if moved else ():
        kept = (row for row in getattr(table, name) if row not in moved)
        changes[name] = tuple(sorted((*kept, *(row for row, answer in moved.items() if answer == name))))
    return table.model_copy(update=changes) if changes else table


def _settle_column(column: Column, table: int, answers: dict[str, str]) -> Column:
    if column.sure:
        return column
    answer = answers.get(column_id(column.named, table, column.number), "")
    return column.model_copy(update={"field": answer, "sure": True}) if answer in FIELDS else column


def check_fits(document: SourceDocument, import_map: ImportMap) -> None:
    """Raise ImportRefusedError where a mapping names what the document does not have: it was made for another."""
    tables = {table.number: table for table in document.tables}
    outside = max((part.place.paragraph for part in document.blocks if isinstance(part, Paragraph)), default=0)
    wrong = ""
    for one in import_map.tables:
        table = tables.get(one.table)
        if table is None:
            wrong = f"import.yaml names table {one.table}, and {document.name} has {len(tables)}"
            break
        rows: Mapping[int, Any] = {row.number: row for row in table.rows}
        named = (*one.headers, *one.priorities, *one.success, *one.continues, *one.skips)
        missing = [row for row in named if row not in rows]
        if missing:
            wrong = f"import.yaml names row {missing[0]} of table {one.table}, which {document.name} does not have"
            break
    beyond = [one for one in import_map.passages if max(one.first, one.last or 0) > outside]
    if not wrong and beyond:
        most = max(beyond[0].first, beyond[0].last or 0)
        wrong = f"import.yaml names paragraph {most} outside tables, and {document.name} has {outside}"
    if wrong:
        raise ImportRefusedError(
            wrong, "correct it there, or import the document without --map to have it proposed anew"
        )
