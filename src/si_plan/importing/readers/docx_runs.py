"""What stands in a Word paragraph: its runs joined, parted at line breaks; its text boxes, its notes, its changes."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import Final, NamedTuple

from si_plan.importing.readers.docx_styles import Styles, W, flag
from si_plan.importing.readers.office_zip import Element

_MATHS: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
ALTERNATIVES: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"
"""Several forms of one thing: a drawing, and a picture of it for older programs."""
TRACKED: Final = {
    f"{W}ins": "inserted",
    f"{W}del": "deleted",
    f"{W}moveFrom": "moved away",
    f"{W}moveTo": "moved here",
    f"{W}cellIns": "an inserted cell",
    f"{W}cellDel": "a deleted cell",
    f"{W}cellMerge": "merged cells",
}
"""The changes that Word keeps until somebody accepts or rejects them, in words."""
_NOTES: Final = {
    f"{W}footnoteReference": "footnote",
    f"{W}endnoteReference": "endnote",
    f"{W}commentReference": "comment",
}
_SHOWN: Final = {
    f"{W}tab": "\t",
    f"{W}ptab": "\t",
    f"{W}br": "\n",
    f"{W}cr": "\n",
    f"{W}noBreakHyphen": "-",
}
_TEXT: Final = frozenset({f"{W}t", f"{_MATHS}t"})
_PASSED_OVER: Final = frozenset(
    f"{W}{name}"
    for name in (
        "pPr",
        "rPr",
        "sdtPr",
        "sdtEndPr",
        "instrText",
        "delText",
        "delInstrText",
        "fldData",
        "ffData",
        "softHyphen",
    )
)
_SYMBOLS: Final = {
    0xB7: "•", 0xA7: "▪", 0xA8: "◻", 0x6F: "☐", 0x71: "❑", 0x76: "❖", 0x6C: "●", 0x6E: "■", 0xD8: "➢", 0xE0: "→",
    0xFC: "✓", 0xFB: "✗", 0xFE: "☑", 0xFD: "☒", 0x52: "☑", 0x51: "☒", 0xA3: "☐",
}  # fmt: skip
"""Signs of the fonts Symbol, Wingdings and Wingdings 2 that plans use, by their place in the font."""


class Piece(NamedTuple):
    """A text of one look."""

    held: str
    """What the file holds."""
    shown: str
    """What a reader sees, if it is seen."""
    bold: bool
    aside: str
    """Why it is no running text: hidden, placeholder; empty if it is."""


@dataclass
class Content:
    """What was found in a paragraph."""

    lines: list[list[Piece]] = field(default_factory=lambda: [[]])
    boxes: list[Element] = field(default_factory=list)
    """Its text boxes (w:txbxContent)."""
    notes: list[tuple[str, str]] = field(default_factory=list)
    """Kind and id of each footnote, endnote and comment that it refers to."""
    changes: list[str] = field(default_factory=list)
    """The changes in it that nobody has accepted or rejected, in words."""
    fields: list[bool] = field(default_factory=list)
    """The fields that have begun, each with whether its code is still being read."""


@dataclass(frozen=True)
class _Manner:
    bold: bool
    hidden: bool
    aside: str = ""
    font: str = ""


def content(paragraph: Element, styles: Styles, bold: bool, hidden: bool) -> Content:
    """What stands in a paragraph, whose style makes it bold, or hidden."""
    found = Content()
    mark = paragraph.find(f"{W}pPr/{W}rPr")
    for change in mark if mark is not None else ():
        if change.tag in TRACKED:
            found.changes.append(f"a paragraph {TRACKED[change.tag]}")
    _walk(paragraph, found, styles, _Manner(bold, hidden))
    return found


def _walk(element: Element, found: Content, styles: Styles, manner: _Manner) -> None:
    for child in element:
        tag = child.tag
        if tag in _TEXT:
            _add(found, child.text or "", manner)
        elif tag == f"{W}r":
            _walk(child, found, styles, _of_run(child, styles, manner))
        elif tag in _SHOWN:
            _add(found, _SHOWN[tag], manner)
        elif tag == f"{W}sym":
            _add(found, held := _held_symbol(child), manner, _SYMBOLS.get(ord(held) & 0xFF, held))
        elif tag not in _PASSED_OVER and not _gathered(child, found):
            _walk(*_unwrapped(child, found), styles, _of_wrapper(child, manner))


def _gathered(child: Element, found: Content) -> bool:
    """Whether it is something of its own, that stands in no line."""
    if child.tag == f"{W}fldChar":
        _turn(found.fields, child.get(f"{W}fldCharType"))
    elif child.tag in _NOTES:
        found.notes.append((_NOTES[child.tag], child.get(f"{W}id")))
    elif child.tag == f"{W}txbxContent":
        found.boxes.append(child)
    else:
        return False
    return True


def _unwrapped(wrapper: Element, found: Content) -> tuple[Element, Content]:
    """What to read of a wrapper of runs; of alternatives only one."""
    if wrapper.tag == ALTERNATIVES:
        return chosen(wrapper), found
    if wrapper.tag in TRACKED:
        said = " ".join("".join(each.text or "" for each in wrapper.iter(f"{W}t", f"{W}delText")).split())
        found.changes.append(f"“{said[:60]}” {TRACKED[wrapper.tag]}")
    return wrapper, found


def _of_wrapper(wrapper: Element, manner: _Manner) -> _Manner:
    shows = wrapper.find(f"{W}sdtPr/{W}showingPlcHdr") if wrapper.tag == f"{W}sdt" else None
    if shows is None or not flag(shows.get(f"{W}val", "1")):
        return manner
    return replace(manner, aside="placeholder")


def chosen(alternatives: Element) -> Element:
    """Of several forms of one thing that a file holds, the first that has a text; where none has, all."""
    for branch in alternatives:
        if next(branch.iter(*_TEXT, f"{W}sym"), None) is not None:
            return branch
    return alternatives


def _of_run(run: Element, styles: Styles, manner: _Manner) -> _Manner:
    properties = run.find(f"{W}rPr")
    if properties is None:
        return manner
    return replace(
        manner,
        bold=styles.switched(properties, "b", manner.bold),
        hidden=styles.switched(properties, "vanish", manner.hidden),
    )


def _add(found: Content, held: str, manner: _Manner, shown: str | None = None) -> None:
    held = held.replace("\u00ad", "")
    aside = "hidden" if manner.hidden or any(found.fields) else manner.aside
    if held == "\n":
        found.lines.append([])
    else:
        found.lines[-1].append(Piece(held, held if shown is None else shown, manner.bold, aside))


def _turn(fields: list[bool], kind: str) -> None:
    """Follows the fields that begin and end: between its beginning and its separator a field holds its code."""
    if kind == "begin":
        fields.append(True)
    elif kind == "separate" and fields:
        fields[-1] = False
    elif kind == "end" and fields:
        fields.pop()


def _held_symbol(symbol: Element) -> str:
    said = symbol.get(f"{W}char")
    code = int(said, 16) if re.fullmatch(r"[0-9A-Fa-f]{1,4}", said) else 0
    return chr(code) if code >= 0x20 and not 0xD800 <= code < 0xE000 else "\ufffd"
