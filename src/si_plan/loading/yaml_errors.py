"""libyaml's errors about a text that is not YAML, in the words of the person who wrote it."""

from __future__ import annotations

from typing import Final

_MIDDLE: Final = (
    "the value ends before this, but the line goes on",
    "put the whole text in quotes; double a quotation mark inside it ('') or put a backslash before it (\\\")",
)
"""For a line with more than its value, whatever libyaml expected there."""

_WORDS: Final[tuple[tuple[str, str, str], ...]] = (
    (
        "mapping values are not allowed",
        "this line has a second `: `, or is indented further than the lines around it",
        'put text that contains a colon in quotes ("…"), and line fields up with those above',
    ),
    (
        "could not find expected ':'",
        "this line is not a field (`name: value`) and not part of the text above",
        "put a colon and a space after the field's name, or indent the line to continue the text above",
    ),
    (
        "did not find expected key",
        "this line does not line up with the fields above it",
        "indent every field of a record by the same amount, and put a space after each colon and dash; "
        "check that the quotation marks above are closed",
    ),
    (
        "did not find expected '-' indicator",
        "this line does not line up with the list above it",
        "start each entry of a list with a dash, all indented by the same amount",
    ),
    (
        "block sequence entries are not allowed",
        "a list cannot start here",
        "put the dash on its own line, indented under the field; put text that starts with a dash in quotes",
    ),
    (
        "did not find expected ',' or ']'",
        "a list in brackets is not closed, or has a comma missing",
        "write it as [DCS, HSI]; put text that starts with [ in quotes",
    ),
    (
        "did not find expected ',' or '}'",
        "a record in braces is not closed, or has a comma missing",
        "write it over several lines, one field to a line; put text that starts with { in quotes",
    ),
    (
        "found unexpected end of stream",
        "a quotation mark is opened here and never closed",
        "close it, or put text that starts with a quotation mark in quotes of the other kind",
    ),
    (
        "found unexpected document indicator",
        "a quotation mark is opened here and never closed",
        "close it, or put text that starts with a quotation mark in quotes of the other kind",
    ),
    (
        "escape c",
        "YAML does not know this escape: in double quotes, a backslash has a special meaning",
        "put text that contains backslashes in single quotes",
    ),
    (
        "did not find expected hexdecimal number",
        "YAML does not know this escape: in double quotes, a backslash has a special meaning",
        "put text that contains backslashes in single quotes",
    ),
    (
        "did not find expected alphabetic or numeric character",
        "text cannot start with * or & unless it is in quotes",
        "put the text in quotes",
    ),
    (
        "did not find expected comment or line break",
        "text cannot start with > or | unless it is in quotes",
        "put the text in quotes, or start it on the next line",
    ),
    (
        "mapping keys are not allowed",
        "text cannot start with ? unless it is in quotes",
        "put the text in quotes",
    ),
    (
        "found character that cannot start any token",
        "text cannot start with this character unless it is in quotes",
        "put the text in quotes",
    ),
    (
        "found undefined tag handle",
        "plan files cannot have a tag (!name)",
        "delete it; put text that starts with ! in quotes",
    ),
    (
        "did not find expected <document start>",
        "this does not belong to anything above it",
        "line it up with the fields above, or put the text in quotes",
    ),
    (
        "did not find expected node content",
        "a value is missing here",
        "write a value, or delete the comma or the field",
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
