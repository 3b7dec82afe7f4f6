"""Events and clocks by command: an officer adds an event, lets deadlines count from it, and dates it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from example_plan import found_in, write_plan
from running import siplan
from si_plan.dates.clock import UNITS, Clock, clock_from_data
from si_plan.editing.events import clock_typed
from si_plan.editing.rendering import fields_of, read_back
from si_plan.errors import UsageError
from si_plan.loading import load
from si_plan.model.promise import Stage
from si_plan.sources.folder import read_folder

WHAT = "what=The inspection report is received"
SEVENTY = "due={after: report-received, working_days: 70}"


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    return write_plan(tmp_path / "plan")


def done(plan: Path, *arguments: str) -> str:
    ran = siplan(*arguments, plan=plan)
    assert ran.code == 0, ran.err
    return ran.out + ran.err


def refused(plan: Path, *arguments: str) -> str:
    before = {file: file.read_bytes() for file in plan.rglob("*.yaml")}
    ran = siplan(*arguments, plan=plan)
    assert ran.code == 2, ran.out
    assert {file: file.read_bytes() for file in plan.rglob("*.yaml")} == before
    return ran.err


def test_an_officer_dates_an_event_by_command_and_deadlines_follow(plan: Path) -> None:
    done(plan, "add", "event", "report-received", WHAT)
    said = done(plan, "edit", "1.1.1", SEVENTY)
    assert "due 2016-09 → 70 working days after report-received" in said
    assert "due: {after: report-received, working_days: 70}\n" in (plan / "priorities/1.yaml").read_text("utf-8")
    assert "; 1.1.1 is due 12 Sep 2016" in done(plan, "edit", "report-received", "on=3 June 2016")
    assert (plan / "plan.yaml").read_text("utf-8") == (
        "format: 3\ntitle: Improvement plan\nauthority: Example Council\ndated: 2016-06-03\nevents:\n"
        "  - id: report-received\n    what: The inspection report is received\n    on: 2016-06-03\n"
    )
    assert "; 1.1.1 waits" in done(plan, "edit", "report-received", "on=", "reason=That was a draft")
    assert "; 1.1.1 is due 19 Sep 2016" in done(plan, "edit", "report-received", "on=2016-06-10")
    assert {one.code for one in found_in(plan)} == {"reading-differs"}


def test_show_says_where_an_event_is_shown(plan: Path) -> None:
    done(plan, "add", "event", "report-received", WHAT)
    assert "siplan show plan says its date" in refused(plan, "show", "report-received")


def test_another_day_needs_a_reason_where_deadlines_count(plan: Path) -> None:
    done(plan, "add", "event", "report-received", WHAT, "on=2016-06-03")
    done(plan, "edit", "report-received", "on=2016-06-04")
    done(plan, "edit", "1.1.1", SEVENTY)
    said = "report-received is dated 2016-06-04, and a deadline counts from it"
    assert said in refused(plan, "edit", "report-received", "on=2016-06-05")
    assert said in refused(plan, "edit", "report-received", "on=")
    assert "says that already" in refused(plan, "edit", "report-received", "on=2016-06-04")
    assert "reason The letter" in done(plan, "edit", "report-received", "on=2016-06-05", "reason=The letter came late")


def test_a_day_may_be_typed_as_people_do(plan: Path) -> None:
    done(plan, "add", "event", "visit", "what=The visit")
    done(plan, "edit", "visit", "on=today", "also=monitoring visit, the inspector")
    text = (plan / "plan.yaml").read_text("utf-8")
    assert f"on: {date.today().isoformat()}\n" in text  # noqa: DTZ011 - as the command line has it
    assert "      - monitoring visit\n      - the inspector\n" in text
    assert "does not say which day" in refused(plan, "edit", "visit", "on=June 2016")


def test_events_and_inspections_are_edited_by_their_names(plan: Path) -> None:
    done(plan, "add", "event", "report-received", WHAT)
    done(plan, "add", "inspection", "ofsted-2016", "body=Ofsted", "title=Schools")
    assert "title Schools → All schools" in done(plan, "edit", "ofsted-2016", "title=All schools")
    assert "did you mean report-received?" in refused(plan, "edit", "report-recieved", "on=2016-06-03")
    assert "an event needs what" in refused(plan, "edit", "report-received", "what=")
    assert "an event has no field due" in refused(plan, "edit", "report-received", "due=2016-06-03")
    assert "has an inspection ofsted-2016 already" in refused(plan, "add", "event", "ofsted-2016", WHAT)
    named = refused(plan, "add", "event", WHAT).partition("siplan add ")[2].split()
    assert named[:2] == ["event", "report-received"]


@pytest.mark.parametrize(
    ("due", "said"),
    [
        ("{after: visit, weeks: 6}", "visit is no event in plan.yaml"),
        ("{after: report-recieved, weeks: 6}", "did you mean report-received?"),
        ("{after: report-received}", "one of working_days, days, weeks, months"),
        ("{after: report-received, weeks: 6, days: 2}", "one of working_days"),
        ("{after: report-received, weeks: 0}", "is not a number from 1 to 500"),
        ("{after: report-received, weeks: 6, until: 2017}", "'until' is not a field of due"),
        ("{after: report-received, weeks: 6} and more", "cannot be read"),
        ("{after: report-received, weeks: 6}\ntext: owned", "cannot be read"),
        ("{after: [report-received], weeks: 6}", "does not say after which event"),
        ("{", "cannot be read"),
        ("6 weeks after visit", "cannot be read with certainty"),
    ],
)
def test_what_is_no_clock_is_refused(plan: Path, due: str, said: str) -> None:
    done(plan, "add", "event", "report-received", WHAT)
    assert said in refused(plan, "edit", "1.1.1", f"due={due}")


def test_a_clock_is_written_and_typed_as_it_is_said(plan: Path) -> None:
    done(plan, "add", "event", "report-received", WHAT)
    known = load(read_folder(plan, "plan")).plan
    assert known is not None
    for unit in UNITS:
        for many in (1, 2, 500):
            for counts_first in (False, True):
                clock = Clock("report-received", many, unit, counts_first)
                typed = clock_typed(known, str(clock))
                record = Stage.model_validate({"id": "1.1.S1", "text": "x", "when": "x", "due": read_back(typed or {})})
                assert record.due == clock
                assert clock_from_data(read_back(fields_of(record)["due"])) == clock
    assert clock_typed(known, "70 working days after Easter") is None
    with pytest.raises(UsageError, match="is not a number from 1 to 500"):
        clock_typed(known, "501 days after report-received")


def test_a_new_record_may_count_from_an_event(plan: Path) -> None:
    done(plan, "add", "event", "visit", "what=The visit", "on=2016-06-06")
    said = done(plan, "add", "milestone", "1.1", "text=Seen", "due={after: visit, weeks: 6, counts_first: true}")
    assert "Added milestone 1.1.2 to 1.1\n" in said
    assert "due: {after: visit, weeks: 6, counts_first: true}" in (plan / "priorities/1.yaml").read_text("utf-8")
    assert (plan / "plan.yaml").read_text("utf-8").startswith("format: 3\n")


@pytest.mark.parametrize("on", [[], ["on=2016-06-03"]], ids=["waiting", "dated"])
def test_words_that_count_from_an_event_become_a_clock_and_no_day(plan: Path, on: list[str]) -> None:
    done(plan, "add", "event", "report-received", WHAT, *on)
    said = done(
        plan, "add", "milestone", "1.1", "text=The board is told", "when=within 2 weeks of receipt of the report"
    )
    assert "due 2 weeks after report-received, as the words say" in said
    assert "due: {after: report-received, weeks: 2}" in said
    done(plan, "edit", "1.1.2", "due=")
    assert [one.hint for one in found_in(plan) if one.code == "due-missing"] == [
        "add `due: {after: report-received, weeks: 2}`, or run siplan edit 1.1.2 --fill-dates"
    ]
    settings = plan / "plan.yaml"
    settings.write_text(settings.read_text("utf-8").replace("format: 3", "format: 1"), "utf-8")
    done(plan, "edit", "--fill-dates")
    assert settings.read_text("utf-8").startswith("format: 3\n")
    assert not [one for one in found_in(plan) if one.at.startswith("1.1.2")]
