"""Writing a file that a command was asked for: whole, or not at all."""

from __future__ import annotations

import contextlib
import os
import tempfile
from pathlib import Path

from si_plan.errors import UsageError


def save(file: Path, raw: bytes) -> None:
    """Write the file, or replace it, at once. Raises UsageError where it cannot be written; then it is as it was."""
    try:
        descriptor, temporary = tempfile.mkstemp(prefix=f".{file.name}.", suffix=".tmp", dir=file.parent)
        try:
            with open(descriptor, "wb") as out:
                out.write(raw)
                out.flush()
                os.fsync(out.fileno())
            os.chmod(temporary, file.stat().st_mode & 0o777 if file.exists() else 0o666 & file.parent.stat().st_mode)
            os.replace(temporary, file)
        except BaseException:
            with contextlib.suppress(OSError):
                os.unlink(temporary)
            raise
    except OSError as error:
        hint = "its folder is not there" if not file.parent.is_dir() else "close it where it is open, or name another"
        raise UsageError(f"{file} cannot be written: {error.strerror}", hint) from error
