"""The sheets with a row for each thing tracked: all of it, what is overdue, what falls due, by lead, by rating."""

from __future__ import annotations

from si_plan.documents import words
from si_plan.formats.reports import phrases
from si_plan.formats.reports.xlsx.fields import ID, KIND, LEAD, TRACKED, Field, Sheet, Value, tracked, tracked_cells
from si_plan.queries.report.rows import Report


def overdue(report: Report) -> Sheet:
    about = f"Open on {words.day(report.as_of)} with the deadline passed, the longest overdue first"
    return Sheet("Overdue", about, TRACKED, tracked(report, report.overdue))


def due(report: Report) -> Sheet:
    about = f"Open, with a deadline that runs out {phrases.before(report.until)}, the earliest first"
    return Sheet("Due", about, TRACKED, tracked(report, report.due))


def ratings(report: Report) -> Sheet:
    fields = (
        ID,
        KIND,
        Field("What is rated", "text", 56),
        LEAD,
        Field("Rating", "short", 12),
        Field("Rating in full", "text", 24),
        Field("Rated on", "date", 13),
        Field("Rated by", "short", 10),
        Field("Overdue in it", "short", 20),
        Field("Note", "text", 36),
    )
    rows: list[tuple[Value, ...]] = [
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
    return Sheet("Rated well though late", "The rating says that all is well, and a deadline has passed", fields, rows)


def plan(report: Report) -> Sheet:
    rows = [row for part in report.plan for action in part.actions for row in action.rows]
    return Sheet(
        "All milestones",
        "Everything tracked, in the plan's order: milestones, stages and duties (the column Kind tells them apart), "
        "and actions as a whole that have no milestones, or dates of their own",
        TRACKED,
        tracked(report, rows),
    )


def leads(report: Report) -> Sheet:
    fields = (Field("Led by", "short", 10), Field("Lead in full", "text", 30), *TRACKED)
    rows: list[tuple[Value, ...]] = [
        (part.role.code, part.role.title, *tracked_cells(report, row)) for part in report.leads for row in part.rows
    ]
    return Sheet(
        "By lead", "Everything tracked once for each of its leads: what is led jointly is repeated", fields, rows
    )
