"""The colours and letters of rating cells, and what the document's own key says that they mean."""

from __future__ import annotations

import colorsys
import re
from collections.abc import Iterable, Mapping
from typing import Final

from si_plan.importing.document import Cell, Table
from si_plan.importing.tables.headers import has_text, said, texts_of

_LETTERS: Final = {"R": "red", "A": "amber", "G": "green", "B": "blue", "Y": "yellow"}
_SAME: Final = {"orange": "amber", "gray": "grey"}
_NAMES: Final = "red|amber|green|blue|yellow|orange|grey|gray|purple|pink|white|black"
_SIGN: Final = rf"(?<![\w-])(?:(?i:{_NAMES})|(?:(?<=^)|(?<=[,;.:(\n] )|(?<=\band ))[RAGBY])"
_MEANS: Final = r"(?: ?\([A-Za-z]{1,6}\))?(?: ?[=:–—] ?| - | means | is )"
_ENTRY: Final = re.compile(
    rf"({_SIGN}){_MEANS}([^,;=\n]{{2,80}}?)(?=\s*(?:[,;.\n]|$|\band {_SIGN}{_MEANS}|(?<!\w){_SIGN}{_MEANS}))"
)


def key_in(text: str) -> dict[str, str]:
    """What a text says that colours mean, by their names: at least two of them, "green = complete, red = late"."""
    found = {colour_named(sign): meaning.strip() for sign, meaning in _ENTRY.findall(text[:3000])}
    return found if len(found) > 1 else {}


def key_of(table: Table) -> dict[str, str]:
    """What a table says that colours mean: a row for each, with its name, its letter or the colour itself."""
    found: dict[str, str] = {}
    for row in table.rows:
        cells = [cell for cell in row.cells if has_text(cell) or cell.fill]
        if len(cells) != 2 or not has_text(cells[1]):
            continue
        sign = said(cells[0]) or cells[0].fill or ""
        colour = colour_named(sign)
        if colour:
            found[colour] = said(cells[1])
    rows = [row for row in table.rows if texts_of(row)]
    return found if len(found) > 1 and len(found) >= len(rows) - 1 else {}


def colour_named(sign: str) -> str:
    """The colour that a sign stands for: a word, R, A or G, or a fill such as 92D050. Empty for any other text."""
    word = sign.strip()
    if word.upper() in _LETTERS and len(word) == 1:
        return _LETTERS[word.upper()]
    if re.fullmatch(rf"(?i){_NAMES}", word):
        return _SAME.get(word.casefold(), word.casefold())
    if re.fullmatch(r"[0-9A-F]{6}", word):
        return _of_fill(word)
    return ""


def _of_fill(fill: str) -> str:
    """The name of a fill's colour, by its hue."""
    red, green, blue = (int(fill[at : at + 2], 16) / 255 for at in (0, 2, 4))
    hue, lightness, saturation = colorsys.rgb_to_hls(red, green, blue)
    if saturation < 0.15 or lightness > 0.97 or lightness < 0.05:
        return "white" if lightness > 0.97 else "black" if lightness < 0.05 else "grey"
    degrees = hue * 360
    for end, name in ((18, "red"), (50, "amber"), (66, "yellow"), (170, "green"), (255, "blue"), (325, "purple")):
        if degrees <= end:
            return name
    return "red"


def sign_of(cell: Cell) -> str:
    """What a rating cell shows: its text, else its colour; empty for neither."""
    return said(cell) if has_text(cell) else cell.fill or ""


def ratings_of(signs: Iterable[str], key: Mapping[str, str]) -> dict[str, str]:
    """What each sign means by the document's key; those that it does not tell are left out. Amber and yellow are one
    where the key has only one of them."""
    found = {}
    for sign in sorted(set(signs)):
        colour = colour_named(sign)
        other = {"amber": "yellow", "yellow": "amber"}.get(colour, "")
        meaning = key.get(colour) or ("" if other and colour in key else key.get(other, ""))
        if colour and meaning:
            found[sign] = meaning
    return found


def needs_key(sign: str) -> bool:
    """Whether a sign says nothing without a key: a colour, its name or its letter. "On track" says what it means."""
    return bool(colour_named(sign) or re.search(rf"(?i)\b({_NAMES})\b", sign))
