"""A result for a period that the calendar does not have.

siplan puts results in order by the last day of their period, and compares them with the path to the target. A period
that does not exist, such as a 13th month, has no last day. Write a school year with a hyphen here: 2016-17, not
2016/17.

To fix it: write the period as the plan's calendar names it. docs/reference.md shows the names.

Fails:

    # progress/measures.yaml
    - {target: M1.1, period: 2016-13, value: 71.5, source: Results by local authority}

Passes:

    # progress/measures.yaml
    - {target: M1.1, period: 2016-17, value: 71.5, source: Results by local authority}
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from si_plan.dates.calendar import USUAL
from si_plan.dates.names import period_named
from si_plan.diagnostics import Finding
from si_plan.model.ids import entry_name
from si_plan.model.plan import Plan

CODE: Final = "unknown-period"


def check(plan: Plan) -> Iterator[Finding]:
    calendar = plan.details.calendar or USUAL
    for number, reading in enumerate(plan.readings, 1):
        if period_named(reading.period, calendar) is None:
            hyphened = reading.period.replace("/", "-", 1)
            meant = f"did you mean {hyphened}? " if period_named(hyphened, calendar) is not None else ""
            yield Finding(
                CODE,
                entry_name("measures", number),
                "period",
                f"the plan's calendar has no period {reading.period}",
                f"{meant}write a school year as 2016-17, a term as 2016-17/T1, a quarter as 2016-Q3",
            )
