"""Where a plan's files come from: the working tree or a git revision. The only reads of disk and of git.

Both give `Source`s: a path inside the plan and its text, or the `Fault` for which there is no text.
"""

import codecs
from collections.abc import Callable, Iterable
from typing import Final, NamedTuple

from si_plan.errors import PlanTooLargeError

MOST_BYTES: Final = 1024 * 1024
"""The largest file that is read (design: the file format)."""
MOST_FILES: Final = 100_000
MOST_IN_ALL: Final = 128 * MOST_BYTES
"""How many files a plan has, at most, and how many bytes they have together. A plan of 34,000 actions, each with a log,
takes less than half of either."""

FIXED_FILES: Final = ("plan.yaml", "areas.yaml", "roles.yaml", "measures.yaml", "source-notes.yaml")
REQUIRED_FILES: Final = ("plan.yaml", "roles.yaml")
"""The files that every plan has, in addition to at least one in priorities/."""
FOLDERS: Final = ("priorities", "progress")


class Fault(NamedTuple):
    """Why a file has no text: a diagnostic's code, message and hint, and where in the file it is."""

    code: str
    message: str
    hint: str
    line: int = 1
    column: int = 1


class Source(NamedTuple):
    """One file of a plan. `path` is relative to the plan's folder, with `/`; `shown` is how to name the file
    to its reader. Exactly one of `text` and `fault` is there; a file that is merely not read has a fault too.
    """

    path: str
    shown: str
    text: str | None = None
    fault: Fault | None = None


def lines_of(sources: Iterable[Source]) -> Callable[[str, int], str]:
    """A function that looks up a line of these files, by the file's shown name and the line's number, from 1. It gives
    an empty text where there is no such line."""
    texts = {source.shown: (source.text or "").removeprefix("\ufeff").split("\n") for source in sources}

    def line_of(file: str, line: int) -> str:
        lines = texts.get(file, [])
        return lines[line - 1].rstrip("\r") if 0 < line <= len(lines) else ""

    return line_of


class Room:
    """Counts the files and bytes of a plan as they are read, and stops at the limit."""

    def __init__(self, shown: str) -> None:
        self._shown, self._files, self._bytes = shown, 0, 0

    def take(self, size: int) -> None:
        """Count a file of so many bytes. Raises PlanTooLargeError where the plan is then over the limit."""
        self._files += 1
        self._bytes += size if size <= MOST_BYTES else 0  # a larger file is not read
        if self._files > MOST_FILES:
            raise PlanTooLargeError(
                f"the plan in {self._shown} has more than {MOST_FILES:,} files, which is too many to read",
                "take out what is not part of the plan, or keep two plans in two folders",
            )
        if self._bytes > MOST_IN_ALL:
            raise PlanTooLargeError(
                f"the plan in {self._shown} has more than {MOST_IN_ALL:,} bytes, which is too much to read",
                "take out what is not part of the plan, or keep two plans in two folders",
            )


def is_plan_file(path: str) -> bool:
    """Whether siplan reads the file at this path inside a plan."""
    folder, _, name = path.rpartition("/")
    if not folder:
        return name in FIXED_FILES
    return folder in FOLDERS and name.endswith(".yaml") and not name.startswith(".")


def decode(path: str, shown: str, raw: bytes) -> Source:
    """The source with the text of these bytes, or with the fault that makes them no text."""
    if len(raw) > MOST_BYTES:
        return Source(path, shown, fault=too_large(len(raw)))
    try:
        return Source(path, shown, raw.decode("utf-8"))
    except UnicodeDecodeError as error:
        return Source(path, shown, fault=_not_utf8(raw, error.start))


def too_large(size: int) -> Fault:
    """The fault of a file of so many bytes, over the limit."""
    return Fault(
        "file-too-large",
        f"the file has {size:,} bytes; the limit is {MOST_BYTES:,}",
        "split it into one file for each priority and one log for each action",
    )


def no_folder() -> Fault:
    """The fault of something else in place of one of the plan's folders."""
    return Fault(
        "not-a-file",
        "this must be a folder",
        "delete it, make a folder with this name, and put the plan's files in it",
    )


def looks_like_yaml(name: str) -> bool:
    """Whether a file of this name is meant to be YAML, though siplan may not read it: 1.yml, 1.YAML, 1.yaml.txt."""
    return name.lower().removesuffix(".txt").endswith((".yaml", ".yml")) and not name.startswith(".")


def name_meant(path: str) -> str | None:
    """The plan's file or folder that this name differs from by capital letters alone, so that Windows and macOS take
    them for one: plan.yaml for Plan.yaml, progress for Progress. None for any other name."""
    name = path.casefold()
    return name if name != path and name in (*FIXED_FILES, *FOLDERS) else None


def not_read(path: str, *, folder: bool = False) -> Fault:
    """The fault of a YAML file, or a folder, where siplan does not look."""
    other = name_meant(path)
    if other is not None:
        message = f"siplan reads {other}, not this: only Windows and macOS take the two names for the same"
        return Fault("misnamed-file", message, f"rename it to {other}, or delete it")
    name = path.rpartition("/")[2]
    right = f"{name.lower().removesuffix('.txt').rpartition('.')[0]}.yaml"
    hint = f"plan files are {', '.join(FIXED_FILES)} and those in {' and '.join(f'{folder}/' for folder in FOLDERS)}"
    if folder:
        return Fault("unexpected-file", "siplan does not look in this folder", hint)
    if path == "portfolio.yaml":
        hint = "move it to a folder above those of its members' plans, and name it with --plan"
    if name != right and is_plan_file(path.removesuffix(name) + right):
        hint = f"rename it to {right}"
    if path.rpartition("/")[0] in FOLDERS:
        return Fault("misnamed-file", "siplan does not read a file with this name, so nothing in it counts", hint)
    return Fault("unexpected-file", "siplan does not read this file", hint)


def _not_utf8(raw: bytes, start: int) -> Fault:
    before = raw[:start].removeprefix(codecs.BOM_UTF8).replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    line = before.count(b"\n") + 1
    column = len(before.rpartition(b"\n")[2].decode("utf-8", "replace")) + 1
    if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        hint = "it is UTF-16, which Windows calls Unicode: save the file again as UTF-8"
        return Fault("not-utf8", "the file is not UTF-8 text", hint)
    byte = raw[start]
    latin = raw[start : start + 1].decode("cp1252", "replace")
    guess = f" (in Windows' own encoding it would be {latin})" if latin.isalnum() else ""
    return Fault(
        "not-utf8",
        f"byte 0x{byte:02X} is not UTF-8 text{guess}",
        "save the file again as UTF-8",
        line,
        column,
    )
