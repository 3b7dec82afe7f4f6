"""A page as Markdown (GitHub's): headings, tables, lists. No plan text can become markup or HTML."""

from __future__ import annotations

import re
from typing import Final

from si_plan.formats.page import Facts, Heading, Listing, Page, Verbatim

_MARKUP: Final = re.compile(r"([\\`*_{}\[\]<>()#+!|~$^=-])")
_ENTITIES: Final = re.compile(r"&(?=[A-Za-z#])")
_ADDRESS: Final = re.compile(r"\b(https?|ftp|www|mailto)(?=[:.])", re.IGNORECASE)
# Mentions, references (#1, !1, ~label, GH-1) and emoji. Forges look for them in what Markdown has become, where no
# backslash or entity is left to stop them (https://github.com/github/markup/issues/1168). An empty comment does.
_REFERENCE: Final = re.compile(r"(?<=[@~%])(?=\w)|(?<=[#!$&])(?=\d)|(?<=GH-)(?=\d)|(?<=:)(?=[\w+-]+:)")
_APART: Final = "\0"
"""Where a comment is to stand; no safe text has this character."""


def render(page: Page) -> str:
    """The page's Markdown, with a newline at its end."""
    parts: list[str] = []
    for block in page.told():
        if isinstance(block, Listing):
            parts += _listing(block)
        elif isinstance(block, Facts):
            parts.append("\n".join(f"- **{escaped(label)}:** {escaped(text)}" for label, text in block.pairs))
        elif isinstance(block, Heading):
            parts.append(f"## {escaped(block.text)}")
        elif isinstance(block, Verbatim):
            parts.append(_verbatim(block))
        else:
            parts.append(escaped(block))
    return "\n\n".join(parts) + "\n"


def escaped(text: str) -> str:
    """Text that Markdown shows as it stands: no emphasis, link, mention, heading, list, table cell or HTML."""
    text = _ADDRESS.sub(lambda found: f"{found[1][0]}{_APART}{found[1][1:]}", text)
    text = _REFERENCE.sub(_APART, text)
    text = _ENTITIES.sub("&amp;", text)
    text = _MARKUP.sub(_escape, text)
    text = re.sub(r"^(\d+)([.)])(?=\s|$)", r"\1\\\2", text)
    return text.replace(_APART, "<!-- -->")


def _escape(found: re.Match[str]) -> str:
    character = found[1]
    if character == "<":
        return "&lt;"
    if character == ">":
        return "&gt;"
    if character == "-" and found.start() > 0:
        return character
    if character in "()=+^$" and found.start() > 0:
        return character
    return f"\\{character}"


def _verbatim(block: Verbatim) -> str:
    """A fenced block; its fence is longer than any run of backticks within."""
    longest = max((len(run) for run in re.findall("`+", block.text)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{escaped(block.title)}\n\n{fence}\n{block.text}{fence}"


def _listing(listing: Listing) -> list[str]:
    parts = [f"### {escaped(listing.title)}"] if listing.title else []
    if not listing.rows:
        return [*parts, escaped(listing.empty)] if listing.empty else parts
    return [*parts, "\n".join(table(listing))]


def table(listing: Listing) -> list[str]:
    """A listing's lines: its headings, the rule below them, its rows."""
    lines = [_row(tuple(column.heading for column in listing.columns))]
    lines.append("|" + "|".join("---:" if column.kind == "number" else "---" for column in listing.columns) + "|")
    return [*lines, *(_row(row) for row in listing.rows)]


def _row(cells: tuple[str, ...]) -> str:
    return "| " + " | ".join(escaped(cell) for cell in cells) + " |"
