"""What an edit changes: each file with its text before and after, and the lines that differ; and the writing of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Final, Literal, NamedTuple

from si_plan.diagnostics import Diagnostic
from si_plan.sources import Source
from si_plan.sources.folder import read_folder
from si_plan.writing import ChangedMeanwhileError, Write, locked, replace_all

_MOST_TRIES: Final = 5


class Line(NamedTuple):
    """A line that is taken out (`-`, numbered as in the file before) or put in (`+`, as in the file after)."""

    sign: Literal["-", "+"]
    number: int
    text: str


class Change(NamedTuple):
    """A file of the plan with its text before (None where it is new) and after."""

    path: str
    shown: str
    before: str | None
    after: str

    @property
    def lines(self) -> list[Line]:
        """The lines that change, those taken out before those put in their place."""
        return list(_changed_lines(_lines(self.before or ""), _lines(self.after)))

    @property
    def diff(self) -> list[str]:
        """The change as the lines of a unified diff, as `git diff` shows one."""
        from difflib import unified_diff

        name = self.shown.lstrip("/")
        former = "/dev/null" if self.before is None else f"a/{name}"
        old, new = _lines(self.before or ""), _lines(self.after)
        return list(unified_diff(old, new, former, f"b/{name}", lineterm=""))

    @property
    def write(self) -> Write:
        """The change as bytes to write."""
        before = None if self.before is None else self.before.encode("utf-8")
        return Write(self.path, self.shown, before, self.after.encode("utf-8"))


class Account(NamedTuple):
    """What was done, in one line, with the id of the record and the name of the file. `told` is the same for people,
    `before` and `after` are how the record stood and stands, where it has a state, and `to_type` names it for a command
    where its id is also another's ref."""

    about: str
    shown: str
    text: str
    told: str = ""
    before: str | None = None
    after: str | None = None
    to_type: str = ""


class Recorded(NamedTuple):
    """What a recording does: an account of each step, the change of each file, and what `siplan validate` will warn of
    that it did not before."""

    accounts: tuple[Account, ...]
    changes: tuple[Change, ...]
    warnings: tuple[Diagnostic, ...] = ()


def edit_plan(
    folder: Path, shown: str, state: Path, make: Callable[[list[Source]], Recorded], *, write: bool = True
) -> Recorded:
    """Read the plan under its lock, have `make` say what changes, and write it: all of it or nothing.

    If another program changed a file meanwhile, all of it is done again from the file as it is now. `state` is the
    folder for locks. With `write` false nothing is locked and nothing written. Raises WriteError, and what `make`
    raises.
    """
    if not write:
        return make(read_folder(folder, shown))
    with locked(folder, state):
        for tries in range(_MOST_TRIES):
            done = make(read_folder(folder, shown))
            try:
                replace_all(folder, [change.write for change in done.changes])
            except ChangedMeanwhileError:
                if tries == _MOST_TRIES - 1:
                    raise
                continue
            break
    return done


def changes_between(before: Iterable[Source], after: Iterable[Source]) -> tuple[Change, ...]:
    """The files that differ, in order of path. An edit makes and changes files, and never deletes one."""
    former = {source.path: source.text for source in before}
    return tuple(
        Change(source.path, source.shown, former.get(source.path), source.text or "")
        for source in sorted(after)
        if former.get(source.path) != source.text
    )


def _lines(text: str) -> list[str]:
    """The lines of a text without their ends, as an editor numbers them."""
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").split("\n")
    return lines[:-1] if lines[-1] == "" else lines


def _changed_lines(old: list[str], new: list[str]) -> Iterator[Line]:
    from difflib import SequenceMatcher

    same = 0
    while same < min(len(old), len(new)) and old[same] == new[same]:
        same += 1
    end = 0
    while end < min(len(old), len(new)) - same and old[-1 - end] == new[-1 - end]:
        end += 1
    old_part, new_part = old[same : len(old) - end], new[same : len(new) - end]
    for what, a, b, c, d in SequenceMatcher(None, old_part, new_part, autojunk=False).get_opcodes():
        if what != "equal":
            yield from (Line("-", same + at + 1, old_part[at]) for at in range(a, b))
            yield from (Line("+", same + at + 1, new_part[at]) for at in range(c, d))
