"""Rows of a table that head others: across its whole width on a terminal, a row like any other elsewhere."""

from __future__ import annotations

import pytest

from si_plan.documents.blocks import Column, Row, Table, document
from si_plan.formats import plain, terminal

LONG = "An action whose title is so long that no column of a table could show it without many lines"
COLUMNS = (Column("ID", "id"), Column("What"), Column("Lead", "id"), Column("State", "state"))
ROWS: list[tuple[str, ...]] = [
    ("1.1", LONG, "HT", ""),
    ("1.1.1", "A milestone of it", "HT", "to come"),
    ("1.2", LONG, "HT / LIB", ""),
    ("1.2.10", "Another milestone, with words enough for a second line where there is little room", "HT", "done"),
    ("1.3", "An action without milestones", "HT", "overdue 3 days"),
]
PAGE = document("", Table(COLUMNS, [Row(row, strong=row[0].count(".") == 1) for row in ROWS]))


def test_on_a_terminal_they_stand_across() -> None:
    assert terminal.render(PAGE, 60, color=False).splitlines() == [
        "ID      What                            Lead  State",
        "─" * 60,
        "1.1     An action whose title is so long that no column of a",
        "        table could show it without many lines (HT)",
        "1.1.1   A milestone of it               HT    to come",
        "1.2     An action whose title is so long that no column of a",
        "        table could show it without many lines (HT / LIB)",
        "1.2.10  Another milestone, with words   HT    done",
        "        enough for a second line where",
        "        there is little room",
        "1.3     An action without milestones    HT    overdue 3 days",
    ]


@pytest.mark.parametrize("width", range(40, 200, 7))
def test_they_fit_and_lose_nothing(width: int) -> None:
    text = terminal.render(PAGE, width, color=False)
    assert max(len(line) for line in text.splitlines()) <= width
    words = text.split()
    assert words.count("action") == 3
    assert all(word in words for row in ROWS for word in row[1].split())


def test_in_a_pipe_they_are_rows() -> None:
    lines = plain.render(PAGE).splitlines()
    assert len(lines) == 1 + len(ROWS)
    assert lines[1].split("  ")[0] == "1.1"
