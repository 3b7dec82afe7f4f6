"""`siplan explain`: what a code means, and the list of all."""

from __future__ import annotations

from typing import Any

from si_plan.diagnostics import CODES
from si_plan.diagnostics.explaining import Example, Explanation
from si_plan.formats.page import Block, Column, Facts, Heading, Listing, Page, Verbatim
from si_plan.formats.records import Answer

COLUMNS = ("code", "severity", "summary", "why", "remedy", "fails", "passes")
COLUMNS_OF_ALL = ("code", "severity", "summary")


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


def answer(one: Explanation) -> Answer:
    return Answer("explain", None, {}, [record(one)], COLUMNS, {})


def record(one: Explanation) -> dict[str, Any]:
    """An explanation's versioned record. An example is a mapping of paths to texts, or a sentence."""
    return {
        "code": one.code,
        "severity": one.severity,
        "summary": one.headline,
        "why": "\n\n".join(one.why),
        "remedy": one.remedy,
        "fails": dict(one.fails.files) or one.fails.described,
        "passes": dict(one.passes.files) or one.passes.described,
    }


def page_of_all() -> Page:
    """Every code with what is wrong, in a line."""
    columns = (Column("Code", "id"), Column("Severity", "state"), Column("What is wrong"))
    rows: list[tuple[str, ...]] = [(code, rule.severity, rule.summary) for code, rule in CODES.items()]
    closing = "siplan explain CODE says more about one."
    return Page([Heading(f"Diagnostics: {len(rows)}"), Listing(columns, rows), closing])


def answer_of_all() -> Answer:
    rows = [{"code": code, "severity": rule.severity, "summary": rule.summary} for code, rule in CODES.items()]
    return Answer("explain", None, {}, rows, COLUMNS_OF_ALL, {})
