"""Inserting a field touches its own line and nothing else, in every manner of writing a file; or is refused."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from asking import shipped
from example_plan import SHIPPED
from si_plan.editing.edits import Edit, apply_edits
from si_plan.editing.rendering import EditRefusedError
from si_plan.editing.scalars import Bare
from si_plan.loading import load
from si_plan.loading.parsing import Path, parse
from si_plan.model.promise import Milestone
from si_plan.sources import Source
from si_plan.sources.folder import read_folder

ORDER = list(Milestone.model_fields)
WHERE: Path = ("milestones", 0)

BLOCK = """\
id: "1"
milestones:
  - id: "1.1.1" # the first
    text: >-
      Tutors trained
      in every school

    when: By Sept 2016 # as the document has it
    # a comment before the next field
    see: ["1.2"]
  - id: "1.1.2"
    text: Books bought
"""


def source(text: str) -> Source:
    return Source("priorities/1.yaml", "plan/priorities/1.yaml", text)


def added(before: str, after: str) -> list[str]:
    """The lines that were added, after seeing that every other line stands as it stood."""
    old, new = before.splitlines(), after.splitlines()
    at = next((place for place, (one, other) in enumerate(zip(old, new, strict=False)) if one != other), len(old))
    count = len(new) - len(old)
    assert old[:at] + old[at:] == new[:at] + new[at + count :]
    return new[at : at + count]


def inserted(text: str, line: str = "due: 2016-09", path: Path = WHERE) -> str:
    return with_line(source(text), path, line)


def with_line(plan_file: Source, path: Path, line: str) -> str:
    name, _, value = line.partition(": ")
    return apply_edits(plan_file, [Edit("set", (*path, name), Bare(value), ORDER)]).text or ""


def test_the_line_follows_the_field_before_it_in_the_schema() -> None:
    after = inserted(BLOCK)
    assert added(BLOCK, after) == ["    due: 2016-09"]
    assert "as the document has it\n    due: 2016-09\n    # a comment" in after


def test_after_a_folded_text_its_blank_line_stays_below() -> None:
    text = BLOCK.replace("    when: By Sept 2016 # as the document has it\n", "")
    assert "in every school\n    due: 2016-09\n\n    # a comment" in inserted(text)


def test_at_the_end_of_a_file_without_a_final_newline() -> None:
    text = BLOCK.rstrip("\n")
    assert inserted(text, path=("milestones", 1)) == f"{text}\n    due: 2016-09"


def test_windows_line_ends_and_a_byte_order_mark_are_kept() -> None:
    text = "\ufeff" + BLOCK.replace("\n", "\r\n")
    after = inserted(text)
    assert after == text.replace("# as the document has it\r\n", "# as the document has it\r\n    due: 2016-09\r\n")


def test_a_byte_order_mark_before_the_record_itself() -> None:
    text = '\ufeffid: "1.1.1"\ntext: Tutors trained\n'
    assert inserted(text, path=()) == '\ufeffid: "1.1.1"\ntext: Tutors trained\ndue: 2016-09\n'


def test_in_braces_it_stays_on_its_line() -> None:
    text = 'milestones:\n  - {id: "1.1.1", text: Tutors trained, see: ["1.2"]} # one line\n'
    expected = text.replace("trained, see", "trained, due: 2016-09, see")
    assert inserted(text) == expected


def test_odd_indentation_is_followed() -> None:
    text = 'milestones:\n      -   id: "1.1.1"\n          text: Tutors trained\n'
    assert inserted(text) == f"{text}          due: 2016-09\n"


def test_a_field_that_is_there_is_never_written_twice() -> None:
    assert "when: By Oct 2016 # as the document has it" in inserted(BLOCK, "when: By Oct 2016")


def test_a_field_of_a_record_that_is_not_there_is_refused() -> None:
    with pytest.raises(EditRefusedError, match="no place for it"):
        inserted(BLOCK, path=("milestones", 7))


def test_an_entry_is_written_in_the_manner_of_those_before_it() -> None:
    """Its dashes, the indentation of its lists, its quotes, its line ends."""
    before = "-   on: 2016-10-03\r\n    at: '1.1.1'\r\n    evidence:\r\n    -   Minutes\r\n\r\n# the end\r\n"
    entry = {"on": Bare("2016-10-04"), "at": "1.1.2", "note": "no", "evidence": ["a: b", "it's"]}
    after = apply_edits(Source("progress/1.1.yaml", "log", before), [Edit("append", (), entry)]).text or ""
    lines = "-   on: 2016-10-04\n    at: '1.1.2'\n    note: 'no'\n    evidence:\n    -   'a: b'\n    -   it's\n"
    assert after == before.replace("Minutes\r\n", "Minutes\r\n" + lines.replace("\n", "\r\n"))


def test_an_entry_in_brackets_has_the_quotes_of_its_file() -> None:
    before = "- on: 2016-10-03\n  at: '1.1.1'\n  evidence: ['a: b']\n"
    after = apply_edits(Source("progress/1.1.yaml", "log", before), [Edit("append", (0, "evidence"), "c: d")]).text
    assert after == before.replace("['a: b']", "['a: b', 'c: d']")


def milestones() -> list[tuple[Source, Path]]:
    """Every milestone of the shipped plan, with its file."""
    sources = read_folder(SHIPPED, "plan")
    places = load(sources).places
    by_path = {one.path: one for one in sources}
    found = []
    for one in shipped().tracked:
        place = places.path(one.id)
        if one.kind == "milestone" and place is not None:
            found.append((by_path[place[0]], place[1]))
    return found


MANNERS: dict[str, Callable[[str], str]] = {
    "as it is": lambda text: text,
    "windows": lambda text: text.replace("\n", "\r\n"),
    "byte-order mark": lambda text: "\ufeff" + text,
    "no final newline": lambda text: text.rstrip("\n"),
    "comments with tabs": lambda text: text.replace("\n      - id", "\n      #\ta comment\n      - id"),
}


@pytest.mark.parametrize("manner", MANNERS)
def test_milestones_of_the_shipped_plan_take_a_new_line(manner: str) -> None:
    for plan_file, path in milestones()[::18]:
        written = plan_file._replace(text=MANNERS[manner](plan_file.text or ""))
        value: Any = parse(written).data
        for part in path:
            value = value[part]
        name = "ends" if "ends" not in value else "type"
        line = "ends: 2018-08" if name == "ends" else "type: event"
        if line.partition(":")[0] in value:
            continue
        after = with_line(written, path, line)
        assert [one.strip() for one in added(written.text or "", after)] == [line]
