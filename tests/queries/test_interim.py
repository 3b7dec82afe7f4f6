"""Interim targets, units and results by quarter: verdicts, the path, words, and how results are shown."""

from __future__ import annotations

from pathlib import Path

import pytest

from asking import asked, plan_of
from example_plan import write_plan
from running import siplan
from si_plan.documents.blocks import plain
from si_plan.queries.assessment import exact
from si_plan.queries.measures import TargetRow, measures
from si_plan.reports.making import report
from si_plan.reports.progress import measures as section_of
from si_plan.views import courses, targets
from si_plan.views import measures as view

ATTENDANCE = """\
kind: at_least, value: 95, unit: "%", baseline_period: 2015-16, by: 2018-08,
interim_targets: [{by: 2016-12, value: 92}, {by: 2017-08, value: 93.5}]"""
DAYS_LOST = """\
kind: at_most, value: 300, unit: days, by: 2018-08,
interim_targets: [{by: 2016-12, value: 500}, {by: 2017-12, value: 400}]"""


def files_of(target: str, *readings: str) -> dict[str, str]:
    flat = " ".join(target.split())
    measure = (
        "- id: M1\n  title: Attendance\n  targets:\n"
        f"    - {{id: M1.1, cohort: All pupils, indicator: Attendance, {flat}}}\n"
    )
    written = "".join(
        f"- {{target: M1.1, period: {period}, value: {value}, source: Return}}\n"
        for period, value in (reading.split() for reading in readings)
    )
    return {"measures.yaml": measure} | ({"progress/measures.yaml": written} if written else {})


def row(target: str, *readings: str, on: str) -> TargetRow:
    return measures(plan_of(files_of(target, *readings)), asked(on))[0]


QUARTERS = ("2015-16 90.5", "2016-Q3 91.4", "2016-Q4 92.3", "2017-Q1 92.1")
RISE = "kind: rise, value: 5, by: 2018, interim_targets: [{by: 2016, value: 2}]"
GAP = "kind: gap, value: 0.5, by: 2018, baseline_period: '2015', interim_targets: [{by: 2016, value: 0.8}]"


@pytest.mark.parametrize(
    ("target", "readings", "on", "verdicts"),
    [
        (ATTENDANCE, (), "2016-12-31", ["not_due", "not_due"]),
        (ATTENDANCE, (), "2017-01-01", ["not_known", "not_due"]),
        (ATTENDANCE, QUARTERS[:1], "2017-01-01", ["not_known", "not_due"]),
        (ATTENDANCE, QUARTERS[:2], "2016-12-31", ["not_due", "not_due"]),
        (ATTENDANCE, QUARTERS[:2], "2017-01-01", ["missed", "not_due"]),
        (ATTENDANCE, QUARTERS, "2017-05-01", ["reached", "not_due"]),
        (ATTENDANCE, (*QUARTERS[:2], "2017-Q1 94"), "2017-05-01", ["missed", "reached"]),
        (ATTENDANCE, (*QUARTERS[:3], "2017-Q1 90"), "2017-09-01", ["reached", "missed"]),
        (DAYS_LOST, ("2016-Q4 500", "2017-Q1 480"), "2017-05-01", ["reached", "not_due"]),
        (DAYS_LOST, ("2016-17/T1 501",), "2017-05-01", ["missed", "not_due"]),
        (f"baseline_period: '2015', {RISE}", ("2015 50", "2016 52"), "2017-02-01", ["reached"]),
        (RISE, ("2015 50", "2016 52"), "2017-02-01", ["not_known"]),
        (GAP, ("2015 10", "2016 8.1"), "2017-02-01", ["missed"]),
        (GAP, ("2015 10", "2016 8"), "2017-02-01", ["reached"]),
    ],
)
def test_an_interim_target_is_judged_by_what_had_come_in_by_its_date(
    target: str, readings: tuple[str, ...], on: str, verdicts: list[str]
) -> None:
    assert [one.verdict for one in row(target, *readings, on=on).interim] == verdicts


def test_the_path_goes_through_the_interim_targets() -> None:
    found = row(ATTENDANCE, "2015-16 90.5", "2017-08 93.4", on="2017-09-01")
    assert found.assessment.path == exact(93.5)
    assert found.assessment.verdict == "off"
    direct = ATTENDANCE.partition("interim")[0].rstrip(" ,\n")
    assert row(direct, "2015-16 90.5", "2017-08 93.4", on="2017-09-01").assessment.verdict == "on_the_way"
    assert "on the path through its interim targets at least 93.5% by 31 August 2017" in targets.why(found)


