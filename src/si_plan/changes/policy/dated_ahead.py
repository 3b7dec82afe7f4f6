"""A log entry dated after the day it was recorded.

A log says what has happened. An entry with a date in the future is a plan, or has the wrong year. It would count from
that day without anyone having checked. siplan compares the date with the day of the commit, or with today if the file
is not committed.

To fix it: give the day it happened. A plan for the future belongs in `due`.

Fails:

    # head/progress/1.1.yaml
    - {on: 2026-07-01, at: "1.1.1", status: in_progress}

Passes:

    # head/progress/1.1.yaml
    - {on: 2016-07-01, at: "1.1.1", status: in_progress}
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from si_plan.changes.difference import Pair
from si_plan.diagnostics import Finding
from si_plan.model.ids import entry_name

CODE: Final = "dated-ahead"


def check(pair: Pair) -> Iterator[Finding]:
    for edit in pair.every_log:
        voided = pair.head.resolved_voids(edit.owner).voided
        for place in edit.new:
            entry = edit.head[place - 1]
            if entry.on > pair.day and place not in voided:
                yield Finding(
                    CODE,
                    entry_name(edit.owner, place),
                    "on",
                    f"the entry about {entry.at} was recorded on {pair.day}, but is dated {entry.on}",
                    "give the day it happened",
                )
