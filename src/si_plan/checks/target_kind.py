"""A target with a field that its kind does not ask, or without one that it needs.

What is compared depends on the kind. A field that plays no part in that is passed over: persistent absence of 24 with
`kind: all`, `value: 10` and `lower_is_better: true` would count as met, since all of them is at least ten.

To put it right: choose the kind that says what is meant. A figure not to be passed is `at_most`, one to be reached is
`at_least`. Otherwise take the field out.

Fails:

    # measures.yaml
    - id: M1
      title: Attendance
      targets:
        - {id: M1.1, cohort: All pupils, indicator: Persistent absence, kind: all, value: 10, lower_is_better: true}

Passes:

    # measures.yaml
    - id: M1
      title: Attendance
      targets:
        - {id: M1.1, cohort: All pupils, indicator: Persistent absence, kind: at_most, value: 10}
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from si_plan.diagnostics import Finding
from si_plan.model.plan import Plan
from si_plan.model.reference import Target

CODE: Final = "target-kind"

_OF_A_FIGURE: Final = ("at_least", "at_most")
_WITHOUT_VALUE: Final = ("better", "maintain")


def check(plan: Plan) -> Iterator[Finding]:
    for measure in plan.measures:
        for target in measure.targets:
            if target.kind in _OF_A_FIGURE and target.value is None:
                said = f"{target.kind.replace('_', ' ')} which figure? The target gives none"
                yield Finding(CODE, target.id, "kind", said, "add a line `value: …`")
            if target.kind in _WITHOUT_VALUE and target.value is not None:
                said = f"{_say_kind(target)} compares with no figure of its own, and this would count for nothing"
                hint = "take the value out, or write the kind that is meant: at_least, at_most or rise"
                yield Finding(CODE, target.id, "value", said, hint)
            if target.lower_is_better and not _asks_which_is_better(target):
                said = f"{_say_kind(target)} does not ask whether lower is better, and this would count for nothing"
                hint = "write kind: at_most for a figure not to be passed, or take the line out"
                yield Finding(CODE, target.id, "lower_is_better", said, hint)


def _say_kind(target: Target) -> str:
    return f"a target of the kind {target.kind}"


def _asks_which_is_better(target: Target) -> bool:
    """Whether the kind leaves open which of two figures is better. A gap without a value compares two gaps, and the
    smaller is better."""
    return target.kind in ("better", "maintain") or (target.kind == "gap" and target.value is not None)
