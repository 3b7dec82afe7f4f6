"""The words of a deadline beside a clock: its length, its event and its first day are compared, dated or not."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

import clock_plan
from example_plan import found_in, write_plan
from si_plan.deadlines import read_deadline
from si_plan.model.events import Event

PRIORITY = """\
id: "1"
title: Every pupil reads well
areas: [A1]
measures: [M1]
actions:
  - id: "1.1"
    title: Train a tutor in each school
    leads: [HT]
    when: ["{when}"]
    milestones:
      - {{id: "1.1.1", text: Tutors trained, due: {due}}}
"""
SIX_WEEKS = "{after: report-received, weeks: 6}"


@pytest.mark.parametrize(
    ("when", "due"),
    [
        ("within 6 weeks of receipt of the report", SIX_WEEKS),
        ("6 weeks after the report is received", SIX_WEEKS),
        ("within 42 days of receipt", SIX_WEEKS),
        ("within four to six weeks of receipt of the report", SIX_WEEKS),
        (
            "within 6 weeks beginning with receipt of the report",
            "{after: report-received, weeks: 6, counts_first: true}",
        ),
        ("within a quarter of the visit", "{after: visit, months: 3}"),
        ("within two years of the visit", "{after: visit, months: 24}"),
        ("within 20 working days of publication of the report", "{after: report-published, working_days: 20}"),
        # The words leave open which event it is, or how long after it; the clock says that.
        ("within 6 weeks", SIX_WEEKS),
        ("within 6 weeks of the decision", SIX_WEEKS),
        ("at the next meeting", SIX_WEEKS),
    ],
)
@pytest.mark.parametrize("days", [{}, clock_plan.DAYS], ids=["waiting", "dated"])
def test_words_that_say_what_the_clock_says_are_no_finding(
    when: str, due: str, days: dict[str, str], tmp_path: Path
) -> None:
    assert _found(when, due, days, tmp_path) == []


@pytest.mark.parametrize(
    ("when", "means"),
    [
        ("within 70 working days of receipt of the report", "70 working days after report-received"),
        ("within 42 working days of receipt of the report", "42 working days after report-received"),
        ("within a fortnight of receipt of the report", "2 weeks after report-received"),
        ("within 6 weeks of the visit", "6 weeks after visit"),
        ("within 6 weeks beginning with receipt of the report", "6 weeks beginning with report-received"),
        ("within 6 weeks of 3 June 2016", "by 15 Jul 2016"),
        ("by Dec 2016", "by Dec 2016"),
        ("on-going", "ongoing"),
        ("TBC", "no date"),
    ],
)
@pytest.mark.parametrize("days", [{}, clock_plan.DAYS], ids=["waiting", "dated"])
def test_words_that_say_something_else_than_the_clock_are_told(
    when: str, means: str, days: dict[str, str], tmp_path: Path
) -> None:
    ends = " (2016-08-05)" if days else ""
    said = f'"{when}" means {means}, but the record has due 6 weeks after report-received{ends}'
    assert _found(when, SIX_WEEKS, days, tmp_path) == [("reading-differs", "1.1.1#due", said)]


def test_what_is_to_be_done_before_an_event_is_no_clock(tmp_path: Path) -> None:
    for number, days in enumerate(({}, clock_plan.DAYS)):
        found = _found("within 6 weeks before the visit", "{after: visit, weeks: 6}", days, tmp_path / str(number))
        assert found != []


def _found(when: str, due: str, days: dict[str, str], folder: Path) -> list[tuple[str, str, str]]:
    files = {**clock_plan.files(days), "priorities/1.yaml": PRIORITY.format(when=when, due=due)}
    del files["progress/1.3.yaml"]
    return [(one.code, one.at, one.message) for one in found_in(write_plan(folder, files))]


@pytest.mark.parametrize(
    ("words", "sure", "length"),
    [
        ("within 70 working days of receipt of the report", "certain", "70 working days after report-received"),
        (
            "no later than 70 working days after receipt of the report",
            "certain",
            "70 working days after report-received",
        ),
        ("within 6 weeks beginning with the visit", "certain", "6 weeks beginning with visit"),
        ("70 working days after receipt of the report", "likely", "70 working days after report-received"),
        ("4-6 weeks after the visit", "likely", "6 weeks after visit"),
        ("at least 28 days after the visit", "likely", None),
        ("10 days before the visit", "likely", None),
        ("within 5 clear days of the visit", "unsure", None),
        ("within 3 terms of the visit", "unsure", None),
        ("within 6 weeks of the visit, by Dec 2016", "unsure", None),
        ("within 6 weeks of the visit in September 2016", "unsure", None),
    ],
)
def test_words_are_as_certain_before_their_event_has_a_day_as_after(words: str, sure: str, length: str | None) -> None:
    for day in (None, date(2016, 6, 24)):
        named = [{"id": name, "what": what, "on": day} for name, what in clock_plan.EVENTS.items()]
        events = [Event.model_validate(one) for one in named]
        reading = read_deadline(words, date(2016, 6, 3), events=events)
        assert reading.confidence == sure
        if length is not None:
            assert str(reading.length) == length
