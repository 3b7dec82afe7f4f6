"""YAML text to data and marks: one pass over libyaml's events, under the limits of the file format.

Every scalar stays the text that stands in the file; typing it is the model's work. Nothing recursive, no tree
of nodes, no anchors to expand: the pass stops at the first limit passed, so hostile text costs no more than
honest text of its size.
"""

from __future__ import annotations

import re
import sys
from array import array
from collections.abc import Iterator
from typing import Any, Final

from si_plan.diagnostics import MOST_PER_FILE, Diagnostic, Location
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
MOST_NODES: Final = 100_000
_LINE: Final = 32
"""Bits by which a mark's line is shifted; its column stands below."""

_NOT_TEXT: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]")
_LIKE_NUMBER: Final = re.compile(r"[-+]?[0-9][0-9_]*(\.[0-9]*)?([eE][-+]?[0-9]+)?|0x[0-9A-Fa-f]+|0o?[0-7]+")
_CONFLICT: Final = re.compile(r"^(<{7} |>{7} |={7}$)", re.MULTILINE)

Data = dict[str, Any] | list[Any] | str
Path = tuple[str | int, ...]


class Document:
    """A file's data, where each value of it stands, and what is wrong with its YAML.

    `data` is None where the text could not be read to its end. `plain_numbers` are the marks of unquoted scalars
    that other YAML tools read as numbers. Marks stand in the order of events (a mapping, then each key and its
    value), a number each: a place is found by counting the values before it, so that keeping places costs a
    run that has nothing to say about them no more than that number.
    """

    __slots__ = ("_marks", "_sizes", "data", "findings", "path", "plain_numbers", "shown")

    def __init__(self, path: str, shown: str) -> None:
        self.path = path
        self.shown = shown
        self.data: Data | None = None
        self.findings: list[Diagnostic] = []
        self.plain_numbers: list[int] = []
        self._marks = array("Q")
        self._sizes: dict[int, int] = {}

    def location(self, path: Path = (), *, of_key: bool = False) -> Location:
        """Where the value at `path` stands, or with `of_key` the key it stands under; where there is no such
        value, the nearest one around it."""
        number, key, value = 0, 0, self.data
        for part in path:
            if type(value) is dict and part in value:
                number += 1
                for name, sibling in value.items():
                    if name == part:
                        break
                    number += 1 + self._size(sibling)
                key, number, value = number, number + 1, value[part]
            elif type(value) is list and type(part) is int and part < len(value):
                number += 1 + sum(map(self._size, value[:part]))
                key, value = number, value[part]
            else:
                break
        if not self._marks:
            return Location(self.shown)
        return self.location_of(self._marks[key if of_key else number])

    def _size(self, value: Any) -> int:
        """How many marks a value takes up. Values nest at most MOST_DEPTH deep."""
        if type(value) is str:
            return 1
        size = self._sizes.get(id(value))
        if size is None:
            if type(value) is dict:
                size = 1 + len(value) + sum(map(self._size, value.values()))
            else:
                size = 1 + sum(map(self._size, value))
            self._sizes[id(value)] = size
        return size

    def paths_of_plain_numbers(self) -> Iterator[Path]:
        """The paths of the values in `plain_numbers`, in the order of the file."""
        wanted = set(self.plain_numbers)
        number = 0
        waiting: list[tuple[Path, Any, bool]] = [((), self.data, False)]
        while waiting:
            path, value, keyed = waiting.pop()
            number += keyed
            if self._marks[number] in wanted:
                yield path
            number += 1
            if type(value) is dict:
                waiting.extend(((*path, name), part, True) for name, part in reversed(value.items()))
            elif type(value) is list:
                last = len(value) - 1
                waiting.extend(((*path, last - back), part, False) for back, part in enumerate(reversed(value)))

    def location_of(self, mark: int) -> Location:
        return Location(self.shown, (mark >> _LINE) + 1, (mark & (1 << _LINE) - 1) + 1)


