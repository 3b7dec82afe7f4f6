"""A log entry that voids one which does not stand above it.

A mistake in a log is corrected by a new entry, whose `voids` repeats what the wrong one says: its day, and as many of
its other fields as tell it from the others. The wrong entry stands above, is about the same record (`at`), is not dated
later, and has every field that is given. One that is taken back already is not taken back again.

To put it right: copy the day and the fields from the wrong entry, word for word, or let siplan correct write the void.
An older log may give the entry's place in the file instead (`voids: 1`). That entry too is about the same record.

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

from collections.abc import Iterator, Sequence
from typing import Final

from si_plan.diagnostics import Finding
from si_plan.model.ids import entry_name
from si_plan.model.plan import Plan
from si_plan.model.progress import Entry
from si_plan.model.voids import DEEPEST, Fault, ResolvedVoids

CODE: Final = "log-void"


def check(plan: Plan) -> Iterator[Finding]:
    for owner, log in plan.logs.items():
        voiding = plan.resolved_voids(owner)
        for number, fault in voiding.faults.items():
            if fault.why != "several":
                yield Finding(CODE, entry_name(owner, number), "voids", *mistake(log, number, fault, voiding))


def mistake(log: Sequence[Entry], number: int, fault: Fault, voiding: ResolvedVoids) -> tuple[str, str]:
    """The message and the hint for a faulty void at a place of a log."""
    entry, of = log[number - 1], f"entry {fault.place}"
    if fault.why == "none":
        if isinstance(entry.voids, int):
            return f"entry {number} voids {of}, which does not stand before it", _SAY
        said = "no entry about it above this one says all of that"
        return f"entry {number} voids an entry about {entry.at}, and {said}", _COPY
    wrong = log[fault.place - 1]
    if fault.why == "elsewhere":
        return f"entry {number} is about {entry.at} and voids {of}, which is about {wrong.at}", _SAY
    if fault.why == "later":
        said = f"entry {number}, of {entry.on.isoformat()}, voids {of}, which is dated later ({wrong.on.isoformat()})"
        return said, "date it on the day on which the mistake was found"
    if fault.why == "already":
        by = voiding.voided.get(fault.place)
        already = f"entry {by} takes back already" if by else "is taken back already"
        return f"entry {number} voids {of}, which {already}", "one void is enough: leave this one out"
    return f"entry {number} is a void of a void, {DEEPEST} times over", "record anew what holds"


_COPY: Final = "copy the day and the other fields from the wrong entry, word for word"
_SAY: Final = "say what the wrong entry says, as voids: {on: 2016-10-03, status: complete}"
