"""What siplan has to say about a plan: diagnostics, their codes, their places.

A diagnostic is complete when it is made: code, severity, place, message and what to do. A check names a
record and a field (a `Finding`); `loading.Places` turns that into a file, a line and a column.
"""

from collections.abc import Sequence
from typing import Final, Literal, NamedTuple

Severity = Literal["error", "warning"]

MOST_PER_FILE: Final = 100
"""How many errors, and how many warnings, of one file are listed; a last one, `more-findings` or `more-warnings`,
says that there are more."""

ALWAYS_SHOWN: Final = frozenset({"plan-new", "plan-moved", "base-unread", "policy-changed", "waiver-expired"})
"""Codes that no policy turns off or waives: a policy does not hide what becomes of itself."""


class Rule(NamedTuple):
    """What a code stands for: how grave it is and, in a few words, what is wrong. `of_change` is one that only two
    states of a plan can show (changes/policy/)."""

    severity: Severity
    summary: str
    of_change: bool = False


def _error(summary: str) -> Rule:
    return Rule("error", summary)


def _warning(summary: str) -> Rule:
    return Rule("warning", summary)


def _of_change(severity: Severity, summary: str) -> Rule:
    return Rule(severity, summary, of_change=True)


CODES: Final[dict[str, Rule]] = {
    # The files themselves (sources/).
    "not-a-file": _error("a folder, a pipe or a device where a file should be"),
    "link-outside-plan": _error("a link that leads out of the plan"),
    "unreadable": _error("a file that the system will not let siplan read"),
    "file-too-large": _error("a file over 1 MiB"),
    "not-utf8": _error("a file that is not UTF-8 text"),
    "missing-file": _error("a file that every plan has is not there"),
    "misnamed-file": _error("a file or folder of the plan whose name keeps siplan from reading it"),
    "unexpected-file": _warning("another YAML file in the plan that siplan does not read"),
    # YAML (loading/parsing.py).
    "syntax": _error("the text is not YAML"),
    "conflict-markers": _error("a merge left its conflict markers"),
    "tab-indentation": _error("a tab where YAML wants spaces"),
    "control-character": _error("a character that text does not hold"),
    "empty-file": _error("a file with nothing in it"),
    "empty-value": _error("a field with nothing after its colon"),
    "duplicate-key": _error("a field that stands twice in one record"),
    "complex-key": _error("a list or a mapping where a field's name should be"),
    "anchor": _error("an anchor (&name)"),
    "alias": _error("an alias (*name)"),
    "merge-key": _error("a merge key (<<)"),
    "tag": _error("a tag (!name)"),
    "directive": _error("a directive (%YAML, %TAG)"),
    "several-documents": _error("more than one document in a file"),
    "too-deep": _error("records nested over 32 deep"),
    "too-many-nodes": _error("over 100,000 values in one file"),
    "more-findings": _error("more errors in a file than are listed"),
    "more-warnings": _warning("more warnings in a file than are listed"),
    # The form of records (loading/).
    "newer-format": _error("a plan of a newer format than this siplan reads"),
    "unknown-field": _error("a field that this kind of record does not have"),
    "missing-field": _error("a field that this kind of record must have"),
    "wrong-shape": _error("a text, a list or a record where another of them should be"),
    "bad-value": _error("a value that the field does not take"),
    "bad-date": _error("a date that does not exist or is not written as one"),
    "bad-id": _error("an id that is not of the form that its kind of record has"),
    "unquoted-id": _warning("an id without quotes that other YAML tools read as a number"),
    # How records fit together (checks/).
    "duplicate-id": _error("an id that two records share"),
    "misplaced-id": _error("an id that does not continue that of the record it stands in"),
    "unknown-lead": _error("a lead that roles.yaml does not list"),
    "unknown-area": _error("an area that areas.yaml does not list"),
    "unknown-measure": _error("a measure that measures.yaml does not list"),
    "target-kind": _error("a target with a field that its kind does not ask, or without one that it needs"),
    "unknown-reference": _error("a reference to a record that is not there"),
    "same-as-loop": _error("same_as that names itself, or a milestone that is itself the same as another"),
    "alias-clash": _error("an alias that is also another role's code or alias"),
    "dates-reversed": _error("an end before its beginning"),
    "too-much-repeated": _error("more that its rows repeat than a plan can be answered for"),
    "too-many-occurrences": _error("more occurrences a year than a plan can be answered for"),
    "log-misplaced": _error("a log entry about a record that the log is not for"),
    "log-void": _error("a log entry that voids one which does not stand above it"),
    "void-ambiguous": _error("a log entry that voids one of several, without saying which"),
    "log-lost": _error("a log entry about a status, deadline or lead that its record does not have"),
    "complete-early": _error("an action that its log calls complete while a milestone of it is open"),
    "unknown-rating": _error("a rating that plan.yaml's scheme does not have"),
    "unknown-period": _error("a reading of a period that the calendar does not have"),
    "note-target": _error("a source note about a record or field that is not there"),
    "policy-code": _error("a severity or a waiver for a code that cannot have one"),
    "note-answers-nothing": _warning("a source note that answers a diagnostic which no longer arises"),
    "lead-alias": _warning("a lead named by an alias"),
    "who-differs": _warning("the Who cell names other leads than the record does"),
    "deadline-before-plan": _warning("a deadline that had passed when the plan was adopted"),
    "no-deadline": _warning("a milestone or stage that nothing dates"),
    "no-milestones": _warning("an action with neither a milestone nor a log"),
    "unused-role": _warning("a role that leads nothing"),
    "not-in-glossary": _warning("a role that leads but is missing from the document's glossary"),
    "area-unanswered": _warning("an area that no priority answers"),
    "reading-differs": _warning("the wording says another date than the record"),
    "due-missing": _warning("the wording says for certain when, and the record does not"),
    "recurrence-missing": _warning("the wording says that it recurs, and the record does not"),
    "wording-unread": _warning("a wording that cannot be read for a date"),
    "wording-elsewhere": _warning("a wording that points at another place in the document"),
    "clause-unused": _warning("a clause of the When cell that nothing in the action takes up"),
    "split-text": _warning("a text in brackets without quotes, which is split at its commas"),
    "repeated-text": _warning("two milestones with one text"),
    "same-as-differs": _warning("a milestone dated or led otherwise than the one it is the same as"),
    "log-period": _warning("a log entry about an occurrence that its record does not have"),
    "log-before-plan": _warning("a log entry of a day before the plan, without a word on it"),
    "log-empty": _warning("a log entry that says nothing"),
    "evidence-empty": _warning("evidence that shows nothing: none, n/a, -"),
    # What an edit is held against (changes/against.py).
    "plan-new": _of_change("warning", "no plan to compare with: everything is new"),
    "plan-moved": _of_change("warning", "a plan that was in another folder before"),
    "base-unread": _of_change("error", "a plan before the edit that cannot be read whole"),
    # What an edit does (changes/policy/).
    "record-removed": _of_change("error", "a record taken out of the plan instead of cancelled"),
    "id-reused": _of_change("error", "an id that named another record before"),
    "deadline-rewritten": _of_change("error", "a promised date or its words changed, instead of the log"),
    "deadline-reread": _of_change("warning", "a promised date changed because its wording is read otherwise now"),
    "slip-unapproved": _of_change("error", "a deadline that the log moves later without a reason and who approved"),
    "log-rewritten": _of_change("error", "a log entry that was changed, taken out or moved"),
    "void-by-place": _of_change("error", "a new log entry that voids another by its place in the file"),
    "void-unexplained": _of_change("error", "a log entry voided without a reason"),
    "no-evidence": _of_change("error", "something recorded complete without evidence"),
    "dated-ahead": _of_change("error", "a log entry dated after the day on which it was recorded"),
    "lead-dropped": _of_change("error", "a lead taken away with no other in its place"),
    "area-abandoned": _of_change("error", "an area that loses its last open action"),
    "reopened-unexplained": _of_change("error", "something cancelled that is reopened without a reason"),
    "policy-changed": _of_change("warning", "a change of the policy by which changes are judged"),
    "waiver-expired": _of_change("warning", "a waiver whose last day has passed"),
}
"""Every code that siplan can give, and what it stands for. Codes are stable: one is never used anew."""


