"""siplan coverage"""

from typing import Annotated

import typer

from si_plan.cli.query import as_command
from si_plan.formats.records import Question
from si_plan.formats.views import Answered
from si_plan.formats.views import coverage as coverage_view
from si_plan.formats.views import matrix as matrix_view
from si_plan.queries import coverage


def answer(
    question: Question,
    matrix: Annotated[bool, typer.Option("--matrix", help="Priorities by areas instead.")] = False,
) -> Answered:
    """Whether every area that Ofsted named is answered, and how far."""
    if matrix:
        return matrix_view.VIEW.of(coverage.matrix(question.plan, question.selection))
    return coverage_view.VIEW.of(coverage.coverage(question.plan, question.selection))


command = as_command(answer)
