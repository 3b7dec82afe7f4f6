"""`siplan coverage` of a portfolio."""

from __future__ import annotations

from typing import Final

from si_plan.documents import words
from si_plan.documents.blocks import Column, Document, Row, Table, document
from si_plan.documents.records import Columns, Records, integer, text, texts
from si_plan.queries.coverage import Coverage, ThemeCoverage
from si_plan.queries.selection import Question
from si_plan.views import View
from si_plan.views.records import records_of_all
from si_plan.views.tracked import scope

_HOW: Final = "write areas: {A1: attendance} in the member's entry of the portfolio's file"
_NOTE: Final = (
    "Of the plans that have areas of the theme, so many answer it with an action, and so many are late: something "
    "that answers it is overdue. Done and Overdue are of the milestones, each counted once."
)


def page(question: Question, result: Coverage) -> Document:
    title = f"Coverage of themes on {words.day(question.selection.as_of)}{scope(question)}"
    if not result.themes:
        return document(
            title,
            "The portfolio lists no themes, and A1 means something else in each plan. List them as themes: in the "
            f"portfolio's file, each with an id and a title. Then say which areas of a plan belong to them: {_HOW}.",
        )
    return document(title, _table(result), _NOTE, *_not_answered(result), *_without_theme(result))


def _not_answered(result: Coverage) -> list[str]:
    """The themes that nobody answers, or not everybody who has an area of it."""
    nobody = [row.theme for row in result.themes if not row.answered_in]
    said = [f"No plan answers {words.join(nobody)}."] if nobody else []
    for row in result.themes:
        lacking = [member for member in row.members if member not in row.answered_in]
        if row.answered_in and lacking:
            said.append(f"{row.theme}: no action answers it in {words.join(lacking)}.")
    return said


def _without_theme(result: Coverage) -> list[str]:
    if not result.without_theme:
        return []
    plans = words.count(len({member for member, _ in result.without_theme}), "plan")
    areas = words.count(len(result.without_theme), "area")
    return [f"Not counted here: {areas} of {plans}, without a theme. To give an area its theme, {_HOW}."]


def _table(result: Coverage) -> Table:
    columns = (
        Column("Theme"),
        Column("Plans", "number"),
        Column("Answer", "number"),
        Column("Late", "number"),
        Column("Actions", "number"),
        Column("Milestones", "number"),
        Column("Done", "number"),
        Column("Overdue", "number"),
        Column("No date", "number", spare=True),
    )
    rows = [
        Row(
            (
                row.title,
                len(row.members),
                len(row.answered_in),
                len(row.late_in),
                row.actions,
                row.milestones.total,
                row.milestones.done,
                row.milestones.overdue,
                row.milestones.undated,
            )
        )
        for row in result.themes
    ]
    return Table(columns, rows)


COLUMNS: Final[Columns[ThemeCoverage]] = (
    text("theme", lambda row: row.theme),
    text("title", lambda row: row.title),
    texts("members", lambda row: row.members),
    texts("answered_in", lambda row: row.answered_in),
    texts("late_in", lambda row: row.late_in),
    integer("actions", lambda row: row.actions),
    integer("milestones", lambda row: row.milestones.total),
    integer("milestones_done", lambda row: row.milestones.done),
    integer("milestones_overdue", lambda row: row.milestones.overdue),
    integer("milestones_undated", lambda row: row.milestones.undated),
)


def records(question: Question, result: Coverage) -> Records[ThemeCoverage]:
    without = [{"member": member, "area": area} for member, area in result.without_theme]
    return records_of_all(question, "coverage-themes", COLUMNS, result.themes, without_theme=without)


VIEW: Final = View(page, records)
