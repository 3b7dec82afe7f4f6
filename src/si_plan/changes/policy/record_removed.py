"""A record taken out of the plan instead of cancelled.

What was promised in public does not disappear. It is cancelled, with a reason, and everyone can still see it. This
applies to priorities, actions, milestones, stages and duties. Areas, measures and targets cannot be cancelled, so
taking one out needs a waiver. Giving a record another number counts as removing it: logs and other documents use the
old number.

To fix it: put the record back, and record `status: cancelled` with a reason in its action's log (`siplan cancel`). If
only its number was changed, give it its old number again.

Fails:

    # base/priorities/1.yaml
    id: "1"
    title: Every pupil reads well
    areas: [A1]
    actions:
      - {id: "1.1", title: Train a tutor, leads: [HT], when: [By Sept 2016], due: 2016-09}
      - {id: "1.2", title: Buy books, leads: [HT], when: [By Sept 2016], due: 2016-09}

    # head/priorities/1.yaml
    id: "1"
    title: Every pupil reads well
    areas: [A1]
    actions:
      - {id: "1.1", title: Train a tutor, leads: [HT], when: [By Sept 2016], due: 2016-09}

Passes:

    # base/priorities/1.yaml
    id: "1"
    title: Every pupil reads well
    areas: [A1]
    actions:
      - {id: "1.1", title: Train a tutor, leads: [HT], when: [By Sept 2016], due: 2016-09}
      - {id: "1.2", title: Buy books, leads: [HT], when: [By Sept 2016], due: 2016-09}

    # head/progress/1.2.yaml
    - {on: 2016-07-01, at: "1.2", status: cancelled, reason: The library lends them}
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from si_plan.changes.difference import Pair
from si_plan.changes.matching import Promised, inner, what_of
from si_plan.diagnostics import Finding
from si_plan.model.ids import last_part_of, outer_of
from si_plan.model.plan import Plan

CODE: Final = "record-removed"


def check(pair: Pair) -> Iterator[Finding]:
    head = pair.head
    gone = {record.id: record for record in pair.matching.removed}
    for record in gone.values():
        if outer_of(record.id) not in gone and not head.knows(record.id):
            yield _finding(record)
    for old, new in pair.matching.renumbered.items():
        with_outer = pair.matching.renumbered.get(outer_of(old)) == outer_of(new)
        follows = with_outer and last_part_of(new) == last_part_of(old)
        if not follows and not head.knows(old):
            yield Finding(
                CODE, old, "", f"{old} is gone: the same record is now {new}", f"give it back its number, {old}"
            )
    for what, record in _reference_records(pair.base):
        if not head.knows(record.id):
            hint = "put it back; if it really must go, first have that waived in plan.yaml"
            yield Finding(CODE, record.id, "", f"{what} {record.id} was taken out of the plan", hint)


def _finding(record: Promised) -> Finding:
    parts = _ids_in(record)
    with_it = f", with everything in it ({', '.join(parts[:5])}{' …' if len(parts) > 5 else ''})" if parts else ""
    return Finding(
        CODE,
        record.id,
        "",
        f"{what_of(record)} {record.id} was taken out of the plan{with_it}",
        f"put it back and cancel it instead: siplan cancel {record.id} --reason …",
    )


def _ids_in(record: Promised) -> list[str]:
    """The ids of everything in a record."""
    return [name for part in inner(record) for name in (part.id, *_ids_in(part))]


def _reference_records(plan: Plan) -> Iterator[tuple[str, Any]]:
    """Every area, measure and target, each after the name of its kind."""
    yield from (("area", area) for area in plan.areas)
    for measure in plan.measures:
        yield "measure", measure
        yield from (("target", target) for target in measure.targets)
