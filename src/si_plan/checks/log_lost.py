"""A log entry about a status, deadline or lead that its record cannot have.

A priority takes its status from its actions. It can be cancelled, but it has no deadline or lead of its own. A
milestone that is the same as another (`same_as`) takes its status from that one. An action whose parts all have dates
has no deadline to move. `accountable` and `support` are said of whole actions. Anything recorded elsewhere is ignored,
so the log and the answers disagree.

To fix it: record it on the record that the hint names, and take this entry out. If the entry is already on the main
branch, add one that undoes it.

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
from si_plan.model.ids import entry_name, outer_of
from si_plan.model.plan import Plan
from si_plan.model.progress import Entry
from si_plan.model.promise import BESIDE, Action, Duty, Milestone, Priority, Stage

CODE: Final = "log-lost"


class Lost(NamedTuple):
    """A field of an entry that has no effect: its name, why, and what to record instead."""

    field: str
    message: str
    hint: str


def check(plan: Plan) -> Iterator[Finding]:
    for owner, number, entry in plan.counting_entries():
        found = what_is_lost(plan.with_record(entry.at, entry.on), entry)
        if found is not None:
            hint = f"{found.hint}, and take this entry out: it does not count"
            yield Finding(CODE, entry_name(owner, number), found.field, found.message, hint)


def what_is_lost(plan: Plan, entry: Entry) -> Lost | None:
    """The first thing that an entry says and that its record cannot have; None where there is none."""
    record = plan.by_id.get(entry.at)
    beside = next((name for name in BESIDE if getattr(entry, name)), None)
    if beside and isinstance(record, (Milestone, Stage, Duty)):
        said = f"{entry.at} is a {type(record).__name__.lower()}: {beside} is said of whole actions"
        return Lost(beside, said, f"record it on action {outer_of(entry.at)}")
    if isinstance(record, Priority):
        field = "status" if entry.status not in (None, "cancelled") else "due" if entry.due else beside or "leads"
        if field != "leads" or entry.leads:
            said = f"{entry.at} is a priority: its status, deadline and lead are those of its actions"
            return Lost(field, said, "record it on the action or milestone that has changed")
    if isinstance(record, Action) and entry.due and record.id not in plan.dating_actions:
        parts = record.parts
        hint = f"reschedule the part that is late: {list_names([part.id for part in parts[:MOST_NAMED]], len(parts))}"
        return Lost("due", f"{entry.at} has no deadline of its own: each of its parts has one", hint)
    if isinstance(record, Milestone) and record.same_as and (entry.status is not None or entry.period is not None):
        said = f"{entry.at} is the same as {record.same_as}, whose status counts for both"
        return Lost("status" if entry.status else "period", said, f"record it on {record.same_as}")
    return None
