"""The reader of written deadlines: a text to its reading, by the plan's own date and its calendar."""

from __future__ import annotations

from datetime import date
from typing import Final

from si_plan.dates.calendar import USUAL, SchoolCalendar
from si_plan.deadlines.clauses import read_line, together
from si_plan.deadlines.findings import findings_in
from si_plan.deadlines.reading import Reading, undated, unsure
from si_plan.deadlines.tokens import Token, normalised, tokens_of
from si_plan.deadlines.years import Setting

LONGEST: Final = 500
NOT_READ: Final = frozenset({"too-long", "too-many"})
"""The rules by which a text is not even read."""


def read_deadline(text: str, context: date | None = None, calendar: SchoolCalendar = USUAL) -> Reading:
    """The reading of one written deadline, such as a line of a plan's When cell.

    `context` is the plan's own date, which settles the years that the text leaves out; `calendar` says when
    terms and years begin. Never raises: what cannot be read is `undated`, with the reason, and a text longer
    than 500 characters is not read at all. The time it takes grows with the length of the text.
    """
    if len(text) > LONGEST:
        return not_read(text, f"the text is longer than {LONGEST} characters", "too-long")
    setting = Setting(context, calendar)
    lines = _lines(normalised(text))
    if not lines:
        return undated(text, "the text is empty", "empty")
    readings = [_forward(read_line(findings_in(tokens), words, setting)) for words, tokens in lines]
    if len(readings) == 1:
        return readings[0]._replace(text=text)
    whole = _forward(together(readings, text))
    return whole._replace(
        used=tuple(part for reading in readings for part in reading.used),
        ignored=tuple(part for reading in readings for part in reading.ignored),
        rules=tuple(dict.fromkeys(rule for reading in readings for rule in reading.rules)),
    )


def not_read(text: str, why: str, rule: str) -> Reading:
    """What stands for the reading of a text that is not read, by one of the rules in NOT_READ. It is never certain."""
    return undated(text, why, rule).doubting(unsure("it is not read"))


def _forward(reading: Reading) -> Reading:
    """The reading, or one without dates where those that were found contradict each other: time runs forward."""
    first, last = reading.first_day, reading.last_day
    if first is None or last is None or first <= last:
        return reading
    why = f"{reading.why}; the last day comes before the first"
    contradicting = reading._replace(
        kind="undated", starts=None, ends=None, until=None, dates=(), recurrence=None, why=why
    )
    return contradicting.doubting(unsure("its dates contradict each other"))


def _lines(text: str) -> list[tuple[str, list[Token]]]:
    """The lines of a text (a semicolon ends one too): their words, and their tokens without articles."""
    lines: list[list[Token]] = [[]]
    for token in tokens_of(text):
        if "line" in token.means or "semi" in token.means:
            lines.append([])
        else:
            lines[-1].append(token)
    return [
        (text[line[0].start : line[-1].end], [token for token in line if "filler" not in token.means])
        for line in lines
        if line
    ]
