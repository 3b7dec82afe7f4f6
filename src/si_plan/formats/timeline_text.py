"""A timeline drawn with characters: a line for each lane, quarters from left to right, and a vertical line for the day.

Each state of a deadline (done, late, overdue, open, cancelled) has its own sign, so that the picture can be read
without colour.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from typing import Final, NamedTuple

from si_plan.documents import words
from si_plan.documents.pictures import Lane, Moment, Timeline

NARROWEST: Final = 60
"""The fewest columns in which a timeline can be drawn."""
_LABEL_SHARE, _MOST_LABEL = 0.38, 70
_MOST_OF_A_QUARTER: Final = 12

SIGNS: Final = {"overdue": "!", "open": "○", "late": "◆", "done": "●", "cancelled": "×"}
"""The most urgent first: if several are in one place, the first is shown."""
_SAID: Final = {"done": "done", "late": "done late", "overdue": "overdue", "open": "open", "cancelled": "cancelled"}
_STYLES: Final = {"overdue": "bold red", "late": "green", "done": "green", "cancelled": "dim"}

Line = list[tuple[str, str]]
"""Pieces of text, each with its style."""


class _Axis(NamedTuple):
    """The quarters from that of the first day to that of the last, spread over `columns`."""

    first: date
    quarters: int
    columns: int

    def column(self, day: date) -> int:
        return min(self._months(day) * self.columns // (self.quarters * 3 * 31), self.columns - 1)

    def _months(self, day: date) -> int:
        """Months since the first quarter began, in parts of 31."""
        months = (day.year - self.first.year) * 12 + day.month - self.first.month
        return months * 31 + (day.day - 1) * 31 // monthrange(day.year, day.month)[1]

    def begins(self, quarter: int) -> int:
        """The column in which a quarter begins."""
        return -(-quarter * self.columns // self.quarters)


def draw(timeline: Timeline, width: int) -> list[Line]:
    """The lines of the chart: years, quarters, a line for each lane, and what the signs mean."""
    label = min(int(width * _LABEL_SHARE), _MOST_LABEL)
    axis = _axis(timeline, width - label - 1)
    lines = _heads(axis, label)
    lines += [_lane(timeline, axis, lane, label) for lane in timeline.lanes]
    return [*lines, *_legend(timeline, width)]


def _axis(timeline: Timeline, room: int) -> _Axis:
    days = [timeline.as_of]
    for lane in timeline.lanes:
        days += [day for day, _ in _signs(lane)]
        days += [lane.begins] if lane.begins is not None else []
    first, last = min(days), max(days)
    first = date(first.year, (first.month - 1) // 3 * 3 + 1, 1)
    quarters = (last.year - first.year) * 4 + (last.month - 1) // 3 - (first.month - 1) // 3 + 1
    each = min(room // quarters, _MOST_OF_A_QUARTER)
    return _Axis(first, quarters, each * quarters if each else room)


def _heads(axis: _Axis, label: int) -> list[Line]:
    years, quarters = [" "] * axis.columns, [" "] * axis.columns
    free = 0
    for number in range(axis.quarters):
        quarter = (axis.first.month - 1) // 3 + number
        at = axis.begins(number)
        year = axis.first.year + quarter // 4
        if (number == 0 or quarter % 4 == 0) and at >= free and at + 4 <= axis.columns:
            years[at : at + 4] = str(year)
            free = at + 5
        if axis.columns >= 3 * axis.quarters:
            quarters[at : at + 2] = f"Q{quarter % 4 + 1}"
    blank = " " * (label + 1)
    heads = [years, quarters] if axis.columns >= 3 * axis.quarters else [years]
    return [[(blank, ""), ("".join(head), "bold")] for head in heads]


def _lane(timeline: Timeline, axis: _Axis, lane: Lane, label: int) -> Line:
    named = words.cut(f"{lane.name} {lane.title}", label)
    style = "bold" if lane.strong else ""
    line: Line = [(named.ljust(label + 1), style)]
    cells = _cells(timeline, axis, lane)
    if not lane.moments and lane.note:
        today = axis.column(timeline.as_of)
        # Beside the line of the day, on the side with more room.
        room = today if today > axis.columns - today else axis.columns - today - 2
        note = lane.note[: max(room, 0)]
        at = max(today - len(note) - 1, 0) if today > axis.columns - today else today + 2
        for place, letter in enumerate(note):
            cells[at + place] = (letter, "dim")
    return [*line, *cells]


def _cells(timeline: Timeline, axis: _Axis, lane: Lane) -> Line:
    cells: Line = [(" ", "")] * axis.columns
    signed = _signs(lane)
    ends = [axis.column(day) for day, _ in signed]
    if ends:
        begins = min([*ends, *([axis.column(lane.begins)] if lane.begins is not None else [])])
        cells[begins : max(ends)] = [("─", "dim")] * (max(ends) - begins)
    cells[axis.column(timeline.as_of)] = ("│", "cyan")
    for name in reversed(SIGNS):
        for day, sign in signed:
            if sign == name:
                cells[axis.column(day)] = (SIGNS[name], _STYLES.get(name, ""))
    return cells


def _signs(lane: Lane) -> list[tuple[date, str]]:
    """The last day of each deadline, and the name of its sign."""
    return [(moment.due.latest, _sign(moment)) for moment in lane.moments if moment.due is not None]


def _sign(moment: Moment) -> str:
    if moment.late:
        return "late"
    return moment.mark.shade if moment.mark.shade in SIGNS else "open"


def _legend(timeline: Timeline, width: int) -> list[Line]:
    parts: Line = [(f"{SIGNS[name]} {said}", _STYLES.get(name, "")) for name, said in _SAID.items()]
    parts += [(f"│ {words.day(timeline.as_of)}", "cyan"), ("─ from its beginning to its last deadline", "dim")]
    lines: list[Line] = [[]]
    used = 0
    for text, style in parts:
        if used + len(text) + 3 > width and used:
            lines.append([])
            used = 0
        lines[-1] += [("   ", "")] if used else []
        lines[-1].append((text, style))
        used += len(text) + 3
    return lines
