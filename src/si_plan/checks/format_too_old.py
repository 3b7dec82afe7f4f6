"""A plan that has what came with a later format than it says.

Editions came with format 2: in a plan that has any, `due` is the promise of the last edition, and no longer the first
ever. Deadlines that count from an event came with format 3. An older siplan that took such a plan for one of an older
format would answer wrongly, or not at all. The format that plan.yaml says keeps it from reading the plan.

To fix it: write the format that the finding names in plan.yaml. Nothing else changes: what is right in an older format
is right in a newer one.

Fails:

    # plan.yaml
    format: 1
    title: Improvement plan
    authority: Example Council
    dated: 2016-06-03
    editions:
      - {id: "2016", dated: 2016-06-03}

Passes:

    # plan.yaml
    format: 2
    title: Improvement plan
    authority: Example Council
    dated: 2016-06-03
    editions:
      - {id: "2016", dated: 2016-06-03}
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from si_plan.diagnostics import Finding
from si_plan.model.clocks import clocks_in
from si_plan.model.plan import Plan
from si_plan.model.reference import OF_CLOCKS, OF_EDITIONS

CODE: Final = "format-too-old"


def check(plan: Plan) -> Iterator[Finding]:
    needed, what = OF_EDITIONS, "editions"
    if next(clocks_in(plan), None) is not None:
        needed, what = OF_CLOCKS, "deadlines that count from an event"
    if plan.details.format < needed:
        said = f"a plan with {what} is in format {needed}, and this one says format {plan.details.format}"
        yield Finding(CODE, "plan", "format", said, f"write format: {needed}; nothing else changes")
