"""Blocks of a page that a terminal draws, and that other formats tell: loaded only by the views that have them."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from si_plan.documents.visible import visible
from si_plan.formats.page import Listing, safe_listing


class Legend(NamedTuple):
    """What the marks of bars and pictures stand for: each mark with its words."""

    marks: tuple[tuple[str, str], ...]

    def safe(self) -> Legend:
        """The same: it holds no text of a plan."""
        return self

    def told(self) -> str:
        return "   ".join(f"{mark} {words}" for mark, words in self.marks)


class Strip(NamedTuple):
    """A line of a chart: a beginning, and deadlines each with the name of its mark. `note` stands where it has none.
    A `strong` one heads those that follow."""

    id: str
    text: str
    begins: date | None = None
    marks: tuple[tuple[date, str], ...] = ()
    note: str = ""
    strong: bool = False

    def safe(self) -> Strip:
        return self._replace(id=visible(self.id), text=visible(self.text), note=visible(self.note))


class Chart(NamedTuple):
    """A timeline with the line of a day. Where it cannot be drawn, the listing says what it would show."""

    as_of: date
    strips: tuple[Strip, ...]
    listing: Listing

    def safe(self) -> Chart:
        """The same with every text made visible."""
        strips = (
            one._replace(id=visible(one.id), text=visible(one.text), note=visible(one.note)) for one in self.strips
        )
        return Chart(self.as_of, tuple(strips), safe_listing(self.listing))

    def told(self) -> Listing:
        return self.listing
