"""The plan's calendar: the English usual, a plan's own, its periods, and what is wrong in one."""

import calendar
from collections.abc import Mapping
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from si_plan.dates.calendar import USUAL, SchoolCalendar, Unit
from si_plan.dates.calendar_data import calendar_from_data
from si_plan.dates.periods import YearKind
from si_plan.dates.reduced import FIRST_YEAR, LAST_YEAR, DateError, days_in
from si_plan.deadlines import read_deadline

DAYS = st.dates(date(1950, 1, 1), date(2150, 12, 31))
UNITS: tuple[Unit, ...] = ("day", "week", "month", "quarter", "half_term", "term", "year")

SIX_TERMS = [
    {"name": f"Term {n}", "from": first, "to": last}
    for n, (first, last) in enumerate(
        [
            ("09-01", "10-20"),
            ("11-01", "12-20"),
            ("01-03", "02-10"),
            ("02-20", "03-31"),
            ("04-15", "05-25"),
            ("06-03", "07-22"),
        ],
        start=1,
    )
]


@pytest.mark.parametrize(
    ("kind", "day", "name", "first", "last"),
    [
        ("academic", date(2016, 9, 1), "2016-17", date(2016, 9, 1), date(2017, 8, 31)),
        ("academic", date(2017, 8, 31), "2016-17", date(2016, 9, 1), date(2017, 8, 31)),
        ("financial", date(2017, 3, 31), "2016-17", date(2016, 4, 1), date(2017, 3, 31)),
        ("financial", date(2017, 4, 1), "2017-18", date(2017, 4, 1), date(2018, 3, 31)),
        ("municipal", date(2016, 6, 3), "2016-17", date(2016, 5, 1), date(2017, 4, 30)),
        ("calendar", date(2016, 6, 3), "2016", date(2016, 1, 1), date(2016, 12, 31)),
        ("academic", date(1999, 10, 1), "1999-00", date(1999, 9, 1), date(2000, 8, 31)),
    ],
)
def test_years(kind: YearKind, day: date, name: str, first: date, last: date) -> None:
    year = USUAL.year_of(day, kind)
    assert (year.name, year.first, year.last) == (name, first, last)


@pytest.mark.parametrize(
    ("place", "first", "last"),
    [
        (1, date(2016, 9, 1), date(2016, 10, 31)),
        (2, date(2016, 11, 1), date(2016, 12, 31)),
        (3, date(2017, 1, 1), date(2017, 2, 15)),
        (4, date(2017, 2, 16), date(2017, 3, 31)),
        (5, date(2017, 4, 1), date(2017, 5, 31)),
        (6, date(2017, 6, 1), date(2017, 7, 31)),
    ],
)
def test_usual_half_terms(place: int, first: date, last: date) -> None:
    half = USUAL.half_terms_of(2016)[place - 1]
    assert (half.name, half.first, half.last) == (f"2016-17/HT{place}", first, last)


def test_a_rule_is_cited_in_words() -> None:
    autumn = USUAL.terms_of(2016)[0]
    assert autumn.title == "autumn term 2016"
    assert autumn.rule == "autumn term: 1 September to 31 December, by the usual English calendar"
    assert (
        USUAL.year_from(2016, "academic").rule
        == "academic year: 1 September to 31 August, by the usual English calendar"
    )
    quarter = USUAL.financial_quarter(2019, 3)
    assert (quarter.name, quarter.first, quarter.last) == ("2019-20/Q3", date(2019, 10, 1), date(2019, 12, 31))


def test_the_holidays_belong_to_no_term() -> None:
    august = date(2016, 8, 15)
    assert USUAL.period_containing(august, "term") is None
    assert USUAL.period_after(USUAL.terms_of(2015)[2], "term").name == "2016-17/T1"


@given(DAYS, st.sampled_from(UNITS))
def test_the_period_of_a_day_contains_it_and_the_next_one_follows(day: date, unit: Unit) -> None:
    period = USUAL.period_containing(day, unit)
    if period is None:
        assert day.month == 8
        return
    assert period.covers(day)
    later = USUAL.period_after(period, unit)
    assert later.first > period.last
    assert later == USUAL.period_containing(later.first, unit)
    if unit not in ("term", "half_term"):
        assert later.first == period.last + timedelta(days=1)


