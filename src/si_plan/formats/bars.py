"""Bars of text: so many marks for what is done, overdue, open, cancelled.

A mark is a plain letter, so that a bar can be read in any pipe and without colour; a terminal shows finer ones.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from si_plan.formats.pictures import Legend
from si_plan.queries.counting import StateCounts

DONE, OVERDUE, OPEN, CANCELLED = "#", "!", ".", "x"
WIDTH: Final = 20

LEGEND: Final = Legend(((DONE, "done"), (OVERDUE, "overdue"), (OPEN, "open"), (CANCELLED, "cancelled")))


def bar(parts: Sequence[tuple[str, int]], width: int = WIDTH) -> str:
    """A bar of `width` marks, shared out by the numbers; whatever there is any of has a mark, where there is room."""
    numbers = [number for _, number in parts]
    return "".join(mark * size for (mark, _), size in zip(parts, shared(numbers, width), strict=True))


def shared(numbers: Sequence[int], width: int) -> list[int]:
    """`width` shared out in proportion: the largest remainders are rounded up, and no number but 0 gets nothing while
    another has more than one. Nothing is shared out where all are 0."""
    total = sum(numbers)
    if not total:
        return [0] * len(numbers)
    sizes = [number * width // total for number in numbers]
    places = sorted(range(len(numbers)), key=lambda place: -(numbers[place] * width % total))
    for place in places[: width - sum(sizes)]:
        sizes[place] += 1
    for place, number in enumerate(numbers):
        largest = max(range(len(sizes)), key=sizes.__getitem__)
        if number and not sizes[place] and sizes[largest] > 1:
            sizes[place], sizes[largest] = 1, sizes[largest] - 1
    return sizes


def of_states(counts: StateCounts, width: int = WIDTH) -> str:
    """How far a set of records is."""
    rest = counts.open - counts.overdue
    parts = ((DONE, counts.done), (OVERDUE, counts.overdue), (OPEN, rest), (CANCELLED, counts.cancelled))
    return bar(parts, width)
