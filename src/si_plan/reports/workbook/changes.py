"""The sheet of what has changed since a day or a revision: deadlines that moved, what was completed or cancelled."""

from __future__ import annotations

from si_plan.documents import words
from si_plan.documents.blocks import Cell, Column, Mark, Table
from si_plan.reports import phrases
from si_plan.reports.rows import Closed, Report, Slipped
from si_plan.reports.workbook.fields import ID, KIND, LEAD, STATE, TEXT, sheet, state


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
        Column("Slipped by days", "number", 10),
        Column("Latest day then", "date", 13),
        Column("Latest day now", "date", 13),
        Column("Evidence", "text", 40),
        Column("Reported by", "text", 12),
        Column("Approved by", "text", 12),
        KIND,
        Column("Occurrence", "text", 14),
    )
    rows = [_slipped(one) for one in report.slipped] if "slipped" in report.sections else []
    if "completed" in report.sections:
        rows += [_closed(one, "completed") for one in report.completed]
        rows += [_closed(one, "cancelled") for one in report.cancelled]
    return sheet("Changes", f"What slipped, was completed or cancelled {phrases.since(report.since)}", fields, rows)


def _slipped(one: Slipped) -> tuple[Cell, ...]:
    row, due = one.row, one.row.due
    return (
        *(row.id, "slipped", None, row.text, words.leads(row.leads), state(row)),
        phrases.said(one.said, reason=True) or "no reason recorded",
        *(one.promised, one.former, due, one.days),
        *(one.former.latest if one.former is not None else None, due.latest if due is not None else None),
        "; ".join(one.said.evidence),
        *(None, words.leads(one.approved_by) or "not recorded", row.kind, None),
    )


def _closed(one: Closed, what: str) -> tuple[Cell, ...]:
    row = one.row
    stands = state(row)
    if one.period is not None:
        stands = Mark("done", "done") if what == "completed" else Mark("cancelled", "cancelled")
    due = row.due if one.period is None else None
    return (
        *(row.id, what, one.on, row.text, words.leads(row.leads), stands),
        phrases.said(one.said, reason=what == "cancelled"),
        *(None, None, due, None, None, due.latest if due is not None else None),
        "; ".join(one.said.evidence),
        *(one.by or None, None, row.kind, one.period),
    )