def parse(source: Source) -> Document:
    """Read a source's text. What is wrong with it is in the document's `findings`, never raised."""
    document = Document(source.path, source.shown)
    reader = _Reader(document)
    if source.fault is not None:
        fault = source.fault
        reader.report(fault.code, (fault.line - 1 << _LINE) + fault.column - 1, fault.message, fault.hint)
        return document
    text = (source.text or "").removeprefix("\ufeff")
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
        if not text.isascii() or not _ascii_printable(text):
            found = _NOT_TEXT.search(text)
            if found is not None:
                self.report(*_control_character(found[0], _mark_of(text, found.start())))
                return False
        if "<<<<<<< " in text and (found := _CONFLICT.search(text)):
            self.report(
                "conflict-markers",
                _mark_of(text, found.start()),
                "a merge left its marks here: two people changed these lines",
                "keep what both wrote (in a log, both entries), then delete the lines of <, = and >",
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

    def _read_events(self, get_event: Any) -> None:  # noqa: C901 - the one hot loop: a call costs more
        document, marks, intern = self.document, self._marks, sys.intern
        add_mark = marks.append
        root: list[Any] = []
        container: Any = root
        key: str | None = None
        in_mapping = False
        skipped: int | None = None  # the marks before a duplicate key, to which they are cut back
        outer: list[tuple[Any, str | None, bool, int | None]] = []
        documents = 0
        while True:
            event = get_event()
            kind = type(event)
            if kind is ScalarEvent:
                start = event.start_mark
                mark = start.line << _LINE | start.column
                value = event.value
                if event.style is None:
                    if not value:
                        self._empty_value(mark, key, in_mapping)
                    elif value[0] in "0123456789+-" and _LIKE_NUMBER.fullmatch(value):
                        document.plain_numbers.append(mark)
                elif event.style == '"' and _NOT_TEXT.search(value):
                    found = _NOT_TEXT.search(value)
                    self.report(*_control_character(found[0] if found else "", mark))
                if event.tag is not None or event.anchor is not None:
                    self._node_property(event, mark)
                if in_mapping and key is None:
                    skipped = self._duplicate_key(value, mark) if value in container else None
                    if value == "<<" and event.style is None:
                        self._merge_key(mark)
                    key = intern(value)
                    add_mark(mark)
                    if len(marks) > MOST_NODES:
                        self._too_many(mark)
                    continue
                add_mark(mark)
                new: Any = value
            elif kind is MappingStartEvent or kind is SequenceStartEvent:
                start = event.start_mark
                mark = start.line << _LINE | start.column
                if event.tag is not None or event.anchor is not None:
                    self._node_property(event, mark)
                if in_mapping and key is None:
                    self._complex_key(mark)
                add_mark(mark)
                new = {} if kind is MappingStartEvent else []
            elif kind is MappingEndEvent or kind is SequenceEndEvent:
                container, key, in_mapping, skipped = outer.pop()
                if skipped is not None:
                    del marks[skipped:]
                    skipped = None
                key = None
                continue
            elif kind is AliasEvent:
                start = event.start_mark
                mark = start.line << _LINE | start.column
                self._alias(mark, event.anchor)
                if in_mapping and key is None:
                    self._complex_key(mark)
                add_mark(mark)
                new = ""
            elif kind is DocumentStartEvent:
                documents += 1
                self._document_start(event, documents)
                continue
            elif kind is StreamEndEvent:
                break
            else:
                continue
            # A value: it goes into its container, and becomes the container where it is one.
            if len(marks) > MOST_NODES:
                self._too_many(mark)
            if in_mapping:
                if skipped is None:
                    container[key] = new
            else:
                container.append(new)
            if type(new) is str:
                if skipped is not None:
                    del marks[skipped:]
                    skipped = None
                key = None
            else:
                outer.append((container, key, in_mapping, skipped))
                if len(outer) > MOST_DEPTH:
                    self._too_deep(mark)
                container, key, in_mapping, skipped = new, None, type(new) is dict, None
        if not documents or (root == [""] and len(marks) == 1):
            document.findings.clear()
            self.report("empty-file", 0, "there is nothing in this file", "fill it in, or delete the file")
            return
        document.data = root[0]

    def broken(self, text: str, error: YAMLError) -> None:
        """Say of a text that is not YAML where it stops being it, in an officer's words."""
        self.document.data = None
        problem = getattr(error, "problem", None) or getattr(error, "reason", None) or str(error)
        mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
        line, column = (mark.line, mark.column) if mark is not None else (0, 0)
        lines = text.splitlines()
        written = lines[line] if line < len(lines) else ""
        indentation = written[: len(written) - len(written.lstrip())]
        if "\t" in indentation:
            self._give(
                "tab-indentation",
                (line << _LINE) + indentation.index("\t"),
                "a tab stands where YAML wants spaces",
                "indent with two spaces for each level; set the editor to insert spaces for Tab",
            )
            return
        message, hint = in_plain_words(str(problem), written)
        self._give("syntax", line << _LINE | column, message, hint)

    def _give(self, code: str, mark: int, message: str, hint: str) -> None:
        """Report what ends the pass anyway, a full list or not."""
        try:
            self.report(code, mark, message, hint)
        except _LimitReachedError:
            return

    # What may not stand in a plan file, one method each. They report and let the pass go on, but for limits.

    def _empty_value(self, mark: int, key: str | None, in_mapping: bool) -> None:
        if in_mapping and key is None:
            self.report("empty-value", mark, "a colon with no field name before it", "write the field's name")
        elif in_mapping:
            shown = key if key and len(key) <= 40 else "this field"
            self.report("empty-value", mark, f"nothing stands after {shown}:", "write its value, or delete the line")
        else:
            self.report("empty-value", mark, "nothing stands after the dash", "write a value, or delete the line")

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

    def _document_start(self, event: Any, number: int) -> None:
        start = event.start_mark
        mark = start.line << _LINE | start.column
        if event.version is not None or event.tags:
            self.report(
                "directive",
                mark,
                "a directive (%) is not part of the file format",
                "delete the line that begins with %",
            )
        if number > 1:
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


def more_findings(place: Location) -> Diagnostic:
    """What stands in place of the findings of a file that are over the limit."""
    return Diagnostic(
        "more-findings",
        place,
        f"there is more wrong in this file than the {MOST_PER_FILE} findings listed",
        "mend these, then run siplan validate again",
    )


def _ascii_printable(text: str) -> bool:
    """A quick answer for the usual text: printable but for the ends of its lines."""
    return text.replace("\n", "").isprintable()


def _mark_of(text: str, offset: int) -> int:
    before = text[:offset]
    return before.count("\n") << _LINE | offset - (before.rfind("\n") + 1)


def _control_character(character: str, mark: int) -> tuple[str, int, str, str]:
    return (
        "control-character",
        mark,
        f"the text holds a control character (U+{ord(character):04X})",
        "delete it: it shows nothing, and programs read commands into it",
    )


def _short(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:40]}…"
