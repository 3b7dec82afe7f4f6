"""A record's wording beside its dates: how siplan reads `when`, and whether the dates say the same (`agreement.py`).

A record whose `due_reason` says why it is read otherwise has been judged by a person, and agrees by definition.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from functools import lru_cache
from typing import Final, Literal, NamedTuple
from weakref import WeakKeyDictionary, WeakValueDictionary

from si_plan.dates.calendar import USUAL, SchoolCalendar
from si_plan.deadlines import NOT_READ, Reading, leave_unread, read_deadline, record_fields
from si_plan.deadlines.agreement import Dated, dates_agree, dates_in, dates_of
from si_plan.deadlines.reading import Fields, lines_of_fields
from si_plan.documents import words
from si_plan.model.events import Event
from si_plan.model.plan import Basis, Plan, Tracked
from si_plan.model.promise import Action, Duty, Milestone, Priority, Stage

Verdict = Literal["agrees", "differs", "missing", "recurrence", "unread", "elsewhere", "judged"]

MOST_READ: Final = 100_000
"""How many characters of different wordings are read of one priority: a file of its own, and some thousand lines."""


class Compared(NamedTuple):
    """A record's wording and its reading, the dates that count, and whether the two agree."""

    tracked: Tracked
    wording: str
    reading: Reading
    dated: Dated
    verdict: Verdict

    @property
    def says_the_same(self) -> bool:
        """Whether the dates are those that the words read as, whatever a person judged."""
        return dates_agree(self.reading, self.dated)

    @property
    def missing(self) -> Fields:
        """The fields that the reading would give the record and that it does not have."""
        own = {
            name for name in ("starts", "due", "repeats", "dates", "ends") if getattr(self.tracked.record, name, None)
        }
        return {name: value for name, value in record_fields(self.reading).items() if name not in own}

    @property
    def beyond(self) -> str:
        """The first field of `missing` that its kind of record cannot have; empty where there is none, as for
        milestones."""
        return next((name for name in self.missing if name not in type(self.tracked.record).model_fields), "")

    @property
    def worded(self) -> Milestone | Stage | Duty | Action:
        """The record whose words date it: itself, or its action where it has no words of its own."""
        return self.tracked.record if self.tracked.record.when is not None else self.tracked.action

    @property
    def place(self) -> str:
        """Where its date is to be written, after the word date: ` in 2.4`, where both its words and its dates are its
        action's; empty for in the record itself."""
        inherits = self.tracked.record.when is None and self.tracked.dated_by is self.tracked.action
        return f" in {self.tracked.action.id}" if inherits else ""

    @property
    def remedy(self) -> str:
        """A hint that says what to add so that the dates say what the words do."""
        lines = " and ".join(f"`{line}`" for line in lines_of_fields(self.missing))
        if not self.beyond:
            return f"add {lines}"
        if self.tracked.kind == "action":
            own = "" if self.dated.none else " instead of its own dates"
            return f"an action cannot have `{self.beyond}`: give it a milestone with {lines}{own}"
        return f"a {self.tracked.kind} cannot have `{self.beyond}`: make it a milestone with {lines}"


def school_calendar_of(plan: Plan) -> SchoolCalendar:
    """The plan's own calendar, or the usual English one."""
    return plan.details.calendar or USUAL


def read_wording(plan: Plan, wording: str, record: Milestone | Stage | Duty | Action | None = None) -> Reading:
    """The reading of a plan's wording, by the plan's calendar. Years that the text leaves out are counted from the date
    of the plan; those of a record's words, from that of the edition in whose words they stand."""
    return _wordings(plan).read(wording, plan.details.dated if record is None else plan.worded_on(record))


class _Readings(dict[str, Reading]):
    """Readings by wording, for one date and calendar, and the same events."""


_READ: Final[WeakValueDictionary[tuple[date, SchoolCalendar, tuple[Event, ...]], _Readings]] = WeakValueDictionary()
"""The readings of the plans in memory. Two states of one plan, compared, share most of theirs."""


@lru_cache(maxsize=4096)
def _read_usual(wording: str, day: date) -> Reading:
    """The reading of a wording by the usual calendar, without events: many plans share most of their wordings."""
    return read_deadline(wording, day)


