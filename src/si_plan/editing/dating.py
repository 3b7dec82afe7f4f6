"""The dates that a new record's words say for certain, so that whoever adds it need not write them again."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, NamedTuple

from si_plan.deadlines import Reading, record_fields
from si_plan.deadlines.agreement import dates_agree, dates_in
from si_plan.deadlines.comparing import read_wording
from si_plan.deadlines.reading import lines_of_fields
from si_plan.editing.rendering import Value, bare_value
from si_plan.model.fields import Record
from si_plan.model.plan import Plan
from si_plan.model.promise import Action

DATING: Final = ("due", "starts", "repeats", "dates", "same_as")
"""The fields by which a record has its dates."""


class Worded(NamedTuple):
    """The fields that a record's words give, as values to write and as a person reads them: `due 2016-12`."""

    values: dict[str, Value]
    said: str


NOTHING: Final = Worded({}, "")


def dates_in_words(plan: Plan, model: type[Record], around: str, fields: Mapping[str, Value]) -> Worded:
    """The dates that the words of a new record say for certain: its own, or those of the action around it, if that has
    just one line and not these dates. Nothing where it is given dates, or where its kind cannot have those that the
    words say."""
    if "when" not in model.model_fields or any(name in fields for name in DATING):
        return NOTHING
    action = plan.by_id.get(around)
    own = fields.get("when")
    lines = (own,) if isinstance(own, str) else tuple(own or ())
    if isinstance(action, Action) and "when" not in fields:
        lines = action.when
    if len(lines) != 1:
        return NOTHING
    reading = read_wording(plan, str(lines[0]))
    said = record_fields(reading)
    if reading.confidence != "certain" or any(name not in model.model_fields for name in said):
        return NOTHING
    if isinstance(action, Action) and _has_them(action, reading):
        return NOTHING
    text = " and ".join(line.replace(": ", " ", 1) for line in lines_of_fields(said))
    if isinstance(said.get("due"), Mapping):
        text = f"due {reading.length}"
    return Worded({name: bare_value(value) for name, value in said.items()}, text)


def _has_them(action: Action, reading: Reading) -> bool:
    """Whether a part of an action has these dates already, from the action itself."""
    dated = dates_in(action)
    return not dated.none and dates_agree(reading, dated)
