"""A written deadline to its reading, by the plan's own date and its calendar: the limits of a text, its lines, and what
the findings of a line say together.

Rules of a line, in their order: a recurrence takes the dates beside it as its bounds or its place in the year; a date
beside "ongoing" begins; a date in brackets makes the one before it exact; other dates are clauses of their own."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from si_plan.dates.calendar import USUAL, SchoolCalendar
from si_plan.dates.periods import add_months, reduced_day
from si_plan.deadlines.bearing import doubts_of_words
from si_plan.deadlines.beginnings import COUNTED
from si_plan.deadlines.dated import read_when
from si_plan.deadlines.durations import LASTING, read_length, recurs_for, without_stand_in
from si_plan.deadlines.findings import Findings, findings_in
from si_plan.deadlines.joining import every_period, join_whens
from si_plan.deadlines.lines import lines_of
from si_plan.deadlines.moments import Doubt, Level
from si_plan.deadlines.normalising import normalise
from si_plan.deadlines.phrases import When
from si_plan.deadlines.reading import Reading, distinct, likely, undated_reading, unsure
from si_plan.deadlines.recurring import read_every_period, read_repeat
from si_plan.deadlines.replacing import without_replaced
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


_MONTHS_IN: Final = {3: 1, 4: 3, 7: 12, 9: 12, 10: 12}  # by the unit of a length of time
_LOOKING_BACK: Final = frozenset({"minutes", "minuted"})
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
    held, doubts = without_replaced(findings)
    reading = _account_for_words(_read_findings(held, text, setting), held, setting)
    reading = without_stand_in(reading)
    if held is findings:
        return reading.with_doubts(*doubts)
    used = tuple(findings.text_of(finding) for finding in findings.found if finding.name != "reference")
    return reading._replace(used=used).with_doubts(*doubts)


def _read_findings(findings: Findings, text: str, setting: Setting) -> Reading:
    setting = setting._replace(minuted=any(token.text.lower() in _LOOKING_BACK for token in findings.tokens))
    whens = join_whens(findings)
    event = findings.says("event") or findings.has("clock", "doubt", "unknown")
    length = _read_time_on(findings, text, setting) or read_length(findings, text, setting)
    if length is not None:
        return length
    if findings.has("repeat"):
        return recurs_for(read_repeat(findings, whens, text, setting), findings)
    if len(whens) == 1 and (unit := every_period(whens[0])):
        return read_every_period(whens[0], unit, text, setting)
    if len(whens) == 1:
        reading = read_when(whens[0], text, setting, event=event)
        if len(findings.named("when")) > 1:
            reading = reading.with_doubts(likely("siplan takes its dates as one period"))
        return _apply_marks(reading, whens[0], findings, setting)
    if whens:
        readings = [read_when(when, text, setting, event=event) for when in whens]
        return _read_date_in_brackets(readings, findings) or combine(readings, text)
    return _read_open_wording(findings, text, setting)


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
            reading = reading._replace(kind="from", starts=begins, ends=None)
            return reading.with_doubts(None if when.preposition == "from" else doubt("it goes on from then"))
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
    closed = dated[-1].kind == "by" or (dated[-1].kind == "during" and dated[-1].starts is None)
    if len(dated) == 2 and dated[0].kind == "from" and closed and begins and ends and begins.earliest <= ends.latest:
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
    if any(
        after.first_day < before.first_day for before, after in pairwise(dated) if after.first_day and before.first_day
    ):
        doubt = unsure("it has several dates, which are not in order")
    if dated[0].kind == "by" != dated[-1].kind and {"by", "before"} & set(text.lower().split()):
        doubt = unsure("it has several dates, one of them a deadline; see each part")
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
        weak = any(
            text.lower().startswith(("if ", "where ")) for text in map(findings.text_of, findings.named("needed"))
        )
        return reading.with_doubts(likely("it depends on events") if weak else None)
    for name in ("soon", "immediate", "none", "status", "moved", "reference"):
        if findings.has(name):
            return undated_reading(text, _OPEN[name], name)
    if findings.telling:
        words = ", ".join(token.text for token in findings.telling)
        return undated_reading(text, f"{words} does not give a date").with_doubts(
            unsure("siplan takes no date from it")
        )
    return undated_reading(text, "it has no date in it", "no-date").with_doubts(likely("siplan takes no date from it"))


def _read_time_on(findings: Findings, text: str, setting: Setting) -> Reading | None:
    """The reading of "one year on", counted from the plan's own date; None for any other."""
    found = findings.named("length")
    if setting.context is None or len(found) != 1 or found[0].match is None:
        return None
    after = findings.tokens[found[0].end :]
    months = _MONTHS_IN.get(found[0].match.parts["unit"])
    if [token.text.lower() for token in after] != ["on"] or months is None:
        return None
    last = add_months(setting.context, months * found[0].match.parts.get("n", 1))
    reading = Reading(
        text, "by", ends=reduced_day(last), rules=("length",), why="siplan counts from the date of the plan"
    )
    return reading.with_doubts(unsure("it does not say which day to count from"))


def _account_for_words(reading: Reading, findings: Findings, setting: Setting) -> Reading:
    """The reading with the parts of the text that it used and ignored, and the doubts about what is left over."""
    used = tuple(findings.text_of(finding) for finding in findings.found if finding.name != "reference")
    ignored = tuple(token.text for token in findings.ignored)
    rules = tuple(dict.fromkeys((*reading.rules, *(finding.name for finding in findings.found))))
    reading = reading._replace(used=used, ignored=ignored, rules=rules)
    if findings.telling and reading.kind != "undated":
        words = ", ".join(token.text for token in findings.telling)
        reading = reading.with_doubts(unsure(f"siplan did not use {words}"))
    reading = reading.with_doubts(*doubts_of_words(findings, reading))
    if (
        findings.has("relative", "length", "within")
        and findings.has("when", "repeat")
        and not {COUNTED, LASTING} & {*reading.rules}
    ):
        reading = reading.with_doubts(unsure("siplan does not count the length of time"))
    if findings.has("moved") and reading.kind not in ("undated",):
        reading = reading.with_doubts(unsure(_OPEN["moved"]))
    if findings.has("doubt", "unknown") and reading.kind != "undated":
        reading = reading.with_doubts(unsure("the words themselves are not sure"))
    reading = reading.with_doubts(*(doubt for finding in findings.found for doubt in finding.doubts if finding.match))
    read = (token for finding in findings.found for token in findings.tokens[finding.start : finding.end])
    slips = [token for token in read if not token.spelt or "everyslip" in token.means]
    if slips:  # these are like no other words
        level: Level = "certain" if all({"month", "freq"} & token.means.keys() for token in slips) else "likely"
        reading = reading.with_doubts(Doubt(level, "a word is misspelt"))
    guessed = any(doubt.of_year for doubt in reading.doubts)
    if guessed and setting.context and (reading.last_day or setting.context) < setting.context:
        reading = reading.with_doubts(unsure("siplan takes it as before the date of the plan"))
    if guessed and any(t.text.lower() == "since" for t in findings.tokens):
        reading = reading.with_doubts(unsure("since looks back, and siplan looks forward"))
    return reading
