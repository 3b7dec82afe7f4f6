"""The totals of two selections merged: those of both, but that a deliverable which stands in both counts in each."""

from __future__ import annotations

from collections import defaultdict

import pytest

from asking import asked, shipped
from sample_plan import sample
from si_plan.model.plan import Plan
from si_plan.queries.counting import StateCounts, Totals, merge, totals_of
from si_plan.queries.rows import tracked_in
from si_plan.queries.selection import Selection

PLANS = {"shipped": shipped, "sample": sample}
DAYS = ("2016-06-03", "2016-09-01", "2017-03-01")


def totals(plan: Plan, selection: Selection) -> Totals:
    return totals_of(tracked_in(plan, selection))


@pytest.mark.parametrize("which", PLANS)
@pytest.mark.parametrize("day", DAYS)
def test_priorities_together_are_the_plan_but_for_what_stands_in_two_of_them(which: str, day: str) -> None:
    plan = PLANS[which]()
    together = merge(totals(plan, asked(day, priority=one.id)) for one in plan.priorities)
    whole = totals(plan, asked(day))
    stands_in: dict[str, set[str]] = defaultdict(set)
    for one in plan.tracked:
        stands_in[one.same_as or one.id].add(one.priority.id)
    in_two = {name: found for name, found in stands_in.items() if len(found) > 1}
    twice = sum(len(found) - 1 for found in in_two.values())
    assert together.numbers.total == whole.numbers.total + twice
    assert all(sum(more) >= sum(less) for more, less in zip(together, whole, strict=True))
    apart = [one for one in tracked_in(plan, asked(day)) if (one[0].same_as or one[0].id) not in in_two]
    parts = ([one for one in apart if one[0].priority is priority] for priority in plan.priorities)
    assert merge(totals_of(part) for part in parts) == totals_of(apart)


def test_the_shipped_plan_has_a_deliverable_in_two_priorities() -> None:
    plan = shipped()
    assert any(one.same_as and plan.tracked_by_id[one.same_as].priority is not one.priority for one in plan.tracked)


def test_the_order_is_the_same_to_a_sum_and_nothing_adds_nothing() -> None:
    two = totals(shipped(), asked("2017-03-01")), totals(sample(), asked("2017-03-01"))
    assert merge(two) == merge(reversed(two)) == merge([merge(two[:1]), Totals(), merge(two[1:])])
    assert merge([]) == Totals()
    assert merge([two[0]]) == two[0]
    assert merge(two).milestones == StateCounts(*map(sum, zip(two[0].milestones, two[1].milestones, strict=True)))
