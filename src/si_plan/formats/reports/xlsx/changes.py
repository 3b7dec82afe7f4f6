"""The sheet of what has changed since a day or a revision: deadlines that moved, what was completed or cancelled."""

from __future__ import annotations

from si_plan.documents import words
from si_plan.formats.reports import phrases
from si_plan.formats.reports.xlsx.fields import ID, KIND, LEAD, STATE, TEXT, Field, Sheet, State, Value, state, written
from si_plan.queries.report.rows import Closed, Report, Slipped


def changes(report: Report) -> Sheet:
    fields = (
        ID,
        Field("What changed", "short", 16),
        Field("On", "date", 13),
        TEXT,
        LEAD,
        STATE,
        Field("Reason or note", "text", 40),
        Field("Deadline promised", "short", 13),
        Field("Deadline then", "short", 13),
        Field("Deadline now", "short", 13),
        Field("Slipped by days", "number", 10),
        Field("Latest day then", "date", 13),
        Field("Latest day now", "date", 13),
        Field("Evidence", "text", 40),
        Field("Reported by", "short", 12),
        Field("Approved by", "short", 12),
        KIND,
        Field("Occurrence", "short", 14),
    )
    rows = [_slipped(one) for one in report.slipped] if "slipped" in report.sections else []
    if "completed" in report.sections:
        rows += [_closed(one, "completed") for one in report.completed]
        rows += [_closed(one, "cancelled") for one in report.cancelled]
    return Sheet("Changes", f"What slipped, was completed or cancelled {phrases.since(report.since)}", fields, rows)


def _slipped(one: Slipped) -> tuple[Value, ...]:
    row, due = one.row, one.row.due
    return (
        *(row.id, "slipped", None, row.text, words.leads(row.leads), state(row)),
        phrases.said(one.said, reason=True) or "no reason recorded",
        *(written(one.promised), written(one.former), written(due), one.days),
        *(one.former.latest if one.former is not None else None, due.latest if due is not None else None),
        "; ".join(one.said.evidence),
        *(None, words.leads(one.approved_by) or "not recorded", row.kind, None),
    )


def _closed(one: Closed, what: str) -> tuple[Value, ...]:
    row = one.row
    stands = state(row)
    if one.period is not None:
        stands = State("done", "done") if what == "completed" else State("cancelled", "cancelled")
    due = row.due if one.period is None else None
    return (
        *(row.id, what, one.on, row.text, words.leads(row.leads), stands),
        phrases.said(one.said, reason=what == "cancelled"),
        *(None, None, written(due), None, None, due.latest if due is not None else None),
        "; ".join(one.said.evidence),
        *(one.by or None, None, row.kind, one.period),
    )
