"""A log entry whose status, deadline or lead is lost, since its record has none of its own.

A priority stands as its actions do: it can be cancelled, and has no other status, no deadline and no lead. A
milestone that is the same as another (`same_as`) has the status of that one. An action whose parts all have dates of
their own has no deadline that could move. What is recorded there all the same counts nowhere, and the answers say the
opposite of the log.

To put it right: record it of the record that the hint names, and take this entry out. If it stands on the main branch
already, add an entry that voids it.

Fails:

    # progress/1.yaml
    - on: 2016-10-03
      at: "1"
      due: 2017-03
      reason: No trainer before spring
      approved_by: HT

Passes:

    # progress/1.1.yaml
    - on: 2016-10-03
      at: "1.1.1"
      due: 2017-03
      reason: No trainer before spring
      approved_by: HT
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

from si_plan.diagnostics import MOST_NAMED, Finding, list_names
from si_plan.model.ids import entry_name
from si_plan.model.plan import Plan
from si_plan.model.progress import Entry
from si_plan.model.promise import Action, Milestone, Priority

CODE: Final = "log-lost"


class Lost(NamedTuple):
    """A field of an entry that has no effect: its name, why, and what to record instead."""

    field: str
    message: str
    hint: str


def check(plan: Plan) -> Iterator[Finding]:
    for owner, number, entry in plan.counting_entries():
        found = what_is_lost(plan, entry)
        if found is not None:
            hint = f"{found.hint}, and take this entry out: it counts for nothing"
            yield Finding(CODE, entry_name(owner, number), found.field, found.message, hint)


def what_is_lost(plan: Plan, entry: Entry) -> Lost | None:
    """The first thing that an entry says and that its record cannot have; None where there is none."""
    record = plan.by_id.get(entry.at)
    if isinstance(record, Priority):
        field = "status" if entry.status not in (None, "cancelled") else "due" if entry.due else "leads"
        if field != "leads" or entry.leads:
            said = f"{entry.at} is a priority: it stands as its actions do"
            return Lost(field, said, "name what in it has changed")
    if isinstance(record, Action) and entry.due and record.id not in plan.dating_actions:
        parts = record.parts
        hint = f"reschedule what is late in it: {list_names([part.id for part in parts[:MOST_NAMED]], len(parts))}"
        return Lost("due", f"{entry.at} has no deadline: each of its parts has dates of its own", hint)
    if isinstance(record, Milestone) and record.same_as and (entry.status is not None or entry.period is not None):
        said = f"{entry.at} is the same as {record.same_as}, whose status counts for both"
        return Lost("status" if entry.status else "period", said, f"record it of {record.same_as}")
    return None
