"""The members of a portfolio that an answer is without."""

from __future__ import annotations

from si_plan.documents import words
from si_plan.documents.blocks import Column, Document, Row, Section, Table
from si_plan.queries.across import Across


def with_missing(page: Document, across: Across) -> Document:
    """The page, which ends with a list of the members that did not answer, and why."""
    if not across.missing:
        return page
    rows = [Row((one.member, one.reason)) for one in across.missing]
    table = Table((Column("Member", "id"), Column("Why", "text")), rows)
    return page._replace(sections=[*page.sections, Section("missing", said(across), [table])])


def said(across: Across) -> str:
    """How many members an answer is without: Not in this answer: 2 of 30 plans."""
    missing = len(across.missing)
    return f"Not in this answer: {missing:,} of {words.count(missing + len(across.members), 'plan')}"


def answering(across: Across) -> str:
    """How many members answer: 28 of 30 plans."""
    found, missing = len(across.members), len(across.missing)
    every = words.count(found + missing, "plan")
    return f"{found:,} of {every}" if missing else every
