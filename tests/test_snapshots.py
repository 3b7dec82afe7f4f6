"""What each command prints on the shipped plan, kept as text files under tests/snapshots/.

A terminal of 80 and of 200 columns without colour, one with it, a pipe, and each other format. To rewrite them after
a change, and then read the difference:

    SIPLAN_SNAPSHOTS=write pytest tests/test_snapshots.py
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from running import ON, siplan

FOLDER = Path(__file__).parent / "snapshots"
WRITE = os.environ.get("SIPLAN_SNAPSHOTS") == "write"

PAGES = {
    "overdue": ("overdue", *ON),
    "overdue-all-2018": ("overdue", "--all", "--as-of", "2018-01-01", "--lead", "HSI"),
    "due": ("due", *ON),
    "by-owner": ("by-owner", *ON),
    "by-owner-HI": ("by-owner", "HI", *ON),
    "coverage": ("coverage", *ON),
    "coverage-matrix": ("coverage", "--matrix", *ON),
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
    "timeline": ("timeline", *ON),
    "timeline-priority": ("timeline", *ON, "--by", "milestone", "--priority", "6"),
    "trend": ("trend", *ON, "--every", "week"),
    "notes": ("notes", *ON, "--priority", "6"),
    "slippage": ("slippage", *ON),
    "when": ("when", "By end of Autumn term 2016", "Annual", "As above"),
    "validate": ("validate",),
}
RECORDS = (
    "overdue",
    "by-owner-HI",
    "coverage",
    "coverage-matrix",
    "status",
    "show-action",
    "measures",
    "timeline",
    "trend",
    "notes",
    "when",
)


def _on_terminal(name: str, columns: int, env: dict[str, str]) -> str:
    return siplan(*PAGES[name], tty=True, env={"COLUMNS": str(columns), "LINES": "24", **env}).out


def _asked() -> dict[str, str]:
    """What every snapshot's file holds, by its name."""
    found = {}
    for name in PAGES:
        found[f"{name}.80.txt"] = _on_terminal(name, 80, {"NO_COLOR": "1"})
        found[f"{name}.200.txt"] = _on_terminal(name, 200, {"NO_COLOR": "1"})
        found[f"{name}.pipe.txt"] = siplan(*PAGES[name]).out
    for name in RECORDS:
        for form, suffix in (("json", "json"), ("csv", "csv"), ("markdown", "md")):
            found[f"{name}.{suffix}"] = siplan(*PAGES[name], "--format", form).out
    found["overdue.80.color.txt"] = _on_terminal("overdue", 80, {}).replace("\x1b", "␛")
    found["help.txt"] = siplan("--help").out
    return found


@pytest.fixture(scope="module")
def asked() -> dict[str, str]:
    return _asked()


def test_every_page_is_as_it_was(asked: dict[str, str]) -> None:
    if WRITE:
        for path in FOLDER.glob("*.*"):
            path.unlink()
        for name, text in asked.items():
            (FOLDER / name).write_bytes(text.encode())
    kept = {path.name: path.read_bytes().decode() for path in FOLDER.glob("*.*")}
    changed = sorted(name for name in kept.keys() | asked.keys() if kept.get(name) != asked.get(name))
    for name in changed[:1]:
        assert asked.get(name) == kept.get(name), f"{len(changed)} snapshots differ: {', '.join(changed)}"


def test_no_line_is_wider_than_its_terminal(asked: dict[str, str]) -> None:
    for name, text in asked.items():
        width = {"80": 80, "200": 200}.get(name.split(".")[1])
        if width and "color" not in name and not name.startswith("validate"):
            assert max(len(line) for line in text.splitlines()) <= width, name


def test_no_line_ends_in_blanks(asked: dict[str, str]) -> None:
    for name, text in asked.items():
        if not name.endswith((".csv", ".color.txt")):
            assert not [line for line in text.splitlines() if line != line.rstrip()], name
