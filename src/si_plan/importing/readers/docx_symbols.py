"""Signs of the fonts that hold signs: in the file each is a place in its font, not the sign that a reader sees."""

from __future__ import annotations

import re
from typing import Final

_WINGDINGS: Final = {
    0x6C: "●", 0x6E: "■", 0x6F: "☐", 0x71: "❑", 0x72: "❒", 0x75: "◆", 0x76: "❖", 0x77: "◆", 0x9F: "•", 0xA7: "▪",
    0xA8: "☐", 0xD8: "➢", 0xE0: "→", 0xE8: "➔", 0xF0: "⇨", 0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑",
    0x4A: "☺", 0x4C: "☹",
}  # fmt: skip
_WINGDINGS_2: Final = {0x4F: "✗", 0x50: "✓", 0x51: "☒", 0x52: "☑", 0x53: "☒", 0x54: "☒", 0x97: "●", 0xA3: "☐"}
_SYMBOL: Final = {
    0xA3: "≤", 0xA7: "▪", 0xAB: "↔", 0xAC: "←", 0xAE: "→", 0xB0: "°", 0xB1: "±", 0xB3: "≥", 0xB4: "×",
    0xB7: "•", 0xB9: "≠", 0xBB: "≈", 0xBC: "…", 0xD8: "➢", 0xFC: "✓",
}  # fmt: skip
_FONTS: Final = {"wingdings": _WINGDINGS, "wingdings 2": _WINGDINGS_2, "symbol": _SYMBOL}
_PLACES: Final = re.compile("[\uf000-\uf0ff]")
"""The places of a font's signs, as Word keeps them apart from letters."""


def signs(text: str, font: str) -> str:
    """What a reader sees of a text in this font. A sign that is not known stays as it is."""
    known = _FONTS.get(font.lower())
    if known is None:
        return _PLACES.sub(lambda place: _SYMBOL.get(ord(place[0]) - 0xF000, place[0]), text)
    return "".join(known.get(ord(sign) % 0x1000 if _PLACES.match(sign) else ord(sign), sign) for sign in text)
