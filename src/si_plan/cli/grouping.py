"""What `--by` takes: what rows stand together by, and what has a line of its own."""

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Final, cast

import typer

from si_plan.cli.asking import Asked
from si_plan.errors import UsageError

if TYPE_CHECKING:
    from si_plan.queries.across import By as Grouping
    from si_plan.queries.lines import LinesBy
    from si_plan.queries.timeline import By as TimelineBy


class GroupBy(StrEnum):
    """What rows can stand together by: in one plan, and in a portfolio."""

    lead = "lead"
    priority = "priority"
    area = "area"
    member = "member"
    theme = "theme"
    role = "role"
    phase = "phase"
    region = "region"


ByOption = Annotated[
    GroupBy | None, typer.Option("--by", help="Group by this; what is led jointly stands under each lead.")
]


def fitting(by: GroupBy | None, asked: Asked) -> "Grouping | None":
    """How a query calls it. Raises UsageError where what is asked cannot be grouped so: an area or priority of one plan
    is not that of another, and one plan has no members."""
    if by is None:
        return None
    if by is GroupBy.role:
        return "lead"
    if asked.many and by in (GroupBy.priority, GroupBy.area):
        plural = "priorities" if by is GroupBy.priority else "areas"
        raise UsageError(f"--by: each plan has its own {plural}", "group by theme, member, role, phase or region")
    if not asked.many and by not in (GroupBy.lead, GroupBy.priority, GroupBy.area):
        raise UsageError(f"--by: one plan has no {by}s", "group by lead, priority or area")
    return cast("Grouping", by.value)


class By(StrEnum):
    """What has a line of its own: in a timeline, and in the status of a portfolio."""

    priority = "priority"
    action = "action"
    milestone = "milestone"
    member = "member"
    theme = "theme"
    role = "role"
    phase = "phase"
    region = "region"

    @property
    def of_plans(self) -> "LinesBy":
        """How the status of a portfolio calls it. Raises UsageError for what is of one plan."""
        if self in (By.priority, By.action, By.milestone):
            raise UsageError(f"--by: each plan has its own {_MANY[self]}", "use member, theme, role, phase or region")
        return cast("LinesBy", self.value)

    @property
    def in_a_timeline(self) -> "TimelineBy":
        """How a timeline calls it. Raises UsageError for what is of a portfolio."""
        if self not in (By.priority, By.action, By.milestone):
            raise UsageError(f"--by: a timeline has no lines of {self}s", "use priority, action or milestone")
        return cast("TimelineBy", self.value)


_MANY: Final = {By.priority: "priorities", By.action: "actions", By.milestone: "milestones"}
