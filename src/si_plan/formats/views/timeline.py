"""`siplan timeline`."""

from __future__ import annotations

from typing import Final

from si_plan.formats import words
from si_plan.formats.page import Column, Heading, Listing, Page
from si_plan.formats.pictures import Chart, Strip
from si_plan.formats.records import (
    Columns,
    Records,
    counts_record,
    day,
    flag,
    nested,
    number,
    numbers_record,
    record,
    records_of,
    text,
    texts,
)
from si_plan.formats.views import View
from si_plan.formats.views.tracked import scope
from si_plan.queries.selection import Question
from si_plan.queries.timeline import Lane, Moment, Timeline


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


MOMENT: Final[Columns[Moment]] = (
    text("id", lambda one: one.id),
    day("latest", lambda one: one.latest),
    text("state", lambda one: one.state),
    flag("late", lambda one: one.late),
)
COLUMNS: Final[Columns[Lane]] = (
    text("kind", lambda lane: lane.kind),
    text("id", lambda lane: lane.id),
    text("priority", lambda lane: lane.priority),
    text("text", lambda lane: lane.text),
    texts("leads", lambda lane: lane.leads),
    day("begins", lambda lane: lane.begins),
    day("first", lambda lane: lane.moments[0].latest if lane.moments else None),
    day("last", lambda lane: lane.moments[-1].latest if lane.moments else None),
    text("state", lambda lane: lane.state),
    number("milestones", lambda lane: lane.counts.total),
    number("done", lambda lane: lane.counts.done),
    number("overdue", lambda lane: lane.counts.overdue),
    number("open", lambda lane: lane.counts.open),
    nested("by_state", lambda lane: counts_record(lane.counts)),
    nested("deadlines", lambda lane: [record(MOMENT, one) for one in lane.moments]),
)


def records(question: Question, result: Timeline) -> Records[Lane]:
    return records_of(question, "timeline", COLUMNS, result.lanes, counts=numbers_record(result.totals.numbers))


VIEW: Final = View(page, records)
