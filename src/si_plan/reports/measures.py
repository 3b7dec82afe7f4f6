"""The section on success measures: each target, its latest reading, and how it stands."""

from __future__ import annotations

from typing import Final

from si_plan.documents.blocks import Column, Group, Row, Section, Table
from si_plan.queries.measures import TargetRow
from si_plan.reports.rows import Report
from si_plan.views import measures as view
from si_plan.views import targets

_COLUMNS: Final = (
    Column("ID", "id", 7),
    Column("What is measured", "text", 26),
    Column("Target", "text", 18),
    Column("By", "date", 9),
    Column("Latest reading", "text", 16),
    Column("Result", "state", 10),
    Column("How it comes about", "text", 22),
)


def measures(report: Report) -> Section:
    rows: list[Row | Group] = []
    for place, row in enumerate(report.measures):
        if place == 0 or row.measure is not report.measures[place - 1].measure:
            measure = row.measure
            lines = (f"Baseline in words: {measure.baseline}",) if measure.baseline else ()
            rows.append(Group(measure.id, f"{measure.id} {measure.title}", lines))
        rows.append(_target(row))
    caption = "Success measures: the latest reading of each target, and how it stands"
    table = Table(_COLUMNS, rows, "", "This part of the plan serves no success measure.", caption, "measures")
    said = [view.counts(report.measures), *view.notes(report.measures)] if report.measures else []
    return Section("measures", "Success measures", [*said, table])


def _target(row: TargetRow) -> Row:
    target, found = row.target, row.assessment
    return Row(
        (
            target.id,
            f"{target.cohort}: {target.indicator}",
            targets.in_words(target),
            target.by,
            targets.reading(found.latest) if found.latest else "no reading",
            targets.mark(found.verdict),
            targets.why(row) if row.readings else None,
        ),
        anchor=target.id,
    )