def test_figures_have_their_unit_in_words() -> None:
    found = row(ATTENDANCE, *QUARTERS, on="2017-05-01")
    assert targets.in_words(found.target) == "at least 95%"
    assert targets.why(found).startswith("90.5% at the baseline (2015-16), 92.1% in quarter 1 of 2017; at least 95%")
    assert [targets.interim(found.target, one) for one in found.interim] == [
        "at least 92% by Dec 2016 (reached)",
        "at least 93.5% by Aug 2017 (not yet due)",
    ]
    other = row(DAYS_LOST, "2016-Q4 540", on="2017-05-01")
    assert targets.in_words(other.target) == "at most 300 days"
    assert targets.reading(other.target, other.readings[0]) == "540 days (2016-Q4)"


@pytest.mark.parametrize(("unit", "said"), [("", "3 points"), (', unit: "%"', "3 points"), (", unit: days", "3 days")])
def test_a_rise_is_in_points_or_in_its_unit(unit: str, said: str) -> None:
    found = row(f"kind: rise, value: 3, by: 2018-08{unit}", on="2017-05-01")
    assert targets.in_words(found.target) == f"up by at least {said}"


def test_a_plan_that_gives_no_baseline_does_not_say_that_it_gives_words() -> None:
    found = row(DAYS_LOST, "2016-Q4 540", on="2017-05-01")
    assert view.notes([found]) == ["No baseline: the plan gives none, so no path can be drawn to any target."]


def test_results_stand_in_a_row_and_in_a_picture_with_what_to_reach() -> None:
    found = row(ATTENDANCE, *QUARTERS, on="2017-05-01")
    (cells,) = (tuple(map(plain, one.cells)) for one in courses.table([found]).rows)  # type: ignore[union-attr]
    assert cells == (
        "M1.1",
        "2015-16: 90.5%; 2016-Q3: 91.4%; 2016-Q4: 92.3%; 2017-Q1: 92.1%",
        "at least 92% by Dec 2016 (reached); at least 93.5% by Aug 2017 (not yet due)",
    )
    ((course,),) = (picture.courses for picture in courses.picture([found]))
    assert [(point.name, point.amount, point.aim) for point in course.points] == [
        ("2015-16", 90.5, None),
        ("2016-Q3", 91.4, None),
        ("2016-Q4", 92.3, None),
        ("by Dec 2016", 92.0, "done"),
        ("2017-Q1", 92.1, None),
        ("by Aug 2017", 93.5, "open"),
        ("by Aug 2018", 95.0, "open"),
    ]
    assert course.said == (
        "2015-16 90.5%, 2016-Q3 91.4%, 2016-Q4 92.3%, 2017-Q1 92.1%; "
        "to reach 92% by Dec 2016, 93.5% by Aug 2017, 95% by Aug 2018"
    )


def test_what_has_one_result_and_no_interim_target_has_no_course() -> None:
    alone = row("kind: at_least, value: 95, by: 2018-08", "2016-Q3 91.4", on="2017-05-01")
    assert courses.with_course([alone]) == []
    before = row(DAYS_LOST, on="2016-09-01")
    assert courses.with_course([before]) == [before]
    assert courses.picture([before]) == []


def test_of_many_results_the_last_six_are_shown() -> None:
    readings = [f"2016-{month:02} {80 + month}" for month in range(1, 10)]
    found = row("kind: at_least, value: 95, by: 2018-08", *readings, on="2017-05-01")
    ((course,),) = (picture.courses for picture in courses.picture([found]))
    assert [point.name for point in course.points] == [f"2016-0{month}" for month in range(4, 10)] + ["by Aug 2018"]


def test_what_is_held_against_another_body_has_no_line_to_reach() -> None:
    files = files_of("kind: better, by: 2018-08")
    files["progress/measures.yaml"] = "".join(
        f"- {{target: M1.1, period: '{year}', value: {year - 1990}, comparator: 20, source: DfE}}\n"
        for year in (2015, 2016)
    )
    found = measures(plan_of(files), asked("2017-05-01"))[0]
    ((course,),) = (picture.courses for picture in courses.picture([found]))
    assert [(point.name, point.said, point.aim) for point in course.points] == [
        ("2015", "25", None),
        ("2016", "26", None),
    ]


def test_a_report_shows_the_course_of_results() -> None:
    plan = plan_of(files_of(ATTENDANCE, *QUARTERS))
    section = section_of(report(plan, None, asked("2017-05-01").as_of))
    assert not isinstance(section, str)
    assert [type(part).__name__ for part in section.parts][-3:] == ["Table", "Courses", "Table"]


def test_a_result_by_quarter_is_recorded_and_shown(tmp_path: Path) -> None:
    folder = write_plan(tmp_path / "plan", files_of(ATTENDANCE))
    for period, value in (reading.split() for reading in QUARTERS):
        made = siplan("result", "M1.1", "--period", period, "--value", value, "--source", "Return", plan=folder)
        assert made.code == 0, made.err
    assert siplan("validate", "--strict", plan=folder).code == 0
    out = siplan("measures", "--as-of", "2017-05-01", plan=folder).out
    assert "92.1% (2017-Q1)" in out
    assert "at least 92% by Dec 2016 (reached)" in out
