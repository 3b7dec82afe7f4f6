"""An id that two records share.

Every reference, log entry and link uses ids, so an id must name one record in the whole plan. Two actions cannot share
one, and a role's code cannot be an area's id. Merging two branches that are each correct can cause this.

To fix it: give the newer record the next free number. Never use an id again, even after its record is gone.

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
    details = plan.details
    listed: list[tuple[str, object]] = [(audience.id, audience) for audience in details.audiences]
    listed += [(inspection.id, inspection) for inspection in details.inspections]
    listed += [(event.id, event) for event in details.events]
    named = [identity for identity, _ in listed]
    if not plan.repeats_an_id and len(set(named)) == len(named) and plan.by_id.keys().isdisjoint(named):
        return
    seen: dict[str, int] = {}
    for identity, record in (*plan.ids_and_records(), *listed):
        times = seen[identity] = seen.get(identity, -1) + 1
        if times:
            field = "code" if hasattr(record, "code") else "id"
            yield Finding(
                CODE,
                identity,
                field,
                f"another record already has {'the code' if field == 'code' else 'the id'} {identity}",
                f"give this one {'another code' if field == 'code' else 'the next free number'}; "
                "never use an old one again",
                nth=times,
            )
