"""Findings that follow from removing records: those that would not be there if the records were put back."""

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
    """The head, changed so that references to a removed record are not reported if the change policy already reports
    the removal as an error: one mistake gives one finding."""
    old, new = base.plan, head.plan
    gone = {diagnostic.at for diagnostic in judged if _is_removal(diagnostic)}
    if old is None or new is None or not gone:
        return head
    inside = {name for name in old.by_id for top in gone if name == top or is_within(name, top)}
    return head._replace(plan=replace(new, left_out=new.left_out | inside))


def _is_removal(diagnostic: Diagnostic) -> bool:
    """Whether this is an error from the change policy that a record was removed."""
    return diagnostic.code == record_removed.CODE and diagnostic.severity == "error"


def put_back(base: Plan, head: Plan, gone: Collection[str]) -> Plan:
    """The head with these records of the base put back: priorities and their parts, areas, measures, targets."""

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
    """The findings about removals, each with the new findings that follow from it in its message; and the new findings
    that have other reasons. `restored` is everything that is found with the removed records put back."""
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
    """The removed record that a finding is due to: one that was in the finding's own record, else the first."""
    record = record_at(finding.at)
    inside = (removal.at for removal in removals if outer_of(removal.at) == record)
    return next(inside, removals[0].at)


def _with(message: str, because: list[str]) -> str:
    """The message, with the first few findings that follow from it."""
    more = [f"and {len(because) - _MOST_TOLD} more"] if len(because) > _MOST_TOLD else []
    return "; ".join([message, *(f"so {reason}" for reason in because[:_MOST_TOLD]), *more])
