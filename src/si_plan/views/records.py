"""The records that several queries share: tracked rows, and counts."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any, Final, Protocol

from si_plan.documents.records import Columns, Json, Records, Row, day, flag, integer, reduced, text, texts
from si_plan.queries.counting import Numbers, StateCounts
from si_plan.queries.rows import TrackedRow
from si_plan.queries.selection import PlanFacts, Question


def records_of(
    question: Question, query: str, columns: Columns[Row], rows: Sequence[Row], **figures: Json
) -> Records[Row]:
    """The records of an answer; the filters of the question are among the figures if any is set. In an answer of a
    portfolio each row says of which member it is."""
    return records_of_all(question, query, of_members(question, columns), rows, **figures)


def records_of_all(
    question: Question, query: str, columns: Columns[Row], rows: Sequence[Row], **figures: Json
) -> Records[Row]:
    """The same where the rows of a portfolio are of all its members."""
    filters = question.selection.filters
    if filters:
        figures = {"filters": filters, **figures}
    as_of, across = question.selection.as_of, question.across
    if across is None:
        return Records(query, as_of, plan_record(question.plan), columns, rows, figures)
    missing: list[Json] = [one._asdict() for one in across.missing]
    known: dict[str, Json] = {"title": across.title, "members": len(across.members), "missing": missing}
    return Records(query, as_of, None, columns, rows, {"portfolio": known, **figures})


_OF_MEMBER: Final[Columns[Any]] = (text("member", lambda row: row.member), texts("themes", lambda row: row.themes))
"""The columns in front of rows of several plans: the member's id, and the portfolio's themes that a row belongs to."""


def of_members(question: Question, columns: Columns[Row]) -> Columns[Row]:
    """The columns of rows, each of which is of a member where a portfolio is asked."""
    return columns if question.across is None else (*_OF_MEMBER, *columns)


def with_refs(question: Question, columns: Columns[Row], of: Callable[[Row], str], name: str = "ref") -> Columns[Row]:
    """The columns with one at their end for the refs of the records whose ids `of` takes from the rows. Rows of several
    plans say their own."""
    if question.across is not None:
        return (*columns, text(name, lambda row: getattr(row, "ref", None)))
    return (*columns, text(name, lambda row: question.plan.refs.get(of(row))))


class _OfMember(Protocol):
    @property
    def id(self) -> str: ...

    @property
    def member(self) -> str | None: ...


def ids_record(rows: Iterable[_OfMember]) -> dict[str, Json]:
    """Which records these are: their `ids`; in a portfolio, where an id may be of several plans, the `records`, each
    with its member and id."""
    every = list(rows)
    if any(row.member is not None for row in every):
        return {"records": [{"member": row.member, "id": row.id} for row in every]}
    return {"ids": [row.id for row in every]}


def plan_record(plan: PlanFacts) -> dict[str, Json]:
    """What the JSON envelope says of the plan."""
    edition = {} if plan.edition is None else {"edition": plan.edition}
    return {"title": plan.title, "authority": plan.authority, "dated": plan.dated.isoformat(), **edition}


TRACKED: Final[Columns[TrackedRow]] = (
    text("kind", lambda row: row.kind),
    text("id", lambda row: row.id),
    text("action", lambda row: row.action),
    text("priority", lambda row: row.priority),
    texts("areas", lambda row: row.areas),
    text("text", lambda row: row.text),
    texts("leads", lambda row: row.leads),
    text("when", lambda row: row.when),
    reduced("starts", lambda row: row.starts),
    reduced("due", lambda row: row.due),
    day("earliest", lambda row: row.due.earliest if row.due else None),
    day("latest", lambda row: row.due.latest if row.due else None),
    text("state", lambda row: row.state),
    text("status", lambda row: row.status),
    flag("late", lambda row: row.late),
    day("completed", lambda row: row.completed),
    integer("days_overdue", lambda row: row.days_overdue),
    text("same_as", lambda row: row.same_as),
    text("period", lambda row: row.period),
    integer("occurrences", lambda row: row.occurrences),
    text("basis", lambda row: row.basis),
    text("ref", lambda row: row.ref),
    text("waits_for", lambda row: row.waits_for),
)


def counts_record(counts: StateCounts) -> dict[str, int]:
    """How many records are in each state, by the name of the state."""
    return counts._asdict()


def numbers_record(numbers: Numbers) -> dict[str, int]:
    """How many of each kind an answer is about; each deliverable counts once."""
    return numbers._asdict()
