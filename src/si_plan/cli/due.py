"""siplan due"""

from typing import Annotated

import typer

from si_plan.cli.options import Area, AsOf, ExitCode, Format, FormatOption, Lead, Priority, span
from si_plan.cli.session import ask, emit
from si_plan.formats.views import due as view
from si_plan.queries import overdue


def command(
    ctx: typer.Context,
    within: Annotated[str, typer.Option("--within", metavar="SPAN", help="How far ahead: 30d, 6w.")] = "30d",
    as_of: AsOf = None,
    lead: Lead = None,
    area: Area = None,
    priority: Priority = None,
    form: FormatOption = Format.table,
    exit_code: ExitCode = False,
) -> None:
    """What falls due from the day on, the earliest first."""
    ahead = span(within, "--within")
    question = ask(ctx, as_of, lead, area, priority)
    emit(question, view, overdue.due(question.plan, question.selection, ahead), form, exit_code=exit_code)
