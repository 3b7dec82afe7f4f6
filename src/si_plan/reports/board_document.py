"""A board's page: a line a plan, the themes that are late, and what matters most of what is overdue, moved or done."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Final, Literal

from si_plan.documents import words
from si_plan.documents.blocks import Cell, Column, Document, Facts, Heading, Ids, Mark, Part, Row, Section, Table
from si_plan.documents.cells import Lines, Link
from si_plan.documents.pictures import Figure, Figures
from si_plan.queries.across import Across
from si_plan.queries.counting import StateCounts
from si_plan.queries.lines import QUIET, Line, is_quiet
from si_plan.queries.selection import Question
from si_plan.reports import phrases
from si_plan.reports.board import MOST, Board, Listed
from si_plan.views import bars, lines, states
from si_plan.views import tracked as rows_of

_MEMBER: Final = Column("Plan", "text", 18)
_WHAT: Final = Column("What", "text", 32)
_NUMBER: Final = 8
Shown = Literal["drawn", "told", "counted"]
"""How the page is shown: with bars, in words, or in cells of one number each, for people to count in."""
PageOf = Callable[[str], str | None]
"""The address of a member's page; None where it has none."""


def document(
    question: Question, board: Board, page_of: PageOf = lambda _: None, *, shown_as: Shown = "drawn"
) -> Document:
    """The page; `page_of` says where each member's own page is."""
    across = question.across
    assert across is not None
    on = words.day(question.selection.as_of)
    made: list[Section | str] = [
        _plans(question, board, page_of, shown_as),
        _themes(board, shown_as),
        _overdue(board, across),
        _moved(board, across),
        _completed(board, across),
    ]
    shown = [one for one in made if isinstance(one, Section)]
    nothing: list[Part] = [one for one in made if isinstance(one, str)]
    return Document(
        authority=across.title,
        title="How the plans stand",
        subtitle=f"Report to the board, {on}",
        sections=[
            Section("summary", "Summary", [_headline(question, board, across), _figures(board, across, shown)]),
            *_missing(across),
            *shown,
            *([Section("nothing", "Nothing to report", nothing)] if nothing else []),
            _key(board),
        ],
        day=question.selection.as_of,
        mark="Internal" if board.internal else "",
    )


def _headline(question: Question, board: Board, across: Across) -> str:
    """On 3 March 2026, 181 deadlines are overdue in 29 of 30 plans, and 376 of 741 milestones are done (50%). …"""
    late = sum(line.overdue_in for line in board.status.lines)
    brief, milestones = board.status.brief, board.status.totals.milestones
    plans = words.count(len(across.members), "plan")
    are = "deadline is" if brief.overdue == 1 else "deadlines are"
    told = [f"{brief.overdue} {are} overdue in {late} of {plans}" if late else f"nothing is overdue in {plans}"]
    if milestones.total:
        share = words.percent(milestones.done, milestones.total)
        told.append(f"{milestones.done} of {words.count(milestones.total, 'milestone')} are done ({share})")
    on = words.day(question.selection.as_of)
    quiet = lines.quiet_in_words(board.status.quiet, len(across.members))
    return f"On {on}, {phrases.listed(told, ', and')}. {quiet[:1].upper()}{quiet[1:]}."


def _figures(board: Board, across: Across, shown: Sequence[Section]) -> Figures:
    brief, totals = board.status.brief, board.status.totals
    since = phrases.since(board.since)
    there = {section.name for section in shown}
    moved, completed = board.moved_in.total(), board.completed_in.total()
    made = [
        Figure(brief.overdue, "overdue", states.numbers(totals.overdue), "overdue", "overdue"),
        Figure(brief.due, "due soon", f"by {words.day(brief.until)}", "", "falling"),
        Figure(totals.milestones.done, "milestones done", f"of {totals.milestones.total}", "plans", "done"),
        Figure(moved, "moved later", since, "moved", "falling"),
        Figure(completed, "completed", since, "completed", "done"),
        Figure(board.status.quiet, "not touched", f"of {words.count(len(across.members), 'plan')}, {_QUIET}", "plans"),
    ]
    return Figures([one if one.section in there else one._replace(section="") for one in made])


_QUIET: Final = f"for more than {QUIET.days} days"


def _missing(across: Across) -> list[Section]:
    """The plans that the page is without, and why."""
    if not across.missing:
        return []
    rows = [Row((one.member, one.reason)) for one in across.missing]
    every = words.count(len(across.members) + len(across.missing), "plan")
    caption = f"{len(across.missing):,} of {every} could not be read, and nothing on this page counts them"
    columns = (Column("Plan", "text", 25), Column("Why", "text", 75))
    return [Section("missing", "Not in this report", [Table(columns, rows, caption=caption, name="missing")])]


def _plans(question: Question, board: Board, page_of: PageOf, shown_as: Shown) -> Section:
    since = phrases.since(board.since)
    columns = (
        _MEMBER._replace(width=30),
        *_counted(shown_as),
        *(Column(name, "number", _NUMBER) for name in ("Moved later", "Completed")),
        Column("Last entry", "date", 10),
        Column("Days since", "number", 6),
    )
    named = zip(lines.names(board.status.lines, "member"), board.status.lines, strict=True)
    rows = [
        Row(
            (
                Link(to, name) if (to := page_of(line.name)) else name,
                *_counts(line.overdue, line.actions, line.totals.milestones, shown_as),
                board.moved_in[line.name],
                board.completed_in[line.name],
                *_last_entry(line, question.selection.as_of, counted=shown_as == "counted"),
            )
        )
        for name, line in named
    ]
    totals = board.status.totals
    every = _counts(totals.overdue.total, board.status.actions, totals.milestones, shown_as)
    rows.append(Row(("All", *every, board.moved_in.total(), board.completed_in.total(), None, None), strong=True))
    caption = f"Each plan, the most overdue first; moved later and completed {since}"
    return Section("plans", "The plans", [Table(columns, rows, caption=caption, name="plans")])


