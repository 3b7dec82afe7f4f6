"""Recording readings of success measures: what nobody can have read is refused, the rest is appended to their log."""

from __future__ import annotations

from datetime import date
from typing import Final

from si_plan.dates.calendar import USUAL
from si_plan.dates.names import period_named
from si_plan.editing.changes import Account, Recorded, changes_between
from si_plan.editing.recording import append_to, see_that_it_stays_sound
from si_plan.editing.rendering import fields_of
from si_plan.errors import UsageError
from si_plan.loading import SoundPlan
from si_plan.model.plan import Plan
from si_plan.model.progress import TargetReading

_LOG: Final = "progress/measures.yaml"


def see_that_it_can_be(plan: Plan, reading: TargetReading, today: date) -> None:
    """Raise UsageError for a reading that nobody can have made (a rank below the last, a result of days to come), and
    for one that is recorded already."""
    if (reading.rank is None) != (reading.of is None):
        raise UsageError("a rank says nothing without the number of those ranked", "give both --rank and --of")
    if reading.rank is not None and reading.of is not None and reading.rank > reading.of:
        raise UsageError(f"nothing ranks {reading.rank} among {reading.of}", "correct --rank or --of")
    period = period_named(reading.period, plan.details.calendar or USUAL)
    if reading.on is None and period is not None and period.last > today:
        raise UsageError(
            f"{reading.period} runs until {period.last}, and the reading would not count before",
            "give --on, the day on which it became known",
        )
    if reading in plan.readings:
        raise UsageError(f"this reading of {reading.target} is recorded already", "siplan trend shows every reading")


def record_reading(sound: SoundPlan, reading: TargetReading) -> Recorded:
    """Append a reading of a success measure's target, as `record_entries` appends entries."""
    after = append_to(sound, _LOG, [reading])
    see_that_it_stays_sound(sound, [after])
    text = f"{reading.target} for {reading.period}: {fields_of(reading)['value']}"
    return Recorded((Account(reading.target, after.shown, text),), changes_between(sound.sources, [after]))
