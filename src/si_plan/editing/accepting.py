"""Accepting readings: the lines that a certain reading of the words would add to a record."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from si_plan.deadlines.comparing import Compared, disagreements, written
from si_plan.editing.edits import Edit, edited
from si_plan.editing.rendering import EditRefusedError, written_bare
from si_plan.loading import Loaded
from si_plan.model.plan import Plan
from si_plan.sources import Source


class Acceptance(NamedTuple):
    """A record, the reading of its words, and the lines that say it."""

    compared: Compared
    lines: tuple[str, ...]


def acceptable(plan: Plan, names: Iterable[str] = ()) -> list[Acceptance]:
    """The records whose words say for certain what their dates do not say at all, and could; of those named, if any
    are."""
    wanted = set(names)
    return [
        Acceptance(one, tuple(written(one.missing)))
        for one in disagreements(plan)
        if one.verdict in ("missing", "recurrence")
        and one.reading.confidence == "certain"
        and one.missing
        and not one.beyond
        and (not wanted or {one.tracked.id, one.tracked.action.id, one.tracked.priority.id} & wanted)
    ]


def accepted(loaded: Loaded, sources: Iterable[Source], acceptances: Iterable[Acceptance]) -> list[Source]:
    """The sources that change, with the lines added. Raises EditRefusedError; then nothing is to be written."""
    by_path = {source.path: source for source in sources}
    edits: dict[str, list[Edit]] = {}
    for one in acceptances:
        record = one.compared.tracked.record
        place = loaded.places.path(record.id)
        if place is None:
            raise EditRefusedError(f"{record.id} is not to be found in its file", "add the line by hand")
        file, path = place
        order = [field.alias or name for name, field in type(record).model_fields.items()]
        edits.setdefault(file, []).extend(
            Edit("set", (*path, name), written_bare(value), order) for name, value in one.compared.missing.items()
        )
    return [edited(by_path[file], of_file) for file, of_file in edits.items()]
