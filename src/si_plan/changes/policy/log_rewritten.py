"""A log entry that was changed, taken out or moved.

A log records what was known, and when. Once others have seen an entry, it stays as it is, where it is. If it was wrong,
a new entry undoes it and says why.

To fix it: put the log back as it was. Then add an entry at its end with `voids` and `reason` (`siplan correct`). New
entries go below old ones, also after a merge.

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
from si_plan.changes.logs import E, LogEdit
from si_plan.diagnostics import Finding
from si_plan.documents import words
from si_plan.model.fields import Record
from si_plan.model.ids import entry_name
from si_plan.model.progress import TargetReading

CODE: Final = "log-rewritten"


def check(pair: Pair) -> Iterator[Finding]:
    for edit in pair.logs:
        yield from _check_log(edit)
    if pair.role_log is not None:
        yield from _check_log(pair.role_log)
    yield from _check_readings(pair)


def _check_log(edit: LogEdit[E]) -> Iterator[Finding]:
    """Findings about the entries of one log."""
    yield from _check_changed(edit)
    for place in edit.removed:
        about = edit.base[place - 1].at
        yield Finding(
            CODE,
            entry_name(edit.owner, place),
            "",
            f"entry {place} of the log of {edit.owner}, about {about}, was taken out",
            f"put it back where it was; if it was wrong, undo it: siplan correct {about} {place}",
        )
    yield from _check_moved(edit)


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
                f"result {place}, of {reading.target} for {reading.period}, was changed, moved or taken out",
                "put it back as it was; if it was wrong, add another for the same target and period below it",
            )


_NAMES: Final = {"on": "date", "at": "record", "due": "new deadline", "by": "person who reported it"}
"""What a field of an entry is called where it is not its own name."""
_TELLING: Final = ("on", "at", "status", "rating", "period", "due", "by", "approved_by", "state", "successor")
"""The fields whose old and new values are short enough for a message."""


def _check_changed(edit: LogEdit[E]) -> Iterator[Finding]:
    for place, now in edit.changed:
        before, after = edit.base[place - 1], edit.head[now - 1]
        fields = _differing_fields(before, after)
        yield Finding(
            CODE,
            entry_name(edit.owner, now),
            fields[0],
            f"{_say_changes(before, after, fields)} in entry {place} of the log of {edit.owner}, about {before.at}",
            f"change it back; if it was wrong, undo it with a new entry: siplan correct {before.at} {place}",
        )


def _say_changes(before: Record, after: Record, fields: list[str]) -> str:
    """The date was changed from 20 Sep 2016 to 30 Sep 2016; of several fields, or long ones, which were changed."""
    names = " and ".join(_NAMES.get(field, field.replace("_", " ")) for field in fields)
    if len(fields) > 1 or fields[0] not in _TELLING:
        return f"the {names} {'were' if len(fields) > 1 else 'was'} changed"
    was, now = (words.written(str(getattr(entry, fields[0]) or "none")) for entry in (before, after))
    return f"the {names} was changed from {was} to {now}"


def _differing_fields(before: Record, after: Record) -> list[str]:
    return [name for name in type(before).model_fields if getattr(before, name) != getattr(after, name)]


def _check_moved(edit: LogEdit[E]) -> Iterator[Finding]:
    if edit.moved:
        place, now = edit.moved[0]
        more = f" (and {len(edit.moved) - 1} after it)" if len(edit.moved) > 1 else ""
        yield Finding(
            CODE,
            entry_name(edit.owner, now),
            "",
            f"entry {place} of the log of {edit.owner} is now entry {now}{more}",
            "keep the entries in order, and put new ones at the end",
        )
