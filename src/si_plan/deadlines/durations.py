"""Lengths of time ("within 6 weeks", "over the next three years"): dates only where the plan's own date is known,
and never sure, for a text does not say from which day it counts."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from si_plan.dates.periods import add_months, reduced_bounds, reduced_day
from si_plan.deadlines.findings import Findings
from si_plan.deadlines.reading import Reading, undated_reading, unsure
from si_plan.deadlines.years import Setting

_DAYS = {1: 1, 2: 7, 8: 14}
_YEARS = (7, 9, 10)
_MONTHS = {3: 1, 4: 3, 7: 12, 9: 12, 10: 12}


def read_length(findings: Findings, text: str, setting: Setting) -> Reading | None:
    """The reading of a line that names a length of time; None where it names none."""
    if findings.has("relative"):
        return None
    found = findings.named("within", "length")
    if not found or found[0].match is None:
        return None
    match, context = found[0].match, setting.context
    if findings.has("reference") or _counts_from_event(findings, found[0].end, match.parts["unit"]):
        return undated_reading(text, "it depends on an event, and does not say when that is", "relative")
    if context is None:
        return undated_reading(text, "it gives a length of time, but not when that begins", "length")
    many = match.parts.get("most", match.parts.get("n", 1))
    if match.parts["unit"] in _YEARS and not (match.name == "within" and many == 1):
        return _years(many, text, context, setting)
    if match.name == "length" and "which" not in match.parts:
        return undated_reading(text, "it gives a length of time, but not when that begins", "length").with_doubts(
            unsure("siplan takes no date from it")
        )
    last = _later(context, many, match.parts)
    if last is None:
        return undated_reading(text, "it counts in terms, which have no fixed length", "length").with_doubts(
            unsure("siplan takes no date from it")
        )
    why = "siplan counts from the date of the plan"
    reading = Reading(text, "by", ends=reduced_day(last), why=why)
    if findings.tokens[0].text.lower() in ("over", "during"):
        reading = Reading(text, "during", starts=reduced_day(context), ends=reduced_day(last), why=why)
    return reading.with_doubts(unsure("it does not say which day to count from"))


def _counts_from_event(findings: Findings, end: int, unit: int) -> bool:
    """Whether words follow that say what the length counts from: "6 weeks of the meeting".

    Years are often followed by a word for the plan itself ("1-year timescale"), so only "from" and "after" tell.
    """
    if end >= len(findings.tokens):
        return False
    after = findings.tokens[end]
    from_there = bool({"after", "from", "before"} & after.means.keys())
    return from_there or (unit not in _YEARS and (after.plain or "event" in after.means))


def _years(many: int, text: str, context: date, setting: Setting) -> Reading:
    start = setting.calendar.start_year(context, setting.calendar.year)
    first = setting.calendar.year_from(start, setting.calendar.year)
    last = setting.calendar.year_from(start + min(many, 50) - 1, setting.calendar.year)
    starts, ends = reduced_bounds(first.first, last.last)
    reading = Reading(text, "during", starts=starts, ends=ends, why=first.rule)
    return reading.with_doubts(unsure("the years are counted from the one of the plan's own date"))


def _later(day: date, many: int, parts: Mapping[str, int]) -> date | None:
    unit = parts["unit"]
    if unit in _DAYS:
        return day + timedelta(days=_DAYS[unit] * many)
    if unit in _MONTHS:
        return add_months(day, _MONTHS[unit] * many)
    return None
