"""Bars of text: as wide as they are to be, in proportion, and nothing that there is goes unseen."""

from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st

from running import process
from si_plan.documents.bars import bar, blocks, share_out
from si_plan.queries.counting import StateCounts
from si_plan.views.bars import of_states

NUMBERS = st.lists(st.integers(0, 1000), min_size=1, max_size=6)
ON = ("--as-of", "2016-09-01")


def test_known_bars() -> None:
    assert bar((("done", 1), ("open", 1)), 10) == "#####....."
    assert bar((("done", 1), ("open", 999)), 10) == "#........."
    assert bar((("done", 2), ("overdue", 1), ("open", 0), ("cancelled", 1)), 4) == "##!x"
    assert bar((("done", 0), ("open", 0)), 10) == ""
    shares = of_states(StateCounts(total=10, done=5, late=2, overdue=2, upcoming=2, cancelled=1))
    assert bar(shares.parts, 10) == "#####!!..x"


def test_a_course_of_figures_is_drawn_from_its_lowest_to_its_highest() -> None:
    assert blocks((90.5, 91.4, 92.3)) == "▁▅█"
    assert blocks((-3, -1)) == "▁█"
    assert blocks((7, 7, 7)) == "▄▄▄"
    assert blocks(()) == ""


@given(NUMBERS, st.integers(6, 80))
def test_they_share_out_the_whole_width_and_show_all_there_is(numbers: list[int], width: int) -> None:
    sizes = share_out(numbers, width)
    assert sum(sizes) == (width if any(numbers) else 0)
    assert [size > 0 for size in sizes] == [number > 0 for number in numbers]


@given(NUMBERS, st.integers(6, 80))
def test_more_never_looks_like_less(numbers: list[int], width: int) -> None:
    by_number = sorted(zip(numbers, share_out(numbers, width), strict=True))
    assert all(one[1] <= other[1] + 1 for one, other in itertools.pairwise(by_number))


def test_in_a_pipe_of_windows_every_mark_is_a_plain_letter() -> None:
    for command in (("status",), ("status", "--trend")):
        ran = process(*command, *ON, env={"PYTHONIOENCODING": "cp1252"})
        assert ran.code == 0
        assert "# done   ! overdue   . open   x cancelled" in ran.out
        assert "\\u" not in ran.out
