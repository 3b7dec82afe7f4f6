"""A recurrence with the dates beside it: its place in the year, its first window, its bounds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from si_plan.dates.recurrence import Place, Recurrence
from si_plan.dates.reduced import ReducedDate
from si_plan.deadlines.dated import read_when
from si_plan.deadlines.findings import Findings
from si_plan.deadlines.moments import Moment
from si_plan.deadlines.phrases import When
from si_plan.deadlines.reading import Reading, gravest, likely, unsure
from si_plan.deadlines.years import Setting

_BOUNDING = frozenset({"year", "years", "term", "this year", "half term", "quarter"})


def read_repeat(findings: Findings, whens: Sequence[When], text: str, setting: Setting) -> Reading:
    """The reading of a line that says a recurrence, perhaps several, and perhaps dates."""
    found = findings.named("repeat")
    kinds = list(dict.fromkeys(finding.repeat for finding in found if finding.repeat))
    recurrence = kinds[0]
    doubts = tuple(doubt for finding in found for doubt in finding.doubts)
    reading = Reading(text, "recurring", recurrence=recurrence, why=f"it recurs: {recurrence}", doubts=doubts)
    if len(kinds) > 1:
        merged = _merged(kinds)
        if merged is None:
            clauses = tuple(reading._replace(recurrence=kind, why=f"it recurs: {kind}") for kind in kinds)
            return reading._replace(clauses=clauses).doubting(unsure("it names several recurrences; see its clauses"))
        reading, recurrence = reading._replace(recurrence=merged, why=f"it recurs: {merged}"), merged
    whens = _without_repetition(whens)
    if not whens:
        return _first_window(reading, setting)
    before = found[0].start > findings.named("when")[0].start
    if len(whens) == 1:
        return _with_when(reading, whens[0], before, setting)
    return _with_bounds(reading, whens, setting)


def _merged(kinds: Sequence[Recurrence]) -> Recurrence | None:
    """Annual said twice, once with its place: "annual … every September"."""
    if len(kinds) == 2 and {kind.unit for kind in kinds} == {"year"} and all(k.times == 1 for k in kinds):
        places, years = [kind.places for kind in kinds if kind.places], [kind.year for kind in kinds if kind.year]
        if len(places) < 2 and {kind.every for kind in kinds} == {1}:
            return Recurrence("year", places=places[0] if places else (), year=years[0] if years else None)
    return None


def _without_repetition(whens: Sequence[When]) -> list[When]:
    """The dates of a line once each: "in the Spring Term and annually at the Spring Term meeting"."""
    kept: dict[tuple[object, ...], When] = {}
    for when in whens:
        key = tuple((m.name, m.parts.get("season"), m.parts.get("month"), m.year, m.edges) for m in when.moments)
        kept.setdefault(key, when)
    return list(kept.values())


def _first_window(reading: Reading, setting: Setting) -> Reading:
    """The reading of "every September": its first window after the plan's own date, where that is known."""
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


def _with_when(reading: Reading, when: When, before: bool, setting: Setting) -> Reading:
    """A recurrence with one date, range or list beside it; `before` says that the date stands first."""
    dated = read_when(when, reading.text, setting)
    doubts = gravest((*reading.doubts, *dated.doubts))
    reading = reading._replace(doubts=doubts, why="; ".join(w for w in (reading.why, dated.why) if w))
    if dated.kind == "undated":
        return reading
    if dated.kind == "from":
        return reading._replace(starts=dated.starts)
    if when.preposition == "until":
        return reading._replace(ends=dated.ends, until=dated.ends)
    places = _places(when)
    yearly = reading.recurrence is not None and reading.recurrence.unit == "year"
    yearly = yearly and reading.recurrence is not None and reading.recurrence.times in (1, len(places))
    if yearly and places and reading.recurrence:
        return _placed(reading, when, dated, reading.recurrence.places or places, setting)
    bounding = when.joint != "one" or when.moments[0].name in _BOUNDING or when.preposition == "during"
    if bounding and dated.ends:
        doubt = likely("the dates named beside it are its bounds") if when.joint == "list" else None
        return reading._replace(starts=dated.starts, ends=dated.ends, until=dated.ends).doubting(doubt)
    if dated.kind == "by" and when.preposition == "by" and not before:
        return reading.doubting(unsure("a recurrence by a date: whether it ends then is not said"))
    starts: ReducedDate | None = dated.starts or dated.ends
    return reading._replace(starts=starts).doubting(likely("it recurs from the date given"))


def _placed(reading: Reading, when: When, dated: Reading, places: tuple[Place, ...], setting: Setting) -> Reading:
    """An annual duty with its place in the year: "annually in Sept", "annual review Sept 2016"."""
    assert reading.recurrence is not None
    reading = reading._replace(recurrence=replace(reading.recurrence, places=places, times=1))
    if any(moment.settled for moment in when.moments):
        reading = reading._replace(starts=dated.starts, ends=dated.ends)
        return reading.doubting(likely("its first time is dated"))
    quiet = tuple(doubt for doubt in reading.doubts if "plan's own date" not in doubt.why)
    reading = _first_window(reading._replace(doubts=quiet), setting)
    return reading._replace(starts=None) if dated.kind == "by" and when.preposition else reading


def _places(when: When) -> tuple[Place, ...]:
    """Where in a year the dates of `when` stand, if each is a month, a day or a term."""
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


def _with_bounds(reading: Reading, whens: Sequence[When], setting: Setting) -> Reading:
    """A recurrence with several dates beside it: a beginning and an end, else unsure."""
    dated = [read_when(when, reading.text, setting) for when in whens]
    doubts = gravest((*reading.doubts, *(doubt for one in dated for doubt in one.doubts)))
    reading = reading._replace(doubts=doubts)
    begins, ends = dated[0].starts, dated[-1].ends
    if len(dated) == 2 and dated[0].kind == "from" and begins and ends and begins.earliest <= ends.latest:
        reading = reading._replace(starts=begins, ends=ends, until=ends)
        return reading.doubting(likely("it recurs between the dates given"))
    return reading._replace(clauses=(reading, *dated)).doubting(unsure("it says several things; see its clauses"))
