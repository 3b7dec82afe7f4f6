"""The words of a raw HTML page, counted as its text goes by from tag to tag, with no knowledge of what holds what."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from html import unescape
from typing import Final

_PARTING: Final = (
    "address article aside blockquote body br caption center col colgroup dd details dialog dir div dl dt fieldset "
    "figcaption figure footer form h1 h2 h3 h4 h5 h6 head header hr html legend li main menu nav ol option p pre "
    "section select summary table tbody td textarea tfoot th thead tr ul"
)
"""The elements that part words; none does that HTML does not know."""
_RAW: Final = frozenset({"script", "style", "title", "template", "iframe", "noembed", "noframes"})
"""The elements whose content is no text that is seen."""
_OPENING: Final = re.compile(r"<(?:!--|[!?]|/?[a-zA-Z]|/)")
_NAME: Final = re.compile(r"/?[^\s/>]*")
_INSIDE: Final = re.compile(r">|=\s*([\"'])")


def words_of_page(text: str) -> Counter[str]:
    """How often each word stands in a page: hidden or not, without scripts, styles and its title."""
    parting = frozenset(_PARTING.split())
    pieces = []
    for seen, name in _parts(text.replace("\0", "")):
        pieces.append(unescape(seen))
        if name in parting:
            pieces.append(" ")
    return Counter("".join(pieces).split())


def _parts(text: str) -> Iterator[tuple[str, str]]:
    """Each text between tags, with the name of the element that begins or ends after it."""
    place = 0
    while (opening := _OPENING.search(text, place)) is not None:
        start, end, name = opening.start(), 0, ""
        if opening[0] == "<!--":
            end = _after(text, "-->", start + 2)
        elif opening[0][-1].isalpha():
            named = _NAME.match(text, start + 1)
            name = named[0].lower() if named else ""
            end = _tag_end(text, start + 1 + len(name))
        else:
            end = _after(text, ">", start)
        yield text[place:start], name.lstrip("/")
        place = _past(text, name, end) if name in _RAW else end
    yield text[place:], ""


def _tag_end(text: str, place: int) -> int:
    """Where a tag ends: at the first > that no value in quotes holds; at the end of the text where there is none."""
    while (found := _INSIDE.search(text, place)) is not None:
        if found[0] == ">":
            return found.end()
        place = _after(text, found[1], found.end())
    return len(text)


def _past(text: str, name: str, place: int) -> int:
    """Where an element ends whose content is passed over."""
    end = re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE).search(text, place)
    return _after(text, ">", end.end()) if end else len(text)


def _after(text: str, mark: str, place: int) -> int:
    found = text.find(mark, place)
    return found + len(mark) if found >= 0 else len(text)
