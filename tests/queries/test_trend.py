"""Open, done and overdue over time: known answers, and what it says of a day is what `status` says of that day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asking import asked, logged, shipped
from random_plans import DAYS, LEADS, Files, plans
from sample_plan import ON, sample
from si_plan.model.plan import Plan
from si_plan.queries.selection import Selection
from si_plan.queries.status import status
from si_plan.queries.trend import Every, TrendRow, days_between, trend

pytestmark = pytest.mark.slow


def by_status(plan: Plan, selection: Selection, day: date) -> TrendRow:
    """The row that `status` gives when it is asked about that day alone."""
    counts = status(plan, selection._replace(as_of=day)).totals.milestones
    return TrendRow(day, counts.total, counts.done, counts.late, counts.open, counts.overdue, counts.cancelled)


def test_one_milestone_through_its_life() -> None:
    plan = logged(
        "2016-10-20 due: 2016-12, reason: Late, approved_by: HT",
        "2017-02-10 status: complete",
        "2017-04-03 status: in_progress, reason: Withdrawn",
        "2017-05-20 status: cancelled, reason: No need",
    )
    rows = trend(plan, asked("2017-06-10"))
    told = {f"{row.on:%Y-%m-%d}": (row.done, row.late, row.open, row.overdue, row.cancelled) for row in rows}
    assert told == {
        "2016-06-30": (0, 0, 1, 0, 0),
        "2016-07-31": (0, 0, 1, 0, 0),
        "2016-08-31": (0, 0, 1, 0, 0),
        "2016-09-30": (0, 0, 1, 0, 0),
        "2016-10-31": (0, 0, 1, 0, 0),
        "2016-11-30": (0, 0, 1, 0, 0),
        "2016-12-31": (0, 0, 1, 0, 0),
        "2017-01-31": (0, 0, 1, 1, 0),
        "2017-02-28": (1, 1, 0, 0, 0),
        "2017-03-31": (1, 1, 0, 0, 0),
        "2017-04-30": (0, 0, 1, 1, 0),
        "2017-05-31": (0, 0, 0, 0, 1),
        "2017-06-10": (0, 0, 0, 0, 1),
    }


@pytest.mark.parametrize("every", ["week", "month", "quarter", "year"])
@pytest.mark.parametrize("filters", [{}, {"lead": "HSI"}, {"area": "A3"}, {"priority": "4"}])
def test_every_row_is_what_status_says_of_its_day(every: Every, filters: dict[str, str]) -> None:
    for plan in (shipped(), sample()):
        selection = asked(ON, **filters)
        rows = trend(plan, selection, every)
        assert rows == [by_status(plan, selection, row.on) for row in rows]


@given(plans(), DAYS, st.sampled_from([None, *LEADS]), st.sampled_from(["month", "quarter"]))
def test_it_is_what_status_says_of_any_plan(files: Files, day: date, lead: str | None, every: Every) -> None:
    plan = files.plan()
    selection = Selection(day, lead)
    rows = trend(plan, selection, every, since=date(2016, 1, 1))
    assert rows == [by_status(plan, selection, row.on) for row in rows]


@given(
    st.dates(date(1990, 1, 1), date(2100, 1, 1)),
    st.integers(-50, 900),
    st.sampled_from(["week", "month", "quarter", "year"]),
)
def test_the_days_are_the_last_of_their_periods_and_the_day_itself(since: date, length: int, every: Every) -> None:
    until = since + timedelta(days=length)
    days = days_between(since, until, every)
    assert days == sorted(set(days))
    assert days[-1] == until
    assert all(since <= day < until for day in days[:-1])
    for day in days[:-1]:
        following = day + timedelta(days=1)
        assert following.weekday() == 0 if every == "week" else following.day == 1
        assert every != "quarter" or following.month % 3 == 1
        assert every != "year" or following.month == 1


def test_before_the_plan_there_is_one_row() -> None:
    assert [row.on for row in trend(shipped(), asked("2016-01-01"))] == [date(2016, 1, 1)]
