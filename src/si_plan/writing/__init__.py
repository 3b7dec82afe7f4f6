"""Every write to disk: each file whole or not at all. A plan's files, here, are written under its lock, and never over
what someone else wrote; other files and folders are in `outputs`.

A file is replaced by a temporary one in its own folder, whose bytes are on the disk before it takes the name. So a
full disk, a signal or a kill at any moment leaves the old file or the new. A kill between the renames of several files
leaves some of them new and the others old, each of them whole; an error there puts back those that were replaced.
A temporary file left by a kill has a name that siplan never reads, and the next write of a plan into its folder clears
it.

The lock is a file outside the plan, in the user's own state folder. It keeps apart the siplan commands of one user. To
notice what others and editors write, each file is compared with what was read, right before it is replaced.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final, NamedTuple

from si_plan.writing.disk import (
    WriteError,
    forget,
    is_temporary,
    mode_of,
    replace,
    sync_folder,
    write_temporary,
)

PATIENCE: Final = 60.0
"""The seconds after which a command gives up waiting for the lock."""


class ChangedMeanwhileError(WriteError):
    """A file is no longer what it was when it was read."""


class Write(NamedTuple):
    """A file of a plan to be written: its path in the plan and as its user knows it, what it held when it was read
    (None where it is new), and what it is to hold."""

    path: str
    shown: str
    before: bytes | None
    after: bytes


@contextlib.contextmanager
def locked(folder: Path, state: Path) -> Iterator[None]:
    """Hold the lock of the plan in `folder`: one file for each plan's real path in the folder `state`, which is made
    where it is missing. Raises WriteError where it cannot be had."""
    from hashlib import sha256

    from filelock import FileLock, Timeout

    name = sha256(os.path.realpath(folder).encode("utf-8", "surrogatepass")).hexdigest()[:32]
    try:
        state.mkdir(parents=True, exist_ok=True)
        lock = FileLock(state / f"{name}.lock", timeout=PATIENCE, poll_interval=0.02)
        lock.acquire()
    except Timeout:
        raise WriteError("another siplan has been changing this plan for a minute", "wait for it, or end it") from None
    except OSError as error:
        raise WriteError(
            f"siplan cannot lock the plan: it cannot write to {state} ({error.strerror})",
            "name another folder in XDG_STATE_HOME (LOCALAPPDATA on Windows)",
        ) from error
    try:
        yield
    finally:
        lock.release()


class _Replacement(NamedTuple):
    """A file about to be replaced: its real path, and the path of the temporary one."""

    write: Write
    file: str
    temporary: str


def replace_all(folder: Path, writes: Sequence[Write]) -> None:
    """Write files of the plan in `folder`, whose lock the caller holds. Their modes are kept.

    Raises ChangedMeanwhileError where one no longer holds what was read, WriteError where one cannot be written; then
    all stand as they stood.
    """
    made: list[str] = []
    cleared: set[str] = set()
    replacements: list[_Replacement] = []
    name = ""
    try:
        for write in writes:
            name = write.shown
            file = _real_path(folder, write)
            beside = os.path.dirname(file)
            made += _make_folder(beside)
            if beside not in cleared:
                _clear_temporaries(beside)
                cleared.add(beside)
            mode = _mode_for_new_file(beside) if write.before is None else mode_of(file)
            replacements.append(_Replacement(write, file, write_temporary(file, write.after, mode)))
        for replacement in replacements:
            _require_unchanged(replacement)
        _rename_all(replacements)
        made.clear()
    except OSError as error:
        raise WriteError(f"siplan cannot write {name}: {error.strerror}", "nothing was changed") from error
    finally:
        for replacement in replacements:
            forget(replacement.temporary)
        for path in reversed(made):
            with contextlib.suppress(OSError):
                os.rmdir(path)


def _make_folder(path: str) -> list[str]:
    """Make a folder, and those around it that are missing. Gives the paths of those made, the outermost first."""
    if os.path.isdir(path):
        return []
    made = _make_folder(os.path.dirname(path))
    os.mkdir(path)
    return [*made, path]


def _real_path(folder: Path, write: Write) -> str:
    """The real path of a file, links followed. Raises WriteError for one outside the plan."""
    root = os.path.realpath(folder)
    file = os.path.realpath(os.path.join(root, write.path))
    if os.path.commonpath([root, file]) != root:
        raise WriteError(f"{write.shown} is a link to a file outside the plan", "put the file itself there")
    return file


def _mode_for_new_file(beside: str) -> int:
    """The mode of a plan's new file: what its folder grants, without the right to run it."""
    return mode_of(beside) & 0o666


def _clear_temporaries(beside: str) -> None:
    """Delete the temporary files that a kill left in a folder. None is in use: the caller holds the lock."""
    for entry in os.scandir(beside):
        if is_temporary(entry.name):
            forget(entry.path)


def _require_unchanged(replacement: _Replacement) -> None:
    """Raise ChangedMeanwhileError where a file no longer holds what was read, or a new one is there already."""
    try:
        with open(replacement.file, "rb") as file:
            now: bytes | None = file.read()
    except FileNotFoundError:
        now = None
    if now != replacement.write.before:
        raise ChangedMeanwhileError(
            f"{replacement.write.shown} was changed by something else meanwhile", "run the command again"
        )


def _rename_all(replacements: Sequence[_Replacement]) -> None:
    """Give the temporary files their names. An error puts back those that have theirs already."""
    done: list[_Replacement] = []
    try:
        for replacement in replacements:
            os.replace(replacement.temporary, replacement.file)
            done.append(replacement)
    except BaseException:
        for replacement in done:
            _put_back(replacement)
        raise
    for beside in {os.path.dirname(replacement.file) for replacement in replacements}:
        sync_folder(beside)


def _put_back(replacement: _Replacement) -> None:
    with contextlib.suppress(OSError):
        if replacement.write.before is None:
            os.unlink(replacement.file)
        else:
            replace(replacement.file, replacement.write.before, mode_of(replacement.file))
