"""Lengths of time ("within 6 weeks of 3 June 2016", "within 35 working days of receipt", "over the next three years").

How days are counted is told, not assumed. The day that a time is "of", "from" or "after" is left out, one that it is
"beginning with" counts. Working days leave out weekends and bank holidays, school days also what the plan's calendar
gives as holidays. Of clear days both ends are left out, and whether weekends count depends on the rule, so they are
never sure. A length that names no beginning counts from the plan's own date, and is never sure, either."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final, NamedTuple

from si_plan.dates.periods import LONGEST, ONE_DAY, add_months, reduced_bounds, reduced_day, say_day
from si_plan.dates.reduced import DateError
from si_plan.deadlines.beginnings import COUNTED, WAITS, Beginning, beginning_of
from si_plan.deadlines.dated import read_when
from si_plan.deadlines.findings import Finding, Findings
from si_plan.deadlines.moments import Doubt
from si_plan.deadlines.reading import Length, Reading, likely, undated_reading, unsure
from si_plan.deadlines.years import Setting

_MOST: Final = 4  # lengths of time in one line; those beyond are not looked at
_DAYS: Final = {1: 1, 2: 7, 8: 14, 15: 7}
_MONTHS: Final = {3: 1, 4: 3, 7: 12, 9: 12, 10: 12}
_YEARS: Final = (7, 9, 10)
_SCHOOL_WEEKS: Final = 15
LASTING: Final = "lasting"
"""The rule of a reading of a recurrence that lasts for a length of time."""
_WORKING, _SCHOOL, _CLEAR, _CLEAR_WORKING = 11, 12, 13, 14
_UNITS: Final = {
    1: "day", 2: "week", 3: "month", 4: "quarter", 7: "year", 8: "fortnight", 9: "academic year", 10: "financial year",
    11: "working day", 12: "school day", 13: "clear day", 14: "clear working day", 15: "school week",
}  # fmt: skip


class _Counted(NamedTuple):
    """The last day of a length of time, how it was counted, and what is in doubt."""

    last: date
    why: str
    doubts: tuple[Doubt, ...] = ()


_LENGTHS: Final = {1: ("days", 1), 2: ("weeks", 1), 8: ("weeks", 2), 11: ("working_days", 1)}


def read_length(findings: Findings, text: str, setting: Setting) -> Reading | None:
    """The reading of a line that counts a length of time; None where it names none, or where something else in it says
    when."""
    found = findings.named("within", "length", "relative")
    if not found or findings.has("repeat"):
        return None
    reading = _read_lengths(found, findings, text, setting)
    if reading is None or reading.length is None:
        return reading
    parts = found[0].match.parts if found[0].match is not None and len(found) == 1 else {}
    if "unit" not in parts:
        return reading._replace(length=None)
    unit, each = _LENGTHS.get(parts["unit"], ("months", _MONTHS.get(parts["unit"], 0)))
    length = reading.length._replace(many=each * parts.get("most", parts.get("n", 1)), unit=unit)
    return reading._replace(length=length if 0 < length.many <= LONGEST else None)


def _read_lengths(found: list[Finding], findings: Findings, text: str, setting: Setting) -> Reading | None:
    named = [(length, beginning_of(length, findings, setting, text)) for length in found[:_MOST]]
    for length, begins in named:
        if isinstance(begins, Beginning) and not (begins.waits and findings.has("when")):
            reading = _read_from(begins, length, findings, setting, text)
            return reading.with_doubts(unsure("it names several lengths of time") if len(found) > 1 else None)
    undated = next((begins for _, begins in named if isinstance(begins, Reading)), None)
    if undated is not None and (COUNTED in undated.rules or not findings.has("when")):
        return undated
    if findings.has("when", "relative"):
        return None
    reading = _read_from_plan(found[0], findings, setting, text)
    ahead = any("before" in token.means for token in findings.tokens)
    return reading if ahead else reading._replace(length=Length())


def _read_from(begins: Beginning, length: Finding, findings: Findings, setting: Setting, text: str) -> Reading:
    """The reading of a length that counts from a day of its words or from an event."""
    assert length.match is not None
    parts = length.match.parts
    many, unit = parts.get("most", parts.get("n", 1)), parts["unit"]
    try:
        counted = _count(begins, many, unit, setting)
        if counted is None:
            why = "the plan's calendar does not give the days of its schools"
            why = why if unit == _SCHOOL else "it counts in terms, which have no fixed length"
            return undated_reading(text, why, COUNTED).with_doubts(unsure("siplan takes no date from it"))
        last = reduced_day(counted.last)
    except DateError as error:
        return undated_reading(text, error.reason, COUNTED).with_doubts(unsure("siplan takes no date from it"))
    rules = (COUNTED, WAITS) if begins.waits else (COUNTED,)
    why = f"it waits for {begins.event}, which has no date yet" if begins.waits else counted.why
    reading = Reading(text, "by", ends=last, why=why, rules=rules)
    if begins.event and begins.side == "after":
        reading = reading._replace(length=Length(after=begins.event, counts_first=begins.counts))
    if begins.side == "before" and length.match.name == "within":
        ends = reduced_day(begins.day - ONE_DAY)
        reading = reading._replace(kind="during", starts=last, ends=ends)
        reading = reading.with_doubts(unsure("siplan takes it as the days before that one"))
    elif begins.side == "after" and _goes_on(findings, length):
        reading = reading._replace(kind="during", starts=reduced_day(begins.day))
        reading = reading.with_doubts(likely("siplan takes that day as its beginning"))
    elif _is_least(findings, length) and begins.side == "after":
        reading = reading._replace(kind="from", starts=last, ends=None, length=None)
        reading = reading.with_doubts(likely("siplan takes it as the first day on which it may be done"))
    elif length.match.name != "within" and not _is_deadline(findings, length):
        reading = reading.with_doubts(likely("siplan takes the last day as the deadline"))
    if "most" in parts:
        reading = reading.with_doubts(likely("siplan takes the longer of two lengths"))
    if any(read_when(when, text, setting).ends != last for when in begins.others if reading.ends):
        reading = reading.with_doubts(unsure("it names another date, too"))
    return reading.with_doubts(*begins.doubts, *counted.doubts)


def without_stand_in(reading: Reading) -> Reading:
    """A reading without the days that it has from an event without a day."""
    if WAITS not in reading.rules:
        return reading
    return reading._replace(kind="undated", starts=None, ends=None)


def _goes_on(findings: Findings, length: Finding) -> bool:
    """Whether a length is the time that something takes: "over 6 weeks", "for 6 weeks"."""
    before = findings.tokens[length.start - 1 : length.start]
    if before and before[0].text.lower() == "for":
        findings.account_for(before)
        return True
    return findings.tokens[length.start].text.lower() in ("over", "during", "throughout", "across")


def _is_least(findings: Findings, length: Finding) -> bool:
    """Whether a length is the shortest that is meant: "at least 28 days after"."""
    before = findings.tokens[length.start - 1 : length.start]
    if not before or "least" not in before[0].means:
        return False
    findings.account_for(before)
    return True


def _is_deadline(findings: Findings, length: Finding) -> bool:
    """Whether the word before a length makes its last day the deadline: "no later than 10 days after"."""
    before = findings.tokens[length.start - 1 : length.start]
    if not before or "by" not in before[0].means:
        return False
    findings.account_for(before)
    return True


def recurs_for(reading: Reading, findings: Findings) -> Reading:
    """The reading of a recurrence, with its end where the words say from when and for how long it recurs: "weekly for 6
    weeks from 5 September 2016". The first day counts. Others as they are."""
    lengths, begins = findings.named("length", "within", "relative"), reading.starts
    if len(lengths) != 1 or begins is None or reading.until is not None or lengths[0].match is None:
        return reading
    parts, day = lengths[0].match.parts, begins.earliest
    unit, many = parts["unit"], parts.get("n", 1)
    if "most" in parts or not (_goes_on(findings, lengths[0]) or "for" in parts):
        return reading
    if unit in _DAYS and unit != _SCHOOL_WEEKS and begins.earliest == begins.latest:
        last = day + timedelta(days=_DAYS[unit] * many - 1)
    elif unit in _MONTHS and unit not in (9, 10):
        last = add_months(day, _MONTHS[unit] * many) - ONE_DAY
    else:
        return reading
    what = f"{many} {_UNITS[unit]}{'' if many == 1 else 's'}"
    reading = reading._replace(ends=reduced_day(last), until=reduced_day(last), rules=(*reading.rules, LASTING))
    return reading.with_doubts(likely(f"siplan takes it to recur for {what} from {say_day(day)}"))


