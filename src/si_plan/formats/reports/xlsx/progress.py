"""The sheets that count: progress by priority and by area, the success measures."""

from __future__ import annotations

from typing import Final

from si_plan.formats import targets
from si_plan.formats.reports.xlsx.fields import ID, Field, Sheet, State, Value, written
from si_plan.queries.measures import TargetRow
from si_plan.queries.report.rows import PriorityProgress, Report


def priorities(report: Report) -> Sheet:
    fields = (
        Field("Priority", "id", 9),
        Field("What is to improve", "text", 60),
        *(Field(name, "number", 11) for name in _COUNTS),
        Field("Rating", "short", 12),
    )
    rows = [_priority(one) for one in report.priorities]
    about = "Actions and milestones of each priority by state; a milestone that stands in two of them counts in each"
    return Sheet("Priorities", about, fields, rows)


_COUNTS: Final = (
    "Actions",
    "Actions done",
    "Milestones",
    "Done",
    "Of them late",
    "Overdue",
    "Falling due",
    "To come",
    "Ongoing",
    "No date",
    "Cancelled",
)


def _priority(one: PriorityProgress) -> tuple[Value, ...]:
    counts = one.milestones
    return (
        *(one.id, one.title, one.actions.total, one.actions.done),
        *(counts.total, counts.done, counts.late, counts.overdue, counts.in_window, counts.upcoming),
        *(counts.ongoing, counts.undated, counts.cancelled),
        one.rating.code if one.rating is not None else None,
    )


def coverage(report: Report) -> Sheet:
    shown = [one.priority for one in report.matrix]
    fields = (
        Field("Area", "id", 7),
        Field("What Ofsted asks for", "text", 60),
        *(Field(name, "number", 11) for name in ("Actions", "Milestones", "Done", "Overdue", "No date")),
        *(Field(f"Actions in priority {priority}", "number", 11) for priority in shown),
    )
    rows: list[tuple[Value, ...]] = [
        (
            *(one.area, one.title, one.actions, one.milestones),
            *(one.milestones_done, one.milestones_overdue, one.milestones_undated),
            *(row.actions.get(one.area, 0) for row in report.matrix),
        )
        for one in report.areas
    ]
    return Sheet("Coverage", "What answers each area that Ofsted named, and in which priorities", fields, rows)


def measures(report: Report) -> Sheet:
    fields = (
        ID,
        Field("Measure", "text", 34),
        Field("Whose results", "text", 28),
        Field("What is measured", "text", 28),
        Field("Target", "text", 28),
        Field("By", "short", 11),
        Field("Latest day", "date", 13),
        Field("Provisional", "short", 11),
        Field("Reading of", "short", 12),
        Field("Value", "number", 9),
        Field("Comparator", "number", 13),
        Field("Rank", "number", 7),
        Field("Of", "number", 7),
        Field("Result", "state", 13),
        Field("How it comes about", "text", 50),
        Field("Source", "text", 30),
        Field("Baseline in words", "text", 34),
    )
    rows = [_target(row) for row in report.measures]
    return Sheet("Measures", "Success measures: each target, its latest reading, how it stands", fields, rows)


def _target(row: TargetRow) -> tuple[Value, ...]:
    target, found = row.target, row.assessment
    reading = found.latest.reading if found.latest is not None else None
    return (
        target.id,
        f"{row.measure.id} {row.measure.title}",
        target.cohort,
        target.indicator,
        targets.in_words(target),
        written(target.by),
        target.by.latest if target.by is not None else None,
        "yes" if target.provisional else "no",
        *((reading.period, reading.value, reading.comparator, reading.rank, reading.of) if reading else _NO_READING),
        State(targets.SHADES[found.verdict], targets.VERDICT_WORDS[found.verdict]),
        targets.why(row),
        reading.source if reading else None,
        row.measure.baseline,
    )


_NO_READING: Final = (None,) * 5
