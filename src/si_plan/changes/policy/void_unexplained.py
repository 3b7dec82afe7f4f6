"""A log entry undone without a reason.

An entry that is undone no longer counts. A completion is taken back, or a deadline returns to what it was. People who
read the log must be able to see why.

To fix it: add a `reason` to the entry that undoes the other.

Fails:

    # base/progress/1.1.yaml
    - {on: 2016-06-20, at: "1.1.1", status: in_progress}

    # head/progress/1.1.yaml
    - {on: 2016-06-20, at: "1.1.1", status: in_progress}
    - {on: 2016-06-27, at: "1.1.1", voids: {on: 2016-06-20}}

Passes:

    # base/progress/1.1.yaml
    - {on: 2016-06-20, at: "1.1.1", status: in_progress}

    # head/progress/1.1.yaml
    - {on: 2016-06-20, at: "1.1.1", status: in_progress}
    - {on: 2016-06-27, at: "1.1.1", voids: {on: 2016-06-20}, reason: Recorded on the wrong milestone}
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from si_plan.changes.difference import Pair
from si_plan.diagnostics import Finding
from si_plan.model.ids import entry_name

CODE: Final = "void-unexplained"


def check(pair: Pair) -> Iterator[Finding]:
    for edit in pair.every_log:
        targets = pair.head.resolved_voids(edit.owner).targets
        for place in edit.new:
            entry = edit.head[place - 1]
            if place in targets and not entry.reason:
                yield Finding(
                    CODE,
                    entry_name(edit.owner, place),
                    "voids",
                    f"entry {place} of the log of {edit.owner} undoes entry {targets[place]}, but does not say why",
                    "add a line `reason: …`",
                )
