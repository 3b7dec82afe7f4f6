"""The sections that come first: what is overdue, falls due soon, has slipped, or is rated well though late."""

from __future__ import annotations

from si_plan.documents import words
from si_plan.documents.blocks import Column, Ids, Row, Section, Table
from si_plan.reports import phrases
from si_plan.reports.rows import Rated, Report, Slipped


def overdue(report: Report) -> Section:
    rows = [phrases.tracked_row(row) for row in report.overdue]
    on = words.day(report.as_of)
    caption = f"Open on {on} with the deadline passed, the longest overdue first"
    table = Table(phrases.TRACKED, rows, "", f"Nothing is overdue on {on}.", caption, "overdue")
    return Section("overdue", "Overdue", [table, *phrases.legend(report.overdue)])


def due(report: Report) -> Section:
    rows = [phrases.tracked_row(row) for row in report.due]
    span = phrases.before(report.until)
    caption = f"Open, with a deadline that runs out {span}, the earliest first"
    title = "Due before the next meeting" if report.until.kind == "meeting" else f"Due {span}"
    table = Table(phrases.TRACKED, rows, "", f"Nothing falls due {span}.", caption, "due")
    return Section("due", title, [table, *phrases.legend(report.due)])


def slipped(report: Report) -> Section:
    columns = (
        phrases.ID,
        Column("What shows it is done", "text", 26),
        phrases.LEAD,
        Column("Promised", "date", 9),
        Column("Deadline then", "date", 9),
        Column("Deadline now", "date", 9),
        Column("Slipped by days", "number", 7),
        Column("Why", "text", 18),
        Column("Approved by", "lead", 9),
    )
    span = phrases.since(report.since)
    title = "Slipped since the last meeting" if report.since.kind == "meeting" else f"Slipped {span}"
    caption = f"What is due later than promised, by moves {span}, the longest slip first"
    rows = [_slip_row(slip) for slip in report.slipped]
    table = Table(columns, rows, "", f"No deadline has slipped {span}.", caption, "slipped")
    return Section("slipped", title, [table])


def _slip_row(slip: Slipped) -> Row:
    row = slip.row
    return Row(
        (
            Ids((row.id,)),
            row.text,
            words.leads(row.leads),
            slip.promised,
            slip.former,
            row.due,
            slip.days,
            phrases.reason_or_notes(slip.said, reason=True) or "no reason recorded",
            words.leads(slip.approved_by) or "not recorded",
        )
    )


def ratings(report: Report) -> Section:
    columns = (
        phrases.ID,
        Column("What is rated", "text", 32),
        phrases.LEAD,
        Column("Rating", "text", 16),
        Column("Rated on", "date", 10),
        Column("Overdue in it", "id", 12),
        Column("Note", "text", 20),
    )
    rows = [_rated_row(rated) for rated in report.rated_well_though_late]
    empty = "Nothing is rated well that is late." if report.details.ratings else "The plan has no rating scheme."
    caption = "The rating says that all is well, and a deadline has passed"
    return Section("ratings", "Rated well though late", [Table(columns, rows, "", empty, caption, "ratings")])


def _rated_row(rated: Rated) -> Row:
    return Row(
        (
            Ids((rated.id,)),
            rated.text,
            words.leads(rated.leads),
            rating_in_words(rated),
            rated.entry.on,
            Ids(tuple(row.id for row in rated.overdue)),
            phrases.reason_or_notes(rated.said),
        )
    )


def rating_in_words(rated: Rated) -> str:
    """A rating with what it means: `green: On course`."""
    return f"{rated.rating.code}: {rated.rating.title}"
