"""What the commands say of a plan with three editions."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from asking import asked, plan_of
from example_plan import BASE, found_in, write_plan
from running import Ran, siplan
from si_plan.editing.rules import Rules
from si_plan.model.progress import Entry
from si_plan.queries.overdue import overdue
from si_plan.queries.slippage import slippage
from si_plan.queries.trend import trend
from si_plan.reports.making import report
from three_editions import FILES, three_editions


@pytest.fixture
def ask(tmp_path: Path) -> Path:
    return write_plan(tmp_path / "plan", FILES)


def told(plan: Path, *arguments: str) -> Ran:
    ran = siplan(*arguments, plan=plan)
    assert ran.code == 0, ran.err
    return ran


def test_nothing_is_found_in_a_plan_of_editions(ask: Path) -> None:
    """The words `By March` are read by the date of each edition, and what was dropped is not judged again."""
    assert found_in(ask) == []


@pytest.mark.parametrize(
    ("day", "ids"),
    [
        ("2016-06-30", ["2.1.1", "1.1.S1", "1.1.1"]),
        ("2016-07-01", ["2.1.1"]),
        ("2017-06-30", ["2.1.1", "1.1.D1", "1.1.S1", "1.1.3"]),
        ("2017-07-01", ["1.1.D1", "1.1.S1"]),
    ],
)
def test_what_is_overdue_is_so_by_the_edition_of_the_day(ask: Path, day: str, ids: list[str]) -> None:
    answer = json.loads(told(ask, "overdue", "--as-of", day, "--format", "json").out)
    assert [row["id"] for row in answer["rows"]] == ids
    edition = "2015" if day < "2016-07-01" else "2016" if day < "2017-07-01" else "2017"
    assert answer["plan"]["edition"] == edition


def test_an_answer_is_headed_by_the_title_of_its_edition() -> None:
    titles = [report(three_editions(), None, date(year, 8, 1)).details.title for year in (2015, 2016, 2017)]
    assert titles == ["Improvement plan", "Improvement plan 2016/17", "Improvement plan 2017/18"]


def test_a_trend_counts_each_day_by_its_own_edition() -> None:
    rows = trend(three_editions().on(date(2018, 1, 1)), asked("2018-01-01"), "quarter")
    assert [(row.on.isoformat()[:7], row.total, row.done, row.overdue) for row in rows[2:9]] == [
        ("2016-03", 3, 0, 1),
        ("2016-06", 3, 0, 2),
        ("2016-09", 3, 0, 1),
        ("2016-12", 3, 0, 1),
        ("2017-03", 3, 1, 1),
        ("2017-06", 3, 1, 2),
        ("2017-09", 3, 1, 0),
    ]


def test_a_trend_is_the_count_of_each_day() -> None:
    for row in trend(three_editions().on(date(2018, 1, 1)), asked("2018-01-01"), "month"):
        then = overdue(three_editions().on(row.on), asked(row.on))
        assert row.overdue == sum(one.kind == "milestone" for one in then.rows)


def test_slippage_tells_the_first_promise_and_that_of_the_edition() -> None:
    found = slippage(three_editions().on(date(2017, 1, 1)), asked("2017-01-01"))
    assert [(str(row.first), str(row.original), str(row.present), row.days) for row in found.rows] == [
        ("2015-12", "2016-12", "2017-02", 59)
    ]
    assert [(row.id, str(row.first), str(row.promised), row.days) for row in found.redated] == [
        ("1.1.1", "2015-12", "2016-12", 366),
        ("1.1.S1", "2015-10", "2016-10", 366),
    ]
    assert slippage(three_editions().on(date(2016, 6, 1)), asked("2016-06-01")).redated == []


def test_show_tells_what_earlier_editions_promised(ask: Path) -> None:
    shown = told(ask, "show", "1.1.1", "--as-of", "2017-08-01").out
    assert "By Dec 2015 (due 2015-12)" in shown
    assert 'as 1; "Tutors trained"' in shown


def test_show_tells_of_what_was_dropped_and_of_what_is_to_come(ask: Path) -> None:
    dropped = told(ask, "show", "2.1.1", "--as-of", "2018-01-01").out
    assert "2.1.1 is in 2, which was dropped by the edition of 2017 (2017-07-01)" in dropped
    assert "overdue 639 days" in dropped  # on 30 June 2017
    assert "1.2.1 is in 1.2, which comes with the edition of 2017" in told(
        ask, "show", "1.2.1", "--as-of", "2016-09-01"
    ).out.replace("\n", " ")
    assert "Calls made" in told(ask, "show", "2.1.1", "--history").out
    (row,) = json.loads(told(ask, "show", "1.1.2", "--format", "json").out)["rows"]
    assert row["record"]["until"] == "2016"


def test_nothing_is_recorded_of_what_was_dropped(ask: Path) -> None:
    ran = siplan("complete", "1.1.2", "--evidence", "Photographs", plan=ask)
    assert ran.code == 2
    assert "1.1.2 was dropped by the edition of 2016 (2016-07-01)" in ran.err
    assert "siplan show 1.1.2" in ran.err


@pytest.mark.parametrize(
    ("entry", "refused"),
    [
        ({"on": "2016-06-30", "at": "1.1.2", "note": "It was begun"}, None),
        ({"on": "2016-07-01", "at": "1.1.2", "note": "It was begun"}, "at"),
        ({"on": "2017-06-30", "at": "2", "note": "Going well"}, None),
        ({"on": "2017-07-01", "at": "2", "note": "Going well"}, "at"),
        ({"on": "2016-01-01", "at": "1.2.1", "note": "Begun"}, "on"),  # over a year before the edition that adds it
        (
            {"on": "2016-08-31", "at": "1.1.D1", "period": "2016-07", "status": "complete", "evidence": ["Minutes"]},
            None,
        ),
    ],
)
def test_an_entry_is_judged_by_the_edition_of_its_day(entry: dict[str, object], refused: str | None) -> None:
    found = Rules(three_editions().on(date(2017, 8, 1)), date(2017, 8, 1)).refusal(Entry.model_validate(entry))
    assert (found.field if found is not None else None) == refused


def test_a_name_of_another_edition_is_told_so(ask: Path) -> None:
    ran = siplan("by-owner", "HT", "--priority", "2", "--as-of", "2018-01-01", plan=ask)
    assert ran.code == 2
    assert "2 was dropped by the edition of 2017" in ran.err
    assert told(ask, "list", "--area", "A2", "--as-of", "2016-01-01").out.count("2.1.1") == 1


def test_edit_says_how_to_move_to_the_format_of_editions(tmp_path: Path) -> None:
    old = write_plan(tmp_path / "plan")
    ran = siplan("edit", "1.1.1", "until=2017", "--dry-run", plan=old)
    assert ran.code == 2
    assert "write format: 2" in ran.err


def test_a_plan_without_editions_is_no_other_for_the_days_asked_about() -> None:
    plan = plan_of({}, BASE)
    assert all(plan.on(date(year, 1, 1)) is plan for year in (2015, 2016, 2030))


def test_a_report_says_which_edition_it_is_about(ask: Path, tmp_path: Path) -> None:
    told(ask, "report", "--as-of", "2017-08-01", "--out", str(tmp_path / "report.md"))
    assert "2017, dated 1 July 2017, adopted by HT" in (tmp_path / "report.md").read_text("utf-8")


def test_words_that_are_typed_count_from_the_edition_they_go_into(ask: Path) -> None:
    assert "Mar 2018" in told(ask, "when", "by March").out  # today's edition is that of 2017


def test_what_was_dropped_is_given_no_dates(tmp_path: Path) -> None:
    undated = FILES["priorities/1.yaml"].replace("when: By July 2016, due: 2016-07,", "when: By July 2016,")
    plan = write_plan(tmp_path / "plan", {**FILES, "priorities/1.yaml": undated})
    assert found_in(plan) == []
    assert "due: 2016-07" not in told(plan, "edit", "--fill-dates", "--dry-run").out
