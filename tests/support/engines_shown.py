"""What docs/engine.md shows of engines that are asked about the export of many plans, made by asking them."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import chdir, closing
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final, NamedTuple

import duckdb

from documented import ROOT, Block, blocks, commands_of
from running import siplan
from trust import write_trust

PAGE: Final = ROOT / "docs" / "engine.md"


class Asked(NamedTuple):
    """What is asked, and the answer that is shown; None where it has none."""

    question: Block
    answer: Block | None


def asked(text: str, language: str) -> Iterator[Asked]:
    """What is asked in a language on a page; an answer is the text that comes next."""
    found = blocks(text)
    for block, after in zip(found, [*found[1:], None], strict=True):
        if block.language == language:
            yield Asked(block, after if after is not None and after.language == "text" else None)


def write_export(folder: Path, text: str) -> None:
    """Write the trust into a folder, and its export by the commands of the page."""
    write_trust(folder)
    (shown,) = (block for block in blocks(text) if block.language == "console")
    for command, _ in commands_of(shown):
        if command.startswith("siplan "):
            ran = siplan(*command.split()[1:], plan=None, cwd=folder)
            assert (ran.code, ran.out, ran.err) == (0, "", ""), ran


def answers_of_duckdb(folder: Path, questions: list[Asked]) -> list[str]:
    """What DuckDB prints, one question after the other."""
    with chdir(folder), closing(duckdb.connect()) as engine:
        return [str(engine.sql(asked.question.text) or "") for asked in questions]


def answer_of_spark(folder: Path, code: str) -> str:
    """What a program prints that asks Spark."""
    done = subprocess.run([sys.executable, "-c", code], cwd=folder, capture_output=True, text=True, check=True)
    return done.stdout


def refresh() -> None:
    """Write the answers of the page anew; those of Spark where it is installed."""
    text = PAGE.read_text(encoding="utf-8")
    with TemporaryDirectory() as name:
        folder = Path(name)
        write_export(folder, text)
        questions = list(asked(text, "sql"))
        found = list(zip(questions, answers_of_duckdb(folder, questions), strict=True))
        if find_spec("pyspark") is not None:
            found += [(one, answer_of_spark(folder, one.question.text)) for one in asked(text, "python")]
    for one, answer in sorted(found, key=lambda pair: pair[0].question.line, reverse=True):
        if one.answer is not None:
            start, end = one.answer.span
            text = f"{text[:start]}{answer.strip()}\n{text[end:]}"
    PAGE.write_text(text, encoding="utf-8", newline="\n")
