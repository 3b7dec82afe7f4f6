"""siplan status"""

import typer

from si_plan.cli.options import Area, AsOf, ExitCode, Format, FormatOption, Lead, Priority
from si_plan.cli.session import ask, emit
from si_plan.formats.views import status as view
from si_plan.queries import status


def command(
    ctx: typer.Context,
    as_of: AsOf = None,
    lead: Lead = None,
    area: Area = None,
    priority: Priority = None,
    form: FormatOption = Format.table,
    exit_code: ExitCode = False,
) -> None:
    """The plan on one screen: totals, by priority, by lead, what is next."""
    question = ask(ctx, as_of, lead, area, priority)
    emit(question, view, status.status(question.plan, question.selection), form, exit_code=exit_code)
