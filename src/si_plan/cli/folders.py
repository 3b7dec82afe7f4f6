"""A folder that the user names for a site: never one that holds what something else put there.

A list of what was written stands in the folder. It is how a later run knows the folder for its own: whatever else is
in it was put there by someone, and stays.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

import typer

from si_plan.cli.files import destination
from si_plan.errors import UsageError
from si_plan.publishing import listing

_MOST_NAMED: Final = 3


def own_folder(ctx: typer.Context, out: str) -> Path:
    """The folder that `--out` names, if it is new, empty, or holds nothing but what the list in it names. Raises
    UsageError."""
    folder = destination(ctx, out)
    if folder.exists() and not folder.is_dir():
        raise UsageError(f"--out: {out} is no folder", "name a folder for the site")
    if not folder.parent.is_dir():
        raise UsageError(f"--out: there is no folder {Path(out).parent}", "make it first")
    _refuse_strangers(out, folder)
    return folder


def _refuse_strangers(out: str, folder: Path) -> None:
    if not folder.is_dir():
        return
    present = sorted(
        path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_symlink() or not path.is_dir()
    )
    own = _own(folder)
    strangers = [path for path in present if path not in own]
    if strangers:
        named = ", ".join(strangers[:_MOST_NAMED]) + (" …" if len(strangers) > _MOST_NAMED else "")
        raise UsageError(
            f"--out: {out} holds what siplan publish did not write: {named}",
            "name a new or empty folder, or move these elsewhere",
        )


def _own(folder: Path) -> frozenset[str]:
    """The files that the folder's list names; none where there is no list."""
    file = folder / listing.NAME
    if file.is_symlink() or not file.is_file():
        return frozenset()
    return listing.paths_of(file.read_text("utf-8", "replace"))
