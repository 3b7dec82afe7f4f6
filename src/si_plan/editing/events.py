"""Events and the deadlines that count from them, as edits write them: a clock as it was typed, the format of a plan
that has one, and what moves where an event gets another day.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from typing import Final

from si_plan.dates.clock import clock_from_data
from si_plan.dates.reduced import DateError
from si_plan.documents import words
from si_plan.editing.edits import Edit, apply_edits, file_of
from si_plan.editing.rendering import Value, bare_value, read_back
from si_plan.editing.scalars import Bare
from si_plan.errors import UsageError
from si_plan.loading import SoundPlan
from si_plan.loading.parsing import parse
from si_plan.model.clocks import clocks_in
from si_plan.model.events import Event
from si_plan.model.plan import Plan
from si_plan.model.reference import OF_CLOCKS
from si_plan.sources import Source

_IN_WORDS: Final = r"([0-9]{1,3}) (working day|day|week|month)s? (after|beginning with) ([a-z][a-z0-9-]{0,39})"
_MOST_NAMED: Final = 5


def clock_typed(plan: Plan, text: str) -> Value | None:
    """The clock that was typed for a deadline, as a file has it, `{after: visit, weeks: 6}`, or as siplan says it, `6
    weeks after visit`; None for anything else. Raises UsageError for one that is wrong."""
    data = _data_typed(text) if text.startswith("{") else _data_in_words(plan, text)
    if data is None:
        return None
    try:
        return bare_value(clock_from_data(data).as_data())
    except DateError as error:
        raise UsageError(error.reason, error.hint) from None


def _data_typed(text: str) -> Mapping[str, object]:
    document = parse(Source("", "", f"due: {text}\n"))
    data = document.data
    if document.findings or not isinstance(data, dict) or list(data) != ["due"] or not isinstance(data["due"], dict):
        raise UsageError(f"{text} cannot be read", "write {after: report-received, working_days: 70}")
    return data["due"]


def _data_in_words(plan: Plan, text: str) -> Mapping[str, object] | None:
    found = re.fullmatch(_IN_WORDS, text)
    if found is None or found[4] not in {event.id for event in plan.details.events}:
        return None
    first = {"counts_first": "true"} if found[3] == "beginning with" else {}
    return {"after": found[4], f"{found[2].replace(' ', '_')}s": found[1], **first}


def clock_in_words(value: Mapping[str, Value]) -> str:
    """A clock that is to be written, as people read it; empty for any other value."""
    return str(clock_from_data(read_back(value))) if "after" in value else ""


def with_format(sound: SoundPlan, *written: Mapping[str, object]) -> list[Source]:
    """plan.yaml with the format that a clock among these fields needs; nothing where none is, or it has that format."""
    clocks = any(isinstance(fields.get("due"), Mapping) for fields in written)
    if not clocks or sound.plan.details.format >= OF_CLOCKS:
        return []
    return [apply_edits(file_of(sound, "plan.yaml"), [Edit("set", ("format",), Bare(str(OF_CLOCKS)))])]


def counting_from(plan: Plan, event: Event) -> list[str]:
    """The ids of the records whose promised deadline counts from an event."""
    return [name for name, field, clock in clocks_in(plan) if field == "due" and clock.after == event.id]


def redates(plan: Plan, record: object, values: Mapping[str, Value], gone: Collection[str]) -> bool:
    """Whether an edit of a record changes the day of an event, or takes it away, where deadlines count from it."""
    if not isinstance(record, Event) or record.on is None or not counting_from(plan, record):
        return False
    return "on" in gone or values.get("on", record.on.isoformat()) != record.on.isoformat()


def deadlines_moved(before: Plan, after: Plan) -> str:
    """Which promised deadlines come to another day than before, in a few words; empty for none."""
    was = {name: clock for name, field, clock in clocks_in(before) if field == "due"}
    moved = [
        f"{after.refs.of(name)} {'is due ' + words.short(clock.ends) if clock.ends is not None else 'waits'}"
        for name, field, clock in clocks_in(after)
        if field == "due" and was.get(name) == clock and was[name].ends != clock.ends
    ]
    more = [f"and so are {len(moved) - _MOST_NAMED} more"] if len(moved) > _MOST_NAMED else []
    return "; ".join([*moved[:_MOST_NAMED], *more])
