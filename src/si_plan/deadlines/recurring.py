"""A recurrence to a reading, with the dates beside it: its bounds, its place in the year, its first or next time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from si_plan.dates.recurrence import Place, Recurrence, RepeatUnit
from si_plan.dates.reduced import ReducedDate
from si_plan.deadlines.dated import read_when
from si_plan.deadlines.findings import Findings
from si_plan.deadlines.moments import Doubt, Level, Moment
from si_plan.deadlines.phrases import When
from si_plan.deadlines.reading import Reading, distinct, likely, unsure
from si_plan.deadlines.years import Setting

_BOUNDING: Final = frozenset({"year", "years", "term", "this year", "half term", "quarter"})


def read_repeat(findings: Findings, whens: Sequence[When], text: str, setting: Setting) -> Reading:
    """The reading of a line that says a recurrence, perhaps several, and perhaps dates."""
    found = findings.named("repeat")
    kinds = list(dict.fromkeys(finding.repeat for finding in found if finding.repeat))
    recurrence = kinds[0]
    doubts = tuple(doubt for finding in found for doubt in finding.doubts)
    reading = Reading(text, "recurring", recurrence=recurrence, why=f"it recurs: {recurrence}", doubts=doubts)
    if len(kinds) > 1:
        merged = _merge_recurrences(kinds)
        if merged is None:
            clauses = tuple(reading._replace(recurrence=kind, why=f"it recurs: {kind}") for kind in kinds)
            return reading._replace(clauses=clauses).with_doubts(
                unsure("it recurs in more than one way; see each part")
            )
        reading, recurrence = reading._replace(recurrence=merged, why=f"it recurs: {merged}"), merged
    whens = _drop_repeated(whens)
    if not whens:
        return _first_window(reading, setting)
    first = findings.named("when")[0].start
    if len(whens) == 1 and first and findings.tokens[first - 1].text.lower() == "next":
        return _next_time(reading, whens[0], setting)
    before = found[0].start > first
    if len(whens) == 1:
        return _add_date(reading, whens[0], before, setting)
    return _add_bounds(reading, whens, setting)


def read_every_period(when: When, unit: RepeatUnit, text: str, setting: Setting) -> Reading:
    """The reading of all the terms or half terms of a year, one by one: a recurrence, in the years that are written."""
    whole = read_when(when, text, setting)
    recurrence = Recurrence(unit)
    reading = Reading(text, "recurring", recurrence=recurrence, why=f"it recurs: {recurrence}")
    level: Level = "certain" if when.words <= {"comma", "and"} else "likely"
    reading = reading.with_doubts(
        Doubt(level, f"siplan takes a list of every {unit.replace('_', ' ')} as a recurrence")
    )
    if whole.kind != "during" or not any(moment.settled for moment in when.moments):
        return reading
    return reading._replace(starts=whole.starts, ends=whole.ends, until=whole.ends)


def _merge_recurrences(kinds: Sequence[Recurrence]) -> Recurrence | None:
    """One recurrence for two that say annual, one of them with its place: "annual … every September". Else None."""
    if len(kinds) == 2 and {kind.unit for kind in kinds} == {"year"} and all(k.times == 1 for k in kinds):
        places, years = [kind.places for kind in kinds if kind.places], [kind.year for kind in kinds if kind.year]
        if len(places) < 2 and {kind.every for kind in kinds} == {1}:
            return Recurrence("year", places=places[0] if places else (), year=years[0] if years else None)
    return None


def _drop_repeated(whens: Sequence[When]) -> list[When]:
    """The dates of a line, each once: "in the Spring Term and annually at the Spring Term meeting"."""
    kept: dict[tuple[object, ...], When] = {}
    for when in whens:
        key = tuple((m.name, m.parts.get("season"), m.parts.get("month"), m.year, m.edges) for m in when.moments)
        kept.setdefault(key, when)
    return list(kept.values())


def _first_window(reading: Reading, setting: Setting) -> Reading:
    """The reading of "every September", with its first window after the plan's own date, where that is known."""
    recurrence = reading.recurrence
    if recurrence is None or not recurrence.places or setting.context is None:
        return reading
    windows = [_window(place, reading.text, setting) for place in recurrence.places]
    first = min((w for w in windows if w.ends), key=_last_day)
    return reading._replace(starts=first.starts, ends=first.ends)


def _last_day(reading: Reading) -> date:
    return reading.last_day or date.max


def _window(place: Place, text: str, setting: Setting) -> Reading:
    parts = {"month": place.month, "day": place.day, "season": place.season, "half": place.half}
    name = "day" if place.day else "month" if place.month else "half term" if place.half else "term"
    moment = Moment(name, {key: value for key, value in parts.items() if value}, (), str(place))
    return read_when(When("on", (moment,), "one", False, 0), text, setting)


