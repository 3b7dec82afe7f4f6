"""Deadlines that count from an event: they wait for it, and then are dates as any other, on each day between."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path

import pytest

import clock_plan
from asking import plan_of
from clock_plan import CORRECTED, DAYS, ENDS, ENDS_CORRECTED
from example_plan import BASE, found_in, write_plan
from running import siplan
from si_plan.model.plan import Plan
from si_plan.queries.deadlines import deadlines
from si_plan.queries.overdue import due, overdue
from si_plan.queries.selection import Selection
from si_plan.state.standing import Standings

FIRST, LAST = date(2016, 3, 14), date(2017, 4, 14)
MOVED = date(2016, 7, 4)


def every_day() -> Iterator[date]:
    day = FIRST
    while day <= LAST:
        yield day
        day += timedelta(days=1)


@lru_cache
def plan_in(known: tuple[str, ...]) -> Plan:
    return clock_plan.dated({event: DAYS[event] for event in known})


def plan_as_it_was(day: date) -> Plan:
    """The plan of a day, on which each event is dated as it happens."""
    return plan_in(tuple(event for event, on in DAYS.items() if date.fromisoformat(on) <= day))


def reckoned(day: date, *, all_known: bool) -> dict[str, date]:
    """The deadlines in force on a day, by hand."""
    found = {}
    for name, (event, ends) in ENDS.items():
        if name == "1.3.2" and day < MOVED:
            ends = "2016-07-08"
        if all_known or not event or date.fromisoformat(DAYS[event]) <= day:
            found[name] = date.fromisoformat(ends)
    return found


@pytest.mark.parametrize("all_known", [True, False], ids=["told afterwards", "told on the day"])
def test_on_each_day_what_is_overdue_and_what_the_calendar_holds_is_as_reckoned_by_hand(all_known: bool) -> None:
    for day in every_day():
        plan = plan_in(tuple(DAYS)) if all_known else plan_as_it_was(day)
        ends = reckoned(day, all_known=all_known)
        late = {row.id: row.days_overdue for row in overdue(plan, Selection(day)).rows}
        assert late == {name: (day - last).days for name, last in ends.items() if last < day}, day
        soon = {row.id for row in due(plan, Selection(day), timedelta(30)).rows}
        assert soon == {name for name, last in ends.items() if timedelta(0) <= last - day <= timedelta(30)}, day
        rows = [one.row for one in deadlines(plan, Selection(day), timedelta(365))]
        held = {row.id: row.due.latest for row in rows if row.due is not None}
        assert held == ends, day
        waiting = {one.id: how.waits_for for one, how in Standings(plan, day).all_standings() if how.waits_for}
        assert waiting == {name: event for name, (event, _) in ENDS.items() if name not in ends}, day


def test_a_corrected_event_moves_what_counts_from_it_and_nothing_else() -> None:
    before, after = (clock_plan.dated({**DAYS, "report-received": day}) for day in (DAYS["report-received"], CORRECTED))
    for name, (event, ends) in ENDS.items():
        then, now = (Standings(plan, LAST).of(plan.tracked_by_id[name]).deadline for plan in (before, after))
        assert then is not None
        assert now is not None
        assert then.latest.isoformat() == ends
        assert now.latest.isoformat() == (ENDS_CORRECTED[name] if event == "report-received" else ends)


def test_the_words_of_the_plan_and_its_clocks_agree_whatever_is_dated(tmp_path: Path) -> None:
    for number, known in enumerate(({}, {"inspection": DAYS["inspection"]}, DAYS)):
        assert found_in(write_plan(tmp_path / str(number), clock_plan.files(known))) == []


WAITING = {"inspection": DAYS["inspection"]}


def test_every_answer_says_what_waits_and_for_what(tmp_path: Path) -> None:
    folder = write_plan(tmp_path / "plan", clock_plan.files(WAITING))
    on = "--as-of", "2016-05-01"
    listed = siplan("list", *on, plan=folder).out
    assert "waiting for report-received" in listed
    assert "visit: The monitoring visit begins. It has no date yet." in listed
    shown = siplan("show", "1.1.1", *on, plan=folder).out
    assert "70 working days after report-received" in shown
    assert "The inspection report is received (report-received): no date yet" in shown
    told = siplan("show", "plan", *on, plan=folder).out
    assert "The monitoring visit begins (visit): no date yet; 1.2, 1.3.1 count from it" in told
    assert "6 wait for an event" in siplan("status", *on, plan=folder).out
    rows = {row["id"]: row for row in json.loads(siplan("export", *on, "--format", "json", plan=folder).out)["rows"]}
    assert rows["1.2"]["waits_for"] == "visit"
    assert rows["1.2"]["state"] == "undated"
    assert rows["1.1.S1"]["waits_for"] is None
    assert list(rows["1.2"])[-1] == "waits_for"
    assert siplan("calendar", *on, plan=folder).out.count("BEGIN:VEVENT") == 2


def test_show_says_how_the_days_were_counted(tmp_path: Path) -> None:
    folder = write_plan(tmp_path / "plan", clock_plan.files(DAYS))
    shown = siplan("show", "1.1.1", "--as-of", "2016-08-01", plan=folder).out
    assert "Deadline:           3 Oct 2016" in shown
    assert "The inspection report is received (report-received): 24 June 2016" in shown
    how = "70 working days are counted from 24 June 2016 (report-received), which is left out, as are weekends and"
    assert f"{how} England's bank holidays." in shown
    told = json.loads(siplan("show", "1.3.1", "--format", "json", plan=folder).out)["rows"][0]
    assert told["record"]["due"] == {"after": "visit", "weeks": "6", "counts_first": "true"}
    assert told["event"]["on"] == "2017-02-06"
    assert told["counted"] == "6 weeks are counted from 6 February 2017 (visit), which counts as the first"


@pytest.mark.parametrize("form", ["html", "docx", "xlsx", "md"])
def test_a_report_tells_what_waits(form: str, tmp_path: Path) -> None:
    folder = write_plan(tmp_path / "plan", clock_plan.files(WAITING))
    ran = siplan("report", "--full", "--out", str(tmp_path / f"r.{form}"), "--as-of", "2016-05-01", plan=folder)
    assert ran.code == 0, ran.err
    if form in ("html", "md"):
        text = (tmp_path / f"r.{form}").read_text()
        assert "6 deadlines wait for an event with no date yet." in text
        assert "waiting for visit" in text


EARLIER = """\
id: "1"
title: Every pupil reads well
areas: [A1]
measures: [M1]
actions:
  - id: "1.1"
    title: Train a tutor in each school
    leads: [HT]
    when: [On time]
    due_reason: As agreed
    milestones:
      - id: "1.1.1"
        text: Tutors trained
        when: By Dec 2017
        due: 2017-12
        earlier:
          - {edition: "2015", when: Within a fortnight of the visit, due: {after: visit, days: 14}}
          - {edition: "2016", when: Within a month of the visit, due: {after: visit, months: 1}}
      - id: "1.1.2"
        text: Tutors paid
        when: Within a month of the second visit
        due: {after: second-visit, months: 1}
        earlier:
          - {edition: "2015", when: By Dec 2015, due: 2015-12}
"""


def test_each_edition_has_its_own_clocks() -> None:
    details = """\
format: 3
title: Improvement plan
authority: Example Council
dated: 2015-07-01
editions:
  - {id: "2015", dated: 2015-07-01}
  - {id: "2016", dated: 2016-07-01}
  - {id: "2017", dated: 2017-07-01}
events:
  - {id: visit, what: The first visit, on: 2016-09-14}
  - {id: second-visit, what: The second visit}
"""
    plan = plan_of({"plan.yaml": details, "priorities/1.yaml": EARLIER}, BASE)
    for day, first, second in (
        (date(2016, 6, 30), "2016-09-28", "2015-12"),
        (date(2016, 7, 1), "2016-10-14", None),
        (date(2017, 7, 1), "2017-12", None),
    ):
        then = plan.on(day)
        standings = Standings(then, day)
        got = [standings.of(then.tracked_by_id[name]).deadline for name in ("1.1.1", "1.1.2")]
        assert [due.text if due else None for due in got] == [first, second]
        assert then.tracked_by_id["1.1.2"].due is None or second
    assert (
        Standings(plan.on(date(2018, 1, 1)), date(2018, 1, 1)).of(plan.tracked_by_id["1.1.2"]).waits_for
        == "second-visit"
    )
