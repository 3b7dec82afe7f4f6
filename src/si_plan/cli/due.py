"""siplan due"""

from typing import Annotated

import typer

from si_plan.cli.options import Every, span
from si_plan.cli.query import as_command
from si_plan.formats.views import Answered
from si_plan.formats.views import due as view
from si_plan.model.plan import Plan
from si_plan.queries import overdue
from si_plan.queries.selection import Selection


def answer(
    plan: Plan,
    selection: Selection,
    within: Annotated[str, typer.Option("--within", metavar="SPAN", help="How far ahead: 30d, 6w.")] = "30d",
    every: Every = False,
) -> Answered:
    """What falls due from the day on, the earliest first."""
    ahead = span(within, "--within")
    return view.VIEW.of(overdue.due(plan, selection, ahead, every=every))


command = as_command(answer)
