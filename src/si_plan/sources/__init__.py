"""Where a plan's files come from: the working tree or a git revision. The only reads of disk and of git.

Both give `Source`s: a path inside the plan and its text, or the `Fault` for which there is no text.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

MOST_BYTES: Final = 1024 * 1024
"""The largest file that is read (design: the file format)."""

FIXED_FILES: Final = ("plan.yaml", "areas.yaml", "roles.yaml", "measures.yaml", "source-notes.yaml")
FOLDERS: Final = ("priorities", "progress")


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a file has no text: a diagnostic's code, message and hint, and where in the file it is."""

    code: str
    message: str
    hint: str
    line: int = 1
    column: int = 1


@dataclass(frozen=True, slots=True)
class Source:
    """One file of a plan. `path` is relative to the plan's folder, with `/`; `shown` is how to name the file
    to its reader. Exactly one of `text` and `fault` is there; a file that is merely not read has a fault too.
    """

    path: str
    shown: str
    text: str | None = None
    fault: Fault | None = None


def is_plan_file(path: str) -> bool:
    """Whether siplan reads the file at this path inside a plan."""
    folder, _, name = path.rpartition("/")
    if not folder:
        return name in FIXED_FILES
    return folder in FOLDERS and name.endswith(".yaml") and not name.startswith(".")


def decoded(path: str, shown: str, raw: bytes) -> Source:
    """The source that these bytes are, or the fault that keeps them from being text."""
    if len(raw) > MOST_BYTES:
        return Source(path, shown, fault=too_large(len(raw)))
    try:
        return Source(path, shown, raw.decode("utf-8"))
    except UnicodeDecodeError as error:
        return Source(path, shown, fault=_not_utf8(raw, error.start))


def too_large(size: int) -> Fault:
    return Fault(
        "file-too-large",
        f"the file has {size:,} bytes; the limit is {MOST_BYTES:,}",
        "split it: one file for each priority, one log for each action",
    )


def not_read(path: str) -> Fault:
    """The fault of a YAML file in a place where siplan looks for none."""
    name = path.rpartition("/")[2]
    if name.endswith(".yml"):
        hint = f"rename it to {name.removesuffix('.yml')}.yaml"
    else:
        hint = f"plan files are {', '.join(FIXED_FILES)} and those in {' and '.join(FOLDERS)}/"
    return Fault("unexpected-file", "siplan does not read this file", hint)


def _not_utf8(raw: bytes, start: int) -> Fault:
    before = raw[:start]
    line = before.count(b"\n") + 1
    column = len(before.rpartition(b"\n")[2].decode("utf-8", "replace")) + 1
    byte = raw[start]
    latin = raw[start : start + 1].decode("cp1252", "replace")
    guess = f" (in Windows' own encoding it is {latin})" if latin.isalnum() else ""
    return Fault(
        "not-utf8",
        f"byte 0x{byte:02X} is not UTF-8 text{guess}",
        "save the file again with the encoding UTF-8",
        line,
        column,
    )
