"""siplan status"""

from typing import Annotated

import typer

from si_plan.cli.query import as_command
from si_plan.formats.views import Answered
from si_plan.formats.views import status as view
from si_plan.model.plan import Plan
from si_plan.queries import status
from si_plan.queries.selection import Selection


def answer(
    plan: Plan,
    selection: Selection,
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="Say which calendar and files it rests on.")] = False,
) -> Answered:
    """The plan on one screen: totals, by priority, by lead, what is next."""
    return view.VIEW.of(status.status(plan, selection, verbose=verbose))


command = as_command(answer)
