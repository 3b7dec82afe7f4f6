"""A written deadline to its reading, by the plan's own date and its calendar: the limits of a text, its lines, and what
the findings of a line say together.

Rules of a line, in their order: a recurrence takes the dates beside it as its bounds or its place in the year; a date
beside "ongoing" begins; a date in brackets makes the one before it exact; other dates are clauses of their own."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from si_plan.dates.calendar import USUAL, SchoolCalendar
from si_plan.dates.periods import reduced_day
from si_plan.deadlines.beginnings import COUNTED
from si_plan.deadlines.dated import read_repeat, read_when
from si_plan.deadlines.durations import read_length
from si_plan.deadlines.findings import Finding, Findings, findings_in
from si_plan.deadlines.lines import lines_of
from si_plan.deadlines.moments import Moment
from si_plan.deadlines.phrases import When
from si_plan.deadlines.reading import Reading, distinct, likely, undated_reading, unsure
from si_plan.deadlines.tokens import normalise
from si_plan.deadlines.years import Setting

if TYPE_CHECKING:
    from si_plan.model.events import Event

LONGEST: Final = 500
NOT_READ: Final = frozenset({"too-long", "too-many"})
"""The rules by which a text is not read at all."""


def read_deadline(
    text: str, context: date | None = None, calendar: SchoolCalendar = USUAL, events: Sequence[Event] = ()
) -> Reading:
    """The reading of one written deadline, such as a line of a plan's When cell.

    `context` is the plan's own date, which settles the years that the text leaves out; `calendar` says when
    terms and years begin and which days are working days; `events` are those from which lengths of time count.
    Never raises: what cannot be read is `undated`, with the reason, and a text longer than 500 characters is not
    read at all. The time it takes grows with the length of the text.
    """
    if len(text) > LONGEST:
        return leave_unread(text, f"it is longer than {LONGEST} characters", "too-long")
    setting = Setting(context, calendar, tuple(events))
    lines = lines_of(normalise(text))
    if not lines:
        return undated_reading(text, "it is empty", "empty")
    readings = [_drop_contradicting_dates(read_line(findings_in(tokens), words, setting)) for words, tokens in lines]
    if len(readings) == 1:
        return readings[0]._replace(text=text)
    whole = _drop_contradicting_dates(combine(readings, text))
    return whole._replace(
        used=tuple(part for reading in readings for part in reading.used),
        ignored=tuple(part for reading in readings for part in reading.ignored),
        rules=tuple(dict.fromkeys(rule for reading in readings for rule in reading.rules)),
    )


def leave_unread(text: str, why: str, rule: str) -> Reading:
    """The reading of a text that is not read at all, by one of the rules in NOT_READ: undated and unsure."""
    return undated_reading(text, why, rule).with_doubts(unsure("siplan does not read it"))


def _drop_contradicting_dates(reading: Reading) -> Reading:
    """The reading, without its dates if the last comes before the first."""
    first, last = reading.first_day, reading.last_day
    if first is None or last is None or first <= last:
        return reading
    why = f"{reading.why}; the last day is before the first"
    contradicting = reading._replace(
        kind="undated", starts=None, ends=None, until=None, dates=(), recurrence=None, why=why
    )
    return contradicting.with_doubts(unsure("its dates contradict each other"))


_OPEN = {
    "elsewhere": "it points to another deadline",
    "unknown": "the date is still to be set",
    "next": "it depends on an event, and does not say when that is",
    "relative": "it depends on an event, and does not say when that is",
    "none": "it says that there is no date",
    "soon": "it is urgent, but gives no date",
    "immediate": "it must be done at once, but gives no date",
    "status": "it is a status, not a date",
    "moved": "it says that the date has changed, but not to what",
    "reference": "it depends on an event, and does not say when that is",
}


def read_line(findings: Findings, text: str, setting: Setting) -> Reading:
    """The reading of one line."""
    reading = _read_findings(findings, text, setting)
    return _account_for_words(reading, findings)


def _read_findings(findings: Findings, text: str, setting: Setting) -> Reading:
    whens = _join_whens(findings)
    event = findings.says("event") or findings.has("clock", "doubt", "unknown")
    length = read_length(findings, text, setting)
    if length is not None:
        return length
    if findings.has("repeat"):
        return read_repeat(findings, whens, text, setting)
    if len(whens) == 1:
        reading = read_when(whens[0], text, setting, event=event)
        if len(findings.named("when")) > 1:
            reading = reading.with_doubts(likely("siplan takes its dates as one period"))
        return _apply_marks(reading, whens[0], findings, setting)
    if whens:
        readings = [read_when(when, text, setting, event=event) for when in whens]
        return _read_date_in_brackets(readings, findings) or combine(readings, text)
    return _read_open_wording(findings, text, setting)


def _join_whens(findings: Findings) -> list[When]:
    """The date phrases, joined where they say one thing: a lone "2014-15" gives its year to a term or month
    without one, two days in a row are the ends of a range, "end of year report, July" is about July."""
    found = findings.named("when")
    whens = [finding.when for finding in found if finding.when]
    years = [when for when in whens if _year_alone(when)]
    rest = [when for when in whens if not _year_alone(when)]
    if len(years) == 1 and len(rest) == 1 and not rest[0].moments[-1].settled and not rest[0].moments[-1].relative:
        name = "pair" if "pair" in years[0].moments[0].parts else "year"
        return [rest[0]._replace(moments=_give_year(rest[0], name, years[0].moments[0].parts[name]))]
    if len(found) >= 2 and _adjoin(found[-2], found[-1]):
        first, last = whens[-2], whens[-1]
        return [*whens[:-2], first._replace(moments=(*first.moments, *last.moments), joint="range")]
    if any(when.moments[0].settled for when in whens):
        return [when for when in whens if not _is_vague(when.moments[0])]
    return [when for when in whens if when.moments[0].name not in ("this year", "this term")] or whens


def _is_vague(moment: Moment) -> bool:
    """Whether a moment only describes a date that the text gives: "(end of the academic year)"."""
    return moment.relative or (moment.name == "year" and not moment.settled)


def _year_alone(when: When) -> bool:
    """Whether a phrase is only a year, bare: "2014-15", "2017"."""
    parts = when.moments[0].parts
    bare = when.joint == "one" and when.moments[0].name == "year" and not when.preposition
    known = {"pair", "doubt", "academic", "financial"} if "pair" in parts else {"year"}
    return bare and parts.keys() <= known and not when.moments[0].edges


def _give_year(when: When, name: str, year: int) -> tuple[Moment, ...]:
    return tuple(moment._replace(parts={**moment.parts, name: year}) for moment in when.moments)


def _adjoin(first: Finding, second: Finding) -> bool:
    """Whether two bare days stand side by side: "Period 1 October 2013 31 December 2013"."""
    whens = (first.when, second.when)
    days = all(w and w.joint == "one" and w.moments[0].name == "day" and not w.preposition for w in whens)
    return days and first.end == second.start


def _apply_marks(reading: Reading, when: When, findings: Findings, setting: Setting) -> Reading:
    """The reading of a date with open wording beside it."""
    if reading.kind == "undated":
        return reading
    begins = reading.starts or reading.ends
    if findings.has("moved") and when.preposition == "until":
        return reading._replace(kind="by", starts=None)
    if findings.has("ongoing") and when.preposition not in ("by", "before", "until", "during") and begins:
        point = when.joint == "one" and when.moments[0].name not in ("year", "term")
        if reading.kind == "from" or point:
            after = findings.named("ongoing")[0].start > findings.named("when")[0].start
            doubt = likely if after or when.preposition else unsure
            return reading._replace(kind="from", starts=begins, ends=None).with_doubts(doubt("it goes on from then"))
        return reading.with_doubts(likely("it goes on during that time"))
    if findings.has("immediate") and when.preposition == "until" and setting.context:
        starts = reduced_day(setting.context)
        return reading._replace(starts=starts).with_doubts(unsure("siplan takes 'at once' as the date of the plan"))
    if findings.has("ongoing") and when.preposition in ("during", "until"):
        return reading.with_doubts(likely("it goes on during that time"))
    if findings.has("ongoing", "immediate", "needed"):
        return reading.with_doubts(unsure("it also says that it is ongoing"))
    return reading


def _read_date_in_brackets(readings: Sequence[Reading], findings: Findings) -> Reading | None:
    """The reading of two dates, the second in brackets: "before the end of the academic year (July 18)". None for any
    others."""
    if len(readings) != 2 or not findings.says("open"):
        return None
    outer, inner = readings
    if outer.ends is None or inner.ends is None or outer.kind not in ("by", "during"):
        return None
    doubts = distinct((*outer.doubts, *inner.doubts, likely("siplan takes the date in brackets as the exact one")))
    begins = outer.starts and inner.starts and outer.starts.earliest <= inner.starts.earliest
    if begins and inner.ends.latest <= outer.ends.latest:
        return inner._replace(why=f"{outer.why}; {inner.why}", doubts=doubts)
    if outer.kind == "by" and inner.starts and inner.starts.earliest <= outer.ends.latest <= inner.ends.latest:
        return outer._replace(doubts=doubts)
    near = outer.ends.earliest - timedelta(days=45) <= inner.ends.latest <= outer.ends.latest + timedelta(days=31)
    reversed_ = outer.starts is not None and inner.ends.latest < outer.starts.earliest
    if not near or reversed_ or inner.kind not in ("by", "on"):
        return None
    return outer._replace(ends=inner.ends, why=f"{outer.why}; {inner.why}", doubts=doubts)


def combine(readings: Sequence[Reading], text: str) -> Reading:
    """One reading for several clauses, which it keeps: their common deadline or span if they have one, else the first
    clause."""
    clauses = tuple(readings)
    dated = [reading for reading in clauses if reading.kind not in ("undated", "ongoing")]
    if len({(r.kind, r.starts, r.ends, r.recurrence) for r in dated}) == 1:
        return _with_clauses(dated[0], clauses, text)
    if not dated:
        first = next((reading for reading in clauses if reading.kind == "ongoing"), clauses[0])
        return _with_clauses(first, clauses, text)
    if all(r.kind in ("by", "on", "during") and r.ends for r in dated):
        return _span_of(dated, clauses, text)
    begins, ends = dated[0].starts, dated[-1].ends
    if [r.kind for r in dated] == ["from", "by"] and begins and ends and begins.earliest <= ends.latest:
        both = dated[0]._replace(kind="during", ends=ends)
        return _with_clauses(both, clauses, text).with_doubts(
            likely("siplan takes one date as its beginning and one as its deadline")
        )
    first = next((r for r in dated if r.kind == "recurring"), dated[0])
    return _with_clauses(first, clauses, text).with_doubts(unsure("it says several things; see each part"))


def _span_of(dated: Sequence[Reading], clauses: tuple[Reading, ...], text: str) -> Reading:
    last = max((r for r in dated if r.ends), key=lambda r: (r.ends.latest, r.ends.earliest) if r.ends else ())
    doubt = likely("it has several dates; siplan takes the last as its end")
    if all(reading.kind == "by" for reading in dated) and any(" by " in f" {r.text.lower()} " for r in dated):
        return _with_clauses(last, clauses, text).with_doubts(doubt)
    begins = [reading.starts or reading.ends for reading in dated]
    starts = min((day for day in begins if day), key=lambda day: day.earliest)
    return _with_clauses(last._replace(kind="during", starts=starts, dates=()), clauses, text).with_doubts(doubt)


def _with_clauses(reading: Reading, clauses: tuple[Reading, ...], text: str) -> Reading:
    doubts = distinct(doubt for clause in clauses for doubt in clause.doubts)
    return reading._replace(text=text, doubts=doubts, clauses=clauses)


def _read_open_wording(findings: Findings, text: str, setting: Setting) -> Reading:
    """The reading of a line without date, recurrence or length of time."""
    for name in ("elsewhere", "unknown", "next", "relative"):
        if findings.has(name):
            return undated_reading(text, _OPEN[name], name)
    if findings.has("ongoing") and findings.has("immediate") and setting.context:
        reading = Reading(text, "ongoing", starts=reduced_day(setting.context), why="it begins at once and goes on")
        return reading.with_doubts(likely("siplan takes 'at once' as the date of the plan"))
    if findings.has("ongoing"):
        weak = any(f.match and f.match.parts.get("ongoing") != 1 for f in findings.named("ongoing"))
        reading = Reading(text, "ongoing", why="it goes on without end")
        return reading.with_doubts(likely("it does not say how often or how long") if weak else None)
    if findings.has("needed"):
        reading = Reading(text, "ongoing", why="it is done whenever it is needed")
        return reading.with_doubts(likely("it depends on events"))
    for name in ("soon", "immediate", "none", "status", "moved", "reference"):
        if findings.has(name):
            return undated_reading(text, _OPEN[name], name)
    if findings.telling:
        words = ", ".join(token.text for token in findings.telling)
        return undated_reading(text, f"{words} does not give a date").with_doubts(
            unsure("siplan takes no date from it")
        )
    return undated_reading(text, "it has no date in it", "no-date").with_doubts(likely("siplan takes no date from it"))


def _account_for_words(reading: Reading, findings: Findings) -> Reading:
    """The reading with the parts of the text that it used and ignored, and the doubts about what is left over."""
    used = tuple(findings.text_of(finding) for finding in findings.found if finding.name != "reference")
    ignored = tuple(token.text for token in findings.ignored)
    rules = tuple(dict.fromkeys((*reading.rules, *(finding.name for finding in findings.found))))
    reading = reading._replace(used=used, ignored=ignored, rules=rules)
    if findings.telling and reading.kind != "undated":
        words = ", ".join(token.text for token in findings.telling)
        reading = reading.with_doubts(unsure(f"siplan did not use {words}"))
    if ignored or findings.has("reference", "status", "next", "immediate", "soon"):
        reading = reading.with_doubts(likely("not every word is about time"))
    if findings.has("relative", "length", "within") and findings.has("when") and COUNTED not in reading.rules:
        reading = reading.with_doubts(unsure("siplan does not count the length of time"))
    if findings.has("moved") and reading.kind not in ("undated",):
        reading = reading.with_doubts(unsure(_OPEN["moved"]))
    if findings.has("doubt", "unknown") and reading.kind != "undated":
        reading = reading.with_doubts(unsure("the words themselves are not sure"))
    reading = reading.with_doubts(*(doubt for finding in findings.found for doubt in finding.doubts if finding.match))
    if any(not token.spelt for token in findings.tokens):
        reading = reading.with_doubts(likely("a word is misspelt"))
    return reading
