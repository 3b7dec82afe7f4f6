"""The sections of a difference: a table for each kind of change, and what its columns show."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import Final, NamedTuple

from si_plan.changes.promise import plain
from si_plan.changes.records import Change, Kind, Value
from si_plan.dates.reduced import ReducedDate
from si_plan.documents import words
from si_plan.documents.blocks import Cell, Column, Row, Table
from si_plan.model.fields import Record
from si_plan.views import diff_events
from si_plan.views.diff_sentences import (
    ENTRY_FIELDS,
    changed_words,
    days_apart,
    differing_fields,
    ordinal,
    value,
)
from si_plan.views.diff_verdict import DECIDED

Said = tuple[Column, Callable[[Change], Cell]]
"""A column, and the function that gives a change's cell in it."""


class Section(NamedTuple):
    """A table of the changes of some kinds. `rows` gives the changes that a change is shown as, if not as itself."""

    title: str
    kinds: tuple[Kind, ...]
    cells: tuple[Said, ...]
    rows: Callable[[Change], Iterable[Change]] = lambda change: [change]


def sections(changes: Iterable[Change]) -> Iterator[Table]:
    """The tables that have rows, in the order in which they must be seen."""
    of: dict[Kind, list[Change]] = {}
    for change in changes:
        if not change.edition:
            of.setdefault(change.kind, []).append(change)
    for section in SECTIONS:
        rows = [
            Row(tuple(cell(shown) for _, cell in section.cells))
            for kind in section.kinds
            for change in of.get(kind, [])
            for shown in section.rows(change)
        ]
        if rows:
            columns = tuple(column for column, _ in section.cells)
            told = [place for place, column in enumerate(columns) if not column.spare or _says_anything(rows, place)]
            rows = [Row(tuple(row.cells[place] for place in told)) for row in rows]
            yield Table(tuple(columns[place] for place in told), rows, section.title)


def _says_anything(rows: list[Row], place: int) -> bool:
    """Whether a column has more than dashes."""
    return any(row.cells[place] != "–" for row in rows)


def _record(change: Change) -> str:
    return change.record


def _title(change: Change) -> str:
    return change.title


def _kind(change: Change) -> str:
    return change.what


def _before(change: Change) -> str:
    return value(change.before)


def _after(change: Change) -> str:
    return value(change.after)


def _why(change: Change) -> str:
    return change.reason or "none given"


def _approver(change: Change) -> str:
    return change.approved_by or "nobody"


def _field(change: Change) -> str:
    return change.field.replace("_", " ") or change.kind


def _parts(change: Change) -> str:
    return words.join(change.parts) or "–"


def _entry(change: Change) -> str:
    return words.join(change.parts) or str(change.place)


def _by_field(change: Change) -> Iterator[Change]:
    """A change of a log entry as one for each of its fields that differs."""
    before, after = change.before, change.after
    if isinstance(before, Record) and isinstance(after, Record):
        for name in differing_fields(before, after):
            was, now = (plain(getattr(entry, name)) for entry in (before, after))
            yield change._replace(field=ENTRY_FIELDS.get(name, name), before=was, after=now)
    else:
        yield change._replace(field="place" if change.parts else "whole entry")


def _entry_now(change: Change) -> str:
    return "taken out" if change.field == "whole entry" else value(change.after)


_DATED: Final = {"starts": "it begins", "ends": "it ends", "dates": "its dates", "repeats": "how often it recurs"}


def _what_is_dated(change: Change) -> str:
    """The record that a date belongs to, with what it dates unless that is the deadline."""
    return (
        change.title if change.field in ("due", "log") else f"{change.title} ({_DATED.get(change.field, change.field)})"
    )


def _moved(change: Change) -> str:
    """From when to when a deadline moves, by how much, and where: in the promise, or by the log with the number of the
    move and a mark where the deadline had passed by then."""
    how = []
    if change.place is None:
        how.append("promise edited")
    elif change.slip:
        how.append(f"{ordinal(change.slip)} move")
    if change.on is not None and isinstance(change.before, ReducedDate) and change.on > change.before.latest:
        how.append("already overdue")
    said = ", ".join(part for part in (f"{_before(change)} → {_after(change)}", days_apart(change)) if part)
    return f"{said} ({words.join(how)})" if how else said


def _on(change: Change) -> str:
    return _day(change.on) if change.on is not None else "–"


def _day(on: date) -> str:
    return words.short(ReducedDate(on.year, on.month, on.day))


def _evidence(change: Change) -> str:
    return words.join(change.evidence) or "none given"


def _note(change: Change) -> str:
    return change.note or _why(change)


def _voided_entry(change: Change) -> str:
    return value(change.before if change.before is not None else change.after)


_BESIDE: Final = {"accountable": " (who answers for it)", "support": " (who helps the leads)"}


def _what_is_led(change: Change) -> str:
    return change.title + _BESIDE.get(change.field, "")


def _leads_before(change: Change) -> str:
    return _leads(change, change.before)


def _leads_after(change: Change) -> str:
    return _leads(change, change.after)


def _leads(change: Change, leads: Value) -> str:
    """The leads on one side; where a record has none of its own, it has the action's, and an action has nobody."""
    if isinstance(leads, tuple) and leads:
        return words.leads(str(lead) for lead in leads)
    return words.leads(()) if change.what == "action" or change.field in _BESIDE else "the action's"


def _gains(change: Change) -> str:
    return words.join(change.gained) or "–"


def _losses(change: Change) -> str:
    return words.join(change.lost) or "–"


