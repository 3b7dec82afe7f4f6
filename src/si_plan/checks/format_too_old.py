"""A plan with editions that says `format: 1`.

In a plan with editions, `due` is the promise of the last edition, and no longer the first ever. An older siplan that
read it as format 1 would answer wrongly and not know it. Format 2 keeps it from reading the plan at all.

To fix it: write `format: 2` in plan.yaml. Nothing else changes: what is right in format 1 is right in format 2.

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
from si_plan.model.plan import Plan

CODE: Final = "format-too-old"
OF_EDITIONS: Final = 2
"""The first format in which a plan may have editions."""


def check(plan: Plan) -> Iterator[Finding]:
    if plan.details.format < OF_EDITIONS:
        said = f"a plan with editions is in format {OF_EDITIONS}, and this one says format {plan.details.format}"
        yield Finding(CODE, "plan", "format", said, f"write format: {OF_EDITIONS}; nothing else changes")
