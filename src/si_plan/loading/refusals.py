"""What a plan file may not have, and the messages for it."""

from __future__ import annotations

from typing import Any, Final

from si_plan.diagnostics import MOST_PER_FILE, Diagnostic, more_findings
from si_plan.loading.document import Document

MOST_DEPTH: Final = 32
MOST_NODES: Final = 100_000
_REORDERING: Final = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"


class LimitReachedError(Exception):
    """Ends the pass: a limit of the file format was passed, or the list of findings is full."""


class Refusals:
    """Reports what a document may not have. The pass then goes on, or ends with a LimitReachedError at a limit."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self._marks = document._marks

    def report(self, code: str, mark: int, message: str, hint: str) -> None:
        """Add a finding. One over the limit says that there are more, and raises LimitReachedError."""
        findings = self.document.findings
        place = self.document.location_of(mark)
        if len(findings) >= MOST_PER_FILE:
            findings.append(more_findings(place))
            raise LimitReachedError
        findings.append(Diagnostic(code, place, message, hint))

    def report_empty_value(self, mark: int, key: str | None, in_mapping: bool) -> bool:
        """Report a missing value. Gives whether its key is really the end of a text, and no key."""
        if in_mapping and key is None:
            self.report("empty-value", mark, "there is no field name before this colon", "write the field's name")
            return False
        if key is not None and self._is_after_comma(key, mark):
            self.report(
                "empty-value",
                self._marks[-1],
                f'the text ends at the comma, so "{_short(key)}" is read as a field without a value',
                f'if it is part of the text, put the whole text in quotes: "…, {_short(key)}"; '
                "if it is a field, add a colon and a value",
            )
            return True
        blank = f"; an action whose cell the document leaves blank has `{key}: []`" if key in ("leads", "when") else ""
        optional = " if the field can be left out" if in_mapping else ""
        place = "the dash" if not in_mapping else f"{key}:" if key and len(key) <= 40 else "this field's colon"
        self.report(
            "empty-value",
            mark,
            f"there is nothing after {place}",
            f"write a value, or delete the line{optional}{blank}; put text that starts with # in quotes",
        )
        return False

    def _is_after_comma(self, key: str, end: int) -> bool:
        """Whether the last field's name, whose value would begin at `end`, comes after a comma and has no colon. That
        is how an unquoted text with a comma in it reads in braces."""
        text, begins = self.document.text, self._marks[-1]
        return text[:begins].rstrip().endswith(",") and ":" not in text[begins:end].removeprefix(key)

    def report_duplicate_key(self, key: str, mark: int) -> int:
        """Report a field that is there twice. Gives how many marks to keep when its value ends."""
        self.report(
            "duplicate-key",
            mark,
            f"`{_short(key)}` is in this record twice",
            "keep one of the two; if a new record starts here, put a dash before it",
        )
        return len(self._marks)

    def report_node_property(self, event: Any, mark: int) -> None:
        """Report the anchor and the tag of a value."""
        if event.anchor is not None:
            self.report(
                "anchor",
                mark,
                f"plan files cannot have an anchor (&{_short(event.anchor)})",
                "write the value out; put text that starts with & in quotes",
            )
        if event.tag is not None:
            self.report(
                "tag",
                mark,
                f"plan files cannot have a tag ({_short(event.tag)})",
                "delete it; put text that starts with ! in quotes",
            )

    def report_alias(self, mark: int, anchor: str) -> None:
        self.report(
            "alias",
            mark,
            f"plan files cannot have an alias (*{_short(anchor)})",
            "write the value out; put text that starts with * in quotes",
        )

    def report_merge_key(self, mark: int) -> None:
        self.report("merge-key", mark, "plan files cannot have a merge key (<<)", "write the fields out")

    def report_complex_key(self, mark: int) -> None:
        self.report(
            "complex-key",
            mark,
            "a field's name must be a word, not a list or a record",
            "write `name: value`; put text that starts with [, { or ? in quotes",
        )
        raise LimitReachedError

    def report_second_document(self, mark: int) -> None:
        self.report(
            "several-documents",
            mark,
            "a second document starts here, and a plan file can have only one",
            "delete the line ---, or move what follows into its own file",
        )
        raise LimitReachedError

    def report_too_deep(self, mark: int) -> None:
        self.report(
            "too-deep",
            mark,
            f"records are nested more than {MOST_DEPTH} deep",
            "look for a bracket that is never closed: no plan file needs more than eight levels",
        )
        raise LimitReachedError

    def report_too_many(self, mark: int) -> None:
        self.report(
            "too-many-nodes",
            mark,
            f"the file has more than {MOST_NODES:,} values",
            "split it into one file for each priority and one log for each action",
        )
        raise LimitReachedError


def report_of_control_character(character: str, mark: int) -> tuple[str, int, str, str]:
    """What to report for a forbidden character: code, offset, message and hint."""
    if character == "\0":
        hint = "the file may be UTF-16: save it again as UTF-8"
    elif character in "\r\x85\u2028\u2029":
        hint = "it breaks the line, and few editors show it: replace it with an ordinary line break or a space"
    elif character in _REORDERING:
        hint = "delete it: it makes the text appear in a different order"
    else:
        hint = "delete it: you cannot see it, and some programs obey it"
    return "control-character", mark, f"there is a hidden control character here (U+{ord(character):04X})", hint


def _short(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:40]}…"
