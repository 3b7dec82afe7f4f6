"""The folder of an import: what is in it, what of that a person has changed, and the writing of it.

siplan replaces what it wrote itself, and nothing else: the list of what it wrote says which that is. What a person has
changed in the draft stays, and the import is refused with the name of the file.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Final

import typer

from si_plan.cli.files import holds_a_plan
from si_plan.cli.opening import lock_folder
from si_plan.errors import UsageError
from si_plan.importing.again.former import FILE as FORMER
from si_plan.importing.asking.map_file import FILE
from si_plan.importing.drafting.written import NAME, Written, list_written, read_written, sum_of
from si_plan.writing import Write, locked, replace_all
from si_plan.writing.outputs import replace_folder

_OWN_FOLDERS: Final = ("plan", "schemas")
_OWN_FILES: Final = (FILE, "receipt.csv", "receipt.html", FORMER)
_ANEW: Final = "name a new folder"


class ImportFolder:
    """The folder that `--into` names."""

    def __init__(self, place: Path, shown: str) -> None:
        self._place = place
        self.shown = shown
        self._there = dict(_files_in(place)) if place.is_dir() else {}
        self._written = read_written(self._there.get(NAME, b""))

    def mapping(self) -> bytes | None:
        """What its import.yaml holds; None where there is none."""
        return self.content(FILE)

    def content(self, name: str) -> bytes | None:
        """What a file of it holds; None where there is none of this name."""
        return self._there.get(name)

    def refuse_changes(self, document: bytes, *, other_map: bool) -> None:
        """Raise UsageError where a person has changed or added what would be replaced, or the document is another.
        With `other_map` that goes for its import.yaml and not for the document."""
        if self._written is None:
            there = sorted(self._there)
            if there:
                raise UsageError(f"{self.shown}/{there[0]} is there already, and no import of siplan's wrote it", _ANEW)
            return
        changed = [path for path, content in self._there.items() if self._is_changed(path, content, other_map)]
        if changed:
            more = f", as are {len(changed) - 1} more files" if len(changed) > 1 else ""
            raise UsageError(
                f"{self.shown}/{changed[0]} is no longer as siplan wrote it{more}",
                f"move away what is to be kept of {self.shown}, such as {self.shown}/plan, or name a new folder",
            )
        if not other_map and self._written.document != sum_of(document):
            raise UsageError(
                f"the document is not the one that {self.shown} was imported from",
                f"import it into a new folder; with --map {self.shown}/{FILE} it is taken to mean the same",
            )

    def _is_changed(self, path: str, content: bytes, other_map: bool) -> bool:
        if path == NAME or (path == FILE and not other_map):
            return False
        return self._written is None or not self._written.is_own(path, content)

    def write(self, document: bytes, files: Mapping[str, bytes]) -> None:
        """Write these files, in place of those of the import before. Raises WriteError; then all is as it was."""
        every = {**files, NAME: list_written(document, files)}
        if not self._place.exists():
            replace_folder(self._place, every)
        else:
            writes = [
                Write(path, f"{self.shown}/{path}", self._there.get(path), content)
                for path, content in every.items()
                if self._there.get(path) != content
            ]
            with locked(self._place, lock_folder()):
                replace_all(self._place, writes)
                self._forget(set(self._there) - set(every))
        self._there, self._written = every, Written(sum_of(document), {p: sum_of(c) for p, c in files.items()})

    def _forget(self, paths: set[str]) -> None:
        """Delete files of the import before that this one does not have."""
        for path in paths:
            with suppress(OSError):
                (self._place / path).unlink()


def open_folder(ctx: typer.Context, into: str) -> ImportFolder:
    """The folder that `--into` names. Raises UsageError where siplan must not write there: in the folder of a plan, or
    where a plan is kept that is in use."""
    if not into:
        raise UsageError("--into names no folder", _ANEW)
    place = Path(os.path.realpath(into))
    shown = Path(into).as_posix()
    for folder in (place, *place.parents):
        if holds_a_plan(folder):
            raise UsageError(f"--into: {into} is in the folder of a plan", f"name a folder outside {folder}")
    if place.exists() and not place.is_dir():
        raise UsageError(f"--into: {into} is not a folder", _ANEW)
    if not place.parent.is_dir():
        raise UsageError(f"--into: there is no folder {Path(into).parent}", "make it first")
    if ctx.obj and os.path.realpath(ctx.obj) == os.path.realpath(place / "plan"):
        raise UsageError(f"{shown}/plan is the plan that --plan or SIPLAN_PLAN names", _ANEW)
    return ImportFolder(place, shown)


def _files_in(place: Path) -> Iterator[tuple[str, bytes]]:
    """What is in the folder of that which an import writes, and what stands among it. Raises UsageError for a link,
    which may lead anywhere, and for what is no file."""
    for name in (NAME, *_OWN_FILES):
        if os.path.lexists(place / name):
            yield name, _content(place / name)
    for name in _OWN_FOLDERS:
        folder = place / name
        if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
            raise UsageError(f"{folder} is no folder of siplan's", _ANEW)
        for beside, folders, files in os.walk(folder):
            for one in sorted((*folders, *files)):
                path = Path(beside, one)
                if one in files or path.is_symlink():
                    yield path.relative_to(place).as_posix(), _content(path)


def _content(path: Path) -> bytes:
    if path.is_symlink() or not path.is_file():
        raise UsageError(f"{path} is no ordinary file", _ANEW)
    return path.read_bytes()
