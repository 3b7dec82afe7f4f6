"""Accepting readings: the lines that a certain reading of the words would add to a record."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from si_plan.deadlines.comparing import Compared, disagreements
from si_plan.deadlines.reading import lines_of_fields
from si_plan.editing.changes import Recorded, changes_between
from si_plan.editing.edits import Edit, apply_edits, file_of, place_of
from si_plan.editing.events import with_format
from si_plan.editing.recording import require_sound
from si_plan.editing.rendering import bare_value
from si_plan.loading import SoundPlan
from si_plan.model.plan import Plan, Tracked
from si_plan.queries.selection import known_record, record_id


class Acceptance(NamedTuple):
    """A record, the reading of its words, the lines that say it, and the record's id with its ref."""

    compared: Compared
    lines: tuple[str, ...]
    named: str


def find_acceptances(plan: Plan, names: Iterable[str] = ()) -> list[Acceptance]:
    """What can be accepted, in the plan's order: each record whose words say for certain what its dates do not say.
    With `names`, only those records and what is in them. Raises UsageError for a name that the plan does not have."""
    wanted = {record_id(known_record(plan, name)) for name in names}
    return [
        Acceptance(compared, tuple(lines_of_fields(compared.missing)), plan.refs.both(compared.tracked.id))
        for compared in disagreements(plan.on(date.max))  # what an edition dropped stays as it is
        if compared.verdict in ("missing", "recurrence")
        and compared.reading.confidence == "certain"
        and compared.missing
        and not compared.beyond
        and (not wanted or _ids_around(compared.tracked) & wanted)
    ]


def _ids_around(tracked: Tracked) -> set[str]:
    """The ids of a tracked record, its action and its priority."""
    return {tracked.id, tracked.action.id, tracked.priority.id}


def accept(sound: SoundPlan, acceptances: Sequence[Acceptance]) -> Recorded:
    """Add the lines of each acceptance to its record: the changes to write. Raises EditRefusedError, and UnsoundError
    where the plan would have an error."""
    edits: dict[str, list[Edit]] = {}
    for acceptance in acceptances:
        record = acceptance.compared.tracked.record
        file, path = place_of(sound, record.id)
        order = [field.alias or name for name, field in type(record).model_fields.items()]
        edits.setdefault(file.path, []).extend(
            Edit("set", (*path, name), bare_value(value), order) for name, value in acceptance.compared.missing.items()
        )
    after = [apply_edits(file_of(sound, path), of_file) for path, of_file in edits.items()]
    after += with_format(sound, *(acceptance.compared.missing for acceptance in acceptances))
    require_sound(sound, after)
    return Recorded((), changes_between(sound.sources, after))
