"""siplan coverage"""

from typing import Annotated

import typer

from si_plan.cli.options import Area, AsOf, ExitCode, Format, FormatOption, Lead, Priority
from si_plan.cli.session import ask, emit
from si_plan.formats.views import coverage as coverage_view
from si_plan.formats.views import matrix as matrix_view
from si_plan.queries import coverage


def command(
    ctx: typer.Context,
    matrix: Annotated[bool, typer.Option("--matrix", help="Priorities by areas instead.")] = False,
    as_of: AsOf = None,
    lead: Lead = None,
    area: Area = None,
    priority: Priority = None,
    form: FormatOption = Format.table,
    exit_code: ExitCode = False,
) -> None:
    """Whether every area that Ofsted named is answered, and how far."""
    question = ask(ctx, as_of, lead, area, priority)
    plan, selection = question.plan, question.selection
    if matrix:
        emit(question, matrix_view, coverage.matrix(plan, selection), form, exit_code=exit_code)
    else:
        emit(question, coverage_view, coverage.coverage(plan, selection), form, exit_code=exit_code)
