"""What a row of a return says, the same in a workbook and in CSV."""

from __future__ import annotations

from typing import Final, NamedTuple

from si_plan.documents import words
from si_plan.documents.visible import visible
from si_plan.model.refs import Refs
from si_plan.returns.asking import Asked

_LONGEST: Final = 2000
"""A cell holds 32,767 characters at most, and nobody reads so many."""

_REMINDER: Final = 90


class Said(NamedTuple):
    """The cells of a row that its lead reads, each made visible."""

    id: str
    """With the ref, if it has one: a spreadsheet would take a ref alone (1/17) for a date."""
    asked: str
    context: str
    """What it is part of, who leads it too, and what it is the same as."""
    deadline: str
    state: str
    last: str
    reference: str


def words_of_row(asked: Asked, refs: Refs) -> Said:
    """The texts of the cells that a lead reads in one row."""
    row = asked.row
    return Said(
        visible(refs.both(row.id)),
        _cut(row.text if row.period is None else f"{row.text} ({row.period})"),
        _cut("; ".join(_context(asked, refs))),
        words.deadline(row.starts, row.due),
        words.state(row.state, row.late, row.days_overdue, row.waits_for)
        + (", in progress" if row.status == "in_progress" else ""),
        _cut(_last_words(asked)),
        asked.reference.as_text(),
    )


def _context(asked: Asked, refs: Refs) -> list[str]:
    row, action = asked.row, refs.of(asked.row.action)
    parts = [f"{row.kind.capitalize()} of {action}"] if row.kind in ("stage", "duty") else []
    if asked.part_of:
        parts = [f"{parts[0] if parts else f'For {action}'}: {_shorten(asked.part_of)}"]
    if asked.others:
        parts.append(f"led with {words.join(asked.others)}")
    if asked.also:
        parts.append(f"the same as {words.join(refs.of_all(asked.also))}")
    elif row.same_as:
        parts.append(f"the same as {row.twin}")
    return parts


def _shorten(title: str) -> str:
    """The beginning of an action's title, up to 90 characters, as a reminder."""
    return words.cut(visible(title).rstrip("."), _REMINDER)


def _last_words(asked: Asked) -> str:
    entry = asked.last
    if entry is None:
        return ""
    by = f", {entry.by}" if entry.by else ""
    return f"{words.day_short(entry.on)}{by}: {entry.note or entry.reason}"


def _cut(text: str) -> str:
    text = visible(text)
    return text if len(text) <= _LONGEST else words.cut(text, _LONGEST)
