"""Targets in words: what is to be reached, the verdict, and how it comes about."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Final

from si_plan.dates.periods import Period
from si_plan.documents import words
from si_plan.documents.blocks import Mark, Shade
from si_plan.model.reference import Target
from si_plan.queries.assessment import Assessment, Figure, Verdict, exact
from si_plan.queries.interim import Interim, InterimVerdict
from si_plan.queries.measures import TargetRow

VERDICT_WORDS: Final = {
    "met": "met",
    "on_the_way": "on the way",
    "off": "off",
    "not_met": "not met yet",
    "no_baseline": "no baseline",
    "not_judged": "not judged",
    "no_reading": "no result",
}

SHADES: Final[dict[Verdict, Shade]] = {
    "met": "done",
    "on_the_way": "open",
    "off": "overdue",
    "not_met": "falling",
    "no_baseline": "none",
    "not_judged": "none",
    "no_reading": "none",
}
"""How each verdict is shown."""

_MOST_PLACES: Final = 4


def mark(verdict: Verdict) -> Mark:
    """The verdict as a mark."""
    return Mark(SHADES[verdict], VERDICT_WORDS[verdict])


def number(amount: Fraction, places: int = _MOST_PLACES) -> str:
    """A figure with as many decimals as it has, but at most `places`: 4.1, 25, 57.9. Halves are rounded up."""
    digits = Decimal(1).scaleb(-places)
    rounded = (Decimal(amount.numerator) / Decimal(amount.denominator)).quantize(digits, rounding=ROUND_HALF_UP)
    text = format(rounded, "f").rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


def with_unit(target: Target, figure: str) -> str:
    """A figure with the target's unit, if it has one: 91%, 12 days."""
    if not target.unit:
        return figure
    return f"{figure}{target.unit}" if target.unit == "%" else f"{figure} {target.unit}"


def in_words(target: Target) -> str:
    """What the target asks for, in a few words, from its kind, value, unit and comparator."""
    value = number(exact(target.value)) if target.value is not None else ""
    against = target.comparator or "the comparator"
    if target.kind == "rank":
        return f"in the top {value}% of authorities" if value else f"as high a rank as {against}"
    if target.kind == "gap":
        if target.value is None:
            return f"a smaller gap than {against}"
        share = "half" if target.value == 0.5 else f"{value} of"
        return f"gap to {against}: at most {share} what it was"
    if target.kind == "rise":
        points = f"{value} points" if target.unit in (None, "%") else with_unit(target, value)
        return f"up by at least {points}" if value else "up"
    if target.kind == "better":
        return f"better than {against}"
    if target.kind == "all":
        return f"all {with_unit(target, value)}" if value else "all of them"
    if target.kind in ("at_least", "at_most"):
        return f"{target.kind.replace('_', ' ')} {with_unit(target, value)}"
    return "held or improved"


def reading(target: Target, figure: Figure) -> str:
    """A reading as it was published: 91.4%, rank 88 of 152 (2016-17)."""
    return f"{published(target, figure)} ({figure.reading.period})"


def published(target: Target, figure: Figure) -> str:
    """The figures of a reading: 91.4%, rank 88 of 152."""
    given = figure.reading
    parts = [with_unit(target, number(exact(given.value)))]
    if given.comparator is not None:
        parts.append(f"comparator {with_unit(target, number(exact(given.comparator)))}")
    if given.rank is not None:
        parts.append(f"rank {given.rank}" + (f" of {given.of}" if given.of is not None else ""))
    return words.join(parts)


INTERIM_WORDS: Final[dict[InterimVerdict, str]] = {
    "reached": "reached",
    "missed": "missed",
    "not_due": "not yet due",
    "not_known": "no result by then",
}
INTERIM_SHADES: Final[dict[InterimVerdict, Shade]] = {
    "reached": "done",
    "missed": "overdue",
    "not_due": "open",
    "not_known": "none",
}
"""How each verdict on an interim target is shown."""


def interim(target: Target, one: Interim) -> str:
    """An interim target with its verdict: at least 90% by Aug 2017 (reached)."""
    asked = in_words(target.model_copy(update={"value": one.target.value}))
    return f"{asked} by {words.short(one.target.by)} ({INTERIM_WORDS[one.verdict]})"


def why(row: TargetRow) -> str:
    """How the verdict comes about: gap 6 at the baseline (2014-15), 4.1 in 2015-16; at most 3 wanted by Sep 2018."""
    found = row.assessment
    if found.latest is None:
        return f"no result yet; {_no_baseline(row) or 'the baseline has none either'}"
    parts = [_course(row.target, found, found.latest)]
    wanted = _what_is_wanted(row.target, found)
    if wanted:
        parts.append(f"{wanted} wanted{_by(row.target)}")
    if found.path is not None and found.verdict in ("on_the_way", "off") and not found.past:
        course = "on the path through its interim targets" if row.interim else "on the straight path"
        parts.append(f"{course} {_path(row.target, found, found.path, found.latest)}")
    parts.append(_ending(row))
    return "; ".join(part for part in parts if part)


