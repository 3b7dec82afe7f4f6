"""Rows as the versioned records that JSON and CSV give. Names and meanings here are a promise to scripts."""

from datetime import date
from typing import Any, Final, NamedTuple

from si_plan.queries.counting import Numbers, StateCounts
from si_plan.queries.rows import TrackedRow
from si_plan.queries.selection import PlanFacts, Question


class Answer(NamedTuple):
    """A query's records: what the envelope says of them, the rows, and the columns that CSV gives them."""

    query: str
    as_of: date | None
    plan: dict[str, Any]
    rows: list[dict[str, Any]]
    columns: tuple[str, ...]
    figures: dict[str, Any]


def answer(
    question: Question, query: str, rows: list[dict[str, Any]], columns: tuple[str, ...], **figures: Any
) -> Answer:
    """An answer to a question, with its filters among the figures where any is set."""
    filters = question.selection.filters
    if filters:
        figures = {"filters": filters, **figures}
    return Answer(query, question.selection.as_of, plan_record(question.plan), rows, columns, figures)


def plan_record(plan: PlanFacts) -> dict[str, Any]:
    return {"title": plan.title, "authority": plan.authority, "dated": plan.dated.isoformat()}


TRACKED_COLUMNS: Final = (
    "kind",
    "id",
    "action",
    "priority",
    "areas",
    "text",
    "leads",
    "when",
    "starts",
    "due",
    "earliest",
    "latest",
    "state",
    "status",
    "late",
    "completed",
    "days_overdue",
    "same_as",
    "period",
    "occurrences",
    "basis",
)


def tracked_record(row: TrackedRow) -> dict[str, Any]:
    """A tracked row: dates as ISO 8601, absent values null."""
    return {
        "kind": row.kind,
        "id": row.id,
        "action": row.action,
        "priority": row.priority,
        "areas": list(row.areas),
        "text": row.text,
        "leads": list(row.leads),
        "when": row.when,
        "starts": row.starts.text if row.starts else None,
        "due": row.due.text if row.due else None,
        "earliest": row.due.earliest.isoformat() if row.due else None,
        "latest": row.due.latest.isoformat() if row.due else None,
        "state": row.state,
        "status": row.status,
        "late": row.late,
        "completed": row.completed.isoformat() if row.completed else None,
        "days_overdue": row.days_overdue,
        "same_as": row.same_as,
        "period": row.period,
        "occurrences": row.occurrences,
        "basis": row.basis,
    }


def counts_record(counts: StateCounts) -> dict[str, int]:
    return counts._asdict()


def numbers_record(numbers: Numbers) -> dict[str, int]:
    """How many of each kind an answer is about: what stands twice in the plan is counted once."""
    return numbers._asdict()
