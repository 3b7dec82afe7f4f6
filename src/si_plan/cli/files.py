"""Writing an answer to a file that the user names: whole or not at all, whatever stood there before, and never into
the folder of a plan, where nothing but recording writes."""

from __future__ import annotations

import contextlib
import os
import shutil
from pathlib import Path

import typer

from si_plan.cli.session import plan_folder
from si_plan.errors import PlanNotFoundError, SiplanError, UsageError


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
    """Write a file: first beside it, then in its place, so that a full disk leaves what was there. A device or a
    pipe is written to as it is. Raises UsageError where there is no such folder or it is a plan's, SiplanError where
    it cannot be written."""
    file = destination(ctx, out)
    if file.is_dir():
        raise UsageError(f"--out: {out} is a folder", "name a file in it")
    if not file.parent.is_dir():
        raise UsageError(f"--out: there is no folder {Path(out).parent}", "make it first")
    try:
        if file.exists() and not file.is_file():
            file.write_bytes(content)
        else:
            _replace(file, content)
    except OSError as error:
        raise SiplanError(f"{out} cannot be written: {error.strerror}", "nothing was changed") from error


def _replace(file: Path, content: bytes) -> None:
    beside = file.with_name(f".{file.name[:100]}.{os.getpid()}.tmp")
    try:
        with beside.open("xb") as written:
            written.write(content)
        if file.exists():
            shutil.copymode(file, beside)
        beside.replace(file)
    finally:
        with contextlib.suppress(OSError):
            beside.unlink()
