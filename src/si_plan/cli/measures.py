"""siplan measures"""

from types import ModuleType

from si_plan.cli.query import as_command
from si_plan.formats.records import Question
from si_plan.formats.views import measures as view
from si_plan.queries import measures


def answer(question: Question) -> tuple[ModuleType, list[measures.TargetRow]]:
    """The success measures and their targets: met, on the way or off by the latest readings, and why."""
    return view, measures.measures(question.plan, question.selection)


command = as_command(answer)
