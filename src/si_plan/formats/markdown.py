"""A document as Markdown that GitHub and GitLab render: headings, tables, lists. No plan text can become markup or
HTML, and nothing in it is a picture, or a link that siplan did not make itself."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

from si_plan.documents.blocks import (
    Cell,
    Column,
    Document,
    Facts,
    Group,
    Heading,
    Mark,
    Row,
    Shade,
    Table,
    Told,
    Verbatim,
    plain,
    tell,
)
from si_plan.documents.cells import Place
from si_plan.documents.visible import safe

_MARKUP: Final = re.compile(r"([\\`*_{}\[\]<>()#+!|~$^=-])")
_ENTITIES: Final = re.compile(r"&(?=[A-Za-z#])")
_ADDRESS: Final = re.compile(r"\b(https?|ftp|www|mailto)(?=[:.])", re.IGNORECASE)
# Mentions, references (#1, !1, ~label, GH-1) and emoji. Sites look for them in the rendered Markdown, where backslashes
# and entities no longer stop them (https://github.com/github/markup/issues/1168). An empty comment does.
_REFERENCE: Final = re.compile(r"(?<=[@~%])(?=\w)|(?<=[#!$&])(?=\d)|(?<=GH-)(?=\d)|(?<=:)(?=[\w+-]+:)")
_APART: Final = "\0"
"""Marks where a comment will be put; no safe text has this character."""


def render(document: Document, stressed: Shade | None = None) -> str:
    """The document's Markdown, with a newline at its end. Marks of the shade that is `stressed` are bold."""
    document = safe(document)
    parts = []
    if document.title:
        parts += [f"**{escape(document.mark)}**"] if document.mark else []
        parts += [f"# {escape(document.title)}", escape(document.authority), f"**{escape(document.subtitle)}**"]
    for section in document.sections:
        parts += [f"## {escape(section.title)}"] if section.title else []
        for part in section.parts:
            for told in tell(part):
                parts += _blocks(told, stressed)
    return "\n\n".join(parts) + "\n"


def escape(text: str) -> str:
    """The text, escaped so that Markdown shows it as written: no emphasis, link, mention, heading, list or HTML."""
    text = _ADDRESS.sub(lambda found: f"{found[1][0]}{_APART}{found[1][1:]}", text)
    text = _REFERENCE.sub(_APART, text)
    text = _ENTITIES.sub("&amp;", text)
    text = _MARKUP.sub(_escape_sign, text)
    text = re.sub(r"^(\d+)([.)])(?=\s|$)", r"\1\\\2", text)
    return text.replace(_APART, "<!-- -->")


def _escape_sign(found: re.Match[str]) -> str:
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


def _blocks(part: Told, stressed: Shade | None) -> list[str]:
    """The part's blocks, which need blank lines between them."""
    if isinstance(part, str):
        return [escape(part)] if part else []
    if isinstance(part, Table):
        return _table(part, stressed)
    if isinstance(part, Facts):
        return ["\n".join(f"- **{escape(label)}:** {escape(text)}" for label, text in part.pairs)]
    if isinstance(part, Heading):
        return [f"### {escape(part.text)}"]
    if isinstance(part, Verbatim):
        return [escape(part.title), _fence(part.lines)]
    return [f"{escape(part.title)}:", _points(part.texts)]


def _fence(lines: Sequence[str]) -> str:
    """A fenced block; the fence is longer than any run of backticks in it."""
    longest = max((len(run) for line in lines for run in re.findall("`+", line)), default=0)
    fence = "`" * max(3, longest + 1)
    return "\n".join([fence, *lines, fence])


def _points(texts: Iterable[str]) -> str:
    return "\n".join(f"- {escape(text)}" for text in texts)


def _table(table: Table, stressed: Shade | None) -> list[str]:
    """A table under its title and caption. Each group becomes a heading with a table of its own, since Markdown has no
    cells that span columns."""
    parts = [f"### {escape(table.title)}"] if table.title else []
    if not table.rows:
        return [*parts, escape(table.empty)] if table.empty else parts
    parts += [f"**{escape(table.caption)}**"] if table.caption else []
    rows: list[Row] = []
    for row in table.rows:
        if isinstance(row, Row):
            rows.append(row)
            continue
        if rows:
            parts.append("\n".join(grid(table.columns, rows, stressed)))
            rows = []
        parts += _group(row)
    return [*parts, "\n".join(grid(table.columns, rows, stressed))] if rows else parts


def _group(group: Group) -> list[str]:
    lines = (*group.steps, *group.lines)
    return [f"#### {escape(group.title)}", *([_points(lines)] if lines else [])]


def grid(columns: Sequence[Column], rows: Iterable[Row], stressed: Shade | None = None) -> list[str]:
    """A table's lines: its headings, the rule below them, its rows."""
    rule = "|" + "|".join("---:" if column.kind == "number" else "---" for column in columns) + "|"
    lines = [_line(escape(column.heading) for column in columns), rule]
    return [*lines, *(_line(_cell(cell, stressed) for cell in row.cells) for row in rows)]


def _line(cells: Iterable[str]) -> str:
    return "| " + " | ".join(cells) + " |"


def _cell(cell: Cell, stressed: Shade | None) -> str:
    if isinstance(cell, Place) and cell.under:
        return f"[{escape(cell.text)}]({cell.address})"
    text = escape(plain(cell))
    return f"**{text}**" if isinstance(cell, Mark) and cell.shade == stressed else text
