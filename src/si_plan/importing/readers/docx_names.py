"""The names of Word's XML, and how its values are read."""

from __future__ import annotations

import re
from typing import Final

from si_plan.importing.readers.office_zip import Element

W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MATHS: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
ALTERNATIVES: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"
"""Several forms of one thing: a drawing, and a picture of it for older programs."""
CONTROL: Final = f"{W}sdt"
TEXT: Final = frozenset({f"{W}t", f"{MATHS}t"})
TRACKED: Final = {
    f"{W}ins": "inserted",
    f"{W}del": "deleted",
    f"{W}moveFrom": "moved away",
    f"{W}moveTo": "moved here",
    f"{W}cellIns": "a cell inserted",
    f"{W}cellDel": "a cell deleted",
    f"{W}cellMerge": "cells merged",
}
"""The changes that Word keeps until somebody accepts or rejects them, in words."""
_OFF: Final = frozenset({"0", "false", "off", "none"})
_VAL: Final = f"{W}val"


def flag(value: str) -> bool:
    """Whether a switch is on; one without a value is."""
    return value.strip().lower() not in _OFF


def whole(value: str, otherwise: int, most: int) -> int:
    """A count from the file, no more than `most`; `otherwise` where it is none."""
    return min(int(value), most) if re.fullmatch(r"[0-9]{1,9}", value.strip()) else otherwise


def value_of(element: Element | None, name: str) -> str:
    """The value of a property within an element; empty where it has none."""
    found = element.find(W + name) if element is not None else None
    return found.get(_VAL, "") if found is not None else ""


def switched_on(element: Element | None, name: str) -> bool:
    """Whether a property within an element is there and on."""
    found = element.find(W + name) if element is not None else None
    return found is not None and flag(found.get(_VAL, "1"))


def is_prompt(control: Element) -> bool:
    """Whether a content control shows what to fill in, since nobody has filled it in."""
    return switched_on(control.find(f"{W}sdtPr"), "showingPlcHdr")


def chosen(alternatives: Element) -> Element:
    """Of several forms of one thing that a file holds, the first that has a text; where none has, all."""
    for branch in alternatives:
        if any(each.tag not in TEXT or (each.text or "").strip() for each in branch.iter(*TEXT, f"{W}sym")):
            return branch
    return alternatives
