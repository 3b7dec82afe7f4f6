"""How a record's wording compares with its dates, on the shipped plan and on plans made for it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from asking import one_milestone, plan_of, shipped
from example_plan import BASE
from si_plan import checks
from si_plan.deadlines import Reading, read_deadline
from si_plan.deadlines import comparing as readings
from si_plan.deadlines.comparing import (
    compare,
    disagreements,
    read_wording,
    unused_clauses,
    wording_of,
)
from si_plan.deadlines.reading import lines_of_fields
from si_plan.loading import load
from si_plan.sources import Source

READING_CODES = {
    "reading-differs",
    "due-missing",
    "recurrence-missing",
    "wording-unread",
    "wording-elsewhere",
    "clause-unused",
}


def verdict(when: str, dates: str) -> str:
    """How the dates (a flow mapping's fields) compare with an action's one line of wording."""
    plan = plan_of({"priorities/1.yaml": one_milestone(dates).replace("By Sept 2016", f'"{when}"')})
    compared = compare(plan, plan.tracked_by_id["1.1.1"])
    assert compared is not None
    return compared.verdict


def test_every_wording_of_the_shipped_plan_agrees_or_is_judged() -> None:
    plan = shipped()
    assert disagreements(plan) == ()
    assert [clause for part in plan.actions() for clause in unused_clauses(plan, *part)] == []


def test_every_tracked_record_of_the_shipped_plan_has_one_wording_or_is_dated_as_a_whole() -> None:
    without = [one.id for one in shipped().tracked if wording_of(one) is None]
    assert without == []


def test_what_is_called_certain_in_the_shipped_plan_is_what_it_records_unless_judged() -> None:
    plan = shipped()
    compared = [one for tracked in plan.tracked if (one := compare(plan, tracked)) is not None]
    certain = [one for one in compared if one.reading.confidence == "certain" and one.verdict != "judged"]
    assert len(certain) > 30
    assert all(one.says_the_same for one in certain)


@pytest.mark.parametrize(
    ("when", "dates", "expected"),
    [
        ("By Sept 2016", "due: 2016-09", "agrees"),
        ("By Sept 2016", "due: 2016-09-30", "agrees"),
        ("By Sept 2016", "due: 2016-10", "differs"),
        ("By Sept 2016", "due: 2016-10, due_reason: A misprint", "judged"),
        ("By Sept 2016", "", "missing"),
        ("By Sept 2016", "repeats: termly", "differs"),
        ("From Jan 2017", "starts: 2017-01", "agrees"),
        ("From Jan 2017", "due: 2017-01", "differs"),
        ("Termly", "starts: 2016-09, repeats: termly", "agrees"),
        ("Termly", "starts: 2016-09, repeats: half_termly", "differs"),
        ("Termly", "due: 2016-12", "recurrence"),
        ("Annually in Sept", "repeats: {every: year, in: September}", "agrees"),
        ("Annually in Sept", "repeats: {every: year, in: June}", "differs"),
        ("On-going", "", "agrees"),
        ("On-going", "due: 2016-09", "differs"),
        ("As above", "due: 2016-09", "elsewhere"),
        ("206/17", "due: 2016-09", "unread"),
        ("June, Sept 2016", "dates: [2016-06, 2016-09]", "agrees"),
        ("June, Sept 2016", "dates: [2016-06, 2016-10]", "differs"),
        ("May - Sept 2016", "starts: 2016-05, due: 2016-09", "agrees"),
        ("May - Sept 2016", "starts: 2016-06, due: 2016-09", "differs"),
    ],
)
def test_wording_and_dates(when: str, dates: str, expected: str) -> None:
    assert verdict(when, dates) == expected


def test_a_missing_date_carries_the_line_to_add() -> None:
    files = {"priorities/1.yaml": one_milestone("")}
    found = [one for one in checks.findings_to_show(load(sources(files))) if one.code in READING_CODES]
    assert [(one.code, one.at) for one in found] == [("due-missing", "1.1.1#due")]
    assert "`due: 2016-09`" in found[0].hint


def test_each_clause_of_a_cell_has_to_be_taken_up() -> None:
    text = one_milestone("when: By Sept 2016, due: 2016-09").replace(
        "[By Sept 2016]", '[By Sept 2016, "Annual review, termly monitoring"]'
    )
    plan = plan_of({"priorities/1.yaml": text})
    (part, *_) = plan.actions()
    assert [(clause.line, str(clause.reading.recurrence)) for clause in unused_clauses(plan, *part)] == [
        (1, "annual"),
        (1, "termly"),
    ]


def test_a_clause_is_taken_up_by_a_duty_that_recurs_so() -> None:
    text = one_milestone("when: By Sept 2016, due: 2016-09").replace(
        "[By Sept 2016]", '[By Sept 2016, "Annual review, termly monitoring"]'
    )
    duties = (
        "    duties:\n"
        '      - {id: "1.1.D1", text: Reviewed, when: Annual review, starts: 2016-09, repeats: annual}\n'
        '      - {id: "1.1.D2", text: Monitored, when: termly monitoring, starts: 2016-09, repeats: termly}\n'
    )
    plan = plan_of({"priorities/1.yaml": text + duties})
    (part, *_) = plan.actions()
    assert list(unused_clauses(plan, *part)) == []


def test_the_plans_calendar_settles_what_a_bare_year_means() -> None:
    calendar = "calendar: {year: financial}\n"
    plan = plan_of({"plan.yaml": f"format: 1\ntitle: P\nauthority: E\ndated: 2016-06-03\n{calendar}"})
    reading = read_wording(plan, "2016/17")
    assert (str(reading.first_day), str(reading.last_day)) == ("2016-04-01", "2017-03-31")
    assert reading.confidence == "certain"


def test_fields_are_written_as_lines_of_a_record() -> None:
    fields: dict[str, str | dict[str, str] | list[str]] = {
        "starts": "2016-09",
        "repeats": {"every": "year", "in": "June, July"},
        "dates": ["2016-06", "2016-09"],
    }
    assert lines_of_fields(fields) == [
        "starts: 2016-09",
        'repeats: {every: year, in: "June, July"}',
        "dates: [2016-06, 2016-09]",
    ]


def sources(files: dict[str, str]) -> list[Source]:

    return [Source(path, f"plan/{path}", text) for path, text in {**BASE, **files}.items()]


def flooded(wordings: int, of: str = "1") -> str:
    """A priority whose milestones have so many wordings, all different and all read with certainty."""
    days = (date(2016, 9, 1) + timedelta(days=number) for number in range(wordings))
    return one_milestone("").replace('"1', f'"{of}').rpartition("      - {")[0] + "".join(
        f'      - {{id: "{of}.1.{n}", text: Tutors {n}, when: By {day:%d %b %Y}, due: {day}}}\n'
        for n, day in enumerate(days, 1)
    )


def test_more_wordings_than_are_read_are_said_and_are_not_certain(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(readings, "MOST_READ", 100 * len("By 10 Dec 2017"))
    plan = plan_of({"priorities/1.yaml": flooded(200), "priorities/2.yaml": flooded(50, "2")})
    unread = disagreements(plan)
    assert 90 <= len(unread) <= 110
    assert {one.verdict for one in unread} == {"unread"}
    assert {one.reading.confidence for one in unread} == {"unsure"}
    assert {one.tracked.priority.id for one in unread} == {"1"}, "each priority is a file of its own"
    assert "riority 1 has too many When cells to read, over 1,400 characters" in unread[0].reading.reason
    # What is asked about by itself is read.
    assert read_wording(plan, unread[-1].wording).confidence == "certain"


@pytest.mark.slow
def test_as_many_wordings_as_a_file_holds_are_read_as_far_as_is_bearable() -> None:
    plan = plan_of({"priorities/1.yaml": flooded(9_000, "1")})
    assert len(disagreements(plan)) > 1_000
    assert sum(len(text) for kept in readings._KEPT[plan]._readings.values() for text in kept) <= readings.MOST_READ


def test_two_states_of_a_plan_read_each_wording_once(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def reading(text: str, *setting: Any) -> Reading:
        asked.append(text)
        return read_deadline(text, *setting)

    monkeypatch.setattr(readings, "read_deadline", reading)
    files = {"plan.yaml": BASE["plan.yaml"].replace("2016-06-03", "2016-06-04")}  # as no other test has it
    before = plan_of({**files, "priorities/1.yaml": flooded(20)})
    after = plan_of({**files, "priorities/1.yaml": flooded(21)})
    for plan in (before, after):
        disagreements(plan)
    assert len(asked) == len(set(asked)) == 21


@pytest.mark.parametrize("dates", ["", "due: 2016-09", "starts: 2016-09"])
def test_a_wording_too_long_to_be_read_is_said_whatever_the_dates(dates: str) -> None:
    assert verdict("By Sept 2016" + " and so on" * 60, dates) == "unread"
    assert verdict("By Sept 2016", "due: 2016-09") == "agrees"


@pytest.mark.parametrize(
    ("on", "verdict"),
    [(", on: 2016-06-03", "agrees"), (", on: 2016-06-06", "differs"), ("", "differs")],
    ids=["as dated", "corrected", "no longer dated"],
)
def test_an_event_moves_what_words_say_and_no_deadline(on: str, verdict: str) -> None:
    event = f"events:\n  - {{id: receipt, what: Ofsted's report is received{on}}}\n"
    actions = one_milestone("due: 2016-07-22").replace("By Sept 2016", "Within 35 working days of receipt")
    plan = plan_of({"plan.yaml": BASE["plan.yaml"] + event, "priorities/1.yaml": actions})
    compared = compare(plan, plan.tracked_by_id["1.1.1"])
    assert compared is not None
    assert (compared.verdict, str(compared.dated)) == (verdict, "due 2016-07-22")
