"""The first line of a difference: whether the edit is ready, and which changes somebody has to approve."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Final

from si_plan.changes.adoption import Adopted
from si_plan.changes.records import Change, Kind
from si_plan.dates.reduced import ReducedDate
from si_plan.diagnostics import Diagnostic
from si_plan.documents import words

_MOST_NAMED: Final = 5
"""How many changes to approve are named."""

DECIDED: Final[frozenset[Kind]] = frozenset(
    {"removed", "log_rewritten", "deadline", "event", "cancelled", "reopened", "policy", "leads", "role", "voided"}
)
"""The kinds of changes that somebody has to approve: they change what was promised, or what was recorded of it."""
_OF_PLAN: Final = {"dated": "the date of the plan", "calendar": "the calendar", "editions": "the editions"}
"""What of plan.yaml somebody has to approve, in words: what was promised is read by it."""


def verdict(changes: Iterable[Change], findings: Iterable[Diagnostic], adopted: Adopted | None = None) -> str:
    """Not ready: 4 errors to fix. · Ready, with 2 changes to approve: 2.4.1 moved to Mar 2017, 4.4 cancelled. ·
    Ready. · Ready, with 1 list to approve. This adopts the edition of 2017."""
    said = _verdict(changes, findings, adopted)
    return f"{said} This adopts the edition of {adopted.edition.id}." if adopted is not None else said


def _verdict(changes: Iterable[Change], findings: Iterable[Diagnostic], adopted: Adopted | None) -> str:
    severities = [finding.severity for finding in findings]
    errors, warnings = severities.count("error"), severities.count("warning")
    if errors:
        return f"Not ready: {words.count(errors, 'error')} to fix."
    to_approve = list(dict.fromkeys(_named(change) for change in changes if _is_decided(change)))
    parts = [words.count(warnings, "warning") + " to read"] if warnings else []
    approved = [words.count(1, "list")] if adopted is not None else []
    approved += [words.count(len(to_approve), "change")] if to_approve else []
    parts += [" and ".join(approved) + " to approve"] if approved else []
    if not parts:
        return "Ready."
    more = len(to_approve) - _MOST_NAMED
    named = words.join(to_approve[:_MOST_NAMED]) + (f" and {more} more" if more > 0 else "")
    return f"Ready, with {(', ' if len(approved) > 1 else ' and ').join(parts)}{f': {named}' if named else ''}."


def _is_decided(change: Change) -> bool:
    """Whether somebody has to approve it by itself. A target, too, is a promise; by another ref, people take one record
    for another; dates in words count from the day of the plan; and what an event is, deadlines that count from it mean.
    What an adoption does is in its list."""
    if change.edition:
        return False
    if change.kind in DECIDED or (change.what == "plan" and change.field in _OF_PLAN):
        return True
    return (
        change.field == "ref"
        or _says_what_happens(change)
        or (change.kind in ("reference", "reworded") and change.what == "target")
    )


def _says_what_happens(change: Change) -> bool:
    """Whether a change is of what an event is."""
    return (change.what, change.field) == ("event", "what")


def _named(change: Change) -> str:
    """A change to approve in a few words: 2.4.1 moved to Mar 2017."""
    if change.kind == "deadline":
        after = change.after
        return f"{change.record} moved to {words.short(after)}" if isinstance(after, ReducedDate) else (
            f"{change.record} dated anew")  # fmt: skip
    if change.kind == "event":
        on = change.after
        return f"{change.record} dated {words.day_short(on)}" if isinstance(on, date) else f"{change.record} undated"
    if change.kind == "leads" and change.field != "leads":
        return f"{change.record} {words.BY[change.field]} others"
    if change.field == "ref":
        return f"{change.record} numbered {change.after}"
    if _says_what_happens(change):
        return f"event {change.record} described otherwise"
    if change.what == "plan" and change.field in _OF_PLAN:
        return _OF_PLAN[change.field]
    if change.what == "target" and change.kind != "removed":
        return f"target {change.record} changed"
    return {
        "removed": f"{change.record} taken out",
        "log_rewritten": f"the log of {change.title} rewritten",
        "cancelled": f"{change.record} cancelled",
        "reopened": f"{change.record} reopened",
        "voided": f"an entry about {change.record} undone",
        "role": f"{change.record} {change.after}",
        "policy": "the change rules themselves",
    }.get(change.kind, f"{change.record} with other leads")
