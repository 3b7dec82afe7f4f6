"""Findings about the base of a comparison, if that is not simply the plan as it was before. Reviewers see them wherever
findings are shown, and no policy turns them off."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from si_plan.diagnostics import Finding
from si_plan.model.plan import Plan

_MOST_NAMED: Final = 5


def new_plan(base: str, others: tuple[str, ...]) -> Finding:
    """The finding that there was no plan here before, so nothing could be compared. `others` are folders with other
    plans."""
    where = f" in this folder at {base} (but there is one in {_some(others)})" if others else f" at {base}"
    return Finding(
        "plan-new",
        "plan",
        "",
        f"there is no plan{where}, so everything in this one is new and siplan could not check any changes",
        "make sure that this is another plan, not a copy"
        if others
        else "make sure that the plan was not somewhere else before",
    )


def moved_plan(base: str, before: str) -> Finding:
    """The finding that the plan was in another folder before."""
    return Finding(
        "plan-moved",
        "plan",
        "",
        f"the plan has moved: at {base} it is in {before or 'the top folder'}, and siplan compared it with that",
        "if you meant to move it, change everything that names the old folder",
    )


def unread_base(base: str, plan: Plan) -> Finding:
    """The finding that part of the plan before cannot be read, so what the edit does to that part cannot be judged."""
    names = sorted(plan.left_out)
    return Finding(
        "base-unread",
        "plan",
        "",
        f"siplan cannot read part of the plan at {base} ({_some(names)}), so it could not check changes there",
        "correct the plan there first, or compare that part yourself before you accept the edit",
    )


def _some(names: Sequence[str]) -> str:
    """The first few names, joined by commas, with … if there are more."""
    return ", ".join(names[:_MOST_NAMED]) + (" …" if len(names) > _MOST_NAMED else "")
