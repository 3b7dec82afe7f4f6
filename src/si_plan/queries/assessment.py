"""A target's readings as figures, and how it stands by them: met, on the way, off, and why.

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

The path is a straight line, from the baseline's figure on the last day of its period to the wanted figure on the
last day of the target's date; with interim targets, straight from each to the next. A reading is compared with the path
on the last day of its own period. Once the target's date has passed, a target that is not met is off.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from fractions import Fraction
from itertools import pairwise
from typing import Final, Literal, NamedTuple

from si_plan.dates.calendar import USUAL
from si_plan.dates.names import period_named
from si_plan.dates.periods import Period
from si_plan.model.plan import Plan
from si_plan.model.progress import TargetReading
from si_plan.model.reference import InterimTarget, Target


class Figure(NamedTuple):
    """A reading and the figure that counts. `amount` is None if the reading lacks what its kind of target needs; then
    `lacks` says what is missing."""

    reading: TargetReading
    period: Period
    amount: Fraction | None
    lacks: str = ""


def exact(value: float) -> Fraction:
    """The number exactly as written: 12.4 is 124/10, not the nearest binary fraction."""
    return Fraction(repr(value))


def known_readings(plan: Plan, as_of: date) -> dict[str, list[tuple[TargetReading, Period]]]:
    """The readings known on the day with their periods, by target, in the order in which the periods end. A reading is
    known from `on`, else from the last day of its period. If two have the same period, the later in the file counts: it
    corrects the other."""
    calendar = plan.details.calendar or USUAL
    found: dict[str, dict[str, tuple[TargetReading, Period]]] = {}
    for reading in plan.readings:
        period = period_named(reading.period, calendar)
        if period is not None and (reading.on or period.last) <= as_of:
            found.setdefault(reading.target, {})[reading.period] = (reading, period)
    return {target: sorted(own.values(), key=lambda known: known[1].last) for target, own in found.items()}


def figures(target: Target, readings: Iterable[tuple[TargetReading, Period]]) -> list[Figure]:
    """The figure of each reading of a target, in the order of the readings."""
    every = list(readings)
    by_rank = target.kind == "rank" or (target.kind == "maintain" and all(_is_ranked(reading) for reading, _ in every))
    return [Figure(reading, period, *_amount(target, reading, by_rank)) for reading, period in every]


def lower_is_better(target: Target, figured: Sequence[Figure]) -> bool:
    """Whether a lower figure is the better one."""
    if target.kind in ("rank", "gap", "at_most"):
        return True
    if target.kind == "maintain" and figured and all(_is_ranked(figure.reading) for figure in figured):
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


Verdict = Literal["met", "on_the_way", "off", "not_met", "no_baseline", "not_judged", "no_reading"]
Trend = Literal["better", "worse", "level"]

VERDICTS: Final[tuple[Verdict, ...]] = (
    "met",
    "on_the_way",
    "off",
    "not_met",
    "no_baseline",
    "not_judged",
    "no_reading",
)

_FROM_BASELINE: Final = ("rise", "maintain")
"""The kinds that cannot be judged without a baseline, as a gap with a fraction cannot."""


class Assessment(NamedTuple):
    """How a target stands by the readings known on a day."""

    verdict: Verdict
    latest: Figure | None = None
    baseline: Figure | None = None
    wanted: Fraction | None = None
    """The figure that meets the target: at most or at least this; for `better`, beyond it."""
    path: Fraction | None = None
    """The figure that the straight path asks for on the last day of the latest reading's period."""
    trend: Trend | None = None
    """How the latest reading compares with the one before it."""
    lower: bool = False
    """Whether a lower figure is the better one."""
    past: bool = False
    """Whether the target's date has passed."""
    lacks: str = ""
    """If the verdict is `not_judged`: what is missing."""


