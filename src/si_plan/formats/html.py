"""A document as one self-contained HTML page: no script, no request, a strict policy, readable on paper and at 320
pixels.

Jinja makes the markup and escapes every text; control characters are already neutralised in the document. Of a plan's
texts only evidence can become a link, and only if it is a web address.
"""

from __future__ import annotations

import re
from base64 import b64encode
from functools import lru_cache
from hashlib import sha256
from typing import Final

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from si_plan import palette
from si_plan.documents.blocks import (
    SHADE_WORDS,
    Cell,
    Document,
    Group,
    Heading,
    Part,
    Row,
    Section,
    Table,
    plain,
    tell,
    with_headings,
)
from si_plan.documents.pictures import Bars, Courses, Figures, Timeline
from si_plan.documents.visible import safe
from si_plan.formats import courses
from si_plan.formats.addresses import linkable
from si_plan.formats.timeline import drawing

_KINDS: Final = {
    "Ids": "ids",
    "Mark": "mark",
    "Evidence": "evidence",
    "Link": "link",
    "Lines": "lines",
    "Shares": "shares",
}


def render(document: Document) -> bytes:
    """The page, as UTF-8."""
    return page(document).encode("utf-8")


def page(document: Document, links: tuple[tuple[str, str], ...] = ()) -> str:
    """A document as a page. `links` lead to other pages of its site: each is an address and its label."""
    document, links = _drawable(with_headings(safe(document))), safe(links)
    columns, anchors = _columns(document), _anchors(document)
    style = stylesheet() + _column_style(document, columns)
    return (
        _environment()
        .get_template("page.html")
        .render(
            document=document,
            style=Markup(style),
            policy=policy_for(style),
            columns=columns,
            anchors=anchors,
            example=min(anchors, key=lambda anchor: (not anchor[0].isdigit(), -anchor.count("."), anchor), default=""),
            links=links,
            shades=SHADE_WORDS,
        )
    )


def stylesheet() -> str:
    """The style of every page: the palette, and what its parts look like."""
    return palette.style() + _source(_environment(), "page.css")


def policy_for(style: str) -> str:
    """The policy of a page that has this style and nothing else: no script, no request."""
    digest = b64encode(sha256(style.encode()).digest()).decode("ascii")
    return f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"


def _drawable(document: Document) -> Document:
    """The document, with each picture that a page does not draw replaced by what it tells."""
    return document._replace(sections=[_drawable_section(section) for section in document.sections])


def _drawable_section(section: Section) -> Section:
    drawn = (Bars, Courses, Figures, Timeline)
    parts: list[Part] = [
        shown for part in section.parts for shown in ([part] if isinstance(part, drawn) else tell(part))
    ]
    return section._replace(parts=parts)


@lru_cache(maxsize=1)
def _environment() -> Environment:
    """Jinja with the templates, compiled once for all pages of a run."""
    environment = Environment(
        loader=PackageLoader("si_plan.formats"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    environment.filters.update(kind=_kind, plain=plain, address=address, part=_part, drawing=drawing, folds=folds)
    environment.filters.update(placed=courses.placed, line=courses.line)
    environment.globals.update(slot=courses.SLOT, course_height=courses.HEIGHT)
    return environment


def _source(environment: Environment, name: str) -> str:
    assert environment.loader is not None
    return environment.loader.get_source(environment, name)[0]


def _kind(cell: Cell) -> str:
    return _KINDS.get(type(cell).__name__, "text")


def _part(part: Part | Row | Group) -> str:
    """The name of a part's kind, which tells the template how to render it."""
    return "text" if isinstance(part, str) else type(part).__name__.lower()


def folds(section: Section) -> list[tuple[Heading | None, list[Part]]]:
    """The section's parts, in the folds that open by themselves: one for each record that has a heading, with what
    stands before them apart. A section without such headings is one fold, or none, without a heading."""
    made: list[tuple[Heading | None, list[Part]]] = [(None, [])]
    for part in section.parts:
        if section.folded and isinstance(part, Heading) and part.id:
            made.append((part, []))
        else:
            made[-1][1].append(part)
    return made


def address(text: str) -> str | None:
    """The text if it is an http or https address that is safe to follow, else None."""
    return text if linkable(text) else None


def _tables(document: Document) -> list[Table]:
    return [part for section in document.sections for part in section.parts if isinstance(part, Table)]


def _columns(document: Document) -> dict[str, str]:
    """A CSS class for each column heading."""
    headings = dict.fromkeys(column.heading for table in _tables(document) for column in table.columns)
    return {heading: f"c{place}" for place, heading in enumerate(headings)}


def _column_style(document: Document, columns: dict[str, str]) -> str:
    """The CSS of columns: widths and, for narrow screens, where a row is a block, the heading in each cell."""
    rules = "".join(
        f'.{name}::before{{content:"{heading}: "}}'
        for heading, name in columns.items()
        if heading != "ID" and _HEADING.fullmatch(heading)
    )
    widths = "".join(f".w{width}{{width:{width}%}}" for width in sorted(_widths(document)))
    return f"{widths}\n@media screen and (max-width:59.99rem){{{rules}}}\n"


def _widths(document: Document) -> set[int]:
    return {column.width for table in _tables(document) for column in table.columns}


_HEADING: Final = re.compile(r"[A-Za-z0-9 ,()'’-]+")
"""The headings that are safe in the CSS: siplan's own words, and ids of areas."""


def _anchors(document: Document) -> frozenset[str]:
    """The ids of the records that have a place in the document, to which links can lead."""
    found = set()
    for section in document.sections:
        for part in section.parts:
            if isinstance(part, Heading):
                found.add(part.id)
            elif isinstance(part, Table):
                found.update(row.id if isinstance(row, Group) else row.anchor for row in part.rows)
    return frozenset(found - {""})