class _Wordings:
    """The readings of one plan's wordings, each made once for each day that its years count from, and those that
    disagree with their dates."""

    def __init__(self, plan: Plan) -> None:
        self._calendar = school_calendar_of(plan)
        self._events = plan.details.events
        self._readings: dict[date, _Readings] = {}
        self._characters: dict[str, int] = {}
        self.disagreements: tuple[Compared, ...] | None = None

    def read(self, wording: str, day: date) -> Reading:
        """The reading of a wording of this day, made once."""
        readings = self._of_day(day)
        found = readings.get(wording)
        if found is None:
            usual = self._calendar is USUAL and not self._events
            read = _read_usual(wording, day) if usual else read_deadline(wording, day, self._calendar, self._events)
            found = readings[wording] = read
        return found

    def read_of(self, priority: Priority, wording: str, day: date) -> Reading:
        """The reading of a wording of a priority. Over MOST_READ characters of the priority's wordings, no more are
        read."""
        if wording not in self._of_day(day):
            characters = self._characters[priority.id] = self._characters.get(priority.id, 0) + len(wording)
            if characters > MOST_READ:
                why = f"priority {priority.id} has too many When cells to read, over {MOST_READ:,} characters"
                return leave_unread(wording, why, "too-many")
        return self.read(wording, day)

    def _of_day(self, day: date) -> _Readings:
        found = self._readings.get(day)
        if found is None:
            found = self._readings[day] = _READ.setdefault((day, self._calendar, self._events), _Readings())
        return found


_KEPT: Final[WeakKeyDictionary[Plan, _Wordings]] = WeakKeyDictionary()
"""What was read of each plan's wordings, for as long as the plan is in memory."""


def _wordings(plan: Plan) -> _Wordings:
    found = _KEPT.get(plan)
    if found is None:
        found = _KEPT[plan] = _Wordings(plan)
    return found


def compare(plan: Plan, tracked: Tracked) -> Compared | None:
    """How a record's wording and its dates compare; None where no single wording dates it."""
    wording = wording_of(tracked)
    if wording is None:
        return None
    day = plan.worded_on(_worded(tracked))
    reading = _wordings(plan).read_of(tracked.priority, wording, day)
    dated = dates_of(tracked)
    return Compared(tracked, wording, reading, dated, _verdict(tracked, reading, dated))


def basis_of(plan: Plan, tracked: Tracked) -> Basis | None:
    """What the promised dates of a record come from; None where it has no dates.

    They come from words that siplan reads as these dates: the record's (`own`), else any line of its action's
    (`action`). Where siplan reads the words otherwise, or cannot read them, a person has judged (`judged`), whether or
    not `due_reason` says why. A deadline that the log gives does not count here.
    """
    if dates_of(tracked).none:
        return None
    if reading_of(plan, tracked) is None:
        return "judged"
    return "own" if isinstance(tracked.record.when, str) or tracked.kind == "action" else "action"


def reading_of(plan: Plan, tracked: Tracked) -> Reading | None:
    """The reading of the words that say a record's dates: its own, else the first such line of its action's; None where
    none says them."""
    own, dated = tracked.record.when, dates_of(tracked)
    lines = (own,) if isinstance(own, str) else tracked.action.when
    read_of, day = _wordings(plan).read_of, plan.worded_on(_worded(tracked))
    readings = (read_of(tracked.priority, line, day) for line in lines)
    return next((reading for reading in readings if dates_agree(reading, dated)), None)


def disagreements(plan: Plan) -> tuple[Compared, ...]:
    """Every record whose wording and dates do not agree and that no one has judged, in the plan's order."""
    kept = _wordings(plan)
    if kept.disagreements is None:
        compared = (compare(plan, tracked) for tracked in plan.tracked if reason_of(tracked) is None)
        kept.disagreements = tuple(found for found in compared if found and found.verdict not in ("agrees", "judged"))
    return kept.disagreements


def wording_of(tracked: Tracked) -> str | None:
    """The words that date a record: its own, else its action's line where there is just one; None where there are
    more, or where it is the action as a whole and a stage or duty has the line."""
    own = tracked.record.when
    if isinstance(own, str):
        return own
    lines = tracked.action.when
    if len(lines) != 1 or (tracked.kind == "action" and any(part.when == lines[0] for part in tracked.action.parts)):
        return None
    return lines[0]


