"""`siplan by-owner`, without a code: a line for each lead."""

from __future__ import annotations

from typing import Any, Final

from si_plan.formats import words
from si_plan.formats.page import Column, Heading, Listing, Page
from si_plan.formats.records import Answer, counts_record
from si_plan.formats.records import answer as answer_of
from si_plan.formats.views import View
from si_plan.formats.views.tracked import scope
from si_plan.queries.by_owner import LeadTotals
from si_plan.queries.selection import Question

COLUMNS = (
    "lead",
    "title",
    "kind",
    "actions",
    "milestones",
    "done",
    "overdue",
    "open",
    "stages_and_duties",
    "stages",
    "duties",
    "whole_actions",
    "others_overdue",
)


def page(question: Question, result: list[LeadTotals]) -> Page:
    heading = Heading(f"Leads on {words.day(question.selection.as_of)}{scope(question)}")
    note = (
        "What is led jointly counts for each of its leads. Done and Overdue are of the milestones; others are stages, "
        "duties and actions as a whole."
    )
    return Page([heading, listing(result), note])


def listing(result: list[LeadTotals], title: str = "", *, brief: bool = False) -> Listing:
    """A row for each lead; a `brief` one tells of milestones alone."""
    columns: tuple[Column, ...] = (
        Column("Lead", "id"),
        Column("Title", "brief"),
        Column("Actions", "number"),
        Column("Milestones", "number"),
        Column("Done", "number"),
        Column("Overdue", "number"),
        Column("Others", "number", spare=True),
        Column("Others overdue", "number", spare=True),
    )
    rows: list[tuple[str, ...]] = [(one.lead, one.title, *map(str, _numbers(one))) for one in result]
    if brief:
        columns, rows = columns[:-2], [row[:-2] for row in rows]
    return Listing(columns, rows, title, empty="Nobody leads what was asked about.")


def _numbers(one: LeadTotals) -> tuple[int, ...]:
    milestones, *others = one.totals
    rest, late = sum(counts.total for counts in others), sum(counts.overdue for counts in others)
    return one.actions, milestones.total, milestones.done, milestones.overdue, rest, late


def answer(question: Question, result: list[LeadTotals]) -> Answer:
    return answer_of(question, "leads", [_record(one) for one in result], COLUMNS)


def _record(one: LeadTotals) -> dict[str, Any]:
    milestones, numbers, late = one.totals.milestones, one.totals.numbers, one.totals.overdue
    return {
        "lead": one.lead,
        "title": one.title,
        "kind": one.kind,
        "actions": one.actions,
        "milestones": milestones.total,
        "done": milestones.done,
        "overdue": milestones.overdue,
        "open": milestones.open,
        "milestones_by_state": counts_record(milestones),
        "stages_and_duties": numbers.stages + numbers.duties,
        "stages": numbers.stages,
        "duties": numbers.duties,
        "whole_actions": numbers.whole_actions,
        "others_overdue": late.total - late.milestones,
    }


VIEW: Final = View(page, answer)
