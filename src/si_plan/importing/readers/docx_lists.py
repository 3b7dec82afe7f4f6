"""The numbers and bullets that Word draws before paragraphs: they stand in no text, and are counted as it counts."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from si_plan.importing.readers.docx_names import W, flag, value_of, whole
from si_plan.importing.readers.docx_symbols import signs
from si_plan.importing.readers.office_zip import Element

_DEEPEST: Final = 8
_MOST: Final = 100_000
"""The highest number that is counted to."""


class _Level(NamedTuple):
    format: str
    text: str
    """As the list has it: %1 stands for the number of the first level."""
    start: int
    restarts: bool
    decimal: bool
    """Whether all numbers in it are shown as digits."""
    font: str


@dataclass
class _List:
    levels: dict[int, _Level]
    counts: dict[int, int] = field(default_factory=dict)
    """How far each level is counted, since the level above it last went on."""


class Numbered(NamedTuple):
    """A point of a list: its number or bullet as it is shown, and whether it is a number."""

    mark: str
    number: bool


class Lists:
    """The lists of a document (word/numbering.xml), counted on from paragraph to paragraph."""

    def __init__(self, numbering: Element | None) -> None:
        self._lists: dict[str, _List] = {}
        self._of: dict[str, _List] = {}
        self._starts: dict[tuple[str, int], int] = {}
        for abstract in numbering.iterfind(f"{W}abstractNum") if numbering is not None else ():
            self._lists[abstract.get(f"{W}abstractNumId", "")] = _List(_levels(abstract))
        for number in numbering.iterfind(f"{W}num") if numbering is not None else ():
            self._add(number)

    def _add(self, number: Element) -> None:
        name = number.get(f"{W}numId", "")
        found = self._lists.get(value_of(number, "abstractNumId"))
        if found is None:
            return
        if changed := {
            depth: level for each in number.iterfind(f"{W}lvlOverride") for depth, level in _levels(each).items()
        }:
            found = _List({**found.levels, **changed}, found.counts)
        self._of[name] = found
        for each in number.iterfind(f"{W}lvlOverride"):
            if (start := value_of(each, "startOverride")) != "":
                self._starts[name, whole(each.get(f"{W}ilvl", ""), 0, _DEEPEST)] = whole(start, 1, _MOST)

    def has(self, number: str, depth: int) -> bool:
        """Whether a list draws anything at this level of it."""
        found = self._of.get(number)
        level = found.levels.get(depth) if found is not None else None
        return level is not None and bool(level.text.strip() or level.format == "bullet")

    def next(self, number: str, depth: int) -> Numbered:
        """What stands before the next paragraph of a list at this level, from 0."""
        found = self._of[number]
        level = found.levels[depth]
        if level.format == "bullet":
            return Numbered(signs(level.text.strip()[:1], level.font) or "•", number=False)
        if (anew := self._starts.pop((number, depth), None)) is not None:
            found.counts[depth] = anew
        else:
            found.counts[depth] = min(found.counts.get(depth, level.start - 1) + 1, _MOST)
        for outer in range(depth):
            if outer in found.levels:
                found.counts.setdefault(outer, found.levels[outer].start)
        for deeper in range(depth + 1, _DEEPEST + 1):
            if deeper in found.counts and (deeper not in found.levels or found.levels[deeper].restarts):
                del found.counts[deeper]
        return Numbered(
            re.sub(r"%([1-9])", lambda of: _shown(found, int(of[1]) - 1, level.decimal), level.text).strip(), True
        )


def _shown(found: _List, depth: int, decimal: bool) -> str:
    level = found.levels.get(depth)
    if level is None:
        return ""
    count = found.counts.get(depth, level.start)
    return str(count) if decimal and level.format != "decimalZero" else _FORMATS.get(level.format, str)(count)


def _levels(of: Element) -> dict[int, _Level]:
    return {
        whole(level.get(f"{W}ilvl", ""), 0, _DEEPEST): _Level(
            (said := value_of(level, "numFmt") or "decimal"),
            "" if said == "none" else value_of(level, "lvlText"),
            whole(value_of(level, "start"), 0, _MOST),
            value_of(level, "lvlRestart") != "0",
            (legal := level.find(f"{W}isLgl")) is not None and flag(legal.get(f"{W}val", "1")),
            fonts.get(f"{W}ascii", "") if (fonts := level.find(f"{W}rPr/{W}rFonts")) is not None else "",
        )
        for level in of.iterfind(f"{W}lvl")
    }


def _letters(count: int) -> str:
    """a to z, then aa to zz, as Word goes on."""
    return chr(ord("a") + (count - 1) % 26) * min((count - 1) // 26 + 1, 20) if count > 0 else ""


def _ending(count: int) -> str:
    return "th" if 10 < count % 100 < 20 or not count else {1: "st", 2: "nd", 3: "rd"}.get(count % 10, "th")


def _roman(count: int) -> str:
    said = ""
    for worth, letters in _ROMAN if 0 < count < 4000 else ():
        said += letters * (count // worth)
        count %= worth
    return said


_ROMAN: Final = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
    (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_FORMATS: Final[dict[str, Callable[[int], str]]] = {
    "lowerLetter": _letters,
    "upperLetter": lambda count: _letters(count).upper(),
    "lowerRoman": _roman,
    "upperRoman": lambda count: _roman(count).upper(),
    "ordinal": lambda count: f"{count}{_ending(count)}",
    "decimalZero": "{:02}".format,
    "none": lambda _: "",
}
