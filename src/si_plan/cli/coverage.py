"""siplan coverage"""

from typing import Annotated

import typer

from si_plan.cli.query import as_command
from si_plan.formats.views import Answered
from si_plan.formats.views import coverage as coverage_view
from si_plan.formats.views import matrix as matrix_view
from si_plan.model.plan import Plan
from si_plan.queries import coverage
from si_plan.queries.selection import Selection


def answer(
    plan: Plan,
    selection: Selection,
    matrix: Annotated[bool, typer.Option("--matrix", help="Priorities by areas instead.")] = False,
) -> Answered:
    """Whether every area that Ofsted named is answered, and how far."""
    if matrix:
        return matrix_view.VIEW.of(coverage.matrix(plan, selection))
    return coverage_view.VIEW.of(coverage.coverage(plan, selection))


command = as_command(answer)
