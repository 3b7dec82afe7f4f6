"""The elements of a Word document: paragraphs, runs, links, fields, bookmarks."""

from __future__ import annotations

from typing import Final

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.part import Part
from docx.oxml.ns import nsmap, qn
from docx.oxml.parser import oxml_parser
from docx.oxml.xmlchemy import BaseOxmlElement

from si_plan.formats.addresses import linkable

Element = BaseOxmlElement
_LONGEST_BOOKMARK: Final = 40
_PREFIX: Final = {"w": nsmap["w"]}
_WORD: Final = f"{{{nsmap['w']}}}"
_XML_SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"


def make(tag: str, *children: Element | None, **attributes: str | int) -> Element:
    """An element of the word-processing namespace, as are its attributes. A child that is None is left out."""
    named = {_WORD + name: str(value) for name, value in attributes.items()}
    element: Element = oxml_parser.makeelement(_WORD + tag, named, _PREFIX)
    for child in children:
        if child is not None:
            element.append(child)
    return element


def run(text: str, *, style: str = "", bold: bool = False, colour: str = "") -> Element:
    """A run of text."""
    form = make(
        "rPr",
        make("rStyle", val=style) if style else None,
        make("b") if bold else None,
        make("color", val=colour) if colour else None,
    )
    said = make("t")
    said.text = text
    said.set(_XML_SPACE, "preserve")
    return make("r", form if len(form) else None, said)


def tab() -> Element:
    return make("r", make("tab"))


def paragraph(style: str, *content: Element, keep: bool = False) -> Element:
    """A paragraph in the style with this id. With `keep`, it stays on the page of the next paragraph."""
    form = make("pPr", make("pStyle", val=style), make("keepNext") if keep else None)
    return make("p", form, *content)


def field(instruction: str, shown: str, *, stale: bool = False) -> list[Element]:
    """A field that the word processor works out itself, with the text that it shows until then: only until the
    document is opened, if that is `stale`."""
    code = make("instrText")
    code.text = f" {instruction} "
    code.set(_XML_SPACE, "preserve")
    return [
        make("r", make("fldChar", fldCharType="begin", **({"dirty": "true"} if stale else {}))),
        make("r", code),
        make("r", make("fldChar", fldCharType="separate")),
        run(shown),
        make("r", make("fldChar", fldCharType="end")),
    ]


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

    def mark(self, record: str, content: list[Element]) -> list[Element]:
        """The content as the record's place. A record has one place only: later content is returned unchanged."""
        name = self._names.get(record)
        if name is None or name in self._marked:
            return content
        self._marked.add(name)
        number = len(self._marked)
        return [make("bookmarkStart", id=number, name=name), *content, make("bookmarkEnd", id=number)]

    def link(self, record: str, *content: Element) -> list[Element]:
        """The content as a link to the record's place, if it has one."""
        name = self._names.get(record)
        return [*content] if name is None else [make("hyperlink", *content, anchor=name, history=1)]

    def page(self, record: str) -> list[Element]:
        """The number of the page on which the record's place is, which only the word processor knows."""
        return field(f"PAGEREF {self._names[record]} \\h", "", stale=True)


def evidence(part: Part, text: str) -> Element:
    """Evidence as a link if it is an address that is safe to follow, else as text."""
    if not linkable(text):
        return run(text)
    link = make("hyperlink", run(text, style="Hyperlink"), history=1)
    link.set(qn("r:id"), part.relate_to(text, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    return link
