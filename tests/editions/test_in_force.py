"""What a plan with editions promises on a day: known answers, and what an adoption never does."""

from __future__ import annotations

import copy
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from asking import plan_of, shipped, standing
from random_plans import DATED, DATES, DAYS, Files, plans
from si_plan.model.editions import Absent
from si_plan.model.plan import Plan
from si_plan.state.standing import Standing, Standings
from three_editions import three_editions

_FEW = settings(max_examples=40)
ADOPTED = date(2017, 3, 1)
"""The day of the second edition of the random plans."""


@pytest.mark.parametrize(
    ("day", "edition", "promised"),
    [
        ("2014-01-01", "2015", "1.1.1 2015-12, 1.1.2 2016-07, 1.1.S1 2015-10, 2.1.1 2015-09"),
        ("2016-06-30", "2015", "1.1.1 2015-12, 1.1.2 2016-07, 1.1.S1 2015-10, 2.1.1 2015-09"),
        ("2016-07-01", "2016", "1.1.1 2016-12, 1.1.3 2017-03, 1.1.S1 2016-10, 1.1.D1 None, 2.1.1 2015-09"),
        ("2017-06-30", "2016", "1.1.1 2016-12, 1.1.3 2017-03, 1.1.S1 2016-10, 1.1.D1 None, 2.1.1 2015-09"),
        ("2017-07-01", "2017", "1.1.1 2016-12, 1.1.3 2018-03, 1.1.S1 2016-10, 1.1.D1 None, 1.2.1 2017-10"),
    ],
)
def test_each_edition_promises_its_own(day: str, edition: str, promised: str) -> None:
    plan = three_editions().on(date.fromisoformat(day))
    assert plan.edition is not None
    assert plan.edition.id == edition
    assert ", ".join(f"{tracked.id} {tracked.due}" for tracked in plan.tracked) == promised


def test_what_an_edition_does_not_restate_is_as_the_next_one_says_it() -> None:
    said = {
        edition.id: (tracked.text, tracked.when, getattr(tracked.record, "ref", None))
        for edition in three_editions().details.editions
        for tracked in [three_editions().on(edition.dated).tracked_by_id["1.1.1"]]
    }
    assert said == {
        "2015": ("Tutors trained", "By Dec 2015", "1"),
        "2016": ("Tutors trained", "By Dec 2016", "1"),
        "2017": ("Two tutors trained in each school", "By Dec 2016", "1a"),
    }
    assert three_editions().on(date(2015, 7, 1)).by_id["1.1"].when == ("By Dec 2015", "By July 2016")  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("day", "deadline", "state"),
    [
        ("2015-10-01", "2015-12", "upcoming"),
        ("2016-04-01", "2016-03", "overdue"),  # moved in the log of the first edition
        ("2016-07-01", "2016-12", "upcoming"),  # the second says when anew
        ("2016-12-01", "2017-02", "upcoming"),  # and its log moved that
        ("2017-08-01", "2017-02", "done"),  # the third carries all of it
    ],
)
def test_an_edition_that_gives_another_date_ends_the_moves_before_it(day: str, deadline: str, state: str) -> None:
    plan = three_editions().on(date.fromisoformat(day))
    found = standing(plan, day)
    assert (str(found.deadline), found.state) == (deadline, state)


def test_the_day_of_a_completion_is_held_against_the_deadline_of_that_day() -> None:
    """What was done late by one edition is not made punctual by the next."""
    plan = plan_of(
        {
            "plan.yaml": _PLAN,
            "priorities/1.yaml": _PRIORITY.format('due: 2018, earlier: [{edition: "1", due: 2016-09}]'),
            "progress/1.1.yaml": '- {on: 2016-12-01, at: "1.1.1", status: complete}\n',
        }
    )
    for day in ("2017-01-01", "2017-05-01"):
        assert standing(plan.on(date.fromisoformat(day)), day).late


def test_a_record_that_had_no_dates_of_its_own_goes_by_its_actions_again() -> None:
    own = 'due: 2018, earlier: [{edition: "1", undated: true}]'
    plan = plan_of({"plan.yaml": _PLAN, "priorities/1.yaml": _PRIORITY.format(own)})
    assert [str(plan.on(day).tracked_by_id["1.1.1"].due) for day in (date(2017, 1, 1), ADOPTED)] == ["2016-08", "2018"]


def test_what_recurs_begins_with_the_edition_that_says_how_often() -> None:
    duty = 'repeats: annual, when: Yearly, earlier: [{edition: "1", repeats: monthly, when: Monthly}]'
    text = _PRIORITY.format("due: 2018") + f'    duties: [{{id: "1.1.D1", text: They meet, {duty}}}]\n'
    plan = plan_of({"plan.yaml": _PLAN, "priorities/1.yaml": text})
    assert standing(plan.on(date(2017, 2, 28)), "2017-02-28", "1.1.D1").occurrences == 8  # June 2016 to January 2017
    assert standing(plan.on(date(2017, 9, 30)), "2017-09-30", "1.1.D1").period == "2016-17"
    assert standing(plan.on(date(2017, 8, 31)), "2017-08-31", "1.1.D1").state == "ongoing"


def test_why_a_record_is_not_in_the_plan_of_a_day() -> None:
    plan = three_editions()
    found = _absent(plan, "2.1.1", date(2018, 1, 1))
    assert found is not None
    assert (found.by, found.edition.id, found.how) == ("2", "2017", "dropped")
    found = _absent(plan, "1.2.1", date(2017, 1, 1))
    assert found is not None
    assert (found.by, found.edition.id, found.how) == ("1.2", "2017", "to come")
    assert _absent(plan, "1.1.1", date(2017, 1, 1)) is None


