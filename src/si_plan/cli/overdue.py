"""siplan overdue"""

from si_plan.cli.options import Every
from si_plan.cli.query import as_command
from si_plan.formats.records import Question
from si_plan.formats.views import Answered
from si_plan.formats.views import overdue as view
from si_plan.queries import overdue


def answer(question: Question, every: Every = False) -> Answered:
    """What is open with its deadline passed, the longest overdue first."""
    return view.VIEW.of(overdue.overdue(question.plan, question.selection, every=every))


command = as_command(answer)
