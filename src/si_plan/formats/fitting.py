"""How a table fits a terminal: which columns go, and how wide those are that stay."""

from __future__ import annotations

from typing import Any, Final

from si_plan.formats.page import Column, Listing

_READABLE: Final = 28
"""The fewest columns in which a text is easy to read."""
SHORTEST: Final = 8
"""The fewest columns for a text in a table; where a terminal has not even these, rows stand one below the other."""
GAP: Final = 2


def fitted(listing: Listing, width: int) -> Listing:
    """The listing without as many of its spare columns, from the last, as it takes for its texts to have room."""
    while least_width(listing) > width:
        spare = [place for place, column in enumerate(listing.columns) if column.spare]
        if not spare:
            break
        listing = _without_column(listing, spare[-1])
    return listing


def _without_column(listing: Listing, out: int) -> Listing:
    def kept(cells: tuple[Any, ...]) -> tuple[Any, ...]:
        return cells[:out] + cells[out + 1 :]

    return listing._replace(columns=kept(listing.columns), rows=[kept(row) for row in listing.rows])


def least_width(listing: Listing, least: int = _READABLE) -> int:
    """The columns that the listing needs, where no text gets fewer than `least` of them."""
    needed = [_needed(column, width, least) for column, width in zip(listing.columns, _widths(listing), strict=True)]
    return sum(needed) + GAP * (len(needed) - 1)


def _widths(listing: Listing) -> list[int]:
    """How wide each column is where nothing in it is wrapped or cut."""
    return [
        max(len(column.heading), *(len(row[place]) for row in listing.rows))
        for place, column in enumerate(listing.columns)
    ]


def _needed(column: Column, width: int, least: int = _READABLE) -> int:
    return min(width, least) if column.kind in ("text", "brief") else width


def room_for_brief(listing: Listing, width: int) -> int:
    """The columns that each brief text may take, so that no other column is narrowed for it: rich narrows alike
    all columns whose cells stay on one line."""
    rest = [
        _needed(column, whole)
        for column, whole in zip(listing.columns, _widths(listing), strict=True)
        if column.kind != "brief"
    ]
    left = width - sum(rest) - GAP * (len(listing.columns) - 1)
    return max(left // max(len(listing.columns) - len(rest), 1), SHORTEST)


def is_across(listing: Listing, number: int) -> bool:
    """Whether a row heads those that follow and says nothing in the last column: it gets the table's whole width."""
    return number in listing.strong and not listing.rows[number][-1]


def shared_out(listing: Listing, width: int) -> list[int]:
    """The width of each column: what it needs, and of the texts that need more than there is an equal share."""
    widths = _widths(listing)
    texts = sorted((place for place, one in enumerate(listing.columns) if one.kind == "text"), key=widths.__getitem__)
    left = width - GAP * (len(widths) - 1) - sum(one for place, one in enumerate(widths) if place not in texts)
    for done, place in enumerate(texts):
        widths[place] = max(min(widths[place], left // (len(texts) - done)), 1)
        left -= widths[place]
    return widths
