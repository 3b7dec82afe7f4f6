"""What is overdue by lead, priority or area, and what a lead owes by when it is due."""

from __future__ import annotations

from datetime import date

from asking import plan_of, shipped
from running import siplan
from si_plan.documents.words import days
from si_plan.queries.across import By
from si_plan.queries.by_owner import owned_by
from si_plan.queries.grouping import Group
from si_plan.queries.overdue import overdue
from si_plan.queries.rows import TrackedRow
from si_plan.queries.selection import Selection

ON = Selection(date(2016, 10, 1))


def in_groups(by: By) -> list[Group[TrackedRow]]:
    found = overdue(shipped(), ON, by=by)
    assert found.grouping is not None
    return found.grouping.groups(found.rows)


def test_what_is_led_jointly_stands_under_each_lead() -> None:
    found = in_groups("lead")
    groups = {group.name: {row.id for row in group.rows} for group in found}
    assert [group.name for group in found][:3] == ["DDCS", "DCS", "HSI"]
    assert "2.4.2" in groups["DDCS"] & groups["HSI"]
    assert set().union(*groups.values()) == {row.id for row in overdue(shipped(), ON).rows}


def test_priorities_and_areas_stand_in_the_plans_order() -> None:
    priorities = in_groups("priority")
    assert [(group.name, group.title) for group in priorities][:2] == [("1", "Partnership"), ("2", "Challenge")]
    assert [group.name for group in in_groups("area")] == ["A1", "A2", "A3", "A4", "A5"]
    assert overdue(shipped(), ON).grouping is None


def test_a_lead_sees_what_is_overdue_first_then_what_is_due_soon() -> None:
    found = owned_by(shipped(), ON, "HSI")
    assert [row.id for row in found.overdue][:2] == ["4.2.2", "4.3.1"]
    assert [row.id for row in found.due_soon] == ["2.2.D1"]
    assert found.later[0].id == "2.4.1"
    every = [row.id for row in (*found.overdue, *found.due_soon, *found.later)]
    assert sorted(every) == sorted(row.id for action in found.actions for row in (*action.milestones, *action.others))


def test_what_is_done_is_a_number() -> None:
    log = '- {on: 2016-08-10, at: "1.1.1", status: complete, evidence: [x]}\n'
    found = owned_by(plan_of({"progress/1.1.yaml": log}), ON, "HT")
    assert (found.overdue, found.due_soon, found.later, found.totals.done.total) == ([], [], [], 1)
    ran = siplan("by-owner", "CM", "--as-of", "2016-05-01")
    assert ran.out.splitlines()[1] == "0 overdue · 2 due by 31 May 2016 · 0 later · 0 done, in 2 actions"


def test_days_in_words() -> None:
    assert [days(number) for number in (1, 93, 730, 731, 1095, 1096)] == [
        "1 day", "93 days", "730 days", "2 years", "2 years", "3 years"
    ]  # fmt: skip
