"""What a Word document's styles and lists make of a paragraph: a heading, a point of a list, bold, hidden."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from si_plan.importing.readers.office_zip import Element

W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_LONGEST_CHAIN: Final = 20
"""Styles on which a style may be based."""
_OFF: Final = frozenset({"0", "false", "off", "none"})


class Look(NamedTuple):
    """What its style and its own properties make of a paragraph."""

    heading: int = 0
    level: int = 0
    """How deep it stands as a point of a list, from 1; 0 for any other paragraph."""
    mark: str = ""
    bold: bool = False
    hidden: bool = False
    contents: bool = False
    """Whether it is a line of a table of contents."""


class Styles:
    """The styles and lists of a document, from word/styles.xml and word/numbering.xml, where there are any."""

    def __init__(self, styles: Element | None, numbering: Element | None) -> None:
        self._styles: dict[str, Element] = {}
        self._default = ""
        for style in styles.iterfind(f"{W}style") if styles is not None else ():
            name = style.get(f"{W}styleId")
            self._styles[name] = style
            if style.get(f"{W}type") == "paragraph" and flag(style.get(f"{W}default", "0")):
                self._default = name
        self._formats = dict(_formats(numbering)) if numbering is not None else {}

    def look(self, properties: Element | None) -> Look:
        """How a paragraph of these properties (w:pPr) looks."""
        own = properties.find(f"{W}pStyle") if properties is not None else None
        style = own.get(f"{W}val") if own is not None else self._default
        chain = [*self._chain(style)]
        names = [_name(each) for each in chain] or [style.lower()]
        found = [each for each in (properties, *(each.find(f"{W}pPr") for each in chain)) if each is not None]
        heading = _heading(found, names)
        level = 0 if heading else self._level(found, names)
        return Look(
            heading,
            level,
            "•" if level else "",
            self._switch("b", chain),
            self._switch("vanish", chain),
            bool(names) and re.fullmatch(r"toc ?\d", names[0]) is not None,
        )

    def switched(self, run: Element | None, what: str, otherwise: bool) -> bool:
        """Whether a run of these properties (w:rPr) is bold (`b`) or hidden (`vanish`)."""
        if run is None:
            return otherwise
        if (own := run.find(f"{W}{what}")) is not None:
            return flag(own.get(f"{W}val", "1"))
        if (style := run.find(f"{W}rStyle")) is not None:
            return self._switch(what, [*self._chain(style.get(f"{W}val"))]) or otherwise
        return otherwise

    def _switch(self, what: str, chain: list[Element]) -> bool:
        for style in chain:
            if (found := style.find(f"{W}rPr/{W}{what}")) is not None:
                return flag(found.get(f"{W}val", "1"))
        return False

    def _chain(self, name: str) -> Iterator[Element]:
        """A style and those on which it is based, the nearest first."""
        for _ in range(_LONGEST_CHAIN):
            style = self._styles.get(name)
            if style is None:
                return
            yield style
            based = style.find(f"{W}basedOn")
            name = based.get(f"{W}val") if based is not None else ""

    def _level(self, found: list[Element], names: list[str]) -> int:
        """How deep in a list: its own numbering decides, else the nearest style's."""
        for properties in found:
            numbered = properties.find(f"{W}numPr")
            number = numbered.find(f"{W}numId") if numbered is not None else None
            if numbered is None or number is None:
                continue
            level = numbered.find(f"{W}ilvl")
            depth = whole(level.get(f"{W}val") if level is not None else "", 0, 8)
            if self._formats.get((number.get(f"{W}val"), depth), "none") == "none":
                return 0
            named = re.fullmatch(r"list (?:bullet|number) ?(\d)", names[0]) if names and not depth else None
            return int(named[1]) if named else depth + 1
        return 0


def flag(value: str) -> bool:
    """Whether a switch is on; one without a value is."""
    return value.strip().lower() not in _OFF


def whole(value: str, otherwise: int, most: int) -> int:
    """A count from the file, no more than `most`; `otherwise` where it is none."""
    return min(int(value), most) if re.fullmatch(r"[0-9]{1,9}", value.strip()) else otherwise


def _name(style: Element) -> str:
    named = style.find(f"{W}name")
    return (named.get(f"{W}val") if named is not None else style.get(f"{W}styleId")).lower()


def _heading(found: list[Element], names: list[str]) -> int:
    for properties in found:
        if (outline := properties.find(f"{W}outlineLvl")) is not None:
            return (whole(outline.get(f"{W}val"), 9, 9) + 1) % 10
    for name in names:
        if name == "title":
            return 1
        if said := re.fullmatch(r"heading ?([1-9])", name):
            return int(said[1])
    return 0


def _formats(numbering: Element) -> Iterator[tuple[tuple[str, int], str]]:
    """The format of each level of each list: bullet, decimal, none."""
    lists = {each.get(f"{W}abstractNumId"): each for each in numbering.iterfind(f"{W}abstractNum")}
    for number in numbering.iterfind(f"{W}num"):
        of = number.find(f"{W}abstractNumId")
        abstract = lists.get(of.get(f"{W}val")) if of is not None else None
        for level in abstract.iterfind(f"{W}lvl") if abstract is not None else ():
            written = level.find(f"{W}numFmt")
            said = written.get(f"{W}val") if written is not None else "decimal"
            yield (number.get(f"{W}numId"), whole(level.get(f"{W}ilvl"), 0, 8)), said
