"""What returned files would add to the log: for each row that was filled in, the entry, or why there is none."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final, Literal, NamedTuple

from si_plan.documents import words
from si_plan.editing.rules import Rules
from si_plan.model.plan import Plan, Tracked
from si_plan.model.progress import Entry
from si_plan.returns.asking import Logs, plan_mark
from si_plan.returns.form import DATE, EVIDENCE, ID, NOTE, REFERENCE, STATUS
from si_plan.returns.reading import Filled, Refusal, Returned
from si_plan.suggestions import did_you_mean

_COLUMNS: Final = {"status": STATUS, "note": NOTE, "evidence": EVIDENCE, "on": DATE}
"""The column in which a lead writes a field of an entry. A fault in any other field is told at the ID."""

Outcome = Literal["recorded", "already", "held", "refused"]


class Row(NamedTuple):
    """What becomes of one row: `recorded` (or to be), `already` in the log, `refused`, or `held` back because another
    row of its file is refused."""

    outcome: Outcome
    file: str
    place: str
    id: str
    entry: Entry | None = None
    value: str = ""
    reason: str = ""
    hint: str = ""
    date_read: str = ""
    """How a date without a year was read, as a sentence; nothing where the year was written."""


class File(NamedTuple):
    """A file that was returned: what came back in it, or why it cannot be read."""

    name: str
    returned: Returned | None
    refusal: Refusal | None = None


class Collected(NamedTuple):
    """What becomes of every row that was filled in, file by file; `empty` counts those that were not."""

    rows: list[Row]
    empty: int

    @property
    def entries(self) -> list[Entry]:
        """What is to be added to the logs, in the order of the files and their rows."""
        return [row.entry for row in self.rows if row.outcome == "recorded" and row.entry is not None]

    @property
    def refused(self) -> int:
        """How many refusals there are."""
        return sum(row.outcome == "refused" for row in self.rows)


def collect(plan: Plan, files: list[File], today: date, *, partial: bool = False) -> Collected:
    """What becomes of the rows. With a refused row in it nothing of a file is recorded, unless `partial`."""
    matching = _Matcher(plan, today)
    found = [_rows_of_file(matching, file) for file in files]
    rows: list[Row] = []
    for of_file in _refuse_conflicts(found):
        if not partial and any(row.outcome == "refused" for row in of_file):
            of_file = [row._replace(outcome="held") if row.outcome == "recorded" else row for row in of_file]
        rows += of_file
    return Collected(rows, sum(file.returned.empty for file in files if file.returned))


def _rows_of_file(matching: _Matcher, file: File) -> list[Row]:
    returned = file.returned
    refusals = [] if file.refusal is None else [file.refusal]
    refusals += returned.refusals if returned else []
    rows = [_row_refused(file.name, refusal) for refusal in refusals]
    filled = returned.filled if returned else ()
    for reported in filled:
        if not matching.is_whole_action(reported):
            rows += matching.rows(file.name, reported)
    together = [row.entry for row in rows if row.outcome == "recorded" and row.entry is not None]
    for reported in filled:
        if matching.is_whole_action(reported):
            rows += matching.rows(file.name, reported, together)
    return sorted(rows, key=lambda row: _line(row.place))


def _line(place: str) -> tuple[str, int]:
    """The sheet of a cell, and the number of its row."""
    number = re.search("[0-9]+$", place)
    return place.partition("!")[0] if "!" in place else "", int(number[0]) if number else 0


def _refuse_conflicts(files: list[list[Row]]) -> list[list[Row]]:
    """The rows of each file. Rows that say different things of one record are refused: only the people who wrote them
    know which is right. Of rows that say the same, the first is kept."""
    said: dict[tuple[str, str | None], list[Row]] = defaultdict(list)
    for rows in files:
        for row in rows:
            if row.outcome == "recorded" and row.entry is not None:
                said[row.entry.at, row.entry.period].append(row)
    return [[settled for row in rows for settled in _refuse_if_differing(row, said)] for rows in files]


def _refuse_if_differing(row: Row, said: dict[tuple[str, str | None], list[Row]]) -> Iterator[Row]:
    if row.outcome != "recorded" or row.entry is None:
        yield row
        return
    others = said[row.entry.at, row.entry.period]
    differing = next((other for other in others if other.entry != row.entry), None)
    if differing is not None:
        where = differing.place if differing.file == row.file else f"{differing.place} of {differing.file}"
        reason = f"{where} says something else of it"
        yield row._replace(outcome="refused", value=row.id, reason=reason, hint="settle which of them holds")
    elif others[0] is row:
        yield row


def _row_refused(file: str, refusal: Refusal) -> Row:
    return Row("refused", file, refusal.place, refusal.id, None, refusal.value, refusal.reason, refusal.hint)


class _Matcher:
    """Compares returned rows with the plan and its logs."""

    def __init__(self, plan: Plan, today: date) -> None:
        self._plan = plan
        self._today = today
        self._rules = Rules(plan.on(today), today)
        self._logs = Logs(plan)
        self._mark = plan_mark(plan)

    def is_whole_action(self, filled: Filled) -> bool:
        """Whether a row is about an action as a whole, which is complete only after its milestones."""
        tracked = self._tracked(filled)
        return tracked is not None and tracked.kind == "action"

    def _tracked(self, filled: Filled) -> Tracked | None:
        """What a row is about, as the plan of its day has it; None where the plan never had it."""
        identity = filled.reference.id
        return self._plan.with_record(identity, filled.on or self._today).tracked_by_id.get(identity)

    def rows(self, file: str, filled: Filled, together: Sequence[Entry] = ()) -> Iterator[Row]:
        """One row if it is recorded already or would be, else a row for each reason why not. `together` are the entries
        that the other rows of its file make."""
        identity = filled.reference.id
        tracked = self._tracked(filled)
        if tracked is None or filled.reference.plan != self._mark:
            yield _row_refused(file, self._refusal_of_unknown(filled))
            return
        entry = self._entry(tracked, filled)
        same = [logged for logged in self._logs.all_about(entry.at) if self._says_the_same(logged, entry, filled)]
        if any(logged in self._logs.about(tracked, entry.period) for logged in same):
            yield Row("already", file, filled.places[ID], identity, entry, date_read=_say_how_read(filled))
            return
        refusals = [self._refusal_of_voided(filled)] if same else list(self._refusals(tracked, filled, entry, together))
        for refusal in refusals:
            yield _row_refused(file, refusal)
        if not refusals:
            yield Row("recorded", file, filled.places[ID], identity, entry, date_read=_say_how_read(filled))

    def _entry(self, tracked: Tracked, filled: Filled) -> Entry:
        fields = {
            "on": filled.on or self._today,
            "at": tracked.same_as or tracked.id,
            "status": filled.status,
            "period": filled.reference.period,
            "by": filled.reference.lead,
            "note": filled.note,
            "evidence": filled.evidence,
        }
        return Entry.model_validate({name: value for name, value in fields.items() if value})

    @staticmethod
    def _says_the_same(logged: Entry, entry: Entry, filled: Filled) -> bool:
        """Whether an entry of the log says what the row does. A row without a date matches an entry of any day."""
        return (logged.at, logged.status, logged.period, logged.by, logged.note, logged.evidence) == (
            (entry.at, entry.status, entry.period, entry.by, entry.note, entry.evidence)
        ) and (filled.on is None or logged.on == entry.on)

    def _refusal_of_unknown(self, filled: Filled) -> Refusal:
        reference = filled.reference
        if reference.plan != self._mark:
            return filled.refusal(REFERENCE, "the return was made from another plan", "collect it into that plan")
        hint = did_you_mean(reference.id, self._plan.tracked_by_id)
        return filled.refusal(ID, f"the plan has no {reference.id} any more", hint or "siplan list shows every id")

    @staticmethod
    def _refusal_of_voided(filled: Filled) -> Refusal:
        return filled.refusal(ID, "this was recorded before, and corrected since", "send a new return")

    def _refusals(self, tracked: Tracked, filled: Filled, entry: Entry, together: Sequence[Entry]) -> Iterator[Refusal]:
        lead = filled.reference.lead
        leads = self._rules.standings.of(tracked).leads
        if lead not in leads:
            who = ", ".join(leads)
            hint = "ask them, in their own return" if leads else f"name who leads it: siplan reassign {tracked.id}"
            yield filled.refusal(ID, f"{lead} does not lead it: {who or 'nobody does'}", hint)
            return
        if self._logs.digest(tracked, entry.period) != filled.reference.seen:
            yield filled.refusal(
                ID, self._say_what_changed(tracked, filled), "send a new return, or record it by siplan update"
            )
            return
        if not (filled.status or filled.note or filled.evidence):
            yield filled.refusal(DATE, "a date alone says nothing", "choose a status, or write a note")
            return
        if filled.status == "complete" and filled.on is None:
            yield filled.refusal(DATE, "complete needs the day on which it was", "write it as 3/10/2016")
        later = self._later_entry(tracked, entry)
        if later is not None:
            reason = f"the log says {_say_status(later)} of a later day, {later.on.isoformat()}"
            yield filled.refusal(DATE, reason, "write a later day, or correct the log by siplan correct")
        rules = self._rules.for_entries(together) if together else self._rules
        refusal = rules.refusal(entry)
        if refusal is not None:
            yield filled.refusal(_COLUMNS.get(refusal.field, ID), refusal.message, refusal.hint)

    def _later_entry(self, tracked: Tracked, entry: Entry) -> Entry | None:
        """An entry of a later day with a status, because of which the new one would change nothing; None where there is
        none."""
        about = self._logs.about(tracked, entry.period) if entry.status is not None else ()
        of_period = (logged for logged in about if logged.status and logged.period == entry.period)
        return next((logged for logged in of_period if logged.on > entry.on), None)

    def _say_what_changed(self, tracked: Tracked, filled: Filled) -> str:
        """What was recorded since the return was made, as far as the log shows it."""
        reference = filled.reference
        later = [logged for logged in self._logs.about(tracked, reference.period) if logged.on > reference.as_of]
        told = f"changed since {reference.as_of.isoformat()}"
        if not later:
            return f"{told}: the log or the wording is no longer what the return shows"
        last = later[-1]
        what = _say_status(last) if last.status else "an entry"
        return f"{told}: the log has {what} of {last.on.isoformat()}" + (f" by {last.by}" if last.by else "")


def _say_how_read(filled: Filled) -> str:
    """5 October is read as 5 October 2016, the return's year. Nothing where the year was written."""
    if filled.on is None or not filled.year_left_out:
        return ""
    made = filled.reference.as_of
    which = "the return's year" if filled.on.year == made.year else f"the first after the return of {words.day(made)}"
    return f"{filled.values[DATE]} is read as {words.day(filled.on)}, {which}"


def _say_status(entry: Entry) -> str:
    return (entry.status or "").replace("_", " ")
