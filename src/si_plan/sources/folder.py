"""Plan files in a folder of the working tree."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterator
from pathlib import Path

from si_plan.errors import PlanNotFoundError
from si_plan.sources import (
    FOLDERS,
    MOST_BYTES,
    Fault,
    Room,
    Source,
    decode,
    is_plan_file,
    looks_like_yaml,
    name_meant,
    no_folder,
    not_read,
    too_large,
)
from si_plan.sources.repository import Repository, work_tree


def read_folder(folder: Path, shown: str) -> list[Source]:
    """Every YAML file of the plan in `folder`, in order of path; `shown` is how its reader names the folder.

    Reads no file outside the folder, opens nothing that is not a regular file, and no file over the limit.
    Raises PlanNotFoundError where the folder is not there or may not be listed, or where a sparse checkout leaves out
    some of it.
    """
    require_whole(folder)
    root = os.path.realpath(folder)
    prefix = f"{shown.rstrip('/')}/" if shown not in ("", ".") else ""
    room = Room(shown)
    sources = []
    try:
        for path in sorted(_yaml_paths(root)):
            sources.append(_read(root, path, prefix + path))
            room.take(len(sources[-1].text or ""))
    except OSError as error:
        raise PlanNotFoundError(
            f"siplan cannot list the plan's folder {shown}: {error.strerror}",
            "use --plan to name the folder that has plan.yaml in it",
        ) from error
    return sources


def require_whole(folder: Path) -> None:
    """Raise PlanNotFoundError where the checkout leaves out files of the plan that git has. Answers would be wrong
    without them."""
    root = work_tree(folder)
    repository = Repository(root) if root is not None else None
    if repository is None or not repository.sparse:
        return
    path = repository.path_of(folder)
    missing = [file for file in repository.files_left_out(path) if is_plan_file(file[len(path) :].lstrip("/"))]
    if missing:
        more = f" and {len(missing) - 1} more" if len(missing) > 1 else ""
        raise PlanNotFoundError(
            f"part of the plan is not in this sparse checkout: {missing[0]}{more}",
            f"bring it back: git sparse-checkout add {path or '.'} (or git sparse-checkout disable)",
        )


def _yaml_paths(root: str) -> Iterator[str]:
    """The paths of the YAML files at the top of the plan and in its folders, and of anything in their place."""
    for entry in os.scandir(root):
        if entry.name in FOLDERS:
            yield from _folder_paths(root, entry)
        elif looks_like_yaml(entry.name) or name_meant(entry.name) is not None:
            yield entry.name


def _folder_paths(root: str, folder: os.DirEntry[str]) -> Iterator[str]:
    if not os.path.isdir(folder.path) or _outside(root, folder.path):
        yield folder.name
        return
    try:
        entries = list(os.scandir(folder.path))
    except OSError:
        yield folder.name
        return
    for entry in entries:
        if looks_like_yaml(entry.name) or (entry.is_dir() and not entry.name.startswith(".")):
            yield f"{folder.name}/{entry.name}"


def _read(root: str, path: str, shown: str) -> Source:
    full = os.path.join(root, path)
    if os.path.islink(full) and _outside(root, full):
        return Source(path, shown, fault=_link_outside("the plan"))
    if path not in FOLDERS and not is_plan_file(path):
        return Source(path, shown, fault=not_read(path, folder=os.path.isdir(full)))
    return _read_at(full, path, shown, _no_folder if path in FOLDERS else _bytes)


def read_one(file: Path, shown: str) -> Source:
    """A file by itself, under the same rules as a plan's: an ordinary file within the limit, and no link that leads
    out of its folder."""
    if file.is_symlink() and _outside(os.path.realpath(file.parent), str(file)):
        return Source(file.name, shown, fault=_link_outside("its folder"))
    return _read_at(str(file), file.name, shown, _bytes)


def _read_at(full: str, path: str, shown: str, read: Callable[[str], bytes | Fault]) -> Source:
    try:
        raw = read(full)
    except OSError as error:
        return Source(path, shown, fault=_unreadable(error))
    return Source(path, shown, fault=raw) if isinstance(raw, Fault) else decode(path, shown, raw)


def _no_folder(full: str) -> Fault:
    """The fault of what should be a folder. Raises OSError where it is one and cannot be listed."""
    if stat.S_ISDIR(os.stat(full).st_mode):
        os.listdir(full)
    return no_folder()


def _bytes(full: str) -> bytes | Fault:
    """The file's bytes, or its fault. It never waits on a pipe, and checks the file that it opened, not the one
    listed."""
    if not stat.S_ISREG(os.stat(full).st_mode):
        return _not_a_file()
    descriptor = os.open(full, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    with open(descriptor, "rb") as file:
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode):
            return _not_a_file()
        if status.st_size > MOST_BYTES:
            return too_large(status.st_size)
        raw = file.read(status.st_size + 1)  # room for the whole limit would have to be made for each file
        return raw if len(raw) <= status.st_size else raw + file.read(MOST_BYTES - status.st_size)


def _outside(root: str, full: str) -> bool:
    real = os.path.realpath(full)
    try:
        return os.path.commonpath([root, real]) != root
    except ValueError:  # on another drive of Windows
        return True


def _not_a_file() -> Fault:
    return Fault("not-a-file", "this is not an ordinary file", "put a YAML text file in its place")


def _link_outside(where: str) -> Fault:
    return Fault(
        "link-outside-plan",
        f"this link leads outside {where}, so siplan does not follow it",
        "put the file itself here",
    )


def _unreadable(error: OSError) -> Fault:
    return Fault(
        "unreadable", f"siplan cannot read this: {error.strerror}", "check that it is there and that you may read it"
    )
