"""siplan show"""

from typing import Annotated

import typer

from si_plan.cli.options import Area, AsOf, ExitCode, Format, FormatOption, Lead, Priority
from si_plan.cli.session import ask, emit
from si_plan.formats.views import show as view
from si_plan.queries import show


def command(
    ctx: typer.Context,
    name: Annotated[str, typer.Argument(metavar="ID", help="An id or a role's code: 2, 2.4, 2.4.1, HSI, A1, M1, N1.")],
    as_of: AsOf = None,
    lead: Lead = None,
    area: Area = None,
    priority: Priority = None,
    form: FormatOption = Format.table,
    exit_code: ExitCode = False,
) -> None:
    """Everything about one priority, action, milestone, role, area, measure or note."""
    question = ask(ctx, as_of, lead, area, priority)
    emit(question, view, show.show(question.plan, question.selection, name), form, exit_code=exit_code)
