"""The pass over libyaml's events."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from contextlib import suppress
from typing import Any, Final

from si_plan.diagnostics import Diagnostic, Location
from si_plan.errors import InstallationError
from si_plan.loading.document import ID_FIELDS, LINE_END, Document, end_last_line
from si_plan.loading.leniency import leniencies, may_have_leniency
from si_plan.loading.refusals import MOST_DEPTH, MOST_NODES, LimitReachedError, Refusals, report_of_control_character
from si_plan.sources import REQUIRED_FILES, Source

try:
    from yaml import CBaseLoader
except ImportError as error:  # pragma: no cover - only on a broken installation
    raise InstallationError(
        "PyYAML is installed without its C parser (libyaml)",
        "install it again: pip install --force-reinstall --only-binary :all: PyYAML",
    ) from error
from yaml.error import YAMLError
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

_LONGEST_LINE: Final = 2_000
_BEGINS_NUMBER: Final = frozenset("0123456789+-")
_MOST_EVENTS: Final = 2 * MOST_NODES + 8
"""A value has at most two events, its beginning and its end; a file has four of its own."""

# Patterns are compiled where they are used: a sound plan needs few of them, and compiling takes long.
_NOT_TEXT: Final = (
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff]|\r(?!\n)"
)
_USUAL: Final = bytes((0x09, 0x0A, *range(0x20, 0x7F)))
"""The ASCII characters of the usual text. What is left without them is little, and quickly looked through."""
_CONFLICT: Final = r"(?m)^(<{7} |>{7} |[|]{7} |[|=]{7}\r?$)"
_CONFLICT_MARKS: Final = ("<<<<<<< ", "\n=======", ">>>>>>> ", "|||||||")
_DIRECTIVE: Final = r"(?m)^%[A-Za-z]"


def parse(source: Source) -> Document:
    """Read a source's text. What is wrong with it is in the document's `findings`, never raised."""
    text = (source.text or "").removeprefix("\ufeff")
    document = Document(source.path, source.shown, text)
    reader = _Reader(document)
    if source.fault is not None:
        fault = source.fault
        place = Location(source.shown, fault.line, fault.column)
        document.findings.append(Diagnostic(fault.code, place, fault.message, fault.hint))
        return document
    if reader.is_clean(text):
        try:
            reader.read(end_last_line(text))
            reader.report_leniencies(end_last_line(text))
        except YAMLError as error:
            reader.report_broken(text, error)
        except LimitReachedError:
            document.data = None
    return document


class _Reader(Refusals):
    """The pass over one text."""

    def is_clean(self, text: str) -> bool:
        """Whether the text can be given to libyaml. Reports the first forbidden character, merge conflict or
        directive."""
        unusual = text.encode("utf-8", "surrogatepass").translate(None, _USUAL)
        if not unusual.decode("utf-8", "surrogatepass").isprintable():
            found = re.search(_NOT_TEXT, text)
            if found is not None:
                self.report(*report_of_control_character(found[0], found.start()))
                return False
        if any(mark in text for mark in _CONFLICT_MARKS) and (found := re.search(_CONFLICT, text)):
            self.report(
                "conflict-markers",
                found.start(),
                "two people changed these lines, and git could not merge them",
                "keep what both wrote (in a log, both entries), then delete the lines of <, = and >; "
                "delete everything between a line of | and the line of =",
            )
            return False
        # Before libyaml sees them: it compares each %TAG with all before it.
        if (text.startswith("%") or "\n%" in text) and (found := re.search(_DIRECTIVE, text)):
            self.report(
                "directive",
                found.start(),
                "plan files cannot have a directive (%)",
                "delete the line that starts with %",
            )
            return False
        return True

    def read(self, text: str) -> None:
        """Build the document's data and marks. Raises YAMLError where the text is not YAML."""
        parser = CBaseLoader(text)
        try:
            self._read_events(parser.get_event)
        finally:
            parser.dispose()

    def _read_events(self, get_event: Callable[[], Any]) -> None:  # noqa: C901 - the one hot loop: a call costs more
        document, marks, intern = self.document, self._marks, sys.intern
        add_mark = marks.append
        root: list[Any] = []
        container: Any = root
        in_mapping = False
        key: str | None = None  # the key whose value comes next
        skipped: int | None = None  # how many marks to keep when the key that is left out ends
        outer: list[tuple[Any, bool, int | None]] = []
        documents = 0
        for _ in range(_MOST_EVENTS):
            event = get_event()
            kind = type(event)
            if kind is ScalarEvent:
                value = event.value
                mark = event.start_mark.index
                style = event.style
                if event.tag is not None or event.anchor is not None:
                    self.report_node_property(event, mark)
                if style:
                    if style == '"' and not value.isprintable():
                        self._check_escapes(value, mark)
                elif not value:
                    if event.anchor is None and self.report_empty_value(mark, key, in_mapping):
                        skipped = len(marks) - 1  # the end of a text, and no field
                elif value[0] in _BEGINS_NUMBER and (key is None or key in ID_FIELDS) and _like_number(value):
                    document.plain_numbers.append(mark)
                if not in_mapping:
                    add_mark(mark)
                    container.append(value)
                elif key is None:
                    if value in container:
                        skipped = self.report_duplicate_key(value, mark)
                    elif value == "<<" and not style:
                        self.report_merge_key(mark)
                    key = intern(value)
                    add_mark(mark)
                else:
                    add_mark(mark)
                    if skipped is None:
                        container[key] = value
                    else:
                        del marks[skipped:]
                        skipped = None
                    key = None
            elif kind is MappingStartEvent or kind is SequenceStartEvent:
                mark = event.start_mark.index
                if event.tag is not None or event.anchor is not None:
                    self.report_node_property(event, mark)
                new: Any = {} if kind is MappingStartEvent else []
                self._put(container, in_mapping, key, skipped, new, mark)
                outer.append((container, in_mapping, skipped))
                if len(outer) > MOST_DEPTH:
                    self.report_too_deep(mark)
                container, in_mapping, key, skipped = new, kind is MappingStartEvent, None, None
            elif kind is MappingEndEvent or kind is SequenceEndEvent:
                container, in_mapping, skipped = outer.pop()
                if skipped is not None:
                    del marks[skipped:]
                    skipped = None
                key = None
                if len(marks) > MOST_NODES:
                    self.report_too_many(marks[-1])
            elif kind is AliasEvent:
                mark = event.start_mark.index
                self.report_alias(mark, event.anchor)
                self._put(container, in_mapping, key, skipped, "", mark)
                if skipped is not None:
                    del marks[skipped:]
                    skipped = None
                key = None
            elif kind is DocumentStartEvent:
                documents += 1
                if documents > 1:
                    self.report_second_document(event.start_mark.index)
            elif kind is StreamEndEvent:
                break
        else:
            self.report_too_many(marks[-1])
        if not documents or (root == [""] and [found.code for found in document.findings] == ["empty-value"]):
            document.findings.clear()
            needed = document.path in REQUIRED_FILES
            hint = "bring it back from git: every plan needs one" if needed else "delete the file"
            self.report("empty-file", 0, "this file is empty", f"fill it in, or {hint}")
            return
        document.data = root[0]

    def report_leniencies(self, text: str) -> None:
        """Report what libyaml read and another reader cannot, or reads otherwise."""
        if self.document.data is not None and may_have_leniency(text):
            for leniency in leniencies(text):
                self.report(*leniency)

    def _put(self, container: Any, in_mapping: bool, key: str | None, skipped: int | None, new: Any, mark: int) -> None:
        """Put a value that is no scalar into its container, unless its key is a duplicate."""
        if not in_mapping:
            container.append(new)
        elif key is None:
            self.report_complex_key(mark)
        elif skipped is None:
            container[key] = new
        self._marks.append(mark)

    def report_broken(self, text: str, error: YAMLError) -> None:
        """Report where a text stops being YAML, in an officer's words."""
        from si_plan.loading.yaml_errors import in_plain_words  # only a mistake needs it

        self.document.data = None
        problem = str(getattr(error, "problem", None) or getattr(error, "reason", None) or error)
        where = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
        mark = min(where.index, len(text)) if where is not None else 0
        column = self.document.location_of(mark).column - 1
        start = mark - column
        written = re.split(LINE_END, text[start : start + _LONGEST_LINE], maxsplit=1)[0]
        indentation = written[: len(written) - len(written.lstrip())]
        if "\t" in indentation or written[column : column + 1] == "\t":
            self._report_last(
                "tab-indentation",
                start + (indentation.index("\t") if "\t" in indentation else column),
                "use spaces, not a tab",
                "indent each level by two spaces; you can set your editor to insert spaces for Tab",
            )
            return
        if "nesting depth" in problem:
            with suppress(LimitReachedError):
                self.report_too_deep(mark)
            return
        message, hint, at_beginning = in_plain_words(problem, written[:column])
        began = getattr(error, "context_mark", None)
        if at_beginning and began is not None:
            mark = min(began.index, len(text))
        line = self.document.location_of(mark).line
        if any(found.location.line == line for found in self.document.findings):
            return  # reported already: `*5 more` begins as an alias and is then not YAML
        self._report_last("syntax", mark, message, hint)

    def _report_last(self, code: str, mark: int, message: str, hint: str) -> None:
        """Report what ends the pass, even if the list of findings is full."""
        with suppress(LimitReachedError):
            self.report(code, mark, message, hint)

    def _check_escapes(self, value: str, mark: int) -> None:
        """Report a forbidden character that a text in double quotes writes as an escape."""
        found = re.search(_NOT_TEXT, value)
        if found is not None:
            self.report(*report_of_control_character(found[0], mark))


def _like_number(value: str) -> bool:
    """Whether other YAML tools read the unquoted text as a number (YAML 1.2's core schema, and 1.1's underscores)."""
    try:
        float(value)
    except ValueError:
        return value[:2] in ("0x", "0o") and value[2:].isalnum()
    return True
