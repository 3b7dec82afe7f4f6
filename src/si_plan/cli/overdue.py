"""siplan overdue"""

from si_plan.cli.options import Every
from si_plan.cli.query import as_command
from si_plan.formats.views import Answered
from si_plan.formats.views import overdue as view
from si_plan.model.plan import Plan
from si_plan.queries import overdue
from si_plan.queries.selection import Selection


def answer(plan: Plan, selection: Selection, every: Every = False) -> Answered:
    """What is open with its deadline passed, the longest overdue first."""
    return view.VIEW.of(overdue.overdue(plan, selection, every=every))


command = as_command(answer)
