"""libyaml's errors about a text that is not YAML, in the words of the person who wrote it."""

from __future__ import annotations

from typing import Final

_MIDDLE: Final = (
    "the value ends before this, and more stands in the line",
    "put the whole text in quotes; a quotation mark inside it is doubled ('') or has a backslash before it (\\\")",
)
"""For a line with more than its value, whatever libyaml expected there."""

_WORDS: Final[tuple[tuple[str, str, str], ...]] = (
    (
        "mapping values are not allowed",
        "a second `: ` stands in one line, or the line is indented deeper than its neighbours",
        'put a text that holds a colon in quotes ("…"), and line fields up with those above',
    ),
    (
        "could not find expected ':'",
        "this line is neither a field (`name: value`) nor part of the text above",
        "write a colon and a space after the field's name, or indent a line that continues the text above",
    ),
    (
        "did not find expected key",
        "this line does not line up with the fields above it",
        "give each field of a record the same indentation, and each colon and dash a space after it; "
        "see that the quotation marks above are closed",
    ),
    (
        "did not find expected '-' indicator",
        "this line does not line up with the list above it",
        "begin each entry of a list with a dash, all at the same indentation",
    ),
    (
        "block sequence entries are not allowed",
        "a list cannot begin here",
        "put the dash on a line of its own, indented under the field; a text that begins with a dash goes in quotes",
    ),
    (
        "did not find expected ',' or ']'",
        "a list in brackets is not closed, or a comma is missing in it",
        "write it as [DCS, HSI]; a text that begins with [ goes in quotes",
    ),
    (
        "did not find expected ',' or '}'",
        "a record in braces is not closed, or a comma is missing in it",
        "write it over several lines, a field each; a text that begins with { goes in quotes",
    ),
    (
        "found unexpected end of stream",
        "a quotation mark is opened here and never closed",
        "close it, or put a text that begins with a quotation mark in quotes of the other kind",
    ),
    (
        "found unexpected document indicator",
        "a quotation mark is opened here and never closed",
        "close it, or put a text that begins with a quotation mark in quotes of the other kind",
    ),
    (
        "escape c",
        "a backslash in double quotes begins an escape that YAML does not know",
        "use single quotes for a text with backslashes",
    ),
    (
        "did not find expected hexdecimal number",
        "a backslash in double quotes begins an escape that YAML does not know",
        "use single quotes for a text with backslashes",
    ),
    (
        "did not find expected alphabetic or numeric character",
        "a text cannot begin with * or & unless it is in quotes",
        "put the text in quotes",
    ),
    (
        "did not find expected comment or line break",
        "a text cannot begin with > or | unless it is in quotes",
        "put the text in quotes, or begin it on the next line",
    ),
    (
        "mapping keys are not allowed",
        "a text cannot begin with ? unless it is in quotes",
        "put the text in quotes",
    ),
    (
        "found character that cannot start any token",
        "a text cannot begin with this character unless it is in quotes",
        "put the text in quotes",
    ),
    (
        "found undefined tag handle",
        "a tag (!name) is not part of the file format",
        "delete it; a text that begins with ! goes in quotes",
    ),
    (
        "did not find expected <document start>",
        "what stands here belongs to nothing above it",
        "line it up with the fields above, or put the text in quotes",
    ),
    (
        "did not find expected node content",
        "a value is missing here",
        "write the value, or delete the comma or the field",
    ),
)

_AT_BEGINNING: Final = (
    "could not find expected ':'",
    "did not find expected ',' or",
    "found unexpected end of stream",
    "found unexpected document indicator",
)
"""Problems that libyaml notices late: the place to mend is where the unfinished value began."""

_AFTER_VALUE: Final = ("did not find expected key", "did not find expected '-' indicator", "<document start>")


def in_plain_words(problem: str, before: str) -> tuple[str, str, bool]:
    """The message and the hint for one of libyaml's problems, and whether its place is where what it is about began.

    `before` is what stands before the problem in its line.
    """
    if before.strip(" -") and any(theirs in problem for theirs in _AFTER_VALUE):
        return *_MIDDLE, False
    at_beginning = any(theirs in problem for theirs in _AT_BEGINNING)
    for theirs, message, hint in _WORDS:
        if theirs in problem:
            return message, hint, at_beginning
    return f"the text is not YAML here: {problem}", "compare the line with those above", at_beginning
