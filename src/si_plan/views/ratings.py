"""Ratings as marks, and how many actions have which."""

from __future__ import annotations

from collections.abc import Sequence

from si_plan.documents.blocks import Mark, Shade
from si_plan.queries.ratings import Grade


def mark(grade: Grade) -> Mark:
    """The grade as a mark."""
    shade: Shade = "done" if grade.well else "overdue" if grade.worst else "falling"
    return Mark(shade, grade.code)


def in_numbers(rated: Sequence[tuple[Grade, int]], actions: int) -> str:
    """How many actions have each grade: 4 green, 1 red, 29 not rated. Empty if none has any."""
    if not rated:
        return ""
    others = actions - sum(number for _, number in rated)
    return ", ".join(
        [f"{number} {grade.code}" for grade, number in rated] + ([f"{others} not rated"] if others else [])
    )
