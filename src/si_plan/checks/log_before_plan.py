"""A log entry dated before the plan, without an explanation.

A plan can record what was already under way or done when it was adopted. But most often such a date is a typing
mistake: the wrong year, or day and month swapped. siplan warns about completions dated before the plan (`dated` in
plan.yaml) without a note or a reason, and about any entry dated more than a year before it. What a later edition added
is held against the date of that edition.

To fix it: correct the day. If it is right, explain it in a `note`. If the entry is already on the main branch, undo it
and record it again.

Fails:

    # progress/1.1.yaml
    - on: 2016-01-03
      at: "1.1.1"
      status: complete
      evidence: [Register of tutors]

Passes:

    # progress/1.1.yaml
    - on: 2016-10-03
      at: "1.1.1"
      status: complete
      evidence: [Register of tutors]
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

from si_plan.diagnostics import Finding
from si_plan.model.ids import entry_name
from si_plan.model.plan import Plan
from si_plan.model.progress import Entry

CODE: Final = "log-before-plan"

_BEFORE: Final = timedelta(days=366)
"""How long before the plan's own date anything can have happened: some of it was under way when it was adopted."""


def check(plan: Plan) -> Iterator[Finding]:
    for owner, number, entry in plan.counting_entries():
        found = mistake(plan.added_on(entry.at), entry)
        if found is not None:
            _, message, hint = found
            yield Finding(CODE, entry_name(owner, number), "on", message, hint)


def mistake(dated: date, entry: Entry) -> tuple[str, str, str] | None:
    """What is wrong with an entry's day: the field to correct, the message and the hint; None where nothing is."""
    day = entry.on.isoformat()
    if entry.on < dated - _BEFORE:
        return "on", f"{day} is more than a year before the plan of {dated}", "check the year"
    if entry.status == "complete" and entry.on < dated and not (entry.note or entry.reason):
        return (
            "note",
            f"{day} is before the plan of {dated}",
            "check the year; if it is right, explain it in a note",
        )
    return None
