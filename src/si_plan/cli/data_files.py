"""Where typed data go: into a file, or into a folder with a part for each member of a portfolio. They are written a
batch at a time, so there may be more than memory holds, and are there whole or not at all."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

import typer

from si_plan.cli.files import file_named, names_folder, own_folder
from si_plan.cli.libraries import need
from si_plan.documents.records import Batches, Records, Row
from si_plan.errors import UsageError
from si_plan.formats.table import AnswerFormat
from si_plan.writing.outputs import fresh_file, fresh_folder

MEMBER: Final = "member"
"""The column that says which member of a portfolio a row is of. In a folder, the name of the part's folder says it."""
_PART: Final = f"{MEMBER}={{}}/part-0.parquet"


def save_data(
    ctx: typer.Context,
    out: str | None,
    form: AnswerFormat,
    described: Callable[[], Records[Row]],
    batches: Batches[Row],
) -> None:
    """Write the rows of batches, with what the records say that describe them (`Format.write`). Raises UsageError where
    there is no place for them, WriteError where they cannot be written."""
    if out is None:
        raise UsageError(f"{form} is a file, and cannot be shown", f"add --out plan{form.ending}")
    if form.library:
        need(form.library, f"--format {form}")
    if not names_folder(out):
        with fresh_file(file_named(ctx, out), out) as beside:
            form.write(beside, described, batches)
    elif form is AnswerFormat.parquet and any(one.name == MEMBER for one in described().columns):
        _save_parts(ctx, out, form, described, batches)
    else:
        raise UsageError(f"--out: {out} is a folder", f"name a file, such as plan{form.ending}")


def batches_of(records: Records[Row]) -> Batches[Row]:
    """The rows of records that are in memory: by member, if they say which they are of."""
    column = next((one for one in records.columns if one.name == MEMBER), None)
    if column is None:
        return [(None, records.rows)]
    found: dict[str, list[Row]] = {}
    for row in records.rows:
        found.setdefault(str(column.value(row)), []).append(row)
    return found.items()


def _save_parts(
    ctx: typer.Context, out: str, form: AnswerFormat, described: Callable[[], Records[Row]], batches: Batches[Row]
) -> None:
    """Write a file for each member into a folder of its own, as engines expect it. Each member has one batch."""
    records = described()
    columns = tuple(column for column in records.columns if column.name != MEMBER)
    figures = {name: figure for name, figure in records.figures.items() if name != "portfolio"}
    of_part = records._replace(columns=columns, rows=(), figures=figures)
    with fresh_folder(own_folder(ctx, out, _is_part)) as folder:
        for member, rows in batches:
            path = _PART.format(member)
            if not _is_part(path):
                raise ValueError(f"not the id of a member: {member!r}")
            part = folder / path
            part.parent.mkdir()
            form.write(str(part), lambda: of_part, [(member, rows)])


def _is_part(path: str) -> bool:
    """Whether a path in the folder is one that siplan writes there."""
    return bool(re.fullmatch(_PART.format("[a-z0-9-]+"), path))
