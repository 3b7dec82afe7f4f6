"""`siplan overdue`."""

from __future__ import annotations

from typing import Final

from si_plan.documents import words
from si_plan.documents.blocks import Document, document
from si_plan.documents.records import Json, Records
from si_plan.queries.counting import totals_of_rows
from si_plan.queries.overdue import Overdue, OverdueGroup
from si_plan.queries.rows import TrackedRow
from si_plan.queries.selection import Question
from si_plan.views import View, states, tracked
from si_plan.views.records import TRACKED, numbers_record, records_of


def page(question: Question, result: Overdue) -> Document:
    on = words.day(question.selection.as_of)
    soon = states.numbers(result.soon.numbers)
    groups = ((f"{question.plan.refs.of(group.name)} {group.title}".strip(), group.rows) for group in result.groups)
    nothing = "Nothing is overdue."
    return document(
        f"Overdue on {on}{tracked.scope(question)}: {tracked.how_many(result.rows)}",
        tracked.groups(groups, nothing) if result.by else tracked.table(result.rows, empty=nothing),
        *_note(result),
        *states.legend(result.rows),
        f"Due soon, by {words.day(result.soon_until)}: {soon}.",
    )


def _note(result: Overdue) -> list[str]:
    """That some rows stand in several groups, if any does."""
    twice = sum(len(group.rows) for group in result.groups) > len(result.rows)
    each = {
        "lead": "What is led jointly stands under each lead.",
        "area": "What answers several areas stands under each.",
        "theme": "What belongs to several themes stands under each.",
    }
    return [each[result.by]] if twice and result.by in each else []


def records(question: Question, result: Overdue) -> Records[TrackedRow]:
    return records_of(
        question,
        "overdue",
        TRACKED,
        result.rows,
        counts=numbers_record(totals_of_rows(result.rows).numbers),
        due_soon=result.soon.numbers.total,
        due_soon_until=result.soon_until.isoformat(),
        **({"by": result.by, "groups": [_group(group) for group in result.groups]} if result.by else {}),
    )


def _group(group: OverdueGroup) -> dict[str, Json]:
    return {
        "name": group.name or None,
        "title": group.title,
        "counts": numbers_record(totals_of_rows(group.rows).numbers),
        "ids": [row.id for row in group.rows],
    }


VIEW: Final = View(page, records)
