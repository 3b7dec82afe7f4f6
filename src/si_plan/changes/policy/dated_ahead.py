"""A log entry dated after the day on which it was recorded.

A log says what has happened. An entry with a day to come is an intention, or a slip of the pen in the year; until then
it counts for nothing, and then it counts without anyone having looked. Compared is the day of the commit, or today for
files that are not committed.

To put it right: give the day on which it happened. What is only planned belongs in `due`.

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
from si_plan.changes.logs import new_entries
from si_plan.diagnostics import Finding
from si_plan.model.ids import entry_name

CODE: Final = "dated-ahead"


def check(pair: Pair) -> Iterator[Finding]:
    for edit in pair.logs:
        for new in new_entries(pair.head, edit):
            if new.entry.on > pair.day:
                yield Finding(
                    CODE,
                    entry_name(edit.owner, new.place),
                    "on",
                    f"the entry about {new.entry.at} is dated {new.entry.on}, after {pair.day}, when it was recorded",
                    "give the day on which it happened",
                )
