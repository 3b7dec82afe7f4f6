"""Pictures in a Word document, made of Word's own shapes: sharp at any size, each with a description in words. Every
state has a sign and a colour.
"""

from __future__ import annotations

from typing import Final, NamedTuple
from xml.sax.saxutils import escape, quoteattr

from docx.oxml import parse_xml

from si_plan.documents.blocks import Shade
from si_plan.documents.pictures import Bars, Timeline
from si_plan.documents.words import cut, join
from si_plan.formats.docx.elements import Element
from si_plan.formats.docx.styles import colour
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
_LETTERS_OF_A_LANE: Final = 138
_LETTERS_OF_A_CHIP: Final = 7
_CHIP_SIZE: Final = 6
_NAMESPACES: Final = " ".join(
    f'xmlns:{name}="{address}"'
    for name, address in {
        "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
        "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
        "wpg": "http://schemas.microsoft.com/office/word/2010/wordprocessingGroup",
        "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
        "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    }.items()
)
_DECORATIVE: Final = (
    '<a:extLst><a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}">'
    '<adec:decorative xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/>'
    "</a:ext></a:extLst>"
)
"""What a shape says that is told by its picture's description."""
_GROUP: Final = "http://schemas.microsoft.com/office/word/2010/wordprocessingGroup"


class Words(NamedTuple):
    """A text in a picture, in one colour and weight."""

    text: str
    ink: str = "ink"
    bold: bool = False


class Shape(NamedTuple):
    """A rectangle in the picture's own units, with a background colour (by its name in the palette) and words."""

    x: float
    y: float
    width: float
    height: float
    ground: str = ""
    words: tuple[Words, ...] = ()
    size: float = _SMALL
    middle: bool = False


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
    title = [Words(f"{lane.id}  {cut(lane.title, room)}", "ink", bold=True)]
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


_BAR, _LABEL, _ROW = 480, 230, 34


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
        shapes.append(Shape(x + 10, y, _WIDTH_OF_BARS - x - 10, _ROW - 8, "", said or (Words("none", "quiet"),)))
    lines = [f"{bar.label}: {join(told for _, _, told in bar.parts) or 'none'}" for bar in part.bars]
    return Picture(_WIDTH_OF_BARS, len(part.bars) * _ROW, shapes, f"{part.title}. {'. '.join(lines)}.")


_WIDTH_OF_BARS: Final = 1178


def picture_paragraph(picture: Picture, width: float, number: int) -> Element:
    """The picture in a paragraph of this width in centimetres. No other picture has its `number`."""
    scale = min(width * _EMU / picture.width, _TALLEST * _EMU / picture.height)
    across, down = round(picture.width * scale), round(picture.height * scale)
    smaller = min(1.0, scale / (width * _EMU / picture.width))
    shapes = "".join(_shape(shape, scale, smaller, place) for place, shape in enumerate(picture.shapes, 1))
    said = quoteattr(picture.said)
    element: Element = parse_xml(
        f'<w:p {_NAMESPACES}><w:pPr><w:pStyle w:val="Picture"/></w:pPr><w:r><mc:AlternateContent>'
        f'<mc:Choice Requires="wpg"><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent cx="{across}" cy="{down}"/><wp:docPr id="{number}" name="Picture {number}" descr={said}/>'
        f'<wp:cNvGraphicFramePr/><a:graphic><a:graphicData uri="{_GROUP}"><wpg:wgp><wpg:cNvGrpSpPr/><wpg:grpSpPr>'
        f'<a:xfrm><a:off x="0" y="0"/><a:ext cx="{across}" cy="{down}"/><a:chOff x="0" y="0"/>'
        f'<a:chExt cx="{across}" cy="{down}"/></a:xfrm></wpg:grpSpPr>{shapes}</wpg:wgp></a:graphicData></a:graphic>'
        f"</wp:inline></w:drawing></mc:Choice><mc:Fallback><w:t>{escape(picture.said)}</w:t></mc:Fallback>"
        f"</mc:AlternateContent></w:r></w:p>"
    )
    return element


def _shape(shape: Shape, scale: float, smaller: float, place: int) -> str:
    x, y, across, down = (max(round(length * scale), 0) for length in shape[:4])
    ground = f'<a:solidFill><a:srgbClr val="{colour(shape.ground)}"/></a:solidFill>' if shape.ground else "<a:noFill/>"
    jc = '<w:jc w:val="center"/>' if shape.middle else ""
    words = ""
    if shape.words:
        size = max(round(shape.size * smaller * 2) / 2, 4)
        runs = "".join(_run(piece, size) for piece in shape.words)
        form = f'<w:pPr><w:pStyle w:val="Drawn"/>{jc}</w:pPr>'
        words = f"<wps:txbx><w:txbxContent><w:p>{form}{runs}</w:p></w:txbxContent></wps:txbx>"
    inset = round(2 * scale)
    return (
        f'<wps:wsp><wps:cNvPr id="{place}" name="Shape {place}">{_DECORATIVE}</wps:cNvPr><wps:cNvSpPr/>'
        f'<wps:spPr><a:xfrm><a:off x="{x}" y="{y}"/><a:ext cx="{across}" cy="{down}"/></a:xfrm>'
        f'<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>{ground}<a:ln><a:noFill/></a:ln></wps:spPr>{words}'
        f'<wps:bodyPr wrap="none" lIns="{inset}" tIns="0" rIns="0" bIns="0" anchor="ctr"><a:noAutofit/></wps:bodyPr>'
        f"</wps:wsp>"
    )


def _run(words: Words, size: float) -> str:
    """A run of text, as XML that can be put inside another element."""
    bold = "<w:b/>" if words.bold else ""
    halves = round(size * 2)
    return (
        f'<w:r><w:rPr>{bold}<w:color w:val="{colour(words.ink)}"/><w:sz w:val="{halves}"/></w:rPr>'
        f'<w:t xml:space="preserve">{_on_one_line(words.text)}</w:t></w:r>'
    )


def _on_one_line(text: str) -> str:
    """A text that is never wrapped, as XML."""
    return escape(text.replace(" ", "\N{NO-BREAK SPACE}"))
