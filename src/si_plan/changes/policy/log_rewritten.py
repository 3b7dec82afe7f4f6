"""A log entry that was changed, taken out or moved.

A log is the record of what was known when. An entry that others have seen stays as it is, in its place. What was wrong
in it is put right by a new entry that voids it and says why.

To put it right: restore the log as it was, and add a new entry at its end with `voids` and `reason`
(`siplan correct`). New entries stand below the old ones, after a merge too.

Fails:

    # base/progress/1.1.yaml
    - {on: 2016-06-20, at: "1.1.1", status: in_progress, note: Two tutors trained}

    # head/progress/1.1.yaml
    - {on: 2016-06-20, at: "1.1.1", status: in_progress, note: Nine tutors trained}

Passes:

    # base/progress/1.1.yaml
    - {on: 2016-06-20, at: "1.1.1", status: in_progress, note: Two tutors trained}

    # head/progress/1.1.yaml
    - {on: 2016-06-20, at: "1.1.1", status: in_progress, note: Two tutors trained}
    - on: 2016-06-27
      at: "1.1.1"
      status: in_progress
      note: Nine trained
      voids: {on: 2016-06-20, note: Two tutors trained}
      reason: Miscounted
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterator
from typing import Final

from si_plan.changes.difference import Pair
from si_plan.changes.logs import LogEdit
from si_plan.diagnostics import Finding
from si_plan.model.ids import entry_name
from si_plan.model.progress import Entry, TargetReading

CODE: Final = "log-rewritten"


def check(pair: Pair) -> Iterator[Finding]:
    for edit in pair.logs:
        yield from _check_changed(edit)
        for place in edit.removed:
            about = edit.base[place - 1].at
            yield Finding(
                CODE,
                entry_name(edit.owner, place),
                "",
                f"entry {place} of the log of {edit.owner}, about {about}, is gone",
                f"put it back in its place; if it was wrong, void it: siplan correct {about} {place}",
            )
        yield from _check_moved(edit)
    yield from _check_readings(pair)


def _check_readings(pair: Pair) -> Iterator[Finding]:
    """Findings about readings of targets, which are a log too. Order matters only among readings of one target and
    period, since the last of them counts."""
    if pair.base.readings == pair.head.readings:
        return
    now: defaultdict[tuple[str, str], deque[TargetReading]] = defaultdict(deque)
    for reading in pair.head.readings:
        now[reading.target, reading.period].append(reading)
    for place, reading in enumerate(pair.base.readings, 1):
        there = now[reading.target, reading.period]
        if not there or there.popleft() != reading:
            yield Finding(
                CODE,
                entry_name("measures", place),
                "",
                f"reading {place}, of {reading.target} for {reading.period}, does not stand as it stood",
                "write it as it was; if it was wrong, put another one of the same target and period below it",
            )


def _check_changed(edit: LogEdit) -> Iterator[Finding]:
    for place, now in edit.changed:
        before, after = edit.base[place - 1], edit.head[now - 1]
        fields = _differing_fields(before, after)
        yield Finding(
            CODE,
            entry_name(edit.owner, now),
            fields[0],
            f"entry {place} of the log of {edit.owner}, about {before.at}, was recorded with another "
            f"{' and '.join(fields)}",
            f"write it as it was; if it was wrong, void it with a new entry: siplan correct {before.at} {place}",
        )


def _differing_fields(before: Entry, after: Entry) -> list[str]:
    return [name for name in Entry.model_fields if getattr(before, name) != getattr(after, name)]


def _check_moved(edit: LogEdit) -> Iterator[Finding]:
    if edit.moved:
        place, now = edit.moved[0]
        more = f" (and {len(edit.moved) - 1} after it)" if len(edit.moved) > 1 else ""
        yield Finding(
            CODE,
            entry_name(edit.owner, now),
            "",
            f"entry {place} of the log of {edit.owner} stands in place {now} now{more}",
            "leave the entries in their order, and put new ones at the end",
        )