class Location(NamedTuple):
    """A place in a file: its path as shown to the reader, line and column from 1."""

    file: str
    line: int = 1
    column: int = 1


class Diagnostic(NamedTuple):
    """One thing that is wrong. `at` is the record and field (`2.4.1#due`), empty where there is none."""

    code: str
    location: Location
    message: str
    hint: str = ""
    at: str = ""
    answered_by: str = ""
    """The source note that answers for it; an answered warning is counted and not listed."""
    graded: Severity | None = None
    """The severity that the plan's policy gives the code, where it gives it one."""

    @property
    def severity(self) -> Severity:
        return self.graded or CODES[self.code].severity


def gravity(one: Diagnostic) -> int:
    """By which the gravest finding sorts first: errors, then warnings, then what is answered or waived."""
    return 2 if one.answered_by else int(one.severity != "error")


class Finding(NamedTuple):
    """What a check found, by record and field: `place` is that in a list field, `nth` tells records
    that share one id apart (0 is the first in the order of the files)."""

    code: str
    record: str
    field: str
    message: str
    hint: str
    place: int | None = None
    nth: int = 0

    @property
    def at(self) -> str:
        return f"{self.record}#{self.field}" if self.field else self.record


MOST_NAMED: Final = 10
"""How many names a message lists before it counts the others."""
_LONGEST_QUOTED: Final = 200


def named(names: Sequence[str], in_all: int | None = None) -> str:
    """The first of some names, as a message lists them: `1.1.1, 1.1.2`, and how many more there are `in_all`."""
    more = (in_all or len(names)) - MOST_NAMED
    return ", ".join(names[:MOST_NAMED]) + (f" and {more:,} more" if more > 0 else "")


def quoted(text: str) -> str:
    """A text of the plan, as a message quotes it: in quotation marks, and cut where it is very long."""
    return f'"{text}"' if len(text) <= _LONGEST_QUOTED else f'"{text[:_LONGEST_QUOTED]}…"'
