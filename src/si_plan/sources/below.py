"""Folders and files that lie below one folder, and no link that leads out of it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path


def real_path(path: Path) -> str:
    """Where a path leads, once every link on the way is followed."""
    return os.path.realpath(path)


def is_folder(path: Path) -> bool:
    """Whether there is a folder at a path, which may be no name that a file can have."""
    return os.path.isdir(path)


def lies_below(root: Path, path: str | Path) -> bool:
    """Whether what is at a path lies below a folder, once every link on the way is followed."""
    return really_below(os.path.realpath(root), os.path.realpath(path))


def really_below(root: str, path: str) -> bool:
    """Whether a path lies below a folder, of both of which all links have been followed."""
    try:
        return os.path.commonpath([root, path]) == root
    except ValueError:  # on another drive of Windows
        return False


def same_path(path: str, other: str) -> bool:
    """Whether two paths are the same, as this system compares them."""
    return os.path.normcase(path) == os.path.normcase(other)


def folders_like(root: Path, pattern: str) -> Iterator[tuple[Path, tuple[str, ...]]]:
    """The folders below `root` that are named as a pattern says, in order of name, each with what the pattern's stars
    stand for. A star stands for any letters of one folder's name; a name that begins with a dot is passed over. No
    folder is looked into twice, whatever links lead to it, and none that is elsewhere."""
    found: list[tuple[Path, tuple[str, ...]]] = [(root, ())]
    for part in pattern.split("/"):
        if "*" not in part:
            found = [(folder / part, stars) for folder, stars in found]
            continue
        before, after = part.split("*")
        found = [
            (folder / name, (*stars, name[len(before) : len(name) - len(after)]))
            for folder, stars in _each_once(root, found)
            for name in folder_names(folder)
            if name.startswith(before) and name.endswith(after) and len(name) > len(before) + len(after)
        ]
    yield from ((folder, stars) for folder, stars in found if os.path.isdir(folder))


def _each_once(root: Path, found: list[tuple[Path, tuple[str, ...]]]) -> Iterator[tuple[Path, tuple[str, ...]]]:
    """The folders below `root`, each once; of several ways to one, the first that no link is on, else the first."""
    real_root = os.path.realpath(root)
    ways: dict[str, tuple[Path, tuple[str, ...]]] = {}
    for folder, stars in found:
        real = os.path.realpath(folder)
        straight = same_path(real, os.path.join(real_root, folder.relative_to(root)))
        if really_below(real_root, real) and (straight or real not in ways):
            ways[real] = (folder, stars)
    return iter(ways.values())


def folder_names(folder: Path) -> list[str]:
    """The names of the folders in one, in order, without those that begin with a dot."""
    try:
        with os.scandir(folder) as entries:
            return sorted(entry.name for entry in entries if entry.is_dir() and not entry.name.startswith("."))
    except OSError:
        return []


def objects_lie_below(root: Path, objects: str) -> bool:
    """Whether all objects that git finds in a folder of objects lie below another: no link in it leads out of that,
    and no folder from which it borrows (`info/alternates`) is elsewhere."""
    waiting, seen = [objects], {objects}
    while waiting:
        folder = waiting.pop()
        if not lies_below(root, folder):
            return False
        for at, folders, files in os.walk(folder):
            links = (path for name in (*folders, *files) if os.path.islink(path := os.path.join(at, name)))
            if not all(lies_below(root, link) for link in links):
                return False
        borrowed = os.path.join(folder, "info", "alternates")
        if not os.path.lexists(borrowed):
            continue
        if not os.path.isfile(borrowed):
            return False
        with open(borrowed, encoding="utf-8", errors="surrogateescape") as file:
            named = [line.rstrip("\n") for line in file if line.strip() and not line.startswith("#")]
        if any(line.startswith('"') for line in named):  # git reads what is quoted otherwise than it stands there
            return False
        fresh = {os.path.join(folder, line) for line in named} - seen
        seen |= fresh
        waiting += fresh
    return True
