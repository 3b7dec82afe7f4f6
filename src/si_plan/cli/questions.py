"""The commands that ask how the plan stands on a day.

A process answers one question, so each imports its query and its view in its body.
"""

from enum import StrEnum
from typing import Annotated

import typer

from si_plan.cli.options import Every, span
from si_plan.cli.query import as_command
from si_plan.formats.table import AnswerFormat
from si_plan.model.plan import Plan
from si_plan.queries.selection import Selection
from si_plan.views import Answered


@as_command
def overdue(plan: Plan, selection: Selection, every: Every = False) -> Answered:
    """What is open with its deadline passed, the longest overdue first."""
    from si_plan.queries import overdue as query
    from si_plan.views import overdue as view

    return view.VIEW.of(query.overdue(plan, selection, every=every))


@as_command
def due(
    plan: Plan,
    selection: Selection,
    within: Annotated[str, typer.Option("--within", metavar="SPAN", help="How far ahead: 30d, 6w.")] = "30d",
    every: Every = False,
) -> Answered:
    """What falls due from the day on, the earliest first."""
    from si_plan.queries import overdue as query
    from si_plan.views import due as view

    ahead = span(within, "--within")
    return view.VIEW.of(query.due(plan, selection, ahead, every=every))


@as_command
def by_owner(
    plan: Plan,
    selection: Selection,
    code: Annotated[str | None, typer.Argument(help="A role's code, alias or title. [default: every lead]")] = None,
) -> Answered:
    """One lead's actions and milestones; without a code, a line for each lead."""
    from si_plan.queries import by_owner as query
    from si_plan.queries.selection import known_lead
    from si_plan.views import leads, owner

    if code is None:
        return leads.VIEW.of(query.leads(plan, selection))
    return owner.VIEW.of(query.owned_by(plan, selection, known_lead(plan, code)))


@as_command
def coverage(
    plan: Plan,
    selection: Selection,
    matrix: Annotated[bool, typer.Option("--matrix", help="Priorities by areas instead.")] = False,
) -> Answered:
    """Whether every area that Ofsted named is answered, and how far."""
    from si_plan.queries import coverage as query
    from si_plan.views import coverage as view
    from si_plan.views import matrix as matrix_view

    if matrix:
        return matrix_view.VIEW.of(query.matrix(plan, selection))
    return view.VIEW.of(query.coverage(plan, selection))


@as_command
def status(
    plan: Plan,
    selection: Selection,
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="Say which calendar and files it rests on.")] = False,
) -> Answered:
    """The plan on one screen: totals, by priority, by lead, what is next."""
    from si_plan.queries import status as query
    from si_plan.views import status as view

    return view.VIEW.of(query.status(plan, selection, verbose=verbose))


State = Annotated[
    str | None,
    typer.Option(
        "--state",
        metavar="STATE",
        help="overdue, in_window, upcoming, ongoing, undated, done, cancelled; or open, late.",
    ),
]
Kind = Annotated[str | None, typer.Option("--kind", metavar="KIND", help="milestone, stage, duty or action.")]
Measure = Annotated[
    str | None, typer.Option("--measure", metavar="ID", help="Only what serves this success measure (M1 or 1).")
]
Words = Annotated[str | None, typer.Option("--text", metavar="WORDS", help="Only what has these words in it.")]


@as_command
def listing(
    plan: Plan,
    selection: Selection,
    state: State = None,
    kind: Kind = None,
    measure: Measure = None,
    text: Words = None,
) -> Answered:
    """Everything tracked, or what of it the filters take, in the plan's order."""
    from si_plan.queries import listing as query
    from si_plan.views import listing as view

    filters = query.check_filters(plan, query.Filters(state, kind, measure, text))
    return view.VIEW.of(query.matching_rows(plan, selection, filters))


@as_command
def show(
    plan: Plan,
    selection: Selection,
    name: Annotated[
        str, typer.Argument(metavar="ID", help="An id or a role's code: 2, 2.4, 2.4.1, HSI, A1, M1, N1, plan.")
    ],
) -> Answered:
    """Everything about one priority, action, milestone, role, area, measure or note, or about the plan itself."""
    from si_plan.queries import show as query
    from si_plan.views import show as view

    return view.VIEW.of(query.show(plan, selection, name))


@as_command
def measures(plan: Plan, selection: Selection) -> Answered:
    """The success measures and their targets: met, on the way or off by the latest readings, and why."""
    from si_plan.queries import measures as query
    from si_plan.views import measures as view

    return view.VIEW.of(query.measures(plan, selection))


class NoteKind(StrEnum):
    """The kinds of notes that can be asked for."""

    departure = "departure"
    judgement = "judgement"
    observation = "observation"
    all = "all"


@as_command
def notes(
    plan: Plan,
    selection: Selection,
    kind: Annotated[
        NoteKind | None, typer.Option("--kind", help="Only these notes. [default: departures and judgements]")
    ] = None,
) -> Answered:
    """Where the plan departs from the published document or chose a reading of it, and why."""
    from si_plan.queries import notes as query
    from si_plan.views import notes as view

    every = (NoteKind.departure, NoteKind.judgement, NoteKind.observation)
    kinds = query.USUAL if kind is None else every if kind is NoteKind.all else (kind,)
    return view.VIEW.of(query.notes(plan, selection, kinds))


EveryRow = Annotated[
    bool, typer.Option("--all", help="A row for each occurrence of what recurs, up to a year ahead, closed ones too.")
]


def _export(plan: Plan, selection: Selection, every: EveryRow = False) -> Answered:
    """Everything tracked as one flat table, for a spreadsheet or another program. CSV, unless told otherwise."""
    from si_plan.queries import export as query
    from si_plan.views import export as view

    return view.VIEW.of(query.export(plan, selection, every=every))


export = as_command(_export, usual=AnswerFormat.csv)