def test_a_plan_without_editions_is_its_own() -> None:
    assert shipped().on(date(2017, 1, 1)) is shipped()
    assert shipped().editions is None


def test_each_edition_is_made_once_and_knows_the_whole() -> None:
    plan = three_editions()
    state = plan.on(date(2016, 8, 1))
    assert plan.on(date(2016, 9, 1)) is state
    assert state.on(date(2018, 1, 1)) is plan.on(date.max)
    assert state.whole is plan


def _absent(plan: Plan, identity: str, day: date) -> Absent | None:
    assert plan.editions is not None
    return plan.editions.absent_on(identity, day)


# Laws, on any plan that is adopted once more.

_PLAN = f"""\
format: 2
title: Improvement plan
authority: Example Council
dated: {DATED}
editions:
  - {{id: "1", dated: {DATED}}}
  - {{id: "2", dated: {ADOPTED}}}
"""
_PRIORITY = """\
id: "1"
title: Every pupil reads well
areas: [A1]
actions:
  - id: "1.1"
    title: Train a tutor in each school
    leads: [HT]
    when: [By Aug 2016]
    due: 2016-08
    milestones:
      - {{id: "1.1.1", text: Tutors trained, {}}}
"""
_DATE_FIELDS = ("when", "starts", "due", "repeats", "ends", "dates")


class Adopted:
    """A random plan before an adoption and after it."""

    def __init__(self, before: Files, after: Files) -> None:
        self.before, self.after = before, after
        self.first: Plan = before.plan()
        self.whole: Plan = plan_of({**after.texts(), "plan.yaml": _PLAN})


@st.composite
def adoptions(draw: st.DrawFn) -> Adopted:
    """A plan, and the same after an edition that dropped some of its records, restated some and added one."""
    before = draw(plans())
    after = copy.deepcopy(before)
    for priority in after.priorities:
        for action in priority["actions"]:
            _adopt(draw, action, {"due": "2018-05"})
            if "until" in action:
                continue
            moved = any(entry["at"] == action["id"] and "due" in entry for entry in after.logs[action["id"]])
            for milestone in action.get("milestones", []):
                # What goes by its action's dates stays: a log that moves the action would else move nothing.
                if not (moved and not {*_DATE_FIELDS} & {*milestone}):
                    _adopt(draw, milestone, draw(DATES))
            for stage in action.get("stages", []):
                _adopt(draw, stage, {"when": "Another day", "due": "2018-06"})
            for duty in action.get("duties", []):
                _adopt(draw, duty, {"when": "Termly", "repeats": "termly"})
    last = after.priorities[-1]
    added = {"id": f"{last['id']}.9", "title": "New", "leads": ["HT"], "when": [], "since": "2", "due": "2018-07"}
    last["actions"].append(added)
    return Adopted(before, after)


def _adopt(draw: st.DrawFn, record: dict[str, Any], dates: dict[str, Any]) -> None:
    act = draw(st.sampled_from(["carry", "carry", "drop", "redate", "reword"]))
    if act == "drop":
        record["until"] = "2"
    elif act == "reword":
        name = "text" if "text" in record else "title"
        record["earlier"] = [{"edition": "1", "text": record[name]}]
        record[name] = "In other words"
    elif act == "redate":
        former = {name: record.pop(name) for name in _DATE_FIELDS if name in record}
        record["earlier"] = [{"edition": "1", **(former or {"undated": True})}]
        record.update(({"when": former["when"]} if "when" in former else {}) | dates)


def _told(plan: Plan, day: date) -> list[tuple[str, str, Standing]]:
    return [(tracked.id, tracked.text, found) for tracked, found in Standings(plan, day).all_standings()]


@_FEW
@given(adoptions(), DAYS.filter(lambda day: day < ADOPTED))
def test_before_an_adoption_the_plan_answers_as_if_there_had_been_none(adopted: Adopted, day: date) -> None:
    assert _told(adopted.whole.on(day), day) == _told(adopted.first, day)


@_FEW
@given(adoptions(), DAYS.filter(lambda day: day >= ADOPTED))
def test_what_an_adoption_carries_goes_on_as_it_was(adopted: Adopted, day: date) -> None:
    """Status, leads and moves of what an edition leaves alone are as without it, even where others of its action are
    dropped."""
    state = adopted.whole.on(day)
    before = {identity: found for identity, _, found in _told(adopted.first, day)}
    for tracked, found in Standings(state, day).all_standings():
        touched = {tracked.id, tracked.action.id} & state.restated.keys()
        if tracked.id in before and not touched and not tracked.record.earlier and not tracked.action.earlier:
            was = before[tracked.id]
            # An action that goes on with its duties has no date without them.
            ended = tracked.kind == "action" and (was.state, found.state) == ("ongoing", "undated")
            assert found == (was._replace(state="undated") if ended else was)


@_FEW
@given(adoptions(), DAYS.filter(lambda day: day >= ADOPTED))
def test_after_an_adoption_nothing_is_left_of_what_it_dropped(adopted: Adopted, day: date) -> None:
    state = adopted.whole.on(day)
    for identity in adopted.whole.by_id.keys() - {priority.id for priority in adopted.whole.priorities}:
        gone = _absent(adopted.whole, identity, day)
        assert (gone is None) == (identity in state.by_id)
        assert gone is None or gone.how == "dropped"
