"""Dates and words of the promise that are edited: what the words of the base say for certain is not read otherwise."""

from __future__ import annotations

import pytest

from edits import edit
from example_plan import PRIORITY
from si_plan.diagnostics import Diagnostic

REASON = "due_reason: As the council wishes."
REWRITTEN, REREAD = ["deadline-rewritten"], ["deadline-reread"]


def promise(milestone: str = "", action: str = "", when: str = "[By Dec 2016]", more: str = "") -> str:
    """A priority of one action with one milestone and what else it has, each of these fields a line."""
    return f"""\
id: "1"
title: Every pupil reads well
areas: [A1]
measures: [M1]
actions:
  - id: "1.1"
    title: Train a tutor in each school
    leads: [HT]
    when: {when}
{"".join(f"    {line.strip()}" + chr(10) for line in action.split(";") if line.strip())}\
    milestones:
      - id: "1.1.1"
        text: Tutors trained
{"".join(f"        {line.strip()}" + chr(10) for line in milestone.split(";") if line.strip())}{more}"""


def found(base: str, head: str) -> list[Diagnostic]:
    return edit({PRIORITY: base}, {PRIORITY: head}).found()


def codes(base: str, head: str) -> list[str]:
    return [one.code for one in found(base, head)]


# Words that say the old date.


@pytest.mark.parametrize(
    ("words", "before", "after", "expected"),
    [
        ("By Dec 2016", "due: 2016-12", "due: 2020-12", REWRITTEN),
        ("By Dec 2016", "due: 2016-12", "due: 2016-06", REWRITTEN),
        ("By Dec 2016", "due: 2016-12", "starts: 2016-12", REWRITTEN),
        ("By Dec 2016", "due: 2016-12", "due: 2016-12; repeats: annual", REWRITTEN),
        ("By Dec 2016", "due: 2016-12", "", REWRITTEN),
        ("By Dec 2016", "due: 2016-12-31", "due: 2016-12", REREAD),
        ("By Dec 2016", "due: 2016-11", "due: 2016-12", REREAD),
        ("By Dec 2016", "due: 2016-11", "due: 2017-12", REREAD),
        ("Early autumn 2016", "due: 2016-09", "due: 2016-10", REREAD),
        ("TBC", "due: 2016-09", "due: 2016-10", REREAD),
        ("From May 2016", "starts: 2016-05", "starts: 2017-05", REWRITTEN),
        ("From May 2016", "due: 2016-05", "due: 2016-06", REREAD),
        ("During autumn term 2016", "starts: 2016-09; due: 2016-12", "starts: 2016-11; due: 2016-12", REWRITTEN),
        ("During autumn term 2016", "starts: 2016-09; due: 2016-12", "due: 2016-12", REREAD),
        ("Termly", "starts: 2016-09; repeats: termly", "starts: 2016-09; repeats: annual", REWRITTEN),
        ("Termly", "starts: 2016-09; repeats: termly", "starts: 2017-09; repeats: termly", REREAD),
        ("Termly until July 2017", "repeats: termly; ends: 2017-07", "repeats: termly; ends: 2019-07", REWRITTEN),
        ("Termly until July 2017", "repeats: termly; ends: 2017-07", "repeats: termly", REWRITTEN),
        ("June 2016, Sept 2016", "dates: [2016-06, 2016-09]", "dates: [2016-06, 2017-09]", REWRITTEN),
    ],
)
@pytest.mark.parametrize("own", [True, False])
def test_no_reason_makes_a_misreading_of_what_is_certain(
    words: str, before: str, after: str, expected: list[str], *, own: bool
) -> None:
    when = f'when: "{words}"; ' if own else ""
    cell = f'["{words}"]' if not own else "[By Dec 2016, Annual]"
    base, head = promise(when + before, when=cell), promise(f"{when}{after}; {REASON}", when=cell)
    assert codes(base, head) == expected
    assert codes(base, promise(when + after, when=cell)) == REWRITTEN
    assert codes(promise(when + after, when=cell), promise(when + after, when=cell)) == []


def test_it_says_which_words() -> None:
    (one,) = found(promise("due: 2016-12"), promise(f"due: 2020-12; {REASON}"))
    assert one.message == (
        '1.1.1\'s promised date was changed from Dec 2016 to Dec 2020, but "By Dec 2016" clearly gives the old one'
    )
    assert one.hint.startswith("change it back to 2016-12, and record the move in the log")


# An action's dates and lines.


def test_an_actions_line_that_dates_its_milestones() -> None:
    assert codes(promise(action="due: 2016-12"), promise(action=f"due: 2020-12; {REASON}")) == REWRITTEN


