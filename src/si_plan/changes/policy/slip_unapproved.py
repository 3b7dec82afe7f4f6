"""A deadline that the log moves later without a reason and who approved.

A slip is a decision. The council is asked why, and by whom it was agreed; the log answers with `reason` and
`approved_by`. That holds too where an entry that had brought the deadline forward is voided.

To put it right: add `reason` and `approved_by` to the entry (`siplan reschedule` asks for both).

Fails:

    # head/progress/1.1.yaml
    - {on: 2016-07-01, at: "1.1.1", due: 2016-12, reason: No trainer in the summer}

Passes:

    # head/progress/1.1.yaml
    - {on: 2016-07-01, at: "1.1.1", due: 2016-12, reason: No trainer in the summer, approved_by: HT}
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from si_plan.changes.difference import Pair
from si_plan.changes.events import last_deadline, told
from si_plan.changes.logs import LogEdit
from si_plan.dates.reduced import DateError, ReducedDate, parse_reduced
from si_plan.diagnostics import Finding
from si_plan.model.progress import Entry
from si_plan.places import entry_name

CODE: Final = "slip-unapproved"


def check(pair: Pair) -> Iterator[Finding]:
    for edit in pair.logs:
        for one in told(pair.head, edit):
            entry, before = one.entry, one.before.due or _named(one.entry.period)
            if entry.due is None or _approved(entry) or (before is None and entry.period is None):
                continue
            if before is None or entry.due.latest > before.latest:
                what = f"{entry.at} for {entry.period}" if entry.period else entry.at
                was = f" from {before}" if before else ""
                yield _finding(edit, one.place, "due", f"the deadline of {what} moves{was} to {entry.due}", entry)
        yield from _restored(pair, edit)


def _approved(entry: Entry) -> bool:
    return bool(entry.reason and entry.approved_by)


def _named(period: str | None) -> ReducedDate | None:
    """The date that is an occurrence's name, where it is one."""
    try:
        return parse_reduced(period) if period else None
    except DateError:
        return None


def _restored(pair: Pair, edit: LogEdit) -> Iterator[Finding]:
    """Entries that void one which had moved a deadline, so that a later one holds again."""
    for place in edit.new:
        entry = edit.head[place - 1]
        if entry.voids is None or entry.voids >= place or entry.due is not None or _approved(entry):
            continue
        wrong = edit.head[entry.voids - 1]
        if wrong.due is None or wrong.period is not None:
            continue
        before = last_deadline(pair.base, edit.base, wrong.at)
        after = last_deadline(pair.head, edit.head, wrong.at)
        if before is not None and after is not None and after.latest > before.latest:
            yield _finding(
                edit, place, "voids", f"the deadline of {wrong.at} moves back from {before} to {after}", entry
            )


def _finding(edit: LogEdit, place: int, field: str, message: str, entry: Entry) -> Finding:
    missing = " and ".join(name for name in ("reason", "approved_by") if not getattr(entry, name))
    return Finding(
        CODE,
        entry_name(edit.owner, place),
        field,
        f"{message}, without {missing.replace('approved_by', 'who approved')}",
        f"add {missing}",
    )
