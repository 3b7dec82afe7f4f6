"""How the cells of a workbook look: the number format, the colour behind, and whether the text is bold."""

from __future__ import annotations

import colorsys
import re
from collections.abc import Sequence
from typing import Final, NamedTuple, TypeVar

from si_plan.importing.readers.number_formats import BUILT_IN, EAST_ASIAN_DATES
from si_plan.importing.readers.office_zip import Element

_Kind = TypeVar("_Kind")
_INDEXED: Final = (
    "000000 FFFFFF FF0000 00FF00 0000FF FFFF00 FF00FF 00FFFF 000000 FFFFFF FF0000 00FF00 0000FF FFFF00 FF00FF 00FFFF "
    "800000 008000 000080 808000 800080 008080 C0C0C0 808080 9999FF 993366 FFFFCC CCFFFF 660066 FF8080 0066CC CCCCFF "
    "000080 FF00FF FFFF00 00FFFF 800080 800000 008080 0000FF 00CCFF CCFFFF CCFFCC FFFF99 99CCFF FF99CC CC99FF FFCC99 "
    "3366FF 33CCCC 99CC00 FFCC00 FF9900 FF6600 666699 969696 003366 339966 003300 333300 993300 993366 333399 333333"
)
"""The colours that are named by number (ECMA-376 part 1, section 18.8.27)."""
_THEME: Final = ("lt1", "dk1", "lt2", "dk2", *(f"accent{n}" for n in range(1, 7)), "hlink", "folHlink")
"""The order in which a fill numbers the colours of a theme."""
_OFFICE: Final = "FFFFFF 000000 EEECE1 1F497D 4F81BD C0504D 9BBB59 8064A2 4BACC6 F79646 0000FF 800080"
"""The colours of a theme that is not in the file."""


class Look(NamedTuple):
    """How a cell looks."""

    form: str = "General"
    """Its number format."""
    fill: str | None = None
    bold: bool = False
    struck: bool = False
    """Whether a line is drawn through its text."""


class Styles:
    """The looks of a workbook by the number that its cells name."""

    def __init__(self, styles: Element | None, theme: Element | None) -> None:
        self._theme = _colours(theme)
        self._indexed = _INDEXED.split()
        self.looks: list[Look] = []
        self._named: dict[str, Look] = {}
        if styles is not None:
            self._indexed = [
                each.get("rgb", "")[-6:].upper() for each in styles.iterfind("{*}colors/{*}indexedColors/{*}rgbColor")
            ] or self._indexed
            self._read(styles)

    def look(self, number: str) -> Look:
        """The look of a cell that names this style; a plain one where there is no such style."""
        found = self._named.get(number)
        if found is None:
            found = self._named[number] = _at(self.looks, number or "0") or Look()
        return found

    def _read(self, styles: Element) -> None:
        own = {each.get("numFmtId", ""): each.get("formatCode", "") for each in styles.iterfind("{*}numFmts/{*}numFmt")}
        fills = [self._fill(each) for each in styles.iterfind("{*}fills/{*}fill")]
        fonts = [(switched(each, "b"), switched(each, "strike")) for each in styles.iterfind("{*}fonts/{*}font")]
        for each in styles.iterfind("{*}cellXfs/{*}xf"):
            form = own.get(each.get("numFmtId", "")) or _built_in(each.get("numFmtId", ""))
            bold, struck = _at(fonts, each.get("fontId", "")) or (False, False)
            self.looks.append(Look(form, _at(fills, each.get("fillId", "")), bold, struck))

    def _fill(self, fill: Element) -> str | None:
        pattern = fill.find("{*}patternFill")
        colour = (
            pattern.find("{*}fgColor") if pattern is not None and pattern.get("patternType", "") == "solid" else None
        )
        found = self._colour(colour) if colour is not None else None
        return None if found == "FFFFFF" else found

    def _colour(self, colour: Element) -> str | None:
        if written := colour.get("rgb", ""):
            found = written[-6:].upper()
        elif colour.get("theme", ""):
            found = _at(self._theme, colour.get("theme", "")) or ""
        else:
            found = _at(self._indexed, colour.get("indexed", "")) or ""
        return _tinted(found, colour.get("tint", "0")) if re.fullmatch("[0-9A-F]{6}", found) else None


def switched(font: Element, name: str) -> bool:
    """Whether a font is bold (b), or draws a line through its text (strike)."""
    found = font.find(f"{{*}}{name}")
    return found is not None and found.get("val", "1") not in ("0", "false")


def _built_in(number: str) -> str:
    if not (number.isascii() and number.isdigit() and len(number) < 7):
        return "General"
    return "dd/mm/yyyy" if int(number) in EAST_ASIAN_DATES else BUILT_IN.get(int(number), "General")


def _at(listed: Sequence[_Kind], number: str) -> _Kind | None:
    place = int(number) if number.isascii() and number.isdigit() and len(number) < 7 else -1
    return listed[place] if 0 <= place < len(listed) else None


def _colours(theme: Element | None) -> list[str]:
    """The colours of a theme, in the order in which fills number them."""
    scheme = theme.find("{*}themeElements/{*}clrScheme") if theme is not None else None
    if scheme is None:
        return _OFFICE.split()
    found = []
    for name in _THEME:
        entry = scheme.find(f"{{*}}{name}")
        colour = next(iter(entry), None) if entry is not None else None
        found.append((colour.get("lastClr", "") or colour.get("val", "")).upper() if colour is not None else "")
    return found


def _tinted(colour: str, tint: str) -> str:
    """A colour made lighter or darker (ECMA-376 part 1, section 18.8.19)."""
    try:
        by = max(-1.0, min(1.0, float(tint)))
    except ValueError:
        by = 0.0
    if not by:
        return colour
    hue, light, full = colorsys.rgb_to_hls(*(int(colour[n : n + 2], 16) / 255 for n in (0, 2, 4)))
    light = light * (1 + by) if by < 0 else light * (1 - by) + by
    return "".join(f"{round(part * 255):02X}" for part in colorsys.hls_to_rgb(hue, light, full))
