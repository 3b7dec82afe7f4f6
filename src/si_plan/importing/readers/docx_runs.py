"""What stands in a Word paragraph: its runs joined, parted at line breaks; its text boxes, its notes, its changes."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import Final, NamedTuple

from si_plan.importing.readers.docx_names import (
    ALTERNATIVES,
    CONTROL,
    TEXT,
    TRACKED,
    W,
    chosen,
    is_prompt,
    value_of,
    whole,
)
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
    struck: bool = False
    """Whether a line is drawn through any of its text."""
    fields: list[bool] = field(default_factory=list)
    """The fields that have begun, each with whether its code is still being read."""


def content(paragraph: Element, styles: Styles, *, prompts: bool, bold: bool, hidden: bool) -> Content:
    """What stands in a paragraph whose style makes it bold, or hidden. `prompts` says whether the document
    has content controls that nobody has filled in."""
    found = Content()
    mark = paragraph.find(f"{W}pPr/{W}rPr")
    for change in mark if mark is not None else ():
        if change.tag in TRACKED:
            found.changes.append(f"a paragraph {TRACKED[change.tag]}")
    _Walk(found, styles, prompts).over(paragraph, _Manner(bold, "hidden" if hidden else ""))
    return found


@dataclass(frozen=True)
class _Manner:
    bold: bool
    aside: str
    font: str = ""


@dataclass
class _Walk:
    found: Content
    styles: Styles
    prompts: bool

    def over(self, element: Element, manner: _Manner) -> None:
        """Takes what stands in an element, in whatever wraps it."""
        for child in element:
            tag = child.tag
            if tag in TEXT:
                self._add(child.text or "", manner)
            elif tag == _RUN:
                self.over(child, self._of_run(child, manner))
            elif tag in _SIGNS:
                self._add(_SIGNS[tag], manner)
            elif tag == _SYMBOL:
                held = _sign(child)
                self._add(held, manner, signs(held, child.get(f"{W}font", "")))
            elif tag not in _PASSED_OVER and not self._gathers(child, manner):
                self._tell_change(child)
                self.over(chosen(child) if tag == ALTERNATIVES else child, manner)

    def _gathers(self, child: Element, manner: _Manner) -> bool:
        """Whether it is something of its own, that stands in no line."""
        if child.tag == _FIELD:
            self._turn(child, manner)
        elif child.tag in _NOTES:
            self.found.notes.append((_NOTES[child.tag], child.get(f"{W}id", "")))
        elif child.tag == _BOX:
            self.found.boxes.append(child)
        else:
            return False
        return True

    def _tell_change(self, wrapper: Element) -> None:
        if wrapper.tag in TRACKED:
            said = " ".join("".join(each.text or "" for each in wrapper.iter(f"{W}t", f"{W}delText")).split())
            self.found.changes.append(f"“{said[:60]}” {TRACKED[wrapper.tag]}")

    def _of_run(self, run: Element, manner: _Manner) -> _Manner:
        properties = run.find(f"{W}rPr")
        if self.prompts and any(map(is_prompt, run.iterancestors(CONTROL))):
            manner = replace(manner, aside=manner.aside or "placeholder")
        if properties is None or len(properties) == 0:
            return manner
        if any(self.styles.switched(properties, kind, False) for kind in ("strike", "dstrike")):
            self.found.struck = True
        fonts = properties.find(f"{W}rFonts")
        hidden = self.styles.switched(properties, "vanish", manner.aside == "hidden")
        return _Manner(
            self.styles.switched(properties, "b", manner.bold),
            "hidden" if hidden else manner.aside.replace("hidden", ""),
            fonts.get(f"{W}ascii", "") if fonts is not None else "",
        )

    def _add(self, held: str, manner: _Manner, shown: str | None = None) -> None:
        if held == "\n":
            self.found.lines.append([])
            return
        held = held.replace("\u00ad", "")
        aside = "hidden" if any(self.found.fields) else manner.aside
        shown = signs(held, manner.font) if shown is None else shown
        self.found.lines[-1].append(Piece(held, shown, manner.bold, aside))

    def _turn(self, sign: Element, manner: _Manner) -> None:
        """Follows the fields that begin and end: between its beginning and its separator a field holds its code."""
        kind, fields = sign.get(f"{W}fldCharType", ""), self.found.fields
        if kind == "begin":
            if (choices := sign.find(f"{W}ffData/{W}ddList")) is not None:
                self._add("", manner, _entry(choices))
            fields.append(True)
        elif kind == "separate" and fields:
            fields[-1] = False
        elif kind == "end" and fields:
            fields.pop()


def _entry(choices: Element) -> str:
    """What a field of a form shows of the choices that it has."""
    entries = [*choices.iterfind(f"{W}listEntry")]
    number = whole(value_of(choices, "result"), 0, 1000)
    return entries[number].get(f"{W}val", "") if number < len(entries) else ""


def _sign(element: Element) -> str:
    said = element.get(f"{W}char", "")
    code = int(said, 16) if re.fullmatch(r"[0-9A-Fa-f]{1,4}", said) else 0
    return "\ufffd" if 0xD800 <= code < 0xE000 or code < 0x20 else chr(code)
