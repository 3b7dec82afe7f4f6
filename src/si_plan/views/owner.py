"""`siplan by-owner CODE`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from si_plan.documents import words
from si_plan.documents.blocks import Document, document
from si_plan.documents.records import Columns, Json, Records, integer, nested, record, text, texts
from si_plan.model.promise import BESIDE, RoleField
from si_plan.queries.by_owner import Beside, Owned, OwnedAction
from si_plan.queries.counting import totals_of_rows
from si_plan.queries.rows import TrackedRow
from si_plan.queries.selection import Question
from si_plan.state.roles import Holding
from si_plan.views import View, leads, states, tracked
from si_plan.views.records import TRACKED, ids_record, numbers_record, records_of, with_refs


def page(question: Question, result: Owned) -> Document:
    until = words.day(result.soon_until)
    named = (("Overdue", result.overdue), (f"Due by {until}", result.due_soon), ("Later", result.later))
    told = states.legend(row for _, own in named for row in own)
    if result.totals.done.total and result.role == "leads":
        told.append(f"What is done: siplan list --lead {result.code} --state done")
    for role in BESIDE if result.role == "leads" else ():
        number = len(getattr(result, role))
        if number:
            told.append(
                f"They also {_DOES[role]} {words.count(number, 'action')}: siplan by-owner {result.code} --as {role}"
            )
    held = leads.held(result.held)
    named_so = f"{result.code}, {result.title}{f' ({held})' if held else ''}"
    what = "" if result.role == "leads" else f": what they {_DOES[result.role]}"
    return document(
        f"{named_so}{what}, on {words.day(question.selection.as_of)}{tracked.among(question)}",
        _figures(result),
        tracked.groups(((name, own) for name, own in named if own), _nothing(result)),
        *told,
    )


def _figures(result: Owned) -> str:
    """10 overdue · 1 due by 31 Oct 2016 · 20 later · 3 done, in 16 actions. Each deliverable counts once."""
    cancelled = result.totals.cancelled.total
    numbers = [
        f"{_count(result.overdue)} overdue",
        f"{_count(result.due_soon)} due by {words.day_short(result.soon_until)}",
        f"{_count(result.later)} later",
        f"{result.totals.done.total} done",
        *([f"{cancelled} cancelled"] if cancelled else []),
    ]
    plans = len({action.member for action in result.actions if action.member})
    where = f" of {words.count(plans, 'plan')}" if plans else ""
    return f"{' · '.join(numbers)}, in {words.count(len(result.actions), 'action')}{where}"


def _count(rows: list[TrackedRow]) -> int:
    return totals_of_rows(rows).numbers.total


_DOES: Final[dict[RoleField, str]] = {"leads": "lead", "accountable": "answer for", "support": "support"}


def _nothing(result: Owned) -> str:
    does = _DOES[result.role]
    return f"Nothing that they {does} is open." if result.actions else f"They {does} nothing that was asked about."


COLUMNS: Final[Columns[OwnedAction]] = (
    text("id", lambda action: action.id),
    text("priority", lambda action: action.priority),
    text("title", lambda action: action.title),
    texts("leads", lambda action: action.leads),
    texts("when", lambda action: action.when),
    nested("milestones", lambda action: _tracked_records(action.milestones), in_table=True),
    nested("others", lambda action: _tracked_records(action.others), in_table=True),
    integer("milestones_total", lambda action: action.milestones_total),
    text("label", lambda action: action.label),
)


def _tracked_records(rows: list[TrackedRow]) -> list[dict[str, Json]]:
    return [record(TRACKED, row) for row in rows]


def records(question: Question, result: Owned) -> Records[OwnedAction]:
    numbers, late = result.totals.numbers, result.totals.overdue
    counts = {"counts": numbers_record(numbers), "overdue": numbers_record(late)}
    beside: dict[str, Json] = {role: _ids(some) for role in BESIDE if (some := getattr(result, role))}
    if result.role != "leads":
        beside["as"] = result.role
    groups = {"overdue": result.overdue, "due_soon": result.due_soon, "later": result.later}
    return records_of(
        question,
        "by-owner",
        with_refs(question, COLUMNS, lambda action: action.id),
        result.actions,
        lead=result.code,
        **counts,
        groups={name: _ids(rows) for name, rows in groups.items()},
        due_soon_until=result.soon_until.isoformat(),
        done=numbers_record(result.totals.done),
        cancelled=numbers_record(result.totals.cancelled),
        **_held(result.held),
        **beside,
    )


def _ids(rows: Sequence[TrackedRow] | Sequence[Beside]) -> Json:
    """The ids of records; in a portfolio each with its member."""
    (ids,) = ids_record(rows).values()
    return ids


def _held(held: Holding | None) -> dict[str, Json]:
    """How the role is held, of which several plans say nothing."""
    if held is None:
        return {}
    return {
        "state": held.state,
        "since": held.since.isoformat() if held.since else None,
        "successor": held.successor,
    }


VIEW: Final = View(page, records)
