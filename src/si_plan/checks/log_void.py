"""A log entry that voids one which is not there before it.

A mistake in a log is corrected by a new entry with `voids: N`, the place of the wrong one in the log, counted from
1. It can only void what stands before it.

To put it right: count the entries of the log from 1 and give the place of the one that was wrong. It has to stand
above.

Fails:

    # progress/1.1.yaml
    - on: 2016-10-03
      at: "1.1.1"
      voids: 1
      reason: Recorded on the wrong milestone

Passes:

    # progress/1.1.yaml
    - on: 2016-10-03
      at: "1.1.1"
      status: complete
      evidence: [Minutes of 3 October]
    - on: 2016-10-04
      at: "1.1.1"
      voids: 1
      reason: Recorded on the wrong milestone
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from si_plan.diagnostics import Finding
from si_plan.model.plan import Plan
from si_plan.places import entry_name

CODE: Final = "log-void"


def check(plan: Plan) -> Iterator[Finding]:
    for owner, entries in plan.logs.items():
        for number, entry in enumerate(entries, 1):
            if entry.voids is not None and entry.voids >= number:
                yield Finding(
                    CODE,
                    entry_name(owner, number),
                    "voids",
                    f"entry {number} voids entry {entry.voids}, which does not stand before it",
                    f"count the entries of this log from 1; before this one stand {number - 1}",
                )
