"""siplan export"""

from typing import Annotated

import typer

from si_plan.cli.options import Format
from si_plan.cli.query import as_command
from si_plan.formats.records import Question
from si_plan.formats.views import Answered
from si_plan.formats.views import export as view
from si_plan.queries import export

Every = Annotated[
    bool, typer.Option("--all", help="A row for each occurrence of what recurs, up to a year ahead, closed ones too.")
]


def answer(question: Question, every: Every = False) -> Answered:
    """Everything tracked as one flat table, for a spreadsheet or another program. CSV, unless told otherwise."""
    return view.VIEW.of(export.export(question.plan, question.selection, every=every))


command = as_command(answer, usual=Format.csv)
