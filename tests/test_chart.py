"""The timeline: its lanes, and its picture on terminals of any width, readable without colour."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asking import asked, logged, shipped
from running import ON, siplan
from sample_plan import sample, write_sample
from si_plan.dates.reduced import ReducedDate
from si_plan.documents.blocks import Mark, Shade
from si_plan.documents.pictures import Lane, Moment, Timeline
from si_plan.formats.timeline_text import SIGNS, draw
from si_plan.queries.timeline import By, timeline


def moment(day: date, sign: str) -> Moment:
    shade: Shade = "done" if sign == "late" else sign  # type: ignore[assignment]
    return Moment("1.1.1", "", ReducedDate(day.year, day.month, day.day), Mark(shade, sign), late=sign == "late")


def lane(
    name: str, title: str, begins: date | None = None, marks: tuple[tuple[date, str], ...] = (), note: str = ""
) -> Lane:
    return Lane(name, name, title, [moment(*mark) for mark in marks], begins=begins, note=note)


def picture(*lanes: Lane, as_of: str = "2016-09-01", width: int = 80) -> list[str]:
    return ["".join(text for text, _ in line) for line in draw(Timeline(date.fromisoformat(as_of), lanes), width)]


def test_a_known_picture() -> None:
    marks = tuple((date.fromisoformat(day), name) for day, name in (("2016-06-30", "done"), ("2017-03-31", "open")))
    lines = picture(
        Lane("1", "1", "Priority", strong=True),
        lane("1.1", "An action with a long title indeed", date(2016, 5, 1), marks),
        lane("1.2", "Another", note="ongoing"),
        lane("1.3", "Late", None, ((date(2016, 8, 31), "overdue"),)),
        width=60,
    )
    assert [line.rstrip() for line in lines] == [
        "                       2016                       2017",
        "                       Q2       Q3       Q4       Q1",
        "1 Priority                            │",
        "1.1 An action with a…     ─────●──────│───────────────────○",
        "1.2 Another                           │ ongoing",
        "1.3 Late                             !│",
        "● done   ◆ done late   ! overdue   ○ open   × cancelled",
        "│ 1 September 2016",
        "─ from its beginning to its last deadline",
    ]


LANES = st.builds(
    lane,
    st.sampled_from(["1", "1.10"]),
    st.text("abc –", max_size=90),
    st.none() | st.dates(date(2014, 1, 1), date(2030, 1, 1)),
    st.lists(st.tuples(st.dates(date(1990, 1, 1), date(2190, 1, 1)), st.sampled_from(list(SIGNS))), max_size=5).map(
        tuple
    ),
    st.sampled_from(["", "ongoing", "no date"]),
)


@given(st.lists(LANES, max_size=4), st.dates(date(1990, 1, 1), date(2190, 1, 1)), st.integers(60, 200))
def test_it_fits_any_width_and_shows_every_day_and_the_most_urgent_mark(
    lanes: list[Lane], as_of: date, width: int
) -> None:
    lines = picture(*lanes, as_of=as_of.isoformat(), width=width)
    assert max(len(line) for line in lines) <= width
    for line, one in zip([line for line in lines if line[:1] == "1"], lanes, strict=True):
        names = [moment.mark.words for moment in one.moments]
        assert all(SIGNS[name] in line for name in list(SIGNS)[:1] if name in names)
        assert any(SIGNS[name] in line for name in names) or not names


@given(st.dates(date(2010, 1, 1), date(2030, 1, 1)), st.integers(0, 4000), st.integers(60, 200))
def test_a_later_day_never_stands_further_left(first: date, days: int, width: int) -> None:
    ends = lane("1", "x", None, ((date(2010, 1, 1), "cancelled"), (date(2042, 1, 1), "cancelled")))
    places = []
    for day in (first, first + timedelta(days=days)):
        (line,) = [
            line for line in picture(ends, lane("2", "y", None, ((day, "open"),)), width=width) if line[:1] == "2"
        ]
        places.append(line.index(SIGNS["open"]))
    assert places[0] <= places[1]


@pytest.mark.parametrize("by", ["priority", "action", "milestone"])
def test_every_dated_milestone_has_a_moment(by: By) -> None:
    for plan in (shipped(), sample()):
        lanes = timeline(plan, asked("2017-03-01"), by).lanes
        ids = [moment.id for lane in lanes for moment in lane.moments]
        assert len(ids) == len(set(ids))
        dated = {one.id for one in plan.tracked if one.kind in ("milestone", "action") and one.due and not one.recurs}
        assert dated <= set(ids)


def test_a_moment_is_the_deadline_in_force_and_how_it_stands() -> None:
    plan = logged("2016-08-01 due: 2016-11, reason: Late, approved_by: HT", "2016-12-05 status: complete")
    for day, expected in {
        "2016-07-01": (date(2016, 9, 30), "upcoming", False),
        "2016-12-01": (date(2016, 11, 30), "overdue", False),
        "2017-01-01": (date(2016, 11, 30), "done", True),
    }.items():
        (lane,) = timeline(plan, asked(day)).lanes
        (moment,) = lane.moments
        assert (moment.latest, moment.state, moment.late) == expected


@pytest.mark.parametrize("columns", [60, 80, 133, 200])
def test_on_a_terminal_it_is_a_picture_that_fits(columns: int, tmp_path: Path) -> None:
    plan = write_sample(tmp_path)
    ran = siplan("status", "--timeline", *ON, plan=plan, tty=True, env={"COLUMNS": str(columns), "NO_COLOR": "1"})
    assert max(len(line) for line in ran.out.splitlines()) <= columns
    assert any("2016" in line for line in ran.out.splitlines()[1:3]), "under a heading of one line or two"


def test_in_a_pipe_and_on_a_narrow_terminal_it_is_a_list() -> None:
    lines = siplan("status", "--timeline", *ON).out.splitlines()
    rows = json.loads(siplan("status", "--timeline", *ON, "--format", "json").out)["rows"]
    assert len(lines) - 2 == len(rows) == 34
    assert not set("".join(lines)) & set("│─○●◆×█░")
    narrow = siplan("status", "--timeline", *ON, tty=True, env={"COLUMNS": "50", "NO_COLOR": "1"}).out
    assert "│" not in narrow
