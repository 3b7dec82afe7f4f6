"""Where the plan departs from the published document, where it chose a reading, and what it leaves as it is."""

from __future__ import annotations

from collections.abc import Container, Sequence
from typing import NamedTuple

from si_plan.model.ids import record_at
from si_plan.model.plan import Plan
from si_plan.model.reference import SourceNote
from si_plan.queries.finding import has_words
from si_plan.queries.rows import tracked_in
from si_plan.queries.selection import Selection


class Notes(NamedTuple):
    """The source notes of the kinds asked for, and how many there are of other kinds."""

    shown: list[SourceNote]
    others: int


def notes(plan: Plan, selection: Selection, kinds: Container[str], words: Sequence[str] = ()) -> Notes:
    """The source notes of these kinds that have these words, in the plan's order; with a filter, those about what it
    takes."""
    found = [note for note in _about(plan, selection) if has_words(_text(note), words)]
    shown = [note for note in found if note.kind in kinds]
    return Notes(shown, len(found) - len(shown))


def _text(note: SourceNote) -> str:
    return " ".join((note.id, note.at, note.document, note.recorded, note.why))


def _about(plan: Plan, selection: Selection) -> list[SourceNote]:
    if not selection.filters:
        return list(plan.notes)
    about = {name for tracked, _ in tracked_in(plan, selection) for name in (tracked.id, tracked.action.id)}
    if len(selection.filters) == 1:  # notes about the record that the filter names, too
        about.update(selection.filters.values())
    return [note for note in plan.notes if record_at(note.at) in about]
