"""The interim targets of a target: what each asks for, and whether it was reached by its date.

An interim target is its target with another value and an earlier date, so it is judged as the target itself is. Up to
its date the latest result counts; after it the last result of a period that had ended by then.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from typing import Literal, NamedTuple

from si_plan.model.reference import InterimTarget, Target
from si_plan.queries.assessment import Figure, assess

InterimVerdict = Literal["reached", "missed", "not_due", "not_known"]


class Interim(NamedTuple):
    """An interim target on a day: its verdict, the figure that meets it, and the result that it is judged by."""

    target: InterimTarget
    verdict: InterimVerdict
    wanted: Fraction | None
    figure: Figure | None


def assess_interim(target: Target, figured: Sequence[Figure], as_of: date) -> tuple[Interim, ...]:
    """How each interim target of a target stands on the day, by the figures of its known readings. Empty for a kind of
    target that has no values."""
    if not target.takes_values:
        return ()
    return tuple(_assess(target, interim, figured, as_of) for interim in target.interim_targets)


def _assess(target: Target, interim: InterimTarget, figured: Sequence[Figure], as_of: date) -> Interim:
    past = as_of > interim.by.latest
    counting = [figure for figure in figured if figure.period.last <= interim.by.latest or not past]
    alone = target.model_copy(update={"value": interim.value, "by": interim.by, "interim_targets": ()})
    found = assess(alone, counting, as_of)
    if found.verdict == "met":
        verdict: InterimVerdict = "reached"
    elif not past:
        verdict = "not_due"
    else:
        verdict = "missed" if found.verdict == "off" else "not_known"
    return Interim(interim, verdict, found.wanted, found.latest if verdict in ("reached", "missed") else None)
