"""Which dates a draft proposes, which it asks about, and what an answer does."""

from __future__ import annotations

import pytest

from importing.drafts import Drafted, dates_of, drafted, plan_of


def one(when: str, milestones: str = "Model agreed;Terms set", **more: str) -> Drafted:
    return drafted(plan_of(f"1.1|Act|HSI|{when}|{milestones}"), dict(more.items()) or None)


@pytest.mark.parametrize(
    ("when", "dates"),
    [
        ("By Sept 2016", ["due 2016-09"] * 2),
        ("2016/17", ["starts 2016-09 due 2017-08"] * 2),
        ("May - Sept 2016", ["starts 2016-05 due 2016-09"] * 2),
        ("By Dec", ["due 2016-12"] * 2),  # by the date of the plan
        ("By Dec 2016/nBy Sept 2016", ["due 2016-12", "due 2016-09"]),
        ("June 2016; Jan 2017", ["due 2016-06", "due 2017-01"]),
        ("By Sept 2016 Annual", ["due 2016-09", ""]),  # two lines that ran together
        ("From Sept 2016", ["", ""]),
        ("Annual", ["", ""]),
        ("On-going", ["", ""]),
        ("206/17", ["", ""]),
        ("June, Sept and Nov 2016", ["", ""]),
        ("By Dec 2016/nBy Sept 2016/nBy May 2016", ["", ""]),
        ("Fully ready by Jan 2017/nBy May 2017/nAnnual", ["", ""]),
    ],
)
def test_a_date_is_proposed_only_where_the_words_leave_no_choice(when: str, dates: list[str]) -> None:
    assert one(when).dates("1.1") == dates


def test_a_milestone_that_names_a_time_itself_is_asked_about() -> None:
    milestones = (
        "Notices sent;Launch during the summer term 2016;Places on the summer programme offered in terms of need"
    )
    done = one("By Sept 2016", milestones)
    assert done.dates("1.1") == ["due 2016-09", "", "due 2016-09"]
    assert done.open == ["own-dates"]
    answered = one("By Sept 2016", milestones, **{"own-dates": "its own date"})
    assert answered.dates("1.1") == ["due 2016-09", "starts 2016-04 due 2016-07", "due 2016-09"]
    assert answered.action("1.1").milestones[1].when == "during the summer term 2016"
    cell = one("By Sept 2016", milestones, **{"own-dates": "The date of its When cell"})
    assert cell.dates("1.1") == ["due 2016-09"] * 3
    assert not cell.open


def test_one_answer_settles_every_line_that_says_from() -> None:
    rows = (
        "1.1|Act|HSI|From Jan 2017|Model agreed",
        "1.2|Act again|SIM|From May 2016|",
        "1.3|More|SIM|By May 2017|Done",
    )
    done = drafted(plan_of(*rows))
    assert done.open == ["from-lines"]
    assert done.question("from-lines").ask.startswith(
        '2 lines of When cells say from when: "From Jan 2017", "From May 2016".'
    )
    assert done.question("from-lines").cells[0] == "1.1, table 1, row 3, column 4 (When): From Jan 2017"
    due = drafted(plan_of(*rows), {"from-lines": "due by then"})
    assert (due.dates("1.1"), dates_of(due.action("1.2"))) == (["due 2017-01"], "due 2016-05")
    assert due.action("1.1").milestones[0].due_reason == '"From Jan 2017" is read as a deadline.'
    begins = drafted(plan_of(*rows), {"from-lines": "begins then"})
    assert (begins.dates("1.1"), dates_of(begins.action("1.2"))) == (["starts 2017-01"], "starts 2016-05")
    each = drafted(plan_of(*rows), {"from-lines": "one by one", "from-lines-1-1-1": "due by then"})
    assert (each.dates("1.1"), dates_of(each.action("1.2"))) == (["due 2017-01"], "")
    assert each.open == ["from-lines-1-2-1"]


def test_a_line_about_the_action_as_a_whole_may_be_a_stage_which_leaves_the_other_for_the_milestones() -> None:
    when = "May - Sept 2016/nEarly form by Sept 2016/nFully developed from Jan 2017"
    assert one(when).open == ["stage-lines"]
    done = one(when, **{"stage-lines": "stages"})
    assert [(stage.id, stage.text, str(stage.due or stage.starts)) for stage in done.action("1.1").stages] == [
        ("1.1.S1", "Early form by Sept 2016", "2016-09"),
        ("1.1.S2", "Fully developed from Jan 2017", "2017-01"),
    ]
    assert done.dates("1.1") == ["starts 2016-05 due 2016-09"] * 2
    assert not done.open
    dates = one(when, **{"stage-lines": "dates of the milestones"})
    assert dates.open == ["when-1-1"]


def test_a_line_that_recurs_may_be_a_duty() -> None:
    when = "By Sept 2016 Half termly SAM meetings"
    done = one(when)
    assert (done.action("1.1").when, done.open) == (("By Sept 2016", "Half termly SAM meetings"), ["duty-lines"])
    answered = one(when, **{"duty-lines": "duties"})
    (duty,) = answered.action("1.1").duties
    assert (duty.id, duty.text, str(duty.repeats)) == ("1.1.D1", "Half termly SAM meetings", "half termly")
    assert answered.dates("1.1") == ["due 2016-09"] * 2
    both = one(
        "From May 2016 Annual review, termly monitoring", **{"duty-lines": "duties", "from-lines": "begins then"}
    )
    assert [(duty.when, str(duty.repeats)) for duty in both.action("1.1").duties] == [
        ("Annual review", "annual"),
        ("termly monitoring", "termly"),
    ]
    assert both.dates("1.1") == ["starts 2016-05"] * 2


