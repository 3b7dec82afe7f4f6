"""The colours of pages, documents and workbooks, light and dark, and which of them are used on which.

Contrast follows WCAG 2.2: 4.5 for text (1.4.3), 3 for shapes and borders that carry meaning (1.4.11). A test checks
every pair in `PAIRS`, in both schemes.
"""

from __future__ import annotations

from typing import Final, NamedTuple


class Colour(NamedTuple):
    """A colour in each scheme, as #rrggbb."""

    light: str
    dark: str


PALETTE: Final[dict[str, Colour]] = {
    "page": Colour("#ffffff", "#11181e"),
    "panel": Colour("#f3f5f7", "#1b252d"),
    "ink": Colour("#10181f", "#edf1f4"),
    "quiet": Colour("#4a5560", "#b4c0ca"),
    "rule": Colour("#c3cbd2", "#43515c"),
    "band": Colour("#123a5c", "#0c2438"),
    "on-band": Colour("#ffffff", "#ffffff"),
    "link": Colour("#0f4c81", "#8ec7ff"),
    "link-hover": Colour("#06294a", "#c4e2ff"),
    "focus": Colour("#ffdd33", "#ffdd33"),
    "on-focus": Colour("#10181f", "#10181f"),
    "target": Colour("#fff6cc", "#3a3513"),
    "overdue": Colour("#b3261e", "#ff8a80"),
    "overdue-ink": Colour("#7a1510", "#ffd9d5"),
    "overdue-tint": Colour("#fbe5e3", "#4a1714"),
    "falling": Colour("#9a5b00", "#f5b94c"),
    "falling-ink": Colour("#5a3600", "#ffe6b8"),
    "falling-tint": Colour("#fdf0d2", "#402c06"),
    "open": Colour("#2f6aa3", "#7db8ee"),
    "open-ink": Colour("#1b4165", "#d3e8fb"),
    "open-tint": Colour("#e4eef7", "#17324a"),
    "done": Colour("#1a7742", "#6fd095"),
    "done-ink": Colour("#0e4a28", "#cdf3dc"),
    "done-tint": Colour("#def2e6", "#123922"),
    "cancelled": Colour("#616b75", "#9aa6b0"),
    "cancelled-ink": Colour("#3d464f", "#dbe2e8"),
    "cancelled-tint": Colour("#e9ecef", "#2b353d"),
}

SHADES: Final = ("overdue", "falling", "open", "done", "cancelled")
"""The ways in which a state is shown. Each has a colour for shapes, and an ink and a tint for words."""

TEXT: Final = 4.5
SHAPE: Final = 3.0

PAIRS: Final[tuple[tuple[str, str, float], ...]] = (
    ("ink", "page", TEXT),
    ("ink", "panel", TEXT),
    ("ink", "target", TEXT),
    ("quiet", "page", TEXT),
    ("quiet", "panel", TEXT),
    ("quiet", "target", TEXT),
    ("on-band", "band", TEXT),
    ("link", "page", TEXT),
    ("link", "panel", TEXT),
    ("link", "target", TEXT),
    ("link-hover", "page", TEXT),
    ("link-hover", "panel", TEXT),
    ("link-hover", "target", TEXT),
    ("on-focus", "focus", TEXT),
    # A link with the focus has a thick line of `on-focus` below its `focus` background, with the page around both: one
    # of the two is visible on any background.
    ("on-focus", "focus", SHAPE),
    *((shade, ground, SHAPE) for shade in SHADES for ground in ("page", "panel", "target")),
    *((f"{shade}-ink", f"{shade}-tint", TEXT) for shade in SHADES),
    *((shade, f"{shade}-tint", SHAPE) for shade in SHADES),
)
"""Foreground, background, and the least contrast between them."""


def style() -> str:
    """The palette as CSS custom properties: the light one, and the dark one on a screen that asks for it."""
    light = "".join(f"--{name}:{colour.light};" for name, colour in PALETTE.items())
    dark = "".join(f"--{name}:{colour.dark};" for name, colour in PALETTE.items())
    return f":root{{{light}}}\n@media screen and (prefers-color-scheme:dark){{:root{{{dark}}}}}\n"


def contrast(colour: str, other: str) -> float:
    """The contrast ratio of two colours given as #rrggbb (WCAG 2.2, relative luminance)."""
    lighter, darker = sorted((_luminance(colour), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    channels = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    linear = [channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4 for channel in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
