"""A target with a field that its kind does not use, or without one that it needs.

The kind says what is compared. siplan ignores a field that plays no part in that. Persistent absence of 24 with `kind:
all`, `value: 10` and `lower_is_better: true` would count as met, because all of them is at least ten. A kind without a
value, such as `better`, can have no interim targets: there is nothing that they could give another value of.

To fix it: choose the kind that says what you mean: `at_most` for a figure to stay under, `at_least` for a figure to
reach. Otherwise take the field out.

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
                said = f"this target does not say {target.kind.replace('_', ' ')} which figure"
                yield Finding(CODE, target.id, "kind", said, "add a line `value: …`")
            if target.kind in _WITHOUT_VALUE and target.value is not None:
                said = f"{_say_kind(target)} does not use a value, so siplan would ignore this"
                hint = "take the value out, or write the kind you mean: at_least, at_most or rise"
                yield Finding(CODE, target.id, "value", said, hint)
            if target.interim_targets and not target.takes_values:
                said = f"{_say_kind(target)} has no value, so siplan would ignore its interim targets"
                other = "write the kind you mean: at_least, at_most or rise"
                hint = f"take them out, or {'give it a `value`' if target.kind == 'gap' else other}"
                yield Finding(CODE, target.id, "interim_targets", said, hint)
            if target.lower_is_better and not _asks_which_is_better(target):
                said = f"{_say_kind(target)} does not use `lower_is_better`, so siplan would ignore this"
                hint = "write kind: at_most for a figure to stay under, or take the line out"
                yield Finding(CODE, target.id, "lower_is_better", said, hint)


def _say_kind(target: Target) -> str:
    return f"a target of the kind {target.kind}"


def _asks_which_is_better(target: Target) -> bool:
    """Whether the kind leaves open which of two figures is better. A gap without a value compares two gaps, and the
    smaller is better."""
    return target.kind in ("better", "maintain") or (target.kind == "gap" and target.value is not None)
