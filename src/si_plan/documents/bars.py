"""Bars of text: so many marks for what is done, overdue, open, cancelled.

A mark is a plain letter, so that a bar can be read in any pipe and without colour; a terminal shows finer ones.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from si_plan.documents.blocks import Shade

MARKS: Final[dict[Shade, str]] = {
    "done": "#",
    "overdue": "!",
    "falling": "?",
    "open": ".",
    "cancelled": "x",
    "none": "-",
}
WIDTH: Final = 20


def bar(parts: Sequence[tuple[Shade, int]], width: int = WIDTH) -> str:
    """A bar of `width` marks, shared out by the numbers. Every shade with a number has a mark, if there is room."""
    return "".join(MARKS[shade] * size for shade, size in marks_by_shade(parts, width))


def marks_by_shade(parts: Sequence[tuple[Shade, int]], width: int = WIDTH) -> list[tuple[Shade, int]]:
    """How many of a bar's marks each shade has."""
    sizes = share_out([number for _, number in parts], width)
    return [(shade, size) for (shade, _), size in zip(parts, sizes, strict=True)]


_BLOCKS: Final = "▁▂▃▄▅▆▇█"


def blocks(amounts: Sequence[float]) -> str:
    """The course of some figures, a block for each, from the lowest to the highest; level ones are of middle height."""
    low, high = min(amounts, default=0), max(amounts, default=0)
    if low == high:
        return _BLOCKS[3] * len(amounts)
    return "".join(_BLOCKS[round((amount - low) / (high - low) * (len(_BLOCKS) - 1))] for amount in amounts)


def share_out(numbers: Sequence[int], width: int) -> list[int]:
    """The share of `width` for each number, in proportion. The largest remainders are rounded up, and a number above 0
    gets at least 1 if another has more than 1 to spare. All shares are 0 if all numbers are 0."""
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
