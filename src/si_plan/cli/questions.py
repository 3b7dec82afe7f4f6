"""The commands that ask the plan: how it stands on a day, and how that has moved.

A process answers one question, so each imports its query and its view in its body.
"""

from enum import StrEnum
from typing import Annotated, Final

import typer

from si_plan.cli.asking import Asked
from si_plan.cli.completing import offer_leads
from si_plan.cli.grouping import By, ByOption, fitting
from si_plan.cli.options import Every, day, span
from si_plan.cli.query import as_command
from si_plan.errors import UsageError
from si_plan.formats.table import AnswerFormat
from si_plan.model.promise import RoleField
from si_plan.views import Answered


@as_command
def overdue(
    asked: Asked,
    by: ByOption = None,
    every: Every = False,
) -> Answered:
    """List what is overdue, the longest overdue first."""
    from si_plan.queries import overdue as query
    from si_plan.views import overdue as view

    return view.VIEW.of(asked(query.overdue, query.merge_overdue, every=every, by=fitting(by, asked)))


@as_command
def due(
    asked: Asked,
    within: Annotated[str, typer.Option("--within", metavar="SPAN", help="How far ahead to look: 30d, 6w.")] = "30d",
    by: ByOption = None,
    every: Every = False,
) -> Answered:
    """List what is due soon, the earliest first."""
    from si_plan.queries import overdue as query
    from si_plan.views import due as view

    ahead = span(within, "--within")
    return view.VIEW.of(asked(query.due, query.merge_due, ahead, every=every, by=fitting(by, asked)))


class As(StrEnum):
    """What a role does for an action."""

    lead = "lead"
    accountable = "accountable"
    support = "support"


_FIELDS: Final[dict[As, RoleField]] = {As.lead: "leads", As.accountable: "accountable", As.support: "support"}


@as_command
def by_owner(
    asked: Asked,
    code: Annotated[
        str | None,
        typer.Argument(
            metavar="CODE", help="A role's code, alias or title. [default: every lead]", autocompletion=offer_leads
        ),
    ] = None,
    role: Annotated[As, typer.Option("--as", help="What they lead, answer for, or help the leads of.")] = As.lead,
) -> Answered:
    """List one lead's actions and milestones. Without a code, count them for every lead."""
    from si_plan.queries import by_owner as query
    from si_plan.views import leads, owner

    field = _FIELDS[role]
    if code is None:
        return leads.view_of(field).of(asked(query.leads, query.merge_leads, field))
    return owner.VIEW.of(asked(query.owned_by, query.merge_owned, code, field))


@as_command
def coverage(
    asked: Asked,
    matrix: Annotated[bool, typer.Option("--matrix", help="Show a table of priorities and areas instead.")] = False,
    gaps: Annotated[bool, typer.Option("--gaps", help="List what readers will ask for and the plan does not say.")] = (
        False
    ),
) -> Answered:
    """Show whether the plan answers every area that an inspection named, and how far it has got."""
    _see_that_they_go_together({"--matrix": matrix, "--gaps": gaps}, {})
    if gaps:
        return _gaps(asked)
    from si_plan.queries import coverage as query
    from si_plan.views import coverage as view
    from si_plan.views import matrix as matrix_view
    from si_plan.views import themes as view_of_many

    if matrix:
        return matrix_view.VIEW.of(query.matrix(asked.plan, asked.selection))
    found = asked(query.coverage, query.merge_coverage)
    return view_of_many.VIEW.of(found) if asked.many else view.VIEW.of(found)


def _gaps(asked: Asked) -> Answered:
    from si_plan.queries import gaps as query
    from si_plan.views import gaps as view

    return view.VIEW.of(asked(query.gaps, query.merge_gaps))


class Step(StrEnum):
    """How far apart the rows of a trend are."""

    week = "week"
    month = "month"
    quarter = "quarter"
    year = "year"


@as_command
def status(
    asked: Asked,
    timeline: Annotated[bool, typer.Option("--timeline", help="Show the deadlines by quarter instead.")] = False,
    by: Annotated[
        By | None,
        typer.Option("--by", help="With --timeline, or of a portfolio: what each line is. [default: action or member]"),
    ] = None,
    trend: Annotated[bool, typer.Option("--trend", help="Show how milestones stood over time instead.")] = False,
    every: Annotated[
        Step | None, typer.Option("--every", help="With --trend: a row for the end of each. [default: month]")
    ] = None,
    since: Annotated[
        str | None,
        typer.Option("--since", metavar="DATE", help="With --trend: the first day. [default: the date of the plan]"),
    ] = None,
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="Say which terms and years siplan uses.")] = False,
) -> Answered:
    """Show the whole plan on one screen: totals, priorities, leads and what is next."""
    _see_that_they_go_together(
        {"--timeline": timeline, "--trend": trend},
        {
            "--by": (None if asked.many and not trend else by, "--timeline"),
            "--every": (every, "--trend"),
            "--since": (since, "--trend"),
        },
    )
    if timeline:
        return _timeline(asked, by or By.action)
    if trend:
        return _trend(asked, every or Step.month, since)
    from si_plan.queries import status as query
    from si_plan.views import status as view

    lines = (by or By.member).of_plans if asked.many else None
    return view.VIEW.of(asked(query.status, query.merge_status, verbose=verbose, by=lines))


