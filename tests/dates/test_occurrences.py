"""The occurrences of a recurrence: their names, their days, and the laws they keep."""

from datetime import date, timedelta
from itertools import islice, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from si_plan.dates.calendar import USUAL
from si_plan.dates.occurrences import Occurrence, Timetable, occurrences_of_dates
from si_plan.dates.recurrence import Place, Recurrence, RepeatUnit, recurrence_from_data
from si_plan.dates.reduced import ReducedDate, parse_reduced

DAYS = st.dates(date(1990, 1, 1), date(2060, 12, 31))
UNITS: tuple[RepeatUnit, ...] = ("day", "week", "month", "quarter", "half_term", "term", "year", "meeting")
SORTS_OF_PLACE = (
    st.integers(1, 12).map(lambda month: Place(month=month)),
    st.tuples(st.integers(1, 12), st.integers(1, 29)).map(lambda day: Place(*day)),
    st.integers(1, 3).map(lambda season: Place(season=season)),
    st.tuples(st.integers(1, 3), st.integers(1, 2)).map(lambda half: Place(0, 0, *half)),
)
PLACES = st.sampled_from(SORTS_OF_PLACE).flatmap(
    lambda places: st.lists(places, min_size=1, max_size=3, unique=True).map(tuple)
)
KINDS = st.sampled_from([None, "academic", "financial", "calendar"])
RECURRENCES = st.one_of(
    st.builds(Recurrence, st.sampled_from(UNITS[:-1]), st.integers(1, 7), year=KINDS),
    st.builds(Recurrence, st.sampled_from(UNITS[:-1]), times=st.integers(1, 6), year=KINDS),
    st.builds(Recurrence, st.just("year"), st.integers(1, 3), places=PLACES, year=KINDS),
    st.just(Recurrence("meeting")),
)


def months(day: date) -> ReducedDate:
    return ReducedDate(day.year, day.month)


def made(
    data: str | dict[str, str], starts: str | None, ends: str | None, first: date, last: date
) -> list[tuple[str, str, str]]:
    timetable = Timetable(
        recurrence_from_data(data),
        USUAL,
        parse_reduced(starts) if starts else None,
        parse_reduced(ends) if ends else None,
    )
    return [(one.period, one.starts.isoformat(), one.due.isoformat()) for one in timetable.due(first, last)]


YEAR = (date(2016, 9, 1), date(2017, 8, 31))


@pytest.mark.parametrize(
    ("data", "starts", "names", "dues"),
    [
        ("annual", "2016-09", ["2016-17"], ["2017-08-31"]),
        ("termly", "2016-09", ["2016-17/T1", "2016-17/T2", "2016-17/T3"], ["2016-12-31", "2017-03-31", "2017-07-31"]),
        ({"every": "year", "in": "September"}, "2016-09", ["2016-17"], ["2016-09-30"]),
        ({"every": "year", "in": "31 December"}, "2016-09", ["2016-17"], ["2016-12-31"]),
        ({"every": "year", "in": "Spring 1"}, "2016-09", ["2016-17"], ["2017-02-15"]),
        ({"every": "year", "year": "financial"}, "2016-04", ["2016-17"], ["2017-03-31"]),
        ({"every": "year", "year": "calendar"}, "2016-09", ["2016"], ["2016-12-31"]),
        ({"every": "year", "in": "June, January"}, "2016-09", ["2017-01", "2017-06"], ["2017-01-31", "2017-06-30"]),
        ({"times": "2", "per": "year"}, "2016-09", ["2016-17/1", "2016-17/2"], ["2017-08-31", "2017-08-31"]),
        ("quarterly", "2016-09", ["2016-Q3", "2016-Q4", "2017-Q1", "2017-Q2"], None),
        ({"every": "quarter", "year": "financial"}, "2016-10", ["2016-17/Q3", "2016-17/Q4", "2017-18/Q1"], None),
        ({"every": "6 months"}, "2016-09", ["2016-09", "2017-03"], ["2017-02-28", "2017-08-31"]),
        ("per_meeting", "2016-09", [], []),
    ],
    ids=str,
)
def test_names_and_due_days_in_one_school_year(
    data: str | dict[str, str], starts: str, names: list[str], dues: list[str] | None
) -> None:
    found = made(data, starts, None, *YEAR)
    assert [name for name, _, _ in found] == names
    assert dues is None or [due for _, _, due in found] == dues


