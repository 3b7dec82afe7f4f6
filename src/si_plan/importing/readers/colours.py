"""The colour behind an element of a page: the background of its style, of its class, or `bgcolor`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_BACKGROUND: Final = re.compile(r"background(?:-color)?\s*:\s*([^;]{1,200})", re.IGNORECASE)
_CLASS: Final = re.compile(r"(?:^|\s)(?:td|tr|th)?\.([\w-]{1,100})$", re.IGNORECASE)
_HEX: Final = re.compile(r"#([0-9a-f]{6}|[0-9a-f]{3})\b", re.IGNORECASE)
_RGB: Final = re.compile(r"rgba?\(\s*([0-9]{1,3})\s*[, ]\s*([0-9]{1,3})\s*[, ]\s*([0-9]{1,3})", re.IGNORECASE)
_NAMED: Final = {
    "red": "FF0000", "green": "008000", "lime": "00FF00", "limegreen": "32CD32", "lightgreen": "90EE90",
    "darkgreen": "006400", "yellow": "FFFF00", "gold": "FFD700", "orange": "FFA500",
    "darkorange": "FF8C00", "blue": "0000FF", "lightblue": "ADD8E6", "navy": "000080", "purple": "800080",
    "pink": "FFC0CB", "black": "000000", "grey": "808080", "gray": "808080", "silver": "C0C0C0",
    "lightgrey": "D3D3D3", "lightgray": "D3D3D3", "white": "FFFFFF", "maroon": "800000", "olive": "808000",
    "teal": "008080", "aqua": "00FFFF", "cyan": "00FFFF", "crimson": "DC143C", "tomato": "FF6347",
}  # fmt: skip


def behind(element: HtmlElement, classes: Mapping[str, str]) -> str | None:
    """The colour behind an element as RRGGBB; "" where it is said to be white or none, None where nothing is said.
    `classes` are the colours of the page's classes."""
    style = _background(element.get("style", "")[:2000])
    if style is not None:
        return style
    named = [classes[name] for name in element.get("class", "").split() if name in classes]
    return named[-1] if named else colour(element.get("bgcolor", ""))


def of_classes(sheet: str) -> Iterator[tuple[str, str]]:
    """Each class to which a style sheet gives a background, with its colour."""
    for rule in sheet.split("}"):
        selectors, _, style = rule.partition("{")
        background = _background(style[:2000])
        if background is not None:
            for selector in selectors.split(","):
                if named := _CLASS.search(selector.strip()):
                    yield named[1], background


def _background(style: str) -> str | None:
    found = _BACKGROUND.findall(style)
    return colour(found[-1]) if found else None


def colour(written: str) -> str | None:
    """A colour as a page writes it to RRGGBB; "" for white and for none, None for what is no colour."""
    found = None
    if match := _HEX.search(written):
        digits = match[1] if len(match[1]) == 6 else "".join(digit * 2 for digit in match[1])
        found = digits.upper()
    elif match := _RGB.search(written):
        found = "".join(f"{min(int(part), 255):02X}" for part in match.groups())
    else:
        for word in re.findall(r"[a-z]+", written.casefold()):
            if word in ("transparent", "none"):
                return ""
            found = found or _NAMED.get(word)
    return "" if found == "FFFFFF" else found
