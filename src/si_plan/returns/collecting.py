"""What returned workbooks would add to the log: for each row that was filled in, the entry, or why there is none."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final, Literal, NamedTuple

from si_plan.editing.rules import Rules
from si_plan.model.plan import Plan, Tracked
from si_plan.model.progress import Entry
from si_plan.returns.asking import Logs, plan_mark
from si_plan.returns.form import DATE, EVIDENCE, ID, NOTE, REFERENCE, STATUS
from si_plan.returns.reading import Filled, Refusal, Returned
from si_plan.suggestions import did_you_mean

_COLUMNS: Final = {"status": STATUS, "note": NOTE, "evidence": EVIDENCE, "on": DATE}
"""The column in which a lead writes a field of an entry; all else is what the row is about."""

Outcome = Literal["recorded", "already", "held", "refused"]


class Row(NamedTuple):
    """What becomes of one row: `recorded` (or to be), `already` in the log, `refused`, or `held` back, because
    another row of its file is refused."""

    outcome: Outcome
    file: str
    place: str
    id: str
    entry: Entry | None = None
    value: str = ""
    reason: str = ""
    hint: str = ""


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
        return sum(row.outcome == "refused" for row in self.rows)


def collect(plan: Plan, files: list[File], today: date, *, partial: bool = False) -> Collected:
    """What becomes of the rows. With a refused row in it nothing of a file is recorded, unless `partial`."""
    matching = _Matching(plan, today)
    found = [_of_file(matching, file) for file in files]
    rows: list[Row] = []
    for of_file in _settled(found):
        if not partial and any(row.outcome == "refused" for row in of_file):
            of_file = [row._replace(outcome="held") if row.outcome == "recorded" else row for row in of_file]
        rows += of_file
    return Collected(rows, sum(file.returned.empty for file in files if file.returned))


def _of_file(matching: _Matching, file: File) -> list[Row]:
    returned = file.returned
    refusals = [] if file.refusal is None else [file.refusal]
    refusals += returned.refusals if returned else []
    rows = [_refused(file.name, refusal) for refusal in refusals]
    filled = returned.filled if returned else ()
    for one in filled:
        if not matching.is_whole_action(one):
            rows += matching.rows(file.name, one)
    together = [row.entry for row in rows if row.outcome == "recorded" and row.entry is not None]
    for one in filled:
        if matching.is_whole_action(one):
            rows += matching.rows(file.name, one, together)
    return sorted(rows, key=lambda row: _line(row.place))


def _line(place: str) -> tuple[str, int]:
    """The sheet and the number of the row of a cell."""
    number = re.search("[0-9]+$", place)
    return place.partition("!")[0] if "!" in place else "", int(number[0]) if number else 0


def _settled(files: list[list[Row]]) -> list[list[Row]]:
    """The rows of each file, those refused that say different things of one record: nobody but the people who wrote
    them knows which holds. Of copies that say the same the first stands for all."""
    said: dict[tuple[str, str | None], list[Row]] = defaultdict(list)
    for rows in files:
        for row in rows:
            if row.outcome == "recorded" and row.entry is not None:
                said[row.entry.at, row.entry.period].append(row)
    return [[one for row in rows for one in _against(row, said)] for rows in files]


def _against(row: Row, said: dict[tuple[str, str | None], list[Row]]) -> Iterator[Row]:
    if row.outcome != "recorded" or row.entry is None:
        yield row
        return
    others = said[row.entry.at, row.entry.period]
    differing = next((one for one in others if one.entry != row.entry), None)
    if differing is not None:
        where = differing.place if differing.file == row.file else f"{differing.place} of {differing.file}"
        reason = f"{where} says something else of it"
        yield row._replace(outcome="refused", value=row.id, reason=reason, hint="settle which of them holds")
    elif others[0] is row:
        yield row


def _refused(file: str, refusal: Refusal) -> Row:
    return Row("refused", file, refusal.place, refusal.id, None, refusal.value, refusal.reason, refusal.hint)


class _Matching:
    """Rows held against the plan and its logs."""

    def __init__(self, plan: Plan, today: date) -> None:
        self._plan = plan
        self._today = today
        self._rules = Rules(plan, today)
        self._logs = Logs(plan)
        self._mark = plan_mark(plan)

    def is_whole_action(self, filled: Filled) -> bool:
        """Whether a row is about an action as a whole, which is complete only after its milestones."""
        tracked = self._plan.tracked_by_id.get(filled.reference.id)
        return tracked is not None and tracked.kind == "action"

    def rows(self, file: str, filled: Filled, together: Sequence[Entry] = ()) -> Iterator[Row]:
        """The one row that says that it is or would be recorded, or a row for each reason why it is not; `together` are
        the entries that other rows of its file make."""
        identity = filled.reference.id
        tracked = self._plan.tracked_by_id.get(identity)
        if tracked is None or filled.reference.plan != self._mark:
            yield _refused(file, self._unknown(filled))
            return
        entry = self._entry(tracked, filled)
        same = [one for one in self._logs.every(entry.at) if self._says(one, entry, filled)]
        if any(one in self._logs.about(tracked, entry.period) for one in same):
            yield Row("already", file, filled.places[ID], identity, entry)
            return
        refusals = [self._voided(filled)] if same else list(self._refusals(tracked, filled, entry, together))
        for refusal in refusals:
            yield _refused(file, refusal)
        if not refusals:
            yield Row("recorded", file, filled.places[ID], identity, entry)

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
    def _says(one: Entry, entry: Entry, filled: Filled) -> bool:
        """Whether an entry of the log says what the row does; a row without a date, whatever its day."""
        return (one.at, one.status, one.period, one.by, one.note, one.evidence) == (
            (entry.at, entry.status, entry.period, entry.by, entry.note, entry.evidence)
        ) and (filled.on is None or one.on == entry.on)

    def _unknown(self, filled: Filled) -> Refusal:
        reference = filled.reference
        if reference.plan != self._mark:
            return filled.refusal(REFERENCE, "the return was made from another plan", "collect it into that plan")
        hint = did_you_mean(reference.id, self._plan.tracked_by_id)
        return filled.refusal(ID, f"the plan has no {reference.id} any more", hint or "siplan list shows every id")

    @staticmethod
    def _voided(filled: Filled) -> Refusal:
        return filled.refusal(ID, "this was recorded before, and corrected since", "send a new return")

    def _refusals(self, tracked: Tracked, filled: Filled, entry: Entry, together: Sequence[Entry]) -> Iterator[Refusal]:
        lead = filled.reference.lead
        leads = self._rules.standings.of(tracked).leads
        if lead not in leads:
            yield filled.refusal(ID, f"{lead} does not lead it: {', '.join(leads)}", "ask them, in their own return")
            return
        if self._logs.seen(tracked, entry.period) != filled.reference.seen:
            yield filled.refusal(ID, self._since(tracked, filled), "send a new return, or record it by siplan update")
            return
        if not (filled.status or filled.note or filled.evidence):
            yield filled.refusal(DATE, "a date alone says nothing", "choose a status, or write a note")
            return
        if filled.status == "complete" and filled.on is None:
            yield filled.refusal(DATE, "complete needs the day on which it was", "write it as 3/10/2016")
        later = self._later(tracked, entry)
        if later is not None:
            reason = f"the log says {_status(later)} of a later day, {later.on.isoformat()}"
            yield filled.refusal(DATE, reason, "write a later day, or correct the log by siplan correct")
        rules = self._rules.for_entries(together) if together else self._rules
        refusal = rules.refusal(entry)
        if refusal is not None:
            yield filled.refusal(_COLUMNS.get(refusal.field, ID), refusal.message, refusal.hint)

    def _later(self, tracked: Tracked, entry: Entry) -> Entry | None:
        """The entry by which the new one would change nothing: the log's last status is that of the last day."""
        about = self._logs.about(tracked, entry.period) if entry.status is not None else ()
        later = (one for one in about if one.status and one.period == entry.period and one.on > entry.on)
        return next(later, None)

    def _since(self, tracked: Tracked, filled: Filled) -> str:
        """What has been said since the return was made, as far as it can be told."""
        reference = filled.reference
        later = [one for one in self._logs.about(tracked, reference.period) if one.on > reference.as_of]
        told = f"changed since {reference.as_of.isoformat()}"
        if not later:
            return f"{told}: the log or the wording is no longer what the return shows"
        last = later[-1]
        what = _status(last) if last.status else "an entry"
        return f"{told}: the log has {what} of {last.on.isoformat()}" + (f" by {last.by}" if last.by else "")


def _status(entry: Entry) -> str:
    return (entry.status or "").replace("_", " ")
