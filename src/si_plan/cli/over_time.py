"""The commands that ask how the plan moves over time.

A process answers one question, so each imports its query and its view in its body.
"""

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from si_plan.cli.options import day
from si_plan.cli.query import as_command
from si_plan.errors import SiplanError, UsageError
from si_plan.model.plan import Plan
from si_plan.queries.selection import Selection
from si_plan.views import Answered

if TYPE_CHECKING:
    from si_plan.queries.history import Change
    from si_plan.sources.revision import Revisions


@as_command
def slippage(plan: Plan, selection: Selection) -> Answered:
    """What has slipped: the promised and the present deadline, how often, by how many days, who approved."""
    from si_plan.queries import slippage as query
    from si_plan.views import slippage as view

    return view.VIEW.of(query.slippage(plan, selection))


class By(StrEnum):
    """What has a line of its own."""

    priority = "priority"
    action = "action"
    milestone = "milestone"


@as_command
def timeline(
    plan: Plan,
    selection: Selection,
    by: Annotated[By, typer.Option("--by", help="What has a line of its own.")] = By.action,
) -> Answered:
    """When what falls due, drawn by quarter, with what is done, late and open."""
    from si_plan.queries import timeline as query
    from si_plan.views import timeline as view

    return view.VIEW.of(query.timeline(plan, selection, by.value))


class Step(StrEnum):
    """How far apart the rows are."""

    week = "week"
    month = "month"
    quarter = "quarter"
    year = "year"


@as_command
def trend(
    plan: Plan,
    selection: Selection,
    every: Annotated[Step, typer.Option("--every", help="A row for the end of each.")] = Step.month,
    since: Annotated[
        str | None, typer.Option("--since", metavar="DATE", help="From when. [default: the plan's own date]")
    ] = None,
) -> Answered:
    """Milestones done, open and overdue over time, by the logs."""
    from si_plan.queries import trend as query
    from si_plan.views import trend as view

    first = plan.details.dated if since is None else day(since, "--since")
    if since is not None and first > selection.as_of:
        raise UsageError(f"--since: {since} is after the day asked about", "name an earlier day, or a later --as-of")
    return view.VIEW.of(query.trend(plan, selection, every.value, first))


@as_command
def history(
    ctx: typer.Context,
    plan: Plan,
    selection: Selection,  # noqa: ARG001 - every query is asked so
    name: Annotated[str, typer.Argument(metavar="ID", help="An id or a role's code, alias or title.")],
) -> Answered:
    """A record's log in its order, and the commits that touched its lines."""
    from si_plan.cli.opening import plan_folder
    from si_plan.queries import history as query
    from si_plan.queries.selection import known_record, record_id
    from si_plan.sources.revision import Revisions
    from si_plan.views import history as view

    revisions = Revisions(*plan_folder(ctx))
    identity = record_id(known_record(plan, name))
    try:
        changes, untold = _changes(revisions, identity)
    except SiplanError as error:  # the log is told all the same
        changes, untold = [], f"{error.message} ({error.hint})"
    return view.VIEW.of(query.history(plan, identity, changes, untold))


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
