"""`siplan slippage`."""

from __future__ import annotations

from typing import Final

from si_plan.documents import words
from si_plan.documents.blocks import Column, Document, Ids, Part, Row, Table, document
from si_plan.documents.records import Columns, Json, Records, day, flag, integer, nested, record, reduced, text, texts
from si_plan.queries.selection import Question
from si_plan.queries.slippage import Move, Outcome, Redated, Slip, Slippage, SlipTotals
from si_plan.views import View, states
from si_plan.views.records import numbers_record, records_of, with_refs
from si_plan.views.tracked import scope

_OVERDUE: Final = "‡"
"""The sign of what was moved when it was already overdue."""


def page(question: Question, result: Slippage) -> Document:
    on = words.day(question.selection.as_of)
    of: dict[Outcome, list[Slip]] = {"slipped": [], "brought_forward": [], "back": [], "cancelled": []}
    for slip in result.rows:
        of[slip.outcome].append(slip)
    blocks: list[Part] = [_slips(question, of["slipped"])]
    if of["slipped"]:
        blocks.append(_totals("Lead", result.leads, "By lead (joint ones count for each)"))
        blocks.append(_totals("Priority", result.priorities, "By priority"))
    if of["brought_forward"]:
        blocks.append(_slips(question, of["brought_forward"], "Brought forward"))
    if of["back"]:
        blocks.append(f"Moved, and due again by the day that was promised: {_named(question, of['back'])}.")
    if of["cancelled"]:
        blocks.append(f"Moved, and cancelled since: {_named(question, of['cancelled'])}.")
    if result.redated:
        blocks.append(_redated(result.redated))
    if overdue := sum(slip.moved_overdue for slip in result.rows):
        blocks.append(f"{_OVERDUE} Moved when it was already overdue ({words.count(overdue, 'move')}).")
    return document(f"Moved later by {on}{scope(question)}: {states.numbers(result.slipped)}", *blocks)


def _named(question: Question, rows: list[Slip]) -> str:
    return words.join(question.plan.refs.of(slip.id) for slip in rows)


def _slips(question: Question, rows: list[Slip], title: str = "") -> Table:
    columns = (
        Column("ID", "id"),
        Column("What", "title"),
        Column("Lead", "id"),
        Column("Promised", "date"),
        Column("Now", "date"),
        Column("Moved", "id"),
        Column("Late", "id", spare=True),
        Column("Approved by", "id", spare=True),
        Column("Reason", "title", spare=True),
    )
    shown = [
        Row(
            (
                Ids((slip.id,)),
                slip.text + (f" (the same as {question.plan.refs.of(slip.same_as)})" if slip.same_as else ""),
                words.leads(slip.leads),
                slip.original or "–",
                slip.present or "–",
                _moved(slip),
                _late(slip),
                words.join(slip.approved_by) or "–",
                slip.reason or "–",
            )
        )
        for slip in rows
    ]
    return Table(columns, shown, title, empty="No deadline has moved later.")


def _redated(rows: list[Redated]) -> Table:
    columns = (
        Column("ID", "id"),
        Column("What", "title"),
        Column("Lead", "id"),
        Column("First promised", "date"),
        Column("In this edition", "date"),
        Column("Days", "number"),
    )
    shown = [
        Row((Ids((row.id,)), row.text, words.leads(row.leads), row.first, row.promised, f"{row.days:+d}"))
        for row in rows
    ]
    return Table(columns, shown, "Given another date by an edition of the plan")


def _moved(slip: Slip) -> str:
    """+90 days, 2 times, with a sign if it was moved when it was already overdue."""
    said = f"{slip.days:+d} days, {words.count(slip.times, 'time')}"
    return f"{said} {_OVERDUE}" if slip.moved_overdue else said


def _late(slip: Slip) -> str:
    if slip.late_by_present:
        return "by both" if slip.late_by_original else "by the new"
    return "by the promised" if slip.late_by_original else "no"


def _totals(name: str, totals: list[SlipTotals], title: str) -> Table:
    columns = (
        Column(name, "id"),
        Column("Title", "brief"),
        Column("Moved", "number"),
        Column("Times", "number"),
        Column("Days", "number"),
    )
    rows = [
        Row((row.name, row.label or row.title, row.records, row.times, f"{row.days:+d}"))
        for row in totals
        if row.records
    ]
    return Table(columns, rows, title)


MOVE: Final[Columns[Move]] = (
    day("on", lambda move: move.on),
    reduced("to", lambda move: move.to),
    integer("days", lambda move: move.days),
    text("reason", lambda move: move.reason or None),
    text("approved_by", lambda move: move.approved_by or None),
    flag("overdue", lambda move: move.overdue),
)
COLUMNS: Final[Columns[Slip]] = (
    text("kind", lambda slip: slip.kind),
    text("id", lambda slip: slip.id),
    text("priority", lambda slip: slip.priority),
    text("text", lambda slip: slip.text),
    texts("leads", lambda slip: slip.leads),
    reduced("original", lambda slip: slip.original),
    reduced("present", lambda slip: slip.present),
    integer("times", lambda slip: slip.times),
    integer("days", lambda slip: slip.days),
    texts("approved_by", lambda slip: slip.approved_by),
    text("reason", lambda slip: slip.reason or None),
    text("state", lambda slip: slip.state),
    flag("late_by_original", lambda slip: slip.late_by_original),
    flag("late_by_present", lambda slip: slip.late_by_present),
    text("outcome", lambda slip: slip.outcome),
    nested("moves", lambda slip: [record(MOVE, move) for move in slip.moves]),
    integer("moved_overdue", lambda slip: slip.moved_overdue),
    reduced("first_promised", lambda slip: slip.first),
)
REDATED: Final[Columns[Redated]] = (
    text("kind", lambda row: row.kind),
    text("id", lambda row: row.id),
    text("priority", lambda row: row.priority),
    text("text", lambda row: row.text),
    texts("leads", lambda row: row.leads),
    reduced("first_promised", lambda row: row.first),
    reduced("promised", lambda row: row.promised),
    integer("days", lambda row: row.days),
)
TOTALS: Final[Columns[SlipTotals]] = (
    text("name", lambda row: row.name),
    text("title", lambda row: row.title),
    integer("records", lambda row: row.records),
    integer("times", lambda row: row.times),
    integer("days", lambda row: row.days),
    integer("brought_forward", lambda row: row.brought_forward),
    text("label", lambda row: row.label),
)


def records(question: Question, result: Slippage) -> Records[Slip]:
    return records_of(
        question,
        "slippage",
        with_refs(question, COLUMNS, lambda slip: slip.id),
        result.rows,
        counts=numbers_record(result.slipped),
        by_lead=_totals_records(result.leads),
        by_priority=_totals_records(result.priorities),
        **({"redated": [record(REDATED, row) for row in result.redated]} if result.redated else {}),
    )


def _totals_records(totals: list[SlipTotals]) -> list[dict[str, Json]]:
    return [record(TOTALS, row) for row in totals if row.records or row.brought_forward]


VIEW: Final = View(page, records)
