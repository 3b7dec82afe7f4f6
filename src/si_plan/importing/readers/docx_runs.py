"""What stands in a Word paragraph: its runs joined, parted at line breaks; its text boxes, its notes, its changes."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import Final, NamedTuple

from si_plan.importing.readers.docx_names import ALTERNATIVES, TEXT, TRACKED, W, chosen, switched_on, value_of, whole
from si_plan.importing.readers.docx_styles import Styles
from si_plan.importing.readers.docx_symbols import signs
from si_plan.importing.readers.office_zip import Element

_NOTES: Final = {
    f"{W}footnoteReference": "footnote",
    f"{W}endnoteReference": "endnote",
    f"{W}commentReference": "comment",
}
_SIGNS: Final = {f"{W}tab": "\t", f"{W}ptab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-"}
_PASSED_OVER: Final = frozenset(
    W + name
    for name in ("pPr", "rPr", "sdtPr", "sdtEndPr", "instrText", "delText", "delInstrText", "fldData", "softHyphen")
)
_RUN, _SYMBOL, _FIELD, _BOX = f"{W}r", f"{W}sym", f"{W}fldChar", f"{W}txbxContent"


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


def content(paragraph: Element, styles: Styles, *, bold: bool, hidden: bool) -> Content:
    """What stands in a paragraph whose style makes it bold, or hidden."""
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
        if tag in TEXT:
            _add(found, child.text or "", manner)
        elif tag == _RUN:
            _walk(child, found, styles, _of_run(child, styles, manner))
        elif tag in _SIGNS:
            _add(found, _SIGNS[tag], manner)
        elif tag == _SYMBOL:
            held = _sign(child)
            _add(found, held, manner, signs(held, child.get(f"{W}font", "")))
        elif tag not in _PASSED_OVER and not _gathered(child, found, manner):
            _walk(*_unwrapped(child, found), styles, _of_wrapper(child, manner))


def _gathered(child: Element, found: Content, manner: _Manner) -> bool:
    """Whether it is something of its own, that stands in no line."""
    if child.tag == _FIELD:
        _turn(found.fields, child.get(f"{W}fldCharType", ""))
        if (chosen_of := child.find(f"{W}ffData/{W}ddList")) is not None:
            _add(found, "", manner, _entry(chosen_of))
    elif child.tag in _NOTES:
        found.notes.append((_NOTES[child.tag], child.get(f"{W}id", "")))
    elif child.tag == _BOX:
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
    if wrapper.tag == f"{W}sdt" and switched_on(wrapper.find(f"{W}sdtPr"), "showingPlcHdr"):
        return replace(manner, aside="placeholder")
    return manner


def _of_run(run: Element, styles: Styles, manner: _Manner) -> _Manner:
    properties = run.find(f"{W}rPr")
    if properties is None or len(properties) == 0:
        return manner
    fonts = properties.find(f"{W}rFonts")
    return _Manner(
        styles.switched(properties, "b", manner.bold),
        styles.switched(properties, "vanish", manner.hidden),
        manner.aside,
        fonts.get(f"{W}ascii", "") if fonts is not None else "",
    )


def _add(found: Content, held: str, manner: _Manner, shown: str | None = None) -> None:
    if held == "\n":
        found.lines.append([])
        return
    held = held.replace("\u00ad", "")
    if shown is None:
        shown = signs(held, manner.font)
    aside = "hidden" if manner.hidden or any(found.fields) else manner.aside
    found.lines[-1].append(Piece(held, shown, manner.bold, aside))


def _turn(fields: list[bool], kind: str) -> None:
    """Follows the fields that begin and end: between its beginning and its separator a field holds its code."""
    if kind == "begin":
        fields.append(True)
    elif kind == "separate" and fields:
        fields[-1] = False
    elif kind == "end" and fields:
        fields.pop()


def _entry(choices: Element) -> str:
    """What a field of a form shows of the choices that it has."""
    entries = [*choices.iterfind(f"{W}listEntry")]
    chosen_number = whole(value_of(choices, "result"), 0, 1000)
    return entries[chosen_number].get(f"{W}val", "") if chosen_number < len(entries) else ""


def _sign(element: Element) -> str:
    said = element.get(f"{W}char", "")
    code = int(said, 16) if re.fullmatch(r"[0-9A-Fa-f]{1,4}", said) else 0
    return "\ufffd" if 0xD800 <= code < 0xE000 or code < 0x20 else chr(code)
