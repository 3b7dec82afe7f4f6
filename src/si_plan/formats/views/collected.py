"""`siplan collect`: what became of each row that was filled in."""

from __future__ import annotations

from datetime import date
from typing import Any, Final, NamedTuple

from si_plan.editing.changes import Recorded
from si_plan.editing.collecting import Collected, Row
from si_plan.formats import words
from si_plan.formats.page import Block, Column, Listing, Page
from si_plan.formats.records import Answer, plan_record
from si_plan.formats.views.show import entry_said
from si_plan.queries.selection import PlanFacts

_COLUMNS: Final = (
    "file",
    "cell",
    "outcome",
    "id",
    "period",
    "on",
    "status",
    "note",
    "evidence",
    "by",
    "value",
    "reason",
    "hint",
)


class Collection(NamedTuple):
    """What was collected into which plan, on which day; what that changes in its files, and whether it did."""

    plan: PlanFacts
    as_of: date
    collected: Collected
    done: Recorded
    written: bool


def page(found: Collection) -> Page:
    collected = found.collected
    blocks: list[Block] = [_figures(found)]
    taken = [row for row in collected.rows if row.outcome != "refused"]
    refused = [row for row in collected.rows if row.outcome == "refused"]
    if refused:
        blocks.append(_refusals(refused))
    if taken:
        blocks.append(_taken(taken, written=found.written))
    if any(row.outcome == "held" for row in taken):
        blocks.append("Held back: of a file with a refused row nothing is recorded, unless --partial says so.")
    if found.done.changes and found.written:
        blocks.append(f"Changed: {words.listed(change.shown for change in found.done.changes)}")
    elif not found.written:
        blocks += [line for change in found.done.changes for line in change.diff]
        blocks.append("Nothing was written (--dry-run).")
    return Page(blocks)


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


def _refusals(rows: list[Row]) -> Listing:
    columns = (Column("File", "id"), Column("Cell", "id"), Column("About", "id"), Column("Why not"))
    cells: list[tuple[str, ...]] = [(row.file, row.place or "–", row.id or "–", _why(row)) for row in rows]
    return Listing(columns, cells, "Refused")


def _why(row: Row) -> str:
    value = f"“{row.value}”: " if row.value and row.value != row.id else ""
    return f"{value}{row.reason}{f' ({row.hint})' if row.hint else ''}"


def _taken(rows: list[Row], *, written: bool) -> Listing:
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
    cells: list[tuple[str, ...]] = [
        (row.file, row.id, entry_said(row.entry), row.entry.on.isoformat(), row.entry.by or "–", outcomes[row.outcome])
        for row in rows
        if row.entry is not None
    ]
    return Listing(columns, cells, "Filled in")


def answer(found: Collection) -> Answer:
    collected = found.collected
    counted = {name: sum(row.outcome == name for row in collected.rows) for name in ("recorded", "already", "held")}
    return Answer(
        "collect",
        found.as_of,
        plan_record(found.plan),
        [_record(row) for row in collected.rows],
        _COLUMNS,
        {
            **counted,
            "refused": collected.refused,
            "empty": collected.empty,
            "written": found.written,
            "changed": [change.shown for change in found.done.changes],
        },
    )


def _record(row: Row) -> dict[str, Any]:
    entry = row.entry
    return {
        "file": row.file,
        "cell": row.place or None,
        "outcome": row.outcome,
        "id": row.id or None,
        "period": entry.period if entry else None,
        "on": entry.on.isoformat() if entry else None,
        "status": entry.status if entry else None,
        "note": entry.note if entry else None,
        "evidence": list(entry.evidence) if entry else [],
        "by": entry.by if entry else None,
        "value": row.value or None,
        "reason": row.reason or None,
        "hint": row.hint or None,
    }
