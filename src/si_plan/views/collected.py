"""`siplan collect`: what happened to each row that was filled in."""

from __future__ import annotations

from datetime import date
from typing import Final, NamedTuple

from si_plan.documents import blocks, words
from si_plan.documents.blocks import Column, Document, Mark, Part, Table, document
from si_plan.documents.records import Columns, Json, Records, day, text, texts
from si_plan.editing.changes import Recorded
from si_plan.model.refs import Refs
from si_plan.queries.selection import PlanFacts
from si_plan.returns.collecting import Collected, Row
from si_plan.views.records import plan_record
from si_plan.views.show import entry_in_words


class Collection(NamedTuple):
    """What was collected, into which plan and on which day; the changes to its files, and whether they were written."""

    plan: PlanFacts
    as_of: date
    collected: Collected
    done: Recorded
    written: bool


def page(found: Collection) -> Document:
    collected = found.collected
    parts: list[Part] = [_figures(found)]
    taken = [row for row in collected.rows if row.outcome != "refused"]
    refused = [row for row in collected.rows if row.outcome == "refused"]
    if refused:
        parts.append(_refusals(refused, found.plan.refs))
    if taken:
        parts.append(_entries(taken, found.plan.refs, written=found.written))
        parts += [f"{said}." for said in dict.fromkeys(row.date_read for row in taken) if said]
    if any(row.outcome == "held" for row in taken):
        parts.append("Held back: of a file with a refused row nothing is recorded, unless --partial says so.")
    if found.done.changes and found.written:
        parts.append(f"Changed: {words.join(change.shown for change in found.done.changes)}")
    elif not found.written:
        parts += [line for change in found.done.changes for line in change.diff]
        parts.append("Nothing was written (--dry-run).")
    return document("", *parts)


def _figures(found: Collection) -> str:
    collected = found.collected
    number = {name: sum(row.outcome == name for row in collected.rows) for name in ("recorded", "already", "held")}
    verb = "recorded" if found.written else "to record"
    parts = [f"{words.count(number['recorded'], 'row')} {verb}"]
    if number["already"]:
        parts.append(f"{number['already']} recorded already")
    if collected.refused:
        parts.append(words.count(collected.refused, "refusal"))
    if number["held"]:
        parts.append(f"{number['held']} held back")
    parts.append(f"{collected.empty or 'none'} left empty")
    said = ", ".join(parts)
    return f"{said[0].upper()}{said[1:]}."


def _refusals(rows: list[Row], refs: Refs) -> Table:
    columns = (Column("File", "id"), Column("Cell", "id"), Column("About", "id"), Column("Why not"))
    cells = [blocks.Row((row.file, row.place or "–", refs.both(row.id) or "–", _why(row))) for row in rows]
    return Table(columns, cells, "Refused")


def _why(row: Row) -> str:
    value = f"“{row.value}”: " if row.value and row.value != row.id else ""
    return f"{value}{row.reason}{f' ({row.hint})' if row.hint else ''}"


def _entries(rows: list[Row], refs: Refs, *, written: bool) -> Table:
    outcomes = {
        "recorded": "recorded" if written else "to record",
        "already": "recorded already",
        "held": "held back",
    }
    columns = (
        Column("File", "id"),
        Column("About", "id"),
        Column("What"),
        Column("On", "date"),
        Column("By", "id"),
        Column("Outcome", "state"),
    )
    cells = [
        blocks.Row(
            (
                row.file,
                refs.both(row.id),
                entry_in_words(row.entry),
                row.entry.on.isoformat(),
                row.entry.by or "–",
                Mark("open", outcomes[row.outcome]),
            )
        )
        for row in rows
        if row.entry is not None
    ]
    return Table(columns, cells, "Filled in")


COLUMNS: Final[Columns[Row]] = (
    text("file", lambda row: row.file),
    text("cell", lambda row: row.place or None),
    text("outcome", lambda row: row.outcome),
    text("id", lambda row: row.id or None),
    text("period", lambda row: row.entry.period if row.entry else None),
    day("on", lambda row: row.entry.on if row.entry else None),
    text("status", lambda row: row.entry.status if row.entry else None),
    text("note", lambda row: row.entry.note if row.entry else None),
    texts("evidence", lambda row: row.entry.evidence if row.entry else ()),
    text("by", lambda row: row.entry.by if row.entry else None),
    text("value", lambda row: row.value or None),
    text("reason", lambda row: row.reason or None),
    text("hint", lambda row: row.hint or None),
    text("date_read", lambda row: row.date_read or None),
)


def records(found: Collection) -> Records[Row]:
    collected = found.collected
    figures: dict[str, Json] = {
        **{name: sum(row.outcome == name for row in collected.rows) for name in ("recorded", "already", "held")},
        "refused": collected.refused,
        "empty": collected.empty,
        "written": found.written,
        "changed": [change.shown for change in found.done.changes],
    }
    return Records("collect", found.as_of, plan_record(found.plan), COLUMNS, collected.rows, figures)