def reason_of(tracked: Tracked) -> str | None:
    """Why its words are taken to mean its dates, where a person has said so: in the record, or in its action, where
    both are the action's."""
    inherits = tracked.record.when is None and tracked.dated_by is tracked.action
    return tracked.record.due_reason or (tracked.action.due_reason if inherits else None)


def _worded(tracked: Tracked) -> Milestone | Stage | Duty | Action:
    """The record whose words date it: itself, else its action."""
    return tracked.record if isinstance(tracked.record.when, str) else tracked.action


def _verdict(tracked: Tracked, reading: Reading, dated: Dated) -> Verdict:
    if reason_of(tracked) is not None:
        return "judged"
    if not NOT_READ.isdisjoint(reading.rules):
        return "unread"
    if "elsewhere" in reading.rules:
        return "elsewhere"
    if dates_agree(reading, dated):
        return "agrees"
    if reading.confidence == "unsure":
        return "unread"
    if reading.recurrence is not None and dated.repeats is None:
        return "recurrence"
    if dated.none:
        # A record without a date in its words too is for `no-deadline`. A likely reading is for a person to judge.
        return "missing" if reading.confidence == "certain" else "unread"
    return "differs"


class Clause(NamedTuple):
    """One clause of an action's When cell: the place of its line (from 0), its words and its reading. `alone` says that
    the words are the clause's own; if not, they are those of the whole line."""

    line: int
    text: str
    reading: Reading
    alone: bool


def unused_clauses(plan: Plan, priority: Priority, action: Action) -> Iterator[Clause]:
    """The clauses of an action's When cell that neither a milestone, stage or duty nor the action's own dates take
    up."""
    alone = len(action.when) == 1
    if alone and action.due_reason is not None:
        return  # a person has judged what the one line means
    inherits = alone and (not action.parts or any(milestone.when is None for milestone in action.milestones))
    day = plan.worded_on(action)
    readings = [_wordings(plan).read_of(priority, line, day) for line in action.when]
    if inherits and not readings[0].clauses:
        return  # the usual action: one line, which dates its milestones, or the action as a whole
    worded = [part.when for part in action.parts if part.when]
    if inherits:
        worded.append(action.when[0])  # what has no words of its own has the action's line
    if all(line in worded and not reading.clauses for line, reading in zip(action.when, readings, strict=True)):
        return  # as usual: each line dates a milestone, a stage or a duty
    said = dict.fromkeys(words.casefold() for words in worded)
    dated = [dates for dates in dict.fromkeys(map(dates_in, (action, *action.parts))) if not dates.none]
    for clause in _clauses(action, readings):
        own = clause.text.casefold()
        if clause.alone and any(own in words or words in own for words in said):
            continue
        if not any(dates_agree(clause.reading, dates) for dates in dated):
            yield clause


def _clauses(action: Action, readings: Sequence[Reading]) -> Iterator[Clause]:
    for place, (line, reading) in enumerate(zip(action.when, readings, strict=True)):
        if not reading.clauses:
            yield Clause(place, line, reading, alone=True)
        for clause in reading.clauses:
            yield Clause(place, clause.text, clause, alone=clause.text != line)


def summarise(reading: Reading) -> str:
    """A reading in a few words: by Dec 2016, Sep 2016 to Aug 2017, recurring (termly), 6 weeks after
    visit, no date."""
    if reading.recurrence is not None:
        return f"{reading.kind} ({reading.recurrence})"
    if reading.kind == "undated":
        return str(reading.length) if reading.length is not None and reading.length.after else "no date"
    if reading.dates:
        return words.join(words.short(day) for day in reading.dates)
    first, last = reading.starts, reading.ends
    if first is None or last is None:
        if last is None:
            return f"{reading.kind} {words.short(first)}" if first is not None else reading.kind
        return f"{'until' if reading.kind == 'during' else reading.kind} {words.short(last)}"
    if reading.kind == "by" or first == last:
        return f"{reading.kind} {words.short(last)}"
    return f"{words.short(first)} to {words.short(last)}"
