"""What the paragraphs of a cell say: texts that go on over a page or a line joined again, points told from text."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final, NamedTuple

from si_plan.importing.document import Paragraph

Rows = frozenset[tuple[int, int]]
"""Table and row of each row that continues the one before it."""

_GOES_ON: Final = frozenset({
    "a", "an", "and", "as", "at", "by", "for", "from", "in", "into", "of", "on", "or", "the", "their", "to", "with",
    "&", "/", ",", "-",
})  # fmt: skip
"""What no text ends with: the next line continues it."""
_UNWRITABLE: Final = (
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff]|\r(?!\n)"
)
"""The characters that a plan's file cannot hold (loading/reader.py)."""


class CellText(NamedTuple):
    """A text of a cell and the paragraphs that say it; `level` is how deep it stands in a list, 0 for plain text."""

    text: str
    level: int
    paragraphs: tuple[Paragraph, ...]

    @property
    def row(self) -> int:
        """The row in which it begins."""
        return self.paragraphs[0].place.row


def said_by(paragraphs: Iterable[Paragraph], continued: Rows = frozenset()) -> list[CellText]:
    """The texts of a cell in order. A paragraph at the top of a row that continues another goes on with the last text
    where it begins in the middle of a sentence; so does a line of a point that only a line break parts from it."""
    found: list[CellText] = []
    tops: set[tuple[int, int, int]] = set()
    for paragraph in paragraphs:
        text = writable(paragraph.text)
        if not text:
            continue
        place = paragraph.place
        top = place[:3] not in tops and (place.table, place.row) in continued
        tops.add(place[:3])
        if found and (_continues(found[-1], paragraph, text) if top else _is_same_point(found[-1], paragraph, text)):
            last = found[-1]
            found[-1] = CellText(f"{last.text} {text}", last.level, (*last.paragraphs, paragraph))
        else:
            found.append(CellText(text, paragraph.level, (paragraph,)))
    return found


def writable(text: str) -> str:
    """The text without the characters that a plan's file cannot hold."""
    return re.sub(_UNWRITABLE, "", text).strip()


def _continues(last: CellText, paragraph: Paragraph, text: str) -> bool:
    """Whether the first paragraph of a row that continues another is the rest of the last text."""
    if paragraph.level:
        return False
    return text.lstrip("(")[:1].islower() or last.text.split()[-1].casefold() in _GOES_ON or last.text[-1] in ",&/"


def _is_same_point(last: CellText, paragraph: Paragraph, text: str) -> bool:
    """Whether a line is of the same point as the one above it."""
    if not paragraph.soft or not last.level:
        return False
    if paragraph.level:
        return paragraph.raw is None and paragraph.level == last.level
    return text[:1].islower()


def plain_and_points(said: Iterable[CellText]) -> tuple[list[CellText], list[CellText]]:
    """The plain texts of a cell, and the points listed under them. A cell of points alone has plain texts alone."""
    every = list(said)
    plain = [one for one in every if not one.level]
    if not plain:
        return every, []
    return plain, [one for one in every if one.level]


def whole_points(said: Iterable[CellText]) -> list[CellText]:
    """The texts of a cell in which each is a statement of its own: what stands below another, or is led in by one that
    ends in a colon, belongs to it."""
    found: list[CellText] = []
    for one in said:
        if (
            found and found[-1].text.endswith(":") and one.level > found[-1].level and len(found[-1].paragraphs) == 1
        ) or (found and one.level > 1 and one.level > found[-1].level >= 1):
            found[-1] = _below(found[-1], one)
        else:
            found.append(one)
    return found


def _below(upper: CellText, lower: CellText) -> CellText:
    return CellText(f"{upper.text}\n{lower.text}", upper.level, (*upper.paragraphs, *lower.paragraphs))
