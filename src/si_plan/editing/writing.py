"""Writing a plan's files: under the plan's lock, each whole or not at all, never over what someone else wrote.

A file is replaced by a temporary one in its own folder, whose bytes are on the disk before it takes the name. So a
full disk, a signal or a kill at any moment leaves the old file or the new. A kill between the renames of several files
leaves some of them new and the others old, each of them whole; an error there puts back those that were replaced.
A temporary file left by a kill has a name that siplan never reads, and the next write into its folder clears it.

The lock is a file outside the plan, in the user's own state folder. It keeps apart the siplans of one user; what
others and editors write is noticed by comparing each file with what was read, right before it is replaced.
"""

from __future__ import annotations

import contextlib
import os
import stat
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Final, NamedTuple

from si_plan.editing.changes import Change, Recorded
from si_plan.errors import SiplanError
from si_plan.sources import Source
from si_plan.sources.folder import read_folder

PATIENCE: Final = 60.0
"""The seconds after which a command gives up waiting for the lock."""
_MOST_TRIES: Final = 5
_PREFIX, _SUFFIX = ".siplan-", ".tmp"


class WriteError(SiplanError):
    """The files could not be written; they stand as they stood."""


class ChangedMeanwhileError(WriteError):
    """A file is no longer what it was when it was read."""


def edit_plan(
    folder: Path, shown: str, state: Path, make: Callable[[list[Source]], Recorded], *, write: bool = True
) -> Recorded:
    """Read the plan under its lock, have `make` say what changes, and write it: all of it or nothing.

    Where an editor changed a file meanwhile, it is all done anew from what stands there now. `state` is the folder
    for locks. With `write` false nothing is locked and nothing written. Raises WriteError, and what `make` raises.
    """
    if not write:
        return make(read_folder(folder, shown))
    with locked(folder, state):
        for tries in range(_MOST_TRIES):
            done = make(read_folder(folder, shown))
            try:
                replace_all(folder, done.changes)
            except ChangedMeanwhileError:
                if tries == _MOST_TRIES - 1:
                    raise
                continue
            break
    return done


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
        raise WriteError("another siplan has held this plan's lock for a minute", "wait for it, or end it") from None
    except OSError as error:
        raise WriteError(
            f"the plan cannot be locked: {state} cannot be written ({error.strerror})",
            "name another folder for it with XDG_STATE_HOME (LOCALAPPDATA on Windows)",
        ) from error
    try:
        yield
    finally:
        lock.release()


class _Prepared(NamedTuple):
    """A file about to be replaced: where it really stands, what it held (None: it is new), the temporary one."""

    change: Change
    file: str
    before: bytes | None
    temporary: str


def replace_all(folder: Path, changes: Sequence[Change]) -> None:
    """Write the changed files of the plan in `folder`, whose lock the caller holds. Their modes are kept.

    Raises ChangedMeanwhileError where one no longer has the text that was read, WriteError where one cannot be
    written; then all stand as they stood.
    """
    made: list[str] = []
    cleared: set[str] = set()
    prepared: list[_Prepared] = []
    name = ""
    try:
        for change in changes:
            name = change.shown
            file = _place(folder, change)
            beside = os.path.dirname(file)
            made += _make_folder(beside)
            if beside not in cleared:
                _clear(beside)
                cleared.add(beside)
            prepared.append(_prepare(change, file))
        for one in prepared:
            _see_that_it_stands(one)
        _rename_all(prepared)
        made.clear()
    except OSError as error:
        raise WriteError(f"{name} cannot be written: {error.strerror}", "nothing was changed") from error
    finally:
        for one in prepared:
            with contextlib.suppress(OSError):
                os.unlink(one.temporary)
        for path in reversed(made):
            with contextlib.suppress(OSError):
                os.rmdir(path)


def _make_folder(path: str) -> list[str]:
    """Make a folder, and those around it that are missing; those that were made."""
    if os.path.isdir(path):
        return []
    made = _make_folder(os.path.dirname(path))
    os.mkdir(path)
    return [*made, path]


def _place(folder: Path, change: Change) -> str:
    """Where a file really stands: a link is followed, but only inside the plan."""
    root = os.path.realpath(folder)
    file = os.path.realpath(os.path.join(root, change.path))
    if os.path.commonpath([root, file]) != root:
        raise WriteError(f"{change.shown} is a link to a file outside the plan", "put the file itself there")
    return file


def _prepare(change: Change, file: str) -> _Prepared:
    """Write a change's text to a temporary file beside the one that it is to replace."""
    beside = os.path.dirname(file)
    mode = stat.S_IMODE(os.stat(file).st_mode) if change.before is not None else _usual_mode(beside)
    descriptor, temporary = tempfile.mkstemp(prefix=_PREFIX, suffix=_SUFFIX, dir=beside)
    try:
        with open(descriptor, "wb") as out:
            out.write(change.after.encode("utf-8"))
            out.flush()
            os.fsync(out.fileno())
        os.chmod(temporary, mode)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(temporary)
        raise
    before = None if change.before is None else change.before.encode("utf-8")
    return _Prepared(change, file, before, temporary)


def _usual_mode(beside: str) -> int:
    """The mode of a new file: what its folder grants, without the right to run it."""
    return stat.S_IMODE(os.stat(beside).st_mode) & 0o666


def _clear(beside: str) -> None:
    """Delete the temporary files that a kill left in a folder. None is in use: the caller holds the lock."""
    for entry in os.scandir(beside):
        if entry.name.startswith(_PREFIX) and entry.name.endswith(_SUFFIX):
            with contextlib.suppress(OSError):
                os.unlink(entry.path)


def _see_that_it_stands(one: _Prepared) -> None:
    """See that a file still holds what was read, or that a new one is not there yet."""
    try:
        with open(one.file, "rb") as file:
            now: bytes | None = file.read()
    except FileNotFoundError:
        now = None
    if now != one.before:
        raise ChangedMeanwhileError(f"{one.change.shown} changed while it was being edited", "run the command again")


def _rename_all(prepared: Sequence[_Prepared]) -> None:
    """Give the temporary files their names. An error puts back those that have theirs already."""
    done: list[_Prepared] = []
    try:
        for one in prepared:
            os.replace(one.temporary, one.file)
            done.append(one)
    except BaseException:
        for one in done:
            _put_back(one)
        raise
    for beside in {os.path.dirname(one.file) for one in prepared}:
        _sync_folder(beside)


def _put_back(one: _Prepared) -> None:
    with contextlib.suppress(OSError):
        if one.before is None:
            os.unlink(one.file)
            return
        with open(one.temporary, "wb") as out:
            out.write(one.before)
            out.flush()
            os.fsync(out.fileno())
        os.chmod(one.temporary, stat.S_IMODE(os.stat(one.file).st_mode))
        os.replace(one.temporary, one.file)


def _sync_folder(beside: str) -> None:
    """Have the new names on the disk too, where the system can do that."""
    if not hasattr(os, "O_DIRECTORY"):
        return
    with contextlib.suppress(OSError):
        descriptor = os.open(beside, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
