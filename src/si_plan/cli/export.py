"""siplan export"""

from typing import Annotated

import typer

from si_plan.cli.query import as_command
from si_plan.formats.table import AnswerFormat
from si_plan.formats.views import Answered
from si_plan.formats.views import export as view
from si_plan.model.plan import Plan
from si_plan.queries import export
from si_plan.queries.selection import Selection

Every = Annotated[
    bool, typer.Option("--all", help="A row for each occurrence of what recurs, up to a year ahead, closed ones too.")
]


def answer(plan: Plan, selection: Selection, every: Every = False) -> Answered:
    """Everything tracked as one flat table, for a spreadsheet or another program. CSV, unless told otherwise."""
    return view.VIEW.of(export.export(plan, selection, every=every))


command = as_command(answer, usual=AnswerFormat.csv)