def _add_date(reading: Reading, when: When, before: bool, setting: Setting) -> Reading:
    """The reading of a recurrence with one date, range or list beside it; `before` says that the date stands first."""
    dated = read_when(when, reading.text, setting)
    doubts = distinct((*reading.doubts, *dated.doubts))
    reading = reading._replace(doubts=doubts, why="; ".join(w for w in (reading.why, dated.why) if w))
    if dated.kind == "undated":
        return reading
    if dated.kind == "from":
        return reading._replace(starts=dated.starts)
    if when.preposition == "until":
        reading = reading._replace(ends=dated.ends, until=dated.ends)
        return reading.with_doubts(unsure("it may recur until then, or only after") if before else None)
    places = _places(when)
    yearly = reading.recurrence is not None and reading.recurrence.unit == "year"
    yearly = yearly and reading.recurrence is not None and reading.recurrence.times in (1, len(places))
    if yearly and places and reading.recurrence:
        return _place_in_year(reading, when, dated, reading.recurrence.places or places, setting)
    if (
        len(places) > 1
        and len(places) in _times_a_year(reading.recurrence)
        and not any(moment.settled for moment in when.moments)
    ):
        reading = reading._replace(starts=dated.starts)
        return reading.with_doubts(likely("siplan takes the dates as those of each year"))
    if when.joint == "list" and before:
        return reading._replace(starts=dated.starts).with_doubts(likely("it recurs from the first of the dates given"))
    bounding = when.joint != "one" or when.moments[0].name in _BOUNDING or when.preposition == "during"
    if bounding and dated.ends:
        doubt = likely("siplan takes the dates as its beginning and end") if when.joint == "list" else None
        return reading._replace(starts=dated.starts, ends=dated.ends, until=dated.ends).with_doubts(doubt)
    if dated.kind == "by" and when.preposition == "by" and not before:
        return reading.with_doubts(unsure("it recurs by a date, but does not say whether it ends then"))
    starts: ReducedDate | None = dated.starts or dated.ends
    return reading._replace(starts=starts).with_doubts(likely("it recurs from the date given"))


def _times_a_year(recurrence: Recurrence | None) -> tuple[int, ...]:
    """How often a year something recurs: each term three times or six."""
    if recurrence is None:
        return ()
    return (3, 6) if (recurrence.unit, recurrence.every) == ("term", 1) else (recurrence.most_in_a_year,)


def _next_time(reading: Reading, when: When, setting: Setting) -> Reading:
    """The reading of a recurrence with its next time: "every three years, next due July 2018"."""
    dated = read_when(when, reading.text, setting)
    reading = reading._replace(starts=dated.starts or dated.ends, doubts=distinct((*reading.doubts, *dated.doubts)))
    return reading.with_doubts(likely("siplan takes the date as the next time"))


def _place_in_year(
    reading: Reading, when: When, dated: Reading, places: tuple[Place, ...], setting: Setting
) -> Reading:
    """The reading of an annual duty with its place in the year: "annually in Sept", "annual review Sept 2016"."""
    assert reading.recurrence is not None
    reading = reading._replace(recurrence=replace(reading.recurrence, places=places, times=1))
    if any(moment.settled for moment in when.moments):
        reading = reading._replace(starts=dated.starts, ends=dated.ends)
        return reading.with_doubts(likely("siplan takes the date as the first time"))
    quiet = tuple(doubt for doubt in reading.doubts if not doubt.of_year)
    reading = _first_window(reading._replace(doubts=quiet), setting)
    return reading._replace(starts=None) if dated.kind == "by" and when.preposition else reading


def _places(when: When) -> tuple[Place, ...]:
    """The places in a year of the dates of `when`, if each is a month, a day or a term; else none."""
    places = [_place(moment) for moment in when.moments]
    sorts = {place.sort if place else None for place in places}
    if when.joint == "range" or when.onwards or None in sorts or len(sorts) > 1:
        return ()
    return tuple(dict.fromkeys(place for place in places if place))


def _place(moment: Moment) -> Place | None:
    parts = moment.parts
    edges = moment.edges
    if moment.name in ("month", "month or day") and "month" in parts:
        return Place(month=parts["month"])
    if moment.name == "day" and "month" in parts:
        return Place(parts["month"], parts.get("day", parts.get("ordinal", 0)))
    if moment.name in ("term", "half term") and "season" in parts and edges in ((), ("end",)):
        return Place(season=parts["season"], half=parts.get("half", 0))
    return None


def _add_bounds(reading: Reading, whens: Sequence[When], setting: Setting) -> Reading:
    """The reading of a recurrence with several dates beside it: bounded by a beginning and an end, or else unsure."""
    dated = [read_when(when, reading.text, setting) for when in whens]
    doubts = distinct((*reading.doubts, *(doubt for bound in dated for doubt in bound.doubts)))
    reading = reading._replace(doubts=doubts)
    begins, ends = dated[0].starts, dated[-1].ends
    if len(dated) == 2 and dated[0].kind == "from" and begins and ends and begins.earliest <= ends.latest:
        reading = reading._replace(starts=begins, ends=ends, until=ends)
        return reading.with_doubts(likely("siplan takes it to recur between these dates"))
    return reading._replace(clauses=(reading, *dated)).with_doubts(unsure("it says several things; see each part"))