def test_half_terms_and_weeks_have_stable_names() -> None:
    assert [name for name, _, _ in made("half_termly", "2016-09", None, *YEAR)] == [
        f"2016-17/HT{n}" for n in range(1, 7)
    ]
    assert made("weekly", "2016-09-05", "2016-09-18", *YEAR) == [
        ("2016-W36", "2016-09-05", "2016-09-11"),
        ("2016-W37", "2016-09-12", "2016-09-18"),
    ]


def test_a_duty_that_begins_in_a_term_owes_that_term() -> None:
    assert made("termly", "2016-11", None, *YEAR)[0] == ("2016-17/T1", "2016-11-01", "2016-12-31")


def test_the_last_occurrence_is_cut_to_the_end_of_the_duty() -> None:
    assert made("annual", "2016-09", "2017-07", *YEAR) == [("2016-17", "2016-09-01", "2017-07-31")]


def test_a_place_that_is_over_when_the_duty_begins_waits_a_year() -> None:
    found = made({"every": "year", "in": "September"}, "2016-10", None, YEAR[0], date(2018, 8, 31))
    assert found == [("2017-18", "2017-09-01", "2017-09-30")]


def test_every_two_years_is_counted_from_the_beginning() -> None:
    found = made({"every": "2 years"}, "2016-09", None, YEAR[0], date(2022, 8, 31))
    assert [(name, due) for name, _, due in found] == [
        ("2016-17", "2018-08-31"),
        ("2018-19", "2020-08-31"),
        ("2020-21", "2022-08-31"),
    ]


def test_explicit_dates_are_occurrences_in_their_order() -> None:
    dates = [parse_reduced(text) for text in ("2016-09", "2016-06-01", "2016-09")]
    assert occurrences_of_dates(dates) == (
        Occurrence("2016-06-01", date(2016, 6, 1), date(2016, 6, 1)),
        Occurrence("2016-09", date(2016, 9, 1), date(2016, 9, 30)),
    )


@given(RECURRENCES, DAYS, st.integers(0, 3000), DAYS, st.integers(0, 1500), st.booleans())
def test_laws(recurrence: Recurrence, starts: date, length: int, first: date, span: int, endless: bool) -> None:
    begins = months(starts)
    ends = None if endless else months(starts + timedelta(days=length))
    last = first + timedelta(days=span)
    timetable = Timetable(recurrence, USUAL, begins, ends)
    found = list(timetable.due(first, last))
    assert len(found) == timetable.count_due(first, last)
    assert len({one.period for one in found}) == len(found)
    for one in found:
        assert first <= one.due <= last
        assert begins.earliest <= one.starts <= one.due
        assert ends is None or one.due <= ends.latest
    for one, later in pairwise(found):
        assert one.due <= later.due


@given(RECURRENCES, DAYS, st.integers(0, 700), st.integers(0, 700))
def test_two_spans_side_by_side_have_the_occurrences_of_both(
    recurrence: Recurrence, first: date, days: int, more: int
) -> None:
    middle = first + timedelta(days=days)
    last = middle + timedelta(days=1 + more)
    starts = months(first - timedelta(days=400))

    def asked(begin: date, end: date) -> list[Occurrence]:
        return list(Timetable(recurrence, USUAL, starts, None).due(begin, end))

    assert asked(first, middle) + asked(middle + timedelta(days=1), last) == asked(first, last)


