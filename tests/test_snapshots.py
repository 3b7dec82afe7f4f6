"""What each command prints on the shipped plan, kept by syrupy under tests/__snapshots__/, a text file a test.

A terminal of 80 and of 200 columns without colour, one with it, a pipe, and each other format. To rewrite them after
a change, and then read the difference:

    pytest tests/test_snapshots.py --snapshot-update
"""

from __future__ import annotations

import pytest
from syrupy.assertion import SnapshotAssertion

from kept import kept_as
from running import ON, siplan

PAGES = {
    "overdue": ("overdue", *ON),
    "overdue-all-2018": ("overdue", "--all", "--as-of", "2018-01-01", "--lead", "HSI"),
    "overdue-by-area": ("overdue", "--by", "area", *ON),
    "due": ("due", *ON),
    "by-owner": ("by-owner", *ON),
    "by-owner-HI": ("by-owner", "HI", *ON),
    "coverage": ("coverage", *ON),
    "coverage-matrix": ("coverage", "--matrix", *ON),
    "gaps": ("coverage", "--gaps", *ON),
    "status": ("status", *ON),
    "status-lead": ("status", *ON, "--lead", "SIM"),
    "list-undated": ("list", *ON, "--state", "undated"),
    "list-priority": ("list", *ON, "--priority", "4"),
    "show-priority": ("show", "3", *ON),
    "show-action": ("show", "2.4", *ON),
    "show-milestone": ("show", "2.4.1", *ON),
    "show-role": ("show", "CM", *ON),
    "show-measure": ("show", "M7", *ON),
    "measures": ("measures", *ON),
    "timeline": ("status", "--timeline", *ON),
    "timeline-priority": ("status", "--timeline", *ON, "--by", "milestone", "--priority", "6"),
    "trend": ("status", "--trend", *ON, "--every", "week"),
    "notes": ("list", "--kind", "note", *ON, "--priority", "6"),
    "slippage": ("slippage", *ON),
    "when": ("when", "By end of Autumn term 2016", "Annual", "As above"),
    "validate": ("validate",),
}
RECORDS = (
    "overdue",
    "by-owner-HI",
    "coverage",
    "coverage-matrix",
    "gaps",
    "status",
    "show-action",
    "measures",
    "timeline",
    "trend",
    "notes",
    "when",
)
ENDINGS = {"json": "json", "csv": "csv", "markdown": "md"}


def _on_terminal(name: str, columns: int, **env: str) -> str:
    return siplan(*PAGES[name], tty=True, env={"COLUMNS": str(columns), "LINES": "24", **env}).out


def _blanks_at_ends(text: str) -> list[str]:
    return [line for line in text.splitlines() if line != line.rstrip()]


@pytest.mark.parametrize("columns", [80, 200])
@pytest.mark.parametrize("name", PAGES)
def test_on_a_terminal(name: str, columns: int, snapshot: SnapshotAssertion) -> None:
    text = _on_terminal(name, columns, NO_COLOR="1")
    assert name == "validate" or max(len(line) for line in text.splitlines()) <= columns
    assert _blanks_at_ends(text) == []
    assert text == snapshot.use_extension(kept_as("txt"))


@pytest.mark.parametrize("name", PAGES)
def test_in_a_pipe(name: str, snapshot: SnapshotAssertion) -> None:
    text = siplan(*PAGES[name]).out
    assert _blanks_at_ends(text) == []
    assert text == snapshot.use_extension(kept_as("txt"))


@pytest.mark.parametrize("form", ENDINGS)
@pytest.mark.parametrize("name", RECORDS)
def test_in_another_format(name: str, form: str, snapshot: SnapshotAssertion) -> None:
    text = siplan(*PAGES[name], "--format", form).out
    assert form == "csv" or _blanks_at_ends(text) == []
    # A text file that is read has no line ends of CSV's any more.
    assert text.replace("\r", "␍") == snapshot.use_extension(kept_as(ENDINGS[form]))


def test_in_colour(snapshot: SnapshotAssertion) -> None:
    text = _on_terminal("overdue", 80)
    assert text.replace("\x1b", "␛") == snapshot.use_extension(kept_as("txt"))


def test_help(snapshot: SnapshotAssertion) -> None:
    text = siplan("--help").out
    assert _blanks_at_ends(text) == []
    assert text == snapshot.use_extension(kept_as("txt"))
