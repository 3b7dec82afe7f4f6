"""siplan show"""

from typing import TYPE_CHECKING, Annotated

import typer

from si_plan.cli.asking import Asked
from si_plan.cli.completing import offer_records
from si_plan.cli.finding import known_or_found
from si_plan.cli.query import as_command
from si_plan.errors import SiplanError, UsageError
from si_plan.model.plan import Plan
from si_plan.queries.selection import UnknownRecordError
from si_plan.views import Answered

if TYPE_CHECKING:
    from si_plan.queries.history import Change
    from si_plan.sources.revision import Revisions


@as_command
def show(
    ctx: typer.Context,
    asked: Asked,
    name: Annotated[
        str,
        typer.Argument(
            metavar="ID|WORDS",
            help="An id, ref or code (2, 2.4, 2.4.1, HSI, A1, M1, N1), plan, or words from it in quotes.",
            autocompletion=offer_records,
        ),
    ],
    history: Annotated[
        bool, typer.Option("--history", help="Show its log and the commits that changed it instead.")
    ] = False,
) -> Answered:
    """Show everything about one record: a priority, action, milestone, role, area, measure or note, or the plan."""
    plan, selection = asked.plan, asked.selection
    identity = name if name == "plan" else _found(plan, name)
    if history:
        return _history(ctx, plan.whole or plan, identity)
    from si_plan.queries import show as query
    from si_plan.views import show as view

    return view.VIEW.of(query.show(plan, selection, f"id:{identity}" if identity != "plan" else identity))


def _found(plan: Plan, name: str) -> str:
    """The id of the record that is meant: one of the plan of the day, else one that any of its editions has."""
    try:
        return known_or_found(plan, name)
    except UnknownRecordError:
        if any(event.id == name for event in plan.details.events):
            hint = "siplan show plan says its date and what counts from it"
            raise UsageError(f"{name} is an event, and no record of its own", hint) from None
        if plan.whole is None:
            raise
        return known_or_found(plan.whole, name)


def _history(ctx: typer.Context, plan: Plan, identity: str) -> Answered:
    """A record's log in its order, and the commits that touched its lines."""
    from si_plan.cli.opening import plan_folder
    from si_plan.queries import history as query
    from si_plan.sources.revision import Revisions
    from si_plan.views import history as view

    revisions = Revisions(*plan_folder(ctx))
    event = query.event_of(plan, identity)
    of_event: list[Change] = []
    try:
        changes, untold = _changes(revisions, identity)
        of_event, _ = _changes(revisions, event) if event else ([], "")
    except SiplanError as error:  # the log is told all the same
        changes, untold = [], f"{error.message} ({error.hint})"
    return view.VIEW.of(query.history(plan, f"id:{identity}", changes, untold, of_event))


def _changes(revisions: "Revisions", name: str) -> tuple[list["Change"], str]:
    """The commits behind the record's lines as HEAD has them, and what they do not tell, if there is something."""
    from si_plan.editing.nodes import lines_of_record
    from si_plan.loading import load
    from si_plan.queries.history import Change
    from si_plan.sources.history import commits_of_lines

    stood = revisions.at("HEAD")
    lines = lines_of_record(load(stood.sources, "").places, stood.sources, name)
    if lines is None:
        return [], f"{name} is not committed yet"
    file = f"{stood.path}/{lines.path}".removeprefix("/")
    commits = commits_of_lines(revisions.repository, stood.commit, file, lines.first, lines.last)
    untold = "this clone is shallow: earlier commits are not in it" if revisions.repository.shallow else ""
    return [Change(*commit) for commit in commits], untold
