"""A ref that two records of a kind share.

`ref` is the number that the document prints, and people name a record by it: two actions called LM1 could not be told
apart in a report, and no command could be given one of them. A priority and an action may share a ref, and a record
that an edition dropped (`until`) leaves its ref free. Capitals make no difference. A record without a ref goes by its
id, so no other of its kind has that as its ref.

To fix it: correct the ref of one of the two, or leave it out.

Fails:

    # areas.yaml
    - id: A1
      ref: "4a"
      title: Reading
    - id: A2
      ref: 4A
      title: Attendance

Passes:

    # areas.yaml
    - id: A1
      ref: "4a"
      title: Reading
    - id: A2
      ref: "4b"
      title: Attendance
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from si_plan.diagnostics import Finding
from si_plan.model.ids import all_outer_of
from si_plan.model.plan import Plan

CODE: Final = "duplicate-ref"


def check(plan: Plan) -> Iterator[Finding]:
    seen: dict[tuple[type, str], str] = {}
    for identity, ref in plan.refs.items():
        if identity in plan.refs.retired:
            continue
        kind = type(plan.by_id[identity])
        noun = kind.__name__.lower()
        other = seen.setdefault((kind, ref.casefold()), identity)
        if other != identity:
            said = f"another {noun}, {other}, already has the ref {ref}"
            yield Finding(CODE, identity, "ref", said, "correct the ref of one of the two, or leave it out")
        elif _goes_by_its_id(plan, ref, kind):
            said = f"another {noun} is shown as {ref}, which is its id"
            yield Finding(CODE, identity, "ref", said, f"give {noun} {ref} its own ref, or correct this one")


def _goes_by_its_id(plan: Plan, ref: str, kind: type) -> bool:
    """Whether a record of this kind has this id, and goes by it: it has no ref, and no edition dropped it."""
    if ref in plan.refs or not isinstance(plan.by_id.get(ref), kind):
        return False
    return not any(getattr(plan.by_id.get(name), "until", None) for name in (*all_outer_of(ref), ref))
