"""Writing an answer to a file that the user names: whatever stood there before, and never into the folder of a plan,
where nothing but recording writes."""

from __future__ import annotations

import os
from pathlib import Path

import typer

from si_plan.cli.opening import plan_folder
from si_plan.errors import PlanNotFoundError, UsageError
from si_plan.writing import replace_file


def destination(ctx: typer.Context, out: str) -> Path:
    """Where a file or folder that the user names really stands, every link followed. Raises UsageError where that is
    in the folder of a plan, this one or another."""
    place = Path(os.path.realpath(out))
    asked = _asked(ctx)
    for folder in (place, *place.parents):
        if _holds_a_plan(folder) or (asked is not None and _same(folder, asked)):
            raise UsageError(
                f"{out} is in the folder of a plan", f"only recording writes there: name a place outside {folder}"
            )
    return place


def _asked(ctx: typer.Context) -> Path | None:
    try:
        return plan_folder(ctx)[0]
    except PlanNotFoundError:
        return None


def _holds_a_plan(folder: Path) -> bool:
    return os.path.lexists(folder / "plan.yaml") and (folder / "priorities").is_dir()


def _same(one: Path, other: Path) -> bool:
    """Whether two names are of one folder, in whatever letter case and through whatever mount."""
    try:
        return one.samefile(other)
    except OSError:  # one of them is not there
        return False


def save(ctx: typer.Context, out: str, content: bytes) -> None:
    """Write a file, whole or not at all. Raises UsageError where there is no such folder or it is a plan's, WriteError
    where it cannot be written."""
    file = destination(ctx, out)
    if file.is_dir():
        raise UsageError(f"--out: {out} is a folder", "name a file in it")
    if not file.parent.is_dir():
        raise UsageError(f"--out: there is no folder {Path(out).parent}", "make it first")
    replace_file(file, out, content)
