"""A date phrase to a reading: what its preposition makes of its days."""

from __future__ import annotations

from itertools import pairwise
from typing import Final

from si_plan.dates.periods import ONE_DAY, reduced_day
from si_plan.dates.reduced import DateError, ReducedDate
from si_plan.deadlines.moments import Doubt, Level, Span
from si_plan.deadlines.phrases import When
from si_plan.deadlines.reading import Kind, Reading, likely, undated_reading, unsure
from si_plan.deadlines.years import Setting, spans_of

_POINTS: Final = frozenset({"month", "month or day", "feast", "half term break"})
_LONGEST: Final = 20  # years in one span; a longer one is probably a slip


def read_when(when: When, text: str, setting: Setting, *, event: bool = False) -> Reading:
    """The reading of one phrase. `event` says that the words around it name something that takes place.

    What cannot be dated (there is no such day, the range runs backwards, no year can be found) is undated
    and unsure, with the reason.
    """
    try:
        spans = spans_of(when.moments, setting)
        reading = _read_span(when, spans, text, event)
    except DateError as error:
        return undated_reading(text, error.reason).with_doubts(unsure("siplan takes no date from it"))
    doubts = [doubt for span in spans for doubt in span.doubts]
    return reading.with_doubts(*doubts, *_doubts_of(when))


def _read_span(when: When, spans: tuple[Span, ...], text: str, event: bool) -> Reading:
    if len(spans) > 1:
        return _read_several(when, spans, text)
    span = spans[0]
    why = span.rule or span.title
    if when.onwards and when.preposition not in ("by", "before", "until"):
        return Reading(text, "from", starts=span.starts, why=why)
    if when.preposition in ("by", "before"):
        deadline = _deadline(when, span)
        reading = Reading(text, "by", ends=deadline, why=why)
        if deadline.latest < span.first:
            level: Level = "certain" if span.unit == "day" and not when.moments[0].edges else "likely"
            reading = reading.with_doubts(Doubt(level, f"siplan takes 'before {span.title}' to mean by the day before"))
        return reading
    if when.preposition == "from" and span.unit == "years":
        return Reading(text, "during", starts=span.starts, ends=span.ends, why=why)
    if when.preposition == "from":
        return Reading(text, "from", starts=span.starts, why=why)
    if when.preposition == "after":
        doubt = likely(f"siplan takes 'after {span.title}' to mean from the day after")
        return Reading(text, "from", starts=reduced_day(span.last + ONE_DAY), why=why).with_doubts(doubt)
    if when.preposition == "until":
        return Reading(text, "during", ends=span.ends, why=f"until then: {why}")
    kind = _kind_alone(when, span, event)
    starts = None if kind == "by" else span.starts
    begins = bool(when.moments[0].edges) and when.moments[0].edges[0] == "start"
    reading = Reading(text, kind, starts=starts, ends=span.ends, why=why)
    return reading.with_doubts(likely("it does not say whether it begins or ends then")) if begins else reading


def _deadline(when: When, span: Span) -> ReducedDate:
    """The deadline of what is due by or before a span."""
    edges = when.moments[0].edges
    if edges and edges[0] == "start":
        return reduced_day(span.first)
    if when.preposition == "before" and not span.edged and span.unit != "half term break":
        return reduced_day(span.first - ONE_DAY)
    return span.ends


def _kind_alone(when: When, span: Span, event: bool) -> Kind:
    """The kind of a date that stands alone, or after "in", "on" or "for".

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


def _read_several(when: When, spans: tuple[Span, ...], text: str) -> Reading:
    first, last = spans[0], spans[-1]
    for before, after in pairwise(spans):
        if after.last < before.first or (when.joint == "range" and after.last < before.last):
            raise DateError(f"{after.title} comes before {before.title}")
    if (last.last - first.first).days > _LONGEST * 366:
        raise DateError(f"{first.title} to {last.title} is too long to be right")
    why = "; ".join(dict.fromkeys(span.rule or span.title for span in spans))
    dates: tuple[ReducedDate, ...] = ()
    if when.joint == "list" and all(span.starts == span.ends for span in spans):
        dates = tuple(dict.fromkeys(span.starts for span in spans))
    if when.preposition in ("by", "before"):
        return Reading(text, "by", ends=last.ends, dates=dates, why=why).with_doubts(
            likely("siplan takes the last of several dates as the deadline")
        )
    if when.onwards:
        return Reading(text, "from", starts=first.starts, why=why)
    return Reading(text, "during", starts=first.starts, ends=last.ends, dates=dates, why=why)


def _doubts_of(when: When) -> list[Doubt]:
    doubts: list[Doubt] = []
    if when.onwards and when.preposition in ("by", "before", "until"):
        doubts.append(unsure("it must be done by then, but also goes on"))
    if "ongoing" in when.words and when.preposition != "from":
        doubts.append(likely("it goes on from then"))
    if "or" in when.words:
        doubts.append(unsure("it says one date or another"))
    if "slash" in when.words:
        doubts.append(likely("siplan takes two dates with a stroke between them as one period"))
    if "mixed" in when.words:
        doubts.append(unsure("it mixes ranges and lists"))
    return doubts
