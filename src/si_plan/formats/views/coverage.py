"""`siplan coverage`."""

from __future__ import annotations

from dataclasses import asdict
from typing import Final

from si_plan.formats import words
from si_plan.formats.page import Column, Heading, Listing, Page
from si_plan.formats.records import Answer
from si_plan.formats.records import answer as answer_of
from si_plan.formats.views import View
from si_plan.formats.views.tracked import scope
from si_plan.queries.coverage import AreaCoverage
from si_plan.queries.selection import Question

COLUMNS = (
    "area",
    "title",
    "priorities",
    "actions",
    "milestones",
    "milestones_done",
    "milestones_overdue",
    "milestones_undated",
)


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


def answer(question: Question, result: list[AreaCoverage]) -> Answer:
    rows = [{**asdict(one), "priorities": list(one.priorities)} for one in result]
    return answer_of(question, "coverage", rows, COLUMNS)


VIEW: Final = View(page, answer)
