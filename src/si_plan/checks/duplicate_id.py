"""An id that two records share.

Every reference, every log entry and every link goes by id, so an id names one record in the whole plan: two
actions may not share one, nor may a role's code be an area's id. A merge of two sound branches can do this.

To put it right: give the record that was added last the next free number. An id that has been used is not used
again, even after its record is gone.

Fails:

    # areas.yaml
    - id: A1
      title: Reading
    - id: A1
      title: Attendance

Passes:

    # areas.yaml
    - id: A1
      title: Reading
    - id: A2
      title: Attendance
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from si_plan.diagnostics import Finding
from si_plan.model.plan import Plan

CODE: Final = "duplicate-id"


def check(plan: Plan) -> Iterator[Finding]:
    named = [audience.id for audience in plan.details.audiences]
    if not plan.repeats_an_id and len(set(named)) == len(named) and plan.by_id.keys().isdisjoint(named):
        return
    seen: dict[str, int] = {}
    audiences = ((audience.id, audience) for audience in plan.details.audiences)
    for identity, record in (*plan.ids_and_records(), *audiences):
        times = seen[identity] = seen.get(identity, -1) + 1
        if times:
            field = "code" if hasattr(record, "code") else "id"
            yield Finding(
                CODE,
                identity,
                field,
                f"{identity} already names another record",
                f"give this one {'another code' if field == 'code' else 'the next free number'}; "
                "an id once used is never used again",
                nth=times,
            )