def test_a_milestones_words_where_it_goes_by_its_actions_date() -> None:
    cell, words = "[By Dec 2016, Annual review]", "when: By Dec 2016"
    base = promise(words, "due: 2016-12", cell)
    assert codes(base, promise(words, f"due: 2020-12; {REASON}", cell)) == REWRITTEN
    unsure = promise(words.replace("By", "Early"), "due: 2016-12", "[Early autumn 2016, Review]")
    assert codes(unsure, unsure.replace("due: 2016-12", f"due: 2020-12\n    {REASON}")) == REREAD


def test_one_of_several_lines() -> None:
    cell = "[By Sept 2016, By Dec 2016]"
    base = promise(action="due: 2016-12", when=cell)
    assert codes(base, promise(action=f"due: 2020-12; {REASON}", when=cell)) == REWRITTEN
    assert codes(base, promise(action=f"due: 2016-09; {REASON}", when=cell)) == REREAD


@pytest.mark.parametrize(
    ("before", "after"),
    [("due: 2016-12", REASON), (REASON, "due: 2017-06; due_reason: Read anew.")],
)
def test_a_milestone_that_gains_or_loses_its_own_date(before: str, after: str) -> None:
    """Words and dates as before, so that its action's date holds instead, or its own instead of its action's."""
    dates = ("due: 2017-06", "By Dec 2016") if "12" in before else ("due: 2016-12", "By Dec 2016")
    words = f"when: {dates[1]}; "
    cell = "[By Dec 2016, Review]"
    assert codes(promise(words + before, dates[0], cell), promise(words + after, dates[0], cell)) == REWRITTEN


# Words that are edited.


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("By Dec 2016", "By Dec 2020", REWRITTEN),
        ("By Dec 2016", "Later", REWRITTEN),
        ("By Dec 2016", "TBC", REWRITTEN),
        ("By Dec 2016", "by december 2016", []),
        ("By Dec 2016", "By the end of December 2016", []),
        ("Early autumn 2016", "By Dec 2020", []),
        ("By Nov 2016", "By Dec 2016", []),
    ],
)
@pytest.mark.parametrize("dates", ["due: 2016-12", f"due: 2016-12; {REASON}"])
def test_words_that_say_the_date_are_not_edited_to_say_another(
    before: str, after: str, expected: list[str], dates: str
) -> None:
    assert codes(promise(dates, when=f"[{before}]"), promise(dates, when=f"[{after}]")) == expected
    own = [promise(f"when: {words}; {dates}", when="[Annual, Termly]") for words in (before, after)]
    assert codes(*own) == expected


def test_words_and_date_edited_together_are_judged_by_the_words_that_were() -> None:
    base = promise("due: 2016-12")
    assert codes(base, promise("due: 2020-12", when="[By Dec 2020]")) == REWRITTEN
    assert codes(base, promise(f"due: 2020-12; {REASON}", when="[By Dec 2020]")) == REWRITTEN
    mistyped = promise("due: 2016-12", when="[By Dec 2106]")
    assert codes(mistyped, promise("due: 2016-11; due_reason: As it is printed.", when="[By Nov 2016]")) == REREAD


def test_words_that_are_taken_away() -> None:
    cell = "[By Dec 2016, Annual]"
    base = promise("when: By Dec 2016; due: 2016-12", when=cell)
    assert codes(base, promise("due: 2016-12", when=cell)) == []
    (one,) = found(base, promise("due: 2016-12", when="[Annual, Termly]"))
    assert (one.code, one.message) == (
        "deadline-rewritten",
        'the words that date 1.1.1 were changed from "By Dec 2016" to "Annual / Termly"',
    )
    assert codes(base.replace("By Dec 2016, ", ""), base) == []


def test_a_line_of_the_cell_that_others_do_not_need() -> None:
    cell = "[By Dec 2016, Annual]"
    base = promise("when: By Dec 2016; due: 2016-12", when=cell)
    assert codes(base, promise("when: By Dec 2016; due: 2016-12", when="[By Dec 2016, Termly]")) == []


def test_a_head_with_numbers_out_of_place_is_judged_all_the_same() -> None:
    base = promise(action="due: 2016-12")
    head = promise(action="due: 2020-12").replace('"1.1"', '"2.1"').replace('"1.1.1"', '"3.1.1"')
    assert "record-removed" in codes(base, head)
    twice = promise(action="due: 2016-12") + '      - {id: "1.1.1", text: Tutors found, due: 2016-12}\n'
    assert codes(base, twice) != []
