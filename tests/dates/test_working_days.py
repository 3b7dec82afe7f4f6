"""Working days and school days, by nation and by a plan's calendar."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from si_plan.dates.calendar import USUAL, Nation, SchoolCalendar
from si_plan.dates.calendar_data import calendar_from_data
from si_plan.dates.periods import FIRST_DAY, LAST_DAY
from si_plan.dates.reduced import DateError
from si_plan.dates.working_days import (
    add_school_days,
    add_working_days,
    is_working_day,
    knows_holidays,
    working_days_between,
)

NATIONS: tuple[Nation, ...] = get_args(Nation)
DAYS = st.dates(date(1972, 1, 1), date(2099, 12, 31))
NEAR = st.dates(date(2016, 1, 1), date(2017, 6, 30))
CALENDARS = st.builds(
    lambda nation, off, on: USUAL._replace(nation=nation, not_working=off - on, working=on),
    st.sampled_from(NATIONS),
    st.frozensets(DAYS, max_size=3),
    st.frozensets(DAYS, max_size=3),
)
COUNTS = st.integers(0, 366)


@pytest.mark.parametrize(
    ("day", "many", "nation", "last"),
    [
        ("2016-06-03", 35, "england", "2016-07-22"),
        ("2016-06-06", 20, "england", "2016-07-04"),
        ("2016-03-24", 10, "england", "2016-04-11"),
        ("2016-03-24", 10, "wales", "2016-04-11"),
        ("2016-03-24", 10, "scotland", "2016-04-08"),
        ("2016-03-16", 1, "northern_ireland", "2016-03-18"),  # St Patrick's Day
        ("2016-12-23", 1, "england", "2016-12-28"),  # Christmas Day on a Sunday: the Tuesday in its place
        ("2022-06-01", 1, "england", "2022-06-06"),  # a jubilee
        ("2022-09-16", 1, "england", "2022-09-20"),  # a funeral
        ("2023-05-05", 1, "england", "2023-05-09"),  # a coronation
        ("2020-05-07", 1, "england", "2020-05-11"),  # May Day, moved to a Friday
        ("2026-06-12", 1, "scotland", "2026-06-16"),  # a World Cup
        ("2016-04-11", -10, "england", "2016-03-24"),
        ("2016-06-04", 1, "england", "2016-06-06"),  # from a Saturday
    ],
)
def test_working_days_by_nation(day: str, many: int, nation: Nation, last: str) -> None:
    calendar = USUAL._replace(nation=nation)
    assert add_working_days(date.fromisoformat(day), many, calendar) == date.fromisoformat(last)


def test_a_calendar_takes_days_away_and_adds_some() -> None:
    calendar = calendar_from_data({"not_working": ["2016-12-28", "2016-12-29"], "working": ["2016-12-31"]})
    assert add_working_days(date(2016, 12, 23), 1, calendar) == date(2016, 12, 30)
    assert add_working_days(date(2016, 12, 23), 2, calendar) == date(2016, 12, 31)


@given(NEAR, NEAR, NEAR, CALENDARS)
def test_the_working_days_between_days_add_up(a: date, b: date, c: date, calendar: SchoolCalendar) -> None:
    a, b, c = sorted((a, b, c))
    parts = working_days_between(a, b, calendar) + working_days_between(b, c, calendar)
    assert working_days_between(a, c, calendar) == parts


@given(DAYS, COUNTS, CALENDARS)
def test_a_day_counted_is_a_working_day_and_as_many_away(day: date, many: int, calendar: SchoolCalendar) -> None:
    last = add_working_days(day, many, calendar)
    assert working_days_between(day, last, calendar) == many
    assert last == day or is_working_day(last, calendar)
    first = add_working_days(day, -many, calendar)
    assert first == day or is_working_day(first, calendar)
    assert working_days_between(first - timedelta(days=1), day - timedelta(days=1), calendar) == many or first == day


@given(DAYS, COUNTS, COUNTS, CALENDARS)
def test_counting_on_from_a_day_is_counting_both(day: date, one: int, more: int, calendar: SchoolCalendar) -> None:
    between = add_working_days(day, one, calendar)
    assert add_working_days(between, more, calendar) == add_working_days(day, one + more, calendar)


@pytest.mark.parametrize(("day", "many"), [(LAST_DAY, 1), (FIRST_DAY, -1), (date(2199, 12, 1), 300)])
def test_no_count_leaves_the_years_that_there_are(day: date, many: int) -> None:
    with pytest.raises(DateError):
        add_working_days(day, many, USUAL)


def test_the_bank_holidays_of_a_far_year_are_not_known() -> None:
    assert knows_holidays(date(2016, 1, 1), date(2017, 1, 1), USUAL)
    assert not knows_holidays(date(2100, 12, 31), date(2101, 1, 1), USUAL)
    assert is_working_day(date(2150, 12, 25), USUAL)


def spans(*ends: str) -> list[Mapping[str, str]]:
    names = [f"{season} {half}" for season in ("Autumn", "Spring", "Summer") for half in (1, 2)]
    return [
        {"name": name, "from": first, "to": last}
        for name, (first, last) in zip(names, map(str.split, ends), strict=True)
    ]


SCHOOL_YEAR = spans(
    "2016-09-05 2016-10-21", "2016-10-31 2016-12-16", "2017-01-03 2017-02-10",
    "2017-02-20 2017-03-31", "2017-04-18 2017-05-26", "2017-06-05 2017-07-21",
)  # fmt: skip


def test_school_days_leave_out_holidays_and_bank_holidays() -> None:
    calendar = calendar_from_data({"dates": {"2016-17": {"half_terms": SCHOOL_YEAR}}})
    assert add_school_days(date(2016, 10, 20), 2, calendar) == date(2016, 10, 31)
    assert add_school_days(date(2017, 4, 28), 1, calendar) == date(2017, 5, 2)
    assert add_school_days(date(2016, 10, 31), -1, calendar) == date(2016, 10, 21)
    assert add_school_days(date(2017, 7, 20), 1, calendar) == date(2017, 7, 21)
    assert add_school_days(date(2017, 7, 20), 2, calendar) is None  # the next school year's days are not given


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"dates": {"2016-17": {"half_terms": SCHOOL_YEAR[:5]}}},
        {"dates": {"2016-17": {"terms": [{"name": "Autumn", "from": "2016-09-05", "to": "2016-12-16"}]}}},
    ],
    ids=["none", "five of six", "a term without its break"],
)
def test_school_days_are_counted_only_where_all_are_known(data: Mapping[str, object]) -> None:
    assert add_school_days(date(2016, 9, 5), 3, calendar_from_data(data)) is None


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        ({"nation": "France"}, "the nation cannot be 'France'"),
        ({"nation": ["england"]}, "the nation cannot be ['england']"),
        ({"nation": ""}, "the nation cannot be ''"),
        ({"not_working": "2016-12-28"}, "not_working must be a list"),
        ({"working": {"2016-12-28": ""}}, "working must be a list"),
        ({"working": ["2016-12"]}, "working: 2016-12 is not a single day"),
        ({"not_working": [["2016-12-28"]]}, "['2016-12-28']"),
        ({"not_working": ["2016-12-28"], "working": ["2016-12-28"]}, "28 December 2016 is both"),
        ({"holidays": ["2016-12-28"]}, "'holidays' is not a field"),
    ],
)
def test_what_is_wrong_with_the_days_is_said(data: Mapping[str, object], reason: str) -> None:
    with pytest.raises(DateError) as raised:
        calendar_from_data(data)
    assert reason in raised.value.reason
    assert raised.value.hint
