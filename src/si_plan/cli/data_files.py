"""Where typed data go: into a file, or into a folder with a part for each member of a portfolio. They are written batch
by batch, so there may be more than memory holds, and are there whole or not at all."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, Final

import typer

from si_plan.cli.files import file_named, names_folder, own_folder
from si_plan.cli.libraries import need
from si_plan.documents.records import Batches, RecordColumn, Records
from si_plan.errors import UsageError
from si_plan.formats.table import AnswerFormat
from si_plan.queries.selection import Question
from si_plan.views import Answered
from si_plan.writing.outputs import fresh_file, fresh_folder

MEMBER: Final = "member"
"""The column that says which member of a portfolio a row is of. In a folder, the name of the part's folder says it."""
_PART: Final = f"{MEMBER}={{}}/part-0.parquet"


def require_file(out: str | None, form: AnswerFormat) -> None:
    """See that typed data have a file, and the library that writes it: before a question, which may take long. Raises
    UsageError, InstallationError."""
    if out is None:
        raise UsageError(f"{form} is a file, and cannot be shown", f"add --out plan{form.ending}")
    if form.library:
        need(form.library, f"--format {form}")


def save_data(ctx: typer.Context, out: str, form: AnswerFormat, answered: Answered, question: Question) -> int:
    """Write the rows of an answer. Gives how many there are. Raises UsageError where there is no place for them,
    WriteError where they cannot be written."""
    described, batches = _read(answered, question)
    rows = 0

    def counted() -> Iterator[Sequence[Any]]:
        nonlocal rows
        for batch in batches:
            rows += len(batch)
            yield batch

    member = next((column for column in described().columns if column.name == MEMBER), None)
    if not names_folder(out):
        with fresh_file(file_named(ctx, out), out) as beside:
            form.write(beside, described, counted())
    elif form is AnswerFormat.parquet and member is not None:
        with fresh_folder(own_folder(ctx, out, _is_part)) as folder:
            _write_parts(folder, form, described(), member, counted())
    else:
        raise UsageError(f"--out: {out} is a folder", f"name a file, such as plan{form.ending}")
    return rows


def _read(answered: Answered, question: Question) -> tuple[Callable[[], Records[Any]], Batches[Any]]:
    """The records that describe the rows, as they are known at that time, and the rows."""
    if (described := answered.described) is not None:
        return lambda: described(question), answered.batches
    records = answered.records(question)
    return lambda: records, [records.rows]


def _write_parts(
    folder: Path, form: AnswerFormat, records: Records[Any], member: RecordColumn[Any], batches: Batches[Any]
) -> None:
    """Write a file for each member into a folder of its own, as engines expect it. All rows of a member are in one
    batch."""
    # What is said of the portfolio, such as who is missing, is not known yet.
    figures = {name: figure for name, figure in records.figures.items() if name != "portfolio"}
    columns = tuple(column for column in records.columns if column != member)
    of_part = records._replace(columns=columns, rows=(), figures=figures)
    for batch in batches:
        for name, rows in _by_member(member, batch).items():
            path = _PART.format(name)
            if not _is_part(path):
                raise ValueError(f"not the id of a member: {name!r}")
            part = folder / path
            part.parent.mkdir()
            form.write(str(part), lambda: of_part, [rows])


def _by_member(member: RecordColumn[Any], batch: Sequence[Any]) -> dict[Any, list[Any]]:
    found: dict[Any, list[Any]] = {}
    for row in batch:
        found.setdefault(member.value(row), []).append(row)
    return found


def _is_part(path: str) -> bool:
    """Whether a path in the folder is one that siplan writes there."""
    return bool(re.fullmatch(_PART.format("[a-z0-9-]+"), path))
