"""What has slipped: every reschedule measured, totalled, and held against both deadlines."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings

from asking import asked, entries, logged, plan_of
from example_plan import write_plan
from random_plans import DAYS, Files, plans
from running import siplan
from si_plan.model.plan import Plan
from si_plan.queries.counting import Numbers
from si_plan.queries.slippage import slippage
from si_plan.reports.making import report
from si_plan.reports.rows import Former

ONE = "2016-10-01 due: 2016-12, reason: Consultation extended, approved_by: HT"
TWO = "2016-12-01 due: 2017-03, reason: Still open, approved_by: HT"


def test_nothing_slipped_where_nothing_was_logged() -> None:
    result = slippage(logged(), asked("2018-01-01"))
    assert result.rows == []


def test_days_are_between_the_latest_days() -> None:
    (row,) = slippage(logged(ONE, TWO), asked("2017-01-01")).rows
    assert (str(row.original), str(row.present), row.times) == ("2016-09", "2017-03", 2)
    assert row.days == (date(2017, 3, 31) - date(2016, 9, 30)).days
    assert [move.days for move in row.moves] == [92, 90]
    assert row.approved_by == ("HT",)


def test_a_move_of_what_is_already_overdue_is_marked() -> None:
    (row,) = slippage(logged(ONE, "2017-01-01 due: 2017-03, reason: R, approved_by: HT"), asked("2017-02-01")).rows
    assert [move.overdue for move in row.moves] == [True, True]
    (row,) = slippage(logged("2016-09-30 due: 2016-12, reason: R", TWO), asked("2017-02-01")).rows
    assert [move.overdue for move in row.moves] == [False, False]
    assert row.moved_overdue == 0


def test_a_reschedule_that_was_not_yet_made_does_not_count() -> None:
    (row,) = slippage(logged(ONE, TWO), asked("2016-11-01")).rows
    assert (str(row.present), row.times) == ("2016-12", 1)


def test_a_voided_reschedule_does_not_count() -> None:
    plan = logged(ONE, "2016-10-02 voids: 1, reason: Wrong milestone")
    assert slippage(plan, asked("2017-01-01")).rows == []


@pytest.mark.parametrize(
    ("as_of", "by_original", "by_present"),
    [("2016-10-15", True, False), ("2017-01-01", True, True)],
)
def test_late_by_either(as_of: str, by_original: bool, by_present: bool) -> None:
    (row,) = slippage(logged(ONE), asked(as_of)).rows
    assert (row.late_by_original, row.late_by_present) == (by_original, by_present)


def test_done_in_time_by_the_new_deadline_and_late_by_the_promised_one() -> None:
    plan = logged(ONE, "2016-12-20 status: complete, evidence: [Minutes]")
    (row,) = slippage(plan, asked("2017-06-01")).rows
    assert (row.late_by_original, row.late_by_present) == (True, False)


def test_totals_by_lead_and_priority() -> None:
    result = slippage(logged(ONE, TWO), asked("2017-01-01"))
    assert [(one.name, one.records, one.times, one.days) for one in result.leads] == [("HT", 1, 2, 182)]
    assert [(one.name, one.records, one.times, one.days) for one in result.priorities] == [("1", 1, 2, 182)]


def test_brought_forward_is_negative() -> None:
    (row,) = slippage(logged("2016-07-01 due: 2016-08, reason: Ready, approved_by: HT"), asked("2016-08-01")).rows
    assert row.days == -30


# What is a slip, and what is none.


def outcomes(*lines: str, as_of: str = "2017-01-01") -> list[tuple[str, int]]:
    return [(one.outcome, one.days) for one in slippage(logged(*lines), asked(as_of)).rows]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["2016-07-01 due: 2016-12"], ("slipped", 92)),
        (["2016-07-01 due: 2016-08"], ("brought_forward", -30)),
        (["2016-07-01 due: 2016-12", "2016-08-01 due: 2016-09"], ("back", 0)),
        (["2016-07-01 due: 2016-08", "2016-08-01 due: 2016-09"], ("back", 0)),
        (["2016-07-01 due: 2016-09-30"], ("back", 0)),
        (["2016-07-01 due: 2016-09-15"], ("brought_forward", -15)),
        (["2016-07-01 due: 2016-12", "2016-08-01 status: cancelled, reason: x"], ("cancelled", 92)),
    ],
)
def test_a_slip_is_what_is_due_later_than_promised(lines: list[str], expected: tuple[str, int]) -> None:
    assert outcomes(*lines) == [expected]


def test_what_was_never_promised_slips_from_the_first_deadline_that_the_log_gave() -> None:
    given = "2016-07-01 due: 2016-09"
    for lines, expected in (([given], [("back", 0)]), ([given, ONE], [("slipped", 92)])):
        (row,) = slippage(logged(*lines, milestone=""), asked("2017-01-01")).rows
        assert ([(row.outcome, row.days)], str(row.original)) == (expected, "2016-09")


TWO_MILESTONES = """\
id: "1"
title: P
areas: [A1]
actions:
  - id: "1.1"
    title: T
    leads: [HT]
    when: [Soon]
    milestones:
      - {id: "1.1.1", text: A, due: 2016-09-30}
      - {id: "1.1.2", text: B, due: 2016-09-30SAME}
