"""What a reading carries besides its days: EDTF, reason, used and ignored parts, clauses, record lines."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from si_plan.dates.calendar import USUAL
from si_plan.dates.calendar_data import calendar_from_data
from si_plan.deadlines import read_deadline, record_fields, vocabulary
from si_plan.deadlines.forms import DATES, LENGTHS, MARKS, REPEATS, table_of_forms
from si_plan.deadlines.vocabulary import known_word

CONTEXT = date(2016, 6, 3)


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("By Sept 2016", "2016-09"),
        ("By end of Sept 2016", "2016-09-30"),
        ("30 September 2016", "2016-09-30"),
        ("From Jan 2017", "2017-01/.."),
        ("Until July 2017", "../2017-07"),
        ("2016/17", "2016-09/2017-08"),
        ("Autumn term 2016", "2016-09/2016-12"),
        ("Spring 1 2017", "2017-01-01/2017-02-15"),
        ("2017", "2017"),
        ("in Sept 2016", "2016-09"),
        ("June, Sept, Nov 2016 & Jan, March, June 2017", "{2016-06,2016-09,2016-11,2017-01,2017-03,2017-06}"),
        ("6th & 12th May 2016", "{2016-05-06,2016-05-12}"),
        ("Termly", None),
        ("TBC", None),
    ],
)
def test_edtf(text: str, edtf: str | None) -> None:
    assert read_deadline(text, CONTEXT).edtf == edtf


@pytest.mark.parametrize(
    ("text", "fields"),
    [
        ("By Dec 2016", {"due": "2016-12"}),
        ("2016/17", {"starts": "2016-09", "due": "2017-08"}),
        ("From Jan 2017", {"starts": "2017-01"}),
        ("Annual", {"repeats": "annual"}),
        ("Termly from Sept 2016", {"starts": "2016-09", "repeats": "termly"}),
        ("Annually in Sept", {"starts": "2016-09", "repeats": {"every": "year", "in": "September"}}),
        ("Monthly until July 2017", {"repeats": "monthly", "ends": "2017-07"}),
        ("June and Sept 2016", {"dates": ["2016-06", "2016-09"]}),
        ("On-going", {}),
        ("As above", {}),
    ],
)
def test_the_lines_of_a_record(text: str, fields: dict[str, object]) -> None:
    assert record_fields(read_deadline(text, CONTEXT)) == fields


@pytest.mark.parametrize(
    ("text", "confidence"),
    [
        ("By Sept 2016", "certain"),
        ("By 30 September 2016", "certain"),
        ("Half termly", "certain"),
        ("By end of Autumn term 2016", "certain"),
        ("May - Sept 2016", "certain"),
        ("Academic year 2016/17", "certain"),
        ("By Sept", "certain"),  # three months on; the last was nine months ago
        ("By Sept 2016*", "certain"),
        ("by June", "certain"),
        ("By January", "likely"),
        ("by 20 May", "unsure"),  # just over, or nearly a year on
        ("2016/17", "likely"),
        ("Autumn 2016", "likely"),
        ("Sept 16", "likely"),
        ("Septmeber 2016", "certain"),
        ("Embryonic partnership by Sept 2016", "certain"),
        ("Review Sept 2016", "certain"),
        ("Sept 2016 for contact with parents", "certain"),
        ("Termly report to governors", "certain"),
        ("Audit - by end of Autumn term 2016", "certain"),
        ("September 2016 census", "likely"),
        ("pending funding, by Sept 2016", "likely"),
        ("untl Sept 2016", "likely"),
        ("Wek 3 by Sept 2016", "unsure"),
        ("establish a daily routine", "likely"),
        ("three per term", "certain"),
        ("3 pupils per term", "likely"),
        ("Marzo 2017", "unsure"),
        ("until Sept 2016 then termly", "unsure"),
        ("weekly for 6 weeks", "unsure"),
        ("since March", "unsure"),
        ("almost monthly", "likely"),
        ("updated half termly and shared with the LA in Sept 2016", "likely"),
        ("by the Sept 2016 meeting", "likely"),
        ("as per Sept 2016", "likely"),
        ("Review 2017", "likely"),
        ("Term 3 (Spring) 2017", "unsure"),
        ("evry term", "likely"),
        ("Achieve by Sept 2016", "certain"),
        ("July 2016 - complete", "likely"),
        ("Before Sept 2016", "likely"),
        ("Nov - Feb 2017", "certain"),
        ("Sept 2016 and ongoing", "likely"),
        ("By Sept 2016 and ongoing", "unsure"),
        ("Sept 2016?", "unsure"),
        ("Sept 2016 or Jan 2017", "unsure"),
        ("Sept 2016, tbc", "unsure"),
        ("not Sept 2016", "unsure"),
        ("Monday 6 May 2016", "unsure"),
        ("Sept 2106", "unsure"),
        ("September 2016 (postponed)", "unsure"),
        ("first Friday in September 2016", "unsure"),
        ("40 May 2016", "unsure"),
        ("July 2017 - Sept 2016", "unsure"),
        ("within 3 months", "unsure"),
        ("weekly/termly", "unsure"),
        # What no longer holds, where the words say so plainly, and where they do not.
        ("By November 2016, not July 2016", "certain"),
        ("Instead of July 2016, November 2016", "certain"),
        ("Moved from July 2016 to November 2016", "likely"),
        ("Admissions changed from July 2016 to November 2016", "unsure"),
        ("July 2016 → November 2016", "unsure"),
        # A part of a time, or a time of something else.
        ("Year 2, Q1", "unsure"),
        ("Year 2, spring term", "unsure"),
        ("Week 3, Autumn term 2016", "unsure"),
        ("second week back, September 2016", "unsure"),
        ("September 2016 (review July 2017)", "unsure"),
        ("following approval in November 2016", "unsure"),
        ("Spring clean by May 2017", "unsure"),
        ("June Smith to lead", "unsure"),
        ("next quarter", "unsure"),
        ("final quarter of 2016/17", "unsure"),
        ("a year from January 2017", "unsure"),
        ("once in the autumn term and once in the summer term", "unsure"),
        ("beginning, middle and end of year", "unsure"),
        ("baseline in September, data in July", "unsure"),
        ("during the Easter holidays 2017", "unsure"),
        ("Q1 2016", "unsure"),
        ("HT4 2016", "unsure"),
        # What lasts, and for how long from when.
        ("weekly for 6 weeks from 5 September 2016", "likely"),
        ("weekly for 6 weeks from September 2016", "unsure"),
        ("monthly for a year", "unsure"),
        ("at least 28 days after 1 July 2016", "likely"),
        ("1 x half term", "unsure"),
        ("when the need arises", "certain"),
        ("if required", "likely"),
        ("06/07", "unsure"),
    ],
)
def test_confidence(text: str, confidence: str) -> None:
    reading = read_deadline(text, CONTEXT)
    assert reading.confidence == confidence, reading.reason


def test_a_reason_cites_the_rule_of_the_calendar_and_every_doubt() -> None:
    reading = read_deadline("By end of Autumn term", CONTEXT)
    assert reading.reason == (
        "Autumn term: 1 September to 31 December, by the usual English calendar; "
        "siplan works out the year from the date of the plan, 3 June 2016."
    )
    assert "is a Friday, not a Monday" in read_deadline("Monday 6 May 2016", CONTEXT).reason
    assert "has no day 31" in read_deadline("31 June 2016", CONTEXT).reason
    assert "siplan takes the number in Sept 17 as a year" in read_deadline("Sept 17", CONTEXT).reason
    assert "siplan takes the number in Sept 30 as a day" in read_deadline("Sept 30", CONTEXT).reason
    assert "comes before" in read_deadline("July 2017 - Sept 2016", CONTEXT).reason


def test_the_plans_calendar_decides() -> None:
    exact = {"2016-17": {"terms": [{"name": "Autumn", "from": "2016-09-05", "to": "2016-12-16"}]}}
    calendar = calendar_from_data({"year": "financial", "dates": exact})
    reading = read_deadline("By end of Autumn term 2016", CONTEXT, calendar)
    assert reading.last_day == date(2016, 12, 16)
    assert "by the plan's calendar" in reading.reason
    year = read_deadline("2016/17", CONTEXT, calendar)
    assert (year.first_day, year.last_day, year.confidence) == (date(2016, 4, 1), date(2017, 3, 31), "certain")


@pytest.mark.parametrize(
    ("year", "text", "last", "confidence"),
    [
        ("calendar", "Q1 2017", "2017-03-31", "certain"),
        ("financial", "Q1 2016/17", "2016-06-30", "certain"),
        ("municipal", "Q1 2016/17", "2016-06-30", "likely"),
        ("academic", "Q1 2016/17", "2016-06-30", "unsure"),  # a school's budget may run by either year
        ("academic", "Summer 2017", "2017-07-31", "certain"),
        ("financial", "Summer 2017", "2017-07-31", "unsure"),
        ("municipal", "2016/17", "2017-04-30", "certain"),
        ("calendar", "2016/17", "2017-12-31", "unsure"),
        ("calendar", "end of the year", "2016-12-31", "likely"),
    ],
)
def test_the_plans_year_decides(year: str, text: str, last: str, confidence: str) -> None:
    reading = read_deadline(text, CONTEXT, calendar_from_data({"year": year}))
    assert (str(reading.last_day), reading.confidence) == (last, confidence), reading.reason


def test_used_and_ignored_parts_are_reported() -> None:
    reading = read_deadline("Embryonic partnership by Sept 2016", CONTEXT)
    assert reading.used == ("by Sept 2016",)
    assert reading.ignored == ("Embryonic", "partnership")


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("As above", "elsewhere"),
        ("ditto", "elsewhere"),
        ("TBC", "unknown"),
        ("next meeting", "next"),
        ("N/A", "none"),
        ("ASAP", "soon"),
        ("", "empty"),
        ("Headteacher", "no-date"),
    ],
)
def test_what_has_no_date_says_of_what_sort_it_is(text: str, rule: str) -> None:
    assert rule in read_deadline(text, CONTEXT).rules


def test_clauses_are_kept() -> None:
    reading = read_deadline("By Sept 2016\nHalf termly SAM meetings", CONTEXT)
    by, meetings = reading.clauses
    assert (by.kind, by.last_day, by.text) == ("by", date(2016, 9, 30), "By Sept 2016")
    assert meetings.recurrence is not None
    assert meetings.recurrence.label() == "half-termly"
    assert reading.confidence == "unsure"
    review = read_deadline("Annual review, termly monitoring", CONTEXT)
    assert [c.recurrence.label() for c in review.clauses if c.recurrence] == ["annual", "termly"]
    stages = read_deadline("Embryonic partnership by Sept 2016, fully developed by Jan 2017", CONTEXT)
    assert [clause.last_day for clause in stages.clauses] == [date(2016, 9, 30), date(2017, 1, 31)]


@pytest.mark.parametrize(
    ("written", "known", "right"),
    [
        ("september", "september", True),
        ("septmeber", "september", False),
        ("setpember", "september", False),
        ("novemeber", "november", False),
        ("decmber", "december", False),
        ("termley", "termly", False),
        ("string", "string", True),
        ("sprint", "sprint", True),
        ("match", "match", True),
        ("simmer", "simmer", True),
        ("firmly", "firmly", True),
        ("manual", "manual", True),
        ("outgoing", "outgoing", True),
        ("hello", "hello", True),
    ],
)
def test_misspellings_within_reason(written: str, known: str, right: bool) -> None:
    assert known_word(written) == (known, right)


@given(st.sampled_from(sorted(vocabulary._single_words())), st.data())
def test_a_slip_is_found_as_if_every_word_were_looked_at(word: str, data: st.DataObject) -> None:
    letters = list(word)
    for _ in range(data.draw(st.integers(1, 2))):
        at = data.draw(st.integers(0, len(letters)))
        new = data.draw(st.sampled_from("abelmnrstuy"))
        edit = data.draw(st.sampled_from(["insert", "delete", "change", "swap"]))
        if edit == "insert":
            letters.insert(at, new)
        elif edit == "delete":
            del letters[at : at + 1]
        elif edit == "change":
            letters[at : at + 1] = [new]
        else:
            letters[at : at + 2] = reversed(letters[at : at + 2])
    written = "".join(letters)
    words = vocabulary._single_words()
    near = {known for known in words if len(known) >= 6 and vocabulary.is_one_slip_away(written, known)}
    expected = (written, True)
    if written not in words and 5 <= len(written) <= 12 and len(near) == 1:
        expected = (near.pop(), False)
    assert known_word(written) == expected


@pytest.mark.parametrize("form", [*DATES, *REPEATS, *LENGTHS, *MARKS], ids=lambda form: form.example)
def test_every_example_in_the_table_of_forms_is_taken_up(form: object) -> None:
    example = getattr(form, "example", "")
    reading = read_deadline(example if example not in ("term", "the year") else f"end of {example}", CONTEXT)
    assert not reading.ignored or reading.kind == "undated", reading


def test_the_table_of_forms_prints_as_markdown() -> None:
    lines = table_of_forms().splitlines()
    assert len(lines) == 2 + len(DATES) + len(REPEATS) + len(LENGTHS) + len(MARKS)
    assert "| date | day | `weekday? comma? day month comma? year\\|yy` | Friday 6th May 2016 |" in lines


@given(st.dates(date(2015, 1, 1), date(2019, 12, 31)))
def test_the_next_autumn_term_is_never_the_one_that_is_running(day: date) -> None:
    reading = read_deadline("next autumn term", day, USUAL)
    assert reading.starts is not None
    assert reading.starts.earliest > day
