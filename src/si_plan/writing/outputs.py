"""Writing what is no plan's: a file or a folder, whole or not at all, whatever stood there before."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from si_plan.writing.disk import WriteError, forget, make_temporary, mode_of, sync_file, sync_folder


def replace_file(file: Path, shown: str, content: bytes) -> None:
    """Write one file, and keep its mode. `shown` is its name in an error. A device or a pipe is written to as it is.

    Raises WriteError; then what was there stands as it stood.
    """
    if file.exists() and not file.is_file():
        with _saying(shown):
            file.write_bytes(content)
        return
    with fresh_file(file, shown) as temporary:
        Path(temporary).write_bytes(content)


@contextmanager
def fresh_file(file: Path, shown: str) -> Iterator[str]:
    """The path of an empty file, for what writes by itself. It stands beside `file` and takes its place and mode when
    the block has ended well; otherwise it goes. `shown` is the file's name in an error.

    Raises WriteError; then what was there stands as it stood.
    """
    if file.exists() and not file.is_file():
        raise WriteError(f"siplan cannot write {shown}: it is a device or a folder", "name a file")
    with _saying(shown):
        mode = mode_of(str(file)) if file.exists() else _mode_that_user_grants()
        temporary = make_temporary(str(file))
        try:
            yield temporary
            sync_file(temporary)
            os.chmod(temporary, mode)
            os.replace(temporary, file)
        except BaseException:
            forget(temporary)
            raise
        sync_folder(str(file.parent))


def replace_folder(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write these files (by their paths with slashes) into a folder, in place of all that is in it, and keep its mode.

    Raises WriteError; then the folder is as it was.
    """
    with fresh_folder(folder) as fresh:
        for path, content in files.items():
            file = fresh / path
            file.parent.mkdir(parents=True, exist_ok=True)
            with file.open("xb") as out:
                out.write(content)


@contextmanager
def fresh_folder(folder: Path) -> Iterator[Path]:
    """The path of an empty folder to write files into. It stands beside `folder` and takes its place and mode when the
    block has ended well; otherwise it goes, with all that is in it.

    Raises WriteError; then the folder is as it was.
    """
    prefix = f".{folder.name[:80]}."
    with (
        _saying(str(folder)),
        tempfile.TemporaryDirectory(prefix=prefix, dir=folder.parent, ignore_cleanup_errors=True) as beside,
    ):
        fresh, former = Path(beside, "new"), Path(beside, "old")
        fresh.mkdir()
        yield fresh
        _sync_all(fresh)
        if folder.exists():
            fresh.chmod(mode_of(str(folder)))
            os.replace(folder, former)
        try:
            os.replace(fresh, folder)
        except BaseException:
            if former.exists():
                os.replace(former, folder)
            raise
        sync_folder(str(folder.parent))


@contextmanager
def _saying(shown: str) -> Iterator[None]:
    """Raises WriteError for an error of the system."""
    try:
        yield
    except OSError as error:
        raise WriteError(f"siplan cannot write {shown}: {error.strerror or error}", "nothing was changed") from error


def _sync_all(folder: Path) -> None:
    """Put everything in a folder on the disk, bytes and names."""
    for beside, _, names in os.walk(folder):
        for name in names:
            sync_file(os.path.join(beside, name))
        sync_folder(beside)


def _mode_that_user_grants() -> int:
    """The mode of a new file: what the user's mask grants, which can only be asked by setting it."""
    mask = os.umask(0o077)
    os.umask(mask)
    return 0o666 & ~mask
