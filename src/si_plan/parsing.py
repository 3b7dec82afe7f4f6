"""YAML text to data and marks: one pass over libyaml's events, under the limits of the file format.

Every scalar stays the text that stands in the file; typing it is the model's work. Nothing recursive, no tree
of nodes, no anchors to expand: the pass stops at the first limit passed, so hostile text costs no more than
honest text of its size.
"""

from __future__ import annotations

import re
import sys
from array import array
from bisect import bisect_right
from collections.abc import Callable, Iterator
from typing import Any, Final

from si_plan.diagnostics import MOST_PER_FILE, Diagnostic, Location, Severity
from si_plan.errors import InstallationError
from si_plan.sources import Source
from si_plan.yaml_errors import in_plain_words

try:
    from yaml._yaml import CParser
except ImportError as error:  # pragma: no cover - only on a broken installation
    raise InstallationError(
        "PyYAML is installed without its C parser (libyaml)",
        "install a built wheel of it: pip install --force-reinstall --only-binary :all: PyYAML",
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

MOST_DEPTH: Final = 32
_LONGEST_LINE: Final = 2_000
_BEGINS_NUMBER: Final = frozenset("0123456789+-")
MOST_NODES: Final = 100_000
_MOST_EVENTS: Final = 2 * MOST_NODES + 8
"""A value has at most two events, its beginning and its end; a file has four of its own."""

# Patterns are compiled where they are used: a sound plan needs few of them, and compiling is dear.
_NOT_TEXT: Final = (
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff]|\r(?!\n)"
)
_USUAL: Final = bytes((0x09, 0x0A, *range(0x20, 0x7F)))
"""The ASCII characters of the usual text. What is left without them is little, and quickly looked through."""
_REORDERING: Final = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
_LINE_END: Final = r"\r\n|\n|\r"
_CONFLICT: Final = r"(?m)^(<{7} |>{7} |={7}\r?$)"
_CONFLICT_MARKS: Final = ("<<<<<<< ", "\n=======", ">>>>>>> ")
_DIRECTIVE: Final = r"(?m)^%[A-Za-z]"

Data = dict[str, Any] | list[Any] | str
Path = tuple[str | int, ...]


