"""Writing a folder that the user names: whole or not at all, and never over what something else put there.

A list of what was written stands in the folder. It is how a later run knows the folder for its own: whatever else is
in it was put there by someone, and stays.
"""

from __future__ import annotations

import contextlib
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Final

import typer

from si_plan.cli.files import destination
from si_plan.errors import SiplanError, UsageError
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


def replace_folder(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write these files (by their paths with slashes, a list of them included) in place of all that is in the folder.

    Raises SiplanError where it cannot be written; the folder is then as it was.
    """
    try:
        _swap(folder, files)
    except OSError as error:
        raise SiplanError(f"{folder} cannot be written: {error.strerror}", "nothing was changed") from error


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


def _swap(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write a new folder beside the old one, then let it take its place."""
    with contextlib.ExitStack() as cleaning:
        beside = Path(tempfile.mkdtemp(prefix=f".{folder.name[:80]}.", dir=folder.parent))
        cleaning.callback(shutil.rmtree, beside, ignore_errors=True)
        fresh, former = beside / "new", beside / "old"
        for path, content in files.items():
            file = fresh / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content)
        if folder.exists():
            fresh.chmod(folder.stat().st_mode & 0o7777)
            folder.replace(former)
        try:
            fresh.replace(folder)
        except OSError:
            if former.exists():
                former.replace(folder)
            raise
