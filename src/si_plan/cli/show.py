"""siplan show"""

from typing import Annotated

import typer

from si_plan.cli.query import as_command
from si_plan.formats.views import Answered
from si_plan.formats.views import show as view
from si_plan.model.plan import Plan
from si_plan.queries import show
from si_plan.queries.selection import Selection


def answer(
    plan: Plan,
    selection: Selection,
    name: Annotated[
        str, typer.Argument(metavar="ID", help="An id or a role's code: 2, 2.4, 2.4.1, HSI, A1, M1, N1, plan.")
    ],
) -> Answered:
    """Everything about one priority, action, milestone, role, area, measure or note, or about the plan itself."""
    return view.VIEW.of(show.show(plan, selection, name))


command = as_command(answer)
