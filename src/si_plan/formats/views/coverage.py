"""`siplan coverage`."""

from __future__ import annotations

from typing import Final

from si_plan.formats import words
from si_plan.formats.page import Column, Heading, Listing, Page
from si_plan.formats.records import Columns, Records, number, records_of, text, texts
from si_plan.formats.views import View
from si_plan.formats.views.tracked import scope
from si_plan.queries.coverage import AreaCoverage
from si_plan.queries.selection import Question


def page(question: Question, result: list[AreaCoverage]) -> Page:
    unanswered = [one.area for one in result if not one.actions]
    last = (
        f"No action answers {words.listed(unanswered)}."
        if unanswered
        else "Every area is answered. A milestone that stands in two actions is counted once."
    )
    heading = Heading(f"Coverage of Ofsted's areas on {words.day(question.selection.as_of)}{scope(question)}")
    return Page([heading, _listing(result), last])


def _listing(result: list[AreaCoverage]) -> Listing:
    columns = (
        Column("Area", "id"),
        Column("What Ofsted asks for"),
        Column("Priorities", "id", spare=True),
        Column("Actions", "number"),
        Column("Milestones", "number"),
        Column("Done", "number"),
        Column("Overdue", "number"),
        Column("No date", "number"),
    )
    rows: list[tuple[str, ...]] = [
        (
            one.area,
            one.title,
            words.listed(one.priorities) or "–",
            str(one.actions),
            str(one.milestones),
            str(one.milestones_done),
            str(one.milestones_overdue),
            str(one.milestones_undated),
        )
        for one in result
    ]
    return Listing(columns, rows)


COLUMNS: Final[Columns[AreaCoverage]] = (
    text("area", lambda row: row.area),
    text("title", lambda row: row.title),
    texts("priorities", lambda row: row.priorities),
    number("actions", lambda row: row.actions),
    number("milestones", lambda row: row.milestones),
    number("milestones_done", lambda row: row.milestones_done),
    number("milestones_overdue", lambda row: row.milestones_overdue),
    number("milestones_undated", lambda row: row.milestones_undated),
)


def records(question: Question, result: list[AreaCoverage]) -> Records[AreaCoverage]:
    return records_of(question, "coverage", COLUMNS, result)


VIEW: Final = View(page, records)
