"""Pictures in a Word document: sharp at any size, each with one description in words. Every state has a sign and a
colour.
"""

from __future__ import annotations

from typing import Final, NamedTuple
from xml.sax.saxutils import quoteattr

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part

from si_plan.documents.blocks import Shade
from si_plan.documents.pictures import Bars, Courses, Timeline
from si_plan.documents.words import cut, join
from si_plan.formats.courses import HEIGHT, SLOT, placed
from si_plan.formats.docx.elements import Xml
from si_plan.formats.docx.metafile import Shape, Words, metafile
from si_plan.formats.timeline import CHIP, COLUMN, Drawing, DrawnLane, drawing

SIGNS: Final[dict[Shade, str]] = {
    "overdue": "♦",
    "falling": "▲",
    "open": "○",
    "done": "■",
    "cancelled": "×",
    "none": "–",
}
_EMU: Final = 360_000
"""A centimetre in the units of drawings."""
_TALLEST: Final = 21.0
_SMALL, _LARGER = 7, 8
"""Points."""
_LETTERS_OF_A_LABEL: Final = 36
_LETTERS_OF_A_LANE: Final = 138
_LETTERS_OF_A_CHIP: Final = 7
_CHIP_SIZE: Final = 6
_NAMESPACES: Final = " ".join(
    f'xmlns:{name}="{address}"'
    for name, address in {
        "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
        "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
        "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
    }.items()
)
_PICTURE: Final = "http://schemas.openxmlformats.org/drawingml/2006/picture"


class Picture(NamedTuple):
    """A picture: its size in its own units, its shapes, and its description."""

    width: float
    height: float
    shapes: list[Shape]
    said: str


def timeline(part: Timeline) -> Picture:
    """The milestones by priority and month, with a line for the day."""
    drawn = drawing(part)
    shapes = _grid(drawn)
    for lane in drawn.lanes:
        shapes += _lane(lane, drawn.width)
    lanes = [f"{lane.name}: {join(said for _, said in lane.counts) or 'none'}" for lane in part.lanes]
    return Picture(drawn.width, drawn.height, shapes, f"{part.summary} {'. '.join(lanes)}.")


def _grid(drawn: Drawing) -> list[Shape]:
    """The lines and labels of the months, and of the day."""
    shapes = []
    for tick in drawn.ticks:
        shapes.append(_line(tick.x, 2 if tick.year else 24, drawn.height))
        shapes.append(Shape(tick.x + 3, 22, COLUMN - 4, 20, "", (Words(tick.label, "quiet"),)))
        if tick.year:
            shapes.append(Shape(tick.x + 3, 1, COLUMN, 20, "", (Words(tick.year, "ink", bold=True),)))
    if drawn.undated_at is not None:
        shapes.append(_line(drawn.undated_at, 2, drawn.height))
        for y, text in ((2, "no single"), (22, "date")):
            shapes.append(Shape(drawn.undated_at + 3, y, COLUMN * 1.5, 20, "", (Words(text, "quiet"),)))
    if drawn.day_at is not None:
        shapes.append(Shape(drawn.day_at - 1, 42, 2.5, drawn.height - 42, "ink"))
        left = min(max(drawn.day_at - 52, 0), drawn.width - 104)
        shapes.append(Shape(left, 40, 104, 18, "ink", (Words(drawn.day, "on-band", bold=True),), middle=True))
    return shapes


def _line(x: float, top: float, bottom: float) -> Shape:
    return Shape(x, top, 1, bottom - top, "rule")


def _lane(lane: DrawnLane, width: float) -> list[Shape]:
    room = _LETTERS_OF_A_LANE - sum(len(said) + 5 for _, said in lane.counts)
    title = [Words(f"{lane.short}  {cut(lane.title, room)}", "ink", bold=True)]
    for shade, said in lane.counts:
        title.append(Words(f"   {SIGNS[shade]} {said}", f"{shade}-ink"))
    shapes = [
        Shape(0, lane.y, width, 1, "rule"),
        Shape(0, lane.y + 6, width, 24, "panel", tuple(title), _SMALL),
    ]
    for chip in lane.chips:
        ground, ink = (f"{chip.shade}-tint", f"{chip.shade}-ink") if chip.shade != "none" else ("panel", "ink")
        label = (Words(f"{SIGNS[chip.shade]} {chip.label}", ink, bold=True),)
        size = _CHIP_SIZE * min(1.0, _LETTERS_OF_A_CHIP / len(label[0].text))
        shapes.append(Shape(chip.x - 2, chip.y, COLUMN - 4, CHIP - 3, ground, label, size))
    return shapes