@given(DAYS)
def test_financial_quarters_fill_the_year(day: date) -> None:
    start = USUAL.start_year(day, "financial")
    quarters = [USUAL.financial_quarter(start, n) for n in (1, 2, 3, 4)]
    year = USUAL.year_from(start, "financial")
    assert (quarters[0].first, quarters[-1].last) == (year.first, year.last)
    assert sum(quarter.covers(day) for quarter in quarters) == 1


def test_an_empty_calendar_is_the_usual_one() -> None:
    assert calendar_from_data({}) == USUAL


def test_six_terms_are_half_terms_too() -> None:
    calendar = calendar_from_data({"terms": SIX_TERMS})
    assert calendar.half_terms == calendar.terms
    assert [term.name for term in calendar.terms_of(2016)] == [f"2016-17/T{n}" for n in range(1, 7)]
    spring = calendar.season_of(2, 2016)
    assert (spring.first, spring.last) == (date(2017, 1, 3), date(2017, 3, 31))
    assert spring.rule.endswith("by the plan's calendar")


def test_exact_dates_hold_for_their_year_only() -> None:
    exact = {"2016-17": {"terms": [{"name": "Autumn", "from": "2016-09-05", "to": "2016-12-16"}]}}
    calendar = calendar_from_data({"dates": exact})
    assert calendar.terms_of(2016)[0].last == date(2016, 12, 16)
    assert calendar.terms_of(2017)[0].last == date(2017, 12, 31)
    assert "5 September 2016 to 16 December 2016" in calendar.terms_of(2016)[0].rule


AUTUMN = {"name": "Autumn", "from": "2016-09-05", "to": "2016-12-16"}
FIRST_HALF = {"name": "Autumn 1", "from": "2016-09-06", "to": "2016-10-21"}
SECOND_HALF = {"name": "Autumn 2", "from": "2016-11-01", "to": "2016-12-15"}


def exact(**units: list[dict[str, str]]) -> SchoolCalendar:
    return calendar_from_data({"dates": {"2016-17": units}})


@pytest.mark.parametrize(
    ("given", "term", "halves"),
    [
        ({"terms": [AUTUMN]}, "09-05/12-16", ["09-05/10-31", "11-01/12-16"]),
        ({"terms": [AUTUMN], "half_terms": [SECOND_HALF]}, "09-05/12-16", ["09-05/10-31", "11-01/12-15"]),
        ({"half_terms": [FIRST_HALF, SECOND_HALF]}, "09-06/12-15", ["09-06/10-21", "11-01/12-15"]),
        ({"half_terms": [SECOND_HALF]}, "09-01/12-15", ["09-01/10-31", "11-01/12-15"]),
        ({"half_terms": [FIRST_HALF]}, "09-06/12-31", ["09-06/10-21", "11-01/12-31"]),
    ],
)
def test_half_terms_follow_from_terms_and_terms_from_half_terms(
    given: dict[str, list[dict[str, str]]], term: str, halves: list[str]
) -> None:
    calendar = exact(**given)
    found = [calendar.terms_of(2016)[0], *calendar.half_terms_of(2016)[:2]]
    assert [f"{one.first:%m-%d}/{one.last:%m-%d}" for one in found] == [term, *halves]
    for other, usual in zip(calendar.half_terms_of(2016)[2:], USUAL.half_terms_of(2016)[2:], strict=True):
        assert (other.first, other.last) == (usual.first, usual.last)
    assert calendar.half_terms_of(2017)[1].last == date(2017, 12, 31)


def test_in_later_terms_they_follow_alike() -> None:
    spring = {"name": "Spring", "from": "2017-01-05", "to": "2017-03-24"}
    summer = {"name": "Summer 2", "from": "2017-06-06", "to": "2017-07-20"}
    calendar = exact(terms=[spring], half_terms=[summer])
    halves = [f"{one.first:%m-%d}/{one.last:%m-%d}" for one in calendar.half_terms_of(2016)]
    assert halves[2:] == ["01-05/02-15", "02-16/03-24", "04-01/05-31", "06-06/07-20"]
    assert (calendar.terms_of(2016)[2].first, calendar.terms_of(2016)[2].last) == (date(2017, 4, 1), date(2017, 7, 20))


