"""What a Word document's styles make of a paragraph: a heading, a point of a list, bold, hidden."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from si_plan.importing.readers.docx_names import W, flag, value_of, whole
from si_plan.importing.readers.office_zip import Element

_LONGEST_CHAIN: Final = 20
"""Styles on which a style may be based."""
_BODY_TEXT: Final = 9
"""The outline level of what is no heading; those of headings begin at 0."""


class Look(NamedTuple):
    """What its style and its own properties make of a paragraph."""

    heading: int = 0
    list: tuple[str, int] | None = None
    """The list of which it is a point, and its level there, from 0."""
    deeper: int = 0
    """How much deeper it stands than its level says: the style List Bullet 3 has a list of its own."""
    bold: bool = False
    hidden: bool = False
    contents: bool = False
    """Whether it is a line of a table of contents."""


class Styles:
    """The styles of a document (word/styles.xml)."""

    def __init__(self, styles: Element | None) -> None:
        self._styles: dict[str, Element] = {}
        self._looks: dict[str, Look] = {}
        self._default = ""
        for style in styles.iterfind(f"{W}style") if styles is not None else ():
            name = style.get(f"{W}styleId", "")
            self._styles[name] = style
            if style.get(f"{W}type", "") == "paragraph" and flag(style.get(f"{W}default", "0")):
                self._default = name

    def look(self, properties: Element | None) -> Look:
        """How a paragraph of these properties (w:pPr) looks."""
        name = value_of(properties, "pStyle") or self._default
        if name not in self._looks:
            self._looks[name] = self._of_style(name)
        look = self._looks[name]
        if properties is None:
            return look
        if (outline := properties.find(f"{W}outlineLvl")) is not None:
            look = look._replace(heading=_outlined(outline))
        if (numbered := properties.find(f"{W}numPr")) is not None:
            level = value_of(numbered, "ilvl")
            number = value_of(numbered, "numId") or (look.list[0] if look.list else "")
            look = look._replace(list=_listed(number, level), deeper=look.deeper if not level else 0)
        return look

    def switched(self, run: Element, what: str, otherwise: bool) -> bool:
        """Whether a run of these properties (w:rPr) is bold (`b`) or hidden (`vanish`)."""
        if (own := run.find(W + what)) is not None:
            return flag(own.get(f"{W}val", "1"))
        style = value_of(run, "rStyle")
        return _switch(what, self._chain(style)) or otherwise if style else otherwise

    def _of_style(self, name: str) -> Look:
        chain = [*self._chain(name)]
        names = [_name(each) for each in chain] or [name.lower()]
        return Look(
            _heading(chain, names),
            self._numbered(chain),
            int(named[1]) - 1 if (named := re.fullmatch(r"list (?:bullet|number) ?([2-5])", names[0])) else 0,
            _switch("b", chain),
            _switch("vanish", chain),
            re.fullmatch(r"toc ?\d|toc heading|table of figures", names[0]) is not None,
        )

    def _numbered(self, chain: Iterable[Element]) -> tuple[str, int] | None:
        level = ""
        for style in chain:
            numbered = style.find(f"{W}pPr/{W}numPr")
            level = level or value_of(numbered, "ilvl")
            if number := value_of(numbered, "numId"):
                return _listed(number, level)
        return None

    def _chain(self, name: str) -> Iterator[Element]:
        """A style and those on which it is based, the nearest first."""
        for _ in range(_LONGEST_CHAIN):
            style = self._styles.get(name)
            if style is None:
                return
            yield style
            name = value_of(style, "basedOn")


def _switch(what: str, chain: Iterable[Element]) -> bool:
    for style in chain:
        if (found := style.find(f"{W}rPr/{W}{what}")) is not None:
            return flag(found.get(f"{W}val", "1"))
    return False


def _listed(number: str, level: str) -> tuple[str, int] | None:
    return None if number in ("", "0") else (number, whole(level, 0, 8))


def _name(style: Element) -> str:
    return (value_of(style, "name") or style.get(f"{W}styleId", "")).lower()


def _heading(chain: Iterable[Element], names: Iterable[str]) -> int:
    for style in chain:
        if (outline := style.find(f"{W}pPr/{W}outlineLvl")) is not None:
            return _outlined(outline)
    for name in names:
        if name == "title":
            return 1
        if said := re.fullmatch(r"heading ?([1-9])", name):
            return int(said[1])
    return 0


def _outlined(outline: Element) -> int:
    level = whole(outline.get(f"{W}val", ""), _BODY_TEXT, _BODY_TEXT)
    return 0 if level == _BODY_TEXT else level + 1
