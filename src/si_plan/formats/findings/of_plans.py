"""What was found in the plans of a portfolio, for a person: which do not validate, and why each does not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from si_plan.diagnostics import Tally, list_names
from si_plan.formats.findings import Report, count
from si_plan.formats.findings.text import Screen, endings, headed, show

MOST: Final = 50
"""The most plans whose findings are listed."""


def render(report: Report, plans: Sequence[Tally], screen: Screen | None = None) -> str:
    """Which plans do not validate; what is wrong in the portfolio's own file; the first findings of each plan; the
    plans that have nothing but warnings; the summary."""
    own = show(report.found, report.line_of, screen)
    if not plans:  # the file itself has mistakes, and no plan was read
        return own + "".join(f"{line}\n" for line in endings(report, screen))
    lines = [headed(answer(plans), screen), "", *([own] if own else []), *_listed(report, plans, screen)]
    return "".join(f"{line}\n" for line in lines)


def answer(plans: Sequence[Tally]) -> str:
    """How many plans validate, and which do not."""
    failing = [plan.member for plan in plans if plan.first]
    unread = [plan.member for plan in plans if plan.unread]
    of = f" of {count(len(plans), 'plan')}"
    said = []
    if failing:
        said.append(f"{len(failing):,}{of} {'does' if len(failing) == 1 else 'do'} not validate: {list_names(failing)}")
    if unread:
        said.append(f"{len(unread):,}{'' if failing else of} cannot be read: {list_names(unread)}")
    if said:
        return "; ".join(said)
    return "The one plan validates" if len(plans) == 1 else f"All {len(plans):,} plans validate"


def _listed(report: Report, plans: Sequence[Tally], screen: Screen | None) -> Iterator[str]:
    failing = [plan for plan in plans if plan.first]
    for plan in failing[:MOST]:
        yield headed(f"{plan.member}: {count(plan.errors, 'error')}, {count(plan.warnings, 'warning')}", screen)
        yield show(list(plan.first), report.line_of, screen)
    if len(failing) > MOST:
        yield f"and {len(failing) - MOST:,} more plans that do not validate\n"
    warned = [f"{plan.member} {plan.warnings:,}" for plan in plans if plan.warnings and not plan.first]
    if warned:
        yield headed(f"Warnings: {list_names(warned)}", screen)
    yield from endings(report, screen)
