"""siplan notes"""

import typer

from si_plan.cli.options import Area, AsOf, ExitCode, Format, FormatOption, Lead, Priority
from si_plan.cli.session import ask, emit
from si_plan.formats.views import notes as view
from si_plan.queries import notes


def command(
    ctx: typer.Context,
    as_of: AsOf = None,
    lead: Lead = None,
    area: Area = None,
    priority: Priority = None,
    form: FormatOption = Format.table,
    exit_code: ExitCode = False,
) -> None:
    """Where the plan departs from the published document, and why."""
    question = ask(ctx, as_of, lead, area, priority)
    emit(question, view, notes.notes(question.plan, question.selection), form, exit_code=exit_code)
