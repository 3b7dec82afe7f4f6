"""siplan overdue"""

import typer

from si_plan.cli.options import Area, AsOf, ExitCode, Format, FormatOption, Lead, Priority
from si_plan.cli.session import ask, emit
from si_plan.formats.views import overdue as view
from si_plan.queries import overdue


def command(
    ctx: typer.Context,
    as_of: AsOf = None,
    lead: Lead = None,
    area: Area = None,
    priority: Priority = None,
    form: FormatOption = Format.table,
    exit_code: ExitCode = False,
) -> None:
    """What is open with its deadline passed, the longest overdue first."""
    question = ask(ctx, as_of, lead, area, priority)
    emit(question, view, overdue.overdue(question.plan, question.selection), form, exit_code=exit_code)
