"""What is overdue and what falls due on 1 September 2016, worked out from the published document by hand."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from asking import asked, shipped
from si_plan.queries import overdue

MAY, SUMMER = date(2016, 5, 31), date(2016, 7, 31)
# Everything that the document dates before 1 September 2016, with the last day on which it was in time.
OVERDUE = {
    "3.2.1": MAY,  # By May 2016
    "3.2.2": MAY,
    "7.1.1": MAY,  # From May 2016: a panel established
    "7.3.1": MAY,  # From May 2016: a structure in place
    "7.3.2": MAY,
    "7.4.2": MAY,  # From May 2016: plans in place
    "7.5.1": MAY,  # From May 2016: a cycle agreed
    "1.1.1": date(2016, 6, 29),  # the follow-up meeting
    "4.2.2": date(2016, 6, 30),  # the first of six workshops
    "4.3.1": date(2016, 6, 30),  # June 2016
    "6.4.2": SUMMER,  # during the summer term 2016
    "7.4.D2": SUMMER,  # termly monitoring from May 2016: the summer term's
}
# Everything that it dates September 2016, or has in place for 2016/17.
SEPTEMBER = {
    "1.1.2", "1.1.3", "1.1.4", "1.1.S1", "2.2.1", "2.4.2", "2.5.1", "3.1.1", "3.1.2", "3.1.3", "4.1.1", "4.1.2",
    "4.2.2", "5.1.1", "5.2.3", "5.3.1", "6.1.2", "6.2.1", "6.4.1", "6.4.3", "7.2.1",
}  # fmt: skip


def test_overdue_is_what_the_document_dates_before_september() -> None:
    rows = overdue.overdue(shipped(), asked("2016-09-01")).rows
    assert {row.id: row.due.latest for row in rows if row.due} == OVERDUE
    assert [row.days_overdue for row in rows] == [93] * 7 + [64, 63, 63, 32, 32]


def test_nothing_dated_september_is_overdue_until_september_is_over() -> None:
    assert {row.id for row in overdue.overdue(shipped(), asked("2016-09-30")).rows} == set(OVERDUE)
    assert {row.id for row in overdue.overdue(shipped(), asked("2016-10-01")).rows} == set(OVERDUE) | SEPTEMBER


def test_nothing_was_overdue_before_june() -> None:
    assert overdue.overdue(shipped(), asked("2016-05-31")).rows == []
    assert {row.id for row in overdue.overdue(shipped(), asked("2016-06-01")).rows} == {
        identity for identity, last in OVERDUE.items() if last == MAY
    }


def test_due_within_thirty_days_is_what_is_dated_september() -> None:
    found = overdue.due(shipped(), asked("2016-09-01"), timedelta(days=30))
    assert {row.id for row in found.rows} == SEPTEMBER
    assert found.until == date(2016, 10, 1)


def test_overdue_says_how_many_fall_due_soon() -> None:
    found = overdue.overdue(shipped(), asked("2016-09-01"))
    assert (found.soon.numbers.total, found.soon_until) == (len(SEPTEMBER), date(2016, 10, 1))


@pytest.mark.parametrize(("days", "number"), [(0, 0), (28, 0), (29, len(SEPTEMBER))])
def test_a_month_falls_due_on_its_last_day(days: int, number: int) -> None:
    assert len(overdue.due(shipped(), asked("2016-09-01"), timedelta(days=days)).rows) == number


def test_what_falls_due_today_is_due_and_not_overdue() -> None:
    last = asked("2016-09-30")
    assert {row.id for row in overdue.due(shipped(), last, timedelta(0)).rows} == SEPTEMBER
    assert not SEPTEMBER - {"4.2.2"} & {row.id for row in overdue.overdue(shipped(), last).rows}


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ({"lead": "HSI"}, {"4.2.2", "4.3.1"}),
        ({"lead": "CM"}, {"7.1.1", "7.5.1"}),
        ({"lead": "DDCS"}, {"1.1.1", "3.2.1", "3.2.2", "6.4.2", "7.3.1", "7.3.2"}),
        ({"area": "A2"}, {"1.1.1", "3.2.1", "3.2.2"}),
        ({"priority": "7"}, {"7.1.1", "7.3.1", "7.3.2", "7.4.2", "7.4.D2", "7.5.1"}),
        ({"lead": "DDCS", "area": "A5"}, {"7.3.1", "7.3.2"}),
        ({"lead": "DDCS", "area": "A1", "priority": "6"}, {"6.4.2"}),
        ({"lead": "HSPR"}, set()),
    ],
)
def test_filtered(filters: dict[str, str], expected: set[str]) -> None:
    assert {row.id for row in overdue.overdue(shipped(), asked(**filters)).rows} == expected


def test_a_year_later_the_annual_duties_are_overdue() -> None:
    rows = {row.id: row for row in overdue.overdue(shipped(), asked("2017-09-01")).rows}
    for identity in ("1.2.1", "1.2.2", "1.2.3", "2.4.3", "5.3.2", "7.4.D1"):
        row = rows[identity]
        assert (row.period, row.due and row.due.latest, row.occurrences) == ("2016-17", date(2017, 8, 31), 1)


def test_half_termly_meetings_are_six_a_year() -> None:
    row = next(row for row in overdue.overdue(shipped(), asked("2017-09-01")).rows if row.id == "2.2.D1")
    assert (row.period, row.occurrences) == ("2016-17/HT1", 6)
    every = overdue.overdue(shipped(), asked("2017-09-01"), every=True).rows
    assert [one.period for one in every if one.id == "2.2.D1"] == [f"2016-17/HT{number}" for number in range(1, 7)]


def test_six_workshops_have_the_six_dates_of_the_cell() -> None:
    rows = overdue.overdue(shipped(), asked("2017-07-01"), every=True).rows
    workshops = [row.period for row in rows if row.id == "4.2.2"]
    assert workshops == ["2016-06", "2016-09", "2016-11", "2017-01", "2017-03", "2017-06"]
