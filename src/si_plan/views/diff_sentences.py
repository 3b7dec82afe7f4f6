"""The sentences of a difference: its summary, and values and changed words as text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any, Final

from si_plan.changes.records import BY_CALENDAR, Change, Difference, Kind
from si_plan.changes.rewording import Piece
from si_plan.dates.clock import Clock
from si_plan.dates.recurrence import Recurrence
from si_plan.dates.reduced import ReducedDate
from si_plan.documents import words
from si_plan.model.fields import Record
from si_plan.model.progress import is_evidenced
from si_plan.views.show import entry_in_words

_MOST_NAMED: Final = 5
"""How many records a sentence of the summary names."""
_MOST_PASSAGES: Final = 6
_GIVEN: Final = {"leads": "other leads", "accountable": "others to answer for it", "support": "other support"}
_ORDINALS: Final = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")


def ordinal(number: int) -> str:
    """first, second, … 11th."""
    if number <= len(_ORDINALS):
        return _ORDINALS[number - 1]
    ending = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def value(what: Any) -> str:
    """A value as text: Dec 2016, HSI, a log entry in one line; a dash for none."""
    if what is None or what == ():
        return "–"
    if isinstance(what, ReducedDate):
        return words.short(what)
    if isinstance(what, Record):
        return entry_in_words(what) or "nothing"
    if isinstance(what, bool):
        return "yes" if what else "no"
    if isinstance(what, date):
        return words.day_short(what)
    if isinstance(what, Recurrence):
        return str(what)
    if isinstance(what, Clock):
        return f"{what} ({words.short(what.ends)})" if what.ends is not None else str(what)
    if isinstance(what, tuple):
        return words.join(value(part) for part in what)
    return str(what).replace("_", " ") if what in ("not_started", "in_progress") else str(what)


def changed_words(pieces: Iterable[Piece]) -> str:
    """The words that went and came: “by hand” is now “by machine”; “weekly” is new."""
    found: list[str] = []
    gone = ""
    for piece in (*pieces, Piece("same", "")):
        if piece.change == "gone":
            gone = piece.text.strip()
        elif piece.change == "new":
            new = piece.text.strip()
            found.append(
                f"“{gone}” is now “{new}”" if gone and new else f"“{new or gone}” is {'new' if new else 'gone'}"
            )
            gone = ""
        elif gone:
            found.append(f"“{gone}” is gone")
            gone = ""
    more = len(found) - _MOST_PASSAGES
    rest = [f"and {more} more"] if more > 0 else []
    return "; ".join(found[:_MOST_PASSAGES] + rest) or "only blanks"


def summary(found: Difference) -> list[str]:
    """What the edit does: a sentence for each kind of change that a reviewer must see, and one for all the others."""
    if not found.changes:
        return ["Nothing differs."]
    of: dict[Kind, list[Change]] = {}
    for change in found.changes:
        if not change.edition:
            of.setdefault(change.kind, []).append(change)
    said = [
        _sentence(of.get("removed"), "taken out of the plan"),
        _rewritten_entries(of.get("log_rewritten", [])),
        *_deadlines(of.get("deadline", [])),
        *_events(of.get("event", []), of.get("recounted", [])),
        _sentence(of.get("cancelled"), "cancelled"),
        _sentence(of.get("reopened"), "reopened"),
        "The change rules themselves were changed" if "policy" in of else "",
        _completions(of.get("completed", [])),
        *(
            _sentence([change for change in of.get("leads", []) if change.field == field], f"given {what}")
            for field, what in _GIVEN.items()
        ),
        _roles(of.get("role", [])),
        _sentence([*of.get("renumbered", []), *of.get("moved", [])], "renumbered"),
        _sentence(of.get("added"), "added"),
        _results([change for change in of.get("reference", []) if change.what == "reading"]),
        *_overdue(found),
    ]
    told = {"removed", "log_rewritten", "deadline", "event", "recounted", "cancelled", "reopened", "policy",
        "completed", "leads", "role", "renumbered", "moved", "added"}  # fmt: skip
    others = sum(kind not in told and change.what != "reading" for kind, changes in of.items() for change in changes)
    sentences = [f"{sentence}." for sentence in said if sentence]
    if others:
        sentences.append(f"{words.count(others, 'other change' if len(sentences) else 'change')}.".capitalize())
    return sentences


def _sentence(changes: list[Change] | None, what: str) -> str:
    """Action 4.4 was added; 2 milestones were added (…). Different kinds of records are called records."""
    if not changes:
        return ""
    kinds = {change.what for change in changes}
    noun = kinds.pop() if len(kinds) == 1 else "record"
    ids = list(dict.fromkeys(change.record for change in changes))
    if len(ids) == 1:
        return f"{noun.capitalize()} {ids[0]} was {what}"
    many = {"priority": "priorities", "duty": "duties"}.get(noun)
    return f"{words.count(len(ids), noun, many)} were {what} ({_first_ids(ids)})"


def _first_ids(ids: list[str]) -> str:
    more = len(ids) - _MOST_NAMED
    return words.join(ids[:_MOST_NAMED]) + (f" and {more} more" if more > 0 else "")


def differing_fields(before: Record, after: Record) -> list[str]:
    """The fields in which two states of a log entry differ."""
    return [name for name in type(before).model_fields if getattr(before, name) != getattr(after, name)]


def _rewritten_entries(changes: list[Change]) -> str:
    if not changes:
        return ""
    number = sum(len(change.parts) or 1 for change in changes)
    if number == 1:
        return _rewritten(changes[0])
    logs = list(dict.fromkeys(change.title for change in changes))
    which = f"the log of {logs[0]}" if len(logs) == 1 else f"the logs of {_first_ids(logs)}"
    return f"{number} entries of {which} were changed after they were recorded"


def _rewritten(change: Change) -> str:
    """What was done to one entry: the date of entry 1 of the log of 2.4 was changed from 20 to 30 September 2016."""
    entry = f"entry {change.place} of the log of {change.title}"
    before, after = change.before, change.after
    if not isinstance(before, Record) or not isinstance(after, Record):
        return f"{entry.capitalize()} was {'moved' if change.parts else 'taken out'} after it was recorded"
    fields = differing_fields(before, after)
    names = " and ".join(", ".join(ENTRY_FIELDS.get(field, field) for field in fields).rsplit(", ", 1))
    if fields == ["on"]:
        days = (getattr(one, "on", None) for one in (before, after))
        return f"The date of {entry} was changed from {_from_to(*days)}"
    return f"The {names} of {entry} {'was' if len(fields) == 1 else 'were'} changed"


ENTRY_FIELDS: Final = {
    "on": "date",
    "at": "record",
    "due": "deadline",
    "approved_by": "approver",
    "by": "reporter",
    "voids": "voided entry",
}
"""What the fields of a log entry are called, where not by their own names."""


def _from_to(before: Any, after: Any) -> str:
    same = (before.year, before.month) == (after.year, after.month)
    return f"{before.day if same else words.day(before)} to {words.day(after)}"


def _deadlines(changes: list[Change]) -> list[str]:
    later = [change for change in changes if change.days is not None and change.days > 0]
    sooner = [change for change in changes if change.days is not None and change.days < 0]
    other = [change for change in changes if not change.days]
    return [
        _moved_deadlines(later, "later"),
        _moved_deadlines(sooner, "earlier"),
        _sentence(other, "dated differently"),
    ]


def _moved_deadlines(changes: list[Change], where: str) -> str:
    """What happened to the deadlines that moved: 2.4.1's deadline moved from Dec 2016 to Mar 2017."""
    if len(changes) == 1:
        (change,) = changes
        moved = "promised date was changed" if change.place is None else "deadline moved"
        span = f"from {value(change.before)} to {value(change.after)}"
        return f"{change.record}'s {moved} {span}, {days_apart(change)}"
    ids = list(dict.fromkeys(change.record for change in changes))
    return f"{words.count(len(ids), 'deadline')} moved {where} ({_first_ids(ids)})" if ids else ""


