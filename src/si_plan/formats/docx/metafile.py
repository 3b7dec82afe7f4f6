"""A picture as a metafile (EMF), which Word and LibreOffice draw sharp at any size and take for one picture.

Records are those of MS-EMF, section 2.3; lengths are in tenths of the picture's own unit.
"""

from __future__ import annotations

import struct
from typing import Final, NamedTuple

from si_plan.formats.docx.styles import FONT, colour

_FINE: Final = 10
_HEADER, _END, _WINDOW, _VIEWPORT, _MAP_MODE, _BACKGROUND, _ALIGN, _INK = 1, 14, 9, 11, 17, 18, 22, 24
_SELECT, _BRUSH, _DELETE, _RECTANGLE, _FONT, _TEXT = 37, 39, 40, 43, 82, 84
_ANISOTROPIC, _TRANSPARENT, _ON_BASELINE, _NO_PEN = 8, 1, 24, 0x80000008
_SCALED: Final = 2
"""The mode in which letters grow and shrink with the picture (GM_ADVANCED)."""
_FONT_LENGTH: Final = 320
_BEFORE_TEXT: Final = 76
"""The bytes of a text's record before its characters."""
_INSET: Final = 2
_MIDDLE: Final = 0.36
"""How far below the middle of a line of text its baseline is, as a share of its size."""

# The widths of Arial's letters from the space to the tilde, in thousandths of the size.
_REGULAR: Final = (
    "278 278 355 556 556 889 667 191 333 333 389 584 278 333 278 278 556 556 556 556 556 556 556 556 556 556 278 278 "
    "584 584 584 556 1015 667 667 722 722 667 611 778 722 278 500 667 556 833 722 778 667 778 722 667 611 722 667 944 "
    "667 667 611 278 278 278 469 556 333 556 556 500 556 556 278 556 556 222 222 500 222 833 556 556 556 556 333 500 "
    "278 556 500 722 500 500 500 334 260 334 584"
)
_BOLD: Final = (
    "278 333 474 556 556 889 722 238 333 333 389 584 278 333 278 278 556 556 556 556 556 556 556 556 556 556 333 333 "
    "584 584 584 611 975 722 722 722 722 667 611 778 722 278 556 722 611 833 722 778 667 778 722 667 611 722 667 944 "
    "667 667 611 333 278 333 584 556 333 556 611 556 611 556 333 611 611 278 278 556 278 889 611 611 611 611 389 556 "
    "333 611 556 778 556 556 500 389 280 389 584"
)
_WIDTHS: Final = {
    bold: {chr(32 + place): int(width) for place, width in enumerate(told.split())}
    for bold, told in ((False, _REGULAR), (True, _BOLD))
}
_SIGNS: Final = {"▲": 990, "♦": 510, "…": 1000, "—": 1000, "·": 333}
_OTHER: Final = 604


class Words(NamedTuple):
    """A text in a picture, in one colour and weight."""

    text: str
    ink: str = "ink"
    bold: bool = False


class Shape(NamedTuple):
    """A rectangle in the picture's own units, with a background colour (by its name in the palette) and words, whose
    `size` is in points."""

    x: float
    y: float
    width: float
    height: float
    ground: str = ""
    words: tuple[Words, ...] = ()
    size: float = 7
    middle: bool = False


def metafile(shapes: list[Shape], width: float, height: float, millimetres: float, smaller: float) -> bytes:
    """The shapes of a picture of this size, drawn `millimetres` wide, with letters `smaller` than their size."""
    unit = millimetres / width
    records = [
        _record(_MAP_MODE, _ANISOTROPIC),
        _record(_WINDOW, round(width * _FINE), round(height * _FINE)),
        _record(_VIEWPORT, *_pixels(width * unit, height * unit)),
        _record(_BACKGROUND, _TRANSPARENT),
        _record(_ALIGN, _ON_BASELINE),
        _record(_SELECT, _NO_PEN),
    ]
    for shape in shapes:
        if shape.ground:
            records += _filled(shape)
        if shape.words:
            # A point is 25.4 / 72 millimetres.
            records += _written(shape, shape.size * smaller * 25.4 / 72 / unit)
    records.append(_record(_END, 0, 0, 20))
    return _header(records, width * unit, height * unit) + b"".join(records)


