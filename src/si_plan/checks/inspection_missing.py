"""An area that names none of the plan's inspections.

If a plan has one inspection, its areas are all of that one. If it has several, siplan cannot tell which of them named
an area, and `siplan coverage` shows the area apart.

To fix it: add `inspection` to the area. If no inspection named it, a source note can say who did.

Fails:

    # plan.yaml
    format: 1
    title: Improvement plan
    authority: Example Council
    dated: 2016-06-03
    inspections:
      - {id: schools-2016, body: Ofsted, title: School improvement}
      - {id: peer-review, body: Other councils, title: Peer review of schools}

Passes:

    # plan.yaml
    format: 1
    title: Improvement plan
    authority: Example Council
    dated: 2016-06-03
    inspections:
      - {id: schools-2016, body: Ofsted, title: School improvement}
      - {id: peer-review, body: Other councils, title: Peer review of schools}
    # areas.yaml
    - {id: A1, title: Reading, inspection: schools-2016}
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from si_plan.diagnostics import Finding
from si_plan.model.plan import Plan

CODE: Final = "inspection-missing"


def check(plan: Plan) -> Iterator[Finding]:
    inspections = plan.details.inspections
    if len(inspections) < 2:
        return
    for area in plan.areas:
        if area.inspection is None:
            yield Finding(
                CODE,
                area.id,
                "inspection",
                f"{area.id} does not say which inspection named it",
                f"add a line `inspection: …` with one of {', '.join(one.id for one in inspections)}",
            )