"""


def two(*lines: str, same: bool = False) -> Plan:
    text = TWO_MILESTONES.replace("SAME", ', same_as: "1.1.1"' if same else "")
    return plan_of({"priorities/1.yaml": text, "progress/1.1.yaml": entries(*lines)})


def test_no_day_gained_makes_up_for_a_day_lost() -> None:
    late, soon = "2016-07-01 due: 2016-11-14, reason: x", '2016-07-01 at: "1.1.2", due: 2016-08-15'
    result = slippage(two(late, soon), asked("2016-08-01"))
    assert [(one.id, one.outcome, one.days) for one in result.rows] == [
        ("1.1.1", "slipped", 45),
        ("1.1.2", "brought_forward", -46),
    ]
    assert result.slipped == Numbers(milestones=1)
    for totals in (result.leads[0], result.priorities[0]):
        assert (totals.records, totals.times, totals.days, totals.brought_forward) == (1, 1, 45, 1)


def test_what_stands_twice_slips_once_by_its_longest_slip() -> None:
    moves = "2016-07-01 due: 2016-10-10, reason: x", '2016-07-01 at: "1.1.2", due: 2016-10-20, reason: x'
    result = slippage(two(*moves, same=True), asked("2016-08-01"))
    assert [one.days for one in result.rows] == [20, 10]
    assert result.slipped == Numbers(milestones=1)
    assert [(one.records, one.times, one.days) for one in result.leads] == [(1, 1, 20)]


def test_people_read_slips_and_what_was_brought_forward_apart(tmp_path: Path) -> None:
    log = entries("2016-07-01 due: 2016-11-14, reason: x", '2016-07-01 at: "1.1.2", due: 2016-08-15')
    folder = write_plan(tmp_path, {"priorities/1.yaml": TWO_MILESTONES.replace("SAME", ""), "progress/1.1.yaml": log})
    lines = siplan("slippage", "--as-of", "2016-08-01", plan=folder).out.splitlines()
    assert lines[0] == "Moved later by 1 August 2016: 1 milestone"
    forward = lines.index("Brought forward")
    assert "+45 days" in lines[2]
    assert "-46 days" in lines[forward + 2]
    assert not any("-1" in line.split() for line in lines)


@settings(max_examples=30, deadline=None)
@given(plans(), DAYS)
def test_a_report_since_the_beginning_has_the_same_slips(files: Files, on: date) -> None:
    plan = files.plan()
    result = slippage(plan, asked(on))
    made = report(plan, None, on, date(2015, 1, 1))
    assert {one.row.id: one.days for one in made.slipped} == {
        one.id: one.days for one in result.rows if one.outcome == "slipped"
    }
    assert made.figures.slipped == result.slipped
    assert all(one.days > 0 for one in made.slipped)
    longest = max((one.days for one in result.rows if one.outcome == "slipped"), default=0)
    assert sum(one.days for one in result.priorities) >= longest


FORWARD = "2016-07-01 due: 2016-08, reason: Ready sooner"


@pytest.mark.parametrize(("back_to", "days"), [("2016-08-31", 0), ("2016-09-15", 0), ("2016-09", 0), ("2016-12", 92)])
def test_since_a_meeting_a_slip_is_counted_from_the_promise_too(back_to: str, days: int) -> None:
    """What was brought forward before the meeting may come back to what was promised, and has not slipped."""
    plan = logged(FORWARD, f"2016-08-20 due: {back_to}, reason: x, approved_by: HT")
    made = report(plan, None, date(2016, 8, 25), date(2016, 8, 1))
    assert [one.days for one in made.slipped] == ([days] if days else [])


def test_since_a_revision_an_edited_promise_hides_no_slip() -> None:
    before, after = logged(milestone="due: 2016-09"), logged(milestone="due: 2016-12")
    (one,) = report(after, None, date(2016, 8, 1), Former("main", before)).slipped
    assert (str(one.promised), str(one.row.due), one.days) == ("2016-09", "2016-12", 92)
