"""The styles of a Word document: language, font, headings, cells and tables, and the numbering of headings."""

from __future__ import annotations

from typing import Final

from si_plan.formats.docx.elements import NOTHING, Xml, filled, make
from si_plan.palette import PALETTE

FONT: Final = "Arial"
NUMBERED: Final = 90
"""The numbering of the sections' headings."""
BULLETS: Final = 91
SMALL_BULLETS: Final = 92
_TWIPS: Final = 567
"""A centimetre in twentieths of a point."""


def twips(centimetres: float) -> int:
    """Centimetres in twentieths of a point."""
    return round(centimetres * _TWIPS)


def colour(name: str) -> str:
    """A colour of the palette as RRGGBB, in the light scheme."""
    return PALETTE[name].light.removeprefix("#").upper()


def numberings() -> list[Xml]:
    """The numbers of the sections' headings, and the bullets of lists."""
    forms = [
        _numbers(0, "decimal", "%1.", 1.2, "Heading1"),
        _numbers(1, "bullet", "•", 0.6, "ListBullet"),
        _numbers(2, "bullet", "•", 0.35, "CellPoint"),
    ]
    used = enumerate((NUMBERED, BULLETS, SMALL_BULLETS))
    return [*forms, *(make("num", make("abstractNumId", val=form), numId=number) for form, number in used)]


def _numbers(identity: int, form: str, text: str, hanging: float, style: str) -> Xml:
    level = make(
        "lvl",
        make("start", val=1),
        make("numFmt", val=form),
        make("pStyle", val=style),
        make("lvlText", val=text),
        make("lvlJc", val="left"),
        make("pPr", make("ind", left=twips(hanging), hanging=twips(hanging))),
        ilvl=0,
    )
    return make("abstractNum", make("multiLevelType", val="singleLevel"), level, abstractNumId=identity)


def defaults() -> Xml:
    """The font, language and spacing of everything that no style sets."""
    letters = make("rFonts", ascii=FONT, hAnsi=FONT, eastAsia=FONT, cs=FONT)
    language = make("lang", val="en-GB", eastAsia="en-GB", bidi="ar-SA")
    runs = make("rPr", letters, make("color", val=colour("ink")), make("sz", val=22), make("szCs", val=22), language)
    lines = make("pPr", make("spacing", before=0, after=120, line=264, lineRule="auto"))
    return make("docDefaults", make("rPrDefault", runs), make("pPrDefault", lines))


def styles() -> list[Xml]:
    """Every style that the report uses."""
    return [
        _style("Normal", "Normal", default=True),
        make(
            "style",
            make("name", val="Default Paragraph Font"),
            make("uiPriority", val=1),
            make("semiHidden"),
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
        _style("Contents", "Contents", based="Normal", after=2, leader=17.0),
        _style("CellText", "Cell Text", based="Normal", size=9, after=0),
        _style("CellPoint", "Cell Point", based="CellText", number=SMALL_BULLETS),
        _style("CellHeading", "Cell Heading", based="CellText", bold=True, keep=True),
        _style("CellFigure", "Cell Figure", based="Normal", size=24, bold=True, after=0, keep=True),
        _style("Picture", "Picture", based="Normal", before=4, after=8),
        _style("Drawn", "Drawn Text", based="Normal", size=7, after=0, single=True),
        _style("AfterTable", "After Table", based="Normal", size=4, after=4),
        _style("Footer", "footer", based="Normal", size=9, after=0, ink="quiet"),
        _style("Mark", "Mark", based="Normal", size=12, after=0, bold=True, ink="overdue-ink"),
        make(
            "style",
            make("name", val="Hyperlink"),
            make("rPr", make("color", val=colour("link")), make("u", val="single")),
            type="character",
            styleId="Hyperlink",
        ),
        make(
            "style",
            make("name", val="Record"),
            make("rPr", make("color", val=colour("link"))),
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
    leader: float = 0,
    single: bool = False,
) -> Xml:
    """A paragraph style; sizes and spacing in points, the hanging indent in centimetres. Dots lead to `leader`
    centimetres, where the text is set flush right."""
    if level is not None:
        bold, keep, ink = True, True, "band"
    spacing: dict[str, str | int] = {"line": 240, "lineRule": "auto"} if single else {}
    if before >= 0:
        spacing["before"] = before * 20
    if after >= 0:
        spacing["after"] = after * 20
    paragraphs = filled(
        "pPr",
        make("keepNext") if keep else NOTHING,
        make("numPr", make("numId", val=number)) if number else NOTHING,
        _tabs(hanging, leader),
        make("spacing", **spacing) if spacing else NOTHING,
        make("ind", left=twips(hanging), hanging=twips(hanging)) if hanging else NOTHING,
        make("outlineLvl", val=level) if level is not None else NOTHING,
    )
    runs = filled(
        "rPr",
        make("b") if bold else NOTHING,
        make("bCs") if bold else NOTHING,
        make("color", val=colour(ink)) if ink else NOTHING,
        make("sz", val=size * 2) if size else NOTHING,
        make("szCs", val=size * 2) if size else NOTHING,
    )
    own = name[0].isupper() and name not in ("Title", "Subtitle", "List Bullet")
    kind: dict[str, int] = {"default": 1} if default else {"customStyle": 1} if own else {}
    return make(
        "style",
        make("name", val=name),
        make("basedOn", val=based) if based else NOTHING,
        make("next", val="Normal") if level is not None else NOTHING,
        make("qFormat"),
        paragraphs,
        runs,
        type="paragraph",
        styleId=identity,
        **kind,
    )


def _tabs(hanging: float, leader: float) -> Xml:
    if leader:
        return make("tabs", make("tab", val="right", leader="dot", pos=twips(leader)))
    return make("tabs", make("tab", val="left", pos=twips(hanging))) if hanging else NOTHING


def _table_style() -> Xml:
    """The style of tables: fine lines between rows, and a heading row in bold on a dark ground."""
    line: dict[str, str | int] = {"val": "single", "sz": 4, "space": 0, "color": colour("rule")}
    margins = make(
        "tblCellMar",
        make("top", w=40, type="dxa"),
        make("left", w=80, type="dxa"),
        make("bottom", w=40, type="dxa"),
        make("right", w=80, type="dxa"),
    )
    borders = make("tblBorders", make("top", **line), make("bottom", **line), make("insideH", **line))
    first = make(
        "tblStylePr",
        make("rPr", make("b"), make("color", val=colour("on-band"))),
        make("tcPr", make("shd", val="clear", color="auto", fill=colour("band"))),
        type="firstRow",
    )
    return make(
        "style",
        make("name", val="Report Table"),
        make("qFormat"),
        make("tblPr", borders, margins),
        first,
        type="table",
        customStyle=1,
        styleId="ReportTable",
    )
