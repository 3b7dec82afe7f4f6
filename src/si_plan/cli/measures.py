"""siplan measures"""

from si_plan.cli.query import as_command
from si_plan.formats.views import Answered
from si_plan.formats.views import measures as view
from si_plan.model.plan import Plan
from si_plan.queries import measures
from si_plan.queries.selection import Selection


def answer(plan: Plan, selection: Selection) -> Answered:
    """The success measures and their targets: met, on the way or off by the latest readings, and why."""
    return view.VIEW.of(measures.measures(plan, selection))


command = as_command(answer)
