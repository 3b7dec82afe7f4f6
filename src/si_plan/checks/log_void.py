"""A log entry that undoes one that is not above it.

To correct a mistake in a log, you add an entry that undoes the wrong one. Its `voids` repeats what the wrong entry
says: the day, and enough other fields to tell it from other entries. The wrong entry must be above, be about the same
record (`at`), have no later date, and have every field that `voids` gives. An entry can be undone once only.

To fix it: copy the day and the fields from the wrong entry, word for word, or let `siplan correct` write them. An older
log may give the entry's place in the file instead (`voids: 1`). That entry must be about the same record too.

Fails:

    # progress/1.1.yaml
    - on: 2016-10-03
      at: "1.1.1"
      status: complete
      evidence: [Minutes of 3 October]
    - on: 2016-10-04
      at: "1.1.1"
      voids: {on: 2016-10-02, status: complete}
      reason: Recorded on the wrong milestone

Passes:

    # progress/1.1.yaml
    - on: 2016-10-03
      at: "1.1.1"
      status: complete
      evidence: [Minutes of 3 October]
    - on: 2016-10-04
      at: "1.1.1"
      voids: {on: 2016-10-03, status: complete}
      reason: Recorded on the wrong milestone
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from si_plan.diagnostics import Finding
from si_plan.model.ids import entry_name
from si_plan.model.plan import Plan
from si_plan.model.voids import DEEPEST, Fault, Log, ResolvedVoids, every_log

CODE: Final = "log-void"


def check(plan: Plan) -> Iterator[Finding]:
    for owner, log in every_log(plan):
        voiding = plan.resolved_voids(owner)
        for number, fault in voiding.faults.items():
            if fault.why != "several":
                yield Finding(CODE, entry_name(owner, number), "voids", *mistake(log, number, fault, voiding))


def mistake(log: Log, number: int, fault: Fault, voiding: ResolvedVoids) -> tuple[str, str]:
    """The message and the hint for a faulty void at a place of a log."""
    entry, of = log[number - 1], f"entry {fault.place}"
    if fault.why == "none":
        if isinstance(entry.voids, int):
            return f"entry {number} undoes {of}, which is not above it", _SAY
        said = "no entry above it says all of that"
        return f"entry {number} undoes an entry about {entry.at}, but {said}", _COPY
    wrong = log[fault.place - 1]
    if fault.why == "elsewhere":
        return f"entry {number} is about {entry.at}, but undoes {of}, which is about {wrong.at}", _SAY
    if fault.why == "later":
        said = f"entry {number} is of {entry.on.isoformat()}, but undoes {of}, of a later day ({wrong.on.isoformat()})"
        return said, "give the day on which the mistake was found"
    if fault.why == "already":
        by = voiding.voided.get(fault.place)
        already = f"entry {by} has already undone" if by else "has already been undone"
        return f"entry {number} undoes {of}, which {already}", "take this entry out: once is enough"
    return f"entry {number} undoes an entry that undoes another, {DEEPEST} times over", "record again what is right"


_COPY: Final = "copy the day and the other fields from the wrong entry, word for word"
_SAY: Final = "say what the wrong entry says, such as voids: {on: 2016-10-03, status: complete}"
