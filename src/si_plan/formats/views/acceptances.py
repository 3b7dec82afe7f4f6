"""`siplan accept-readings`."""

from __future__ import annotations

from si_plan.editing.accepting import Acceptance
from si_plan.formats import words
from si_plan.formats.page import Column, Heading, Listing, Page


def page(found: list[Acceptance], *, written: bool) -> Page:
    columns = (Column("ID", "id"), Column("When (as written)"), Column("Adds"), Column("Why"))
    rows: list[tuple[str, ...]] = [
        (one.compared.tracked.id, one.compared.wording, "; ".join(one.lines), one.compared.reading.reason)
        for one in found
    ]
    done = "Added to" if written else "Would be added to"
    last = [] if written or not rows else ["Nothing was written; --write adds these lines."]
    heading = Heading(f"{done} {words.count(len(rows), 'record')}")
    return Page([heading, Listing(columns, rows, empty="No record lacks what its words say for certain."), *last])
