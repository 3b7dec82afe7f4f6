"""What follows from taking records out of a plan: what is found in it that would not be found if they were put back."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable
from dataclasses import replace
from typing import Any, Final

from si_plan.diagnostics import Diagnostic
from si_plan.model.ids import outer_of, record_at
from si_plan.model.plan import Plan

_MOST_TOLD: Final = 3


def restored(base: Plan, head: Plan, gone: Collection[str]) -> Plan:
    """The head with these records of the base in it again: priorities, what is in them, areas, measures and targets."""

    def with_gone(now: tuple[Any, ...], before: tuple[Any, ...], inner: Callable[[Any, Any], Any]) -> tuple[Any, ...]:
        former = {one.id: one for one in before}
        there = {one.id for one in now}
        kept = [inner(one, former[one.id]) if one.id in former else one for one in now]
        return (*kept, *(one for one in before if one.id in gone and one.id not in there))

    def record(*fields: str, inner: Callable[[Any, Any], Any] = lambda now, _: now) -> Callable[[Any, Any], Any]:
        def of(now: Any, before: Any) -> Any:
            lists = {name: with_gone(getattr(now, name), getattr(before, name), inner) for name in fields}
            return now if now is before else now.model_copy(update=lists)

        return of

    action = record("milestones", "stages", "duties")
    return replace(
        head,
        areas=with_gone(head.areas, base.areas, record()),
        measures=with_gone(head.measures, base.measures, record("targets")),
        priorities=with_gone(head.priorities, base.priorities, record("actions", inner=action)),
    )


def told_with_removals(
    removals: list[Diagnostic], new: Iterable[Diagnostic], restored: Iterable[Diagnostic]
) -> tuple[list[Diagnostic], list[Diagnostic]]:
    """The removals, each with what is new because of it in its message, and what is new for other reasons. `restored`
    is all that is found where what was taken out is in the plan again."""
    known = Counter((one.code, one.at, one.message) for one in restored)
    others: list[Diagnostic] = []
    because: defaultdict[str, list[str]] = defaultdict(list)
    for one in new:
        key = one.code, one.at, one.message
        if known[key] or one.answered_by:
            known[key] -= 1
            others.append(one)
        else:
            because[_removal(removals, one)].append(one.message)
    return [one._replace(message=_with(one.message, because.pop(one.at, []))) for one in removals], others


def _removal(removals: list[Diagnostic], finding: Diagnostic) -> str:
    """The record from whose removal a finding follows: one that stood in the finding's own record, else the first."""
    record = record_at(finding.at)
    inside = (one.at for one in removals if outer_of(one.at) == record)
    return next(inside, removals[0].at)


def _with(message: str, because: list[str]) -> str:
    more = [f"and {len(because) - _MOST_TOLD} more"] if len(because) > _MOST_TOLD else []
    return "; ".join([message, *(f"so {one}" for one in because[:_MOST_TOLD]), *more])