def _see_that_they_go_together(asked: dict[str, bool], options: dict[str, tuple[object, str]]) -> None:
    """Raises UsageError where two answers are asked for at once, or an option without the answer it belongs to."""
    if sum(asked.values()) > 1:
        raise UsageError(f"{' and '.join(asked)} cannot be used together", "choose one")
    for option, (value, needed) in options.items():
        if value is not None and not asked[needed]:
            raise UsageError(f"{option} needs {needed}", f"add {needed}")


def _timeline(asked: Asked, by: By) -> Answered:
    from si_plan.queries import timeline as query
    from si_plan.views import timeline as view

    return view.VIEW.of(query.timeline(asked.plan, asked.selection, by.in_a_timeline))


def _trend(asked: Asked, every: Step, since: str | None) -> Answered:
    from si_plan.queries import trend as query
    from si_plan.views import trend as view

    if since is None and asked.many:
        raise UsageError(
            "--trend: the plans of a portfolio begin on different days", "say from when: --since 2025-09-01"
        )
    first = day(since, "--since") if since is not None else None
    if first is not None and first > asked.selection.as_of:
        raise UsageError(
            f"--since: {since} is after the last day of the answer", "give an earlier day, or a later --as-of"
        )
    return view.VIEW.of(asked(query.trend, query.merge_trend, every.value, first))


@as_command
def slippage(asked: Asked, by: ByOption = None) -> Answered:
    """List the deadlines that moved: from when to when, how often, by how much, and who approved it."""
    from si_plan.queries import slippage as query
    from si_plan.views import slippage as view

    return view.VIEW.of(asked(query.slippage, query.merge_slippage, by=fitting(by, asked)))


State = Annotated[
    str | None,
    typer.Option(
        "--state",
        metavar="STATE",
        help="Only this state: overdue, in_window, upcoming, ongoing, undated, done, cancelled; or open, late.",
    ),
]
Kind = Annotated[
    str | None,
    typer.Option(
        "--kind",
        metavar="KIND",
        help="Only this kind: milestone, stage, duty, monitoring, action; or note, departure, judgement, observation.",
    ),
]
Measure = Annotated[
    str | None,
    typer.Option("--measure", metavar="ID", help="Only what should move this success measure (M1, 1 or its ref)."),
]
Words = Annotated[
    list[str] | None, typer.Argument(metavar="WORDS", help="Only records with these words, in any order.")
]


@as_command
def listing(
    asked: Asked,
    words: Words = None,
    state: State = None,
    kind: Kind = None,
    measure: Measure = None,
) -> Answered:
    """List everything in the order of the plan, or the records with certain words."""
    from si_plan.queries import listing as query
    from si_plan.queries.across import merge_lists

    filters = query.Filters(state, kind, measure, tuple(" ".join(words or []).split()))
    query.check_filters(filters)
    if filters.kind in query.NOTE_KINDS:
        from si_plan.queries.notes import notes
        from si_plan.views import notes as note_view

        return note_view.VIEW.of(notes(asked.plan, asked.selection, query.NOTE_KINDS[filters.kind], filters.words))
    from si_plan.views import listing as view

    return view.VIEW.of(asked(query.listed, merge_lists, filters))


@as_command
def measures(asked: Asked) -> Answered:
    """Show which targets are met, on the way or off course by the latest results, and why."""
    from si_plan.queries import measures as query
    from si_plan.queries.across import merge_lists
    from si_plan.views import measures as view

    return view.VIEW.of(asked(query.measures, merge_lists))


EveryRow = Annotated[
    bool,
    typer.Option("--all", help="Show each occurrence in its own row, up to a year ahead, with those that are done."),
]


def _export(asked: Asked, every: EveryRow = False) -> Answered:
    """Give everything as one flat table, for a spreadsheet or another program. CSV, unless told otherwise."""
    from si_plan.queries import export as query
    from si_plan.queries.across import merge_lists
    from si_plan.views import export as view

    return view.VIEW.of_batches(asked.each(query.export, every=every), merge_lists)


export = as_command(_export, usual=AnswerFormat.csv)
