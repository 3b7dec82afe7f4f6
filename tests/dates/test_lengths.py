"""Lengths of time: how their days are counted, and where they begin."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from si_plan.dates.calendar import USUAL, Nation
from si_plan.dates.calendar_data import calendar_from_data
from si_plan.deadlines import Reading, read_deadline
from si_plan.deadlines.beginnings import events_named
from si_plan.model.events import Event

PLAN = date(2016, 4, 15)
EVENTS = tuple(
    Event.model_validate(event)
    for event in (
        {"id": "report-received", "what": "Ofsted's report is received", "on": "2016-06-03"},
        {"id": "report-published", "what": "The report is published"},
        {"id": "monitoring-visit", "what": "HMI visit the council", "on": "2016-09-14", "also": ["the return of HMI"]},
    )
)


def read(text: str) -> Reading:
    return read_deadline(text, PLAN, USUAL, EVENTS)


@pytest.mark.parametrize(
    ("text", "says", "confidence"),
    [
        # Working days.
        ("within 35 working days from 3 June 2016", "by 2016-07-22", "certain"),
        ("Within 20 working days of 6 June 2016.", "by 2016-07-04", "certain"),
        ("within ten working days of 24 March 2016", "by 2016-04-11", "certain"),
        ("within 10 business days after 24/03/2016", "by 2016-04-11", "certain"),
        ("no later than 10 working days after 3 June 2016", "by 2016-06-17", "certain"),
        ("10 working days before 14 September 2016", "by 2016-08-31", "likely"),
        ("20 working days from 6 June 2016", "by 2016-07-04", "likely"),
        # Whether the first day counts.
        ("within 35 working days beginning with 3 June 2016", "by 2016-07-21", "certain"),
        ("within 14 days of 3 June 2016", "by 2016-06-17", "certain"),
        ("within 14 days beginning with 3 June 2016", "by 2016-06-16", "certain"),
        ("before the end of the period of 20 working days beginning with 6 June 2016", "by 2016-07-01", "certain"),
        ("within 14 days beginning with the day after 3 June 2016", "by 2016-06-17", "certain"),
        ("14 working days starting the day after 3 June 2016", "by 2016-06-23", "likely"),
        ("within 14 days, starting 3 June 2016", "by 2016-06-17", "likely"),
        ("14 days from and including 3 June 2016", "by 2016-06-16", "likely"),
        ("within 14 clear days of 3 June 2016", "by 2016-06-18", "unsure"),
        ("7 clear days before 14 September 2016", "by 2016-09-06", "unsure"),
        ("5 clear working days before 14 September 2016", "by 2016-09-06", "unsure"),
        # Weeks, months and years are those of the calendar.
        ("within 6 weeks of 3 June 2016", "by 2016-07-15", "certain"),
        ("within a fortnight of 3 June 2016", "by 2016-06-17", "certain"),
        ("within a month of 3 June 2016", "by 2016-07-03", "certain"),
        ("within 1 month of 31 January 2017", "by 2017-02-28", "likely"),
        ("within two years of 3 June 2016", "by 2018-06-03", "certain"),
        ("within 6 to 8 weeks of 3 June 2016", "by 2016-07-29", "likely"),
        ("over 6 weeks from 3 June 2016", "during 2016-06-03/2016-07-15", "likely"),
        ("within two terms of 3 June 2016", "undated", "unsure"),
        ("within 6 school weeks of 3 June 2016", "by 2016-07-15", "unsure"),
        ("within 5 school days of 3 June 2016", "undated", "unsure"),
        # A line that was broken, and dates beside the beginning.
        ("Within 20 working days\nof 6 June 2016", "by 2016-07-04", "certain"),
        ("within 20 working days of 6 June 2016 (4 July 2016)", "by 2016-07-04", "certain"),
        ("within 20 working days of 6 June 2016 (5 July 2016)", "by 2016-07-04", "unsure"),
        ("within 6 weeks of 3 or 4 June 2016", "undated", "unsure"),
        ("from 3 June 2016, within 14 days", "by 2016-06-17", "unsure"),
        ("3 June 2016 for 6 weeks", "during 2016-06-03/2016-07-15", "unsure"),
        ("within 10 days of the panel's meeting on 3 June 2016", "by 2016-06-13", "likely"),
        ("within 10 days of the panel's meeting (3 June 2016)", "by 2016-06-13", "unsure"),
        ("within 2 weeks of July 2016", "by 2016-08-14", "unsure"),
        # Events of the plan.
        ("within 35 working days of receipt of Ofsted's report", "by 2016-07-22", "certain"),
        ("within 35 working days of receipt", "by 2016-07-22", "likely"),
        ("within 10 working days of publication", "undated", "likely"),
        ("within 10 working days after the return of HMI", "by 2016-09-28", "certain"),
        ("10 working days after monitoring-visit", "by 2016-09-28", "likely"),
        ("within 35 working days beginning with the day after receipt of Ofsted's report", "by 2016-07-22", "certain"),
        ("within 35 working days beginning with receipt of Ofsted's report", "by 2016-07-21", "certain"),
        ("within 10 days beginning with the day on which Ofsted's report is received", "by 2016-06-12", "certain"),
        ("following the HMI visit, within 10 working days", "by 2016-09-28", "likely"),
        ("within 10 working days of the report", "undated", "unsure"),
        ("within 10 working days of the budget", "undated", "certain"),
        # The plan's own date, which is never sure.
        ("within 6 weeks", "by 2016-05-27", "unsure"),
        ("within 10 working days", "by 2016-04-29", "unsure"),
        # A length that is not counted, because the text says when.
        ("within 2 weeks, by 9 June 2016", "by 2016-06-09", "unsure"),
        ("2 day course on 9 June 2016", "on 2016-06-09", "unsure"),
        ("first 2 weeks of September 2016", "by 2016-09", "unsure"),
    ],
)
def test_what_a_length_says(text: str, says: str, confidence: str) -> None:
    reading = read(text)
    assert " ".join(filter(None, (reading.kind, reading.edtf))) == says, reading.reason
    assert reading.confidence == confidence, reading.reason


@pytest.mark.parametrize(
    ("nation", "last"),
    [("england", "2016-04-11"), ("scotland", "2016-04-08"), ("northern_ireland", "2016-04-11")],
)
def test_the_calendar_says_whose_bank_holidays(nation: Nation, last: str) -> None:
    reading = read_deadline("within 10 working days of 24 March 2016", PLAN, USUAL._replace(nation=nation))
    assert reading.edtf == last
    assert f"as are weekends and {nation.replace('_', ' ').title()}'s bank holidays" in reading.reason


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("within 6 weeks of 3 June 2016", "6 weeks are counted from 3 June 2016, which is left out."),
        ("within 1 day beginning with 3 June 2016", "1 day is counted from 3 June 2016, which counts as the first."),
        ("10 days before 3 June 2016", "10 days are counted back from 3 June 2016, which is left out; "),
        ("within 5 days of receipt of Ofsted's report", "counted from 3 June 2016 (report-received), which"),
        ("within 5 working days beginning with 3 June 2016", "; weekends and England's bank holidays are left out."),
        ("within 5 days of publication", "It waits for report-published, which has no date yet; "),
        ("within 5 days of the report", "It could count from report-received or report-published; "),
        ("within 6 weeks", "counted from the date of the plan"),
    ],
)
def test_the_reason_says_how_days_were_counted(text: str, told: str) -> None:
    assert told in read(text).reason


def test_a_plan_that_closes_for_some_days_says_so() -> None:
    calendar = calendar_from_data({"not_working": ["2016-12-28", "2016-12-29", "2016-12-30"]})
    reading = read_deadline("within 2 working days of 23 December 2016", PLAN, calendar)
    assert (reading.edtf, reading.confidence) == ("2017-01-04", "certain")
    assert reading.reason.endswith("England's bank holidays, by the plan's calendar.")


def test_school_days_are_counted_by_the_schools_own_days() -> None:
    spans = ("09-05 10-21", "10-31 12-16", "01-03 02-10", "02-20 03-31", "04-18 05-26", "06-05 07-21")
    names = ("Autumn 1", "Autumn 2", "Spring 1", "Spring 2", "Summer 1", "Summer 2")
    halves = [
        {"name": name, **dict(zip(("from", "to"), (f"{2016 + (n > 1)}-{day}" for day in span.split()), strict=True))}
        for n, (name, span) in enumerate(zip(names, spans, strict=True))
    ]
    calendar = calendar_from_data({"dates": {"2016-17": {"half_terms": halves}}})
    reading = read_deadline("within 5 school days of 19 October 2016", PLAN, calendar)
    assert (reading.edtf, reading.confidence) == ("2016-11-02", "likely")


@pytest.mark.parametrize(
    ("text", "says", "confidence"),
    [
        ("within 35 working days beginning with receipt of the report", "by 2016-07-21", "certain"),
        ("within 35 working days beginning with the day of the receipt of the report", "by 2016-07-21", "certain"),
        ("within 14 days from and including the monitoring visit", "by 2016-09-27", "certain"),
        ("within 14 days starting from the monitoring visit", "by 2016-09-28", "likely"),
        ("from and including the monitoring visit, within 14 days", "by 2016-09-27", "certain"),
        ("within one month beginning with 1 March 2016", "by 2016-03-31", "certain"),
        ("within one month beginning with 31 January 2017", "by 2017-02-28", "likely"),
    ],
)
def test_the_first_day_counts_where_the_words_begin_with_it(text: str, says: str, confidence: str) -> None:
    reading = read(text)
    assert f"{reading.kind} {reading.edtf}" == says
    assert reading.confidence == confidence


def test_an_event_is_named_by_its_words_in_any_order() -> None:
    for name in ("receipt of Ofsted's report", "the report received, Ofsted's", "report-received"):
        assert events_named(name, EVENTS) == ([EVENTS[0]], True)
    assert events_named("publication", EVENTS) == ([EVENTS[1]], False)
    assert events_named("the visit", EVENTS) == ([EVENTS[2]], False)
    assert events_named("the", EVENTS) == ([], False)
    assert events_named("receipt of the budget", EVENTS) == ([], False)


UNITS = ("days", "working days", "clear days", "calendar days", "weeks", "months", "years", "fortnights", "quarters")
LINKS = ("of", "from", "after", "\nof", "of the meeting on", "of the panel (")
DAYS = st.dates(date(2010, 1, 1), date(2030, 12, 31))


@given(
    st.sampled_from(("within", "in", "over", "")),
    st.integers(1, 60),
    st.sampled_from(UNITS),
    st.sampled_from(LINKS),
    DAYS,
)
def test_the_beginning_is_never_given_as_the_end(lead: str, many: int, unit: str, link: str, day: date) -> None:
    reading = read(f"{lead} {many} {unit} {link} {day:%d %B %Y}{')' if '(' in link else ''}".strip())
    assert reading.ends is None or reading.ends.earliest > day
    assert reading.rules[0] == "counted"


@given(st.integers(1, 366), DAYS)
def test_a_day_that_counts_brings_the_end_a_day_nearer(many: int, day: date) -> None:
    without, counted = (read(f"within {many} days {link} {day:%d %B %Y}") for link in ("of", "beginning with"))
    assert without.confidence == counted.confidence == "certain" or abs(day.year - PLAN.year) > 10
    assert without.last_day == day + timedelta(days=many)
    assert counted.last_day == day + timedelta(days=many - 1)


WORDS = (
    "within 5 a working school clear days month of year of of from after before beginning with june 2016 receipt the"
)
PIECES = st.sampled_from((*WORDS.split(), "3 June 2016", "by", "on", "for", "every", ",", "-", "(", "\n", ";"))


@given(st.lists(PIECES, max_size=60))
def test_no_words_stop_the_reader(words: list[str]) -> None:
    reading = read(" ".join(words))
    assert reading.first_day is None or reading.last_day is None or reading.first_day <= reading.last_day
