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

from si_plan.diagnostics import Finding
from si_plan.model.fields import day_of
from si_plan.model.plan import Plan
from si_plan.model.promise import Action, Duty, Earlier, EarlierMilestone, Milestone, Stage
from si_plan.model.reference import Target

CODE: Final = "dates-reversed"
_ENDS: Final = ("due", "ends")
"""Of the records that have dates, some have one of these and some the other."""


def check(plan: Plan) -> Iterator[Finding]:
    for _, action in plan.actions():
        promised: tuple[Action | Milestone | Stage | Duty, ...] = (action, *action.stages, *action.duties)
        for record in (*promised, *action.milestones):
            if record.starts is not None or record.earlier or (isinstance(record, Milestone) and record.dates):
                yield from _check_record(record)
    for measure in plan.measures:
        for target in measure.targets:
            if target.interim_targets:
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


def _check_record(record: Action | Milestone | Stage | Duty) -> Iterator[Finding]:
    """The findings of a record, and of what earlier editions promised of it."""
    for field, place, message, hint in _mistakes(record):
        yield Finding(CODE, record.id, field, message, hint, place)
    for number, entry in enumerate(record.earlier):
        for field, _, message, hint in _mistakes(entry):
            yield Finding(CODE, record.id, "earlier", f"{field}: {message}", hint, number)


def _mistakes(dated: Action | Milestone | Stage | Duty | Earlier) -> Iterator[tuple[str, int | None, str, str]]:
    """Each end before its beginning, and dates out of order: the field, its place in a list, the message, the hint."""
    starts = dated.starts
    for name in _ENDS if starts is not None else ():
        end = day_of(getattr(dated, name)) if name in dated.model_fields_set else None
        if starts is not None and end is not None and end.latest < starts.earliest:
            yield name, None, f"`{name}` {end} is before `starts` {starts}", "check the year of both dates"
    if not isinstance(dated, (Milestone, EarlierMilestone)):
        return
    for place, (former, latter) in enumerate(pairwise(dated.dates), 1):
        if latter.latest <= former.latest:
            yield "dates", place, f"{latter} is not after {former}", "put the dates in order, each one once"
