"""The reader against a table of its own, tests/cases/wordings.txt, which says how its lines are written."""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import NamedTuple, cast

from si_plan.dates.calendar import USUAL, SchoolCalendar
from si_plan.dates.periods import YearKind
from si_plan.deadlines import read_deadline

TABLE = Path(__file__).parent.parent / "cases" / "wordings.txt"


class Wording(NamedTuple):
    """One line of the table and the context it stands under."""

    text: str
    context: date | None
    calendar: SchoolCalendar
    expected: str


def wordings() -> Iterator[Wording]:
    """The lines of the table."""
    context: date | None = None
    calendar = USUAL
    for line in TABLE.read_text(encoding="utf-8").splitlines():
        heading = re.fullmatch(r"\[(\S+) (academic|financial|municipal|calendar)\]", line)
        if heading:
            context = None if heading[1] == "none" else date.fromisoformat(heading[1])
            calendar = USUAL._replace(year=cast(YearKind, heading[2]), year_is_stated=True)
        elif line and not line.startswith("#"):
            text, _, expected = line.partition("=> ")
            yield Wording(text.rstrip(" ").replace("\\n", "\n"), context, calendar, expected)


def read(wording: Wording) -> str:
    """How a wording is read, as the table writes it."""
    reading = read_deadline(wording.text, wording.context, wording.calendar)
    assert reading.reason or not wording.text
    first, last = reading.first_day, reading.last_day
    parts: list[str] = [reading.kind]
    if first or last:
        parts.append(f"{first or ''}..{last or ''}")
    if reading.recurrence:
        parts.append(reading.recurrence.label())
    return " ".join(parts)


def test_every_wording_is_read_as_the_table_says() -> None:
    wrong = [(one, found) for one in wordings() if (found := read(one)) != one.expected]
    assert wrong == []


def test_the_table_is_wide() -> None:
    assert sum(1 for _ in wordings()) > 450
