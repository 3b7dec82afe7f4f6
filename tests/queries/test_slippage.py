"""What has slipped: every reschedule measured, totalled, and held against both deadlines."""

from __future__ import annotations

from datetime import date

import pytest

from asking import asked, logged
from si_plan.queries.slippage import slippage

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
