"""The timeline as a drawing: where each milestone, month and line is, in the units of the picture."""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from typing import Final, NamedTuple

from si_plan.documents import words
from si_plan.documents.blocks import Shade
from si_plan.documents.pictures import Lane, Moment, Timeline

COLUMN: Final = 62
CHIP: Final = 22
TITLE: Final = 34
HEAD: Final = 58
FOOT: Final = 10
MOST_COLUMNS: Final = 20
NARROWEST: Final = 992
"""How wide the picture is at least, so that titles have room and a few columns are not drawn large."""
MOST_CHIPS: Final = 10
"""The most milestones of a priority shown singly in one column; more are shown as a number for each state."""
MOST_LETTERS: Final = 8
"""How long the name in a chip may be."""
SPANS: Final = (1, 3, 6, 12, 24, 60, 120)
"""The possible numbers of months in a column; the first that gives few enough columns is used."""
TITLE_LENGTH: Final = 96


class Chip(NamedTuple):
    """A milestone, or several with one state in one column: its place, its label, and the text shown on hovering."""

    x: int
    y: int
    shade: Shade
    label: str
    told: str


class DrawnLane(NamedTuple):
    """A priority's lane: its top and height, its name (and a short one) and title, its counts in words, its chips."""

    short: str
    name: str
    y: int
    height: int
    title: str
    counts: tuple[tuple[Shade, str], ...]
    chips: list[Chip]


class Tick(NamedTuple):
    """A column's left edge, its label, and the year where one begins."""

    x: int
    label: str
    year: str


class Drawing(NamedTuple):
    """The picture: its size, columns and lanes, and where the day's line is (None if outside)."""

    width: int
    height: int
    ticks: list[Tick]
    undated_at: int | None
    day_at: int | None
    day: str
    lanes: list[DrawnLane]


class Scale:
    """The columns: from the month of the first deadline (or the day) to that of the last."""

    def __init__(self, timeline: Timeline) -> None:
        days = [moment.due.latest for lane in timeline.lanes for moment in lane.moments if moment.due is not None]
        # A day far outside the plan's own time would leave the plan a few columns at one end.
        first, last = min(days, default=timeline.as_of), max(days, default=timeline.as_of)
        self.first = _month(first)
        months = _month(last) - self.first + 1
        self.span = next((span for span in SPANS if months <= span * MOST_COLUMNS), months // MOST_COLUMNS + 1)
        self.columns = -(-months // self.span)

    def column(self, day: date) -> int:
        return (_month(day) - self.first) // self.span

    def x(self, day: date) -> int | None:
        """Where a day is; None if outside the picture."""
        months = _month(day) - self.first + (day.day - 0.5) / monthrange(day.year, day.month)[1]
        place = round(months / self.span * COLUMN)
        return place if 0 <= place <= self.columns * COLUMN else None

    def ticks(self) -> list[Tick]:
        made = []
        year = ""
        for column in range(self.columns):
            month = self.first + column * self.span
            this = str(month // 12)
            label = words.month(month % 12 + 1)[:3] if self.span < 12 else this
            made.append(Tick(column * COLUMN, label, this if this != year and self.span < 12 else ""))
            year = this
        return made


def _month(day: date) -> int:
    return day.year * 12 + day.month - 1


def drawing(timeline: Timeline) -> Drawing:
    """The picture of a timeline."""
    scale = Scale(timeline)
    undated = any(moment.due is None for lane in timeline.lanes for moment in lane.moments)
    lanes: list[DrawnLane] = []
    y = HEAD
    for lane in timeline.lanes:
        drawn = _lane(lane, scale, y)
        lanes.append(drawn)
        y += drawn.height
    edge = scale.columns * COLUMN
    return Drawing(
        width=max(edge + (COLUMN * 2 if undated else 0), NARROWEST),
        height=y + FOOT,
        ticks=scale.ticks(),
        undated_at=edge if undated else None,
        day_at=scale.x(timeline.as_of),
        day=words.day_short(timeline.as_of),
        lanes=lanes,
    )


def _lane(lane: Lane, scale: Scale, y: int) -> DrawnLane:
    columns: dict[int, list[Moment]] = {}
    for moment in sorted(lane.moments, key=lambda moment: moment.due.latest if moment.due else date.max):
        column = scale.column(moment.due.latest) if moment.due is not None else scale.columns
        columns.setdefault(column, []).append(moment)
    chips: list[Chip] = []
    tallest = 1
    for column, moments in columns.items():
        labels = _labels(moments)
        tallest = max(tallest, len(labels))
        chips += (
            Chip(column * COLUMN + 4, y + TITLE + place * CHIP, shade, label, told)
            for place, (shade, label, told) in enumerate(labels)
        )
    title = words.cut(lane.title, TITLE_LENGTH)
    return DrawnLane(lane.shown or lane.id, lane.name, y, TITLE + tallest * CHIP + 8, title, lane.counts, chips)


def _labels(moments: list[Moment]) -> list[tuple[Shade, str, str]]:
    """The chips of a column, each a shade, a label and a full text: one for each milestone or, if these are many, one
    for each state."""
    if len(moments) <= MOST_CHIPS:
        named = [(moment, moment.shown or moment.id) for moment in moments]
        return [
            (moment.mark.shade, words.cut(name, MOST_LETTERS), f"{name} {moment.text}: {_moment_in_words(moment)}")
            for moment, name in named
        ]
    counted: dict[Shade, int] = {}
    for moment in moments:
        counted[moment.mark.shade] = counted.get(moment.mark.shade, 0) + 1
    return [(shade, f"× {number}", f"{number} milestones") for shade, number in counted.items()]


def _moment_in_words(moment: Moment) -> str:
    when = f"{words.short(moment.due)}, " if moment.due is not None else ""
    return f"{when}{moment.mark.words}"
