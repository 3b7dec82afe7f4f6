"""A report as Markdown."""

from __future__ import annotations

from si_plan.formats import markdown
from si_plan.reports.document import document
from si_plan.reports.rows import Report


def render(report: Report) -> bytes:
    """The report's Markdown in UTF-8, what is overdue in bold."""
    return markdown.render(document(report), stressed="overdue").encode()
