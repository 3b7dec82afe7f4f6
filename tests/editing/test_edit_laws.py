"""Laws of edits, over every value of the shipped plan and over texts as people write them: an edit changes its own
lines alone and reads back as what was meant, and its inverse restores the file byte for byte; or it is refused.

Each normal run takes a sample; `pytest -m sweep` takes every value, in every manner of writing a file.
"""

from __future__ import annotations

import contextlib
import random
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

import pytest

from example_plan import SHIPPED
from hostile_plan import CONTROLS, PAYLOADS
from si_plan.editing.edits import Edit, apply_edits, splice_of
from si_plan.editing.nodes import Node, nodes_of
from si_plan.editing.rendering import EditRefusedError, Value, read_back
from si_plan.editing.scalars import UnwritableError
from si_plan.loading.parsing import Path, parse
from si_plan.sources import Source
from si_plan.sources.folder import read_folder
from sweeping import swept

pytestmark = pytest.mark.slow

HOSTILE: tuple[str, ...] = (
    "no", "on", "Yes", "null", "~", "true", "1.10", "010", "0o17", "0x1F", "1e5", "1:30", "2016-09-01", "2016-09",
    "a: b", "a:", "# x", "x # y", "#", "-", "- a", "--- a", "...", "?", "? a", ":", ", a", "[a", "a]", "{a}", "&a",
    "*a", "!a", "|", "> a", "%a", "@a", "`a", "=", "<<", "'", '"', "''", '""', "it's", 'say "so"', "'both\"",
    "a\\n", "\\",
    "  leading", "trailing  ", "in  side", "\ttab", "a\ttab", "two\nlines", "two\n\nlines\n", "\nfirst empty",
    "  indented\nfirst", "a\n  more\nb", "last # not\na comment", "# one\n# two", "---\n...",
    "key: value\nother: value", "🎓 👩‍🎓", "שלום, עולם", "教師 – ‘quotes’", "é", "word " * 60 + "end", "x" * 300,
    "long: " + "with colon " * 20 + "end", " " + "long and leading " * 12, "long # " * 30 + "end",
    "https://example.org/a?b=c#d", "C:\\plans\\x",
    *PAYLOADS,
)  # fmt: skip
UNWRITABLE = (*CONTROLS[:-2], "\x00", "\ud800", "a\rb", "a\u2028b", "\ufeff")
LISTS: tuple[list[Value], ...] = (["HSI"], ["a: b", "- c"], ["two\nlines", "no"], ["x" * 90, "y" * 90])

MANNERS: dict[str, Callable[[str], str]] = {
    "as it is": lambda text: text,
    "windows": lambda text: text.replace("\n", "\r\n"),
    "byte-order mark": lambda text: "\ufeff" + text,
    "no final newline": lambda text: text.rstrip("\n"),
    "comments with tabs": lambda text: text.replace("\n  - ", "\n  #\ta comment\n  - ").replace("]\n", "] #\tnote\n"),
    "comments behind values": lambda text: "".join(_commented(line) for line in text.splitlines(keepends=True)),
    "blank lines": lambda text: text.replace("\n  - ", "\n\n\n  - ").replace("\n    leads", "\n\n    leads"),
    "wide": lambda text: "\n".join(_widened(line) for line in text.split("\n")),
}


def _commented(line: str) -> str:
    """The line with a comment behind its value, where there is one that is no block."""
    body = line.rstrip("\n")
    plain = body.endswith(("]", '"', "}")) or (": " in body and not body.endswith((">-", "|")) and body[-1:].isdigit())
    return f"{body}  # a note\n" if plain and "#" not in body else line


def _widened(line: str) -> str:
    """The line indented twice as far, which keeps every file what it was."""
    indent = len(line) - len(line.lstrip(" "))
    body = line[indent:]
    return " " * (2 * indent) + (f"-   {body[2:]}" if body.startswith("- ") else body)


