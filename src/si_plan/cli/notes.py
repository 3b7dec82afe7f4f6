"""siplan notes"""

from types import ModuleType

from si_plan.cli.query import as_command
from si_plan.formats.records import Question
from si_plan.formats.views import notes as view
from si_plan.model.reference import SourceNote
from si_plan.queries import notes


def answer(question: Question) -> tuple[ModuleType, list[SourceNote]]:
    """Where the plan departs from the published document, and why."""
    return view, notes.notes(question.plan, question.selection)


command = as_command(answer)
