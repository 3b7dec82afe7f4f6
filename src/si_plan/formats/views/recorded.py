"""What a recording command did: an account in a line, and the lines of the files that changed."""

from __future__ import annotations

from typing import NamedTuple

from si_plan.editing.changes import Recorded
from si_plan.formats.page import Block, Page
from si_plan.formats.records import Answer

_VERBS = {"edit": ("Changed", "change"), "add": ("Added", "add"), "init": ("Made", "make")}
COLUMNS = ("id", "file", "account")


class Recording(NamedTuple):
    """What a command did, or would do; how dates that were typed in words were read."""

    command: str
    done: Recorded
    readings: tuple[str, ...]
    written: bool


def page(recording: Recording) -> Page:
    done = recording.done
    past, future = _VERBS.get(recording.command, ("Recorded", "record"))
    verb = past if recording.written else f"Would {future}"
    blocks: list[Block] = [*recording.readings]
    blocks += [f"{verb} {one.text} ({one.shown})" for one in done.accounts]
    if not recording.written:
        blocks += [line for change in done.changes for line in change.diff]
        return Page([*blocks, *_warnings(recording), "Nothing was written (--dry-run)."])
    if recording.command == "init":
        return Page([*blocks, *(f"  {change.shown}" for change in done.changes)])
    for change in done.changes:
        if len(done.changes) > 1:
            blocks.append(change.shown)
        width = len(str(max((line.number for line in change.lines), default=0)))
        blocks += [f"{line.number:>{width + 2}} {line.sign} {line.text}" for line in change.lines]
    return Page([*blocks, *_warnings(recording)])


def _warnings(recording: Recording) -> list[str]:
    """What `siplan validate` will warn of that it did not before, with what to do."""
    will = "warns" if recording.written else "would warn"
    return [
        f"siplan validate now {will}: {one.message} [{one.code}]" + (f" ({one.hint})" if one.hint else "")
        for one in recording.done.warnings
    ]


def answer(recording: Recording) -> Answer:
    files = [
        {
            "file": change.shown,
            "new": change.before is None,
            "lines": [{"sign": line.sign, "line": line.number, "text": line.text} for line in change.lines],
        }
        for change in recording.done.changes
    ]
    rows = [{"id": one.about, "file": one.shown, "account": one.text} for one in recording.done.accounts]
    figures = {
        "command": recording.command,
        "written": recording.written,
        "readings": list(recording.readings),
        "files": files,
        "warnings": [{"code": one.code, "at": one.at, "message": one.message} for one in recording.done.warnings],
    }
    return Answer("recorded", None, {}, rows, COLUMNS, figures)
