"""A document's rows in order: what the mapping makes of its tables, before anything is judged."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from si_plan.importing.document import Cell, Paragraph
from si_plan.importing.fates import Fated

ColumnField = Literal[
    "priority",
    "ref",
    "title",
    "leads",
    "accountable",
    "support",
    "when",
    "starts",
    "due",
    "milestones",
    "success",
    "monitoring",
    "resources",
    "cost",
    "areas",
    "rating",
    "extra",
    "none",
]
"""What a column of a plan's table holds. `priority` names the priority of each row; `rating` takes one for each term;
`extra` is kept under the column's own name; `none` has no field, and is listed."""


@dataclass(frozen=True)
class ActionRow:
    """A row of a plan's table with all that continues it: the paragraphs of each field, in order."""

    table: int
    row: int
    fields: Mapping[ColumnField, tuple[Paragraph, ...]]
    kept: Mapping[str, tuple[Paragraph, ...]] = field(default_factory=dict)
    """The paragraphs of each column that is kept under its own name."""
    ratings: Mapping[str, Cell] = field(default_factory=dict)
    """The cell of each rating column that has a text or a colour, by the column's name."""
    cells: Mapping[ColumnField, Cell] = field(default_factory=dict)
    """The cell of each field, for what it holds besides its text (a date, a number)."""


@dataclass(frozen=True)
class PriorityRows:
    """A priority of the document and the rows of its actions."""

    number: str
    """The number that it prints; empty where it prints none."""
    title: tuple[Paragraph, ...]
    """The paragraphs that name it; none where only its sheet's name does."""
    named: str
    """Its title: their text without "Priority 1:"."""
    areas: tuple[str, ...] = ()
    """The printed numbers of the areas that it answers."""
    area_lines: tuple[Paragraph, ...] = ()
    """The paragraphs that name these."""
    success: tuple[Paragraph, ...] = ()
    """The points of what success looks like."""
    rows: tuple[ActionRow, ...] = ()


@dataclass(frozen=True)
class LaidOut:
    """A whole document, laid out."""

    priorities: tuple[PriorityRows, ...]
    glossary: tuple[tuple[Paragraph, Paragraph], ...] = ()
    """Code and title of each role that the document lists."""
    areas: tuple[Paragraph, ...] = ()
    """The areas that the document lists, in order."""
    title: tuple[Paragraph, ...] = ()
    dated: tuple[Paragraph, ...] = ()
    authority: tuple[Paragraph, ...] = ()
    background: tuple[Paragraph, ...] = ()
    """Text outside the tables that the plan keeps as its background."""
    fates: tuple[Fated, ...] = ()
    """What became of every paragraph that is in none of the above: headings, repeated headers, layout, not mapped."""
    joined: frozenset[tuple[int, int]] = frozenset()
    """Table and row of each row that continues the one before it."""
