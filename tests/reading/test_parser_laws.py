"""Laws of the reader: it agrees with another YAML parser on data and places, and nothing thrown at it raises."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode

from example_plan import BASE, PRIORITY, SHIPPED
from si_plan import checks
from si_plan.diagnostics import CODES, Diagnostic
from si_plan.loading import load
from si_plan.loading.parsing import Document, Path, parse
from si_plan.sources import Source, decode
from sweeping import times

pytestmark = pytest.mark.slow

FILES = {file.relative_to(SHIPPED).as_posix(): file.read_text(encoding="utf-8") for file in SHIPPED.rglob("*.yaml")}
NASTY = [
    ":", ": ", "- ", "-", "[", "]", "{", "}", ",", "#", " #", "&a ", "*a", "!t ", "|", ">", "'", '"', "%", "@", "`",
    "?", "? ", "<<: ", "...\n", "\n", "\t", "  ", " ", "\r\n", "\r", "\0", "\x1b", "\x85", "\u2028", "\ufeff", "é",
    "---\n", "😀", "\\", "0", "1.10", "id: ", "due: 2016-13\n", "leads: ", "<<<<<<< \n", "~", "\u202e", "%TAG ! x\n",
]  # fmt: skip


# The oracle: ruamel.yaml's own parser, written in Python, of YAML 1.2.


def _told_by_ruamel(text: str) -> tuple[Any, dict[Path, tuple[int, int]]]:
    """The data, all scalars as written, and the line and column of each value, by path."""
    root = YAML(typ="safe", pure=True).compose(text)
    marks: dict[Path, tuple[int, int]] = {}
    return _data(root, (), marks), marks


def _data(node: Node, path: Path, marks: dict[Path, tuple[int, int]]) -> Any:
    marks[path] = (node.start_mark.line + 1, node.start_mark.column + 1)
    if isinstance(node, ScalarNode):
        return node.value
    if isinstance(node, MappingNode):
        return {key.value: _data(value, (*path, key.value), marks) for key, value in node.value}
    return [_data(part, (*path, place), marks) for place, part in enumerate(node.value)]


def _parsed(text: str) -> Document:
    return parse(Source("priorities/1.yaml", "1.yaml", text))


def _places(document: Document, paths: Iterator[Path]) -> dict[Path, tuple[int, int]]:
    found = {path: document.location(path) for path in paths}
    return {path: (place.line, place.column) for path, place in found.items()}


def _paths(data: Any, path: Path = ()) -> Iterator[Path]:
    yield path
    parts = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for name, part in parts:
        yield from _paths(part, (*path, name))


def _assert_agreement(text: str) -> None:
    data, marks = _told_by_ruamel(text.removeprefix("\ufeff"))
    document = _parsed(text)
    assert document.findings == []
    assert document.data == data
    assert _places(document, _paths(data)) == marks


@pytest.mark.parametrize("file", sorted(FILES))
def test_both_parsers_agree_on_the_shipped_plan(file: str) -> None:
    _assert_agreement(FILES[file])


@pytest.mark.parametrize("file", sorted(FILES))
def test_a_plain_value_stands_where_it_is_said_to(file: str) -> None:
    """The second opinion on places, from the text alone."""
    document = _parsed(FILES[file])
    lines = FILES[file].split("\n")
    seen = 0
    for path in _paths(document.data):
        value: Any = document.data
        for part in path:
            value = value[part]
        if isinstance(value, str):
            place = document.location(path)
            written = lines[place.line - 1][place.column - 1 :]
            assert written.startswith((value.split(" ")[0], '"', "'", ">-", "|")), path
            seen += 1
    assert seen > 5


# Data written in many styles.

_PRINTABLE = st.characters(codec="utf-8", exclude_categories=["Cc", "Cf", "Zl", "Zp", "Cs", "Cn", "Co"])
_TRICKY = [
    "1.10",
    "NO",
    "12:30",
    "2016-09-01",
    "null",
    "~",
    "a: b",
    "- a",
    "it's",
    '"',
    "#",
    "x #y",
    " a ",
    "0x1F",
    "é😀",
]
_LINE = st.one_of(
    st.text(st.characters(categories=["Ll", "Lu", "Nd", "Lo", "So"]), min_size=1, max_size=8),
    st.text(_PRINTABLE, min_size=1, max_size=20),
    st.sampled_from(_TRICKY),
)
_NAME = st.from_regex(r"[a-z_]{1,6}", fullmatch=True)
_VALUES = st.recursive(
    _LINE,
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=3), st.dictionaries(_NAME, inner, min_size=1, max_size=3)
    ),
    max_leaves=8,
)
_SAFE_PLAIN = re.compile(r"[A-Za-zéß][A-Za-zéß0-9]*( [A-Za-z0-9éß]+)*|[0-9]+([.:-][0-9]+)*")


class _Writer:
    """Writes data as YAML, drawing the style of every part."""

    def __init__(self, draw: st.DrawFn) -> None:
        self._draw = draw

    def _either(self) -> bool:
        return self._draw(st.booleans())

    def scalar(self, text: str) -> str:
        styles = ["'" + text.replace("'", "''") + "'", json.dumps(text, ensure_ascii=False)]
        if _SAFE_PLAIN.fullmatch(text):
            styles.append(text)
        return self._draw(st.sampled_from(styles))

    def flow(self, value: Any) -> str:
        blank = " " if self._either() else ""
        if isinstance(value, str):
            return self.scalar(value)
        if isinstance(value, list):
            inner = f",{blank or ' '}".join(map(self.flow, value))
            return f"[{blank}{inner}{blank}]"
        return "{" + blank + ", ".join(f"{name}: {self.flow(part)}" for name, part in value.items()) + blank + "}"

    def block(self, value: Any, indent: int) -> str:
        """The lines of a value that follows its key or dash, the rest of that line first."""
        if isinstance(value, str):
            if value.strip() == value and self._draw(st.integers(0, 4)) == 0:
                return f" |-\n{' ' * (indent + 2)}{value}\n"
            return f" {self.scalar(value)}{self._comment()}\n"
        if self._draw(st.integers(0, 3)) == 0:
            return f" {self.flow(value)}{self._comment()}\n"
        return f"{self._comment()}\n" + self.lines(value, indent + self._draw(st.integers(1, 4)))

    def lines(self, value: Any, indent: int) -> str:
        pad = " " * indent
        if isinstance(value, list):
            return "".join(f"{self._gap()}{pad}-{self.block(part, indent)}" for part in value)
        return "".join(f"{self._gap()}{pad}{name}:{self.block(part, indent)}" for name, part in value.items())

    def _comment(self) -> str:
        return self._draw(st.sampled_from(["", "", " # é: [", "  "]))

    def _gap(self) -> str:
        return self._draw(st.sampled_from(["", "", "", "\n", "# a: b\n"]))


@st.composite
def _written(draw: st.DrawFn) -> tuple[Any, str]:
    records = st.dictionaries(_NAME, _VALUES, min_size=1, max_size=4)
    data = draw(st.one_of(records, st.lists(_VALUES, min_size=1, max_size=4)))
    text = _Writer(draw).lines(data, 0)
    if draw(st.booleans()):
        text = "---\n" + text
    if draw(st.booleans()):
        text = text.rstrip("\n")
    if draw(st.booleans()):
        text = text.replace("\n", "\r\n")
    if draw(st.booleans()):
        text = "\ufeff" + text
    return data, text


@given(_written())
@settings(max_examples=150)
def test_any_style_reads_back_to_the_same_data_and_places(written: tuple[Any, str]) -> None:
    data, text = written
    assert _parsed(text).data == data
    _assert_agreement(text)


# Hostile text.


def _changed(changes: list[tuple[float, int, str]], text: str) -> str:
    """A text with passages at some places (as parts of its length) cut out, and others put in."""
    for where, cut, put in changes:
        at = int(where * len(text))
        text = text[:at] + put + text[at + cut :]
    return text


_CHANGES = st.lists(
    st.tuples(st.floats(0, 1), st.integers(0, 30), st.one_of(st.sampled_from(NASTY), st.text(max_size=4))),
    min_size=1,
    max_size=6,
)


def _found(path: str, raw: bytes, files: Mapping[str, str] = FILES) -> list[Diagnostic]:
    """What is found in a plan of these files in which one is otherwise."""
    others = (Source(name, f"plan/{name}", text) for name, text in sorted(files.items()) if name != path)
    return checks.findings_to_show(load([*others, decode(path, f"plan/{path}", raw)]))


def _assert_in_the_file(one: Diagnostic, raw: bytes) -> None:
    lines = raw.decode("utf-8", "replace").removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    assert one.code in CODES
    assert 1 <= one.location.line <= len(lines)
    assert 1 <= one.location.column <= len(lines[one.location.line - 1]) + 1


@given(st.sampled_from(sorted(FILES)), _CHANGES)
@example("priorities/1-partnership.yaml", [(0.0, 0, "\ufeff\ufeff")])
@example("roles.yaml", [(0.5, 0, "\r")])
@example("plan.yaml", [(0.0, 10_000, "[]")])
@settings(max_examples=60)
def test_a_damaged_file_is_told_of_in_its_place(file: str, changes: list[tuple[float, int, str]]) -> None:
    raw = _changed(changes, FILES[file]).encode("utf-8", "surrogatepass")
    begun = time.process_time()
    found = _found(file, raw)
    assert time.process_time() - begun < 2
    for one in found:
        if one.location.file == f"plan/{file}":
            _assert_in_the_file(one, raw)
    assert _found(file, raw) == found


_SOUP = st.lists(st.sampled_from(NASTY), max_size=60).map(lambda parts: "".join(parts).encode())


@given(st.one_of(st.binary(max_size=300), _SOUP))
@settings(max_examples=300)
def test_any_bytes_are_read_or_refused(raw: bytes) -> None:
    document = parse(decode("priorities/1.yaml", "1.yaml", raw))
    assert document.findings or document.data is not None
    for one in document.findings:
        _assert_in_the_file(one, raw)


@given(_CHANGES)
@settings(max_examples=100)
def test_line_ends_and_byte_order_mark_change_no_place(changes: list[tuple[float, int, str]]) -> None:
    text = _changed(changes, BASE[PRIORITY])
    assume("\r" not in text and "\ufeff" not in text)
    raw = text.encode("utf-8", "surrogatepass")
    windows = b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode("utf-8", "surrogatepass")
    assert _found(PRIORITY, windows, BASE) == _found(PRIORITY, raw, BASE)


@pytest.mark.sweep
@given(st.sampled_from(sorted(FILES)), _CHANGES)
@settings(max_examples=times(3_000))
def test_many_damaged_files(file: str, changes: list[tuple[float, int, str]]) -> None:
    raw = _changed(changes, FILES[file]).encode("utf-8", "surrogatepass")
    for one in _found(file, raw):
        if one.location.file == f"plan/{file}":
            _assert_in_the_file(one, raw)


@pytest.mark.sweep
@given(_written())
@settings(max_examples=times(3_000))
def test_many_styles(written: tuple[Any, str]) -> None:
    assert _parsed(written[1]).data == written[0]
    _assert_agreement(written[1])
