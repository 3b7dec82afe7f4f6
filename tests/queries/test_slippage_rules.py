"""Which reschedules count as a slip of which record."""

from __future__ import annotations

from asking import asked, logged
from si_plan.queries.slippage import Slip, slippage


def slip(*lines: str, as_of: str = "2017-06-01", milestone: str = "due: 2016-09", action: str = "") -> Slip:
    rows = slippage(logged(*lines, milestone=milestone, action=action), asked(as_of)).rows
    assert len(rows) == 1
    return rows[0]


def test_moved_twice() -> None:
    one = slip("2016-09-05 due: 2016-12, reason: a, approved_by: HT", "2016-12-05 due: 2017-03, reason: b")
    assert (str(one.original), str(one.present), one.times) == ("2016-09", "2017-03", 2)
    assert one.days == 182, "from 30 September 2016 to 31 March 2017"
    assert [move.days for move in one.moves] == [92, 90]
    assert (one.approved_by, one.reason) == (("HT",), "b")
    assert (one.late_by_original, one.late_by_present) == (True, True)


def test_a_move_counts_from_its_day() -> None:
    log = ("2016-09-05 due: 2016-12, reason: a", "2016-12-05 due: 2017-03, reason: b")
    assert slip(*log, as_of="2016-12-04").times == 1
    assert slippage(logged(*log), asked("2016-09-04")).rows == []


def test_an_actions_move_is_that_of_what_has_its_dates() -> None:
    one = slip('2016-09-05 at: "1.1", due: 2017-03, reason: a', milestone="", action="due: 2016-10")
    assert (one.id, str(one.original), one.times) == ("1.1.1", "2016-10", 1)


def test_an_occurrence_moved_is_no_slip_of_the_series() -> None:
    plan = logged(
        "2016-12-05 period: 2016-17/T1, due: 2017-02, reason: Snow", milestone="starts: 2016-09, repeats: termly"
    )
    assert slippage(plan, asked("2017-01-01")).rows == []


def test_filtered() -> None:
    plan = logged("2016-09-05 due: 2016-12, reason: a")
    assert slippage(plan, asked("2017-01-01", lead="HT")).rows
    assert slippage(plan, asked("2017-01-01", area="A2")).rows == []
