"""An id that named another record before.

Logs, minutes and earlier reports use an id for ever. If the number of a cancelled record, or one from an earlier
version of the plan, now names something else, all of these become wrong. This also happens if you put a record in the
middle and renumber the ones after it.

To fix it: give the new record the next number that was never used, and let the old record keep its own.

Fails:

    # base/progress/1.1.yaml
    - {on: 2016-06-20, at: "1.1.1", status: cancelled, reason: No school wants one}

    # head/priorities/1.yaml
    id: "1"
    title: Every pupil reads well
    areas: [A1]
    measures: [M1]
    actions:
      - id: "1.1"
        title: Train a tutor in each school
        leads: [HT]
        when: [By Sept 2016]
        milestones:
          - {id: "1.1.1", text: Library opened on Saturdays, due: 2016-09}

Passes:

    # base/progress/1.1.yaml
    - {on: 2016-06-20, at: "1.1.1", status: cancelled, reason: No school wants one}

    # head/priorities/1.yaml
    id: "1"
    title: Every pupil reads well
    areas: [A1]
    measures: [M1]
    actions:
      - id: "1.1"
        title: Train a tutor in each school
        leads: [HT]
        when: [By Sept 2016]
        milestones:
          - {id: "1.1.1", text: Tutors trained, due: 2016-09}
          - {id: "1.1.2", text: Library opened on Saturdays, due: 2016-09}
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from textwrap import shorten
from typing import Any, Final

from si_plan.changes.difference import Pair
from si_plan.changes.matching import Promised, text_of, what_of
from si_plan.diagnostics import Finding
from si_plan.model.ids import outer_of
from si_plan.state.standing import Standings

CODE: Final = "id-reused"
_ALIKE: Final = 0.5
"""The least share of words that two texts of one record have in common."""


def check(pair: Pair) -> Iterator[Finding]:
    for old, new in pair.matching.both:
        if old.id == new.id and text_of(old) != text_of(new):
            alike = likeness(text_of(old), text_of(new))
            cancelled = alike < _ALIKE and _is_cancelled(pair.base_ever, old)
            if alike == 0 or cancelled:
                why = "is cancelled and " if cancelled else ""
                yield _finding(new, f"it {why}named “{_shorten(text_of(old))}”")
    renumbered = pair.matching.renumbered
    for record in pair.matching.added:
        if record.id in pair.base.by_id:
            now = renumbered.get(record.id)
            yield _finding(record, f"it named {'what is now ' + now if now else 'a record that is gone'}")
    for old_id, new_id in renumbered.items():
        around = outer_of(old_id)
        if new_id in pair.base.by_id and renumbered.get(around, around) not in renumbered.values():
            taken = renumbered.get(new_id)
            where = f"what is now {taken}" if taken else "a record that is gone"
            yield _finding(pair.head.by_id[new_id], f"it named {where}")
    unknown = {record.id: record for record in pair.matching.added if record.id not in pair.base.by_id}
    for name, text in (pair.once(list(unknown)) if unknown else {}).items():
        if likeness(text, text_of(unknown[name])) < _ALIKE:
            yield _finding(unknown[name], f"an earlier version of the plan used it for “{_shorten(text)}”")


def _finding(record: Any, why: str) -> Finding:
    return Finding(
        CODE,
        record.id,
        "id",
        f"the id of {what_of(record)} {record.id} is not new: {why}",
        "give it a number that was never used, and let the others keep theirs",
    )


def likeness(text: str, other: str) -> float:
    """The share of words that two texts have in common, from 0 (none) to 1 (all)."""
    words, others = (set(re.findall(r"\w+", side.casefold())) for side in (text, other))
    return len(words & others) / max(len(words | others), 1)


def _is_cancelled(ever: Standings, record: Promised) -> bool:
    """Whether a record is cancelled, by everything in the logs."""
    tracked = ever.plan.tracked_by_id.get(record.id)
    if tracked is not None:
        return ever.of(tracked).state == "cancelled"
    return any(entry.status == "cancelled" for entry in ever.entries(record.id)[-1:])


def _shorten(text: str) -> str:
    return shorten(text, 80, placeholder="…")
