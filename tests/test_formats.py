"""The table of formats: every row has its module, its ending and what it renders."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec

import pytest

from si_plan.formats.table import FORMATS, AnswerFormat, Format, ReportFormat, ShownFormat, format_of


@pytest.mark.parametrize("row", FORMATS, ids=lambda row: f"{type(row).__name__}.{row}")
def test_every_format_has_what_its_row_says(row: Format) -> None:
    assert callable(getattr(import_module(f"si_plan.formats.{row.module}"), "write" if row.is_data else "render"))
    assert row.ending.startswith(".")
    assert not row.library or find_spec(row.library)
    assert str(row) == row.value == row.name


def test_of_the_formats_that_a_file_may_have_each_has_an_ending_of_its_own() -> None:
    for kind in (AnswerFormat, ReportFormat):
        assert len({row.ending for row in kind}) == len(kind)


def test_what_writes_no_file_answers_in_every_format_that_can_be_shown() -> None:
    assert [str(row) for row in ShownFormat] == [str(row) for row in AnswerFormat if not row.is_data]


@pytest.mark.parametrize(
    ("path", "expected"),
    [("a.json", AnswerFormat.json), ("a.JSONL", AnswerFormat.jsonl), ("a.md", AnswerFormat.markdown), ("a", None)],
)
def test_a_file_says_its_format_by_its_ending(path: str, expected: AnswerFormat | None) -> None:
    assert format_of(path, AnswerFormat) is expected
