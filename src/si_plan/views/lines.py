"""How several plans stand: a row for each member, theme, role, phase or region."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import Final

from si_plan.documents import words
from si_plan.documents.blocks import Cell, Column, Mark, Row, Table
from si_plan.documents.records import Columns, day, integer, text, texts
from si_plan.queries.counting import StateCounts, Totals
from si_plan.queries.lines import QUIET, Line, LinesBy, is_quiet
from si_plan.queries.selection import Question
from si_plan.queries.status import Status
from si_plan.views import bars

HEADINGS: Final[dict[LinesBy, str]] = {
    "member": "Plan",
    "theme": "Theme",
    "role": "Lead",
    "phase": "Phase",
    "region": "Region",
}
_MANY_EACH: Final = {
    "theme": "What belongs to several themes counts for each.",
    "role": "What is led jointly counts for each of its leads.",
}


def names(lines: Sequence[Line], by: LinesBy) -> list[str]:
    """What people call each: a member by its name, with its id where another has the same; a role by code and title."""
    if by == "role":
        return [f"{line.title} ({line.name})" if line.name else line.title for line in lines]
    shared = Counter(line.title for line in lines)
    twice = {title for title, times in shared.items() if title and times > 1}
    return [f"{line.title} ({line.name})" if line.title in twice else line.title or line.name for line in lines]


def table(result: Status, by: LinesBy, as_of: date) -> Table:
    """A row for each line, and one for all, each with a bar of its milestones; of members, with their last entry."""
    last = Column("Last entry", "state") if by == "member" else Column("Overdue in", "number")
    columns = (
        Column(HEADINGS[by], "brief"),
        Column("Actions", "number", spare=True),
        Column("Overdue", "number"),
        Column("Done", "number"),
        Column("", "bar", spare=True),
        Column("", "number"),
        last,
    )
    named = zip(names(result.lines, by), result.lines, strict=True)
    rows = [
        Row((name, *_figures(line.actions, line.totals), last_entry(line, as_of) if by == "member" else late_in(line)))
        for name, line in named
    ]
    if len(rows) > 1:
        every = f"{result.quiet} over {QUIET.days} days" if by == "member" and result.quiet else "–"
        rows.append(Row(("All", *_figures(result.actions, result.totals), every), strong=True))
    return Table(columns, rows, "", "No plan holds what was asked about.")


def _figures(actions: StateCounts, totals: Totals) -> tuple[Cell, ...]:
    milestones = totals.milestones
    done = f"{milestones.done} of {milestones.total}"
    share = words.percent(milestones.done, milestones.total)
    return actions.total, totals.overdue.total, done, bars.of_states(milestones), share


def last_entry(line: Line, as_of: date) -> Mark:
    """How long ago the last entry of a member's plan was: 12 days ago; marked where that is long."""
    last = line.last_recorded
    return Mark("falling" if is_quiet(last, as_of) else "none", ago(last, as_of))


def late_in(line: Line) -> str:
    """In how many of the plans that have any of it something is overdue: 13 of 16 plans."""
    return f"{line.overdue_in} of {words.count(line.plans, 'plan')}"


def ago(last: date | None, as_of: date) -> str:
    """today, yesterday, 84 days ago; none yet."""
    if last is None:
        return "none yet"
    days = (as_of - last).days
    return {0: "today", 1: "yesterday"}.get(days, f"{words.days(days)} ago")


def quiet_in_words(quiet: int, plans: int) -> str:
    """3 of 30 have no entry in the last 60 days."""
    return f"{quiet or 'none'} of {plans:,} {'has' if quiet == 1 else 'have'} no entry in the last {QUIET.days} days"


def note(by: LinesBy) -> list[str]:
    """What the numbers of several lines count twice, if anything."""
    return [_MANY_EACH[by]] if by in _MANY_EACH else []


def columns(question: Question, by: LinesBy) -> Columns[Line]:
    """The columns of lines: those of one plan's priorities, and more. `name` is that of a role, phase or region too."""
    themes = question.across.themes if question.across is not None else {}
    return (
        text("member", lambda line: line.name if by == "member" else None),
        texts("themes", lambda line: [line.name] if by == "theme" and line.name in themes else []),
        text("priority", lambda _: None),
        text("title", lambda line: line.title),
        integer("actions", lambda line: line.actions.total),
        integer("actions_done", lambda line: line.actions.done),
        integer("actions_overdue", lambda line: line.actions.overdue),
        integer("milestones", lambda line: line.totals.milestones.total),
        integer("milestones_done", lambda line: line.totals.milestones.done),
        integer("milestones_overdue", lambda line: line.totals.milestones.overdue),
        text("name", lambda line: line.name or None),
        integer("overdue", lambda line: line.overdue),
        integer("plans", lambda line: line.plans),
        integer("plans_overdue", lambda line: line.overdue_in),
        day("last_recorded", lambda line: line.last_recorded),
    )
