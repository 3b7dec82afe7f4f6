"""siplan timeline"""

from enum import StrEnum
from typing import Annotated

import typer

from si_plan.cli.query import as_command
from si_plan.formats.views import Answered
from si_plan.formats.views import timeline as view
from si_plan.model.plan import Plan
from si_plan.queries import timeline
from si_plan.queries.selection import Selection


class By(StrEnum):
    """What has a line of its own."""

    priority = "priority"
    action = "action"
    milestone = "milestone"


def answer(
    plan: Plan,
    selection: Selection,
    by: Annotated[By, typer.Option("--by", help="What has a line of its own.")] = By.action,
) -> Answered:
    """When what falls due, drawn by quarter, with what is done, late and open."""
    return view.VIEW.of(timeline.timeline(plan, selection, by.value))


command = as_command(answer)
