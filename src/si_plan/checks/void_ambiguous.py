"""A log entry that voids one of several, without saying which.

`voids` repeats what the wrong entry says. Where two entries about one record have all that it gives, and differ in the
rest, nobody can tell which of them no longer counts. Entries that are the same in every field are no such case.

To put it right: give another field of the one that is meant. Where the other entry has all of its fields and more, add
`nothing_else: true`.

Fails:

    # progress/1.1.yaml
    - {on: 2016-10-03, at: "1.1.1", status: in_progress, by: HT}
    - {on: 2016-10-03, at: "1.1.1", status: in_progress, by: HT, note: Two tutors trained}
    - on: 2016-10-04
      at: "1.1.1"
      voids: {on: 2016-10-03, status: in_progress}
      reason: It was three

Passes:

    # progress/1.1.yaml
    - {on: 2016-10-03, at: "1.1.1", status: in_progress, by: HT}
    - {on: 2016-10-03, at: "1.1.1", status: in_progress, by: HT, note: Two tutors trained}
    - on: 2016-10-04
      at: "1.1.1"
      voids: {on: 2016-10-03, status: in_progress, note: Two tutors trained}
      reason: It was three
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from si_plan.diagnostics import Finding
from si_plan.model.ids import entry_name
from si_plan.model.plan import Plan
from si_plan.model.progress import Entry
from si_plan.model.voids import Fault

CODE: Final = "void-ambiguous"


def check(plan: Plan) -> Iterator[Finding]:
    for owner, log in plan.logs.items():
        for number, fault in plan.resolved_voids(owner).faults.items():
            if fault.why == "several":
                yield Finding(CODE, entry_name(owner, number), "voids", *mistake(log, number, fault))


def mistake(log: Sequence[Entry], number: int, fault: Fault) -> tuple[str, str]:
    """The message and the hint for an ambiguous void at a place of a log."""
    first, second = sorted((fault.place, fault.other))
    entry, other = log[first - 1], log[second - 1]
    differ = [name for name in Entry.model_fields if getattr(entry, name) != getattr(other, name)]
    hint = f"add a field in which they differ: {', '.join(differ)}; siplan explain {CODE} says how"
    return f"entry {number} may void entry {first} or entry {second}: both say what it gives", hint
