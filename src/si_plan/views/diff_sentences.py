"""The sentences of a difference: its summary, and values and changed words as text."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from si_plan.changes.records import Change, Difference, Kind
from si_plan.changes.rewording import Piece
from si_plan.dates.recurrence import Recurrence
from si_plan.dates.reduced import ReducedDate
from si_plan.documents import words
from si_plan.model.progress import Entry, is_evidenced
from si_plan.views.show import entry_in_words

_MOST_NAMED: Final = 5
"""How many records a sentence of the summary names."""
_MOST_PASSAGES: Final = 6
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
    if isinstance(what, Entry):
        return entry_in_words(what) or "nothing"
    if isinstance(what, Recurrence):
        return str(what)
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
        of.setdefault(change.kind, []).append(change)
    said = [
        _sentence(of.get("removed"), "taken out of the plan"),
        _rewritten_entries(of.get("log_rewritten", [])),
        *_deadlines(of.get("deadline", [])),
        _sentence(of.get("cancelled"), "cancelled"),
        _sentence(of.get("reopened"), "reopened"),
        "The change policy itself is changed" if "policy" in of else "",
        _completions(of.get("completed", [])),
        _sentence(of.get("leads"), "led by others"),
        _sentence([*of.get("renumbered", []), *of.get("moved", [])], "numbered anew"),
        _sentence(of.get("added"), "new"),
        _overdue(found),
    ]
    told = {"removed", "log_rewritten", "deadline", "cancelled", "reopened", "policy", "completed", "leads",
        "renumbered", "moved", "added"}  # fmt: skip
    others = sum(len(changes) for kind, changes in of.items() if kind not in told)
    sentences = [f"{sentence}." for sentence in said if sentence]
    if others:
        sentences.append(f"{words.count(others, 'other change')}.".capitalize())
    return sentences


def _sentence(changes: list[Change] | None, what: str) -> str:
    """1 action is new (4.4); 2 milestones are new (…). Different kinds of records are called records."""
    if not changes:
        return ""
    kinds = {change.what for change in changes}
    noun = kinds.pop() if len(kinds) == 1 else "record"
    ids = list(dict.fromkeys(change.record for change in changes))
    many = {"priority": "priorities"}.get(noun)
    return f"{words.count(len(ids), noun, many)} {'is' if len(ids) == 1 else 'are'} {what} ({_first_ids(ids)})"


def _first_ids(ids: list[str]) -> str:
    more = len(ids) - _MOST_NAMED
    return words.join(ids[:_MOST_NAMED]) + (f" and {more} more" if more > 0 else "")


def _rewritten_entries(changes: list[Change]) -> str:
    if not changes:
        return ""
    number = sum(len(change.parts) or 1 for change in changes)
    logs = list(dict.fromkeys(change.title for change in changes))
    entries = words.count(number, "log entry", "log entries")
    return f"{entries} that had been recorded {'is' if number == 1 else 'are'} rewritten (log of {_first_ids(logs)})"


def _deadlines(changes: list[Change]) -> list[str]:
    later = [change for change in changes if change.days is not None and change.days > 0]
    sooner = [change for change in changes if change.days is not None and change.days < 0]
    other = [change for change in changes if not change.days]
    return [
        _moved_deadlines(later, "later"),
        _moved_deadlines(sooner, "sooner"),
        _sentence(other, "dated otherwise"),
    ]


def _moved_deadlines(changes: list[Change], where: str) -> str:
    if not changes:
        return ""
    ids = list(dict.fromkeys(change.record for change in changes))
    moves = "moves" if len(ids) == 1 else "move"
    by = f" by {words.count(abs(changes[0].days or 0), 'day')}" if len(changes) == 1 else ""
    return f"{words.count(len(ids), 'deadline')} {moves} {where} ({_first_ids(ids)}{by})"


def _completions(changes: list[Change]) -> str:
    if not changes:
        return ""
    bare = sum(not is_evidenced(change.evidence) for change in changes)
    without = "" if not bare else " without evidence" if bare == len(changes) else f", {bare} of them without evidence"
    return _sentence(changes, "recorded complete") + (f",{without}" if without.startswith(" ") else without)


def _overdue(found: Difference) -> str:
    parts = []
    for felt, what in ((found.more_overdue, "more {} overdue"), (found.less_overdue, "{} overdue no more")):
        if felt:
            verb = "is" if len(felt) == 1 else "are"
            parts.append(f"{len(felt)} {what.format(verb)} ({_first_ids([effect.id for effect in felt])})")
    return f"On {words.day(found.as_of)}, {' and '.join(parts)}" if parts else ""
