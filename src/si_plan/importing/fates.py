"""What became of each paragraph of a document."""

from __future__ import annotations

from typing import Literal, NamedTuple

from si_plan.importing.document import Place

Fate = Literal["mapped", "joined", "repeated-header", "heading", "layout", "not-mapped", "asked"]
"""mapped: it stands in a field of the plan; joined: it continues the row before it, and stands with that; heading: it
names a column, a priority or a part of the document; layout: an empty or decorative cell, a page number; not-mapped:
no field takes it; asked: a question about it is open."""


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