def assess(target: Target, figured: list[Figure], as_of: date) -> Assessment:
    """How a target stands on the day, by the figures of its known readings (in the order of their periods)."""
    lower = lower_is_better(target, figured)
    baseline = next((figure for figure in figured if figure.reading.period == target.baseline_period), None)
    past = target.by is not None and as_of > target.by.latest
    if not figured:
        return Assessment("no_reading", lower=lower, past=past)
    latest = figured[-1]
    so_far = Assessment("not_judged", latest, baseline, lower=lower, past=past)
    so_far = so_far._replace(trend=_trend(figured, lower), wanted=_wanted_figure(target, baseline))
    if latest.amount is None:
        return so_far._replace(lacks=latest.lacks)
    if target.kind == "rank" and target.value is None:
        return so_far._replace(lacks="the target does not say in the top how many per cent")
    if _needs_baseline(target) and latest is baseline:
        return so_far._replace(verdict="no_reading")
    if so_far.wanted is None:
        return so_far._replace(verdict="no_baseline", lacks=baseline.lacks if baseline is not None else "")
    return _judge(target, so_far, latest.amount, so_far.wanted)


def _needs_baseline(target: Target) -> bool:
    return target.kind in _FROM_BASELINE or (target.kind == "gap" and target.value is not None)


def _wanted_figure(target: Target, baseline: Figure | None) -> Fraction | None:
    """The figure that meets the target; None if it depends on a baseline and there is none."""
    if target.kind == "rank":
        return exact(target.value) if target.value is not None else None
    if target.kind in ("all", "at_least", "at_most"):
        return exact(target.value) if target.value is not None else Fraction(100)
    if not _needs_baseline(target):
        return Fraction(0)
    if baseline is None or baseline.amount is None:
        return None
    if target.kind == "gap":
        return max(baseline.amount, Fraction(0)) * exact(target.value or 0)
    return baseline.amount + (exact(target.value or 0) if target.kind == "rise" else 0)


def _judge(target: Target, so_far: Assessment, amount: Fraction, wanted: Fraction) -> Assessment:
    """The verdict on a figure: met if it reaches what is wanted, else by which side of the path it is on."""
    lower = so_far.lower
    if amount == wanted and not _is_strict(target):
        return so_far._replace(verdict="met")
    if amount != wanted and (amount < wanted) == lower:
        return so_far._replace(verdict="met")
    path = _path(target, so_far, wanted)
    so_far = so_far._replace(path=path)
    if so_far.latest is so_far.baseline:
        return so_far._replace(verdict="no_reading")
    if so_far.past or target.kind == "maintain":
        return so_far._replace(verdict="off")
    if path is None:
        return so_far._replace(verdict="not_met")
    return so_far._replace(verdict="on_the_way" if amount == path or (amount < path) == lower else "off")


def _is_strict(target: Target) -> bool:
    """Whether a figure has to go beyond the wanted one, not just reach it: better than a comparator."""
    return target.kind == "better" or (target.kind == "gap" and target.value is None)


def _path(target: Target, so_far: Assessment, wanted: Fraction) -> Fraction | None:
    """The figure that the straight line asks for; None if there is no line, for want of a baseline or a date."""
    baseline, latest = so_far.baseline, so_far.latest
    if baseline is None or baseline.amount is None or latest is None or target.by is None:
        return None
    days = (target.by.latest - baseline.period.last).days
    if days <= 0:
        return None
    if (baseline.amount < wanted) == so_far.lower:
        return wanted  # the target was met at the baseline already, and has to stay met
    on_the_way = target.interim_targets if target.takes_values else ()
    stops = {interim.by.latest: _wanted_at(target, interim, baseline) for interim in on_the_way}
    between = [stop for stop in sorted(stops.items()) if baseline.period.last < stop[0] < target.by.latest]
    course = [(baseline.period.last, baseline.amount), *between, (target.by.latest, wanted)]
    day = min(latest.period.last, target.by.latest)
    (start, first), (end, last) = next(stretch for stretch in pairwise(course) if day <= stretch[1][0])
    return first + (last - first) * Fraction((day - start).days, (end - start).days)


def _wanted_at(target: Target, interim: InterimTarget, baseline: Figure) -> Fraction:
    """The figure that meets an interim target."""
    wanted = _wanted_figure(target.model_copy(update={"value": interim.value}), baseline)
    assert wanted is not None, "the target has a baseline, on which the figure may depend"
    return wanted


def _trend(figured: list[Figure], lower: bool) -> Trend | None:
    if len(figured) < 2:
        return None
    before, now = figured[-2].amount, figured[-1].amount
    if before is None or now is None:
        return None
    if now == before:
        return "level"
    return "better" if (now < before) == lower else "worse"
