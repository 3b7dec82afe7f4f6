"""Where the plan departs from the published document."""

from __future__ import annotations

from si_plan.model.plan import Plan
from si_plan.model.reference import SourceNote
from si_plan.queries.rows import selected
from si_plan.queries.selection import Selection


def notes(plan: Plan, selection: Selection) -> list[SourceNote]:
    """The source notes, in the plan's order; with a filter, those about what it takes."""
    if not selection.filters:
        return list(plan.notes)
    about = {name for tracked, _ in selected(plan, selection) for name in (tracked.id, tracked.action.id)}
    if len(selection.filters) == 1:  # of the record that it names, too
        about.update(selection.filters.values())
    return [note for note in plan.notes if note.at.partition("#")[0] in about]
