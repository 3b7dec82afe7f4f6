"""More occurrences a year than siplan can answer with.

Something that recurs is due once for each day, week or term, and each time is a line in a calendar and a row in a list.
A plan may have 2,000 occurrences a year, or five for each record if that is more. That is enough for five daily duties.
Nobody can read more, and working them out keeps the computer busy.

To fix it: make the record recur less often. If people look at it once a week, write `weekly`.

Fails:

    # priorities/1.yaml
    id: "1"
    title: Every pupil reads well
    areas: [A1]
    measures: [M1]
    actions:
      - id: "1.1"
        title: Hear every pupil read
        leads: [HT]
        when: [Daily]
        milestones:
          - {id: "1.1.1", text: Pupils heard, when: Daily, starts: 2016-09, repeats: {times: 30, per: day}}

Passes:

    # priorities/1.yaml
    id: "1"
    title: Every pupil reads well
    areas: [A1]
    measures: [M1]
    actions:
      - id: "1.1"
        title: Hear every pupil read
        leads: [HT]
        when: [Daily]
        milestones:
          - {id: "1.1.1", text: Pupils heard, when: Daily, starts: 2016-09, repeats: daily}
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from si_plan.diagnostics import Finding
from si_plan.model.plan import Plan
from si_plan.model.promise import Duty, Milestone

CODE: Final = "too-many-occurrences"
MOST: Final = 2_000
"""The occurrences that any plan may have in a year."""
_A_RECORD: Final = 5
"""The occurrences a year of each record, where that makes more."""


def check(plan: Plan) -> Iterator[Finding]:
    found = 0
    for _, action in plan.actions():
        recurring: tuple[Milestone | Duty, ...] = (*action.milestones, *action.duties)
        for record in recurring:
            if record.repeats is None and not record.earlier:
                continue
            found += _most_in_a_year(record)
            if found > MOST and found > (most := max(MOST, _A_RECORD * len(plan.tracked))):
                yield Finding(
                    CODE,
                    record.id,
                    "repeats",
                    f"with {record.id}, the plan has more than {most:,} occurrences a year",
                    "make some of them recur less often",
                )
                return


def _most_in_a_year(record: Milestone | Duty) -> int:
    """How often it may occur in a year, by the edition in which it recurs most often."""
    every = (record.repeats, *(entry.repeats for entry in record.earlier)) if record.earlier else (record.repeats,)
    return max((repeats.most_in_a_year for repeats in every if repeats is not None), default=0)