def _words(change: Change) -> str:
    return changed_words(change.words)


def _what_is_recorded(change: Change) -> str:
    rated = f"rated {value(change.after)}" if change.kind == "rating" else ""
    return ". ".join(part for part in (rated, change.note, words.join(change.evidence)) if part) or "–"


def _is_result(change: Change) -> bool:
    return change.what == "reading"


def _results(change: Change) -> list[Change]:
    return [change] if _is_result(change) else []


def _targets(change: Change) -> list[Change]:
    return [change] if change.what == "target" else []


def _others(change: Change) -> list[Change]:
    return [] if change.what == "target" or _is_result(change) else [change]


def _result_before(change: Change) -> str:
    return _result(change, change.before)


def _result_after(change: Change) -> str:
    return _result(change, change.after)


def _result(change: Change, said: Value) -> str:
    """What a result of a target says, without the target and the period, which stand beside it."""
    return value(said).removeprefix(f"target: {change.record}; period: {change.field}; ")


ID: Final = Column("ID", "id")
WHAT: Final = Column("What", "title")
_OF: Final = (ID, _record), (WHAT, _title)
_WHY: Final = Column("Why"), _why
_DATE: Final = Column("On", "date", spare=True), _on
_APPROVED: Final = Column("Approved by"), _approver
_FROM_TO: Final = (Column("Before"), _before), (Column("After"), _after)
_KIND: Final = Column("Kind", "id"), _kind
_FIELD: Final = Column("Field", "id"), _field

RECOUNTED: Final = "Deadlines that move with an event or the calendar"
_ALWAYS_OPEN: Final = ("Targets", "Renumbered", RECOUNTED)

SECTIONS: Final = (
    Section("Taken out of the plan", ("removed",), (
        (ID, _record), _KIND, (Column("What it said"), _title), (Column("With it", spare=True), _parts))),
    Section("Log entries changed after they were recorded", ("log_rewritten",), (
        (Column("Log", "id"), _title), (Column("Entry", "id"), _entry), _FIELD, (Column("Before"), _before),
        (Column("After"), _entry_now)), _by_field),
    Section("Deadlines", ("deadline",), (
        (ID, _record), (WHAT, _what_is_dated), (Column("Deadline"), _moved), _WHY, _APPROVED)),
    Section("Days of events", ("event",), (
        (Column("Event", "id"), _record), (WHAT, _title), (Column("Day"), diff_events.day),
        (Column("Why", spare=True), diff_events.why))),
    Section(RECOUNTED, ("recounted",), (
        *_OF, (Column("Deadline"), diff_events.deadline), (Column("Counts"), diff_events.counts),
        (Column("With it", spare=True), _parts))),
    Section("Cancelled", ("cancelled",), (*_OF, _DATE, _WHY, _APPROVED)),
    Section("Reopened", ("reopened",), (*_OF, *_FROM_TO, _DATE, _WHY)),
    Section("The change rules", ("policy",), ((Column("Setting"), _title), *_FROM_TO)),
    Section("Targets", ("reference",), (
        (Column("Target", "id"), _record), (WHAT, _title), _FIELD, *_FROM_TO), _targets),
    Section("Leads", ("leads",), (
        (ID, _record), (WHAT, _what_is_led), (Column("Before", "id"), _leads_before),
        (Column("After", "id"), _leads_after), _WHY)),
    Section("Roles", ("role",), (
        (Column("Role", "id"), _record), (Column("Title", "brief"), _title), *_FROM_TO, _DATE, (Column("Why"), _note))),
    Section("Completed", ("completed",), (*_OF, _DATE, (Column("Evidence"), _evidence))),
    Section("Other status", ("status",), (*_OF, *_FROM_TO, _DATE, (Column("Note"), _note))),
    Section("Log entries that no longer count", ("voided",), (
        *_OF, (Column("What it said"), _voided_entry), _WHY)),
    Section("Renumbered", ("renumbered", "moved"), (
        (Column("Before", "id"), _before), (Column("After", "id"), _after), (WHAT, _title))),
    Section("New in the plan", ("added",), (
        (ID, _record), _KIND, (Column("What it says"), _title), (Column("With it", spare=True), _parts))),
    Section("Areas and measures", ("areas", "measures"), (
        *_OF, _FIELD, (Column("Gains", "id"), _gains), (Column("Loses", "id"), _losses))),
    Section("Reworded", ("reworded",), (
        (ID, _record), _FIELD, (Column("Words that changed"), _words), (Column("Now reads", spare=True), _after))),
    Section("The document's own words", ("wording",), ((ID, _record), _FIELD, *_FROM_TO)),
    Section("References", ("links",), ((ID, _record), _FIELD, *_FROM_TO)),
    Section("Progress recorded", ("rating", "evidence", "noted"), (
        *_OF, _DATE, (Column("Recorded"), _what_is_recorded))),
    Section("Results of targets", ("reference",), (
        (Column("Target", "id"), _record), (WHAT, _title), (Column("Period", "id"), _field),
        (Column("Before"), _result_before), (Column("After"), _result_after)), _results),
    Section("Other changes", ("order", "detail", "reference"), (
        (Column("Record", "id"), _record), _FIELD, *_FROM_TO), _others),
)  # fmt: skip
"""In the order in which they must be seen. Those that need no decision are folded in a pull request's summary."""

TO_READ: Final = frozenset(
    section.title
    for section in SECTIONS
    if not DECIDED.intersection(section.kinds) and section.title not in _ALWAYS_OPEN
)
