"""Edits of the days from which deadlines count: what moves is told with what moves it, and nothing moves unseen."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from edits import Edit, Texts, edit
from si_plan.changes.difference import difference
from si_plan.changes.records import Change
from si_plan.state.standing import Standings
from si_plan.views.diff_verdict import verdict

PLAN = """\
format: 3
title: Improvement plan
authority: Example Council
dated: 2016-06-03
events:
  - id: report-received
    what: The inspection report is received
    on: 2016-06-06
  - id: visit
    what: The monitoring visit
"""
PRIORITY = """\
id: "1"
title: Every pupil reads well
areas: [A1]
actions:
  - id: "1.1"
    title: Train a tutor in each school
    leads: [HT]
    when: [Within 70 working days of receipt of the report]
    due: {after: report-received, working_days: 70}
    milestones:
      - {id: "1.1.1", text: Tutors found, due: {after: report-received, weeks: 6}}
      - {id: "1.1.2", text: Tutors trained}
      - {id: "1.1.3", text: Books bought, due: 2016-09-20}
      - {id: "1.1.4", text: Tutors seen at work, due: {after: visit, days: 10}}
"""
DATED = "on: 2016-06-06"
VISIT = "what: The monitoring visit\n"
AT, LOG = "priorities/1.yaml", "progress/1.1.yaml"
DAY = date(2016, 9, 1)


def edited(plan: str = PLAN, priority: str = PRIORITY, base: Texts = {}, head: Texts = {}) -> Edit:  # noqa: B006
    return edit({"plan.yaml": PLAN, AT: PRIORITY, **base}, {"plan.yaml": plan, AT: priority, **head}, DAY)


def changed(old: str, new: str, text: str = PLAN) -> str:
    assert old in text
    return text.replace(old, new)


def of_kind(made: Edit, kind: str) -> list[Change]:
    return [change for change in made.pair.changes if change.kind == kind]


def moved(made: Edit) -> dict[str, tuple[str, str]]:
    return {one.record: (str(one.before), str(one.after)) for one in of_kind(made, "recounted")}


def codes(made: Edit) -> list[str]:
    return [one.code for one in made.found()]


SIX_WEEKS, SEVENTY = ("2016-07-18", "2016-08-01"), ("2016-09-13", "2016-09-27")


def test_deadlines_move_with_their_event_and_are_no_slips() -> None:
    made = edited(changed(DATED, "on: 2016-06-20\n    reason: The letter of 6 June was a draft"))
    assert moved(made) == {"1.1": SEVENTY, "1.1.1": SIX_WEEKS}
    assert [one.parts for one in of_kind(made, "recounted")] == [("1.1.2",), ()]
    (event,) = of_kind(made, "event")
    assert (event.before, event.after, event.days) == (date(2016, 6, 6), date(2016, 6, 20), 14)
    assert (event.parts, event.reason) == (("1.1", "1.1.1"), "The letter of 6 June was a draft")
    assert not of_kind(made, "deadline")
    assert codes(made) == ["deadline-recounted"]


@pytest.mark.parametrize(
    ("new", "expected"),
    [
        ("on: 2016-06-20", ["event-redated"]),
        ("also: [receipt]", ["event-redated"]),
        ("on: 2016-06-20\n    reason: Put right", ["deadline-recounted"]),
        ("reason: It was not the final report", ["deadline-recounted"]),
        ("on: 2016-06-06\n    reason: A reason that nothing asks for", []),
        ("on: 2016-06-06\n    also: [receipt]", []),
    ],
)
def test_an_event_that_deadlines_count_from_is_redated_only_with_a_reason(new: str, expected: list[str]) -> None:
    assert codes(edited(changed(DATED, new))) == expected


def test_a_reason_that_was_there_already_is_none_for_another_day() -> None:
    explained = changed(DATED, "on: 2016-06-20\n    reason: Put right")
    again = changed("2016-06-20", "2016-12-01", explained)
    assert codes(edited(again, base={"plan.yaml": explained})) == ["event-redated"]


def test_an_event_from_which_nothing_counts_needs_no_reason() -> None:
    fixed = changed("{after: visit, days: 10}", "2016-09-20", PRIORITY)
    dated = changed(VISIT, VISIT + "    on: 2016-08-01\n")
    made = edited(changed("2016-08-01", "2016-08-02", dated), fixed, base={"plan.yaml": dated, AT: fixed})
    assert (codes(made), moved(made)) == ([], {})
    assert [one.record for one in of_kind(made, "event")] == ["visit"]


def test_an_event_is_dated_first_without_a_finding_and_its_deadlines_are_told() -> None:
    made = edited(changed(VISIT, VISIT + "    on: 2016-08-01\n"))
    assert (codes(made), moved(made)) == ([], {"1.1.4": ("None", "2016-08-11")})
    found = difference(made.pair, DAY)
    assert [felt.id for felt in found.more_overdue] == ["1.1.4"]


def test_a_deadline_that_the_log_has_moved_is_told_to_stay() -> None:
    log = '- {on: 2016-07-01, at: "1.1.1", due: 2016-10, reason: No tutors, approved_by: HT}\n'
    made = edited(changed(DATED, "on: 2016-06-20\n    reason: Put right"), base={LOG: log}, head={LOG: log})
    held = {one.record: str(one.held) for one in of_kind(made, "recounted")}
    assert held == {"1.1": "None", "1.1.1": "2016-10"}
    assert of_kind(made, "event")[0].parts == ("1.1",)
    assert "1.1.1 from 18 Jul 2016 to 1 Aug 2016 (but the log has Oct 2016)" in made.found()[0].message


@pytest.mark.parametrize(
    ("calendar", "expected"),
    [
        ("not_working: [2016-07-20]", {"1.1": ("2016-09-13", "2016-09-14")}),
        ("working: [2016-08-29]", {"1.1": ("2016-09-13", "2016-09-12")}),
        ("nation: northern_ireland", {"1.1": ("2016-09-13", "2016-09-14")}),
        ("not_working: [2016-12-20]", {}),
        ("year: financial", {}),
    ],
)
def test_the_calendar_moves_what_counts_working_days(calendar: str, expected: Any) -> None:
    made = edited(PLAN + f"calendar:\n  {calendar}\n")
    assert moved(made) == expected
    assert codes(made) == (["deadline-recounted"] if expected else [])
    assert all(one.moved_by == "calendar" for one in of_kind(made, "recounted"))


# What a pull request could try.


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("{after: report-received, weeks: 6}", "2016-07-18", "no longer counts from report-received"),
        ("{after: report-received, weeks: 6}", "{after: visit, weeks: 6}", "no longer counts from report-received"),
        ("weeks: 6", "weeks: 60", "to 60 weeks after report-received"),
        ("weeks: 6", "days: 42", "to 42 days after report-received"),
        ("weeks: 6", "weeks: 6, counts_first: true", "to 6 weeks beginning with report-received"),
        (", due: {after: report-received, weeks: 6}", "", "from 6 weeks after report-received"),
        ("due: 2016-09-20", "due: {after: report-received, working_days: 75}", "from 20 Sep 2016 to 75 working days"),
        ("due: {after: visit, days: 10}", "due: 2016-10", "from 10 days after visit to Oct 2016"),
    ],
)
def test_a_clock_is_a_promise_that_only_an_adoption_rewrites(old: str, new: str, said: str) -> None:
    made = edited(priority=changed(old, new, PRIORITY))
    (found,) = made.found()
    assert found.code == "deadline-rewritten"
    assert said in found.message
    assert len(of_kind(made, "deadline")) == 1


_RECEIPT = "Within 70 working days of receipt of the report"
_SEVENTY = "{after: report-received, working_days: 70}"


@pytest.mark.parametrize("on", [f"{DATED}\n    also: [receipt of the report]", "also: [receipt of the report]"])
@pytest.mark.parametrize(
    ("when", "due", "expected"),
    [
        (_RECEIPT, "2016-09-13, due_reason: As read", "deadline-rewritten"),
        (_RECEIPT, "{after: report-received, working_days: 90}, due_reason: As read", "deadline-rewritten"),
        (_RECEIPT.replace("7", "9"), _SEVENTY, "deadline-rewritten"),
        ("Soon", _SEVENTY, "deadline-rewritten"),
        ("In 70 working days of receipt of the report", _SEVENTY, ""),
    ],
)
def test_words_that_give_a_clock_give_no_date_and_no_other_clock(on: str, when: str, due: str, expected: str) -> None:
    def priority(when: str, due: str) -> str:
        return changed("when: [Within 70 working days of receipt of the report]", f"when: [{when}]", PRIORITY).replace(
            "{after: report-received, weeks: 6}", due
        )

    plan = changed(DATED, on)
    made = edited(plan, priority(when, due), base={"plan.yaml": plan, AT: priority(_RECEIPT, _SEVENTY)})
    assert {*codes(made)} == {expected} - {""}


def test_a_clock_that_became_a_date_for_a_reason_is_told_as_that() -> None:
    made = edited(priority=changed("{after: report-received, weeks: 6}", "2016-07-18, due_reason: As read", PRIORITY))
    (found,) = made.found()
    assert found.code == "deadline-reread"
    assert "is now 18 Jul 2016, which no longer counts from report-received" in found.message


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        ('{on: 2016-07-01, at: "1.1.4", due: 2030-01}', ["slip-unapproved"]),
        ('{on: 2016-07-01, at: "1.1.4", due: 2030-01, reason: Never visited}', ["slip-unapproved"]),
        ('{on: 2016-07-01, at: "1.1.4", due: 2030-01, reason: Never visited, approved_by: HT}', []),
        ('{on: 2016-07-01, at: "1.1.1", due: 2016-07-17}', []),
        ('{on: 2016-07-01, at: "1.1.1", due: 2016-07-19}', ["slip-unapproved"]),
    ],
)
def test_the_log_ends_a_wait_only_with_a_reason_and_approval(entry: str, expected: list[str]) -> None:
    assert codes(edited(head={LOG: f"- {entry}\n"})) == expected


def test_an_event_that_takes_the_place_of_another_is_a_promise_rewritten() -> None:
    other = "  - {id: letter-received, what: The letter is received, on: 2016-12-01}\n"
    made = edited(PLAN + other, changed("report-received, weeks", "letter-received, weeks", PRIORITY))
    assert codes(made) == ["deadline-rewritten"]


def test_an_event_that_is_gone_is_told_with_what_waits_for_it() -> None:
    without = PLAN[: PLAN.index("  - id: report")] + PLAN[PLAN.index("  - id: visit") :]
    made = edited(without)
    assert moved(made) == {"1.1": ("2016-09-13", "None"), "1.1.1": ("2016-07-18", "None")}
    assert [(one.record, one.title) for one in of_kind(made, "removed")] == [
        ("report-received", "The inspection report is received")
    ]


def test_the_meaning_of_an_event_is_shown_to_who_approves() -> None:
    made = edited(changed("The inspection report is received", "The inspection report is published"))
    assert verdict(made.pair.changes, made.found()) == (
        "Ready, with 1 change to approve: event report-received described otherwise."
    )


# Whatever of plan.yaml changes.

_DAYS = st.dates(date(2016, 5, 20), date(2016, 7, 10))
_EVENTS = st.fixed_dictionaries(
    {}, optional={"report-received": st.none() | _DAYS, "visit": st.none() | _DAYS, "panel": st.none() | _DAYS}
)
_SOME_DAYS = st.lists(st.dates(date(2016, 6, 1), date(2016, 10, 1)), max_size=3, unique=True)
_CALENDARS = st.fixed_dictionaries(
    {},
    optional={
        "nation": st.sampled_from(["england", "scotland", "northern_ireland"]),
        "not_working": _SOME_DAYS,
        "working": _SOME_DAYS,
        "year": st.sampled_from(["academic", "financial"]),
    },
)
_LOG = st.sampled_from(
    [
        {},
        {LOG: '- {on: 2016-07-01, at: "1.1", due: 2016-12, reason: No trainer, approved_by: HT}\n'},
        {LOG: '- {on: 2016-07-01, at: "1.1.1", due: 2016-12, reason: No trainer, approved_by: HT}\n'},
    ]
)
_Settings = tuple[dict[str, date | None], dict[str, Any], int]
_SETTINGS = st.tuples(_EVENTS, _CALENDARS, st.sampled_from([3, 3, 3, 2]))


def _written(settings: _Settings) -> str:
    events, calendar, number = settings
    data: dict[str, Any] = {"format": number, "title": "P", "authority": "C", "dated": "2016-06-03"}
    if events:
        data["events"] = [{"id": name, "what": name, **({"on": on} if on else {})} for name, on in events.items()]
    if calendar:
        data["calendar"] = {name: value for name, value in calendar.items() if value}
    return json.dumps(data, default=str)


@given(_SETTINGS, _SETTINGS, _LOG, st.dates(date(2016, 6, 1), date(2017, 1, 31)))
def test_no_change_of_the_settings_moves_a_deadline_unseen(
    old: _Settings, new: _Settings, log: dict[str, str], day: date
) -> None:
    made = edited(_written(new), base={"plan.yaml": _written(old), **log}, head=log)
    assume(not made.pair.base.left_out | made.pair.head.left_out)  # a day that is both working and not working
    told = of_kind(made, "recounted")
    assert _moving(made, day) <= _named(told)
    assert _moving(made, date.max) == _named([one for one in told if one.held is None])
    of_one = old[0].keys() ^ new[0].keys()
    assert {one.moved_by for one in told} <= {"calendar", *of_one, *(one.record for one in of_kind(made, "event"))}
    if any(one.before is not None and one.moved_by not in of_one for one in told):
        assert {"event-redated", "deadline-recounted"} & {*codes(made)}


def _moving(made: Edit, day: date) -> set[str]:
    """The records whose deadline on a day is another than before."""
    before, after = Standings(made.pair.base, day), Standings(made.pair.head, day)
    then = made.pair.base.tracked_by_id
    return {
        tracked.id
        for tracked in made.pair.head.tracked
        if before.of(then[tracked.id]).deadline != after.of(tracked).deadline
    }


def _named(told: list[Change]) -> set[str]:
    """The records of which it is told, but for an action that only dates its parts."""
    return {name for one in told for name in (one.record, *one.parts)} - {"1.1"}