def _last_entry(line: Line, as_of: date, *, counted: bool) -> tuple[Cell, Cell]:
    """The day of a plan's last entry and how many days ago that is; marked where that is long, unless it is `counted`:
    a marked number is a text."""
    last = line.last_recorded
    if last is None:
        return Mark("falling", "none yet"), None
    days = (as_of - last).days
    return last, Mark("falling", str(days)) if is_quiet(last, as_of) and not counted else days


def _counted(shown_as: Shown) -> tuple[Column, ...]:
    """The columns of `_counts`."""
    done = ("Milestones", "Done") if shown_as == "counted" else ("Milestones done",)
    bar = (Column("Progress", "bar", 11),) if shown_as == "drawn" else ()
    return *(Column(name, "number", _NUMBER) for name in ("Overdue", "Actions", *done)), *bar


def _counts(overdue: int, actions: StateCounts, milestones: StateCounts, shown_as: Shown) -> tuple[Cell, ...]:
    done, total = milestones.done, milestones.total
    bar = (bars.of_states(milestones),) if shown_as == "drawn" else ()
    return overdue, actions.total, *((total, done) if shown_as == "counted" else (f"{done} of {total}",)), *bar


def _themes(board: Board, shown_as: Shown) -> Section | str:
    themed = [line for line in board.themes if line.name]
    if not themed:
        return "No area of any plan belongs to a theme."
    columns = (
        Column("Theme", "text", 30),
        Column("Late in", "text", 16),
        *_counted(shown_as),
    )
    rows = [
        Row((line.title, lines.late_in(line), *_counts(line.overdue, line.actions, line.totals.milestones, shown_as)))
        for line in sorted(themed, key=_late_in_most)
    ]
    caption = "Each theme, late in most plans first. What belongs to several themes counts for each"
    return Section("themes", "The themes", [Table(columns, rows, caption=caption, name="themes")])


def _late_in_most(line: Line) -> tuple[int, int]:
    return -line.overdue_in, -line.overdue


def _overdue(board: Board, across: Across) -> Section | str:
    if not board.overdue:
        return "Nothing is overdue."
    columns = (_MEMBER, phrases.ID, _WHAT, phrases.LEAD, phrases.DEADLINE, phrases.STATE)
    rows = [Row((*_about(one, across), states.deadline_cell(one.row), phrases.mark(one.row))) for one in board.overdue]
    count = board.status.brief.overdue
    caption = f"Open with the deadline passed: {_first(len(rows), count, 'longest overdue')}"
    table = Table(columns, rows, caption=caption, name="overdue")
    return Section("overdue", "Overdue longest", [table, *phrases.legend([one.row for one in board.overdue])])


def _first(shown: int, every: int, which: str) -> str:
    """The 10 longest overdue of 181, or all of them."""
    return f"the {shown} {which} of {every:,}" if every > shown else f"all {every}, the {which} first"


def _about(one: Listed, across: Across) -> tuple[Cell, ...]:
    """The cells that say what a row is about: its member, number, text and leads."""
    row = one.row
    return (
        across.members[row.member or ""].name,
        Ids((row.id,), names=(row.ref or row.id,)),
        rows_of.text(row),
        Lines(one.leads or (words.leads(()),)),
    )


def _moved(board: Board, across: Across) -> Section | str:
    since = phrases.since(board.since)
    if not board.moved:
        return f"No deadline has moved later {since}."
    why = any(one.reason for one in board.moved)
    columns = (
        _MEMBER,
        phrases.ID,
        _WHAT,
        phrases.LEAD,
        Column("Before", "date", 10),
        Column("Now", "date", 10),
        Column("Days later", "number", 7),
        *([Column("Why", "text", 20)] if why else []),
    )
    rows = [
        Row((*_about(one.listed, across), one.former, one.listed.row.due, one.days, *([one.reason] if why else [])))
        for one in board.moved
    ]
    caption = f"Deadlines moved later {since}: {_first(len(rows), board.moved_in.total(), 'moved furthest')}"
    return Section("moved", "Moved most", [Table(columns, rows, caption=caption, name="moved")])


def _completed(board: Board, across: Across) -> Section | str:
    since = phrases.since(board.since)
    if not board.completed:
        return f"Nothing has been completed {since}."
    columns = (_MEMBER, phrases.ID, _WHAT, phrases.LEAD, Column("Completed on", "date", 12))
    rows = [Row((*_about(one.listed, across), one.on)) for one in board.completed]
    caption = f"Completed {since}: {_first(len(rows), board.completed_in.total(), 'last completed')}"
    return Section("completed", "Completed", [Table(columns, rows, caption=caption, name="completed")])


def _key(board: Board) -> Section:
    """Which words mean what on this page, and what it leaves out."""
    public = "only what is public: notes and evidence stay with each plan"
    told = [
        ("Overdue", "open, and the last day of the deadline has passed"),
        ("Moved later", "due later than it was then, by the log"),
        ("Last entry", "the day on which the plan's log last says that something happened"),
        ("Not touched", f"no entry {_QUIET}"),
        ("Listed", f"the {MOST} that matter most; each plan's own report lists all"),
        ("Shown", "also what members share internally" if board.internal else public),
    ]
    return Section("key", "About this report", [Heading("What the words mean"), Facts(told)])
