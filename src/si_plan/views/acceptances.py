"""`siplan edit --fill-dates`."""

from __future__ import annotations

from si_plan.documents import words
from si_plan.documents.blocks import Column, Document, Row, Table, document
from si_plan.documents.cells import Lines
from si_plan.editing.accepting import Acceptance


def page(found: list[Acceptance], *, written: bool) -> Document:
    columns = (Column("ID", "id"), Column("When (as written)"), Column("Adds"), Column("Why"))
    rows = [
        Row(
            (
                acceptance.named,
                acceptance.compared.wording,
                Lines(acceptance.lines),
                acceptance.compared.reading.reason,
            )
        )
        for acceptance in found
    ]
    if not rows:
        return document("No record lacks a date that its words say for certain")
    done = "Added to" if written else "Would be added to"
    last = [] if written else ["Nothing was written (--dry-run)."]
    return document(f"{done} {words.count(len(rows), 'record')}", Table(columns, rows), *last)
