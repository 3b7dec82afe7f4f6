"""`siplan timeline`."""

from __future__ import annotations

from typing import Any, Final

from si_plan.formats import words
from si_plan.formats.page import Column, Heading, Listing, Page
from si_plan.formats.pictures import Chart, Strip
from si_plan.formats.records import Answer, counts_record, numbers_record
from si_plan.formats.records import answer as answer_of
from si_plan.formats.views import View
from si_plan.formats.views.tracked import scope
from si_plan.queries.selection import Question
from si_plan.queries.timeline import Lane, Moment, Timeline

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


def page(question: Question, result: Timeline) -> Page:
    as_of = question.selection.as_of
    heading = f"Deadlines by quarter, on {words.day(as_of)}{scope(question)}"
    if not result.lanes:
        return Page([Heading(heading), "Nothing in the plan answers to that."])
    counted = words.numbers(result.totals.numbers)
    picture = Chart(as_of, _strips(result.lanes), _listing(result.lanes))
    return Page([Heading(f"{heading}: {counted}"), picture])


def _strips(result: list[Lane]) -> tuple[Strip, ...]:
    """A strip for each lane, those of a priority under its title."""
    strips: list[Strip] = []
    before = ""
    for lane in result:
        if lane.kind != "priority" and lane.priority != before:
            before = lane.priority
            strips.append(Strip(lane.priority, lane.priority_title, strong=True))
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
        Column("Milestones done", "id"),
        Column("State", "state"),
    )
    rows: list[tuple[str, ...]] = [
        (
            lane.id,
            lane.text,
            words.day_short(lane.begins) if lane.begins else "–",
            words.day_short(lane.moments[0].latest) if lane.moments else "–",
            words.day_short(lane.moments[-1].latest) if lane.moments else "–",
            f"{lane.counts.done} of {lane.counts.total}" if lane.counts.total else "–",
            words.STATE_WORDS[lane.state],
        )
        for lane in result
    ]
    return Listing(columns, rows)


def answer(question: Question, result: Timeline) -> Answer:
    rows = [_record(lane) for lane in result.lanes]
    return answer_of(question, "timeline", rows, COLUMNS, counts=numbers_record(result.totals.numbers))


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


VIEW: Final = View(page, answer)
