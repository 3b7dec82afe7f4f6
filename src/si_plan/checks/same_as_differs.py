"""A milestone with other dates or leads than the one it is the same as.

`same_as` says that two milestones are one deliverable. Each keeps the deadline and leads that the document gives it. If
these differ, one deadline will be missed, or they are not quite the same deliverable.

To fix it: find out which deadline and leads are right, and correct the other. If the document has both, say so in a
source note. If they are two deliverables, use `see` instead.

Fails:

    # priorities/1.yaml
    id: "1"
    title: Every pupil reads well
    areas: [A1]
    actions:
      - id: "1.1"
        title: Train a tutor in each school
        leads: [HT]
        when: [By Sept 2016]
        milestones:
          - {id: "1.1.1", text: Tutors trained, due: 2016-09}
          - {id: "1.1.2", text: Every school has a tutor, due: 2016-12, same_as: "1.1.1"}

Passes:

    # priorities/1.yaml
    id: "1"
    title: Every pupil reads well
    areas: [A1]
    actions:
      - id: "1.1"
        title: Train a tutor in each school
        leads: [HT]
        when: [By Sept 2016]
        milestones:
          - {id: "1.1.1", text: Tutors trained, due: 2016-09}
          - {id: "1.1.2", text: Every school has a tutor, due: 2016-09, same_as: "1.1.1"}
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from si_plan.dates.reduced import ReducedDate
from si_plan.diagnostics import Finding
from si_plan.model.plan import Plan, Tracked

if TYPE_CHECKING:
    from si_plan.dates.clock import Clock

CODE: Final = "same-as-differs"


def check(plan: Plan) -> Iterator[Finding]:
    for tracked in plan.same_as_milestones:
        other = plan.tracked_by_id.get(tracked.same_as or "")
        if other is None or {tracked.action.id, other.action.id} & plan.left_out:
            continue
        differences = list(_differences(plan, tracked, other))
        if differences:
            yield Finding(
                CODE,
                tracked.id,
                "same_as",
                f"{tracked.id} is the same as {other.id}, but {' and '.join(differences)}",
                "give both the same, or say in a source note why they differ; if they only overlap, use `see`",
            )


def _differences(plan: Plan, tracked: Tracked, other: Tracked) -> Iterator[str]:
    """How two milestones that are the same differ, each as part of a sentence."""
    if _promised(tracked) != _promised(other) or tracked.starts != other.starts:
        yield f"{tracked.id} is due {_say_dates(tracked)} and {other.id} is due {_say_dates(other)}"
    codes = [{plan.role_code(name) for name in milestone.leads} for milestone in (tracked, other)]
    # A lead that roles.yaml does not list is another mistake (`unknown-lead`).
    if codes[0] != codes[1] and None not in codes[0] | codes[1]:
        mine, theirs = (", ".join(milestone.leads) or "nobody" for milestone in (tracked, other))
        yield f"{tracked.id} is led by {mine} and {other.id} by {theirs}"


def _promised(tracked: Tracked) -> ReducedDate | Clock | None:
    return tracked.due or tracked.clock


def _say_dates(tracked: Tracked) -> str:
    """When it begins and is due, in words."""
    return "/".join(str(date) for date in (tracked.starts, _promised(tracked)) if date is not None) or "not at all"
