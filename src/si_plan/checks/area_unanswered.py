"""An area that no priority answers.

An inspection, review or challenge asked for this, and the plan does not answer it.

To fix it: add the area to the `areas` of the priority that answers it. If none does, the plan needs an action. A source
note can say why there is none.

Fails:

    # areas.yaml
    - {id: A1, title: Reading}
    - {id: A2, title: Attendance}

Passes:

    # areas.yaml
    - {id: A1, title: Reading}
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from si_plan.diagnostics import Finding
from si_plan.model.plan import Plan

CODE: Final = "area-unanswered"


def check(plan: Plan) -> Iterator[Finding]:
    answered = {area for priority in plan.priorities for area in priority.areas}
    answered.update(area for _, action in plan.actions() for area in action.areas)
    for area in plan.areas:
        if area.id not in answered:
            yield Finding(
                CODE,
                area.id,
                "id",
                f"no priority answers {area.id}: {area.title}",
                f"add {area.id} to the areas of the priority that answers it",
            )
