"""A log entry that undoes one of several, without saying which.

`voids` repeats what the wrong entry says. If two entries about one record both match it but differ elsewhere, nobody
can tell which one no longer counts. Two entries that are the same in every field are not a problem.

To fix it: add another field of the entry you mean. If the other entry has all those fields and more, add `nothing_else:
true`.

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

from collections.abc import Iterator
from typing import Final

from si_plan.diagnostics import Finding
from si_plan.model.ids import entry_name
from si_plan.model.plan import Plan
from si_plan.model.voids import Fault, Log, every_log

CODE: Final = "void-ambiguous"


def check(plan: Plan) -> Iterator[Finding]:
    for owner, log in every_log(plan):
        for number, fault in plan.resolved_voids(owner).faults.items():
            if fault.why == "several":
                yield Finding(CODE, entry_name(owner, number), "voids", *mistake(log, number, fault))


def mistake(log: Log, number: int, fault: Fault) -> tuple[str, str]:
    """The message and the hint for an ambiguous void at a place of a log."""
    first, second = sorted((fault.place, fault.other))
    entry, other = log[first - 1], log[second - 1]
    differ = [name for name in type(entry).model_fields if getattr(entry, name) != getattr(other, name)]
    hint = f"add a field that is different in each: {', '.join(differ)}; siplan explain {CODE} says how"
    return f"entry {number} may undo entry {first} or entry {second}: both match what it says", hint
