"""siplan by-owner"""

from typing import Annotated

import typer

from si_plan.cli.query import as_command
from si_plan.formats.views import Answered
from si_plan.formats.views import leads as leads_view
from si_plan.formats.views import owner as owner_view
from si_plan.model.plan import Plan
from si_plan.queries import by_owner
from si_plan.queries.selection import Selection, known_lead


def answer(
    plan: Plan,
    selection: Selection,
    code: Annotated[str | None, typer.Argument(help="A role's code, alias or title. [default: every lead]")] = None,
) -> Answered:
    """One lead's actions and milestones; without a code, a line for each lead."""
    if code is None:
        return leads_view.VIEW.of(by_owner.leads(plan, selection))
    return owner_view.VIEW.of(by_owner.owned_by(plan, selection, known_lead(plan, code)))


command = as_command(answer)
