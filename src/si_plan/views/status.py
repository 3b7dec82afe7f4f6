"""`siplan status`: the plan on one screen."""

from __future__ import annotations

from typing import Final

from si_plan.documents import words
from si_plan.documents.blocks import Column, Document, Facts, Ids, Part, Row, Section, Table, document
from si_plan.documents.records import Columns, Json, Records, number, record, text
from si_plan.queries.counting import StateCounts
from si_plan.queries.selection import Question
from si_plan.queries.status import PriorityTotals, Status
from si_plan.views import View, bars, leads, states, tracked
from si_plan.views.records import TRACKED, counts_record, records_of


def page(question: Question, result: Status) -> Document:
    plan = question.plan
    pairs = [
        ("Actions", _in_words(result.actions)),
        ("Milestones", _in_words(result.totals.milestones)),
        ("Stages", _in_words(result.totals.stages)),
        ("Duties", _in_words(result.totals.duties)),
        ("Actions as a whole", _in_words(result.totals.whole_actions)),
    ]
    shown = document(
        plan.title,
        f"{plan.authority}, {words.day(plan.dated)}. As of {words.day(question.selection.as_of)}"
        f"{tracked.scope(question)}:",
        Facts(pairs),
        *_priorities(result),
        leads.table(result.leads, "By lead (joint ones count for each)", brief=True),
        tracked.brief(result.next, "Next", "Nothing falls due within a year."),
        *states.legend(result.next),
    )
    calendar = [Section("", "Calendar", list(result.calendar))] if result.calendar else []
    return shown._replace(sections=[*shown.sections, *calendar])


def _in_words(counts: StateCounts) -> str:
    """74: 9 overdue, 27 falling due, 30 to come."""
    if not counts.total:
        return "none"
    parts = []
    for state, said in words.STATES.items():
        number = getattr(counts, state)
        if number:
            late = f" ({counts.late} late)" if state == "done" and counts.late else ""
            parts.append(f"{number} {said}{late}")
    return f"{counts.total}: {words.join(parts)}"


def _priorities(result: Status) -> list[Part]:
    """A row for each priority and one for all of them, each with a bar of its milestones."""
    columns = (
        Column("Priority", "id"),
        Column("What is to improve", "brief"),
        Column("Actions", "number", spare=True),
        Column("Milestones", "number"),
        Column("Done", "number"),
        Column("Overdue", "number"),
        Column("", "bar"),
    )
    rows = [
        _totals(priority.priority, priority.title, priority.actions, priority.milestones)
        for priority in result.priorities
    ]
    if len(rows) > 1:
        rows.append(_totals("All", "", result.actions, result.totals.milestones)._replace(strong=True))
    table = Table(columns, rows, "By priority", "No priority holds what was asked about.")
    twice = sum(priority.milestones.total for priority in result.priorities) > result.totals.milestones.total
    note = "A milestone that stands in two priorities counts in each of them, and once in all."
    return [table, bars.LEGEND, *([note] if twice else [])] if rows else [table]


def _totals(name: str, title: str, actions: StateCounts, milestones: StateCounts) -> Row:
    numbers = actions.total, milestones.total, milestones.done, milestones.overdue
    return Row((Ids((name,)), title, *numbers, bars.of_states(milestones)))


COLUMNS: Final[Columns[PriorityTotals]] = (
    text("priority", lambda row: row.priority),
    text("title", lambda row: row.title),
    number("actions", lambda row: row.actions.total),
    number("actions_done", lambda row: row.actions.done),
    number("actions_overdue", lambda row: row.actions.overdue),
    number("milestones", lambda row: row.milestones.total),
    number("milestones_done", lambda row: row.milestones.done),
    number("milestones_overdue", lambda row: row.milestones.overdue),
)


def records(question: Question, result: Status) -> Records[PriorityTotals]:
    calendar: dict[str, Json] = {"calendar": list(result.calendar)} if result.calendar else {}
    return records_of(
        question,
        "status",
        COLUMNS,
        result.priorities,
        totals={
            "actions": counts_record(result.actions),
            **{kind: counts_record(counts) for kind, counts in result.totals._asdict().items()},
        },
        leads=[record(leads.COLUMNS, lead) for lead in result.leads],
        next=[record(TRACKED, row) for row in result.next],
        **calendar,
    )


VIEW: Final = View(page, records)
