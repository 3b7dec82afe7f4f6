"""A document as a Markdown file with overdue states in bold."""

from __future__ import annotations

from si_plan.documents.blocks import Document
from si_plan.formats import markdown


def render(document: Document) -> bytes:
    """The document's Markdown as UTF-8, with overdue states in bold."""
    return markdown.render(document, stressed="overdue").encode()
