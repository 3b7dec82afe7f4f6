"""The sheets with a row for each tracked record, and the columns that they share."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from si_plan.documents import words
from si_plan.documents.blocks import Cell, Column, Mark, Row, Table
from si_plan.queries.rows import TrackedRow
from si_plan.reports import phrases
from si_plan.reports.rows import Closed, Report, Slipped
from si_plan.views import states


def sheet(name: str, about: str, columns: tuple[Column, ...], rows: Iterable[tuple[Cell, ...]]) -> Table:
    """A sheet from its name, what it shows, its columns (with widths in characters) and its rows."""
    return Table(columns, [Row(row) for row in rows], caption=about, name=name)


ID: Final = Column("ID", "id", 9)
KIND: Final = Column("Kind", "text", 11)
TEXT: Final = Column("What", "text", 56)
LEAD: Final = Column("Lead", "text", 15)
WHEN: Final = Column("When (as written)", "text", 28)
STATE: Final = Column("State", "state", 13)
TRACKED: Final = (
    ID,
    TEXT,
    LEAD,
    Column("Deadline", "text", 13),
    STATE,
    Column("Days overdue", "number", 10),
    Column("Lead in full", "text", 34),
    KIND,
    Column("Occurrence", "text", 14),
    Column("Earliest day", "date", 13),
    Column("Latest day", "date", 13),
    Column("Completed on", "date", 13),
    WHEN,
    Column("Starts", "text", 12),
    Column("Action", "id", 9),
    Column("Priority", "id", 9),
    Column("Areas", "text", 12),
    Column("Same as", "id", 9),
    Column("Rating", "text", 12),
    Column("Basis", "text", 18),
)
"""The columns of a page come first. The deadline is as precise as in the plan; its first and last days are apart."""


def tracked_rows(report: Report, rows: list[TrackedRow]) -> list[tuple[Cell, ...]]:
    """The cells of each row, in the columns `TRACKED`."""
    return [tracked_cells(report, row) for row in rows]


def tracked_cells(report: Report, row: TrackedRow) -> tuple[Cell, ...]:
    rated = report.ratings.get(row.id)
    due = row.due
    return (
        row.id,
        row.text,
        words.leads(row.leads),
        due if row.waits_for is None else f"after {row.waits_for}",
        state(row),
        row.days_overdue,
        phrases.titles(report, row.leads),
        row.kind_in_words,
        _occurrence(row),
        due.earliest if due is not None else None,
        due.latest if due is not None else None,
        row.completed,
        row.when,
        row.starts,
        row.action,
        row.priority,
        words.join(report.refs.of_all(row.areas)),
        row.same_as,
        rated.rating.code if rated is not None else None,
        states.BASIS_WORDS[row.basis] if row.basis is not None else None,
    )


def _occurrence(row: TrackedRow) -> str | None:
    if row.period is None:
        return None
    name = words.period(row.period)
    return name if row.occurrences == 1 else f"{name} ({row.occurrences} times)"


def state(row: TrackedRow) -> Mark:
    """The state in words that are the same for every row in that state, without numbers of days."""
    word = "done late" if row.state == "done" and row.late else words.STATES[row.state]
    word = "waiting" if row.waits_for is not None else word
    return Mark(phrases.SHADES[row.state], word)


def overdue(report: Report) -> Table:
    about = f"Open on {words.day(report.as_of)} with the deadline passed, the longest overdue first"
    return sheet("Overdue", about, TRACKED, tracked_rows(report, report.overdue))


def due(report: Report) -> Table:
    about = f"Open, with a deadline that runs out {phrases.before(report.until)}, the earliest first"
    return sheet("Due", about, TRACKED, tracked_rows(report, report.due))


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
            rated.id,
            rated.kind,
            rated.text,
            words.leads(rated.leads) if rated.kind != "priority" else None,
            rated.rating.code,
            rated.rating.title,
            rated.entry.on,
            rated.by,
            words.join(row.name for row in rated.overdue),
            phrases.reason_or_notes(rated.said),
        )
        for rated in report.rated_well_though_late
    ]
    return sheet("Rated well but overdue", "The rating says that all is well, and a deadline has passed", fields, rows)


def plan(report: Report) -> Table:
    rows = [row for part in report.plan for action in part.actions for row in action.rows]
    return sheet(
        "All milestones",
        "Everything tracked, in the plan's order: milestones, stages and duties (the column Kind tells them apart), "
        "and actions as a whole that have no milestones, or dates of their own",
        TRACKED,
        tracked_rows(report, rows),
    )


def actions(report: Report) -> Table:
    """What the actions say beside their leads and dates: a column for each thing that any of them says."""
    parts = [part for priority in report.plan for part in priority.actions]
    said: list[tuple[Column, list[Cell]]] = [
        (
            Column("Accountable", "text", 15),
            [words.leads(part.accountable) if part.accountable else None for part in parts],
        ),
        (Column("Support", "text", 15), [_names(part.support) for part in parts]),
        (Column("Success", "text", 50), ["; ".join(part.action.success) or None for part in parts]),
        (Column("Monitoring", "text", 50), ["; ".join(part.action.monitoring) or None for part in parts]),
        (Column("Resources", "text", 50), ["; ".join(part.action.resources) or None for part in parts]),
        (Column("Cost in pounds", "number", 12), [_pounds(part.action.cost) for part in parts]),
        (Column("Other columns", "text", 50), [_columns(part.action.extra) for part in parts]),
    ]
    used = [(column, cells) for column, cells in said if any(cell is not None for cell in cells)]
    fields = (ID, Column("Action", "text", 56), LEAD, *(column for column, _ in used))
    rows = [
        (part.action.id, part.action.title, words.leads(part.leads), *(cells[place] for _, cells in used))
        for place, part in enumerate(parts)
    ]
    return sheet("Actions", "What each action says beside its dates", fields, rows if used else [])


def _names(codes: tuple[str, ...]) -> str | None:
    return words.leads(codes) if codes else None


def _columns(extra: Mapping[str, tuple[str, ...]]) -> str | None:
    return "; ".join(f"{column}: {text}" for column, texts in extra.items() for text in texts) or None


def _pounds(cost: str | None) -> Cell:
    """A sum of pounds as a number, which a spreadsheet can add up."""
    return None if cost is None else float(cost) if "." in cost else int(cost)


def leads(report: Report) -> Table:
    fields = (Column("Led by", "text", 10), Column("Role", "text", 30), *TRACKED)
    rows: list[tuple[Cell, ...]] = [
        (words.leads(filter(None, (part.totals.lead,))), part.totals.title, *tracked_cells(report, row))
        for part in report.leads
        for row in part.rows
    ]
    return sheet(
        "By lead", "Everything tracked once for each of its leads: what is led jointly is repeated", fields, rows
    )


def changes(report: Report) -> Table:
    fields = (
        ID,
        Column("What changed", "text", 16),
        Column("On", "date", 13),
        TEXT,
        LEAD,
        STATE,
        Column("Reason or note", "text", 40),
        Column("Deadline promised", "text", 13),
        Column("Deadline then", "text", 13),
        Column("Deadline now", "text", 13),
        Column("Days later", "number", 10),
        Column("Latest day then", "date", 13),
        Column("Latest day now", "date", 13),
        Column("Evidence", "text", 40),
        Column("Reported by", "text", 12),
        Column("Approved by", "text", 12),
        KIND,
        Column("Occurrence", "text", 14),
    )
    rows = [_slipped_row(slip) for slip in report.slipped] if "slipped" in report.sections else []
    if "completed" in report.sections:
        rows += [_closed_row(closed, "completed") for closed in report.completed]
        rows += [_closed_row(closed, "cancelled") for closed in report.cancelled]
    return sheet("Changes", f"What moved later, was completed or cancelled {phrases.since(report.since)}", fields, rows)


def _slipped_row(slip: Slipped) -> tuple[Cell, ...]:
    row, due = slip.row, slip.row.due
    return (
        *(row.id, "moved", None, row.text, words.leads(row.leads), state(row)),
        phrases.reason_or_notes(slip.said, reason=True) or "no reason recorded",
        *(slip.promised, slip.former, due, slip.days),
        *(slip.former.latest if slip.former is not None else None, due.latest if due is not None else None),
        "; ".join(slip.said.evidence),
        *(None, words.leads(slip.approved_by) if slip.approved_by else "not recorded", row.kind_in_words, None),
    )


def _closed_row(closed: Closed, what: str) -> tuple[Cell, ...]:
    row = closed.row
    stands = state(row)
    if closed.period is not None:
        stands = Mark("done", "done") if what == "completed" else Mark("cancelled", "cancelled")
    due = row.due if closed.period is None else None
    return (
        *(row.id, what, closed.on, row.text, words.leads(row.leads), stands),
        phrases.reason_or_notes(closed.said, reason=what == "cancelled"),
        *(None, None, due, None, None, due.latest if due is not None else None),
        "; ".join(closed.said.evidence),
        *(closed.by or None, None, row.kind_in_words, closed.period),
    )
