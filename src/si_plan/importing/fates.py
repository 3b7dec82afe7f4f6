"""What became of each paragraph of a document."""

from __future__ import annotations

import re
import unicodedata
from typing import Final, Literal, NamedTuple

from si_plan.importing.document import Paragraph, Place

Fate = Literal["mapped", "joined", "repeated-header", "heading", "layout", "not-mapped", "asked"]
"""mapped: it stands in a field of the plan; joined: it continues the row before it, and stands with that; heading: it
names a column, a priority or a part of the document; layout: an empty or decorative cell, a page number; not-mapped:
no field takes it; asked: a question about it is open."""

_PAGE_NUMBER: Final = re.compile(r"(?i)\W*(page|p\.)?\s*\d{1,4}(\s*(of|/)\s*\d{1,4})?\W*")


class Fated(NamedTuple):
    """What became of a paragraph. One that several fields have got is told once for each."""

    place: Place
    fate: Fate
    record: str = ""
    """The id of the record that has it: 2.4, 2.4.1, HSI, A1, plan."""
    field: str = ""
    value: str = ""
    """What the field has got of it."""
    rule: str = ""
    """Why, in a few words: `column When`, `one clause, read as by, certain`, `answer to roles-his`."""


def left_over(part: Paragraph) -> tuple[Fate, str]:
    """The fate of a paragraph that the mapping says nothing of, and why. A tick says something, a dash does not."""
    if not any(unicodedata.category(letter)[0] in "LNS" for letter in part.text):
        return "layout", "no letter, number or sign"
    if part.aside in ("header", "footer") and _PAGE_NUMBER.fullmatch(part.text):
        return "layout", "number of a page"
    return "not-mapped", part.aside or "no part of the plan"
