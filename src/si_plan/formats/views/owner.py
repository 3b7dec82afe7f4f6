"""`siplan by-owner CODE`."""

from __future__ import annotations

from typing import Any, Final

from si_plan.formats import words
from si_plan.formats.page import Column, Heading, Listing, Page
from si_plan.formats.records import Answer, numbers_record, tracked_record
from si_plan.formats.records import answer as answer_of
from si_plan.formats.views import View, tracked
from si_plan.queries.by_owner import Owned, OwnedAction
from si_plan.queries.selection import Question

COLUMNS = ("id", "priority", "title", "leads", "when", "milestones", "others", "milestones_total")


def page(question: Question, result: Owned) -> Page:
    totals = result.totals
    figures = f"{words.count(len(result.actions), 'action')}: {words.numbers(totals.numbers)}."
    late = f" Overdue: {words.numbers(totals.overdue)}."
    return Page(
        [
            Heading(f"{result.code}, {result.title}, on {words.day(question.selection.as_of)}"),
            figures[0].upper() + figures[1:] + late,
            _listing(result.actions),
            *words.legend(row for action in result.actions for row in (*action.milestones, *action.others)),
        ]
    )


def _listing(result: list[OwnedAction]) -> Listing:
    """An action in a row of its own, then what of it the lead leads."""
    rows: list[tuple[str, ...]] = []
    heads = []
    for action in result:
        heads.append(len(rows))
        rows.append((action.id, action.title, words.leads(action.leads), " / ".join(action.when), "", ""))
        for row in (*action.milestones, *action.others):
            if row.kind == "action":
                rows[heads[-1]] = (*rows[heads[-1]][:4], words.marked(row), words.state(row))
            else:
                rows.append(tracked.cells(row))
    columns = (tracked.COLUMNS[0], Column("Action, and what shows it is done"), *tracked.COLUMNS[2:])
    return Listing(columns, rows, strong=frozenset(heads), empty="They lead nothing that was asked about.")


def answer(question: Question, result: Owned) -> Answer:
    rows = [owned_record(action) for action in result.actions]
    numbers, late = result.totals.numbers, result.totals.overdue
    counts = {"counts": numbers_record(numbers), "overdue": numbers_record(late)}
    return answer_of(question, "by-owner", rows, COLUMNS, lead=result.code, **counts)


def owned_record(action: OwnedAction) -> dict[str, Any]:
    return {
        "id": action.id,
        "priority": action.priority,
        "title": action.title,
        "leads": list(action.leads),
        "when": list(action.when),
        "milestones": [tracked_record(row) for row in action.milestones],
        "others": [tracked_record(row) for row in action.others],
        "milestones_total": action.milestones_total,
    }


VIEW: Final = View(page, answer)
