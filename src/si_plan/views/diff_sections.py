"""The sections of a difference: a table for each kind of change, and what its columns show."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import Final, NamedTuple

from si_plan.changes.records import Change, Kind, Value
from si_plan.dates.reduced import ReducedDate
from si_plan.documents import words
from si_plan.documents.blocks import Cell, Column, Row, Table
from si_plan.views.diff_sentences import changed_words, ordinal, value

Said = tuple[Column, Callable[[Change], Cell]]
"""A column, and the function that gives a change's cell in it."""


class Section(NamedTuple):
    """A table of the changes of some kinds."""

    title: str
    kinds: tuple[Kind, ...]
    cells: tuple[Said, ...]


def sections(changes: Iterable[Change]) -> Iterator[Table]:
    """The tables that have rows, in the order in which they must be seen."""
    of: dict[Kind, list[Change]] = {}
    for change in changes:
        of.setdefault(change.kind, []).append(change)
    for section in SECTIONS:
        rows = [
            Row(tuple(cell(change) for _, cell in section.cells))
            for kind in section.kinds
            for change in of.get(kind, [])
        ]
        if rows:
            yield Table(tuple(column for column, _ in section.cells), rows, section.title)


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
    return change.reason or "–"


def _approver(change: Change) -> str:
    return change.approved_by or "–"


def _field(change: Change) -> str:
    return change.field.replace("_", " ") or change.kind


def _parts(change: Change) -> str:
    return words.join(change.parts) or "–"


def _entry(change: Change) -> str:
    return f"{words.join(change.parts)} (moved)" if change.field == "moved" else f"{change.place} ({change.field})"


def _entry_now(change: Change) -> str:
    return "taken out" if change.after is None else value(change.after)


_DATED: Final = {"starts": "it begins", "ends": "it ends", "dates": "its dates", "repeats": "how often it recurs"}


def _what_is_dated(change: Change) -> str:
    """The record that a date belongs to, with what it dates unless that is the deadline."""
    return (
        change.title if change.field in ("due", "log") else f"{change.title} ({_DATED.get(change.field, change.field)})"
    )


def _moves(change: Change) -> str:
    """By how many days a deadline moves, and where: in the promise, or by the log with the number of the slip."""
    days = f"{change.days:+d} days" if change.days is not None else ""
    how = "promise edited" if change.place is None else f"{ordinal(change.slip)} slip" if change.slip else "by the log"
    return ", ".join(part for part in (days, how) if part)


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


def _leads_before(change: Change) -> str:
    return _leads(change.before)


def _leads_after(change: Change) -> str:
    return _leads(change.after)


def _leads(leads: Value) -> str:
    return words.leads(str(lead) for lead in leads) if isinstance(leads, tuple) else "the action's"


def _gains(change: Change) -> str:
    return words.join(change.gained) or "–"


def _losses(change: Change) -> str:
    return words.join(change.lost) or "–"


def _words(change: Change) -> str:
    return changed_words(change.words)


def _what_is_recorded(change: Change) -> str:
    rated = f"rated {value(change.after)}" if change.kind == "rating" else ""
    return ". ".join(part for part in (rated, change.note, words.join(change.evidence)) if part) or "–"


ID: Final = Column("ID", "id")
WHAT: Final = Column("What")
_OF: Final = (ID, _record), (WHAT, _title)
_WHY: Final = Column("Why"), _why
_DATE: Final = Column("On", "date", spare=True), _on
_APPROVED: Final = Column("Approved by", "id", spare=True), _approver
_WAS_IS: Final = (Column("Was"), _before), (Column("Is"), _after)
_KIND: Final = Column("Kind", "id"), _kind
_FIELD: Final = Column("Part", "id"), _field

SECTIONS: Final = (
    Section("Taken out of the plan", ("removed",), (
        (ID, _record), _KIND, (Column("What it said"), _title), (Column("With it"), _parts))),
    Section("Log entries rewritten", ("log_rewritten",), (
        (Column("Log", "id"), _title), (Column("Entry", "id"), _entry), (Column("It said"), _before),
        (Column("Now"), _entry_now))),
    Section("Deadlines", ("deadline",), (
        (ID, _record), (WHAT, _what_is_dated), (Column("From", "date"), _before), (Column("To", "date"), _after),
        (Column("Moves"), _moves), _WHY, _APPROVED)),
    Section("Cancelled", ("cancelled",), (*_OF, _DATE, _WHY, _APPROVED)),
    Section("Reopened", ("reopened",), (*_OF, *_WAS_IS, _DATE, _WHY)),
    Section("The change policy itself", ("policy",), ((Column("Setting"), _title), *_WAS_IS)),
    Section("Completed", ("completed",), (*_OF, _DATE, (Column("Evidence"), _evidence))),
    Section("Other status", ("status",), (*_OF, *_WAS_IS, _DATE, (Column("Note"), _note))),
    Section("Log entries voided", ("voided",), (
        *_OF, (Column("The entry that no longer counts"), _voided_entry), _WHY)),
    Section("Leads", ("leads",), (
        *_OF, (Column("Was", "id"), _leads_before), (Column("Is", "id"), _leads_after), _WHY)),
    Section("Numbered anew", ("renumbered", "moved"), (
        (Column("Was", "id"), _before), (Column("Is", "id"), _after), (WHAT, _title))),
    Section("New in the plan", ("added",), (
        (ID, _record), _KIND, (Column("What it says"), _title), (Column("With it"), _parts))),
    Section("Areas and measures", ("areas", "measures"), (
        *_OF, _FIELD, (Column("Gains", "id"), _gains), (Column("Loses", "id"), _losses))),
    Section("Reworded", ("reworded",), (
        (ID, _record), _FIELD, (Column("Words that changed"), _words), (Column("Now reads", spare=True), _after))),
    Section("As written in the document", ("wording",), ((ID, _record), _FIELD, *_WAS_IS)),
    Section("References", ("links",), ((ID, _record), _FIELD, *_WAS_IS)),
    Section("Progress recorded", ("rating", "evidence", "noted"), (
        *_OF, _DATE, (Column("Recorded"), _what_is_recorded))),
    Section("Other changes", ("order", "detail", "reference"), ((Column("Record", "id"), _record), _FIELD, *_WAS_IS)),
)  # fmt: skip
"""In the order in which they must be seen."""

_OPEN: Final = 10
"""How many sections are always open; those after them are folded in a pull request's summary."""
FOLDED: Final = frozenset(section.title for section in SECTIONS[_OPEN:])
