"""What views of tracked rows share: their columns and cells, and the filters in words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Final, Protocol

from si_plan.documents import words
from si_plan.documents.blocks import Cell, Column, Group, Ids, Part, Row, Table
from si_plan.documents.records import Json
from si_plan.queries.counting import totals_of_rows
from si_plan.queries.rows import TrackedRow
from si_plan.queries.selection import Question
from si_plan.views import states

if TYPE_CHECKING:  # few answers are grouped
    from si_plan.queries.grouping import Grouping

MEMBER: Final = Column("Member", "id")
"""What comes before the columns of a table of rows of several plans."""
COLUMNS: Final = (
    Column("ID", "id"),
    Column("What", "title"),
    Column("Lead", "id"),
    Column("When (as written)", "title", spare=True),
    Column("Deadline", "date"),
    Column("State", "state"),
)

_BASED = {"own": "dated by its own words", "action": "dated by its action's words", "judged": "dated by judgement"}


def parts(question: Question, grouping: Grouping | None, rows: Sequence[TrackedRow], empty: str) -> list[Part]:
    """Tracked rows as a table, in their groups where they are grouped."""
    if grouping is None:
        return [table(rows, empty=empty)]
    from si_plan.views.grouped import tracked_parts

    return tracked_parts(question, grouping, rows, empty)


def group_figures(grouping: Grouping | None, rows: Sequence[TrackedRow]) -> dict[str, Json]:
    """What an answer's envelope says of the groups of tracked rows, where they are grouped."""
    if grouping is None:
        return {}
    from si_plan.views.grouped import tracked_figures

    return tracked_figures(grouping, rows)


def groups(named: Iterable[tuple[str, Sequence[TrackedRow]]], empty: str = "", *, with_member: bool = True) -> Table:
    """Tracked rows in groups, each under its name and the number of its rows."""
    rows: list[Row | Group] = []
    several = False
    for name, own in named:
        rows.append(Group("", f"{name}: {how_many(own)}"))
        several = several or (with_member and any(row.member for row in own))
        rows += [Row(cells(row, with_member=with_member)) for row in own]
    return Table(columns(several=several), rows, "", empty)


def columns(*, several: bool) -> tuple[Column, ...]:
    """The columns of tracked rows; of several plans with the member in front, for which a narrow terminal has room
    only without the leads."""
    if not several:
        return COLUMNS
    return (MEMBER, *(column._replace(spare=True) if column.heading == "Lead" else column for column in COLUMNS))


def table(rows: Iterable[TrackedRow], title: str = "", empty: str = "") -> Table:
    """Tracked rows as a table, a row each."""
    listed = list(rows)
    several = any(row.member for row in listed)
    return Table(columns(several=several), [Row(cells(row)) for row in listed], title, empty)


def cells(row: TrackedRow, *, with_member: bool = True) -> tuple[Cell, ...]:
    """The cells of a row, with its member in front where it is of one."""
    return (
        *member_cells(row, with_member=with_member),
        id_cell(row),
        text(row),
        words.leads(row.leads),
        row.when or "–",
        states.deadline_cell(row),
        states.mark(row),
    )


class OfMember(Protocol):
    """A row that may be of a member of a portfolio."""

    @property
    def id(self) -> str: ...

    @property
    def ref(self) -> str | None: ...

    @property
    def member(self) -> str | None: ...


def member_cells(row: OfMember, *, with_member: bool = True) -> tuple[Cell, ...]:
    """The cell for a row's member; none where it is of none."""
    return (row.member,) if with_member and row.member is not None else ()


def id_cell(row: OfMember) -> Cell:
    """A row's id. In a portfolio ids are those of many plans, so each row goes by its own name."""
    return Ids((row.id,)) if row.member is None else Ids((row.id,), names=(row.ref or row.id,))


def text(row: TrackedRow) -> str:
    """The text, with its kind if it is not a milestone, the milestone it is the same as, and its occurrences."""
    kind = "action as a whole" if row.kind == "action" else row.kind_in_words
    said = row.text if row.kind == "milestone" else f"{row.text} ({kind})"
    if row.same_as is not None:
        said += f" (the same as {row.twin})"
    if row.period is None:
        return said
    name = words.period(row.period)
    return f"{said}: {name}" if row.occurrences == 1 else f"{said}: {row.occurrences} times from {name}"


def how_many(rows: Sequence[TrackedRow]) -> str:
    """How many records these rows are about, and how many rows there are if that differs: 38 milestones, 2 duties, in
    41 rows."""
    numbers = totals_of_rows(rows).numbers
    said = states.numbers(numbers)
    return said if numbers.total == len(rows) else f"{said}, in {len(rows)} rows"


def scope(question: Question) -> str:
    """What is asked about, in words: `, led by HSI, in area A1`; empty if that is all of one plan."""
    return among(question) + filters(question)


def filters(question: Question) -> str:
    """Which part of each plan is asked about, in words."""
    selection = question.selection
    said = []
    if selection.basis is not None:
        said.append(_BASED[selection.basis])
    if selection.lead is not None:
        said.append(f"led by {selection.lead}")
    if selection.area is not None:
        if question.across is not None:
            said.append(f"on the theme {question.across.themes[selection.area]}")
        else:
            said.append(f"in area {question.plan.refs.of(selection.area)}")
    if selection.priority is not None:
        said.append(f"in priority {question.plan.refs.of(selection.priority)}")
    return "".join(f", {part}" for part in said)


def among(question: Question) -> str:
    """The plans that answer: ` in 30 plans of a trust`; empty for one plan."""
    if question.across is None:
        return ""
    from si_plan.views.members import answering

    return f" in {answering(question.across)} of {question.across.title}"
