"""Clocks: deadlines that are a length of time after an event, counted against days that were reckoned by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from si_plan.dates.calendar import USUAL
from si_plan.dates.clock import UNITS, Clock, Ends, clock_from_data, how
from si_plan.dates.lengths import count
from si_plan.dates.periods import LONGEST
from si_plan.dates.reduced import DateError

CASES = [
    ("working_days", 70, "2016-06-03", False, "2016-09-12"),
    ("working_days", 70, "2016-06-03", True, "2016-09-09"),
    ("working_days", 1, "2016-12-23", False, "2016-12-28"),  # Christmas on a Sunday, with its substitute
    ("working_days", 1, "2016-06-04", True, "2016-06-06"),  # a Saturday counts as no first day
    ("days", 14, "2016-06-03", False, "2016-06-17"),
    ("days", 14, "2016-06-03", True, "2016-06-16"),
    ("weeks", 6, "2016-06-03", False, "2016-07-15"),
    ("weeks", 6, "2016-06-03", True, "2016-07-14"),
    ("months", 2, "2016-06-03", False, "2016-08-03"),
    ("months", 2, "2016-06-03", True, "2016-08-02"),
    ("months", 1, "2016-01-31", False, "2016-02-29"),
    ("months", 1, "2016-03-01", True, "2016-03-31"),
    ("months", 1, "2016-01-31", True, "2016-02-29"),
]


@pytest.mark.parametrize(("unit", "many", "on", "first", "ends"), CASES)
def test_a_clock_ends_on_the_day_reckoned_by_hand(unit: str, many: int, on: str, first: bool, ends: str) -> None:
    clock = clock_from_data({"after": "visit", unit: str(many), "counts_first": str(first).lower()})
    assert Ends(USUAL).of(clock, date.fromisoformat(on)).text == ends


@given(st.sampled_from(UNITS), st.integers(1, LONGEST), st.dates(date(1950, 1, 1), date(2050, 1, 1)), st.booleans())
def test_a_clock_reads_back_and_one_that_counts_its_first_day_ends_no_later(
    unit: str, many: int, on: date, first: bool
) -> None:
    clock = Clock("visit", many, unit, first)  # type: ignore[arg-type]
    assert clock_from_data(clock.as_data()) == clock
    longer, shorter = (count(on, many, clock.unit, USUAL, counts_first=counts) for counts in (False, True))
    assert on <= shorter <= longer
    assert Ends(USUAL).of(clock, on).latest == (shorter if first else longer)
    assert (longer - shorter).days <= (12 if unit == "working_days" else 3)


def test_an_event_at_the_end_of_time_has_its_clocks_end_there() -> None:
    for unit in UNITS:
        assert Ends(USUAL).of(Clock("visit", LONGEST, unit), date(2199, 12, 1)).text == "2199-12-31"


def test_what_siplan_does_not_know_of_the_days_it_says() -> None:
    for year, known in ((2016, True), (2190, False)):
        on = date(year, 6, 3)
        clock = Clock("visit", 10, "working_days")
        said = how(replace(clock, ends=Ends(USUAL).of(clock, on)), on, USUAL)
        assert ("does not know the bank holidays" not in said) == known
    assert how(Clock("visit", 10, "days"), date(2190, 6, 3), USUAL).endswith("(visit), which is left out")


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ({"working_days": "70"}, "after which event"),
        ({"after": " ", "days": "1"}, "after which event"),
        ({"after": ["visit"], "days": "1"}, "after which event"),
        ({"after": "visit"}, "just one of working_days, days, weeks, months"),
        ({"after": "visit", "days": "1", "weeks": "1"}, "just one of working_days, days, weeks, months"),
        ({"after": "visit", "weekdays": "1"}, "'weekdays' is not a field of due"),
        ({"after": "visit", "days": "0"}, "'0' is not a number from 1 to 500"),
        ({"after": "visit", "days": "501"}, "'501' is not a number from 1 to 500"),
        ({"after": "visit", "days": "٣"}, "'٣' is not a number from 1 to 500"),
        ({"after": "visit", "days": ""}, "'' is not a number from 1 to 500"),
        ({"after": "visit", "days": "1", "counts_first": "yes"}, "'yes' is not true or false"),
    ],
)
def test_what_is_no_clock_is_refused_with_what_to_write(data: dict[object, object], said: str) -> None:
    with pytest.raises(DateError) as raised:
        clock_from_data(data)
    assert said in raised.value.reason
    assert raised.value.hint