@given(RECURRENCES, DAYS)
def test_what_a_record_writes_has_the_same_occurrences(recurrence: Recurrence, first: date) -> None:
    again = recurrence_from_data(recurrence.as_data())
    last = first + timedelta(days=500)
    written, read = (Timetable(one, USUAL, months(first), None).due(first, last) for one in (recurrence, again))
    assert list(read) == list(written)


def test_a_duty_without_bounds_is_counted_over_all_time_at_once() -> None:
    for word in ("daily", "weekly", "monthly", "half_termly", "termly", "annual"):
        recurrence = recurrence_from_data(word)
        assert Timetable(recurrence, USUAL, None, None).count_due(date.min, date.max) >= 299
    daily = Timetable(recurrence_from_data("daily"), USUAL, None, None)
    assert daily.count_due(date.min, date.max) == (date(2199, 12, 31) - date(1900, 1, 1)).days + 1


def test_only_what_is_asked_for_is_made() -> None:
    endless = Timetable(recurrence_from_data("monthly"), USUAL, None, None).due(date.min, date.max)
    assert next(endless).period == "1900-01"


def test_an_empty_span_has_none() -> None:
    assert made("weekly", "2016-09", None, YEAR[1], YEAR[0]) == []
    assert made("weekly", "2016-09", "2016-01", *YEAR) == []


@given(RECURRENCES, DAYS, DAYS, st.integers(0, 2000))
def test_a_name_is_that_of_an_occurrence_only_where_the_series_has_it(
    recurrence: Recurrence, starts: date, ends: date, ahead: int
) -> None:
    """Every name that is given out is found again; the same name is not found in a series that ended before."""
    bounds = parse_reduced(starts.isoformat()), parse_reduced(ends.isoformat())
    first = starts + timedelta(days=ahead)

    timetable = Timetable(recurrence, USUAL, *bounds)
    for one in islice(timetable.due(first, first + timedelta(days=900)), 12):
        assert timetable.named(one.period) == one
        gone = parse_reduced((one.starts - timedelta(days=1200 * recurrence.every)).isoformat())
        assert Timetable(recurrence, USUAL, parse_reduced("1950"), gone).named(one.period) is None


def test_a_month_that_reads_like_a_school_year_names_its_occurrences_too() -> None:
    """2011-12 is December 2011, and the school year 2011/12 as well."""
    december = parse_reduced("2011-12")
    twice = Timetable(Recurrence("month", times=2), USUAL, december, december)
    found = list(twice.due(date(2011, 1, 1), date(2012, 1, 1)))
    assert [one.period for one in found] == ["2011-12/1", "2011-12/2"]
    assert [twice.named(one.period) for one in found] == found


@given(RECURRENCES, DAYS)
def test_no_year_has_more_than_the_most(recurrence: Recurrence, first: date) -> None:
    year = first, first + timedelta(days=364)
    # A year may begin within a period and end within another, so that one more falls due.
    share = len(recurrence.places) or recurrence.times
    assert Timetable(recurrence, USUAL, None, None).count_due(*year) <= recurrence.most_in_a_year + share


@given(RECURRENCES, DAYS, DAYS, st.integers(0, 90))
def test_backwards_they_are_the_same(recurrence: Recurrence, starts: date, ends: date, days: int) -> None:
    bounds = parse_reduced(starts.isoformat()), parse_reduced(ends.isoformat())
    last = starts + timedelta(days=days)
    timetable = Timetable(recurrence, USUAL, *bounds)
    found, backwards = (timetable.due(starts, last, latest_first=latest_first) for latest_first in (False, True))
    assert list(backwards) == list(found)[::-1]


@pytest.mark.parametrize(("name", "repeats"), [("1900-01-01", "daily"), ("2199-12", "monthly"), ("1900", "annual")])
def test_the_first_and_the_last_year_have_names_too(name: str, repeats: str) -> None:
    recurrence = recurrence_from_data(repeats if repeats != "annual" else {"every": "year", "year": "calendar"})
    found = Timetable(recurrence, USUAL, parse_reduced("1900"), None).named(name)
    assert found is not None
    assert found.period == name
