"""Reports as Markdown: tables that are whole, and text that is only text."""

from __future__ import annotations

import re
from functools import cache

import pytest
from markdown_it import MarkdownIt
from markdown_it.token import Token

from hostile_plan import CONTROLS, PAYLOADS
from report_files import UNSEEN, WHICH, document_of, file, rendered, told
from si_plan.documents.blocks import Group, Row, Table
from si_plan.documents.pictures import Figures
from si_plan.documents.visible import visible
from si_plan.formats.markdown import escape, render
from si_plan.reports.document import document

_PARSER = MarkdownIt("gfm-like", {"html": True, "linkify": False})
_PLAIN = {"text", "softbreak", "strong_open", "strong_close"}


def text(which: str) -> str:
    return file(which, "md").decode("utf-8")


@cache
def parsed(which: str) -> list[Token]:
    return _PARSER.parse(text(which))


def inline(tokens: list[Token]) -> list[Token]:
    return [child for token in tokens for child in token.children or ()]


def cells(source: str) -> list[str]:
    """The text of every cell and heading, as a reader sees it."""
    found = []
    for token in _PARSER.parse(source):
        if token.type == "inline":
            found.append("".join(child.content for child in token.children or () if child.type == "text"))
    return found


def test_what_is_overdue() -> None:
    section = text("sample").partition("## Overdue\n")[2].partition("\n## ")[0]
    assert "| 3.2.2 | Every school judged inadequate becomes a sponsored academy | Deputy Director of " in section
    assert "Education (DDCS) | May 2016 † | " in section
    assert section.count("**overdue ") == 6
    assert text("shipped").partition("## Overdue\n")[2].partition("\n## ")[0].count("**overdue ") == 12


def test_what_was_cancelled_stands_apart_from_what_was_completed() -> None:
    cancelled = text("sample").partition("\n**What was cancelled since")[2].partition("\n## ")[0]
    assert "| ID | What | Cancelled | State | Why |" in cancelled
    assert "| 6.1.3 | Market research completed on what parents think" in cancelled


@pytest.mark.parametrize("which", WHICH)
def test_every_row_of_every_table_is_there(which: str) -> None:
    tables = [part for one in document(told(which)).sections for part in one.parts if isinstance(part, Table)]
    wanted = sum(isinstance(row, Row) for table in tables for row in table.rows)
    tokens = parsed(which)
    found = sum(token.type == "tr_open" for token in tokens) - sum(token.type == "thead_open" for token in tokens)
    pictures = [part for one in document(told(which)).sections for part in one.parts if isinstance(part, Figures)]
    assert found == wanted + sum(len(part.figures) for part in pictures)
    groups = sum(isinstance(row, Group) for table in tables for row in table.rows)
    assert sum(token.type == "heading_open" and token.tag == "h4" for token in tokens) == groups


@pytest.mark.parametrize("which", WHICH)
def test_nothing_in_it_acts(which: str) -> None:
    for child in inline(parsed(which)):
        assert child.type in _PLAIN or (child.type == "html_inline" and child.content == "<!-- -->"), child
    assert not [token for token in parsed(which) if token.type in ("html_block", "fence", "code_block")]


@pytest.mark.parametrize("payload", [*PAYLOADS, *CONTROLS, UNSEEN])
def test_hostile_text_reads_as_it_stands(payload: str) -> None:
    made = render(document_of(payload))
    wanted = re.sub(r"\s+", " ", visible(payload)).strip()
    assert wanted in [re.sub(r"\s+", " ", cell).strip() for cell in cells(made)]


@pytest.mark.parametrize(
    "said",
    [
        "@octocat",
        "see @org/team",
        "mail@evil.example",
        "#1",
        "GH-1",
        "owner/repo#1",
        "!1",
        "~label",
        "%1",
        "$1",
        "&1",
        ":tada:",
    ],
)
def test_no_forge_finds_a_mention_or_a_reference(said: str) -> None:
    """A forge looks for these in the text between two tags or comments; none of it is whole there."""
    pieces = [child.content for child in inline(_PARSER.parse(escape(said))) if child.type == "text"]
    whole = re.compile(r"@\w|[#!~%$&]\w|GH-\d|:\w+:")
    assert "".join(pieces) == said
    assert not [piece for piece in pieces if whole.search(piece)]


def test_the_same_report_gives_the_same_bytes() -> None:
    assert rendered(told("sample"), "md") == file("sample", "md")
    assert text("sample").endswith("\n")
    assert "\r" not in text("sample")