def _record(kind: int, *numbers: int) -> bytes:
    values = b"".join(struct.pack("<I", number & 0xFFFFFFFF) for number in numbers)
    return struct.pack("<II", kind, 8 + len(values)) + values


def _pixels(*millimetres: float) -> list[int]:
    """Lengths on a screen of 96 dots an inch."""
    return [max(round(length * 96 / 25.4), 1) for length in millimetres]


def _header(records: list[bytes], across: float, down: float) -> bytes:
    """The first record, with the size in millimetres."""
    length = 108
    total = length + sum(map(len, records))
    return struct.pack(
        "<2I 8i 2I 2I 2H 3I 2i 2i 3I 2i",
        *(_HEADER, length, 0, 0, *_pixels(across, down), 0, 0, round(across * 100), round(down * 100)),
        *(0x464D4520, 0x10000, total, len(records) + 1, 2, 0, 0, 0, 0),
        *(1920, 1080, 508, 286, 0, 0, 0, 508_000, 285_750),
    )


def _ink(name: str) -> int:
    """A colour of the palette as blue, green and red."""
    said = colour(name)
    return int(said[4:6] + said[2:4] + said[0:2], 16)


def _filled(shape: Shape) -> list[bytes]:
    left, top = round(shape.x * _FINE), round(shape.y * _FINE)
    right, bottom = round((shape.x + shape.width) * _FINE), round((shape.y + shape.height) * _FINE)
    return [
        _record(_BRUSH, 1, 0, _ink(shape.ground), 0),
        _record(_SELECT, 1),
        _record(_RECTANGLE, left, top, max(right, left + 1), max(bottom, top + 1)),
        _record(_DELETE, 1),
    ]


def _written(shape: Shape, size: float) -> list[bytes]:
    """The words of a shape on one line, their size in the picture's unit."""
    spans = [[_width(letter, size, bold=words.bold) for letter in words.text] for words in shape.words]
    x = shape.x + (max(shape.width - sum(map(sum, spans)), 0) / 2 if shape.middle else _INSET)
    y = shape.y + shape.height / 2 + size * _MIDDLE
    records = []
    for words, span in zip(shape.words, spans, strict=True):
        records += [
            _font(size, bold=words.bold),
            _record(_SELECT, 1),
            _record(_INK, _ink(words.ink)),
            _text(words.text, x, y, span),
            _record(_DELETE, 1),
        ]
        x += sum(span)
    return records


def _width(letter: str, size: float, *, bold: bool) -> float:
    return _WIDTHS[bold].get(letter, _SIGNS.get(letter, _OTHER)) * size / 1000


def _font(size: float, *, bold: bool) -> bytes:
    name = FONT.encode("utf-16-le").ljust(64, b"\0")
    font = struct.pack("<5i 8B", -round(size * _FINE), 0, 0, 0, 700 if bold else 400, *(0, 0, 0, 1, 0, 0, 0, 0)) + name
    content = struct.pack("<I", 1) + font.ljust(_FONT_LENGTH, b"\0")
    return struct.pack("<II", _FONT, 8 + len(content)) + content


def _text(text: str, x: float, y: float, span: list[float]) -> bytes:
    """A line of text with the place of each letter, so that it is as long everywhere."""
    letters = text.encode("utf-16-le")
    units = [part for letter, wide in zip(text, span, strict=True) for part in _parts(letter, wide)]
    padded = letters.ljust(-(-len(letters) // 4) * 4, b"\0")
    steps = struct.pack(f"<{len(units)}I", *units)
    before = struct.pack(
        "<4i I 2f 2i 3I 4i I",
        *(0, 0, -1, -1, _SCALED, 1.0, 1.0, round(x * _FINE), round(y * _FINE)),
        *(len(units), _BEFORE_TEXT, 0, 0, 0, -1, -1, _BEFORE_TEXT + len(padded)),
    )
    content = before + padded + steps
    return struct.pack("<II", _TEXT, 8 + len(content)) + content


def _parts(letter: str, wide: float) -> list[int]:
    """The width of a letter, which is two units of UTF-16 if it is beyond its first plane."""
    step = max(round(wide * _FINE), 0)
    return [step] if ord(letter) < 0x10000 else [step, 0]
