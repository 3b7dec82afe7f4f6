"""`siplan explain`: what a code means, and the list of all."""

from __future__ import annotations

from typing import Final

from si_plan.diagnostics import CODES, Rule
from si_plan.diagnostics.explaining import Example, Explanation
from si_plan.formats.page import Block, Column, Facts, Heading, Listing, Page, Verbatim
from si_plan.formats.records import Columns, Json, Records, nested, text


def page(one: Explanation) -> Page:
    """Why it matters, how to put it right, and the two examples."""
    blocks: list[Block] = [
        Heading(f"{one.code} ({one.severity})"),
        one.headline,
        *one.why,
        Facts([("To put it right", one.remedy)]),
        *_example("Fails", one.fails),
        *_example("Passes", one.passes),
    ]
    return Page(blocks)


def _example(heading: str, example: Example) -> list[Block]:
    if not example.files:
        return [Heading(heading), example.described]
    return [Heading(heading), *(Verbatim(_titled(path), text) for path, text in example.files)]


def _titled(path: str) -> str:
    """An example's file; that of a rule about changes says which side of the edit it is on."""
    side, _, inner = path.partition("/")
    return {"base": f"{inner} before", "head": f"{inner} after"}.get(side, path)


def page_of_all() -> Page:
    """Every code with what is wrong, in a line."""
    columns = (Column("Code", "id"), Column("Severity", "state"), Column("What is wrong"))
    rows: list[tuple[str, ...]] = [(code, rule.severity, rule.summary) for code, rule in CODES.items()]
    closing = "siplan explain CODE says more about one."
    return Page([Heading(f"Diagnostics: {len(rows)}"), Listing(columns, rows), closing])


COLUMNS: Final[Columns[Explanation]] = (
    text("code", lambda one: one.code),
    text("severity", lambda one: one.severity),
    text("summary", lambda one: one.headline),
    text("why", lambda one: "\n\n".join(one.why)),
    text("remedy", lambda one: one.remedy),
    nested("fails", lambda one: _shown(one.fails), in_table=True),
    nested("passes", lambda one: _shown(one.passes), in_table=True),
)
COLUMNS_OF_ALL: Final[Columns[tuple[str, Rule]]] = (
    text("code", lambda one: one[0]),
    text("severity", lambda one: one[1].severity),
    text("summary", lambda one: one[1].summary),
)


def _shown(example: Example) -> Json:
    """An example as a mapping of paths to texts, or a sentence."""
    return dict(example.files) or example.described


def records(one: Explanation) -> Records[Explanation]:
    return Records("explain", None, None, COLUMNS, [one])


def records_of_all() -> Records[tuple[str, Rule]]:
    return Records("explain", None, None, COLUMNS_OF_ALL, list(CODES.items()))