def _count(begins: Beginning, many: int, unit: int, setting: Setting) -> _Counted | None:
    """The last day of a length of time from its beginning; the first, of one before it. None where it cannot be
    counted. Raises DateError beyond the years 1900 to 2199."""
    from si_plan.dates.lengths import count, how_counted  # few texts need them

    one = -1 if begins.side == "before" else 1
    why = how_counted(
        many,
        _UNITS.get(unit, ""),
        begins.told,
        counts_first=begins.counts,
        back=begins.side == "before",
        left_out=_left_out(unit, setting),
    )
    if unit in _DAYS:
        doubts = (unsure("school weeks leave out holidays, and siplan does not"),) if unit == _SCHOOL_WEEKS else ()
        days = one * _DAYS[unit] * many
        return _Counted(count(begins.day, days, "days", setting.calendar, counts_first=begins.counts), why, doubts)
    if unit in _MONTHS:
        return _count_months(begins, many, unit, why, setting)
    day = begins.day - one * ONE_DAY if begins.counts else begins.day
    if unit == _CLEAR:
        doubt = unsure("whether weekends are clear days depends on the rule, and siplan counts them")
        return _Counted(day + one * timedelta(days=many + 1), f"{why}, as is the last", (doubt,))
    if unit in (_WORKING, _SCHOOL, _CLEAR_WORKING):
        return _count_some_days(begins, day, one * many, unit, why, setting)
    return None


