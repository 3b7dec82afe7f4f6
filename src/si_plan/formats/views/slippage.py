"""`siplan slippage`."""

from __future__ import annotations

from typing import Any, Final

from si_plan.formats import words
from si_plan.formats.page import Block, Column, Heading, Listing, Page
from si_plan.formats.records import Answer, numbers_record
from si_plan.formats.records import answer as answer_of
from si_plan.formats.views import View
from si_plan.formats.views.tracked import scope
from si_plan.queries.selection import Question
from si_plan.queries.slippage import Outcome, Slip, Slippage, SlipTotals

COLUMNS = (
    "kind",
    "id",
    "priority",
    "text",
    "leads",
    "original",
    "present",
    "times",
    "days",
    "approved_by",
    "reason",
    "state",
    "late_by_original",
    "late_by_present",
    "outcome",
)


def page(question: Question, result: Slippage) -> Page:
    on = words.day(question.selection.as_of)
    of: dict[Outcome, list[Slip]] = {"slipped": [], "brought_forward": [], "back": [], "cancelled": []}
    for one in result.rows:
        of[one.outcome].append(one)
    blocks: list[Block] = [
        Heading(f"Slipped by {on}{scope(question)}: {words.numbers(result.slipped)}"),
        _slips(of["slipped"]),
    ]
    if of["slipped"]:
        blocks.append(_totals("Lead", result.leads, "By lead (joint ones count for each)"))
        blocks.append(_totals("Priority", result.priorities, "By priority"))
    if of["brought_forward"]:
        blocks.append(_slips(of["brought_forward"], "Brought forward"))
    if of["back"]:
        blocks.append(f"Moved, and due again by the day that was promised: {_ids(of['back'])}.")
    if of["cancelled"]:
        blocks.append(f"Moved, and cancelled since: {_ids(of['cancelled'])}.")
    return Page(blocks)


def _ids(rows: list[Slip]) -> str:
    return words.listed(one.id for one in rows)


def _slips(rows: list[Slip], title: str = "") -> Listing:
    columns = (
        Column("ID", "id"),
        Column("What shows it is done"),
        Column("Lead", "id"),
        Column("Promised", "date"),
        Column("Now", "date"),
        Column("Moved", "id"),
        Column("Late", "id"),
        Column("Approved by", "id", spare=True),
        Column("Reason", spare=True),
    )
    cells: list[tuple[str, ...]] = [
        (
            one.id,
            one.text + (f" (the same as {one.same_as})" if one.same_as else ""),
            words.leads(one.leads),
            words.short(one.original),
            words.short(one.present),
            f"{one.days:+d} days, {words.count(one.times, 'time')}",
            _late(one),
            words.listed(one.approved_by) or "–",
            one.reason or "–",
        )
        for one in rows
    ]
    return Listing(columns, cells, title, empty="No deadline has slipped.")


def _late(one: Slip) -> str:
    if one.late_by_present:
        return "by both" if one.late_by_original else "by now's"
    return "by the promised" if one.late_by_original else "no"


def _totals(name: str, totals: list[SlipTotals], title: str) -> Listing:
    columns = (
        Column(name, "id"),
        Column("Title", "brief"),
        Column("Slipped", "number"),
        Column("Times", "number"),
        Column("Days", "number"),
    )
    rows: list[tuple[str, ...]] = [
        (one.name, one.title, str(one.records), str(one.times), f"{one.days:+d}") for one in totals if one.records
    ]
    return Listing(columns, rows, title)


def answer(question: Question, result: Slippage) -> Answer:
    def totals(every: list[SlipTotals]) -> list[dict[str, Any]]:
        return [
            {
                "name": one.name,
                "title": one.title,
                "records": one.records,
                "times": one.times,
                "days": one.days,
                "brought_forward": one.brought_forward,
            }
            for one in every
            if one.records or one.brought_forward
        ]

    rows = [_record(one) for one in result.rows]
    return answer_of(
        question,
        "slippage",
        rows,
        COLUMNS,
        counts=numbers_record(result.slipped),
        by_lead=totals(result.leads),
        by_priority=totals(result.priorities),
    )


def _record(one: Slip) -> dict[str, Any]:
    return {
        "kind": one.kind,
        "id": one.id,
        "priority": one.priority,
        "text": one.text,
        "leads": list(one.leads),
        "original": one.original.text if one.original else None,
        "present": one.present.text if one.present else None,
        "times": one.times,
        "days": one.days,
        "approved_by": list(one.approved_by),
        "reason": one.reason or None,
        "state": one.state,
        "late_by_original": one.late_by_original,
        "late_by_present": one.late_by_present,
        "outcome": one.outcome,
        "moves": [
            {
                "on": move.on.isoformat(),
                "to": move.to.text,
                "days": move.days,
                "reason": move.reason or None,
                "approved_by": move.approved_by or None,
            }
            for move in one.moves
        ],
    }


VIEW: Final = View(page, answer)
