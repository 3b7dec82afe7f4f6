"""What follows from taking records out of a plan: what is found in it that would not be found if they were put back."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable
from dataclasses import replace
from typing import Any, Final

from si_plan.changes.policy import record_removed
from si_plan.diagnostics import Diagnostic, sameness
from si_plan.loading import Loaded
from si_plan.model.ids import is_within, outer_of, record_at
from si_plan.model.plan import Plan

_MOST_TOLD: Final = 3


def excuse_references_to_removed(base: Loaded, head: Loaded, judged: Iterable[Diagnostic]) -> Loaded:
    """The head, in which a reference to a record that was taken out is no mistake of its own, where the change policy
    has judged it an error that the record was taken out: one mistake is told once."""
    old, new = base.plan, head.plan
    gone = {diagnostic.at for diagnostic in judged if _is_removal(diagnostic)}
    if old is None or new is None or not gone:
        return head
    inside = {name for name in old.by_id for top in gone if name == top or is_within(name, top)}
    return head._replace(plan=replace(new, left_out=new.left_out | inside))


def _is_removal(diagnostic: Diagnostic) -> bool:
    """Whether the change policy has found here, as an error, that a record was taken out."""
    return diagnostic.code == record_removed.CODE and diagnostic.severity == "error"


def put_back(base: Plan, head: Plan, gone: Collection[str]) -> Plan:
    """The head with these records of the base in it again: priorities, what is in them, areas, measures and targets."""

    def with_gone(now: tuple[Any, ...], before: tuple[Any, ...], inner: Callable[[Any, Any], Any]) -> tuple[Any, ...]:
        former = {record.id: record for record in before}
        there = {record.id for record in now}
        kept = [inner(record, former[record.id]) if record.id in former else record for record in now]
        return (*kept, *(record for record in before if record.id in gone and record.id not in there))

    def with_lists(*fields: str, inner: Callable[[Any, Any], Any] = lambda now, _: now) -> Callable[[Any, Any], Any]:
        def of(now: Any, before: Any) -> Any:
            lists = {name: with_gone(getattr(now, name), getattr(before, name), inner) for name in fields}
            return now if now is before else now.model_copy(update=lists)

        return of

    action = with_lists("milestones", "stages", "duties")
    return replace(
        head,
        areas=with_gone(head.areas, base.areas, with_lists()),
        measures=with_gone(head.measures, base.measures, with_lists("targets")),
        priorities=with_gone(head.priorities, base.priorities, with_lists("actions", inner=action)),
    )


def explain_removals(
    removals: list[Diagnostic], new: Iterable[Diagnostic], restored: Iterable[Diagnostic]
) -> tuple[list[Diagnostic], list[Diagnostic]]:
    """The removals, each with what is new because of it in its message, and what is new for other reasons. `restored`
    is all that is found where what was taken out is in the plan again."""
    known = Counter(sameness(finding) for finding in restored)
    others: list[Diagnostic] = []
    because: defaultdict[str, list[str]] = defaultdict(list)
    for finding in new:
        if known[sameness(finding)] or finding.answered_by:
            known[sameness(finding)] -= 1
            others.append(finding)
        else:
            because[_removal(removals, finding)].append(finding.message)
    told = [removal._replace(message=_with(removal.message, because.pop(removal.at, []))) for removal in removals]
    return told, others


def _removal(removals: list[Diagnostic], finding: Diagnostic) -> str:
    """The record from whose removal a finding follows: one that stood in the finding's own record, else the first."""
    record = record_at(finding.at)
    inside = (removal.at for removal in removals if outer_of(removal.at) == record)
    return next(inside, removals[0].at)


def _with(message: str, because: list[str]) -> str:
    """A message and what follows from what it tells, no more of it than is told."""
    more = [f"and {len(because) - _MOST_TOLD} more"] if len(because) > _MOST_TOLD else []
    return "; ".join([message, *(f"so {reason}" for reason in because[:_MOST_TOLD]), *more])
