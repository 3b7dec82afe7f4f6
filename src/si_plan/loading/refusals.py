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
            self.report("empty-value", mark, "a colon with no field name before it", "write the field's name")
            return False
        if key is not None and self._is_after_comma(key, mark):
            self.report(
                "empty-value",
                self._marks[-1],
                f'the text before this ends at the comma, and "{_short(key)}" would be a field without a value',
                f'if it belongs to the text, put the whole text in quotes: "…, {_short(key)}"; '
                "if it is a field, write a colon and its value",
            )
            return True
        optional = " if the field can be left out" if in_mapping else ""
        place = "the dash" if not in_mapping else f"{key}:" if key and len(key) <= 40 else "this field's colon"
        self.report(
            "empty-value",
            mark,
            f"nothing stands after {place}",
            f"write the value, or delete the line{optional}; a text that begins with # goes in quotes",
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
            f"{_short(key)} stands twice in this record",
            "keep one of the two; a new record of a list begins with a dash",
        )
        return len(self._marks)

    def report_node_property(self, event: Any, mark: int) -> None:
        """Report the anchor and the tag of a value."""
        if event.anchor is not None:
            self.report(
                "anchor",
                mark,
                f"an anchor (&{_short(event.anchor)}) is not part of the file format",
                "write the value out; a text that begins with & goes in quotes",
            )
        if event.tag is not None:
            self.report(
                "tag",
                mark,
                f"a tag ({_short(event.tag)}) is not part of the file format",
                "delete it; a text that begins with ! goes in quotes",
            )

    def report_alias(self, mark: int, anchor: str) -> None:
        self.report(
            "alias",
            mark,
            f"an alias (*{_short(anchor)}) is not part of the file format",
            "write the value out; a text that begins with * goes in quotes",
        )

    def report_merge_key(self, mark: int) -> None:
        self.report("merge-key", mark, "a merge key (<<) is not part of the file format", "write the fields out")

    def report_complex_key(self, mark: int) -> None:
        self.report(
            "complex-key",
            mark,
            "a field's name must be a word, not a list or a record",
            "write `name: value`; a text that begins with [, { or ? goes in quotes",
        )
        raise LimitReachedError

    def report_second_document(self, mark: int) -> None:
        self.report(
            "several-documents",
            mark,
            "a second document begins here; a plan file holds one",
            "delete the line ---, or move what follows to a file of its own",
        )
        raise LimitReachedError

    def report_too_deep(self, mark: int) -> None:
        self.report(
            "too-deep",
            mark,
            f"records are nested over {MOST_DEPTH} deep",
            "no plan file needs more than eight levels",
        )
        raise LimitReachedError

    def report_too_many(self, mark: int) -> None:
        self.report(
            "too-many-nodes",
            mark,
            f"the file holds over {MOST_NODES:,} values",
            "split it: one file for each priority, one log for each action",
        )
        raise LimitReachedError


def report_of_control_character(character: str, mark: int) -> tuple[str, int, str, str]:
    """What to report for a forbidden character: code, offset, message and hint."""
    if character == "\0":
        hint = "the file may be UTF-16: save it again with the encoding UTF-8"
    elif character in "\r\x85\u2028\u2029":
        hint = "it breaks a line where few editors show it: put an ordinary line break or a space in its place"
    elif character in _REORDERING:
        hint = "delete it: it shows the text in another order than the file has"
    else:
        hint = "delete it: it shows nothing, and programs read commands into it"
    return "control-character", mark, f"the text holds a control character (U+{ord(character):04X})", hint


def _short(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:40]}…"