def _ending(row: TargetRow) -> str:
    """Why there is no firmer verdict, or what follows from the target's date; may be empty."""
    found, target = row.assessment, row.target
    if found.verdict == "no_reading":
        return "no result since the baseline"
    if found.verdict == "no_baseline":
        return found.lacks or _no_baseline(row)
    if found.verdict == "not_judged":
        return found.lacks
    if found.verdict == "off" and found.past:
        return "its date has passed"
    if found.verdict == "not_met":
        return (_no_baseline(row) if target.by is not None else "no date by which") + ", so no path to hold it against"
    return ""


def _no_baseline(row: TargetRow) -> str:
    """Why there is no baseline in figures; empty if there is one."""
    if row.assessment.baseline is not None:
        return ""
    period = row.target.baseline_period
    if period is not None:
        return f"no baseline: there is no result of {period}"
    return "no baseline in figures"


def _by(target: Target) -> str:
    return f" by {words.short(target.by)}" if target.by is not None else ""


def _course(target: Target, found: Assessment, latest: Figure) -> str:
    """The figure at the baseline and the figure now."""
    baseline = found.baseline if found.baseline is not latest else None
    now = f"{_figure_in_words(target, latest, named=baseline is None)} {_in(latest.period)}"
    if found.baseline is latest:
        return f"{_figure_in_words(target, latest, named=True)} at the baseline ({latest.reading.period})"
    if baseline is None:
        return now
    return f"{_figure_in_words(target, baseline, named=True)} at the baseline ({baseline.reading.period}), {now}"


def _in(period: Period) -> str:
    """in 2016-17, in autumn term 2016, on 31 August 2016."""
    if period.first == period.last:
        return f"on {period.title}"
    return f"in {period.name if period.title.endswith(f' year {period.name}') else period.title}"


def _figure_in_words(target: Target, figure: Figure, *, named: bool) -> str:
    """A reading's figure; if `named`, with what it measures."""
    given = figure.reading
    name = "gap " if named and target.kind == "gap" else ""
    if target.kind == "rank" or (target.kind == "maintain" and given.rank is not None and given.of is not None):
        if figure.amount is None or given.rank is None:
            return with_unit(target, number(exact(given.value)))
        return f"rank {given.rank} of {given.of} (the top {number(figure.amount, 1)}%)"
    if target.kind == "better" or (target.kind == "gap" and target.value is None):
        against = f" against {number(exact(given.comparator))}" if given.comparator is not None else ""
        return f"{name}{with_unit(target, number(exact(given.value)))}{against}"
    amount = figure.amount if figure.amount is not None else exact(given.value)
    return f"{name}{with_unit(target, number(amount))}"


def _what_is_wanted(target: Target, found: Assessment) -> str:
    if target.kind == "better":
        return "a lower figure than the comparator's" if found.lower else "a higher figure than the comparator's"
    if target.kind == "gap" and target.value is None:
        return "a smaller gap than the comparator's"
    if found.wanted is None:
        return in_words(target) if target.kind != "rank" else ""
    return _bound(target, found, found.wanted, 1)


def _bound(target: Target, found: Assessment, amount: Fraction, places: int) -> str:
    if target.kind == "rank" or (target.kind == "maintain" and found.lower and not target.lower_is_better):
        return f"the top {number(amount, places)}%"
    exactly = number(amount) if amount.denominator in _SHORT else number(amount, places)
    return f"at {'most' if found.lower else 'least'} {with_unit(target, exactly)}"


_SHORT: Final = frozenset(2**twos * 5**fives for twos in range(5) for fives in range(5))
"""The denominators of figures that a few decimals give exactly."""


def _path(target: Target, found: Assessment, path: Fraction, latest: Figure) -> str:
    """What the path asks for by the end of the latest reading's period, with enough decimals to tell the two apart."""
    places = 1
    while places < _MOST_PLACES and latest.amount is not None and latest.amount != path:
        if number(latest.amount, places) != number(path, places):
            break
        places += 1
    by = f"by {words.day(latest.period.last)}"
    if target.kind == "better" or (target.kind == "gap" and target.value is None):
        side = "behind" if (path > 0) == found.lower else "ahead"
        return f"{number(abs(path), places)} {side} {by}" if path else f"no difference {by}"
    return f"{_bound(target, found, path, places)} {by}"
