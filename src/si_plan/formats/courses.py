"""The course of results as a drawing: where each figure is, in the units of the picture."""

from __future__ import annotations

from typing import Final, NamedTuple

from si_plan.documents.blocks import Shade
from si_plan.documents.pictures import Course
from si_plan.documents.words import cut

SLOT: Final = 92
"""The width that each figure has."""
HEIGHT: Final = 84
_LETTERS: Final = 14
_TOP, _ROOM = 26, 30
"""Where the highest figure stands, and how far below it the lowest."""


class Placed(NamedTuple):
    """A figure: the middle of its mark, its name and its amount in words; its shade if it is an aim."""

    x: float
    y: float
    name: str
    said: str
    aim: Shade | None


def placed(course: Course) -> list[Placed]:
    """The figures of a course side by side, each as high as its amount between the lowest and the highest."""
    amounts = [point.amount for point in course.points]
    low, high = min(amounts, default=0.0), max(amounts, default=0.0)
    return [
        Placed(
            place * SLOT + SLOT / 2,
            round(_TOP + _ROOM * ((high - point.amount) / (high - low) if high > low else 0.5), 1),
            point.name,
            cut(point.said, _LETTERS),
            point.aim,
        )
        for place, point in enumerate(course.points)
    ]


def line(found: list[Placed]) -> str:
    """The line through the results, as the points of a polyline."""
    return " ".join(f"{one.x:g},{one.y:g}" for one in found if one.aim is None)
