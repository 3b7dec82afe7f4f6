"""One date phrase to a reading: what its preposition makes of its days."""

from __future__ import annotations

from itertools import pairwise
from typing import Final

from si_plan.dates.periods import ONE_DAY, reduced_day
from si_plan.dates.reduced import DateError, ReducedDate
from si_plan.deadlines.moments import Doubt, Span
from si_plan.deadlines.phrases import When
from si_plan.deadlines.reading import Kind, Reading, likely, undated, unsure
from si_plan.deadlines.years import Setting, spans_of

_POINTS: Final = frozenset({"month", "month or day", "feast", "half term break"})
_LONGEST: Final = 20  # years in one span, beyond which a year is rather a slip


def read_when(when: When, text: str, setting: Setting, *, event: bool = False) -> Reading:
    """The reading of one phrase; `event` says that the words around it name something that takes place.

    What cannot be dated (there is no such day, the range runs backwards, no year can be had) is undated
    and unsure, with the reason.
    """
    try:
        spans = spans_of(when.moments, setting)
        reading = _read(when, spans, text, event)
    except DateError as error:
        return undated(text, error.reason).doubting(unsure("no date is read"))
    doubts = [doubt for span in spans for doubt in span.doubts]
    return reading.doubting(*doubts, *_doubts_of(when))


def _read(when: When, spans: tuple[Span, ...], text: str, event: bool) -> Reading:
    if len(spans) > 1:
        return _several(when, spans, text)
    span = spans[0]
    why = span.rule or span.title
    if when.onwards and when.preposition not in ("by", "before", "until"):
        return Reading(text, "from", starts=span.starts, why=why)
    if when.preposition in ("by", "before"):
        deadline = _deadline(when, span)
        reading = Reading(text, "by", ends=deadline, why=why)
        if deadline.latest < span.first:
            reading = reading.doubting(likely(f"before {span.title} is read as by the day before"))
        return reading
    if when.preposition == "from":
        return Reading(text, "from", starts=span.starts, why=why)
    if when.preposition == "after":
        doubt = likely(f"after {span.title} is read as from the day after")
        return Reading(text, "from", starts=reduced_day(span.last + ONE_DAY), why=why).doubting(doubt)
    if when.preposition == "until":
        return Reading(text, "during", ends=span.ends, why=f"until then: {why}")
    kind = _kind_alone(when, span, event)
    starts = None if kind == "by" else span.starts
    begins = bool(when.moments[0].edges) and when.moments[0].edges[0] == "start"
    reading = Reading(text, kind, starts=starts, ends=span.ends, why=why)
    return reading.doubting(likely("whether it begins or is done then is not said")) if begins else reading


def _deadline(when: When, span: Span) -> ReducedDate:
    """The last date on which what is due by or before a span is in time."""
    edges = when.moments[0].edges
    if edges and edges[0] == "start":
        return reduced_day(span.first)
    if when.preposition == "before" and not span.edged and span.unit != "half term break":
        return reduced_day(span.first - ONE_DAY)
    return span.ends


def _kind_alone(when: When, span: Span, event: bool) -> Kind:
    """What a date says that stands alone, or after "in", "on" or "for".

    A day or month alone is when something is to be done by, or, where an event is named, when it takes
    place; a longer period is when it is to be done.
    """
    moment = when.moments[0]
    if span.unit == "day" and not moment.edges:
        return "on" if event or when.preposition == "on" or "weekday" in moment.parts else "by"
    if when.preposition in ("during", "on"):
        return "by" if span.edged else "during"
    if span.edged:
        return "by"
    if span.unit in _POINTS and not moment.edges and "term" not in moment.parts:
        return "during" if event else "by"
    return "during"


def _several(when: When, spans: tuple[Span, ...], text: str) -> Reading:
    first, last = spans[0], spans[-1]
    for before, after in pairwise(spans):
        if after.last < before.first or (when.joint == "range" and after.last < before.last):
            raise DateError(f"{after.title} comes before {before.title}")
    if (last.last - first.first).days > _LONGEST * 366:
        raise DateError(f"{first.title} to {last.title} is too long to be meant")
    why = "; ".join(dict.fromkeys(span.rule or span.title for span in spans))
    dates: tuple[ReducedDate, ...] = ()
    if when.joint == "list" and all(span.starts == span.ends for span in spans):
        dates = tuple(dict.fromkeys(span.starts for span in spans))
    if when.preposition in ("by", "before"):
        return Reading(text, "by", ends=last.ends, dates=dates, why=why).doubting(
            likely("the last of several dates is the deadline")
        )
    if when.onwards:
        return Reading(text, "from", starts=first.starts, why=why)
    return Reading(text, "during", starts=first.starts, ends=last.ends, dates=dates, why=why)


def _doubts_of(when: When) -> list[Doubt]:
    doubts: list[Doubt] = []
    if when.onwards and when.preposition in ("by", "before", "until"):
        doubts.append(unsure("it is to be done by then and also to go on"))
    if "ongoing" in when.words:
        doubts.append(likely("it goes on from then"))
    if "or" in when.words:
        doubts.append(unsure("it says one date or another"))
    if "slash" in when.words:
        doubts.append(likely("dates on both sides of a stroke are read as one span"))
    if "mixed" in when.words:
        doubts.append(unsure("it mixes ranges and lists"))
    return doubts
