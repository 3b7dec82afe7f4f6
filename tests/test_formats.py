"""The table of formats: every row has its module, its ending and what it renders."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec

import pytest

from si_plan.formats.table import FORMATS, AnswerFormat, Format, ReportFormat, format_of


@pytest.mark.parametrize("row", FORMATS, ids=lambda row: f"{type(row).__name__}.{row}")
def test_every_format_has_what_its_row_says(row: Format) -> None:
    assert callable(import_module(f"si_plan.formats.{row.module}").render)
    assert row.ending.startswith(".")
    assert not row.library or find_spec(row.library)
    assert str(row) == row.value == row.name


def test_of_the_formats_that_a_file_may_have_each_has_an_ending_of_its_own() -> None:
    for kind in (AnswerFormat, ReportFormat):
        assert len({row.ending for row in kind}) == len(kind)


@pytest.mark.parametrize(
    ("path", "expected"),
    [("a.json", AnswerFormat.json), ("a.JSONL", AnswerFormat.jsonl), ("a.md", AnswerFormat.markdown), ("a", None)],
)
def test_a_file_says_its_format_by_its_ending(path: str, expected: AnswerFormat | None) -> None:
    assert format_of(path, AnswerFormat) is expected
