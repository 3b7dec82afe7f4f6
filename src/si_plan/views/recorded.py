"""What a recording command did: a line for each record, and the lines that changed in the files."""

from __future__ import annotations

from typing import Final, NamedTuple

from si_plan.documents.blocks import Document, document
from si_plan.documents.records import Columns, Json, Records, text
from si_plan.editing.changes import Account, Change, Recorded

_VERBS = {"edit": ("Changed", "change"), "add": ("Added", "add"), "init": ("Made", "make")}
_UNDONE_BY_CORRECT: Final = ("complete", "update", "reschedule", "cancel", "reassign")
_MOST_UNDONE: Final = 3


class Recording(NamedTuple):
    """What a command did, or would do, and how dates typed in words were read."""

    command: str
    done: Recorded
    readings: tuple[str, ...]
    written: bool
    in_git: bool = False
    """Whether others see it only when it is committed."""


def page(recording: Recording) -> Document:
    done = recording.done
    past, future = _VERBS.get(recording.command, ("Recorded", "record"))
    verb = past if recording.written else f"Would {future}"
    lines = [*recording.readings]
    lines += [_line(verb, account) for account in done.accounts]
    if not recording.written:
        lines += [line for change in done.changes for line in change.diff]
        return document("", *lines, *_warnings(recording), "Nothing was written (--dry-run).")
    if recording.command == "init":
        return document("", *lines, *(f"  {change.shown}" for change in done.changes))
    for change in done.changes:
        lines.append(change.shown)
        width = len(str(max((line.number for line in change.lines), default=0)))
        lines += [f"{line.number:>{width + 2}} {line.sign} {line.text}" for line in change.lines]
    return document("", *lines, *_warnings(recording), *_what_next(recording))


def _line(verb: str, account: Account) -> str:
    told = account.told or account.text
    return told if told.startswith("Undone") else f"{verb} {told}"


def _what_next(recording: Recording) -> list[str]:
    """How to undo what was recorded, and that nobody else sees it yet."""
    lines = []
    if recording.command in _UNDONE_BY_CORRECT:
        about = [account.to_type or account.about for account in recording.done.accounts]
        lines.append("Undo: " + "; ".join(f"siplan correct {one}" for one in about[:_MOST_UNDONE]))
        if len(about) > _MOST_UNDONE:
            lines[-1] += "; and so for each of the others"
    if recording.in_git:
        lines.append("Nobody else sees this until you commit it.")
    return lines


def _warnings(recording: Recording) -> list[str]:
    """What `siplan validate` will warn of and did not before, with what to do."""
    will = "warns" if recording.written else "would warn"
    return [
        f"siplan validate now {will}: {warning.message} [{warning.code}]"
        + (f" ({warning.hint})" if warning.hint else "")
        for warning in recording.done.warnings
    ]


COLUMNS: Final[Columns[Account]] = (
    text("id", lambda account: account.about),
    text("file", lambda account: account.shown),
    text("account", lambda account: account.text),
    text("before", lambda account: account.before),
    text("after", lambda account: account.after),
)


def _file(change: Change) -> dict[str, Json]:
    lines = [{"sign": line.sign, "line": line.number, "text": line.text} for line in change.lines]
    return {"file": change.shown, "new": change.before is None, "lines": lines}


def records(recording: Recording) -> Records[Account]:
    done = recording.done
    figures: dict[str, Json] = {
        "command": recording.command,
        "written": recording.written,
        "readings": list(recording.readings),
        "files": [_file(change) for change in done.changes],
        "warnings": [{"code": warning.code, "at": warning.at, "message": warning.message} for warning in done.warnings],
    }
    return Records("recorded", None, None, COLUMNS, done.accounts, figures)
