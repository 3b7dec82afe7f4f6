"""What a plan of the made-up trust is made of: a school, its words and its year."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any, Final, Literal, NamedTuple

import yaml

Data = dict[str, Any]
Habit = Literal["prompt", "steady", "slow", "quiet", "never"]
"""How a school keeps its promises, or its log."""
HABITS: Final[tuple[Habit, ...]] = ("prompt", "steady", "slow")

WORDS: Final[Data] = yaml.load(  # the words alone; loaded with libyaml, as siplan does
    (Path(__file__).parent / "trust_words.yaml").read_text("utf-8"), yaml.CSafeLoader
)
_BREAKS: Final = (
    (date(2025, 10, 27), date(2025, 10, 31)),
    (date(2025, 12, 22), date(2026, 1, 2)),
    (date(2026, 2, 16), date(2026, 2, 20)),
    (date(2026, 3, 30), date(2026, 4, 10)),
    (date(2026, 5, 25), date(2026, 5, 29)),
)
SCHEMES: Final = (
    [("green", "On track"), ("amber", "Some delay"), ("red", "Off track")],
    [("secure", "Secure"), ("developing", "Developing"), ("behind", "Behind where it should be")],
)


class School(NamedTuple):
    """A school: what its member says, where its folder lies, the themes it must have if they are not its own choice,
    and what its plan has beside the usual."""

    slug: str
    name: str
    phase: str
    region: str
    habit: Habit
    below: str
    themes: tuple[str, ...]
    has: frozenset[str]


def in_term(day: date) -> date:
    """The day, or if it is in a break the Friday before it; a weekday in either case."""
    day -= timedelta(days=max(0, day.weekday() - 4))
    for first, last in _BREAKS:
        if first <= day <= last:
            return first - timedelta(days=3)
    return day
