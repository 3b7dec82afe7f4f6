"""What views of tracked rows share: their columns and cells, and the filters in words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from si_plan.documents import words
from si_plan.documents.blocks import Cell, Column, Group, Ids, Row, Table
from si_plan.queries.counting import totals_of_rows
from si_plan.queries.rows import TrackedRow
from si_plan.queries.selection import Question
from si_plan.views import states

MEMBER = Column("Member", "id")
"""What comes before the columns of a table of rows of several plans."""
COLUMNS = (
    Column("ID", "id"),
    Column("What", "title"),
    Column("Lead", "id"),
    Column("When (as written)", "title", spare=True),
    Column("Deadline", "date"),
    Column("State", "state"),
)

_BASED = {"own": "dated by its own words", "action": "dated by its action's words", "judged": "dated by judgement"}


def groups(named: Iterable[tuple[str, Sequence[TrackedRow]]], empty: str = "") -> Table:
    """Tracked rows in groups, each under its name and the number of its rows."""
    rows: list[Row | Group] = []
    several = False
    for name, own in named:
        rows.append(Group("", f"{name}: {how_many(own)}"))
        several = several or any(row.member for row in own)
        rows += [Row(cells(row)) for row in own]
    return Table(columns(several=several), rows, "", empty)


def columns(*, several: bool) -> tuple[Column, ...]:
    """The columns of tracked rows; of several plans, with the member in front."""
    return (MEMBER, *COLUMNS) if several else COLUMNS


def table(rows: Iterable[TrackedRow], title: str = "", empty: str = "") -> Table:
    """Tracked rows as a table, a row each."""
    listed = list(rows)
    several = any(row.member for row in listed)
    return Table(columns(several=several), [Row(cells(row)) for row in listed], title, empty)


def cells(row: TrackedRow) -> tuple[Cell, ...]:
    """The cells of a row, with its member in front where it is of one. There ids are those of many plans, so each row
    goes by its own name."""
    return (
        *(() if row.member is None else (row.member,)),
        Ids((row.id,)) if row.member is None else Ids((row.id,), names=(row.name,)),
        text(row),
        words.leads(row.leads),
        row.when or "–",
        states.deadline_cell(row),
        states.mark(row),
    )


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
    """The filters in words: `, led by HSI, in area A1`; empty if there are none."""
    selection = question.selection
    parts = []
    if selection.basis is not None:
        parts.append(_BASED[selection.basis])
    if selection.lead is not None:
        parts.append(f"led by {selection.lead}")
    if selection.area is not None:
        if question.across is not None:
            parts.append(f"on the theme {question.across.themes[selection.area]}")
        else:
            parts.append(f"in area {question.plan.refs.of(selection.area)}")
    if selection.priority is not None:
        parts.append(f"in priority {question.plan.refs.of(selection.priority)}")
    return "".join(f", {part}" for part in parts)