def test_the_end_of_a_half_term_is_not_after_its_terms() -> None:
    reading = read_deadline("End of Autumn 2 2016", date(2016, 6, 3), exact(terms=[AUTUMN]))
    assert (str(reading.ends), reading.confidence) == ("2016-12-16", "certain")


def test_they_follow_for_every_year_alike() -> None:
    terms = [{"name": name, "from": first, "to": last} for name, first, last in EARLY]
    calendar = calendar_from_data({"terms": terms})
    assert [str(half.last) for half in calendar.half_terms] == [
        "31 October", "16 December", "15 February", "25 March", "31 May", "20 July"
    ]  # fmt: skip
    halves = [
        {"name": half.name, "from": f"{half.first.month:02}-{half.first.day:02}", "to": f"{half.last.month:02}-15"}
        for half in USUAL.half_terms
    ]
    halves[3]["from"] = "02-20"
    terms_then = calendar_from_data({"half_terms": halves}).terms
    assert [str(term.first) for term in terms_then] == ["1 September", "1 January", "1 April"]
    assert [str(term.last) for term in terms_then] == ["15 December", "15 March", "15 July"]


EARLY = (("Autumn", "09-03", "12-16"), ("Spring", "01-05", "03-25"), ("Summer", "04-11", "07-20"))


@pytest.mark.parametrize(
    "given",
    [
        {"terms": [AUTUMN | {"to": "2016-10-20"}]},
        {"terms": [AUTUMN | {"from": "2016-11-05"}]},
        {"terms": [AUTUMN], "half_terms": [SECOND_HALF | {"to": "2016-12-20"}]},
        {"terms": [AUTUMN], "half_terms": [FIRST_HALF | {"from": "2016-09-01"}]},
    ],
)
def test_half_terms_that_do_not_fit_their_term_are_refused(given: dict[str, list[dict[str, str]]]) -> None:
    with pytest.raises(DateError, match=r"is not within|before it begins") as caught:
        exact(**given)
    assert "write" in caught.value.hint
    assert "dates" in caught.value.hint


def test_whether_the_year_is_stated_is_remembered() -> None:
    assert not USUAL.year_is_stated
    assert calendar_from_data({"year": "financial"}).year_is_stated
    assert calendar_from_data({"year": "financial"}).year == "financial"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        ({"yaer": "academic"}, "not a field of the calendar"),
        ({"year": "lunar"}, "the year cannot be"),
        ({"academic_year": "1 September"}, "not a month and a day"),
        ({"academic_year": "02-30"}, "not a month and a day"),
        ({"terms": "Autumn"}, "must be a list"),
        ({"terms": SIX_TERMS[:2]}, "2 terms"),
        ({"terms": [*SIX_TERMS[:5], SIX_TERMS[0]]}, "the same name"),
        ({"terms": [*SIX_TERMS[:5], {"name": "Term 6", "from": "06-03"}]}, "has no to"),
        ({"terms": [*SIX_TERMS[:5], {"name": "Term 6", "from": "05-03", "to": "07-22"}]}, "begins before"),
        ({"terms": [*SIX_TERMS[:5], {"name": "Term 6", "from": "07-22", "to": "06-03"}]}, "before it begins"),
        ({"dates": {"2016": {}}}, "not a school year"),
        ({"dates": {"2016-18": {}}}, "not a school year"),
        ({"dates": {"2016-17": {"weeks": []}}}, "not a field of dates"),
        (
            {"dates": {"2016-17": {"terms": [{"name": "Lent", "from": "2017-01-04", "to": "2017-03-31"}]}}},
            "no term is called",
        ),
        (
            {"dates": {"2016-17": {"terms": [{"name": "Autumn", "from": "2016-09", "to": "2016-12-16"}]}}},
            "not a single day",
        ),
        (
            {"dates": {"2016-17": {"terms": [{"name": "Autumn", "from": "2015-09-05", "to": "2015-12-16"}]}}},
            "outside the academic year",
        ),
    ],
)
def test_what_is_wrong_in_a_calendar_is_said_with_a_hint(data: Mapping[str, object], reason: str) -> None:
    with pytest.raises(DateError, match=reason) as caught:
        calendar_from_data(data)
    assert caught.value.hint


def test_months_are_as_long_as_the_standard_library_says() -> None:
    for year in range(FIRST_YEAR, LAST_YEAR + 1):
        for month in range(1, 13):
            assert days_in(year, month) == calendar.monthrange(year, month)[1]
