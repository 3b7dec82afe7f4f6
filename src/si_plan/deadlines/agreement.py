"""Whether the dates of a record are those that words say.

Days are compared, not precision: 2016-09-30 and 2016-09 are due on the same day.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

from si_plan.dates.recurrence import Recurrence
from si_plan.dates.reduced import ReducedDate
from si_plan.deadlines import Reading, record_fields
from si_plan.deadlines.beginnings import WAITS
from si_plan.deadlines.reading import Length
from si_plan.model.fields import clock_of, day_of
from si_plan.model.plan import Tracked
from si_plan.model.promise import Action, Duty, Milestone, Stage

if TYPE_CHECKING:
    from si_plan.dates.clock import Clock

_AN_EVENT: Final = frozenset({"relative", "reference", "next"})
"""The rules by which words depend on an event, and do not say how long after it."""
Record = Action | Milestone | Stage | Duty


class Dated(NamedTuple):
    """The dates that count for a record, its own or its action's."""

    starts: ReducedDate | None
    due: ReducedDate | None
    repeats: Recurrence | None
    dates: tuple[ReducedDate, ...]
    clock: Clock | None = None
    """What the deadline counts from, where it is no date."""

    @property
    def none(self) -> bool:
        """Whether there is no date at all."""
        return not (self.starts or self.due or self.repeats or self.dates or self.clock)

    def __str__(self) -> str:
        due = f"{self.clock} ({self.due})" if self.clock and self.due else str(self.clock or self.due or "")
        parts = [f"starts {self.starts}" if self.starts else "", f"due {due}" if due else ""]
        parts.append(f"repeats {self.repeats}" if self.repeats else "")
        parts.append(f"dates {', '.join(map(str, self.dates))}" if self.dates else "")
        return ", ".join(part for part in parts if part) or "no date"


def dates_of(tracked: Tracked) -> Dated:
    """The dates that count for a record: its own, or its action's where it has none."""
    return dates_in(tracked.dated_by)


def dates_in(record: Record) -> Dated:
    """The dates that a record has itself."""
    if type(record) is Milestone:
        return Dated(record.starts, day_of(record.due), record.repeats, record.dates, clock_of(record.due))
    if type(record) is Duty:
        return Dated(record.starts, None, record.repeats, ())
    return Dated(record.starts, day_of(record.due), None, (), clock_of(record.due))


def dates_agree(reading: Reading, dated: Dated) -> bool:
    """Whether the dates of a record are those that its wording reads as."""
    if dated.clock is not None and reading.length is not None:
        return _same_length(reading.length, dated.clock)
    if WAITS in reading.rules and reading.length is not None:
        return False
    if dated.clock is not None and not _AN_EVENT.isdisjoint(reading.rules):
        return True
    if reading.dates:
        return reading.dates == dated.dates
    if reading.recurrence is not None:
        return _same_recurrence(reading.recurrence, dated.repeats)
    if dated.repeats is not None or dated.dates:
        return False
    if reading.kind in ("undated", "ongoing") and reading.ends is None:
        return dated.due is None and dated.clock is None and (reading.kind == "ongoing" or dated.starts is None)
    if reading.kind == "from":
        return dated.due is None and dated.clock is None and _same_day(reading.starts, dated.starts)
    ends_alike = reading.ends is not None and dated.due is not None and reading.ends.latest == dated.due.latest
    starts_alike = dated.starts is None or reading.starts is None or _same_day(reading.starts, dated.starts)
    return ends_alike and starts_alike


def says(reading: Reading, record: Record) -> bool:
    """Whether words say for certain what the dates of `record` are."""
    dated = dates_in(record)
    if reading.confidence != "certain" or dated.none or not dates_agree(reading, dated):
        return False
    return all(
        _gives_field(field, reading, record) for field in _fields_said(reading) if field != "starts" or dated.starts
    )


def says_no_more(reading: Reading, before: Record, after: Record) -> bool:
    """Whether words say for certain what the dates of a record were (all of them, or one field), but not what they are
    now."""
    if reading.confidence != "certain":
        return False
    if (
        not dates_in(before).none
        and dates_agree(reading, dates_in(before))
        and not dates_agree(reading, dates_in(after))
    ):
        return True
    return any(
        _gives_field(field, reading, before) and not _gives_field(field, reading, after)
        for field in _fields_said(reading)
    )


def _fields_said(reading: Reading) -> tuple[str, ...]:
    """The names of the fields that the words give."""
    return tuple(record_fields(reading))


def _gives_field(field: str, reading: Reading, record: Record) -> bool:
    """Whether a field of a record has the value that the words give it."""
    value: Any = getattr(record, field, None) or None
    if field == "due" and (clock := clock_of(value)) is not None and reading.length is not None:
        return _same_length(reading.length, clock)
    value = day_of(value) if field == "due" else value
    if field == "dates":
        return bool(reading.dates == value)
    if field == "repeats":
        return reading.recurrence is not None and _same_recurrence(reading.recurrence, value)
    if field == "starts":
        return _same_day(reading.starts, value)
    said = reading.until if field == "ends" else reading.ends
    return value is not None and said is not None and bool(value.latest == said.latest)


def _same_length(length: Length, clock: Clock) -> bool:
    """Whether a length of time in words is that of a clock. A clock says what the words leave open: which event."""
    event_alike = length.after in ("", clock.after)
    return event_alike and length.counts_first == clock.counts_first and _in_days(length) == _in_days(clock)


def _in_days(length: Length | Clock) -> tuple[int, str]:
    return (7 * length.many, "days") if length.unit == "weeks" else (length.many, length.unit)


def _same_day(day: ReducedDate | None, other: ReducedDate | None) -> bool:
    return day is not None and other is not None and day.earliest == other.earliest


def _same_recurrence(read: Recurrence, recorded: Recurrence | None) -> bool:
    """Whether two recurrences are the same. The kind of year is left out: words seldom name it."""
    if recorded is None:
        return False
    places_alike = not read.places or read.places == recorded.places
    return places_alike and (read.unit, read.every, read.times) == (recorded.unit, recorded.every, recorded.times)
