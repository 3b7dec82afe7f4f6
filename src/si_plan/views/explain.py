"""`siplan explain`: what a code means, and the list of all."""

from __future__ import annotations

from typing import Final

from si_plan.diagnostics import CODES, Rule
from si_plan.diagnostics.explaining import Example, Explanation, explain
from si_plan.documents.blocks import Column, Document, Facts, Part, Row, Section, Table, document, verbatim
from si_plan.documents.records import Columns, Json, Records, nested, text
from si_plan.views import states


def page_of(code: str) -> Document:
    """What a code means. Raises UsageError if there is no such code."""
    return page(explain(code))


def page(explanation: Explanation) -> Document:
    """The page of one code: why it matters, how to fix it, and the two examples."""
    why: list[Part] = [explanation.headline, *explanation.why, Facts([("To fix it", explanation.remedy)])]
    return Document(
        [
            Section("", f"{explanation.code} ({explanation.severity})", why),
            _example("Fails", explanation.fails),
            _example("Passes", explanation.passes),
        ]
    )


def _example(title: str, example: Example) -> Section:
    shown = [verbatim(_example_title(path), text) for path, text in example.files]
    return Section("", title, [*shown] if shown else [example.described])


def _example_title(path: str) -> str:
    """The path of an example's file, with the side of the edit that it is on, for a rule about changes."""
    side, _, inner = path.partition("/")
    return {"base": f"{inner} before", "head": f"{inner} after"}.get(side, path)


def page_of_all() -> Document:
    """Every code with its severity and summary, one to a row."""
    columns = (Column("Code", "id"), Column("Severity", "state"), Column("What is wrong"))
    rows = [Row((code, states.gravity(rule.severity), rule.summary)) for code, rule in CODES.items()]
    closing = "siplan explain CODE says more about one."
    return document(f"What siplan checks: {len(rows)} codes", Table(columns, rows), closing)


COLUMNS: Final[Columns[Explanation]] = (
    text("code", lambda explanation: explanation.code),
    text("severity", lambda explanation: explanation.severity),
    text("summary", lambda explanation: explanation.headline),
    text("why", lambda explanation: "\n\n".join(explanation.why)),
    text("remedy", lambda explanation: explanation.remedy),
    nested("fails", lambda explanation: _example_record(explanation.fails), in_table=True),
    nested("passes", lambda explanation: _example_record(explanation.passes), in_table=True),
)
COLUMNS_OF_ALL: Final[Columns[tuple[str, Rule]]] = (
    text("code", lambda row: row[0]),
    text("severity", lambda row: row[1].severity),
    text("summary", lambda row: row[1].summary),
)


def _example_record(example: Example) -> Json:
    """An example as texts by path, or as a sentence if it has no files."""
    return dict(example.files) or example.described


def records(explanation: Explanation) -> Records[Explanation]:
    return Records("explain", None, None, COLUMNS, [explanation])


def records_of_all() -> Records[tuple[str, Rule]]:
    return Records("explain", None, None, COLUMNS_OF_ALL, list(CODES.items()))
