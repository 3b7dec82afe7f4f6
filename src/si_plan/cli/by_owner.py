"""siplan by-owner"""

from dataclasses import replace
from typing import Annotated

import typer

from si_plan.cli.options import Area, AsOf, ExitCode, Format, FormatOption, Lead, Priority
from si_plan.cli.session import ask, emit
from si_plan.formats.views import leads as leads_view
from si_plan.formats.views import owner as owner_view
from si_plan.queries import by_owner
from si_plan.queries.selection import known_lead


def command(
    ctx: typer.Context,
    code: Annotated[str | None, typer.Argument(help="A role's code, alias or title. [default: every lead]")] = None,
    as_of: AsOf = None,
    lead: Lead = None,
    area: Area = None,
    priority: Priority = None,
    form: FormatOption = Format.table,
    exit_code: ExitCode = False,
) -> None:
    """One lead's actions and milestones; without a code, a line for each lead."""
    question = ask(ctx, as_of, lead, area, priority)
    plan, selection = question.plan, question.selection
    if code is None:
        emit(question, leads_view, by_owner.leads(plan, selection), form, exit_code=exit_code)
    else:
        theirs = known_lead(plan, code)
        question = replace(question, selection=replace(selection, lead=selection.lead or theirs))
        emit(question, owner_view, by_owner.owned_by(plan, selection, theirs), form, exit_code=exit_code)
