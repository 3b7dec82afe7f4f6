"""`siplan timeline`."""

from __future__ import annotations

from typing import Any, Final

from si_plan.formats import words
from si_plan.formats.page import Column, Heading, Listing, Page
from si_plan.formats.pictures import Chart, Strip
from si_plan.formats.records import Answer, Question, counts_record
from si_plan.formats.records import answer as answer_of
from si_plan.formats.views.tracked import scope
from si_plan.queries.timeline import Lane, Moment

COLUMNS: Final = (
    "kind",
    "id",
    "priority",
    "text",
    "leads",
    "begins",
    "first",
    "last",
    "state",
    "milestones",
    "done",
    "overdue",
    "open",
)


def page(question: Question, result: list[Lane]) -> Page:
    as_of = question.selection.as_of
    heading = Heading(f"Deadlines by quarter, on {words.day(as_of)}{scope(question)}")
    if not result:
        return Page([heading, "Nothing in the plan answers to that."])
    return Page([heading, Chart(as_of, _strips(question, result), _listing(result))])


def _strips(question: Question, result: list[Lane]) -> tuple[Strip, ...]:
    """A strip for each lane, those of a priority under its title."""
    titles = {one.id: one.title for one in question.plan.priorities}
    strips: list[Strip] = []
    before = ""
    for lane in result:
        if lane.kind != "priority" and lane.priority != before:
            before = lane.priority
            strips.append(Strip(lane.priority, titles[lane.priority], strong=True))
        marks = tuple((moment.latest, mark(moment)) for moment in lane.moments)
        note = words.STATE_WORDS[lane.state] if not marks else ""
        strips.append(Strip(lane.id, lane.text, lane.begins, marks, note))
    return tuple(strips)


def mark(moment: Moment) -> str:
    """Which mark a deadline has: done, late, overdue, cancelled or open."""
    if moment.state == "done":
        return "late" if moment.late else "done"
    return moment.state if moment.state in ("overdue", "cancelled") else "open"


def _listing(result: list[Lane]) -> Listing:
    """What the picture shows, where none can be drawn: a lane a row."""
    columns = (
        Column("ID", "id"),
        Column("What is to be done"),
        Column("From", "date"),
        Column("First due", "date"),
        Column("Last due", "date"),
        Column("Done", "id"),
        Column("State", "state"),
    )
    rows: list[tuple[str, ...]] = [
        (
            lane.id,
            lane.text,
            words.day_short(lane.begins) if lane.begins else "–",
            words.day_short(lane.moments[0].latest) if lane.moments else "–",
            words.day_short(lane.moments[-1].latest) if lane.moments else "–",
            f"{lane.counts.done} of {lane.counts.total}",
            words.STATE_WORDS[lane.state],
        )
        for lane in result
    ]
    return Listing(columns, rows)


def answer(question: Question, result: list[Lane]) -> Answer:
    return answer_of(question, "timeline", [_record(lane) for lane in result], COLUMNS)


def _record(lane: Lane) -> dict[str, Any]:
    days = [moment.latest.isoformat() for moment in lane.moments]
    return {
        "kind": lane.kind,
        "id": lane.id,
        "priority": lane.priority,
        "text": lane.text,
        "leads": list(lane.leads),
        "begins": lane.begins.isoformat() if lane.begins else None,
        "first": days[0] if days else None,
        "last": days[-1] if days else None,
        "state": lane.state,
        "milestones": lane.counts.total,
        "done": lane.counts.done,
        "overdue": lane.counts.overdue,
        "open": lane.counts.open,
        "by_state": counts_record(lane.counts),
        "deadlines": [
            {"id": one.id, "latest": one.latest.isoformat(), "state": one.state, "late": one.late}
            for one in lane.moments
        ],
    }
