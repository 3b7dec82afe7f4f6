"""The styles of a Word document: its language, letters, headings, cells and tables, and how headings are numbered."""

from __future__ import annotations

from typing import Final

from docx.oxml.ns import qn

from si_plan.formats.docx.elements import Element, made
from si_plan.formats.palette import PALETTE

FONT: Final = "Arial"
NUMBERED: Final = 90
"""The numbering of the sections' headings."""
BULLETS: Final = 91
SMALL_BULLETS: Final = 92
_TWIPS: Final = 567
"""A centimetre in twentieths of a point."""


def twips(centimetres: float) -> int:
    return round(centimetres * _TWIPS)


def colour(name: str) -> str:
    """A colour of the palette, as Word writes it. Paper is light."""
    return PALETTE[name].light.removeprefix("#").upper()


def numberings() -> list[Element]:
    """The numbers of the sections' headings, and the bullets of lists."""
    forms = [
        _numbers(0, "decimal", "%1.", 1.2, "Heading1"),
        _numbers(1, "bullet", "•", 0.6, "ListBullet"),
        _numbers(2, "bullet", "•", 0.35, "CellPoint"),
    ]
    used = enumerate((NUMBERED, BULLETS, SMALL_BULLETS))
    return [*forms, *(made("num", made("abstractNumId", val=form), numId=number) for form, number in used)]


def _numbers(identity: int, form: str, text: str, hanging: float, style: str) -> Element:
    level = made(
        "lvl",
        made("start", val=1),
        made("numFmt", val=form),
        made("pStyle", val=style),
        made("lvlText", val=text),
        made("lvlJc", val="left"),
        made("pPr", made("ind", left=twips(hanging), hanging=twips(hanging))),
        ilvl=0,
    )
    return made("abstractNum", made("multiLevelType", val="singleLevel"), level, abstractNumId=identity)


def defaults() -> Element:
    letters = made("rFonts", ascii=FONT, hAnsi=FONT, eastAsia=FONT, cs=FONT)
    language = made("lang", val="en-GB", eastAsia="en-GB", bidi="ar-SA")
    runs = made("rPr", letters, made("color", val=colour("ink")), made("sz", val=22), made("szCs", val=22), language)
    lines = made("pPr", made("spacing", before=0, after=120, line=264, lineRule="auto"))
    return made("docDefaults", made("rPrDefault", runs), made("pPrDefault", lines))


def styles() -> list[Element]:
    return [
        _style("Normal", "Normal", default=True),
        made(
            "style",
            made("name", val="Default Paragraph Font"),
            made("uiPriority", val=1),
            made("semiHidden"),
            type="character",
            default=1,
            styleId="DefaultParagraphFont",
        ),
        _style("Title", "Title", based="Normal", size=26, after=4, bold=True, keep=True, ink="band"),
        _style("Subtitle", "Subtitle", based="Normal", size=14, after=12, ink="quiet"),
        _style("Authority", "Authority", based="Normal", size=12, bold=True, after=10, ink="quiet"),
        _style("Heading1", "heading 1", based="Normal", size=17, before=20, after=6, level=0, number=NUMBERED),
        _style("Heading2", "heading 2", based="Normal", size=13, before=14, after=4, level=1),
        _style("Caption", "caption", based="Normal", size=10, before=8, after=4, keep=True, bold=True, ink="quiet"),
        _style("ListBullet", "List Bullet", based="Normal", after=2, number=BULLETS),
        _style("Fact", "Fact", based="Normal", after=3, hanging=4.2),
        _style("Contents", "Contents", based="Normal", after=2),
        _style("CellText", "Cell Text", based="Normal", size=9, after=0),
        _style("CellPoint", "Cell Point", based="CellText", number=SMALL_BULLETS),
        _style("CellHeading", "Cell Heading", based="CellText", bold=True, keep=True),
        _style("CellFigure", "Cell Figure", based="Normal", size=24, bold=True, after=0, keep=True),
        _style("Picture", "Picture", based="Normal", before=4, after=8),
        _style("Drawn", "Drawn Text", based="Normal", size=7, after=0, single=True),
        _style("AfterTable", "After Table", based="Normal", size=4, after=4),
        _style("Footer", "footer", based="Normal", size=9, after=0, ink="quiet"),
        made(
            "style",
            made("name", val="Hyperlink"),
            made("rPr", made("color", val=colour("link")), made("u", val="single")),
            type="character",
            styleId="Hyperlink",
        ),
        made(
            "style",
            made("name", val="Record"),
            made("rPr", made("color", val=colour("link"))),
            type="character",
            customStyle=1,
            styleId="Record",
        ),
        _table_style(),
    ]


def _style(
    identity: str,
    name: str,
    *,
    based: str = "",
    default: bool = False,
    size: int = 0,
    before: int = -1,
    after: int = -1,
    bold: bool = False,
    ink: str = "",
    keep: bool = False,
    level: int | None = None,
    number: int = 0,
    hanging: float = 0,
    single: bool = False,
) -> Element:
    """A paragraph style; sizes and spaces in points, the hanging indent in centimetres."""
    if level is not None:
        bold, keep, ink = True, True, "band"
    spacing: dict[str, str | int] = {"line": 240, "lineRule": "auto"} if single else {}
    if before >= 0:
        spacing["before"] = before * 20
    if after >= 0:
        spacing["after"] = after * 20
    paragraphs = made(
        "pPr",
        made("keepNext") if keep else None,
        made("numPr", made("numId", val=number)) if number else None,
        made("tabs", made("tab", val="left", pos=twips(hanging))) if hanging else None,
        made("spacing", **spacing) if spacing else None,
        made("ind", left=twips(hanging), hanging=twips(hanging)) if hanging else None,
        made("outlineLvl", val=level) if level is not None else None,
    )
    runs = made(
        "rPr",
        made("b") if bold else None,
        made("bCs") if bold else None,
        made("color", val=colour(ink)) if ink else None,
        made("sz", val=size * 2) if size else None,
        made("szCs", val=size * 2) if size else None,
    )
    style = made(
        "style",
        made("name", val=name),
        made("basedOn", val=based) if based else None,
        made("next", val="Normal") if level is not None else None,
        made("qFormat"),
        paragraphs if len(paragraphs) else None,
        runs if len(runs) else None,
        type="paragraph",
        styleId=identity,
    )
    if default:
        style.set(qn("w:default"), "1")
    elif name[0].isupper() and name not in ("Title", "Subtitle", "List Bullet"):
        style.set(qn("w:customStyle"), "1")
    return style


def _table_style() -> Element:
    """Fine lines between rows, and a heading row that is told apart by more than its place."""
    line: dict[str, str | int] = {"val": "single", "sz": 4, "space": 0, "color": colour("rule")}
    margins = made(
        "tblCellMar",
        made("top", w=40, type="dxa"),
        made("left", w=80, type="dxa"),
        made("bottom", w=40, type="dxa"),
        made("right", w=80, type="dxa"),
    )
    borders = made("tblBorders", made("top", **line), made("bottom", **line), made("insideH", **line))
    first = made(
        "tblStylePr",
        made("rPr", made("b"), made("color", val=colour("on-band"))),
        made("tcPr", made("shd", val="clear", color="auto", fill=colour("band"))),
        type="firstRow",
    )
    return made(
        "style",
        made("name", val="Report Table"),
        made("qFormat"),
        made("tblPr", borders, margins),
        first,
        type="table",
        customStyle=1,
        styleId="ReportTable",
    )
