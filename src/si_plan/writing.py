"""Every write to disk: each file whole or not at all. A plan's files are written under its lock, and never over what
someone else wrote.

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
import stat
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import BinaryIO, Final, NamedTuple

from si_plan.errors import SiplanError

PATIENCE: Final = 60.0
"""The seconds after which a command gives up waiting for the lock."""
_PREFIX, _SUFFIX = ".siplan-", ".tmp"


class WriteError(SiplanError):
    """The files could not be written; they stand as they stood."""


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
            mode = _mode_for_new_file(beside) if write.before is None else _mode_of(file)
            replacements.append(_Replacement(write, file, _write_temporary(file, write.after, mode)))
        for replacement in replacements:
            _require_unchanged(replacement)
        _rename_all(replacements)
        made.clear()
    except OSError as error:
        raise WriteError(f"siplan cannot write {name}: {error.strerror}", "nothing was changed") from error
    finally:
        for replacement in replacements:
            _forget(replacement.temporary)
        for path in reversed(made):
            with contextlib.suppress(OSError):
                os.rmdir(path)


def replace_file(file: Path, shown: str, content: bytes) -> None:
    """Write one file that is no plan's, whatever stood there before, and keep its mode. `shown` is its name in an
    error. A device or a pipe is written to as it is.

    Raises WriteError; then what was there stands as it stood.
    """
    try:
        if file.exists() and not file.is_file():
            file.write_bytes(content)
            return
        mode = _mode_of(str(file)) if file.exists() else _mode_that_user_grants()
        _replace(str(file), content, mode)
        _sync_folder(str(file.parent))
    except OSError as error:
        raise WriteError(f"siplan cannot write {shown}: {error.strerror}", "nothing was changed") from error


def replace_folder(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write these files (by their paths with slashes) into a folder that is no plan's, in place of all that is in it,
    and keep its mode. The new folder is made beside the old one, and then takes its place.

    Raises WriteError; then the folder is as it was.
    """
    try:
        with tempfile.TemporaryDirectory(
            prefix=f".{folder.name[:80]}.", dir=folder.parent, ignore_cleanup_errors=True
        ) as beside:
            fresh, former = Path(beside, "new"), Path(beside, "old")
            _fill(fresh, files)
            if folder.exists():
                fresh.chmod(_mode_of(str(folder)))
                os.replace(folder, former)
            try:
                os.replace(fresh, folder)
            except OSError:
                if former.exists():
                    os.replace(former, folder)
                raise
            _sync_folder(str(folder.parent))
    except OSError as error:
        raise WriteError(f"siplan cannot write {folder}: {error.strerror}", "nothing was changed") from error


def _fill(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write files into a new folder, whose bytes and names are then on the disk."""
    for path, content in files.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        with file.open("xb") as out:
            _write(out, content)
    for beside, _, _ in os.walk(folder):
        _sync_folder(beside)


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


def _replace(file: str, content: bytes, mode: int) -> None:
    """Write a file whole, in place of the one of that name if there is one."""
    temporary = _write_temporary(file, content, mode)
    try:
        os.replace(temporary, file)
    except BaseException:
        _forget(temporary)
        raise


def _write_temporary(file: str, content: bytes, mode: int) -> str:
    """Write a temporary file beside the one that it is to replace, bytes on the disk. Gives its path."""
    descriptor, temporary = tempfile.mkstemp(prefix=_PREFIX, suffix=_SUFFIX, dir=os.path.dirname(file))
    try:
        with open(descriptor, "wb") as out:
            _write(out, content)
        os.chmod(temporary, mode)
    except BaseException:
        _forget(temporary)
        raise
    return temporary


def _write(out: BinaryIO, content: bytes) -> None:
    out.write(content)
    out.flush()
    os.fsync(out.fileno())


def _forget(temporary: str) -> None:
    with contextlib.suppress(OSError):
        os.unlink(temporary)


def _mode_of(path: str) -> int:
    return stat.S_IMODE(os.stat(path).st_mode)


def _mode_for_new_file(beside: str) -> int:
    """The mode of a plan's new file: what its folder grants, without the right to run it."""
    return _mode_of(beside) & 0o666


def _mode_that_user_grants() -> int:
    """The mode of any other new file: what the user's mask grants, which can only be asked by setting it."""
    mask = os.umask(0o077)
    os.umask(mask)
    return 0o666 & ~mask


def _clear_temporaries(beside: str) -> None:
    """Delete the temporary files that a kill left in a folder. None is in use: the caller holds the lock."""
    for entry in os.scandir(beside):
        if entry.name.startswith(_PREFIX) and entry.name.endswith(_SUFFIX):
            _forget(entry.path)


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
        _sync_folder(beside)


def _put_back(replacement: _Replacement) -> None:
    with contextlib.suppress(OSError):
        if replacement.write.before is None:
            os.unlink(replacement.file)
        else:
            _replace(replacement.file, replacement.write.before, _mode_of(replacement.file))


def _sync_folder(beside: str) -> None:
    """Put a folder's new names on the disk too, where the system can do that."""
    if not hasattr(os, "O_DIRECTORY"):
        return
    with contextlib.suppress(OSError):
        descriptor = os.open(beside, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