ODD = """\
# a comment first
id:   "1"
title: 'Every pupil''s reading'   # with a note
areas:
- A1
# between the entries
- A2   # the second
success: [one, "two, too",   # within
  three]
actions:
    -   id: "1.1"

        title: >
          Train a tutor
          in each school

        # before the leads
        leads: [ HT , LIB ]
        when:
            - By Sept 2016
        milestones:
            - {id: "1.1.1", text: Tutors trained, see: ["1.2"], repeats: {every: 6 weeks}} # in braces
            - id: "1.1.2"
              text: |2+
                 Books
                bought

              due: 2016-09

            # after the last
            - id: "1.1.3"
              text: plain text
                over two lines
              when: "quoted text
                over two lines"
    #\ta tab in a comment
    -
        id: "1.2"
        title: Buy books
"""
JSON = '[{"on": "2016-10-03", "at": "1.1.1", "evidence": ["a", "b"]},\n {"on": "2016-10-04", "at": "1.1"}]\n'


class Case(NamedTuple):
    """A value of a file: its path, and the node that it is."""

    source: Source
    path: Path


def values_in(source: Source) -> Iterator[Case]:
    """Every value of a file below its root."""
    waiting: list[tuple[Path, Any]] = [((), parse(source).data)]
    while waiting:
        path, value = waiting.pop()
        if path:
            yield Case(source, path)
        parts = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
        waiting.extend(((*path, name), part) for name, part in parts)


def shipped_in(manner: str) -> list[Case]:
    sources = [piece for source in read_folder(SHIPPED, "plan") for piece in pieces_of(source)]
    written = [one._replace(text=MANNERS[manner](one.text or "")) for one in sources]
    return [case for source in written for case in values_in(source)]


def pieces_of(source: Source) -> Iterator[Source]:
    """A file, or one that is a long list as several of a few entries each: an edit is read again with its file."""
    head, *entries = (source.text or "").split("\n- ")
    if len(entries) < 12:
        yield source
        return
    for at in range(0, len(entries), 6):
        yield source._replace(text="\n- ".join([head, *entries[at : at + 6]]).rstrip("\n") + "\n")


def written_oddly() -> list[Case]:
    odd = Source("priorities/1.yaml", "plan/priorities/1.yaml", ODD)
    windows = odd._replace(text="\ufeff" + ODD.replace("\n", "\r\n").rstrip())
    return [case for one in (odd, windows, Source("progress/1.1.yaml", "log", JSON)) for case in values_in(one)]


def tried(source: Source, edit: Edit) -> Source | None:
    """The source with an edit; None where it is refused."""
    with contextlib.suppress(EditRefusedError):
        return apply_edits(source, [edit])
    return None


def body(source: Source) -> str:
    return (source.text or "").removeprefix("\ufeff")


def value_at(source: Source, path: Path) -> Any:
    document = parse(source)
    assert not [one for one in document.findings if one.severity == "error"]
    value: Any = document.data
    for part in path:
        value = value[part]
    return value


def outside(text: str, node: Node, after: str) -> bool:
    """Whether everything but the lines of a value stands in `after` as it stood."""
    before = text[: text.rfind("\n", 0, node.begins) + 1]
    end = text.find("\n", node.ends)
    rest = text[end:] if end >= 0 else ""
    return after.startswith(before) and after.endswith(rest)


def check_replacing(case: Case, value: Value) -> bool:
    """The law of replacing; whether it was done."""
    source, path = case
    edit = Edit("set", path, value)
    after = tried(source, edit)
    if after is None:
        return False
    text, new = body(source), body(after)
    node = nodes_of(text).at(path)
    assert node is not None
    assert value_at(after, path) == read_back(value)
    assert outside(text, node, new)
    one_line = isinstance(value, str) and "\n" not in value and len(value) < 60
    if one_line and node.lines(text)[0] == node.lines(text)[1] and node.style not in ("|", ">"):
        old_lines, new_lines = text.split("\n"), new.split("\n")
        assert len(old_lines) == len(new_lines)
        assert sum(one != other for one, other in zip(old_lines, new_lines, strict=True)) <= 1
    assert splice_of(source, text, edit).inverse(text).apply(new) == text
    if node.kind == "scalar" and "#" not in text[node.begins : (text + "\n").find("\n", node.ends)]:
        # Set back by its path, in the very text that it had.
        back = Edit("set", path, value_at(source, path), raw=text[node.begins : node.ends])
        assert apply_edits(after, [back]) == source
    return True


def check_removing(case: Case) -> None:
    source, path = case
    after = tried(source, Edit("remove", path))
    if after is not None:
        text = body(source)
        assert len(body(after)) < len(text)
        assert splice_of(source, text, Edit("remove", path)).inverse(text).apply(body(after)) == text


