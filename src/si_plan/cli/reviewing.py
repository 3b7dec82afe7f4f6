"""`siplan validate --since`: what an edit makes wrong, and nothing that was wrong before it."""

from __future__ import annotations

import typer

from si_plan import checks
from si_plan.changes import against
from si_plan.changes.policy import grade, record_removed, review
from si_plan.changes.restoring import explain_removals, put_back
from si_plan.changes.since import since
from si_plan.cli.opening import page_of
from si_plan.cli.sides import Side, Sides, errors_of, held_against, say
from si_plan.diagnostics import Diagnostic, gravity, in_order, within_limit
from si_plan.errors import NoPlanYetError, SiplanError
from si_plan.formats.findings import Older, Report
from si_plan.sources import lines_of


def reviewed(ctx: typer.Context, ref: str, *, from_root: bool) -> Report:
    """What is new in the working tree since `ref`, with what the change policy finds in the edit. Where there was no
    plan yet, everything is new, and that is among what is found."""
    sides = Sides(ctx, from_root=from_root)
    try:
        base = sides.read(ref)
    except NoPlanYetError as none:
        head = sides.read(None)
        return _report(head, None, ref, [head.loaded.places.diagnostic(against.new_plan(ref, none.others))])
    head = sides.read(None)
    sides.warn_if_behind(base, head)
    judged = _by_policy(sides, base, head)
    return _report(head.excused(base, judged), base, ref, [*held_against(base, head), *judged])


def _by_policy(sides: Sides, base: Side, head: Side) -> list[Diagnostic]:
    """What the change policy finds, the waived too. Raises SiplanError where the base is of a newer format."""
    if base.loaded.plan is None:
        raise SiplanError(
            f"the plan at {base.name} cannot be read by this siplan, so the edit cannot be checked",
            f"siplan --at {base.name} validate says why; a plan of a newer format needs a newer siplan",
        )
    pair = sides.paired(base, head)
    if pair is None:  # what keeps the head from being read is among its own errors
        return []
    if "plan.yaml" in pair.base.left_out:
        errors_of(base)
        say(f"the plan.yaml of {base.name} cannot be read, so the edit cannot be judged: put it right there first")
        raise typer.Exit(3)
    return [one for found in review(pair, base.loaded.places, head.loaded.places) for one in found]


def _report(head: Side, base: Side | None, ref: str, judged: list[Diagnostic] = []) -> Report:  # noqa: B006 - not kept
    before = checks.everything(base.loaded, whole=True) if base is not None else []
    found = since(before, checks.everything(head.loaded, whole=True))
    side = base or head
    policy = side.loaded.plan.details.policy if side.loaded.plan is not None else None
    new = [one for finding in found.new if (one := grade(finding, policy)) is not None]
    if base is not None:
        judged, new = _with_removals(base, head, judged, new)
    listed = sorted(within_limit(in_order([*new, *judged])), key=gravity)
    return Report(
        listed, len(head.sources), lines_of(head.sources), page_of, older=Older(ref, found.errors, found.warnings)
    )


def _with_removals(
    base: Side, head: Side, judged: list[Diagnostic], new: list[Diagnostic]
) -> tuple[list[Diagnostic], list[Diagnostic]]:
    """What was judged and what is new: with a record that was taken out is told what is new only because of that."""
    removals = [one for one in judged if one.code == record_removed.CODE and gravity(one) == 0]
    old, now = base.loaded.plan, head.loaded.plan
    if not removals or not new or old is None or now is None:
        return judged, new
    whole = head.loaded._replace(plan=put_back(old, now, {one.at for one in removals}))
    told, others = explain_removals(removals, new, checks.everything(whole, whole=True))
    return [*(one for one in judged if one not in removals), *told], others