def _left_out(unit: int, setting: Setting) -> str:
    """The days that a unit leaves out, in words; empty where it counts every day."""
    from si_plan.dates.lengths import not_working

    if unit not in (_WORKING, _SCHOOL, _CLEAR_WORKING):
        return ""
    return not_working(setting.calendar, ", school holidays" if unit == _SCHOOL else "")


def _count_months(begins: Beginning, many: int, unit: int, why: str, setting: Setting) -> _Counted:
    from si_plan.dates.lengths import count

    one = -1 if begins.side == "before" else 1
    last = count(begins.day, one * _MONTHS[unit] * many, "months", setting.calendar, counts_first=begins.counts)
    doubts: tuple[Doubt, ...] = ()
    if unit in (9, 10):
        doubts = (unsure(f"siplan counts {many} {_UNITS[unit]}{'' if many == 1 else 's'} as months"),)
    whole = begins.counts and one > 0 and begins.day.day == 1  # a month from its first day to its last
    if not whole and last.day < (begins.day - one * ONE_DAY if begins.counts else begins.day).day:
        doubts = (*doubts, likely(f"{say_day(last)} is the last day of a shorter month"))
    return _Counted(last, why, doubts)


def _count_some_days(begins: Beginning, day: date, many: int, unit: int, why: str, setting: Setting) -> _Counted | None:
    from si_plan.dates.working_days import add_school_days, add_working_days, knows_holidays  # few texts need them

    calendar = setting.calendar
    if unit == _SCHOOL:
        taught = day if begins.waits else add_school_days(day, many, calendar)
        doubt = likely("siplan does not know on which days its schools train their staff")
        return None if taught is None else _Counted(taught, why, (doubt,))
    doubts: tuple[Doubt, ...] = ()
    if unit == _CLEAR_WORKING:
        many += 1 if many > 0 else -1
        doubts = (unsure("siplan leaves out the first and the last day"),)
    last = add_working_days(day, many, calendar)
    if not begins.waits and not knows_holidays(min(day, last), max(day, last), calendar):
        doubts = (*doubts, unsure("siplan does not know the bank holidays of that year"))
    return _Counted(last, why, doubts)


def _read_from_plan(length: Finding, findings: Findings, setting: Setting, text: str) -> Reading:
    """The reading of a length whose words name no beginning."""
    assert length.match is not None
    match, context = length.match, setting.context
    if findings.has("reference") or _counts_from_event(findings, length.end, match.parts["unit"]):
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
    counted = _count(Beginning(context, "the date of the plan"), many, match.parts["unit"], setting)
    if counted is None:
        why = "it counts in terms, which have no fixed length"
        if match.parts["unit"] == _SCHOOL:
            why = "the plan's calendar does not give the days of its schools"
        return undated_reading(text, why, "length").with_doubts(unsure("siplan takes no date from it"))
    reading = Reading(text, "by", ends=reduced_day(counted.last), why=counted.why)
    if findings.tokens[0].text.lower() in ("over", "during"):
        reading = reading._replace(kind="during", starts=reduced_day(context))
    return reading.with_doubts(*counted.doubts, unsure("it does not say which day to count from"))


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