class Document:
    """A file's data, where each value of it stands, and what is wrong with its YAML.

    `data` is None where the text could not be read to its end. `plain_numbers` are the marks of unquoted scalars
    that other YAML tools read as numbers. Marks stand in the order of events (a mapping, then each key and its
    value), each an offset in `text`: a place is found by counting the values before it, so that keeping places
    costs a run that has nothing to say about them no more than a number a value.
    """

    __slots__ = ("_line_starts", "_marks", "_offsets", "data", "findings", "path", "plain_numbers", "shown", "text")

    def __init__(self, path: str, shown: str, text: str = "") -> None:
        self.path = path
        self.shown = shown
        self.text = text
        self.data: Data | None = None
        self.findings: list[Diagnostic] = []
        self.plain_numbers: list[int] = []
        self._marks = array("L")
        self._offsets: dict[int, tuple[int, dict[str | int, int]]] = {}
        self._line_starts: list[int] | None = None

    def shown_as(self, shown: str) -> Document:
        """The same document for a file of the same path and text that is shown to its reader under another name."""
        other = Document(self.path, shown, self.text)
        other.data, other.plain_numbers = self.data, self.plain_numbers
        other._marks, other._offsets, other._line_starts = self._marks, self._offsets, self._line_starts
        return other

    def location(self, path: Path = (), *, of_key: bool = False) -> Location:
        """Where the value at `path` stands, or with `of_key` the key it stands under; where there is no such
        value, the nearest one around it."""
        number, key = 0, 0
        value: Any = self.data
        for part in path:
            if not ((type(value) is dict and part in value) or _is_place(value, part)):
                break
            key = number + self._measured(value)[1][part]
            number = key + 1 if type(value) is dict else key
            value = value[part]
        if not self._marks:
            return Location(self.shown)
        return self.location_of(self._marks[key if of_key else number])

    def _measured(self, value: Any) -> tuple[int, dict[str | int, int]]:
        """How many marks a container takes up, and how many stand before each of its parts. Counted once, so that
        many places in one long list cost no more than the list. Values nest at most MOST_DEPTH deep."""
        measured = self._offsets.get(id(value))
        if measured is None:
            offsets: dict[str | int, int] = {}
            keyed = type(value) is dict
            size = 1
            for part, inner in value.items() if keyed else enumerate(value):
                offsets[part] = size
                size += keyed + (1 if type(inner) is str else self._measured(inner)[0])
            measured = self._offsets[id(value)] = size, offsets
        return measured

    def paths_of_plain_numbers(self) -> Iterator[Path]:
        """The paths of the values in `plain_numbers`, in the order of the file."""
        wanted = set(self.plain_numbers)
        number = 0
        waiting: list[tuple[Path, Any, bool]] = [((), self.data, False)]
        while waiting:
            path, value, keyed = waiting.pop()
            number += keyed
            if type(value) is str and self._marks[number] in wanted:
                yield path
            number += 1
            if type(value) is dict:
                waiting.extend(((*path, name), part, True) for name, part in reversed(value.items()))
            elif type(value) is list:
                last = len(value) - 1
                waiting.extend(((*path, last - back), part, False) for back, part in enumerate(reversed(value)))

    def location_of(self, mark: int) -> Location:
        """The line and column of an offset in the text; lines end as YAML and editors end them (CR LF, LF, CR)."""
        if self._line_starts is None:
            self._line_starts = [0, *(found.end() for found in re.finditer(_LINE_END, self.text))]
        line = bisect_right(self._line_starts, mark)
        return Location(self.shown, line, mark - self._line_starts[line - 1] + 1)


def _is_place(value: Any, part: str | int) -> bool:
    return type(value) is list and type(part) is int and part < len(value)


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
    if reader.clean(text):
        try:
            reader.read(text)
        except YAMLError as error:
            reader.broken(text, error)
        except _LimitReachedError:
            document.data = None
    return document


class _LimitReachedError(Exception):
    """The pass ends here: a limit of the file format was passed, or the list of findings is full."""


