"""A document as a Markdown file that stresses what is overdue."""

from __future__ import annotations

from si_plan.documents.blocks import Document
from si_plan.formats import markdown


def render(document: Document) -> bytes:
    """The document's Markdown in UTF-8, what is overdue in bold."""
    return markdown.render(document, stressed="overdue").encode()
