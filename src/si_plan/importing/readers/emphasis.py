"""A line of Markdown without its marks: emphasis, links, code and escapes, each as a reader sees it."""

from __future__ import annotations

import re
from typing import Final

_LINK: Final = re.compile(r'!?\[([^\[\]]*)\]\([^()\s]*(?:\([^()\s]*\)[^()\s]*)?(?: "[^"]*")?\)')
_CODE: Final = re.compile(r"(?<!`)(`{1,3})(?!`)([^`]+)(?<!`)\1(?!`)")
_ESCAPED: Final = re.compile(r"\\([!-/:-@\[-`{-~])")
_LIKELY: Final = re.compile(r"[*_`\[\\]")
_RUN: Final = re.compile(r"\*+|_+")
_MOST_OPEN: Final = 50
_SET_ASIDE: Final = 0xE000
"""Where the marks that stand for themselves are kept while emphasis is looked for: among characters for private use."""


def plain(text: str) -> tuple[str, bool]:
    """A line of Markdown as it is seen, and whether all of it is bold."""
    if not _LIKELY.search(text):
        return text, False
    text = text.removesuffix("\\")
    text = _CODE.sub(lambda code: "".join(map(_kept, code[2])), text)
    text = _ESCAPED.sub(lambda escape: _kept(escape[1]), text)
    text = _LINK.sub(r"\1", text)
    seen, bold = _without_emphasis(text)
    return " ".join("".join(map(_restored, seen)).split()), bold


def _kept(mark: str) -> str:
    return chr(_SET_ASIDE + ord(mark)) if "!" <= mark <= "~" else mark


def _restored(mark: str) -> str:
    return chr(ord(mark) - _SET_ASIDE) if "!" <= chr(max(ord(mark) - _SET_ASIDE, 0)) <= "~" else mark


def _without_emphasis(text: str) -> tuple[str, bool]:
    """A text without the stars and underscores that open and close emphasis (CommonMark, section 6.2)."""
    gone: set[int] = set()
    opened: list[list[int]] = []
    """Of each run that may open: where its marks begin, and where they end."""
    whole = False
    for run in _RUN.finditer(text):
        start, end = run.span()
        before, after = text[start - 1 : start] or " ", text[end : end + 1] or " "
        opens, closes = _side(before, after), _side(after, before)
        if run[0][0] == "_":
            opens, closes = opens and not before.isalnum(), closes and not after.isalnum()
        while closes and start < end:
            match = next((n for n in range(len(opened) - 1, -1, -1) if text[opened[n][0]] == run[0][0]), None)
            if match is None:
                break
            opener = opened[match]
            width = min(end - start, opener[1] - opener[0], 2)
            gone.update(range(opener[1] - width, opener[1]), range(start, start + width))
            opener[1] -= width
            start += width
            whole = whole or (width == 2 and not text[: opener[1]].strip(" *_") and not text[start:].strip(" *_"))
            del opened[match + (opener[0] < opener[1]) :]
        if opens and start < end and len(opened) < _MOST_OPEN:
            opened.append([start, end])
    return "".join(mark for place, mark in enumerate(text) if place not in gone), whole


def _side(before: str, after: str) -> bool:
    """Whether marks between these two characters lean to the second."""
    return not after.isspace() and (_wordlike(after) or before.isspace() or not _wordlike(before))


def _wordlike(mark: str) -> bool:
    return mark.isalnum() or 0xE000 <= ord(mark) <= 0xF8FF
