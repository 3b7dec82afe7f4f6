"""Where a command writes that is told a file or a folder: never into the folder of a plan, where nothing but recording
writes. A file is replaced, whatever stood there before; a folder is taken only where it holds nothing else.

A list of what was written stands in a site's folder. It is how a later run knows the folder for its own: whatever else
is in it was put there by someone, and stays.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Final

import typer

from si_plan.cli.opening import OfOnePlanError, plan_folder
from si_plan.errors import PlanNotFoundError, UsageError
from si_plan.writing.outputs import replace_file

_MOST_NAMED: Final = 3


def destination(ctx: typer.Context, out: str) -> Path:
    """Where a file or folder that the user names really stands, every link followed. Raises UsageError where that is
    in the folder of a plan, this one or another."""
    place = Path(os.path.realpath(out))
    asked = _asked(ctx)
    for folder in (place, *place.parents):
        if holds_a_plan(folder) or (asked is not None and _same(folder, asked)):
            raise UsageError(f"{out} is in the folder of a plan", f"name a file outside {folder}")
    return place


def _asked(ctx: typer.Context) -> Path | None:
    try:
        return plan_folder(ctx)[0]
    except (PlanNotFoundError, OfOnePlanError):
        return None


def holds_a_plan(folder: Path) -> bool:
    """Whether a folder is that of a plan."""
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
    replace_file(file_named(ctx, out), out, content)


def file_named(ctx: typer.Context, out: str) -> Path:
    """Where the file that `--out` names is or may be. Raises UsageError where there is no such folder or it is a
    plan's."""
    file = destination(ctx, out)
    if file.is_dir():
        raise UsageError(f"--out: {out} is a folder", "name a file in it")
    if not file.parent.is_dir():
        raise UsageError(f"--out: there is no folder {Path(out).parent}", "make it first")
    return file


def names_folder(out: str) -> bool:
    """Whether what `--out` names is a folder."""
    return out.endswith(("/", "\\")) or Path(out).is_dir()


def own_folder(ctx: typer.Context, out: str, is_own: Callable[[str], bool] | None = None) -> Path:
    """The folder that `--out` names, if it is new, empty, or holds nothing but files that are siplan's own: by their
    paths or, where nothing says which, by the list in it. Raises UsageError."""
    folder = destination(ctx, out)
    if folder.exists() and not folder.is_dir():
        raise UsageError(f"--out: {out} is not a folder", "name a folder")
    if not folder.parent.is_dir():
        raise UsageError(f"--out: there is no folder {Path(out).parent}", "make it first")
    _refuse_strangers(out, folder, is_own or _listed(folder).__contains__)
    return folder


def _refuse_strangers(out: str, folder: Path, is_own: Callable[[str], bool]) -> None:
    if not folder.is_dir():
        return
    present = sorted(
        path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_symlink() or not path.is_dir()
    )
    strangers = [path for path in present if not is_own(path)]
    if strangers:
        named = ", ".join(strangers[:_MOST_NAMED]) + (" …" if len(strangers) > _MOST_NAMED else "")
        raise UsageError(
            f"--out: {out} has files that siplan did not write: {named}",
            "name a new or empty folder, or move these files",
        )


def _listed(folder: Path) -> frozenset[str]:
    """The files that the folder's list names; none where there is no list."""
    from si_plan.publishing import listing

    file = folder / listing.NAME
    if file.is_symlink() or not file.is_file():
        return frozenset()
    return listing.paths_of(file.read_text("utf-8", "replace"))
