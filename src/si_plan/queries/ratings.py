"""The grades of the plan's rating scheme, and which of its actions have which."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from si_plan.model.reference import PlanDetails
from si_plan.state.standing import Standings


class Grade(NamedTuple):
    """A grade of the scheme: its code, what it means, whether it says that all is well, whether it is the worst."""

    code: str
    title: str
    well: bool
    worst: bool


def grades_of(details: PlanDetails) -> dict[str, Grade]:
    """The scheme's grades by code, the best first. All is well by those marked `on_track`, else by the first."""
    ratings = details.ratings
    marked = any(rating.on_track for rating in ratings)
    well = [rating.on_track if marked else place == 0 for place, rating in enumerate(ratings)]
    return {
        rating.code: Grade(rating.code, rating.title, all_well, rating is ratings[-1] and not all_well)
        for rating, all_well in zip(ratings, well, strict=True)
    }


def rated_actions(standings: Standings, actions: list[str]) -> list[tuple[Grade, int]]:
    """How many of these actions have each grade on the day, the best first, without grades that none has."""
    given = [standings.rating(action) for action in actions]
    return [(grade, given.count(code)) for code, grade in grades_of(standings.plan.details).items() if code in given]


Rated = list[tuple[Grade, int]]


def merge_rated(parts: Sequence[tuple[tuple[Grade, ...], Rated]]) -> Rated:
    """How many actions of several plans, each given with its scheme, have each grade, the best first; nothing unless
    all plans have one scheme."""
    if len({scheme for scheme, _ in parts}) != 1:
        return []
    sums = {grade: sum(dict(own).get(grade, 0) for _, own in parts) for grade in parts[0][0]}
    return [(grade, number) for grade, number in sums.items() if number]
