"""siplan trend"""

from enum import StrEnum
from typing import Annotated

import typer

from si_plan.cli.options import day
from si_plan.cli.query import as_command
from si_plan.errors import UsageError
from si_plan.formats.views import Answered
from si_plan.formats.views import trend as view
from si_plan.model.plan import Plan
from si_plan.queries import trend
from si_plan.queries.selection import Selection


class Step(StrEnum):
    """How far apart the rows are."""

    week = "week"
    month = "month"
    quarter = "quarter"
    year = "year"


def answer(
    plan: Plan,
    selection: Selection,
    every: Annotated[Step, typer.Option("--every", help="A row for the end of each.")] = Step.month,
    since: Annotated[
        str | None, typer.Option("--since", metavar="DATE", help="From when. [default: the plan's own date]")
    ] = None,
) -> Answered:
    """Milestones done, open and overdue over time, by the logs."""
    first = plan.details.dated if since is None else day(since, "--since")
    if since is not None and first > selection.as_of:
        raise UsageError(f"--since: {since} is after the day asked about", "name an earlier day, or a later --as-of")
    return view.VIEW.of(trend.trend(plan, selection, every.value, first))


command = as_command(answer)
