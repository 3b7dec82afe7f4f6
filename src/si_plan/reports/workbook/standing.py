"""The sheets with a row for each thing tracked: all of it, what is overdue, what falls due, by lead, by rating."""

from __future__ import annotations

from si_plan.documents import words
from si_plan.documents.blocks import Cell, Column, Table
from si_plan.reports import phrases
from si_plan.reports.rows import Report
from si_plan.reports.workbook.fields import ID, KIND, LEAD, TRACKED, sheet, tracked, tracked_cells


def overdue(report: Report) -> Table:
    about = f"Open on {words.day(report.as_of)} with the deadline passed, the longest overdue first"
    return sheet("Overdue", about, TRACKED, tracked(report, report.overdue))


def due(report: Report) -> Table:
    about = f"Open, with a deadline that runs out {phrases.before(report.until)}, the earliest first"
    return sheet("Due", about, TRACKED, tracked(report, report.due))


def ratings(report: Report) -> Table:
    fields = (
        ID,
        KIND,
        Column("What is rated", "text", 56),
        LEAD,
        Column("Rating", "text", 12),
        Column("Rating in full", "text", 24),
        Column("Rated on", "date", 13),
        Column("Rated by", "text", 10),
        Column("Overdue in it", "text", 20),
        Column("Note", "text", 36),
    )
    rows: list[tuple[Cell, ...]] = [
        (
            one.id,
            one.kind,
            one.text,
            words.leads(one.leads),
            one.rating.code,
            one.rating.title,
            one.entry.on,
            one.by,
            words.listed(row.id for row in one.overdue),
            phrases.said(one.said),
        )
        for one in report.rated_well_though_late
    ]
    return sheet("Rated well though late", "The rating says that all is well, and a deadline has passed", fields, rows)


def plan(report: Report) -> Table:
    rows = [row for part in report.plan for action in part.actions for row in action.rows]
    return sheet(
        "All milestones",
        "Everything tracked, in the plan's order: milestones, stages and duties (the column Kind tells them apart), "
        "and actions as a whole that have no milestones, or dates of their own",
        TRACKED,
        tracked(report, rows),
    )


def leads(report: Report) -> Table:
    fields = (Column("Led by", "text", 10), Column("Lead in full", "text", 30), *TRACKED)
    rows: list[tuple[Cell, ...]] = [
        (part.role.code, part.role.title, *tracked_cells(report, row)) for part in report.leads for row in part.rows
    ]
    return sheet(
        "By lead", "Everything tracked once for each of its leads: what is led jointly is repeated", fields, rows
    )