class _Reader:
    """The pass over one text."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self._marks = document._marks

    def report(self, code: str, mark: int, message: str, hint: str) -> None:
        """Add a finding; the one after the last that is kept says so and ends the pass."""
        findings = self.document.findings
        place = self.document.location_of(mark)
        if len(findings) >= MOST_PER_FILE:
            findings.append(more_findings(place))
            raise _LimitReachedError
        findings.append(Diagnostic(code, place, message, hint))

    def clean(self, text: str) -> bool:
        """Whether the text holds only characters that plan text may; says of the first one that it may not."""
        unusual = text.encode("utf-8", "surrogatepass").translate(None, _USUAL)
        if not unusual.decode("utf-8", "surrogatepass").isprintable():
            found = re.search(_NOT_TEXT, text)
            if found is not None:
                self.report(*_control_character(found[0], found.start()))
                return False
        if any(mark in text for mark in _CONFLICT_MARKS) and (found := re.search(_CONFLICT, text)):
            self.report(
                "conflict-markers",
                found.start(),
                "a merge left its marks here: two people changed these lines",
                "keep what both wrote (in a log, both entries), then delete the lines of <, = and >",
            )
            return False
        # Before libyaml sees them: it compares each %TAG with all before it.
        if (text.startswith("%") or "\n%" in text) and (found := re.search(_DIRECTIVE, text)):
            self.report(
                "directive",
                found.start(),
                "a directive (%) is not part of the file format",
                "delete the line that begins with %",
            )
            return False
        return True

    def read(self, text: str) -> None:
        """Build the document's data and marks. Raises YAMLError at what is not YAML."""
        parser = CParser(text)
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
        skipped: int | None = None  # the marks before a duplicate key, to which they are cut back
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
                    self._node_property(event, mark)
                if style:
                    if style == '"' and not value.isprintable():
                        self._check_escapes(value, mark)
                elif not value:
                    if event.anchor is None:
                        self._empty_value(mark, key, in_mapping)
                elif value[0] in _BEGINS_NUMBER and _like_number(value):
                    document.plain_numbers.append(mark)
                if not in_mapping:
                    add_mark(mark)
                    container.append(value)
                elif key is None:
                    if value in container:
                        skipped = self._duplicate_key(value, mark)
                    elif value == "<<" and not style:
                        self._merge_key(mark)
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
                    self._node_property(event, mark)
                new: Any = {} if kind is MappingStartEvent else []
                self._put(container, in_mapping, key, skipped, new, mark)
                outer.append((container, in_mapping, skipped))
                if len(outer) > MOST_DEPTH:
                    self._too_deep(mark)
                container, in_mapping, key, skipped = new, kind is MappingStartEvent, None, None
            elif kind is MappingEndEvent or kind is SequenceEndEvent:
                container, in_mapping, skipped = outer.pop()
                if skipped is not None:
                    del marks[skipped:]
                    skipped = None
                key = None
                if len(marks) > MOST_NODES:
                    self._too_many(marks[-1])
            elif kind is AliasEvent:
                mark = event.start_mark.index
                self._alias(mark, event.anchor)
                self._put(container, in_mapping, key, skipped, "", mark)
                if skipped is not None:
                    del marks[skipped:]
                    skipped = None
                key = None
            elif kind is DocumentStartEvent:
                documents += 1
                if documents > 1:
                    self._second_document(event.start_mark.index)
            elif kind is StreamEndEvent:
                break
        else:
            self._too_many(marks[-1])
        if not documents or (root == [""] and [found.code for found in document.findings] == ["empty-value"]):
            document.findings.clear()
            self.report("empty-file", 0, "there is nothing in this file", "fill it in, or delete the file")
            return
        document.data = root[0]

    def _put(self, container: Any, in_mapping: bool, key: str | None, skipped: int | None, new: Any, mark: int) -> None:
        """Put a value that is no scalar into its container, unless its key is a duplicate."""
        if not in_mapping:
            container.append(new)
        elif key is None:
            self._complex_key(mark)
        elif skipped is None:
            container[key] = new
        self._marks.append(mark)

    def broken(self, text: str, error: YAMLError) -> None:
        """Say of a text that is not YAML where it stops being it, in an officer's words."""
        self.document.data = None
        problem = str(getattr(error, "problem", None) or getattr(error, "reason", None) or error)
        where = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
        mark = min(where.index, len(text)) if where is not None else 0
        column = self.document.location_of(mark).column - 1
        start = mark - column
        written = re.split(_LINE_END, text[start : start + _LONGEST_LINE], maxsplit=1)[0]
        indentation = written[: len(written) - len(written.lstrip())]
        if "\t" in indentation or written[column : column + 1] == "\t":
            self._give(
                "tab-indentation",
                start + (indentation.index("\t") if "\t" in indentation else column),
                "a tab stands where YAML wants spaces",
                "indent with two spaces for each level; set the editor to insert spaces for Tab",
            )
            return
        message, hint, at_beginning = in_plain_words(problem, written[:column])
        began = getattr(error, "context_mark", None)
        if at_beginning and began is not None:
            mark = min(began.index, len(text))
        line = self.document.location_of(mark).line
        if any(found.location.line == line for found in self.document.findings):
            return  # said already: *5 more begins an alias, and ends as no YAML
        self._give("syntax", mark, message, hint)

    def _give(self, code: str, mark: int, message: str, hint: str) -> None:
        """Report what ends the pass anyway, a full list or not."""
        try:
            self.report(code, mark, message, hint)
        except _LimitReachedError:
            return

    def _check_escapes(self, value: str, mark: int) -> None:
        """A text in double quotes may write by escapes what it may not hold."""
        found = re.search(_NOT_TEXT, value)
        if found is not None:
            self.report(*_control_character(found[0], mark))

    # What may not stand in a plan file, one method each. They report and let the pass go on, but for limits.

    def _empty_value(self, mark: int, key: str | None, in_mapping: bool) -> None:
        if in_mapping and key is None:
            self.report("empty-value", mark, "a colon with no field name before it", "write the field's name")
            return
        place = "the dash" if not in_mapping else f"{key}:" if key and len(key) <= 40 else "this field's colon"
        self.report(
            "empty-value",
            mark,
            f"nothing stands after {place}",
            "write the value, or delete the line; a text that begins with # goes in quotes",
        )

    def _duplicate_key(self, key: str, mark: int) -> int:
        self.report(
            "duplicate-key",
            mark,
            f"{_short(key)} stands twice in this record",
            "keep one of the two; a new record of a list begins with a dash",
        )
        return len(self._marks)

    def _node_property(self, event: Any, mark: int) -> None:
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

    def _alias(self, mark: int, anchor: str) -> None:
        self.report(
            "alias",
            mark,
            f"an alias (*{_short(anchor)}) is not part of the file format",
            "write the value out; a text that begins with * goes in quotes",
        )

    def _merge_key(self, mark: int) -> None:
        self.report("merge-key", mark, "a merge key (<<) is not part of the file format", "write the fields out")

    def _complex_key(self, mark: int) -> None:
        self.report(
            "complex-key",
            mark,
            "a field's name must be a word, not a list or a record",
            "write `name: value`; a text that begins with [, { or ? goes in quotes",
        )
        raise _LimitReachedError

    def _second_document(self, mark: int) -> None:
        self.report(
            "several-documents",
            mark,
            "a second document begins here; a plan file holds one",
            "delete the line ---, or move what follows to a file of its own",
        )
        raise _LimitReachedError

    def _too_deep(self, mark: int) -> None:
        self.report(
            "too-deep",
            mark,
            f"records are nested over {MOST_DEPTH} deep",
            "no plan file needs more than eight levels",
        )
        raise _LimitReachedError

    def _too_many(self, mark: int) -> None:
        self.report(
            "too-many-nodes",
            mark,
            f"the file holds over {MOST_NODES:,} values",
            "split it: one file for each priority, one log for each action",
        )
        raise _LimitReachedError


def more_findings(place: Location, severity: Severity = "error") -> Diagnostic:
    """What stands in place of the findings of a file that are over the limit."""
    return Diagnostic(
        "more-findings" if severity == "error" else "more-warnings",
        place,
        f"there is more wrong in this file than the {MOST_PER_FILE} {severity}s listed",
        "mend these, then run siplan validate again",
    )


def _control_character(character: str, mark: int) -> tuple[str, int, str, str]:
    if character == "\0":
        hint = "the file may be UTF-16: save it again with the encoding UTF-8"
    elif character in "\r\x85\u2028\u2029":
        hint = "it breaks a line where few editors show it: put an ordinary line break or a space in its place"
    elif character in _REORDERING:
        hint = "delete it: it shows the text in another order than the file has"
    else:
        hint = "delete it: it shows nothing, and programs read commands into it"
    return "control-character", mark, f"the text holds a control character (U+{ord(character):04X})", hint


def _like_number(value: str) -> bool:
    """Whether other YAML tools read the unquoted text as a number (YAML 1.2's core schema, and 1.1's underscores)."""
    try:
        float(value)
    except ValueError:
        return value[:2] in ("0x", "0o") and value[2:].isalnum()
    return True


def _short(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:40]}…"
