"""`siplan slippage`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from si_plan.documents import words
from si_plan.documents.blocks import Column, Document, Part, Row, Table, document
from si_plan.documents.blocks import Group as Heading
from si_plan.documents.records import Columns, Json, Records, day, flag, integer, nested, record, reduced, text, texts
from si_plan.queries.grouping import Group
from si_plan.queries.moves import Move
from si_plan.queries.selection import Question
from si_plan.queries.slippage import Redated, Slip, Slippage, SlipTotals, totals_of_slips
from si_plan.views import View, states
from si_plan.views.grouped import figures, name_of, note
from si_plan.views.records import numbers_record, of_members, records_of, with_refs
from si_plan.views.tracked import MEMBER, id_cell, member_cells, scope

_OVERDUE: Final = "‡"
"""The sign of what was moved when it was already overdue."""


def page(question: Question, result: Slippage) -> Document:
    on = words.day(question.selection.as_of)
    forward, back = result.of_outcome("brought_forward"), result.of_outcome("back")
    cancelled = result.of_outcome("cancelled")
    blocks: list[Part] = _slipped(question, result)
    if forward:
        blocks.append(_slips(question, forward, title="Brought forward"))
    if back:
        blocks.append(f"Moved, and due again by the day that was promised: {_named(back)}.")
    if cancelled:
        blocks.append(f"Moved, and cancelled since: {_named(cancelled)}.")
    if result.redated:
        blocks.append(_redated(result.redated))
    if overdue := sum(slip.moved_overdue for slip in result.rows):
        blocks.append(f"{_OVERDUE} Moved when it was already overdue ({words.count(overdue, 'move')}).")
    return document(f"Moved later by {on}{scope(question)}: {states.numbers(result.slipped)}", *blocks)


def _slipped(question: Question, result: Slippage) -> list[Part]:
    """What moved later: in its groups, or the longest first with totals."""
    slips = result.of_outcome("slipped")
    if result.grouping is not None and slips:
        groups, by = result.groups, result.grouping.by
        rows: list[Slip | Heading] = []
        for group in groups:
            rows += [_head(question, group), *group.rows]
        return [_slips(question, rows, with_member=by != "member"), *note(by, groups, slips)]
    blocks: list[Part] = [_slips(question, slips)]
    if slips:
        blocks.append(_totals("Lead", result.leads, "By lead (joint ones count for each)"))
        second = ("Priority", result.priorities) if question.across is None else ("Member", result.members)
        blocks.append(_totals(*second, f"By {second[0].lower()}"))
    return blocks


def _head(question: Question, group: Group[Slip]) -> Heading:
    """A group with its totals: HT Headteacher: 5 records, 7 times, +420 days."""
    totals = totals_of_slips(group.name, group.title, group.rows)
    moved = f"{words.count(totals.records, 'record')}, {words.count(totals.times, 'time')}, {totals.days:+d} days"
    return Heading("", f"{name_of(question, group)}: {moved}")


def _named(rows: list[Slip]) -> str:
    return words.join(slip.name for slip in rows)


def _slips(question: Question, rows: Sequence[Slip | Heading], *, title: str = "", with_member: bool = True) -> Table:
    several = question.across is not None and with_member
    reasons = question.across is None or any(isinstance(row, Slip) and row.reason for row in rows)  # few cross
    columns = (
        *((MEMBER,) if several else ()),
        Column("ID", "id"),
        Column("What", "title"),
        Column("Lead", "id", spare=several),
        Column("Promised", "date", spare=several),
        Column("Now", "date"),
        Column("Moved", "id"),
        Column("Late", "id", spare=True),
        Column("Approved by", "id", spare=True),
        *((Column("Reason", "title", spare=True),) if reasons else ()),
    )
    shown = [
        row if isinstance(row, Heading) else _row(row, with_member=with_member, with_reason=reasons) for row in rows
    ]
    return Table(columns, shown, title, empty="No deadline has moved later.")


def _row(slip: Slip, *, with_member: bool, with_reason: bool) -> Row:
    return Row(
        (
            *member_cells(slip, with_member=with_member),
            id_cell(slip),
            slip.text + (f" (the same as {slip.twin})" if slip.twin else ""),
            words.leads(slip.leads),
            slip.original or "–",
            slip.present or "–",
            _moved(slip),
            _late(slip),
            words.join(slip.approved_by) or "–",
            *((slip.reason or "–",) if with_reason else ()),
        )
    )


def _redated(rows: list[Redated]) -> Table:
    columns = (
        *((MEMBER,) if any(row.member for row in rows) else ()),
        Column("ID", "id"),
        Column("What", "title"),
        Column("Lead", "id"),
        Column("First promised", "date"),
        Column("In this edition", "date"),
        Column("Days", "number"),
    )
    shown = [
        Row((*member_cells(row), id_cell(row), row.text, words.leads(row.leads), row.first, row.promised, days))
        for row in rows
        for days in (f"{row.days:+d}",)
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
        **_second_totals(question, result),
        **(
            {"redated": [record(of_members(question, REDATED), row) for row in result.redated]}
            if result.redated
            else {}
        ),
        **figures(result.grouping, result.groups, _group_figures),
    )


def _second_totals(question: Question, result: Slippage) -> dict[str, Json]:
    if question.across is None:
        return {"by_priority": _totals_records(result.priorities)}
    return {"by_member": _totals_records(result.members)}


def _group_figures(group: Group[Slip]) -> dict[str, Json]:
    totals = totals_of_slips(group.name, group.title, group.rows)
    return {"counts": {"records": totals.records, "times": totals.times, "days": totals.days}}


def _totals_records(totals: list[SlipTotals]) -> list[dict[str, Json]]:
    return [record(TOTALS, row) for row in totals if row.records or row.brought_forward]


VIEW: Final = View(page, records)