_BAR, _LABEL, _ROW = 440, 280, 34


def bars(part: Bars) -> Picture:
    """A line for each bar: its label, its shares to scale, and the numbers in words."""
    most = max((sum(number for _, number, _ in bar.parts) for bar in part.bars), default=0) or 1
    shapes: list[Shape] = []
    for place, bar in enumerate(part.bars):
        y = place * _ROW
        shapes.append(Shape(0, y, _LABEL, _ROW - 8, "", (Words(bar.label, bold=True),), _LARGER))
        x = float(_LABEL)
        for shade, number, _ in bar.parts:
            across = _BAR * number / most
            shapes.append(Shape(x, y, across, _ROW - 8, shade if shade != "none" else "rule"))
            x += across + 1
        said = tuple(Words(f"{SIGNS[shade]} {told}   ", f"{shade}-ink") for shade, _, told in bar.parts)
        shapes.append(
            Shape(x + 10, y, _WIDTH_OF_BARS - x - 10, _ROW - 8, "", said or (Words("none", "quiet"),), _LARGER)
        )
    lines = [f"{bar.label}: {join(told for _, _, told in bar.parts) or 'none'}" for bar in part.bars]
    return Picture(_WIDTH_OF_BARS, len(part.bars) * _ROW, shapes, f"{part.title}. {'. '.join(lines)}.")


_WIDTH_OF_BARS: Final = 1178
_DOT, _AIM = 8, 40


def courses(part: Courses) -> Picture:
    """A line for each target: its label, and its results and aims side by side, each with its figure and its name."""
    shapes: list[Shape] = []
    for place, course in enumerate(part.courses):
        y = place * (HEIGHT + 8)
        shapes.append(
            Shape(0, y, _LABEL, HEIGHT, "", (Words(cut(course.label, _LETTERS_OF_A_LABEL), bold=True),), _LARGER)
        )
        for one in placed(course):
            wide, ground = (_AIM, one.aim if one.aim != "none" else "rule") if one.aim else (_DOT, "ink")
            high = _DOT if one.aim is None else _DOT / 2
            left = _LABEL + one.x - SLOT / 2
            shapes.append(Shape(_LABEL + one.x - wide / 2, y + one.y - high / 2, wide, high, ground))
            for top, text, ink in ((one.y - 24, one.said, "ink"), (HEIGHT - 20, one.name, "quiet")):
                shapes.append(Shape(left, y + top, SLOT, 18, "", (Words(text, ink),), _SMALL, middle=True))
        shapes.append(Shape(0, y + HEIGHT + 3, _WIDTH_OF_BARS, 1, "rule"))
    said = ". ".join(f"{course.label}: {course.said}" for course in part.courses)
    return Picture(_WIDTH_OF_BARS, len(part.courses) * (HEIGHT + 8), shapes, f"{part.title}. {said}.")


def picture_paragraph(document: Part, picture: Picture, width: float, number: int) -> Xml:
    """The picture in a paragraph of this width in centimetres of the document. No other picture has its `number`."""
    scale = min(width * _EMU / picture.width, _TALLEST * _EMU / picture.height)
    across, down = round(picture.width * scale), round(picture.height * scale)
    smaller = min(1.0, scale / (width * _EMU / picture.width))
    drawn = metafile(picture.shapes, picture.width, picture.height, across / _EMU * 10, smaller)
    assert document.package is not None
    file = Part(PackURI(f"/word/media/picture{number}.emf"), "image/x-emf", drawn, document.package)
    said, place = quoteattr(picture.said), document.relate_to(file, RELATIONSHIP_TYPE.IMAGE)
    return Xml(
        f'<w:p {_NAMESPACES}><w:pPr><w:pStyle w:val="Picture"/></w:pPr><w:r><w:drawing>'
        f'<wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="{across}" cy="{down}"/>'
        f'<wp:docPr id="{number}" name="Picture {number}" descr={said}/><wp:cNvGraphicFramePr/>'
        f'<a:graphic><a:graphicData uri="{_PICTURE}"><pic:pic>'
        f'<pic:nvPicPr><pic:cNvPr id="{number}" name="Picture {number}"/><pic:cNvPicPr/></pic:nvPicPr>'
        f'<pic:blipFill><a:blip r:embed="{place}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
        f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{across}" cy="{down}"/></a:xfrm>'
        f'<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr>'
        f"</pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>"
    )
