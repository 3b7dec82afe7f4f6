"""How a plan belongs to a portfolio that asks it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple


class Membership(NamedTuple):
    """The id of the plan's member in a portfolio, the ids of the portfolio's themes by those of its areas, and the
    member's phase and region."""

    member: str
    themes: Mapping[str, str] = {}
    phase: str | None = None
    region: str | None = None

    def areas_of(self, theme: str) -> frozenset[str]:
        """The ids of the areas that belong to a theme."""
        return frozenset(area for area, name in self.themes.items() if name == theme)

    def themes_of(self, areas: Iterable[str]) -> tuple[str, ...]:
        """The ids of the themes that these areas belong to."""
        return tuple(dict.fromkeys(self.themes[area] for area in areas if area in self.themes))
