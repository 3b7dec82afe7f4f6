"""What libyaml says of a text that is not YAML, in the words of the person who wrote it."""

from __future__ import annotations

from typing import Final

_WORDS: Final[tuple[tuple[str, str, str], ...]] = (
    (
        "mapping values are not allowed",
        "a second `: ` stands in one line, or the line is indented deeper than its neighbours",
        'put a text that holds a colon in quotes ("…"), and line fields up with those above',
    ),
    (
        "could not find expected ':'",
        "this line is neither a field (`name: value`) nor part of the text above",
        "add the colon, or indent the line deeper than the field whose text it continues",
    ),
    (
        "did not find expected key",
        "this line does not line up with the fields above it",
        "give each field of a record the same indentation; a text with quotes inside it goes in quotes whole",
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
        "a quotation mark is opened and never closed",
        "close it, or double a quotation mark that is part of the text",
    ),
    (
        "found unexpected document indicator",
        "a quotation mark is opened and never closed",
        "close it, or double a quotation mark that is part of the text",
    ),
    (
        "found unknown escape character",
        "a backslash in double quotes begins an escape that YAML does not know",
        "use single quotes for a text with backslashes",
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
    (
        "control characters are not allowed",
        "the text holds a control character",
        "delete it: it shows nothing",
    ),
    (
        "unacceptable character",
        "the text holds a control character",
        "delete it: it shows nothing",
    ),
)


def in_plain_words(problem: str, line: str) -> tuple[str, str]:
    """The message and the hint for one of libyaml's problems, found on this line of the text."""
    for theirs, message, hint in _WORDS:
        if theirs in problem:
            return message, hint
    return f"the text is not YAML here: {problem}", "compare the line with those above" if line else ""
