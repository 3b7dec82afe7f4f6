"""Where the plan departs from the published document, where it chose a reading, and what it leaves as it is."""

from __future__ import annotations

from collections.abc import Container
from typing import Final, NamedTuple

from si_plan.model.ids import record_at
from si_plan.model.plan import Plan
from si_plan.model.reference import NoteKind, SourceNote
from si_plan.queries.rows import tracked_in
from si_plan.queries.selection import Selection

USUAL: Final[tuple[NoteKind, ...]] = ("departure", "judgement")
"""The kinds of notes about places where the plan says something other than the document. Observations are shown only
if asked for."""


class Notes(NamedTuple):
    """The source notes of the kinds asked for, and how many there are of other kinds."""

    shown: list[SourceNote]
    others: int


def notes(plan: Plan, selection: Selection, kinds: Container[str] = USUAL) -> Notes:
    """The source notes of these kinds, in the plan's order; with a filter, only those about selected records."""
    found = _about(plan, selection)
    shown = [note for note in found if note.kind in kinds]
    return Notes(shown, len(found) - len(shown))


def _about(plan: Plan, selection: Selection) -> list[SourceNote]:
    if not selection.filters:
        return list(plan.notes)
    about = {name for tracked, _ in tracked_in(plan, selection) for name in (tracked.id, tracked.action.id)}
    if len(selection.filters) == 1:  # notes about the record that the filter names, too
        about.update(selection.filters.values())
    return [note for note in plan.notes if record_at(note.at) in about]
