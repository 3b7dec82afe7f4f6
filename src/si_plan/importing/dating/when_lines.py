"""The lines of a When cell, each with what siplan reads in it and the kind of line that this makes it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import Final, Literal, NamedTuple

from si_plan.dates.reduced import ReducedDate
from si_plan.deadlines import NOT_READ, Reading, read_deadline
from si_plan.importing.cell_texts import CellText
from si_plan.importing.document import Paragraph

Read = Callable[[str], Reading]
LineKind = Literal["dated", "day", "from", "recurring", "dates", "elsewhere", "open", "unread"]
"""dated: by a date or during a span; day: on a day; from: from a date; recurring; dates: a list of them; elsewhere: as
above; open: its words give no date, nor are meant to (ongoing, TBC); unread: siplan is not sure what it says."""

NO_DATE: Final = "no date"
"""The answer that a line or a milestone has no date."""
OPEN_RULES: Final = frozenset({
    "unknown", "none", "soon", "immediate", "status", "next", "relative", "reference", "ongoing",
})  # fmt: skip
_SMALL: Final = frozenset({
    "a", "an", "and", "as", "at", "be", "by", "for", "from", "in", "is", "it", "of", "on", "or", "the", "their",
    "then", "this", "to", "with",
})  # fmt: skip
_PERIOD: Final = re.compile(
    r"\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|term|half[ -]term|year|easter|christmas|whitsun)",
    re.IGNORECASE,
)
"""What names a time without a number. A season alone does not: "the summer programme"."""
_ABOVE: Final = re.compile(r"\W*(?:as\s+(?:above|before)|ditto|see\s+above)\W*", re.IGNORECASE)


class WhenCell(NamedTuple):
    """The times of an action: its printed number, the texts of its When cell, the date that the cell holds, and its
    milestones."""

    action: str
    said: tuple[CellText, ...]
    day: ReducedDate | None
    milestones: tuple[CellText, ...]


class WhenLine(NamedTuple):
    """A line of a When cell, or a clause of one: its words, the line of the plan's `when` that holds them, and what
    siplan reads. `reason` is why it is read so, where the words alone do not say it."""

    text: str
    cell_text: str
    reading: Reading
    kind: LineKind
    paragraphs: tuple[Paragraph, ...]
    reason: str = ""

    @property
    def worded(self) -> bool:
        """Whether it says more than a time: "Embryonic partnership by Sept 2016"."""
        return any(word.casefold() not in _SMALL and re.search(r"\w", word) for word in self.reading.ignored)

    @property
    def above(self) -> bool:
        """Whether it says no more than "as above"."""
        return self.kind == "elsewhere" and says_as_above(self.text)

    @property
    def row(self) -> int:
        """The row in which it begins."""
        return self.paragraphs[0].place.row


def reader_of(dated: date | None) -> Read:
    """A reader of written deadlines, by the date of the plan and the usual calendar. Without a date, the years that
    words leave out are not known."""
    found: dict[str, Reading] = {}

    def read(text: str) -> Reading:
        if text not in found:
            found[text] = read_deadline(text, dated)
        return found[text]

    return read


def day_in_answer(answer: str) -> date | None:
    """The day that an answer gives; None where it gives no exact one."""
    reading = read_deadline(answer)
    return reading.first_day or reading.last_day if reading.exact else None


def says_as_above(text: str) -> bool:
    """Whether a text says no more than that it is as the cell above."""
    return _ABOVE.fullmatch(text) is not None


def lines_of_cell(said: Iterable[CellText], read: Read, day: ReducedDate | None = None) -> list[WhenLine]:
    """The lines of a When cell in order. `day` is the date that its cell holds, for a cell of a workbook."""
    found: list[WhenLine] = []
    for one in said:
        if day is not None:
            found.append(_of_day(one, day, read(one.text)))
            continue
        for text in _parts(one.text, read):
            found += _clauses(text, read(text), one.paragraphs, read)
    return found


def _of_day(one: CellText, day: ReducedDate, read: Reading) -> WhenLine:
    reading = Reading(one.text, "by", starts=None, ends=day, used=(one.text,))
    agrees = read.kind == "by" and read.ends is not None and read.ends.latest == day.latest and read.exact
    return WhenLine(
        one.text, one.text, reading, "dated", one.paragraphs, "" if agrees else f"The cell holds the date {day}."
    )


def _clauses(text: str, reading: Reading, paragraphs: tuple[Paragraph, ...], read: Read) -> Iterator[WhenLine]:
    """A line as one, or its clauses where it says several things."""
    if len(reading.clauses) < 2:
        yield WhenLine(text, text, reading, kind_of_line(reading), paragraphs)
        return
    pieces = re.split(r"\s*[;,]\s+", text)
    readings = [read(piece) for piece in pieces]
    if len(pieces) == len(reading.clauses) and all(map(_says_one_thing, readings)):
        for piece, own in zip(pieces, readings, strict=True):
            yield WhenLine(piece, text, own, kind_of_line(own), paragraphs)
        return
    for clause in reading.clauses:
        own = clause._replace(ignored=clause.ignored or reading.ignored)
        words = clause.text if clause.text in text else text  # the reader may have put it in plainer letters
        yield WhenLine(words, text, own, kind_of_line(clause), paragraphs)


def lacks_a_year(reading: Reading) -> bool:
    """Whether its words name a time, and only the year is missing, where the date of the plan is not known."""
    return reading.kind == "undated" and "when" in reading.rules


def kind_of_line(reading: Reading) -> LineKind:
    """The kind of line that a reading makes."""
    if not NOT_READ.isdisjoint(reading.rules):
        return "unread"
    if "elsewhere" in reading.rules:
        return "elsewhere"
    if reading.recurrence is not None:
        return "recurring"
    if reading.confidence == "unsure":
        return "unread"
    if reading.dates:
        return "dates"
    if reading.kind == "from" and reading.starts is not None:
        return "from"
    if reading.kind in ("by", "during") and reading.ends is not None:
        return "dated"
    if reading.kind == "on" and reading.ends is not None:
        return "day"
    return "open" if reading.kind == "ongoing" or not OPEN_RULES.isdisjoint(reading.rules) else "unread"


def _parts(text: str, read: Read) -> list[str]:
    """The lines that a text ran together: "By Sept 2016 Half termly SAM meetings" is two. It is parted before a word
    with a capital, and only where that is the one place at which both parts say something for certain."""
    reading = read(text)
    beside = {"when", "elsewhere"} & {*reading.rules}
    if len(reading.clauses) < 2 and not (reading.recurrence and beside):
        return [text]
    spans = [span for used in reading.used for span in places_of(used, text)]
    found = []
    for place in re.finditer(r"\s+(?=[A-Z])", text[:300]):
        if any(start < place.start() < end for start, end in spans):
            continue
        before, after = text[: place.start()], text[place.end() :]
        first = read(before)
        ended = any(end == len(before) for used in first.used for _, end in places_of(used, before))
        if ended and _says_one_thing(first) and _says_something(read(after)):
            found.append((before, after))
    if len(found) != 1:
        return [text]
    before, after = found[0]
    return [before, *_parts(after, read)]


def places_of(words: str, text: str) -> list[tuple[int, int]]:
    """Where words stand in a text, whatever space is between them."""
    pattern = r"\s*(?:the\s+)?".join(map(re.escape, words.split()))
    return [found.span() for found in re.finditer(pattern, text, re.IGNORECASE)]


def _says_one_thing(reading: Reading) -> bool:
    return _says_something(reading) and not reading.clauses


def _says_something(reading: Reading) -> bool:
    if "elsewhere" in reading.rules and reading.recurrence is None:
        return True
    return (
        bool(reading.used) and reading.kind != "undated" and (reading.confidence != "unsure" or bool(reading.clauses))
    )


def own_date(text: str, read: Read) -> Reading | None:
    """What a milestone says itself of its time; None where it names none."""
    reading = read(re.sub(r"(?i)\bin terms of\b", "for", text))
    if reading.recurrence is not None or (reading.starts is None and reading.ends is None and not reading.dates):
        return None
    used = " ".join(reading.used)
    named = re.search(r"\d", used) or (reading.confidence != "unsure" and _PERIOD.search(used))
    return reading if named else None
