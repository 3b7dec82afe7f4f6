"""The sections that come first: what is overdue, is due soon, has moved, or is rated well but overdue.

Each is one line where there is nothing to show.
"""

from __future__ import annotations

from si_plan.documents import words
from si_plan.documents.blocks import Column, Ids, Part, Row, Section, Table
from si_plan.reports import phrases
from si_plan.reports.rows import Rated, Report, Slipped, TermRatings
from si_plan.views import ratings as marks


def overdue(report: Report) -> Section | str:
    on = words.day(report.as_of)
    if not report.overdue:
        return f"Nothing is overdue on {on}."
    rows = [phrases.tracked_row(report, row) for row in report.overdue]
    caption = f"Open on {on} with the deadline passed, the longest overdue first"
    table = Table(phrases.TRACKED, rows, "", "", caption, "overdue")
    return Section("overdue", "Overdue", [table, *phrases.legend(report.overdue)])


def due(report: Report) -> Section | str:
    span = phrases.before(report.until)
    if not report.due:
        return f"Nothing is due {span}."
    rows = [phrases.tracked_row(report, row) for row in report.due]
    caption = f"Open, with a deadline that runs out {span}, the earliest first"
    title = "Due before the next meeting" if report.until.kind == "meeting" else f"Due {span}"
    table = Table(phrases.TRACKED, rows, "", "", caption, "due")
    return Section("due", title, [table, *phrases.legend(report.due)])


def slipped(report: Report) -> Section | str:
    columns = (
        phrases.ID,
        phrases.TEXT._replace(width=26),
        phrases.LEAD,
        Column("Promised", "date", 9),
        Column("Before", "date", 9),
        Column("Now", "date", 9),
        Column("Days later", "number", 7),
        Column("Moved", "text", 9),
        Column("Why", "text", 18),
        Column("Approved by", "lead", 12),
    )
    span = phrases.since(report.since)
    nothing = f"No deadline has moved later {span}."
    if not report.slipped and not report.recounted:
        return nothing
    title = "Moved since the last meeting" if report.since.kind == "meeting" else f"Moved {span}"
    caption = f"Deadlines moved later {span}, the furthest first"
    rows = [_slip_row(report, slip) for slip in report.slipped]
    slips: Part = Table(columns, rows, "", "", caption, "slipped") if rows else nothing
    return Section("slipped", title, [slips, *_recounted(report, span)])


def _recounted(report: Report, span: str) -> list[Part]:
    """What moved with the event that it counts from, which is no slip."""
    columns = (
        phrases.ID,
        phrases.TEXT,
        phrases.LEAD,
        Column("Before", "date", 10),
        Column("Now", "date", 10),
        Column("Counts", "text", 24),
    )
    rows = [
        Row(
            (
                Ids((one.row.id,)),
                one.row.text,
                phrases.leads(report, one.row.leads),
                one.former or "waiting",
                one.row.due or "waiting",
                one.counts,
            )
        )
        for one in report.recounted
    ]
    caption = f"Deadlines that moved with their event or the calendar {span}, which are no slips"
    return [Table(columns, rows, "", "", caption, "recounted")] if rows else []


def _times(slip: Slipped) -> str:
    """How often it moved in all: twice, overdue when moved."""
    often = {1: "once", 2: "twice"}.get(slip.times, f"{slip.times} times")
    return f"{often}, when already overdue" if slip.moved_overdue else often


def _slip_row(report: Report, slip: Slipped) -> Row:
    row = slip.row
    return Row(
        (
            Ids((row.id,)),
            row.text,
            phrases.leads(report, row.leads),
            slip.promised,
            slip.former,
            row.due,
            slip.days,
            _times(slip),
            phrases.reason_or_notes(slip.said, reason=True) or "no reason recorded",
            phrases.leads(report, slip.approved_by) if slip.approved_by else "not recorded",
        )
    )


def ratings(report: Report) -> Section | str:
    title = phrases.rated_title(report)
    terms = [_by_term(report.by_term)] if report.by_term is not None else []
    if not report.rated_well_though_late:
        nothing = f"{title}: nothing."
        return Section("ratings", "Ratings", [nothing, *terms]) if terms else nothing
    columns = (
        phrases.ID,
        Column("What is rated", "text", 32),
        phrases.LEAD,
        Column("Rating", "text", 16),
        Column("Rated on", "date", 10),
        Column("Overdue in it", "id", 12),
        Column("Note", "text", 20),
    )
    rows = [_rated_row(report, rated) for rated in report.rated_well_though_late]
    caption = "The rating says that all is well, and a deadline has passed"
    return Section("ratings", title, [Table(columns, rows, "", "", caption, "ratings"), *terms])


def _by_term(found: TermRatings) -> Table:
    terms = [Column(f"{title[:1].upper()}{title[1:]}", "text", 12) for title in found.terms.values()]
    rows = [
        Row((Ids((identity,)), text, *(marks.mark(own[name]) if name in own else None for name in found.terms)))
        for identity, text, own in found.rows
    ]
    columns = (phrases.ID, Column("What is rated", "text", 32), *terms)
    return Table(columns, rows, "", "", "The last rating for each term", "ratings-by-term")


def _rated_row(report: Report, rated: Rated) -> Row:
    return Row(
        (
            Ids((rated.id,)),
            rated.text,
            phrases.leads(report, rated.leads) if rated.kind != "priority" else None,
            rating_in_words(rated),
            rated.entry.on,
            Ids(tuple(row.id for row in rated.overdue)),
            phrases.reason_or_notes(rated.said),
        )
    )


def rating_in_words(rated: Rated) -> str:
    """A rating with what it means: `green: On course`."""
    return f"{rated.rating.code}: {rated.rating.title}"
