"""siplan slippage"""

from si_plan.cli.query import as_command
from si_plan.formats.views import Answered
from si_plan.formats.views import slippage as view
from si_plan.model.plan import Plan
from si_plan.queries import slippage
from si_plan.queries.selection import Selection


def answer(plan: Plan, selection: Selection) -> Answered:
    """What has slipped: the promised and the present deadline, how often, by how many days, who approved."""
    return view.VIEW.of(slippage.slippage(plan, selection))


command = as_command(answer)
