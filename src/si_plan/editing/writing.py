"""Replacing a file of the plan: whole or not at all, never over what someone else has written meanwhile."""

from __future__ import annotations

import contextlib
import os
import tempfile
from pathlib import Path

from si_plan.errors import SiplanError


class WriteError(SiplanError):
    """The file could not be written; it stands as it stood."""


def replace_text(file: Path, former: str, text: str) -> None:
    """Replace the file's text, which was `former` when it was read. Its mode is kept.

    Raises WriteError, and leaves the file as it was, where it has changed since or cannot be written.
    """
    try:
        if file.read_bytes() != former.encode("utf-8"):
            raise WriteError(f"{file.name} changed while it was being edited", "run the command again")
        _replace(file, text.encode("utf-8"))
    except OSError as error:
        raise WriteError(f"{file.name} cannot be written: {error.strerror}", "nothing was changed") from error


def _replace(file: Path, raw: bytes) -> None:
    mode = file.stat().st_mode
    descriptor, temporary = tempfile.mkstemp(prefix=f".{file.name}.", suffix=".tmp", dir=file.parent)
    try:
        with open(descriptor, "wb") as out:
            out.write(raw)
            out.flush()
            os.fsync(out.fileno())
        os.chmod(temporary, mode & 0o7777)
        os.replace(temporary, file)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(temporary)
        raise
