"""siplan measures"""

import typer

from si_plan.cli.options import Area, AsOf, ExitCode, Format, FormatOption, Lead, Priority
from si_plan.cli.session import ask, emit
from si_plan.formats.views import measures as view
from si_plan.queries import measures


def command(
    ctx: typer.Context,
    as_of: AsOf = None,
    lead: Lead = None,
    area: Area = None,
    priority: Priority = None,
    form: FormatOption = Format.table,
    exit_code: ExitCode = False,
) -> None:
    """The success measures, their targets and the latest readings."""
    question = ask(ctx, as_of, lead, area, priority)
    emit(question, view, measures.measures(question.plan, question.selection), form, exit_code=exit_code)
