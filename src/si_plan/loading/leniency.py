"""Finds what libyaml reads and YAML 1.2, or another reader of it, does not.

An edit is kept only where ruamel.yaml's parser of YAML 1.2 finds in the new text what libyaml finds. If it cannot read
a file as it is, no edit of the file could be kept, and people must know that before they record. ruamel.yaml would take
some twenty times as long as libyaml to say so. Instead, a few rules over libyaml's tokens find the places where the two
differ. Both parsers have one ancestor, and differ in what they make of

- a tab, which ruamel.yaml takes only in quotes, blocks and comments, and between values in brackets or braces;
- a colon with nothing behind it, in brackets after a text in quotes;
- an empty line with fewer spaces than the lines below it, at the beginning of a block;
- a second line of dots.

Both take a comment that begins right behind a value, and drop the question mark of a text like ?this in braces, which
YAML 1.2 does not. `tests/reading/test_two_readers.py` tries all of this with both readers.
"""

import re
from collections.abc import Iterator
from typing import Any, Final, NamedTuple

from yaml import CBaseLoader
from yaml.tokens import (
    DocumentEndToken,
    FlowMappingEndToken,
    FlowMappingStartToken,
    FlowSequenceEndToken,
    FlowSequenceStartToken,
    KeyToken,
    ScalarToken,
    StreamEndToken,
    ValueToken,
)

_QUESTIONS: Final = ("[?", "{?", ",?", " ?", "\n?")
_SIGNS: Final = (
    r"\n(?:\.\.\.|(?<= \n)|(?<= \r\n))",
    r""":(?<=["'\]}]:)""",
    r"#(?:(?<=[^\w \n]#)|(?<=[|>][0-9]#)|(?<=[|>][-+][0-9]#))",
)
"""Without a tab, a question mark in such a place, or one of these signs in a text, no rule here can be broken: dots at
the beginning of a line, or a space at its end; a colon behind a quote or a bracket; a # behind a quote, a bracket or
the sign of a block, where it may begin a comment. Behind a letter or a figure it stands in a text, as in 2.4.1#due.
Each begins with one character, for which Python looks fast."""
_BETWEEN: Final = r"\t[ \t]*|#[^\n]*"
_HEADER: Final = r"[|>][-+0-9]*"
_LEADING: Final = r"[|>][-+]?(?:[ \t][^\n]*)?\r?\n((?: *\r?\n)+)( *)"


class Leniency(NamedTuple):
    """A place that only libyaml, or not even YAML 1.2, reads as it is meant: a diagnostic's code, offset and words."""

    code: str
    mark: int
    message: str
    hint: str


def may_have_leniency(text: str) -> bool:
    """Whether a text may have a leniency. Few have, and asking takes a hundredth of the time of reading."""
    if "\t" in text or text.startswith("..."):
        return True
    if "?" in text and any(mark in text for mark in _QUESTIONS):
        return True
    return any(re.search(sign, text) for sign in _SIGNS)


def leniencies(text: str) -> Iterator[Leniency]:
    """The leniencies in a text, in its order. libyaml must be able to read the text, and its last line must have an
    end."""
    between = re.compile(_BETWEEN)
    parser = CBaseLoader(text)
    try:
        around: list[type] = []  # the brackets and braces that are open
        end = 0
        before: Any = None
        while True:
            token: Any = parser.get_token()
            begins = token.start_mark.index
            for found in between.finditer(text, end, begins):
                yield from _between(text, found[0], found.start(), bool(around))
            kind = type(token)
            end = max(end, token.end_mark.index)
            if kind is ScalarToken:
                yield from _in_scalar(text, token.style or "", begins, end)
            elif kind is FlowSequenceStartToken or kind is FlowMappingStartToken:
                around.append(kind)
            elif kind is FlowSequenceEndToken or kind is FlowMappingEndToken:
                around.pop()
            elif kind is KeyToken and end > begins and around and _goes_on(text, end):
                yield _question_mark(begins)
            elif kind is ValueToken and around[-1:] == [FlowSequenceStartToken] and _goes_on(text, end):
                yield _colon(begins)
            if type(before) is DocumentEndToken and kind is not StreamEndToken:
                yield _dots(begins)
            if kind is StreamEndToken:
                return
            before = token
    finally:
        parser.dispose()


def _goes_on(text: str, at: int) -> bool:
    return text[at : at + 1] not in ("", " ", "\t", "\n", "\r")


def _between(text: str, found: str, mark: int, in_flow: bool) -> Iterator[Leniency]:
    """The leniencies between two values: in a run of tabs, or a comment."""
    if found[0] == "\t":
        if not in_flow:
            yield _tab(mark)
    elif mark and text[mark - 1] not in " \t\n":
        yield _comment(mark)


def _in_scalar(text: str, style: str, begins: int, ends: int) -> Iterator[Leniency]:
    if style == "":
        tab = text.find("\t", begins, ends)
        if tab >= 0:
            yield _tab(tab)
    elif style in ("|", ">"):
        yield from _in_block(text, begins, ends)


def _in_block(text: str, begins: int, ends: int) -> Iterator[Leniency]:
    """The leniencies before the first line of a block: beside its sign, or in the empty lines below that."""
    header = re.compile(_HEADER).match(text, begins)
    at = header.end() if header is not None else begins
    if text[at] == "#":
        yield _comment(at)
    elif text[at : text.index("\n", at)].lstrip(" ")[:1] == "\t":
        yield _tab(text.index("\t", at))
    leading = re.compile(_LEADING).match(text, begins, ends)
    if leading is not None:
        lines = [len(line.rstrip("\r")) for line in leading[1].split("\n")[:-1]]
        if 0 < lines[0] < max(*lines, len(leading[2])):
            yield _empty_line(leading.start(1))


def _tab(mark: int) -> Leniency:
    return Leniency(
        "tab-indentation",
        mark,
        "use a space, not a tab",
        "at the end of a line, delete the tab; put text that contains a tab in quotes",
    )


def _comment(mark: int) -> Leniency:
    return Leniency(
        "syntax",
        mark,
        "there is no space before the #",
        "put a space before the # of a comment; put text that contains a # in quotes",
    )


def _question_mark(mark: int) -> Leniency:
    return Leniency(
        "syntax",
        mark,
        "text in brackets or braces cannot start with ? unless it is in quotes",
        "put the text in quotes",
    )


def _colon(mark: int) -> Leniency:
    return Leniency("syntax", mark, "there is no space after this colon", "put a space after the colon")


def _empty_line(mark: int) -> Leniency:
    return Leniency(
        "syntax",
        mark,
        "the text below starts with a line of spaces, and its other lines are indented further",
        "delete the spaces on this line",
    )


def _dots(mark: int) -> Leniency:
    return Leniency(
        "several-documents",
        mark,
        "the line of dots above ends the file, but there is more below it",
        "delete the line ...",
    )
