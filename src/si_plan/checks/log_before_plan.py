"""A log entry of a day before the plan, without a word on it.

A plan may record what was under way or done when it was adopted. Far more often such a day is a slip of the keyboard:
the year before, or the day and the month the wrong way round. Warned of are completions dated before the plan
(`dated` in plan.yaml) that have neither a note nor a reason, and any entry dated over a year before it.

To put it right: correct the day. If it is right, say in a `note` how it came. An entry that stands on the main branch
already is voided and recorded anew.

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
        found = mistake(plan.details.dated, entry)
        if found is not None:
            _, message, hint = found
            yield Finding(CODE, entry_name(owner, number), "on", message, hint)


def mistake(dated: date, entry: Entry) -> tuple[str, str, str] | None:
    """What is wrong with an entry's day: the field to correct, the message and the hint; None where nothing is."""
    day = entry.on.isoformat()
    if entry.on < dated - _BEFORE:
        return "on", f"{day} is over a year before the plan, of {dated}", "mind the year"
    if entry.status == "complete" and entry.on < dated and not (entry.note or entry.reason):
        return (
            "note",
            f"{day} is before the plan, of {dated}",
            "mind the year; if it is right, say in a note how it came",
        )
    return None
