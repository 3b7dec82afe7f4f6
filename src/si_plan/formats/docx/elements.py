"""The elements of a Word document, as text: paragraphs, runs, links, fields, bookmarks.

A report of thousands of rows takes a dozen times as much memory as a tree of objects. What is `Xml` is escaped already:
a plan's text becomes `Xml` here only, and in a picture's description.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final, NewType
from xml.sax.saxutils import escape, quoteattr

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsmap
from docx.oxml.xmlchemy import BaseOxmlElement

from si_plan.formats.addresses import linkable

Element = BaseOxmlElement
Xml = NewType("Xml", str)
"""Whole elements as text, one after the other."""
NOTHING: Final = Xml("")
FORMS: Final = 256
"""How many forms of runs, paragraphs and cells are kept: a document has few, and says each thousands of times."""
_LONGEST_BOOKMARK: Final = 40


def make(tag: str, *children: Xml, **attributes: str | int) -> Xml:
    """An element of the word-processing namespace, as are its attributes."""
    named = "".join([f" w:{name}={quoteattr(str(value))}" for name, value in attributes.items()])
    content = "".join(children)
    return Xml(f"<w:{tag}{named}>{content}</w:{tag}>" if content else f"<w:{tag}{named}/>")


def filled(tag: str, *children: Xml) -> Xml:
    """An element with these children; nothing if there are none."""
    return make(tag, *children) if any(children) else NOTHING


def joined(*elements: Xml) -> Xml:
    """The elements one after the other."""
    return Xml("".join(elements))


def parsed(*elements: Xml) -> list[Element]:
    """The elements as objects, for the small parts of a document that the library writes."""
    return list(parse_xml(f'<w:body xmlns:w="{nsmap["w"]}">{joined(*elements)}</w:body>'))


def run(text: str, *, style: str = "", bold: bool = False, colour: str = "") -> Xml:
    """A run of text."""
    return Xml(f'<w:r>{_form_of_run(style, bold, colour)}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>')


@lru_cache(FORMS)
def _form_of_run(style: str, bold: bool, colour: str) -> Xml:
    return filled(
        "rPr",
        make("rStyle", val=style) if style else NOTHING,
        make("b") if bold else NOTHING,
        make("color", val=colour) if colour else NOTHING,
    )


def tab() -> Xml:
    return make("r", make("tab"))


def paragraph(style: str, *content: Xml, keep: bool = False, form: Xml = NOTHING) -> Xml:
    """A paragraph in the style with this id, and with what else its `form` says. With `keep`, it stays on the page of
    the next paragraph."""
    return make("p", _form_of_paragraph(style, keep, form), *content)


@lru_cache(FORMS)
def _form_of_paragraph(style: str, keep: bool, form: Xml) -> Xml:
    return make("pPr", make("pStyle", val=style), make("keepNext") if keep else NOTHING, form)


def field(instruction: str, shown: str, *, stale: bool = False) -> Xml:
    """A field that the word processor works out itself, with the text that it shows until then: only until the
    document is opened, if that is `stale`."""
    return joined(
        make("r", make("fldChar", fldCharType="begin", **({"dirty": "true"} if stale else {}))),
        Xml(f'<w:r><w:instrText xml:space="preserve"> {escape(instruction)} </w:instrText></w:r>'),
        make("r", make("fldChar", fldCharType="separate")),
        run(shown),
        make("r", make("fldChar", fldCharType="end")),
    )


class Places:
    """The records that have a place in the document, so that others can link to them."""

    def __init__(self, records: list[str]) -> None:
        self._names: dict[str, str] = {}
        taken: set[str] = set()
        for record in dict.fromkeys(records):
            plain = "".join(sign if sign.isascii() and sign.isalnum() else "_" for sign in record)
            name = f"r_{plain}"
            if len(name) > _LONGEST_BOOKMARK or name.casefold() in taken:
                name = f"r__{len(taken)}"
            taken.add(name.casefold())
            self._names.setdefault(record, name)
        self._marked: set[str] = set()

    def mark(self, record: str, content: Xml) -> Xml:
        """The content as the record's place. A record has one place only: later content is returned unchanged."""
        name = self._names.get(record)
        if name is None or name in self._marked:
            return content
        self._marked.add(name)
        number = len(self._marked)
        return joined(make("bookmarkStart", id=number, name=name), content, make("bookmarkEnd", id=number))

    def link(self, record: str, *content: Xml) -> Xml:
        """The content as a link to the record's place, if it has one."""
        name = self._names.get(record)
        return joined(*content) if name is None else make("hyperlink", *content, anchor=name, history=1)

    def page(self, record: str) -> Xml:
        """The number of the page on which the record's place is, which only the word processor knows."""
        return field(f"PAGEREF {self._names[record]} \\h", "", stale=True)


def evidence(part: Part, text: str) -> Xml:
    """Evidence as a link if it is an address that is safe to follow, else as text."""
    if not linkable(text):
        return run(text)
    relation = part.relate_to(text, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    return Xml(f'<w:hyperlink r:id="{relation}" w:history="1">{run(text, style="Hyperlink")}</w:hyperlink>')