def test_milestones_may_recur() -> None:
    assert one("Termly").open == ["how-often-lines"]
    assert one("Termly", **{"how-often-lines": "the milestones recur"}).dates("1.1") == ["repeats termly"] * 2
    assert one("Termly", **{"how-often-lines": "no date"}).dates("1.1") == ["", ""]


def test_several_dates_may_be_occurrences_or_a_span() -> None:
    when = "June, Sept and Nov 2016"
    each = one(when, "Workshops held", **{"dates-lines": "on each of these dates"})
    assert each.dates("1.1") == ["on 2016-06 on 2016-09 on 2016-11"]
    last = one(when, "Workshops held", **{"dates-lines": "by the last of them"})
    assert last.dates("1.1") == ["starts 2016-06 due 2016-11"]


def test_which_time_is_whose_is_asked_with_what_the_rows_show() -> None:
    document = plan_of("1.1|Act in|HSI|By April 2017|A made;B made", "|parts|| By Sept 2017|C made")
    assert drafted(document).question("when-1-1").choices == ("1, 1, 2", "By April 2017", "By Sept 2017", "no date")
    done = drafted(document, {"when-1-1": "1, 1, 2"})
    assert done.dates("1.1") == ["due 2017-04", "due 2017-04", "due 2017-09"]
    assert [milestone.when for milestone in done.action("1.1").milestones] == ["By April 2017"] * 2 + ["By Sept 2017"]
    assert done.action("1.1").title == "Act in parts"
    assert drafted(document, {"when-1-1": "2, 0, 1"}).dates("1.1") == ["due 2017-09", "", "due 2017-04"]
    assert drafted(document, {"when-1-1": "by april 2017"}).dates("1.1") == ["due 2017-04"] * 3
    wrong = drafted(document, {"when-1-1": "1, 7, 2"})
    assert wrong.open == ["when-1-1"]
    assert wrong.question("when-1-1").ask.endswith("is none of the times, nor a number for each milestone.")


def test_as_above_is_the_cell_above_or_is_asked() -> None:
    rows = ["1.1|Act|HSI|By Sept 2016|A made", "1.2|More|As above|As above|B made"]
    done = drafted(plan_of(*rows))
    assert (done.dates("1.2"), done.action("1.2").leads, done.action("1.2").who) == (
        ["due 2016-09"],
        ("HSI",),
        ("As above",),
    )
    assert done.action("1.2").milestones[0].due_reason == '"As above" is read as the cell above: By Sept 2016.'
    rows[1] = "1.2|More|SIM|As above/nTermly|B made;C made"
    asked = drafted(plan_of(*rows))
    assert asked.open == ["how-often-lines", "as-above-1-2"]
    answered = drafted(plan_of(*rows), {"as-above-1-2": "the cell above", "how-often-lines": "duties"})
    assert answered.dates("1.2") == ["due 2016-09"] * 2


def test_an_unread_line_takes_the_date_of_its_answer() -> None:
    assert one("206/17").open == ["when-206-17"]
    done = one("206/17", **{"when-206-17": "2016/17"})
    assert done.dates("1.1") == ["starts 2016-09 due 2017-08"] * 2
    assert done.action("1.1").milestones[0].due_reason == '"206/17" is read as 2016/17.'
    assert one("206/17", **{"when-206-17": "whenever"}).open == ["when-206-17"]
    assert not one("206/17", **{"when-206-17": "no date"}).open


def test_the_receipt_tells_of_every_question_about_a_line() -> None:
    done = drafted(plan_of("1.1|Act|HSI|By May 2016|A made", "1.2|More|SIM|As above Termly|B made;C made;D made"))
    asked = {(fate.record, fate.value, fate.rule) for fate in done.draft.fates if fate.fate == "asked"}
    assert asked == {("1.2", "", "question as-above-1-2"), ("1.2", "", "question how-often-lines")}
    pairs = drafted(plan_of("1.1|Act|HSI|By May 2017/nBy June 2017|A made;B made;C made"))
    assert [fate.rule for fate in pairs.draft.fates if fate.fate == "asked"] == ["question when-1-1"] * 2


def test_a_draft_of_what_is_certain_has_nothing_left_to_do() -> None:
    done = drafted(plan_of("1.1|Act|HSI/nSIM|By Dec 2016/nBy Sept 2016|A made;B made", "1.2|More|SIM|2016/17|C made"))
    assert (done.open, done.codes) == ([], set())


def test_many_cells_of_a_kind_are_asked_about_at_once() -> None:
    unread = [f"1.{number}|Act|HSI|206/1{number}|A made" for number in range(1, 8)]
    assert drafted(plan_of(*unread)).open == ["unread-lines"]
    assert not drafted(plan_of(*unread), {"unread-lines": "no date"}).open
    one_by_one = drafted(plan_of(*unread), {"unread-lines": "one by one", "when-206-11": "2016/17"})
    assert len(one_by_one.open) == 6
    assert one_by_one.dates("1.1") == ["starts 2016-09 due 2017-08"]
    pairs = [f"1.{number}|Act|HSI|By May 2017/nBy June 2017|A made;B made;C made" for number in range(1, 8)]
    assert drafted(plan_of(*pairs)).open == ["when-pairs"]
    assert not drafted(plan_of(*pairs), {"when-pairs": "no date"}).open
    some = drafted(plan_of(*pairs), {"when-pairs": "one by one", "when-1-2": "1, 1, 2"})
    assert some.dates("1.2") == ["due 2017-05", "due 2017-05", "due 2017-06"]


def test_a_reading_of_which_siplan_is_not_sure_is_offered() -> None:
    choices = one("by 1 June").question("when-by-1-june").choices
    assert choices == ("by 1 Jun 2017", "no date")
