"""The steps that every write to disk is made of: a temporary file beside the one that it is to replace, its bytes on
the disk before it takes the name."""

from __future__ import annotations

import contextlib
import os
import stat
import tempfile
from typing import Final

from si_plan.errors import SiplanError

_PREFIX: Final = ".siplan-"
_SUFFIX: Final = ".tmp"


class WriteError(SiplanError):
    """The files could not be written; they stand as they stood."""


def replace(file: str, content: bytes, mode: int) -> None:
    """Write a file whole, in place of the one of that name if there is one."""
    temporary = write_temporary(file, content, mode)
    try:
        os.replace(temporary, file)
    except BaseException:
        forget(temporary)
        raise


def write_temporary(file: str, content: bytes, mode: int) -> str:
    """Write a temporary file beside the one that it is to replace, bytes on the disk. Gives its path."""
    temporary = make_temporary(file)
    try:
        with open(temporary, "wb") as out:
            out.write(content)
        sync_file(temporary)
        os.chmod(temporary, mode)
    except BaseException:
        forget(temporary)
        raise
    return temporary


def make_temporary(file: str) -> str:
    """Make an empty temporary file beside the one that it is to replace. Gives its path."""
    descriptor, temporary = tempfile.mkstemp(prefix=_PREFIX, suffix=_SUFFIX, dir=os.path.dirname(file))
    os.close(descriptor)
    return temporary


def is_temporary(name: str) -> bool:
    """Whether a file of this name is a temporary one."""
    return name.startswith(_PREFIX) and name.endswith(_SUFFIX)


def forget(temporary: str) -> None:
    """Delete a temporary file, if it is there."""
    with contextlib.suppress(OSError):
        os.unlink(temporary)


def mode_of(path: str) -> int:
    """The rights that a file or folder grants."""
    return stat.S_IMODE(os.stat(path).st_mode)


def sync_file(path: str) -> None:
    """Put a file's bytes on the disk."""
    with open(path, "rb+") as file:
        os.fsync(file.fileno())


def sync_folder(beside: str) -> None:
    """Put a folder's new names on the disk too, where the system can do that."""
    if not hasattr(os, "O_DIRECTORY"):
        return
    with contextlib.suppress(OSError):
        descriptor = os.open(beside, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