def check_adding(case: Case, value: str) -> bool:
    """Something is added to a list or a record, and taken out again."""
    source, path = case
    node = nodes_of(body(source)).at(path)
    assert node is not None
    if node.kind == "list":
        edit, gone = Edit("append", path, value), (*path, len(node.parts))
    else:
        edit = Edit("set", (*path, "zz"), value, [part.key for part in node.parts] + ["zz"])
        gone = edit.path
    after = tried(source, edit)
    if after is None:
        return False
    assert value_at(after, gone) == value
    assert apply_edits(after, [Edit("remove", gone)]) == source
    return True


def check(case: Case, value: str) -> None:
    kind = type(value_at(*case))
    if kind is str:
        check_replacing(case, value)
    else:
        check_adding(case, value)
        if kind is list and value == HOSTILE[0]:
            for values in LISTS:
                check_replacing(case, values)
    if value == HOSTILE[0]:
        check_removing(case)


@pytest.mark.parametrize("manner", MANNERS)
def test_a_sample_of_the_shipped_plan(manner: str) -> None:
    chance = random.Random(manner)
    cases = [case for case in shipped_in(manner) if len(body(case.source)) < 20_000]
    for case in chance.sample(cases, 6):
        for value in {HOSTILE[0], *chance.sample(HOSTILE, 2)}:
            check(case, value)


@pytest.mark.sweep
@pytest.mark.parametrize("manner", MANNERS)
def test_every_value_of_the_shipped_plan(manner: str) -> None:
    for number, case in enumerate(swept(shipped_in(manner))):
        for value in {HOSTILE[0], HOSTILE[number % len(HOSTILE)]}:
            check(case, value)


@pytest.mark.sweep
def test_every_hostile_text_in_a_file_of_the_shipped_plan() -> None:
    cases = [case for case in shipped_in("as it is") if case.source.path.endswith("3-intervention.yaml")]
    for case in swept(cases):
        for value in HOSTILE:
            check(case, value)


def test_every_value_of_texts_as_people_write_them() -> None:
    chance = random.Random(7)
    for case in written_oddly():
        for value in {HOSTILE[0], chance.choice(HOSTILE)}:
            check(case, value)


@pytest.mark.sweep
def test_every_value_of_texts_as_people_write_them_with_every_hostile_text() -> None:
    for case in swept(written_oddly()):
        for value in HOSTILE:
            check(case, value)


def test_few_edits_of_the_shipped_plan_are_refused() -> None:
    """What is refused is the exception: else the laws above would hold of nothing."""
    cases = [case for case in shipped_in("as it is") if case.source.path in ("roles.yaml", "plan.yaml")]
    done = [check_replacing(case, "a: b") for case in cases if isinstance(value_at(*case), str)]
    added = [check_adding(case, "a: b") for case in cases if not isinstance(value_at(*case), str)]
    assert all(done)
    assert all(added)


@pytest.mark.parametrize("value", UNWRITABLE, ids=ascii)
def test_what_no_plan_file_holds_is_refused_with_the_reason(value: str) -> None:
    source = Source("priorities/1.yaml", "plan/priorities/1.yaml", ODD)
    with pytest.raises(UnwritableError, match="cannot stand in a plan file"):
        apply_edits(source, [Edit("set", ("title",), value)])


def test_a_file_does_not_grow_beyond_what_is_read() -> None:
    log = Source("progress/1.1.yaml", "log", '- {on: 2016-10-03, at: "1.1", note: x}\n' + "#" * (1024 * 1024 - 60))
    with pytest.raises(EditRefusedError, match="reads no file of over 1,048,576"):
        apply_edits(log, [Edit("append", (), {"on": "2016-10-03", "at": "1.1", "note": "y"})])


def test_a_refusal_names_the_line_to_edit_by_hand() -> None:
    source = Source("priorities/1.yaml", "plan/priorities/1.yaml", ODD)
    with pytest.raises(EditRefusedError, match=r"plan/priorities/1.yaml, line 5: .* a comment inside it") as refused:
        apply_edits(source, [Edit("set", ("areas",), ["A1"])])
    assert refused.value.hint == "edit line 5 by hand"
