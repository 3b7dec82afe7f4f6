"""An inspection that is not in plan.yaml.

`siplan coverage` shows the areas of each inspection apart. With a wrong name, an area stands with those of none.

To fix it: write an id of `inspections` in plan.yaml, or add the inspection there.

Fails:

    # areas.yaml
    - {id: A1, title: Reading, inspection: peer-review}

Passes:

    # plan.yaml
    format: 1
    title: Improvement plan
    authority: Example Council
    dated: 2016-06-03
    inspections:
      - {id: peer-review, body: Other councils, title: Peer review of schools, areas_called: recommendations}
    # areas.yaml
    - {id: A1, title: Reading, inspection: peer-review}
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from si_plan.diagnostics import Finding
from si_plan.model.plan import Plan
from si_plan.suggestions import Guesses

CODE: Final = "unknown-inspection"


def check(plan: Plan) -> Iterator[Finding]:
    known = {inspection.id for inspection in plan.details.inspections}
    guesses = Guesses(known)
    for area in plan.areas:
        if area.inspection is not None and area.inspection not in known:
            hint = guesses.did_you_mean(area.inspection) or "add it to `inspections` in plan.yaml, or delete the line"
            yield Finding(CODE, area.id, "inspection", f"{area.inspection} is no inspection in plan.yaml", hint)
