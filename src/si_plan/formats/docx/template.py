"""The empty document that a report is written into: A4 pages with footers, and properties."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from typing import Final, cast

import docx
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENTATION, WD_SECTION_START
from docx.oxml.ns import qn
from docx.section import Section as WordSection
from docx.shared import Cm

from si_plan.documents.words import cut
from si_plan.formats.docx.elements import Element, Xml, field, make, paragraph, parsed, run, tab
from si_plan.formats.docx.styles import defaults, numberings, styles, twips

SHORT: Final = 21.0
LONG: Final = 29.7
MARGIN: Final = 2.0
PORTRAIT: Final = SHORT - 2 * MARGIN
LANDSCAPE: Final = LONG - 2 * MARGIN
"""The width of the text on each kind of page, in centimetres."""
_MOST_OF_A_PROPERTY: Final = 250
_MOST_OF_A_FOOTER: Final = 90


def blank(title: str, authority: str, subject: str, day: date) -> WordDocument:
    """An empty document with everything but its content."""
    document = docx.Document()
    _drop_parts(document)
    _properties(document, title, authority, subject, day)
    _styles(document)
    _settings(document)
    body = document.element.body
    for child in list(body):
        if child.tag != qn("w:sectPr"):
            body.remove(child)
    return document


def _drop_parts(document: WordDocument) -> None:
    """Remove parts of the library's own template: its picture, and styles for older programs."""
    for owner in (document.part.rels, document.part.package.rels):
        for key, relation in list(owner.items()):
            if relation.reltype.endswith(("/stylesWithEffects", "/customXml", "/thumbnail")):
                del owner[key]


def _styles(document: WordDocument) -> None:
    """Put the report's own styles and numberings in place of the template's."""
    known = cast(Element, document.styles.element)
    for style in list(known.iterchildren(qn("w:style"))):
        known.remove(style)
    former = known.find(qn("w:docDefaults"))
    assert former is not None
    known.replace(former, *parsed(defaults()))
    known.extend(parsed(*styles()))
    numbering = cast(Element, document.part.numbering_part.element)
    for child in list(numbering):
        numbering.remove(child)
    numbering.extend(parsed(*numberings()))


def _properties(document: WordDocument, title: str, authority: str, subject: str, day: date) -> None:
    known = document.core_properties
    named = (title, subject, authority)
    known.title, known.subject, known.author = (cut(text, _MOST_OF_A_PROPERTY) for text in named)
    known.last_modified_by = cut(authority, _MOST_OF_A_PROPERTY)
    known.comments, known.keywords, known.category = "", "", ""
    known.language = "en-GB"
    known.revision = 1
    known.created = known.modified = datetime.combine(day, time(), UTC)


def _settings(document: WordDocument) -> None:
    settings = cast(Element, document.settings.element)
    for language in settings.iter(qn("w:themeFontLang")):
        language.set(qn("w:val"), "en-GB")
    for setting in settings.iter(qn("w:compatSetting")):
        if setting.get(qn("w:name")) == "compatibilityMode":
            setting.set(qn("w:val"), "15")


def page(document: WordDocument, *, landscape: bool, first: bool, footer: str, mark: str = "") -> None:
    """Begin pages of this form: the document's first section, or a new one at its end. Each page has the `mark` at its
    head."""
    section = document.sections[0] if first else _add_section(document)
    across, down = (LONG, SHORT) if landscape else (SHORT, LONG)
    section.orientation = WD_ORIENTATION.LANDSCAPE if landscape else WD_ORIENTATION.PORTRAIT
    section.page_width, section.page_height = Cm(across), Cm(down)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Cm(MARGIN)
    section.header_distance = section.footer_distance = Cm(1)
    section.gutter = Cm(0)
    _footer(section, across - 2 * MARGIN, footer)
    if mark:
        section.header.is_linked_to_previous = False
        _fill(cast(Element, section.header.part.element), paragraph("Mark", run(mark)))


def _add_section(document: WordDocument) -> WordSection:
    """Add a section at the end of the document. The paragraph that ends the section before is small."""
    section: WordSection = document.add_section(WD_SECTION_START.NEW_PAGE)
    document.paragraphs[-1].style = document.styles["After Table"]
    return section


def _footer(section: WordSection, width: float, text: str) -> None:
    """Put the plan's name on the left of the footer, and page X of Y on the right."""
    section.footer.is_linked_to_previous = False
    name = cut(text, _MOST_OF_A_FOOTER)
    tabs = make("tabs", make("tab", val="right", pos=twips(width)))
    pages = field("PAGE", "1"), run(" of "), field("NUMPAGES", "1")
    line = paragraph("Footer", run(name), tab(), run("Page "), *pages, form=tabs)
    _fill(cast(Element, section.footer.part.element), line)


def _fill(part: Element, line: Xml) -> None:
    """Let a head or a foot of pages be this line."""
    for child in list(part):
        part.remove(child)
    part.extend(parsed(line))
