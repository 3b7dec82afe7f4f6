"""`siplan accept-readings`."""

from __future__ import annotations

from si_plan.documents import words
from si_plan.documents.blocks import Column, Document, Ids, Row, Table, document
from si_plan.documents.cells import Lines
from si_plan.editing.accepting import Acceptance


def page(found: list[Acceptance], *, written: bool) -> Document:
    columns = (Column("ID", "id"), Column("When (as written)"), Column("Adds"), Column("Why"))
    rows = [
        Row(
            (
                Ids((acceptance.compared.tracked.id,)),
                acceptance.compared.wording,
                Lines(acceptance.lines),
                acceptance.compared.reading.reason,
            )
        )
        for acceptance in found
    ]
    done = "Added to" if written else "Would be added to"
    last = [] if written or not rows else ["Nothing was written; --write adds these lines."]
    table = Table(columns, rows, empty="No record lacks what its words say for certain.")
    return document(f"{done} {words.count(len(rows), 'record')}", table, *last)
