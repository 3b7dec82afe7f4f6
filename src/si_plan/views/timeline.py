"""`siplan status --timeline`."""

from __future__ import annotations

from typing import Final

from si_plan.dates.reduced import ReducedDate
from si_plan.documents import pictures, words
from si_plan.documents.blocks import Column, Document, Ids, Mark, Row, Table, document
from si_plan.documents.records import Columns, Records, day, flag, integer, nested, record, text, texts
from si_plan.queries.selection import Question
from si_plan.queries.timeline import Lane, Moment, Timeline
from si_plan.views import View, states
from si_plan.views.records import counts_record, numbers_record, records_of, with_refs
from si_plan.views.tracked import scope


def page(question: Question, result: Timeline) -> Document:
    as_of = question.selection.as_of
    heading = f"Deadlines by quarter, on {words.day(as_of)}{scope(question)}"
    if not result.lanes:
        return document(heading, "Nothing in the plan fits that.")
    counted = states.numbers(result.totals.numbers)
    picture = pictures.Timeline(as_of, _lanes(result.lanes), table=_table(result.lanes))
    return document(f"{heading}: {counted}", picture)


def _lanes(result: list[Lane]) -> list[pictures.Lane]:
    """A drawn lane for each lane of the result, under a lane with the title of their priority."""
    lanes: list[pictures.Lane] = []
    before = ""
    for lane in result:
        if lane.kind != "priority" and lane.priority != before:
            before = lane.priority
            lanes.append(pictures.Lane(lane.priority, lane.priority, lane.priority_name, strong=True))
        moments = [_moment(moment) for moment in lane.moments]
        note = _state(lane) if not moments else ""
        lanes.append(pictures.Lane(lane.id, lane.id, lane.label or lane.text, moments, begins=lane.begins, note=note))
    return lanes


def _moment(moment: Moment) -> pictures.Moment:
    late = moment.state == "done" and moment.late
    day = moment.latest
    mark = Mark(states.SHADES[moment.state], "done late" if late else words.STATES[moment.state])
    return pictures.Moment(moment.id, "", ReducedDate(day.year, day.month, day.day), mark, late)


def _state(lane: Lane) -> str:
    waits_for = words.join(lane.waits_for) if lane.state == "undated" and lane.waits_for else None
    return words.state(lane.state, False, None, waits_for)


def _table(result: list[Lane]) -> Table:
    """The table for formats that cannot draw the picture: a row for each lane."""
    columns = (
        Column("ID", "id"),
        Column("What is to be done"),
        Column("From", "date"),
        Column("First due", "date"),
        Column("Last due", "date"),
        Column("Milestones done", "id"),
        Column("State", "state"),
    )
    rows = [
        Row(
            (
                Ids((lane.id,)),
                lane.text,
                lane.begins or "–",
                lane.moments[0].latest if lane.moments else "–",
                lane.moments[-1].latest if lane.moments else "–",
                f"{lane.counts.done} of {lane.counts.total}" if lane.counts.total else "–",
                Mark(states.SHADES[lane.state], _state(lane)),
            )
        )
        for lane in result
    ]
    return Table(columns, rows)


MOMENT: Final[Columns[Moment]] = (
    text("id", lambda moment: moment.id),
    day("latest", lambda moment: moment.latest),
    text("state", lambda moment: moment.state),
    flag("late", lambda moment: moment.late),
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
    integer("milestones", lambda lane: lane.counts.total),
    integer("done", lambda lane: lane.counts.done),
    integer("overdue", lambda lane: lane.counts.overdue),
    integer("open", lambda lane: lane.counts.open),
    nested("by_state", lambda lane: counts_record(lane.counts)),
    nested("deadlines", lambda lane: [record(MOMENT, moment) for moment in lane.moments]),
    text("label", lambda lane: lane.label),
    texts("waits_for", lambda lane: lane.waits_for),
)


def records(question: Question, result: Timeline) -> Records[Lane]:
    columns = with_refs(question, COLUMNS, lambda lane: lane.id)
    return records_of(question, "timeline", columns, result.lanes, counts=numbers_record(result.totals.numbers))


VIEW: Final = View(page, records)
