"""What docs/engine.md shows is what the engines answer. `python tests/refresh.py` writes it anew."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pytest

from engines_shown import PAGE, answer_of_spark, answers_of_duckdb, asked, write_export

TEXT: Final = PAGE.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    found = tmp_path_factory.mktemp("trust")
    write_export(found, TEXT)
    return found


def test_duckdb_answers_what_is_shown(folder: Path) -> None:
    questions = list(asked(TEXT, "sql"))
    found = answers_of_duckdb(folder, questions)
    shown = [one.answer.text.strip() if one.answer is not None else "" for one in questions]
    assert [answer.strip() for answer in found] == shown
    assert len([answer for answer in shown if answer]) == 3


@pytest.mark.slow
def test_spark_answers_what_is_shown(folder: Path) -> None:
    pytest.importorskip("pyspark")
    (one,) = asked(TEXT, "python")
    assert one.answer is not None
    assert answer_of_spark(folder, one.question.text).strip() == one.answer.text.strip()
