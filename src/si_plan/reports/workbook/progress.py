"""The sheets that count: progress by priority and by area, the success measures."""

from __future__ import annotations

from typing import Final

from si_plan.documents.blocks import Cell, Column, Mark, Table
from si_plan.queries.measures import TargetRow
from si_plan.reports.rows import PriorityProgress, Report
from si_plan.reports.workbook.fields import ID, sheet
from si_plan.views import targets


def priorities(report: Report) -> Table:
    fields = (
        Column("Priority", "id", 9),
        Column("What is to improve", "text", 60),
        *(Column(name, "number", 11) for name in _COUNTS),
        Column("Rating", "text", 12),
    )
    rows = [_priority(one) for one in report.priorities]
    about = "Actions and milestones of each priority by state; a milestone that stands in two of them counts in each"
    return sheet("Priorities", about, fields, rows)


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


def _priority(one: PriorityProgress) -> tuple[Cell, ...]:
    counts = one.milestones
    return (
        *(one.id, one.title, one.actions.total, one.actions.done),
        *(counts.total, counts.done, counts.late, counts.overdue, counts.in_window, counts.upcoming),
        *(counts.ongoing, counts.undated, counts.cancelled),
        one.rating.code if one.rating is not None else None,
    )


def coverage(report: Report) -> Table:
    shown = [one.priority for one in report.matrix]
    fields = (
        Column("Area", "id", 7),
        Column("What Ofsted asks for", "text", 60),
        *(Column(name, "number", 11) for name in ("Actions", "Milestones", "Done", "Overdue", "No date")),
        *(Column(f"Actions in priority {priority}", "number", 11) for priority in shown),
    )
    rows: list[tuple[Cell, ...]] = [
        (
            *(one.area, one.title, one.actions, one.milestones),
            *(one.milestones_done, one.milestones_overdue, one.milestones_undated),
            *(row.actions.get(one.area, 0) for row in report.matrix),
        )
        for one in report.areas
    ]
    return sheet("Coverage", "What answers each area that Ofsted named, and in which priorities", fields, rows)


def measures(report: Report) -> Table:
    fields = (
        ID,
        Column("Measure", "text", 34),
        Column("Whose results", "text", 28),
        Column("What is measured", "text", 28),
        Column("Target", "text", 28),
        Column("By", "text", 11),
        Column("Latest day", "date", 13),
        Column("Provisional", "text", 11),
        Column("Reading of", "text", 12),
        Column("Value", "number", 9),
        Column("Comparator", "number", 13),
        Column("Rank", "number", 7),
        Column("Of", "number", 7),
        Column("Result", "state", 13),
        Column("How it comes about", "text", 50),
        Column("Source", "text", 30),
        Column("Baseline in words", "text", 34),
    )
    rows = [_target(row) for row in report.measures]
    return sheet("Measures", "Success measures: each target, its latest reading, how it stands", fields, rows)


def _target(row: TargetRow) -> tuple[Cell, ...]:
    target, found = row.target, row.assessment
    reading = found.latest.reading if found.latest is not None else None
    return (
        target.id,
        f"{row.measure.id} {row.measure.title}",
        target.cohort,
        target.indicator,
        targets.in_words(target),
        target.by,
        target.by.latest if target.by is not None else None,
        "yes" if target.provisional else "no",
        *((reading.period, reading.value, reading.comparator, reading.rank, reading.of) if reading else _NO_READING),
        Mark(targets.SHADES[found.verdict], targets.VERDICT_WORDS[found.verdict]),
        targets.why(row),
        reading.source if reading else None,
        row.measure.baseline,
    )


_NO_READING: Final = (None,) * 5
