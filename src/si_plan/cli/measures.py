"""siplan measures"""

from si_plan.cli.query import as_command
from si_plan.formats.records import Question
from si_plan.formats.views import Answered
from si_plan.formats.views import measures as view
from si_plan.queries import measures


def answer(question: Question) -> Answered:
    """The success measures and their targets: met, on the way or off by the latest readings, and why."""
    return view.VIEW.of(measures.measures(question.plan, question.selection))


command = as_command(answer)
