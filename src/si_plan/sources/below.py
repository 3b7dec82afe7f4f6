"""Folders and files that lie below one folder, and no link that leads out of it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path


def lies_below(root: Path, path: Path) -> bool:
    """Whether what is at a path lies below a folder, once every link on the way is followed."""
    try:
        return os.path.commonpath([os.path.realpath(root), os.path.realpath(path)]) == os.path.realpath(root)
    except ValueError:  # on another drive of Windows
        return False


def folders_like(root: Path, pattern: str) -> Iterator[tuple[Path, tuple[str, ...]]]:
    """The folders below `root` that are named as a pattern says, in order of name, each with what the pattern's stars
    stand for. A star stands for any letters of one folder's name; a name that begins with a dot is passed over."""
    found: list[tuple[Path, tuple[str, ...]]] = [(root, ())]
    for part in pattern.split("/"):
        if "*" not in part:
            found = [(folder / part, stars) for folder, stars in found]
            continue
        before, after = part.split("*")
        found = [
            (folder / name, (*stars, name[len(before) : len(name) - len(after)]))
            for folder, stars in found
            for name in folder_names(folder)
            if name.startswith(before) and name.endswith(after) and len(name) > len(before) + len(after)
        ]
    yield from ((folder, stars) for folder, stars in found if folder.is_dir())


def folder_names(folder: Path) -> list[str]:
    """The names of the folders in one, in order, without those that begin with a dot."""
    try:
        with os.scandir(folder) as entries:
            return sorted(entry.name for entry in entries if entry.is_dir() and not entry.name.startswith("."))
    except OSError:
        return []
