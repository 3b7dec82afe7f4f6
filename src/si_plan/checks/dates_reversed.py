"""An end before its beginning.

`starts` cannot be later than `due` or `ends`. A list of `dates` must be in order, and so must interim targets, which
come before the date of their target. The cause is nearly always a wrong year.

To fix it: check the year of both dates. Put a list of dates in order.

Fails:

    # priorities/1.yaml
    id: "1"
    title: Every pupil reads well
    areas: [A1]
    actions:
      - id: "1.1"
        title: Train a tutor in each school
        leads: [HT]
        when: [2016/17]
        milestones:
          - {id: "1.1.1", text: Tutors trained, starts: 2016-09, due: 2016-08}

Passes:

    # priorities/1.yaml
    id: "1"
    title: Every pupil reads well
    areas: [A1]
    actions:
      - id: "1.1"
        title: Train a tutor in each school
        leads: [HT]
        when: [2016/17]
        milestones:
          - {id: "1.1.1", text: Tutors trained, starts: 2016-09, due: 2017-08}
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from si_plan.dates.reduced import ReducedDate
from si_plan.diagnostics import Finding
from si_plan.model.plan import Plan
from si_plan.model.reference import Target

CODE: Final = "dates-reversed"


def check(plan: Plan) -> Iterator[Finding]:
    for _, action in plan.actions():
        if action.starts is not None:
            yield from _check_span(action.id, "due", action.starts, action.due)
        for stage in action.stages:
            yield from _check_span(stage.id, "due", stage.starts, stage.due)
        for duty in action.duties:
            yield from _check_span(duty.id, "ends", duty.starts, duty.ends)
        for milestone in action.milestones:
            if milestone.starts is not None:
                yield from _check_span(milestone.id, "due", milestone.starts, milestone.due)
                yield from _check_span(milestone.id, "ends", milestone.starts, milestone.ends)
            if not milestone.dates:
                continue
            for place, (former, latter) in enumerate(pairwise(milestone.dates), 1):
                if latter.latest <= former.latest:
                    yield Finding(
                        CODE,
                        milestone.id,
                        "dates",
                        f"{latter} is not after {former}",
                        "put the dates in order, each one once",
                        place,
                    )
    for measure in plan.measures:
        for target in measure.targets:
            yield from _check_interim(target)


def _check_interim(target: Target) -> Iterator[Finding]:
    """A finding for each interim target that is not before the next, and for a last one not before the target's."""
    dates = [interim.by for interim in target.interim_targets]
    for place, (former, latter) in enumerate(pairwise(dates), 1):
        if latter.latest <= former.latest:
            said = f"the interim target of {latter} is not after that of {former}"
            yield Finding(CODE, target.id, "interim_targets", said, "put them in order, one for each date", place)
    if dates and target.by is not None and dates[-1].latest >= target.by.latest:
        said = f"the interim target of {dates[-1]} is not before the target's own date, `by` {target.by}"
        yield Finding(CODE, target.id, "interim_targets", said, "check the year of both dates", len(dates) - 1)


def _check_span(record: str, field: str, starts: ReducedDate | None, end: ReducedDate | None) -> Iterator[Finding]:
    """A finding where an end comes before its beginning."""
    if starts is not None and end is not None and end.latest < starts.earliest:
        yield Finding(
            CODE,
            record,
            field,
            f"`{field}` {end} is before `starts` {starts}",
            "check the year of both dates",
        )
