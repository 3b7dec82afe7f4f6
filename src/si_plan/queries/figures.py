"""Readings of a target as figures that can be held against it, exactly.

| kind | the figure of a reading | better is |
|---|---|---|
| rank | the rank in per cent of those ranked: 38 of 152 is 25 | lower |
| gap | by how much the result is behind its comparator's; without a comparator, the value is the gap itself | lower |
| gap without a fraction | the value, which is the gap, less the comparator's gap | lower |
| rise | the value | higher |
| better | the value less the comparator's | higher, unless the target says lower |
| all, at_least | the value | higher |
| at_most | the value | lower |
| maintain | the rank in per cent where each reading has one, else the value | as above |
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from si_plan.dates.calendar import USUAL
from si_plan.dates.names import period_named
from si_plan.dates.periods import Period
from si_plan.model.plan import Plan
from si_plan.model.progress import TargetReading
from si_plan.model.reference import Target


class Figure(NamedTuple):
    """A reading and what counts of it. `amount` is None where the reading lacks what its kind of target needs, and
    `lacks` says what that is."""

    reading: TargetReading
    period: Period
    amount: Fraction | None
    lacks: str = ""


def exact(value: float) -> Fraction:
    """The number that was written: 12.4 is 124/10, and not the nearest that a computer's fraction comes to."""
    return Fraction(repr(value))


def known_readings(plan: Plan, as_of: date) -> dict[str, list[tuple[TargetReading, Period]]]:
    """The readings that were known on the day, by target, in the order in which their periods end. One is known from
    `on`, else from the last day of its period. Of two of one period the later in the file counts: it corrects."""
    calendar = plan.details.calendar or USUAL
    found: dict[str, dict[str, tuple[TargetReading, Period]]] = {}
    for reading in plan.readings:
        period = period_named(reading.period, calendar)
        if period is not None and (reading.on or period.last) <= as_of:
            found.setdefault(reading.target, {})[reading.period] = (reading, period)
    return {target: sorted(own.values(), key=lambda one: one[1].last) for target, own in found.items()}


def figures(target: Target, readings: Iterable[tuple[TargetReading, Period]]) -> list[Figure]:
    """The figure of each reading of a target, in their order."""
    every = list(readings)
    by_rank = target.kind == "rank" or (target.kind == "maintain" and all(_is_ranked(one) for one, _ in every))
    return [Figure(reading, period, *_amount(target, reading, by_rank)) for reading, period in every]


def lower_is_better(target: Target, figured: Sequence[Figure]) -> bool:
    """Whether a lower figure is the better one."""
    if target.kind in ("rank", "gap", "at_most"):
        return True
    if target.kind == "maintain" and figured and all(_is_ranked(one.reading) for one in figured):
        return True
    return target.lower_is_better


def _is_ranked(reading: TargetReading) -> bool:
    return reading.rank is not None and reading.of is not None


def _amount(target: Target, reading: TargetReading, by_rank: bool) -> tuple[Fraction | None, str]:
    if by_rank:
        if reading.rank is None or reading.of is None:
            return None, "the reading gives no rank (its fields rank and of)"
        if reading.rank > reading.of:
            return None, f"the reading ranks it {reading.rank} of {reading.of}"
        return Fraction(100 * reading.rank, reading.of), ""
    value = exact(reading.value)
    if target.kind == "gap" and target.value is not None:
        return _gap(target, reading, value), ""
    if target.kind in ("better", "gap"):
        if reading.comparator is None:
            return None, "the reading gives no comparator"
        return value - exact(reading.comparator), ""
    return value, ""


def _gap(target: Target, reading: TargetReading, value: Fraction) -> Fraction:
    if reading.comparator is None:
        return value
    behind = exact(reading.comparator) - value
    return -behind if target.lower_is_better else behind
