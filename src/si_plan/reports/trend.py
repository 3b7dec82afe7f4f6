"""The section on how milestones stood over time."""

from __future__ import annotations

from si_plan.documents import words
from si_plan.documents.blocks import Column, Row, Section, Shade, Table
from si_plan.documents.pictures import Bar, Bars
from si_plan.queries.trend import TrendRow
from si_plan.reports.rows import Report


def trend(report: Report) -> Section:
    columns = (
        Column("Day", "date", 20),
        *(
            Column(heading, "number", 13)
            for heading in ("Milestones", "Done", "Done late", "Open", "Overdue", "Cancelled")
        ),
    )
    rows = [Row((one.on, one.total, one.done, one.late, one.open, one.overdue, one.cancelled)) for one in report.trend]
    said = "As is known now. What was done late is among what is done, what is overdue among what is open."
    return Section(
        "trend",
        "Over time",
        [
            said,
            Bars("Milestones over time", [_bar(one) for one in report.trend]),
            Table(columns, rows, caption="How the milestones stood at the end of each period", name="trend"),
        ],
    )


def _bar(row: TrendRow) -> Bar:
    numbers: tuple[tuple[Shade, int, str], ...] = (
        ("done", row.done, "done"),
        ("overdue", row.overdue, "overdue"),
        ("open", row.open - row.overdue, "otherwise open"),
        ("cancelled", row.cancelled, "cancelled"),
    )
    parts = tuple((shade, number, f"{number} {said}") for shade, number, said in numbers if number)
    return Bar("", words.day_short(row.on), parts)
