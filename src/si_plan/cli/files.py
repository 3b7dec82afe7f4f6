"""Writing an answer to a file that the user names: whole or not at all, whatever stood there before."""

from __future__ import annotations

import contextlib
import os
import shutil
from pathlib import Path

from si_plan.errors import SiplanError, UsageError


def save(out: str, content: bytes) -> None:
    """Write a file: first beside it, then in its place, so that a full disk leaves what was there. A device or a
    pipe is written to as it is. Raises UsageError where there is no such folder, SiplanError where it cannot be
    written."""
    file = Path(os.path.realpath(out))
    if file.is_dir():
        raise UsageError(f"--out: {out} is a folder", "name a file in it")
    if not file.parent.is_dir():
        raise UsageError(f"--out: there is no folder {Path(out).parent}", "make it first")
    try:
        if file.exists() and not file.is_file():
            file.write_bytes(content)
        else:
            _replace(file, content)
    except OSError as error:
        raise SiplanError(f"{out} cannot be written: {error.strerror}", "nothing was changed") from error


def _replace(file: Path, content: bytes) -> None:
    beside = file.with_name(f".{file.name[:100]}.{os.getpid()}.tmp")
    try:
        with beside.open("xb") as written:
            written.write(content)
        if file.exists():
            shutil.copymode(file, beside)
        beside.replace(file)
    finally:
        with contextlib.suppress(OSError):
            beside.unlink()