def _events(events: list[Change], deadlines: list[Change]) -> Iterator[str]:
    """What became of the days of events, with the deadlines that count from them; and the deadlines that the calendar
    moves: report-received was dated 3 June 2016, and 2 deadlines count from it (2.4.1 and 2.4.2)."""
    for event in events:
        then, now = (words.day(on) if isinstance(on, date) else "" for on in (event.before, event.after))
        if not then:
            yield f"{event.record} was dated {now}{_counting(event, 'counts', 'count', 'from it')}"
        elif not now:
            yield f"{event.record} has no day any more{_counting(event, 'waits', 'wait', 'for it again')}"
        else:
            yield f"{event.record} was moved from {then} to {now}{_counting(event, 'moves', 'move', 'with it')}"
    by_calendar = list(dict.fromkeys(one.record for one in deadlines if one.moved_by == BY_CALENDAR))
    if by_calendar:
        which = "deadline that counts" if len(by_calendar) == 1 else "deadlines that count"
        yield f"{len(by_calendar)} {which} from an event moved with the calendar ({_first_ids(by_calendar)})"


def _counting(event: Change, does: str, do: str, what: str) -> str:
    """, and 2 deadlines move with it (2.4.1 and 2.4.2)"""
    ids = list(event.parts)
    verb = does if len(ids) == 1 else do
    return f", and {words.count(len(ids), 'deadline')} {verb} {what} ({_first_ids(ids)})" if ids else ""


def days_apart(change: Change) -> str:
    """By how much a deadline moves: 90 days later; empty where that is not known."""
    if not change.days:
        return ""
    return f"{words.count(abs(change.days), 'day')} {'later' if change.days > 0 else 'earlier'}"


def _completions(changes: list[Change]) -> str:
    if not changes:
        return ""
    bare = sum(not is_evidenced(change.evidence) for change in changes)
    without = ", without evidence" if bare == len(changes) else f", {bare} of them without evidence"
    return _sentence(changes, "recorded as complete") + (without if bare else "")


def _roles(changes: list[Change]) -> str:
    """What became of roles: role HSI is now vacant."""
    codes = list(dict.fromkeys(change.record for change in changes))
    if len(codes) > 1:
        return f"{len(codes)} roles are held otherwise ({_first_ids(codes)})"
    return f"Role {codes[0]} is now {value(changes[-1].after)}" if codes else ""


def _results(changes: list[Change]) -> str:
    """What happened to results of targets: 1 result was recorded (M1.1)."""
    if not changes:
        return ""
    what = "recorded" if all(change.before is None for change in changes) else "recorded or changed"
    were = "was" if len(changes) == 1 else "were"
    targets = list(dict.fromkeys(change.record for change in changes))
    return f"{words.count(len(changes), 'result')} {were} {what} ({_first_ids(targets)})"


def _overdue(found: Difference) -> list[str]:
    """Who is overdue now and was not, and who is no longer."""
    on = words.day(found.as_of)
    sentences = []
    for felt, what in ((found.more_overdue, "now overdue"), (found.less_overdue, "no longer overdue")):
        if len(felt) == 1:
            sentences.append(f"{felt[0].id} is {what} on {on}")
        elif felt:
            sentences.append(f"{len(felt)} are {what} on {on} ({_first_ids([effect.id for effect in felt])})")
    return sentences
