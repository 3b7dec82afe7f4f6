"""A new log entry that undoes another by its place in the file.

A place in a file can change. When two branches are merged, another entry may be in that place, and the wrong one would
be undone. So a new entry says what the wrong entry says instead. Older ones, which are already on the base, still
count.

To fix it: replace the number with the day of the wrong entry and what tells it from others, or let `siplan correct`
write it.

Fails:

    # base/progress/1.1.yaml
    - {on: 2016-06-20, at: "1.1.1", status: in_progress}

    # head/progress/1.1.yaml
    - {on: 2016-06-20, at: "1.1.1", status: in_progress}
    - {on: 2016-06-27, at: "1.1.1", voids: 1, reason: Recorded on the wrong milestone}

Passes:

    # base/progress/1.1.yaml
    - {on: 2016-06-20, at: "1.1.1", status: in_progress}

    # head/progress/1.1.yaml
    - {on: 2016-06-20, at: "1.1.1", status: in_progress}
    - on: 2016-06-27
      at: "1.1.1"
      voids: {on: 2016-06-20, status: in_progress}
      reason: Recorded on the wrong milestone
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from si_plan.changes.difference import Pair
from si_plan.diagnostics import Finding
from si_plan.model.ids import entry_name

CODE: Final = "void-by-place"


def check(pair: Pair) -> Iterator[Finding]:
    for edit in pair.logs:
        for place in edit.new:
            voids = edit.head[place - 1].voids
            if isinstance(voids, int):
                yield Finding(
                    CODE,
                    entry_name(edit.owner, place),
                    "voids",
                    f"entry {place} of the log of {edit.owner} undoes entry {voids} by its place, which may change",
                    "say what that entry says instead, such as voids: {on: 2016-10-03, status: complete}",
                )
