"""A log entry that says nothing.

It gives a day and a record, but no status, rating, deadline, lead, note or evidence. Most often a line was lost in a
merge, or somebody meant to add it later.

To fix it: write what happened on that day, or take the entry out. If it is already on the main branch, leave it and
record again what it should have said.

Fails:

    # progress/1.1.yaml
    - on: 2016-10-03
      at: "1.1.1"
      by: HT

Passes:

    # progress/1.1.yaml
    - on: 2016-10-03
      at: "1.1.1"
      by: HT
      note: Two of five tutors are trained
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from si_plan.diagnostics import Finding
from si_plan.model.ids import OF_ROLES, entry_name
from si_plan.model.plan import Plan
from si_plan.model.progress import CHANGING, Entry
from si_plan.state.roles import counting_role_entries

CODE: Final = "log-empty"

_SAYING: Final = (*CHANGING, "note", "evidence", "voids")
"""The fields that say something. An entry without any is empty."""


def check(plan: Plan) -> Iterator[Finding]:
    for owner, number, entry in plan.counting_entries():
        if says_nothing(entry):
            yield Finding(
                CODE,
                entry_name(owner, number),
                "at",
                f"this entry about {entry.at} says nothing",
                "add what happened on that day: a status, a rating, a note or evidence",
            )
    for number, told in counting_role_entries(plan):
        if told.state is None and told.note is None and told.voids is None:
            hint = "add `state` (vacant, acting, filled or abolished) or a note"
            yield Finding(CODE, entry_name(OF_ROLES, number), "at", f"this entry about {told.at} says nothing", hint)


def says_nothing(entry: Entry) -> bool:
    """Whether an entry has none of the fields that say something."""
    return not any(getattr(entry, name) for name in _SAYING)
