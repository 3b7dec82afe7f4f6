"""`siplan by-owner`, without a code: a line for each lead."""

from __future__ import annotations

from si_plan.formats import words
from si_plan.formats.page import Column, Heading, Listing, Page
from si_plan.formats.records import Answer, Question, counts_record
from si_plan.formats.records import answer as answer_of
from si_plan.formats.views.tracked import scope
from si_plan.queries.by_owner import LeadTotals

COLUMNS = ("lead", "title", "kind", "actions", "milestones", "done", "overdue", "open", "stages_and_duties")


def page(question: Question, result: list[LeadTotals]) -> Page:
    heading = Heading(f"Leads on {words.day(question.selection.as_of)}{scope(question)}")
    note = "Joint actions and milestones count for each of their leads."
    return Page([heading, listing(result), note])


def listing(result: list[LeadTotals], title: str = "") -> Listing:
    """A row for each lead."""
    columns = (
        Column("Lead", "id"),
        Column("Title", "brief"),
        Column("Actions", "number"),
        Column("Milestones", "number"),
        Column("Done", "number"),
        Column("Overdue", "number"),
        Column("Stages and duties", "number", spare=True),
    )
    rows: list[tuple[str, ...]] = [
        (
            one.lead,
            one.title,
            str(one.actions),
            str(one.milestones.total),
            str(one.milestones.done),
            str(one.milestones.overdue),
            str(one.stages_and_duties.total),
        )
        for one in result
    ]
    return Listing(columns, rows, title, empty="Nobody leads what was asked about.")


def answer(question: Question, result: list[LeadTotals]) -> Answer:
    rows = [
        {
            "lead": one.lead,
            "title": one.title,
            "kind": one.kind,
            "actions": one.actions,
            "milestones": one.milestones.total,
            "done": one.milestones.done,
            "overdue": one.milestones.overdue,
            "open": one.milestones.open,
            "milestones_by_state": counts_record(one.milestones),
            "stages_and_duties": one.stages_and_duties.total,
        }
        for one in result
    ]
    return answer_of(question, "leads", rows, COLUMNS)
