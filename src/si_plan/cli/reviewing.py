"""`siplan validate --since`: the two states of the plan, and the review of the edit between them."""

from __future__ import annotations

import typer

from si_plan.changes import against
from si_plan.cli.opening import FaultyPlanError
from si_plan.cli.sides import Side, Sides, errors_of, held_against
from si_plan.errors import NoPlanYetError, SiplanError
from si_plan.formats.findings import Older, Report
from si_plan.review import Review, review, review_new
from si_plan.sources import lines_of
from si_plan.views.explain import page_of


def reviewed(ctx: typer.Context, ref: str, *, from_root: bool) -> Report:
    """What is new in the working tree since `ref`, with what in the edit breaks the change rules. Where there was no
    plan yet, everything is new, and that is among what is found."""
    sides = Sides(ctx, from_root=from_root)
    try:
        base = sides.read(ref)
    except NoPlanYetError as none:
        head = sides.read(None)
        new_plan = head.loaded.places.diagnostic(against.new_plan(ref, none.others))
        return _report(head, ref, review_new(head.loaded, [new_plan]))
    head = sides.read(None)
    sides.warn_if_behind(base, head)
    _require_judgeable(base)
    pair = sides.paired(base, head)
    return _report(head, ref, review(base.loaded, head.loaded, pair, held_against(base, head)))


def _require_judgeable(base: Side) -> None:
    """Raises SiplanError where the base is of a newer format, FaultyPlanError where its policy cannot be read."""
    if base.loaded.plan is None:
        raise SiplanError(
            f"this version of siplan cannot read the plan at {base.name}, so it cannot check the edit",
            f"siplan --at {base.name} validate says why; a plan in a newer format needs a newer siplan",
        )
    if "plan.yaml" in base.loaded.plan.left_out:
        message = f"the plan.yaml of {base.name} cannot be read, so the edit cannot be judged: put it right there first"
        raise FaultyPlanError(message, errors_of(base))


def _report(head: Side, ref: str, found: Review) -> Report:
    older = Older(ref, found.older_errors, found.older_warnings)
    return Report(found.found, len(head.sources), lines_of(head.sources), page_of, older=older)
