"""`siplan status`: the plan on one screen."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from si_plan.documents import words
from si_plan.documents.blocks import Column, Document, Facts, Ids, Part, Row, Section, Table, document
from si_plan.documents.records import Columns, Json, Records, integer, record, text
from si_plan.queries.counting import StateCounts, Totals
from si_plan.queries.lines import QUIET, LinesBy
from si_plan.queries.selection import Question
from si_plan.queries.status import PriorityTotals, Status
from si_plan.views import View, bars, brief, costs, leads, lines, ratings, tracked
from si_plan.views.records import TRACKED, counts_record, records_of_all, with_refs


def page(question: Question, result: Status) -> Document:
    on = words.day(question.selection.as_of)
    across = question.across
    pairs = [
        ("Plans", lines.quiet_in_words(result.quiet, len(across.members)) if across is not None else ""),
        ("Due by now", _past(result.brief.past)),
        ("Actions", _in_words(result.actions)),
        ("Actions rated", ratings.in_numbers(result.ratings, result.actions.total)),
        ("Also tracked", _others(result.totals)),
        ("Cost", costs.in_words(result.costs) if result.costs else ""),
        *brief.overdue_and_next(result.brief),
    ]
    shown = document(
        f"{question.plan.title} on {on}{tracked.filters(question)}",
        brief.headline(result.brief, question.selection.as_of),
        Facts([(label, text) for label, text in pairs if text], brief=(brief.NEXT,)),
        *(_priorities(result) if result.by is None else _lines(question, result, result.by)),
    )
    calendar = [Section("", "Calendar", list(result.calendar))] if result.calendar else []
    return shown._replace(sections=[*shown.sections, *calendar])


def _past(counts: StateCounts) -> str:
    """8 of 31 milestones done (25%), 23 overdue."""
    if not counts.total:
        return "no milestone yet"
    share = words.percent(counts.done, counts.total)
    overdue = f", {counts.overdue} overdue" if counts.overdue else ""
    return f"{counts.done} of {words.count(counts.total, 'milestone')} done ({share}){overdue}"


def _in_words(counts: StateCounts) -> str:
    """34: 9 overdue, 12 to come."""
    if not counts.total:
        return ""
    parts = []
    for state, said in words.STATES.items():
        number = getattr(counts, state)
        if number:
            late = f" ({counts.late} late)" if state == "done" and counts.late else ""
            parts.append(f"{number} {said}{late}")
    return f"{counts.total}: {words.join(parts)}"


def _others(totals: Totals) -> str:
    """5 stages, 1 overdue; 5 duties."""
    kinds = (
        (totals.stages, "stage", None),
        (totals.duties, "duty", "duties"),
        (totals.whole_actions, "action as a whole", "actions as a whole"),
    )
    return "; ".join(
        words.count(counts.total, one, many) + (f", {counts.overdue} overdue" if counts.overdue else "")
        for counts, one, many in kinds
        if counts.total
    )


def _priorities(result: Status) -> list[Part]:
    """A row for each priority and one for all of them, each with a bar of its milestones."""
    columns = (
        Column("", "id"),
        Column("Priority", "brief"),
        Column("Actions", "number", spare=True),
        Column("Overdue", "number"),
        Column("Done", "number"),
        Column("", "bar"),
        Column("", "number"),
    )
    rows = [
        _totals(priority.priority, priority.label or priority.title, priority.actions, priority.milestones)
        for priority in result.priorities
    ]
    if len(rows) > 1:
        twice = sum(priority.milestones.total for priority in result.priorities) > result.totals.milestones.total
        once = "each milestone once" if twice else ""
        rows.append(_totals("All", once, result.actions, result.totals.milestones)._replace(strong=True))
    table = Table(columns, rows, "", "No priority holds what was asked about.")
    return ["", table, bars.LEGEND] if rows else [table]


def _lines(question: Question, result: Status, by: LinesBy) -> list[Part]:
    """A row for each plan, or for what else is asked for, and one for all of them."""
    table = lines.table(result, by, question.selection.as_of)
    return ["", table, bars.LEGEND, *lines.note(by)] if result.lines else [table]


def _totals(name: str, title: str, actions: StateCounts, milestones: StateCounts) -> Row:
    numbers = actions.total, milestones.overdue, f"{milestones.done} of {milestones.total}"
    share = words.percent(milestones.done, milestones.total)
    return Row((Ids((name,)), title, *numbers, bars.of_states(milestones), share))


COLUMNS: Final[Columns[PriorityTotals]] = (
    text("priority", lambda row: row.priority),
    text("title", lambda row: row.title),
    integer("actions", lambda row: row.actions.total),
    integer("actions_done", lambda row: row.actions.done),
    integer("actions_overdue", lambda row: row.actions.overdue),
    integer("milestones", lambda row: row.milestones.total),
    integer("milestones_done", lambda row: row.milestones.done),
    integer("milestones_overdue", lambda row: row.milestones.overdue),
    text("label", lambda row: row.label),
)


def records(question: Question, result: Status) -> Records[Any]:
    more: dict[str, Json] = {"calendar": list(result.calendar)} if result.calendar else {}
    if result.costs is not None:
        more["cost"] = costs.record_of(result.costs)
    if result.brief.waiting:
        more["waiting"] = result.brief.waiting
    if result.ratings:
        more["action_ratings"] = [{"code": grade.code, "actions": number} for grade, number in result.ratings]
    columns: Columns[Any] = with_refs(question, COLUMNS, lambda row: row.priority)
    rows: Sequence[Any] = result.priorities
    if result.by is not None:
        more |= {"by": result.by, "quiet": {"days": QUIET.days, "plans": result.quiet}}
        columns, rows = lines.columns(question, result.by), result.lines
    return records_of_all(
        question,
        "status",
        columns,
        rows,
        totals={
            "actions": counts_record(result.actions),
            **{kind: counts_record(counts) for kind, counts in result.totals._asdict().items()},
        },
        leads=[record(leads.COLUMNS, lead) for lead in result.leads],
        due_by_now=counts_record(result.brief.past),
        most_overdue=[{"lead": lead, "overdue": overdue} for lead, overdue in result.brief.most_overdue],
        next=[record(TRACKED, row) for row in result.next],
        **more,
    )


VIEW: Final = View(page, records)
